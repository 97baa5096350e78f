"""Go or not: every combination, and the reasons a person would read."""

from itertools import product
from typing import Any

import pytest

from interviews.rules import deciding
from interviews.rules.deciding import GAINS, LOSSES, Case, advise, letters

ANSWERS = ("yes", "not_sure", "no")
SEARCHES: dict[str, dict[str, Any]] = {
    "genuine": {"posted_openly": "yes", "favourite_named": "no"},
    "unclear": {"posted_openly": "not_sure", "favourite_named": "not_sure"},
    "not said": {},
    "settled": {"posted_openly": "yes", "favourite_named": "yes"},
}
# Want it now?, could it hurt?; then: open, open with gains, settled, settled with gains.
EXPECTED = """
yes      no        go             go             go_for_more    go_for_more
yes      not_sure  find_out       find_out       find_out       find_out
yes      yes       go_with_care   go_with_care   not_this_time  not_this_time
not_sure no        go             go             your_call      go_for_more
not_sure not_sure  find_out       find_out       not_this_time  find_out
not_sure yes       find_out       find_out       not_this_time  not_this_time
no       no        your_call      go_for_more    your_call      go_for_more
no       not_sure  not_this_time  find_out       not_this_time  find_out
no       yes       not_this_time  not_this_time  not_this_time  not_this_time
"""
TABLE = {(want, hurt): verdicts for want, hurt, *verdicts in map(str.split, EXPECTED.strip().splitlines())}


def case(want: str, hurt: str, *, search: str = "not said", gains: bool = False, losses: bool = False) -> Case:
    return Case(
        want_now=want,
        could_hurt=hurt,
        gains=["seen"] if gains else [],
        losses=["time"] if losses else [],
        **SEARCHES[search],
    )


@pytest.mark.parametrize("losses", [False, True])
@pytest.mark.parametrize("gains", [False, True])
@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize(("want", "hurt"), TABLE)
def test_every_combination_has_its_verdict_with_a_reason_and_something_to_do(
    want: str, hurt: str, search: str, gains: bool, losses: bool
) -> None:
    advice = advise(case(want, hurt, search=search, gains=gains, losses=losses))
    assert advice.verdict == TABLE[want, hurt][2 * (search == "settled") + gains]
    assert str(advice.headline)
    assert str(advice.reasons[0]).startswith(("You would", "Going", "Both"))
    assert advice.to_do
    assert bool(advice.smaller) == losses


@pytest.mark.parametrize(("gains", "losses", "search"), list(product([False, True], [False, True], SEARCHES)))
def test_yes_and_no_is_always_a_go(gains: bool, losses: bool, search: str) -> None:
    advice = advise(case("yes", "no", gains=gains, losses=losses, search=search))
    assert str(advice.headline).startswith("Go")
    assert str(advice.reasons[0]) == "You would want the job, and going cannot hurt you. That is all it takes."


@pytest.mark.parametrize(("want", "hurt"), [("", ""), ("yes", ""), ("", "no"), ("maybe", "no")])
def test_without_both_answers_there_is_no_verdict(want: str, hurt: str) -> None:
    advice = advise(Case(want_now=want, could_hurt=hurt, gains=list(GAINS)))
    assert advice.verdict == ""
    assert not advice.reasons
    assert "both questions" in str(advice.headline)


@pytest.mark.parametrize(
    ("posted", "favourite", "search"),
    [
        ("yes", "no", "genuine"),
        ("yes", "yes", "settled"),
        ("no", "yes", "settled"),
        ("", "yes", "settled"),
        ("no", "no", "unclear"),
        ("yes", "", "unclear"),
        ("no", "not_sure", "unclear"),
        ("not_sure", "no", "unclear"),
        ("", "", "unclear"),
    ],
)
def test_a_search_is_genuine_only_when_it_is_posted_and_nobody_is_named(
    posted: str, favourite: str, search: str
) -> None:
    assert Case(posted_openly=posted, favourite_named=favourite).search == search


def test_what_was_not_said_about_the_search_is_no_reason() -> None:
    assert len(advise(case("yes", "no")).reasons) == 1
    assert len(advise(case("yes", "no", search="unclear")).reasons) == 2


@pytest.mark.parametrize("by", deciding.ASKED_BY)
def test_who_asked_is_a_reason_and_never_changes_the_verdict(by: str) -> None:
    asked = advise(Case(want_now="no", could_hurt="no", asked_by=by))
    alone = advise(Case(want_now="no", could_hurt="no"))
    assert asked.verdict == alone.verdict
    assert len(asked.reasons) == len(alone.reasons) + 1


@pytest.mark.parametrize(
    ("hurt", "gains", "losses", "said"),
    [
        ("no", False, True, "answer the second question again"),
        ("yes", True, False, "Say below what there is to lose"),
        ("yes", False, True, "Look through the gains again"),
        ("yes", True, True, "Do not count them"),
        ("not_sure", True, False, "nothing to lose"),
    ],
)
def test_answers_that_do_not_fit_together_are_pointed_out(hurt: str, gains: bool, losses: bool, said: str) -> None:
    reasons = advise(case("yes", hurt, gains=gains, losses=losses)).reasons
    assert said in str(reasons[-1])


def test_own_lines_count_as_much_as_ticks() -> None:
    assert advise(Case(want_now="no", could_hurt="no", has_own_gains=True)).verdict == "go_for_more"
    reasons = advise(Case(want_now="yes", could_hurt="no", has_own_losses=True)).reasons
    assert "second question again" in str(reasons[-1])


def test_each_loss_ticked_says_what_makes_it_smaller_in_the_order_of_the_page() -> None:
    smaller = advise(Case(want_now="yes", could_hurt="yes", losses=["time", "no", "made up"])).smaller
    assert [str(one).split(":")[0] for one in smaller] == ["Hearing no", "Time"]


def test_the_letters_ask_about_the_post_and_accuse_nobody() -> None:
    friendly, formal = letters("Head of 100% Quality")
    for letter in (friendly, formal):
        assert "Head of 100% Quality" in str(letter.text)
        assert not any(
            word in str(letter.text).lower() for word in ("warm bod", "rigged", "unfair", "pretend", "formality")
        )
    assert str(friendly.text) != str(formal.text)


def test_no_two_choices_of_the_page_say_the_same() -> None:
    texts = [*GAINS.values(), *(loss.text for loss in LOSSES.values())]
    assert len(set(texts)) == len(texts) == 16
