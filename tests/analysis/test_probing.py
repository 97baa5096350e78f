"""What the panel asks next: the question's own probe where it still fits, else what the answer lacked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.analysis.listening import Analysis, analyze_answer
from interviews.analysis.probing import VOICES, FollowUp, aim_of, follow_up
from interviews.choices import SEATS

NO_FIGURE = "The press stood still. I called the maker and ordered the part, and by noon it ran again."
FIGURE = "The press stood still. I called the maker and had it running again in six hours."
WE = "We moved the archive in nine days, and we lost no file. We are proud of it."
NO_END = "The press stood still for nine days. I called the maker, ordered the part and told the shift."
ASSUMED = "As you know, I moved the archive in nine days, and it worked."
ACRONYM = "I raised the OEE to 74% in nine weeks, and it stayed there."
SHORT = "Yes, I would like to."
LONG = "I answered all 40 calls and the customers stayed. " * 50
STRONG = FIGURE + " I wrote the steps down for the night shift, and I keep one of the parts on the shelf. " + (
    "I check it every month, I train each new fitter on it, and in two years the press has not stood still again."
)  # fmt: skip


def ask(
    heard: Analysis | str,
    *probes: str,
    seat: str = "boss",
    seed: int = 1,
    before: tuple[str, ...] = (),
    at_most: int = 1,
) -> FollowUp | None:
    heard = analyze_answer(heard) if isinstance(heard, str) else heard
    return follow_up(probes=probes, seat=seat, heard=heard, asked_before=before, seed=seed, at_most=at_most)


def text_of(asked: FollowUp | None) -> str:
    assert asked is not None
    return str(asked.text)


@pytest.mark.parametrize(
    ("probe", "aim"),
    [
        ("What did that come to?", "figure"),
        ("How many people were in it?", "figure"),
        ("What did you do yourself?", "own_part"),
        ("And what did you do?", "own_part"),
        ("Which part of that was yours?", "own_part"),
        ("What was your own part in it?", "own_part"),
        ("How did it end?", "result"),
        ("What was the outcome for the customer?", "result"),
        ("In one sentence?", "one_sentence"),
        ("What else could you have done?", "open"),
        ("What would you do differently next time?", "open"),
        ("Who was against it, and why?", "open"),
        ("Which part of their version is fair?", "open"),
        ("What would it cost us?", "open"),
        ("How did you come to hear of it?", "open"),
        ("Wie viele waren es?", "open"),
    ],
)
def test_what_a_probe_is_after(probe: str, aim: str) -> None:
    assert aim_of(probe) == aim


@pytest.mark.parametrize(
    ("answer", "superfluous"),
    [
        (FIGURE, "How many hours did it take?"),
        (FIGURE, "What was your own part?"),
        (FIGURE, "How did it end?"),
        (FIGURE, "In one sentence?"),
    ],
)
def test_nobody_asks_for_what_was_just_said(answer: str, superfluous: str) -> None:
    for seed in range(10):
        assert text_of(ask(answer, superfluous, "Who was against it?", seed=seed)) == "Who was against it?"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (NO_FIGURE, "How many hours did it take?"),
        (WE, "What was your own part?"),
        (NO_END, "How did it end?"),
        (LONG, "In one sentence?"),
    ],
)
def test_the_probe_that_asks_for_what_is_missing_comes_first(answer: str, wanted: str) -> None:
    for seed in range(10):
        asked = ask(answer, "Who was against it?", wanted, seed=seed)
        assert (text_of(asked), asked and asked.reason) == (wanted, "own_probe")


def test_open_probes_take_turns_from_one_practice_to_the_next() -> None:
    probes = ("Who was against it?", "What would you do differently?")
    assert {text_of(ask(FIGURE, *probes, seed=seed)) for seed in range(20)} == set(probes)


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (NO_FIGURE, "no_figure"),
        (WE, "we_over_i"),
        (NO_END, "no_result"),
        (SHORT, "too_short"),
        (LONG, "too_long"),
    ],
)
def test_without_a_probe_that_fits_what_was_heard_decides(answer: str, reason: str, seat: str) -> None:
    asked = ask(answer, seat=seat)
    assert asked is not None
    assert asked.reason == reason


@pytest.mark.parametrize(("answer", "reason"), [(ASSUMED, "as_you_know"), (ACRONYM, "acronyms")])
def test_what_the_panel_cannot_know_is_asked_for_when_the_answer_is_whole(answer: str, reason: str) -> None:
    whole = f"{answer} " + "I wrote every step of it on a card for whoever comes after me. " * 5
    asked = ask(whole, seat="ceo")
    assert asked is not None
    assert asked.reason == reason
    assert reason != "acronyms" or "OEE" in str(asked.text)


def test_the_four_seats_ask_for_the_same_thing_in_their_own_words() -> None:
    for answer in (NO_FIGURE, WE, NO_END, SHORT, LONG):
        asked = [{text_of(ask(answer, seat=seat, seed=seed)) for seed in range(20)} for seat in SEATS]
        assert all(len(wordings) >= 2 for wordings in asked)
        assert sum(map(len, asked)) == len(set().union(*asked))


def test_every_voice_has_two_or_three_wordings_that_end_as_a_sentence() -> None:
    for reason, voices in VOICES.items():
        assert set(voices) == set(SEATS), reason
        for wordings in voices.values():
            assert 2 <= len(wordings) <= 3
            assert all(wording[-1] in "?." for wording in wordings)


@given(seed=st.integers(), seat=st.sampled_from(SEATS), answer=st.sampled_from([NO_FIGURE, WE, FIGURE, SHORT]))
def test_the_same_answer_and_seed_give_the_same_follow_up(seed: int, seat: str, answer: str) -> None:
    probes = ("Who was against it?", "What would you do differently?")
    assert ask(answer, *probes, seat=seat, seed=seed) == ask(answer, *probes, seat=seat, seed=seed)
    assert ask(answer, seat=seat, seed=seed) == ask(answer, seat=seat, seed=seed)


@pytest.mark.parametrize("nothing", ["", "  \n ", "…"])
def test_an_empty_answer_gets_no_follow_up(nothing: str) -> None:
    assert ask(nothing, "How did it end?") is None


def test_a_strong_answer_gets_none_unless_the_question_has_one() -> None:
    assert ask(STRONG) is None
    assert ask(STRONG, "How many hours did it take?", " ") is None
    assert text_of(ask(STRONG, "Who was against it?")) == "Who was against it?"


def test_no_more_is_asked_than_was_allowed() -> None:
    assert ask(NO_FIGURE, "Who was against it?", before=("How did it end?",)) is None
    assert ask(NO_FIGURE, "Who was against it?", at_most=0) is None
    assert ask(NO_FIGURE, before=("one", "two"), at_most=2) is None


def test_the_second_follow_up_goes_by_what_was_heard_and_asks_for_something_new() -> None:
    first = ask(NO_FIGURE, "Who was against it?", at_most=2)
    second = ask(NO_FIGURE, "Who was against it?", before=(text_of(first),), at_most=2)
    assert second is not None
    assert second.reason == "no_figure"

    lacks_two = "We called the maker and we ordered the part."
    first = ask(lacks_two, at_most=2)
    second = ask(lacks_two, before=(text_of(first),), at_most=2)
    assert first is not None
    assert second is not None
    assert (first.reason, second.reason) == ("no_figure", "we_over_i")


def test_a_short_story_is_not_told_to_be_longer_and_an_opinion_is_asked_for_an_example() -> None:
    assert ask(FIGURE) is None
    opinion = "I like to lead, because people matter to me more than machines do. " * 6
    asked = {text_of(ask(opinion, seat="hr_director", seed=seed)) for seed in range(20)}
    assert asked == {
        "Can you give me an example from the past year?",
        "When did you last do that, and how did it go?",
    }


def test_reasons_are_remembered_where_the_words_were_translated() -> None:
    second = follow_up(
        probes=[],
        seat="ceo",
        heard=analyze_answer("We called the maker and we ordered the part."),
        asked_before=["Was hat es gebracht?"],
        reasons_before=["no_figure"],
        seed=1,
        at_most=2,
    )
    assert second is not None
    assert second.reason == "we_over_i"


def test_a_probe_is_put_as_it_was_written() -> None:
    probe = "Was it 100% your idea, or %(name)s's?"
    assert text_of(ask(STRONG, probe)) == probe


def test_in_another_language_the_questions_own_probes_are_asked() -> None:
    heard = analyze_answer("Wir haben das Archiv in neun Tagen umgezogen.", language="de")
    assert text_of(ask(heard, "Wie ging es aus?")) == "Wie ging es aus?"
    assert text_of(ask(heard, "How did it end?")) == "How did it end?"
    assert ask(heard) is None
    spoken = analyze_answer("ja " * 50, language="de", spoken=True, seconds=400)
    asked = ask(spoken)
    assert asked is not None
    assert asked.reason == "too_long"
