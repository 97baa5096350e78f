"""Markdown, plain text, Moodle XML and GIFT."""

import pytest

from interviews.question_files import read_pasted
from tests.question_files.makers import COMPETENCIES, questions, read, refusal, said

MARKDOWN = """\
---
title: Panel
---
# Interview questions

This document lists what we ask. Please keep it to yourself.

- [Leading people](#leading)
- [Results](#results)

## Leading and developing people

1. **Tell me about a time you led
   people who were your peers.**
   - How did it end?
   - What would *they* say?
2. How do you develop others?
   Follow-up: And who disagreed?

   Listen for:
   - a real person
   - a figure

## 2. Odds

**What was your best year?**

- What did it come to?
* Who helped?

### How would you start in the first week?
Answer: I would listen.
It takes time.

## For the CEO
* Where is the money made?
* https://example.com/more
"""


def test_markdown_as_a_careful_person_reads_it() -> None:
    bank = read(MARKDOWN, "panel.md")
    assert [(row.row, row.text) for row in bank.rows] == [
        (13, "Tell me about a time you led people who were your peers."),
        (17, "How do you develop others?"),
        (26, "What was your best year?"),
        (31, "How would you start in the first week?"),
        (36, "Where is the money made?"),
    ]
    assert [row.probes for row in bank.rows[:3]] == [
        ("How did it end?", "What would they say?"), ("And who disagreed?",), ("What did it come to?", "Who helped?"),
    ]  # fmt: skip
    assert bank.rows[1].listen_for == ("a real person", "a figure")
    assert [(row.competency, row.theme, row.seat) for row in bank.rows] == [
        ("people", "", ""), ("people", "", ""), ("", "Odds", ""), ("", "Odds", ""), ("", "", "ceo"),
    ]  # fmt: skip


def test_what_is_left_out_of_a_document_is_listed() -> None:
    bank = read(MARKDOWN, "panel.md")
    assert [skipped.row for skipped in bank.skipped] == [6, 8, 9, 32, 33, 37]
    assert [heading.text for heading in bank.heading_rows] == [
        "Interview questions", "Leading and developing people", "Odds", "For the CEO",
    ]  # fmt: skip
    assert bank.cleaned[0].before.startswith("1. **Tell me")


def test_plain_text_with_titles_numbers_letters_and_answers() -> None:
    text = (
        "RESULTS\n1) Tell me about a team you led that\nwas not yours.\n   a) How did it end?\n"
        "2) What did it come to?\n"
        "A: Nothing much.\n\nOdds\n- Against you\n   - Why you?\n   - Why now?\n"
    )
    bank = read(text, "bank.txt")
    assert [(row.row, row.text, row.probes) for row in bank.rows] == [
        (2, "Tell me about a team you led that was not yours.", ("How did it end?",)),
        (5, "What did it come to?", ()),
        (10, "Why you?", ()),
        (11, "Why now?", ()),
    ]
    assert [(row.competency, row.theme) for row in bank.rows] == [
        ("results", ""), ("results", ""), ("", "Against you"), ("", "Against you"),
    ]  # fmt: skip
    assert [skipped.text for skipped in bank.skipped] == ["A: Nothing much."]


def test_a_plain_list_keeps_every_line_even_odd_ones() -> None:
    text = "Why now?\nIn short, and without notes, your plan for the plant.\nWho else?\n"
    bank = read_pasted(text, competencies=COMPETENCIES)
    assert questions(bank) == ["Why now?", "In short, and without notes, your plan for the plant.", "Who else?"]


def test_a_pasted_list_of_fifty() -> None:
    text = "\n".join(f"{n}. What did you learn in project {n}?" for n in range(1, 51))
    bank = read_pasted(text, competencies=COMPETENCIES)
    assert questions(bank) == [f"What did you learn in project {n}?" for n in range(1, 51)]
    assert len(bank.cleaned) == 50


@pytest.mark.parametrize(
    ("label", "probes", "listen_for"),
    [
        ("Nachfrage: Wer noch?", ("Wer noch?",), ()),
        ("Relance : Qui d'autre ?", ("Qui d'autre ?",), ()),
        ("Pregunta de seguimiento: ¿Quién más?", ("¿Quién más?",), ()),
        ("**Listen for:** a figure", (), ("a figure",)),
        ("Worauf achten: eine Zahl", (), ("eine Zahl",)),
    ],
)
def test_labels_in_five_languages(label: str, probes: tuple[str, ...], listen_for: tuple[str, ...]) -> None:
    bank = read(f"## Odds\n\n- What did it come to?\n  - {label}\n", "bank.md")
    assert [(row.text, row.probes, row.listen_for) for row in bank.rows] == [
        ("What did it come to?", probes, listen_for)
    ]


def test_seat_and_kind_can_stand_in_a_document() -> None:
    bank = read("## Odds\n\n1. What did it come to?\n   Seat: CEO\n   Kind: knowledge\n2. Who helped?\n", "bank.md")
    assert [(row.seat, row.kind) for row in bank.rows] == [("ceo", "knowledge"), ("", "behavioural")]


MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Results</text></category></question>
<question type="essay"><name><text>n1</text></name><questiontext format="html"><text><![CDATA[<p>Tell me about a
<b>time &amp; place</b>.</p><p>How did it end?</p>]]></text></questiontext><idnumber>L1</idnumber>
<graderinfo><text><![CDATA[<ul><li>A figure</li><li>Own part</li></ul>]]></text></graderinfo></question>
<question type="multichoice"><name><text>n2</text></name><questiontext><text>Who &lt;i&gt;decides&lt;/i&gt;?</text>
</questiontext><answer fraction="100"><text>Not a question at all?</text></answer></question>
</quiz>"""


def test_moodle_questions_without_their_answers() -> None:
    bank = read(MOODLE, "quiz.xml")
    assert questions(bank) == ["Tell me about a time & place. How did it end?", "Who decides?"]
    first = bank.rows[0]
    assert (bank.format, first.code, first.competency, first.listen_for) == (
        "moodle",
        "L1",
        "results",
        ("A figure", "Own part"),
    )


def test_xml_that_is_broken_bombed_or_no_quiz() -> None:
    cut = read(MOODLE[:-20], "quiz.xml")
    assert [row for row, _, _ in said(cut.problems)] == [7]
    assert "breaks in line 1" in refusal('<?xml version="1.0"?><quiz><question type="essay">', "quiz.xml")
    assert "its own XML entities" in refusal(
        '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "q.xml"
    )
    assert "no Moodle question bank" in refusal('<?xml version="1.0"?><office/>', "q.xml")


GIFT = """$CATEGORY: $course$/top/Results

// [id:L-1] a comment
::Title:: [html]<p>Tell me about <b>leading</b> peers\\: how did it end?</p> {}

How many people did you lead? {=3 ~4}

Your plan is {=bold ~timid} in one word.

A mere description.
"""


def test_gift_questions_without_their_answers() -> None:
    bank = read(GIFT, "quiz.txt")
    assert questions(bank) == [
        "Tell me about leading peers: how did it end?",
        "How many people did you lead?",
        "Your plan is … in one word.",
    ]
    assert (bank.format, bank.rows[0].code, bank.rows[0].competency, bank.rows[0].row) == ("gift", "L-1", "results", 3)
    assert [skipped.text for skipped in bank.skipped] == ["A mere description."]


def test_the_format_can_be_chosen() -> None:
    assert said(read("# Why now?\nWho?\n", "a.txt", format="csv").problems) == []
    assert len(read("# Why now?\nWho?\n", "a.txt", format="csv").rows) == 2
    assert "Choose one of: csv, xlsx" in refusal("Why?", "a.txt", format="word")


def test_a_markdown_table() -> None:
    text = (
        "# Bank\n\n| Question | Seat |\n|---|:---:|\n| **Why** now? | CEO |\n| This \\| that? | boss |\n"
        "\nThat is all.\n"
    )
    bank = read_pasted(text, competencies=COMPETENCIES)
    assert [(row.row, row.text, row.seat) for row in bank.rows] == [(5, "Why now?", "ceo"), (6, "This | that?", "boss")]
    assert [skipped.row for skipped in bank.skipped] == [8]


def test_questions_and_answers_and_a_mail_are_texts() -> None:
    talk = read_pasted("Q: Why now?\nA: Because I am ready.\nQ: Who else?\nA: Nobody.\n", competencies=COMPETENCIES)
    assert questions(talk) == ["Why now?", "Who else?"]
    mail = (
        "From: Eva\n\nHi,\nhere are my questions:\n1. Why now?\n2. Who else?\n   o Since when?\n\nBest regards\nEva\n"
    )
    bank = read_pasted(mail, competencies=COMPETENCIES)
    assert [(row.text, row.probes) for row in bank.rows] == [("Why now?", ()), ("Who else?", ("Since when?",))]


def test_yaml_without_a_name_is_found() -> None:
    bank = read_pasted("Leadership:\n  - Why now?\n  - question: Who else?\n", competencies=COMPETENCIES)
    assert (bank.format, questions(bank)) == ("yaml", ["Why now?", "Who else?"])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Q1: Why do you want it?**", "Why do you want it?"),
        ("**1. Why do you want it?**", "Why do you want it?"),
        ("- Why do you &amp; your team want it?", "Why do you & your team want it?"),
        ("- Why do you<br>want it?", "Why do you want it?"),
        (
            "- Have you read [this post][1], and why?\n\n[1]: https://example.com/post",
            "Have you read this post, and why?",
        ),
        ("- Why does ~~nobody~~ *everybody* want `List<String>`?", "Why does nobody everybody want List<String>?"),
        ("<details><summary><b>Why do you want it?</b></summary>\n\nBecause.\n\n</details>", "Why do you want it?"),
        ("- Why is a\\*b not a snake_case_name?", "Why is a*b not a snake_case_name?"),
    ],
)
def test_markup_is_not_part_of_a_question(source: str, text: str) -> None:
    assert questions(read(f"# Motivation\n\n{source}\n", "a.md")) == [text]


INTERVIEW_GUIDE = """# Interview guide

## Using these questions

- Pick three of them before you meet.
- Did you read the application?

## Leadership

**Q: Tell me about a time you led a team.**
- Focus on: Delegation and its result
- Who helped you?
- Situation: In my previous role I led a team of five.
- I planned the work and gave it to everybody.
- Red flags: Blames others

| Score | Answer |
| --- | --- |
| 5 | Led by example |

<details><summary><b>Why do you want to lead?</b></summary>
</details>

### 1- How do you settle a quarrel?

- Listens first
- N/A

#### Sample answers

- When I was new, two people quarrelled. What did I do?

## Questions to ask the interviewer

- How do you measure success?
"""


def test_every_line_has_its_role() -> None:
    bank = read(INTERVIEW_GUIDE, "guide.md")
    assert [(row.text, row.probes, row.listen_for) for row in bank.rows] == [
        ("Tell me about a time you led a team.", ("Who helped you?",), ("Delegation and its result",)),
        ("Why do you want to lead?", (), ()),
        ("How do you settle a quarrel?", (), ("Listens first",)),
    ]
    left_out = " ".join(line.text for line in bank.skipped)
    for text in ("Pick three", "Did you read", "In my previous role", "I planned", "Red flags", "How do you measure"):
        assert text in left_out


def test_chinese_labels_with_wide_colons() -> None:
    source = (
        "### Q1: 請描述一次你帶領團隊的經驗。\n\n**追問問題：**\n- 誰幫了你？\n\n"
        "**評分要點：**\n- 結果具體\n\n**範例回答：**\n\n> 之前我帶大家做。\n"
    )
    assert [(row.text, row.probes, row.listen_for) for row in read(source, "a.md").rows] == [
        ("請描述一次你帶領團隊的經驗。", ("誰幫了你？",), ("結果具體",))
    ]


def test_lists_of_topics_beside_questions_are_left_out() -> None:
    source = (
        "# Behavioral\n\n### Teamwork\n**Questions:**\n"
        '- "Tell me about a time you led a project"\n- "How do you motivate others?"\n- "What failed?"\n\n'
        "**Preparation points:**\n- Delegation examples\n- Conflict resolution\n"
    )
    bank = read(source, "guide.md")
    assert [(row.text, row.theme) for row in bank.rows] == [
        ("Tell me about a time you led a project", "Teamwork"),
        ("How do you motivate others?", "Teamwork"),
        ("What failed?", "Teamwork"),
    ]
    assert {"- Delegation examples", "- Conflict resolution"} <= {line.text for line in bank.skipped}


def test_table_of_contents_as_a_table_hides_no_question() -> None:
    source = (
        "| # | Question |\n|---|---|\n| 1 | Teamwork |\n| 2 | Conflict |\n\n"
        '### 1. Teamwork\n\n**Question:** "Tell me about a time you worked with a team."\n\n**Answer:**\n> I did.\n\n'
        '### 2. Conflict\n\n**Question:** "How did you resolve a conflict?"\n'
    )
    assert questions(read(source, "a.md")) == [
        "Tell me about a time you worked with a team.",
        "How did you resolve a conflict?",
    ]
