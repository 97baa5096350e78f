"""What the panel asks next: what matters most, in the candidate's own words, and nothing that was not said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.analysis.listening import analyze_answer
from interviews.analysis.measuring import load_answers, measure
from interviews.analysis.memory import Told, differing_figure, numbers_in
from interviews.analysis.probing import Asked, FollowUp, aim_of, follow_up
from interviews.choices import SEATS

TIME = "Tell me about a time you improved something."
STRONG = (
    "Picking was slow. I printed the report, took a trolley and a Sunday, and moved the top fifty lines down to the "
    "floor. Picking went from 88 an hour to 121, and Doncaster has copied it."
)


def ask(answer: str, *probes: str, question: str = TIME, seat: str = "boss", seed: int = 1) -> FollowUp | None:
    return follow_up(Asked(question, seat, probes), analyze_answer(answer, question=question), seed=seed)


def reason(asked: FollowUp | None) -> str:
    return asked.reason if asked else "none"


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("How did the merger affect you?", "Which merger do you mean, the one in 2018?", "question_back"),
        ("Tell me about a time you disagreed with your boss.", "I'd rather not go there.", "not_answered"),
        ("What's our current debt?", "I don't know, I'd be guessing.", "dont_know"),
        (TIME, "That was Dr. Feld's project. He built the list and hired the nurse.", "others_deed"),
        ("Why was it late?", "The vendor sent the wrong files and it was their fault.", "blame"),
        ("Tell me about a time you cut costs.", "I would begin with energy and then I'd look at tools.", "plan"),
        (TIME, "We started a basketball night. We painted the hall.", "hidden_part"),
        (TIME, "I moved the desk to the door. Complaints have dropped a lot since.", "bare_claim"),
        (TIME, "I pulled six months of punches. I sorted them by route. I took them to sales.", "no_result"),
        ("Describe your management style.", "Firm but fair.", "no_example"),
        (TIME, STRONG, "deeper"),
        ("How would you handle a shortage?", "I would call around and I'd move two people.", "deeper_plan"),
        ("Do you have any questions for us?", "No, thank you.", "none"),
    ],
)
def test_each_seat_asks_about_what_matters_most(seat: str, question: str, answer: str, expected: str) -> None:
    assert reason(ask(answer, question=question, seat=seat)) == expected


def test_follow_up_takes_up_the_candidates_words() -> None:
    asked = ask("I moved the desk to the door. Complaints have dropped a lot since.", seat="hr_director")
    assert asked is not None
    assert asked.lead is not None
    assert "“Complaints have dropped a lot”" in str(asked)


def test_own_probe_whose_matter_is_open_is_asked() -> None:
    probes = ("How many lines did you move?", "What was your own part?", "Who was against it?")
    assert str(ask(STRONG, *probes)) == "Who was against it?"


def test_what_was_heard_comes_before_an_own_probe() -> None:
    assert reason(ask("That was Dr. Feld's project. He built the list.", "Who was against it?")) == "others_deed"


def test_own_probe_presupposes_no_deed_that_was_not_told() -> None:
    assert reason(ask("Firm but fair.", "What did they say when you did that?", question="Describe your style.")) != (
        "own_probe"
    )


def test_nothing_is_asked_about_twice() -> None:
    question = "How did you get it done?"
    answer = "We started a basketball night. We painted the hall and we served tea."
    heard = analyze_answer(answer, question=question)
    asked = Asked(question, "boss", follow_ups=["What was yours?"], reasons={"hidden_part"})
    again = follow_up(asked, heard, seed=1, at_most=2)
    assert again is None or again.intent != "own_part"


def test_another_language_gets_the_questions_own_probes_only() -> None:
    heard = analyze_answer("Wir haben den Lagerplatz umgestellt.", language="de")
    assert reason(follow_up(Asked(TIME, "ceo", ("Wie viele waren es?",)), heard, seed=1)) == "own_probe"
    assert follow_up(Asked(TIME, "ceo"), heard, seed=1) is None


@given(st.text(max_size=300), st.integers(0, 10_000), st.sampled_from(SEATS))
def test_same_answer_and_seed_get_the_same_follow_up(text: str, seed: int, seat: str) -> None:
    first, second = (ask(text, "How did it end?", seat=seat, seed=seed) for _ in range(2))
    assert str(first) == str(second)


@pytest.mark.parametrize(
    ("probe", "aim"),
    [
        ("What did that come to?", "figure"),
        ("How many people were in it?", "figure"),
        ("What did you do yourself?", "own_part"),
        ("How did it end?", "result"),
        ("In one sentence?", "one_sentence"),
        ("What else could you have done?", "open"),
        ("Who was against it, and why?", "open"),
    ],
)
def test_what_a_probe_is_after(probe: str, aim: str) -> None:
    assert aim_of(probe) == aim


# --- Memory


def told(question: str, text: str, told_to: str = "") -> Told:
    return Told(question, text, frozenset(analyze_answer(text, question=question).topics), told_to)


def test_story_told_twice_is_noticed() -> None:
    first = "I put the rota on a whiteboard and let the porters swap among themselves, and overtime fell by a fifth."
    second = "There was the rota. I put it on a whiteboard and let the porters swap, and overtime fell."
    heard = analyze_answer(second, question=TIME)
    asked = follow_up(Asked(TIME, "ceo"), heard, seed=1, told=told(TIME, second), earlier=[told("Improved?", first)])
    assert reason(asked) == "story_again"


def test_figure_told_differently_is_asked_about_with_both() -> None:
    before = told(
        "What's your best project?", "The changeover project: changeover fell from 55 minutes to 35.", "Ms Lowry"
    )
    now_text = "The changeover took twenty minutes, about twenty."
    question = "How long did the changeover take after your project?"
    heard = analyze_answer(now_text, question=question)
    asked = follow_up(Asked(question, "ceo"), heard, seed=1, told=told(question, now_text, "Mr Ode"), earlier=[before])
    assert str(asked) == "You told Ms Lowry 35; now it's twenty. Which is it?"


def test_figure_of_another_matter_differs_from_nothing() -> None:
    before = told("How are library loans?", "Loans went from 640 to 950.", "Ms Lowry")
    assert differing_figure(told("And the boys?", "Boys' loans are 700 this term.", "Mr Ode"), [before]) is None


def test_numbers_are_read_in_digits_and_words() -> None:
    assert dict(numbers_in("four hundred and twenty units, 1,140 calls, in 2021")) == {
        420: "four hundred and twenty",
        1140: "1,140",
    }


# --- Over the labeled answers we work with. The other half is measured by hand, and only at the end.


def test_follow_ups_to_the_work_answers_are_apt() -> None:
    found = measure(load_answers([Path(__file__).parent / "answers" / "work.jsonl"]))
    assert found.follow_ups["apt"] / found.answers >= 0.88
    assert found.follow_ups["wrong"] / found.answers <= 0.02
    assert found.kinds["blame"].precision >= 0.9
    assert found.false_alarms / found.answers <= 0.1
