"""What a person would read about an answer: the right facts, at the right words, and nothing made up."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.analysis.listening import Analysis, Finding, analyze_answer, spelled_out, what_each_heard
from interviews.analysis.measuring import QUOTED, WHOLE, hear, load_answers, measure, places_of
from interviews.choices import SEATS

NINE_DAYS = (
    "They have, and I would learn from them. What I bring is this site. Last spring we moved the night shift to the "
    "new line in nine days instead of the planned twenty, and nobody was hurt. As you know, the OEE went up after "
    "that. We trained the crew before the machines came."
)


def found(heard: Analysis, kind: str) -> Finding:
    finding = heard.of(kind)
    assert finding is not None, f"{kind} was not heard"
    return finding


def quotes(text: str, kind: str, **how: Any) -> list[str]:
    """The words that a finding is about; none if it was not heard."""
    finding = analyze_answer(text, **how).of(kind)
    return [text[start:end] for start, end in finding.spans] if finding else []


# --- Over the written answers

#: Precision and recall. A wrong "no result" reproaches somebody who told it, so it must be rarer than a miss; "too
#: short" is mere arithmetic, and these answers are short on purpose.
AT_LEAST = {
    "figures": (0.95, 0.95),
    "dates": (0.95, 0.9),
    "acronyms": (0.95, 0.95),
    "as_you_know": (0.95, 0.9),
    "hedges": (0.95, 0.95),
    "fillers": (0.95, 0.95),
    "no_figure": (0.95, 0.95),
    "we_over_i": (0.95, 0.95),
    "result": (0.9, 0.75),
    "no_result": (0.85, 0.65),
    "long_situation": (0.95, 0.95),
    "too_short": (0.6, 0.95),
    "too_long": (0.95, 0.95),
}

ANSWERS = Path(__file__).with_name("answers.yaml")


def test_there_are_enough_answers_of_all_sorts() -> None:
    answers = load_answers(ANSWERS)
    assert len({answer["id"] for answer in answers}) == len(answers) >= 60
    assert sum(bool(answer.get("spoken")) for answer in answers) >= 5
    for kind in WHOLE:
        assert any(kind in answer["heard"] for answer in answers), f"no answer shows {kind}"
    for answer in answers:
        for kind in QUOTED:
            for quote in map(str, answer.get(kind, [])):
                assert list(places_of(answer["text"], quote)), f"{answer['id']} does not say {quote!r}"


@pytest.mark.parametrize("kind", AT_LEAST)
def test_listening_is_right_about_most_answers(kind: str) -> None:
    tally = measure(load_answers(ANSWERS))[kind]
    precision, recall = AT_LEAST[kind]
    assert tally.precision >= precision, tally.errors
    assert tally.recall >= recall, tally.errors


@pytest.mark.parametrize("answer", load_answers(ANSWERS), ids=lambda answer: str(answer["id"]))
def test_no_answer_is_told_two_things_that_exclude_each_other(answer: dict[str, Any]) -> None:
    heard = hear(answer)
    assert not (heard.has("result") and heard.has("no_result"))
    assert not (heard.has("too_short") and heard.has("too_long"))
    assert all(finding.kind in (*QUOTED, *WHOLE, "i", "we") for finding in heard.findings)
    assert len({finding.kind for finding in heard.findings}) == len(heard.findings)


# --- Figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took nine days.", ["nine days"]),
        ("We cut it from 4.1% to 2.6%.", ["4.1%", "2.6%"]),
        ("That saved € 38,000 and $1.2m, or EUR 40 000.", ["€ 38,000", "$1.2m", "EUR 40 000"]),
        ("A third of the budget, by half, three quarters.", ["A third", "half", "three quarters"]),
        ("Twenty-two people; two hundred and five boxes.", ["Twenty-two people", "two hundred and five boxes"]),
        ("On 14 March 2025, in Q3 and in May: 12 orders.", ["14 March 2025", "Q3", "May", "12 orders"]),
        ("It takes 10–15 minutes, 12 per cent less.", ["10–15 minutes", "12 per cent"]),
        ("Four out of ten stayed, one in five left.", ["Four out of ten", "one in five"]),
        ("One loaf in thirty, and done a day early.", ["One loaf in thirty", "a day early"]),
        ("One evening in 2019 it took a day: 3 lost.", ["2019", "3"]),
        ("A dozen customers, twelve thousand euros.", ["dozen customers", "twelve thousand euros"]),
        ("Sales doubled, twice.", ["doubled", "twice"]),
    ],
)
def test_figures_are_found_with_what_they_count(text: str, expected: list[str]) -> None:
    assert quotes(text, "figures") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I did it in 2024.", ["2024"]),
        ("On 14 March 2025, on March 14, in Q3 and in May.", ["14 March 2025", "March 14", "Q3", "May"]),
        ("On 2025-03-14 at 9:30.", ["2025-03-14", "9:30"]),
    ],
)
def test_dates_alone_are_no_figure_that_a_panel_remembers(text: str, expected: list[str]) -> None:
    assert quotes(text, "dates") == expected
    assert not analyze_answer(text).has("figures")


def test_a_single_we_is_not_held_against_anybody() -> None:
    assert not analyze_answer("We were short of people, so I moved three over from packing.").has("we")
    assert analyze_answer("We were short of people, so we moved three over and I told them.").has("we")


@pytest.mark.parametrize(
    "text",
    [
        "One of us had to do it, and no one else would.",
        "There are two reasons and three things to say.",
        "ISO 9001, phase two, line 3, COVID-19, 24/7.",
        "In the first half I was on the second floor.",
        "I may march on. May I?",
        "1. Plan it\n2. Do it",
        "Hundreds of people and dozens of calls.",
        "The two of us talked about the 5S method.",
    ],
)
def test_numbers_that_measure_nothing_are_no_figures(text: str) -> None:
    heard = analyze_answer(text)
    assert quotes(text, "figures") == []
    assert heard.has("no_figure")


def test_a_date_is_a_figure_that_can_be_checked_but_gives_no_size() -> None:
    heard = analyze_answer("I have led the early shift since April 2022.")
    assert found(heard, "dates").value == 1
    assert heard.has("no_figure")


# --- I and we, the ending, the beginning


def test_we_is_weighed_against_i() -> None:
    heard = analyze_answer("We planned it. We're proud. We did it, and I watched.")
    assert (found(heard, "we").value, found(heard, "i").value) == (3, 1)
    assert heard.has("we_over_i")
    assert not analyze_answer("We planned it, I did it. We won.").has("we_over_i")


def test_i_is_the_person_and_not_a_numeral() -> None:
    text = "I'm in phase I, i.e. early; I’ve begun and i like it."
    assert quotes(text, "i") == ["I'm", "I’ve", "i"]


def test_a_story_without_an_ending_is_noticed_and_one_with_an_ending_is_not() -> None:
    story = "The press stood still. I called the maker, ordered the part and told the shift. "
    assert analyze_answer(story).has("no_result")
    assert not analyze_answer(story + "By noon it ran again.").has("no_result")
    text = story + "In the end we lost no order, and complaints fell."
    assert "fell" in quotes(text, "result")


def test_a_problem_told_first_is_not_taken_for_the_result() -> None:
    assert analyze_answer("Complaints had increased and sales fell. I spoke to the staff.").has("no_result")


def test_what_i_stopped_is_a_step_and_what_stopped_is_an_end() -> None:
    assert analyze_answer("I stopped the line and called the maker.").has("no_result")
    assert quotes("I called the maker and the leak stopped.", "result") == ["stopped"]


def test_what_somebody_would_have_done_is_a_plan_and_no_story() -> None:
    assert not analyze_answer("I would tell them on Monday that I applied and that I asked for it.").story
    assert analyze_answer("I told them on Monday that I would apply.").story


def test_a_habit_is_no_story() -> None:
    assert not analyze_answer("We have always put the customer first, and I often asked them.").story
    assert analyze_answer("I have written to forty customers.").story


def test_what_somebody_would_say_is_no_hedge() -> None:
    assert quotes("That is what I would say. I would say plainly what I expect.", "hedges") == []
    assert quotes("I would say that it went well.", "hedges") == ["I would say"]


def test_who_had_it_done_did_something() -> None:
    assert analyze_answer("I had it replaced.").story


def test_who_tells_no_story_is_not_asked_for_its_ending() -> None:
    heard = analyze_answer("I like this work because I like people, and I would do it with care.")
    assert not heard.story
    assert not heard.has("no_result")


def test_a_long_situation_is_marked_from_the_start_to_who_did_the_first_deed() -> None:
    situation = "The hall was old and the roof was leaking and the people were tired of it. " * 5
    text = situation + "I called the roofer."
    finding = found(analyze_answer(text), "long_situation")
    assert text[slice(*finding.spans[0])].endswith("of it")
    assert isinstance(finding.value, int)
    assert finding.value > 80


# --- What the panel cannot know


def test_acronyms_are_pointed_out_until_they_are_spelled_out() -> None:
    assert quotes("The OEE and two KPIs.", "acronyms") == ["OEE", "KPIs"]
    for told in (
        "Overall equipment effectiveness (OEE) is what counts.",
        "OEE, overall equipment effectiveness, is what counts.",
        "OEE stands for how well it runs.",
    ):
        assert quotes(told, "acronyms") == []
    assert quotes("The OEE rose.", "acronyms", spelled_out=["OEE"]) == []
    assert quotes("The CEO and HR in the UK are OK.", "acronyms") == []
    assert quotes("I AM THE ONE WHO DID THAT.", "acronyms") == []


def test_what_was_spelled_out_before_is_remembered() -> None:
    assert spelled_out(["Our OEE, which means how long machines run, rose.", "The KPI fell.", " "]) == {"OEE"}


def test_assumed_knowledge_is_quoted() -> None:
    assert found(analyze_answer("As you all know, it rained."), "as_you_know").value == "As you all know"
    assert not analyze_answer("Do you know the answer? As far as you know it is.").has("as_you_know")


# --- How it was said


def test_hedges_are_not_the_same_words_used_as_nouns() -> None:
    assert quotes("It was kind of slow, I guess.", "hedges") == ["kind of", "I guess"]
    assert quotes("What kind of work? I believe in a bit of luck.", "hedges") == []


def test_fillers_are_heard_in_speech_only_and_told_per_hundred_words() -> None:
    text = "Um, I, like, told him, you know, that I like the plan. Uh. " + "word " * 37
    heard = analyze_answer(text, spoken=True, seconds=20)
    assert quotes(text, "fillers", spoken=True) == ["Um", "like", "you know", "Uh"]
    assert found(heard, "fillers").value == pytest.approx(8.0)
    assert not analyze_answer(text, spoken=False).has("fillers")


def test_pace_is_told_of_speech_and_not_of_typing() -> None:
    text = "word " * 300
    assert analyze_answer(text, seconds=120, spoken=True).words_per_minute == pytest.approx(150)
    assert analyze_answer(text, seconds=600).words_per_minute is None
    assert analyze_answer(text, seconds=0, spoken=True).words_per_minute is None
    assert analyze_answer(text, seconds=float("nan"), spoken=True).words_per_minute is None


@pytest.mark.parametrize(
    ("words", "how", "expected"),
    [
        (30, {}, "too_short"),
        (200, {}, None),
        (400, {}, "too_long"),
        (400, {"target_seconds": 240}, None),
        (100, {"spoken": True, "seconds": 200}, "too_long"),
        (100, {"spoken": True, "seconds": 10}, "too_short"),
        (200, {"seconds": 4000}, None),
    ],
)
def test_length_is_told_against_the_target(words: int, how: dict[str, Any], expected: str | None) -> None:
    heard = analyze_answer("word " * words, **how)
    assert [finding.kind for finding in heard.findings if finding.kind.startswith("too_")] == (
        [expected] if expected else []
    )


# --- Other languages, odd input


def test_of_other_languages_only_what_holds_in_any_is_said() -> None:
    text = "Wir haben 2025 die Ausschussquote von 4,1 % auf 2,6 % gesenkt. As you know, um, I think OEE."
    heard = analyze_answer(text, language="de", spoken=True, seconds=30)
    assert not heard.language_supported
    assert heard.words == 17
    assert heard.words_per_minute == pytest.approx(34)
    assert quotes(text, "figures", language="de") == ["2025", "4,1 %", "2,6 %"]
    assert {finding.kind for finding in heard.findings} == {"figures", "dates"}
    assert analyze_answer("I saved nine days.", language="en-GB").has("figures")


@pytest.mark.parametrize("text", ["", "   \n\t", "…!?", "🎉🎉"])
def test_nothing_said_gives_no_finding(text: str) -> None:
    heard = analyze_answer(text)
    assert (heard.words, heard.findings) == (0, ())
    assert [str(line) for line in what_each_heard(heard, text, seats=["boss"])["boss"]] == ["I heard no answer."]


@pytest.mark.parametrize(
    "text",
    [
        "I saved nine\x00 days, \x00as you know",
        "<script>alert('I saved 40%')</script>",
        "חסכתי 40% בתשעה ימים",
        "‮I saved 40%‬ of the work 🎉 in nine days",
        "İI İNİTİAL İ saved ﬁve ² ½ ٣٤ days",
    ],
)
def test_odd_text_is_read_like_any_other(text: str) -> None:
    heard = analyze_answer(text)
    assert heard.words > 0
    assert heard.has("figures")


pieces = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "I ",
            "we ",
            "as you ",
            "know ",
            "nine ",
            "hundred and ",
            "of ",
            "out of ",
            "4.1% ",
            "€",
            "March ",
            "14 ",
            "OEE ",
            "(",
            ")",
            ", ",
            ". ",
            "\n",
            "was ",
            "moved ",
            "kind of ",
            "um, ",
            "one ",
            "half ",
            "a ",
            "2025-03-14 ",
            "at ",
        ]
    ),
)
texts = st.lists(pieces, max_size=40).map("".join)


@given(text=texts, language=st.sampled_from(["en", "de"]), spoken=st.booleans(), seconds=st.none() | st.floats())
@settings(max_examples=400, deadline=None)
def test_whatever_is_said_every_finding_points_into_the_text(
    text: str, language: str, spoken: bool, seconds: float | None
) -> None:
    heard = analyze_answer(text, language=language, spoken=spoken, seconds=seconds)
    for finding in heard.findings:
        assert list(finding.spans) == sorted(finding.spans)
        assert all(0 <= start < end <= len(text) for start, end in finding.spans)
        assert str(finding.why)
    for seat, lines in what_each_heard(heard, text, seats=SEATS).items():
        assert len(lines) <= 2, seat
        assert all(str(line) for line in lines)


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs: a measure of work that no busy machine changes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "as you all ", "I had ", "1,", "2 of ", "2-", "hundred and five ", "OEE (", "was moved 5 kg ", "a'", "half ",
        "um, ", "I think ", "14 March ", "We moved it in nine days. ", "\n", "kind of ", "the year before 2 of 3 ",
    ],
)  # fmt: skip
def test_four_times_the_text_is_about_four_times_the_work(unit: str) -> None:
    def work(size: int) -> int:
        text = (unit * size)[: len(unit) * size]
        return lines_run(lambda: what_each_heard(analyze_answer(text, spoken=True, seconds=60), text, seats=SEATS))

    assert work(800) < 5 * work(200) + 500


def test_a_megabyte_is_counted_to_its_end() -> None:
    text = "We moved 5 pallets. " * 50_000
    heard = analyze_answer(text)
    assert heard.words == 200_000
    assert heard.has("too_long")
    assert found(heard, "figures").value == 5_000, "only what two hours of talk would fill is read closely"
    assert analyze_answer("x" * 1_000_000).words == 1


# --- What each seat heard


def said(text: str, seat: str, **how: Any) -> str:
    return " ".join(str(line) for line in what_each_heard(analyze_answer(text, **how), text, seats=[seat])[seat])


def test_each_seat_hears_something_else_in_the_same_facts() -> None:
    assert "“nine days instead of the planned twenty”: that I could check, and vouch for." in said(NINE_DAYS, "boss")
    assert "“the OEE went up after that”" in said(NINE_DAYS, "hr_director")
    assert "I will remember “nine days instead of the planned twenty”." in said(NINE_DAYS, "ceo")
    assert "“As you know”: I did not know." in said(NINE_DAYS, "ceo")
    assert "what is OEE?" in said(NINE_DAYS, "other")


def test_the_boss_asks_for_your_part_only_where_we_hides_it() -> None:
    assert "what was your part?" in said("We moved it in nine days. We did it. We won.", "boss")
    assert "what was your part?" not in said("I moved it in nine days and I won.", "boss")


def test_nobody_praises_what_was_not_heard() -> None:
    empty_talk = "I am a very good leader and everybody likes me."
    everything = " ".join(said(empty_talk, seat) for seat in SEATS)
    assert "could check" not in everything
    assert "remember “" not in everything
    assert "An example" not in everything


def test_the_figure_that_is_quoted_is_the_one_that_tells_most() -> None:
    text = "There were three of us and 14 desks. I moved the printers, and that saved €900 a month."
    assert "“€900" in said(text, "ceo")
    assert "remember “" not in said("I asked all three.", "ceo")
    assert "could check" not in said("I would do it in two weeks.", "boss")


def test_hr_quotes_how_it_ended_and_asks_for_what_can_be_looked_up() -> None:
    text = "In May 2024 I split the queue, and the waiting time fell to two hours."
    assert "“the waiting time fell to two hours”" in said(text, "hr_director")
    assert "“two hours” and “May 2024”: that I could check." in said(text, "hr_director")
    assert "When was “two hours”?" in said("At 9:30 I split the queue, and waiting fell to two hours.", "hr_director")
    assert "A date, a number or a name" in said("I split the queue and it got better.", "hr_director")


def test_quotes_are_the_persons_own_words_whatever_they_contain() -> None:
    text = "I saved 100% of <b>it</b>, 50% too, %(figure)s and %s."
    assert "“100%”" in said(text, "ceo") or "“100% of" in said(text, "ceo")


def test_of_another_language_each_seat_notes_the_figure_or_says_nothing() -> None:
    assert said("Nous avons gagné 40 %.", "ceo", language="fr") == "I noted “40 %”."
    assert said("Nous avons gagné.", "ceo", language="fr") == ""
