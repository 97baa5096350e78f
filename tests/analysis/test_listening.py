"""What a person would read about an answer: the right facts, at the right words, and nothing made up."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.analysis.figures import find_figures
from interviews.analysis.listening import Analysis, Finding, analyze_answer, spelled_out
from interviews.analysis.reactions import reaction, what_each_heard
from interviews.analysis.tokens import tokenize
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


def all_figures(text: str) -> list[str]:
    """Every figure, also those that don't speak for the candidate."""
    return [text[figure.start : figure.end] for figure in find_figures(text, tokenize(text), words_too=True)]


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
    assert all_figures(text) == expected


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
    assert not heard.has("figures")


# --- I and we, the ending, the beginning


def test_i_is_the_person_and_not_a_numeral() -> None:
    text = "I'm in phase I, i.e. early; I’ve begun and i like it."
    assert quotes(text, "i") == ["I'm", "I’ve", "i"]


def test_what_somebody_would_say_is_no_hedge() -> None:
    assert quotes("That is what I would say. I would say plainly what I expect.", "hedges") == []
    assert quotes("I would say that it went well.", "hedges") == ["I would say"]


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
    assert quotes(text, "figures", language="de") == ["4,1 %", "2,6 %"]
    assert quotes(text, "dates", language="de") == ["2025"]
    assert {finding.kind for finding in heard.findings} == {"figures", "dates"}
    assert analyze_answer("I saved nine days.", language="en-GB").has("figures")


@pytest.mark.parametrize("text", ["", "   \n\t", "…!?", "🎉🎉"])
def test_nothing_said_gives_no_finding(text: str) -> None:
    heard = analyze_answer(text)
    assert (heard.words, heard.findings) == (0, ())
    assert what_each_heard(heard, text, seats=["boss"]) == {"boss": []}


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
        assert all(str(line.text) for line in lines)


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
    assert found(heard, "figures").value == 1, "a figure that is said again is one figure"
    assert analyze_answer("x" * 1_000_000).words == 1


# --- What each seat heard


def said(text: str, seat: str) -> str:
    heard = analyze_answer(text, question="Tell me about a time you improved something.")
    return " ".join(str(line.text) for line in what_each_heard(heard, text, seats=[seat])[seat])


def test_each_seat_hears_something_else_in_the_same_facts() -> None:
    text = "I moved the night shift to the new line. Complaints fell from 40 a month to 6."
    assert len({said(text, seat) for seat in SEATS}) == len(SEATS)
    assert "40 a month to 6" in said(text, "ceo")


def test_figure_that_tells_most_is_repeated() -> None:
    text = "I asked 12 people in 9 weeks. Waiting fell from 46 hours to 20."
    assert "46 hours to 20" in said(text, "hr_director")


def test_nobody_repeats_what_was_not_said() -> None:
    assert "“" not in said("We did our best.", "ceo")


def test_reaction_repeats_and_never_praises() -> None:
    text = "I moved the desk. Waiting fell from 46 hours to 20."
    heard = analyze_answer(text)
    lines = {str(reaction(heard, text, seat="hr_director", seed=seed)) for seed in range(20)}
    assert len(lines) > 1
    assert all("46 hours to 20" in line for line in lines)
    assert reaction(analyze_answer("Firm but fair."), "Firm but fair.", seat="ceo", seed=1) is None
