"""Opening, choosing, closing and carrying on rounds."""

from datetime import timedelta
from typing import Any

import pytest

from interviews.models import Candidate, Note, Panel, Panelist, PanelSeat, PromotionRound, Seat, Turn, User
from interviews.services import rounds as services
from tests.conftest import NOW, make_round, make_session

LATER = NOW + timedelta(days=1)


def draft(**fields: Any) -> PromotionRound:
    return PromotionRound(**{"post": "Operations Manager", "odds_said": "Probably not", **fields})


def open_round(user: User, **fields: Any) -> PromotionRound:
    return services.open_round(candidate=Candidate.objects.get(user=user), draft=draft(**fields), now=NOW)


def open_next(previous: PromotionRound, **fields: Any) -> PromotionRound:
    return services.open_next(previous=previous, draft=draft(**fields), now=LATER)


def make_panel(name: str, seats: list[tuple[str, str]]) -> Panel:
    panel = Panel.objects.create(name=name, is_published=True)
    for place, (seat, title) in enumerate(seats, start=1):
        PanelSeat.objects.create(panel=panel, seat=seat, title=title, place=place)
    return panel


def seats_of(a_round: PromotionRound) -> list[str]:
    return [panelist.seat for panelist in a_round.panelists.all()]


def test_a_new_round_is_current_and_has_the_three_seats(ana: User) -> None:
    first = open_round(ana)
    second = open_round(ana, post="Head of Planning")
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)
    assert seats_of(second) == [Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO]


def test_a_new_round_takes_the_seats_that_hr_published(ana: User) -> None:
    panel = make_panel("Plant", [(Seat.CEO, "Managing Director"), (Seat.OTHER, "Works council")])
    opened = open_round(ana, panel=panel)
    assert [(one.seat, one.title) for one in opened.panelists.all()] == [
        ("ceo", "Managing Director"),
        ("other", "Works council"),
    ]


@pytest.mark.parametrize(("seats", "expected"), [(1, 3), (2, 2), (5, 5), (7, 5)])
def test_a_panel_from_hr_is_never_too_small_or_too_large_to_be_saved(ana: User, seats: int, expected: int) -> None:
    panel = make_panel("Odd", [(Seat.OTHER, f"Number {n}") for n in range(seats)])
    assert open_round(ana, panel=panel).panelists.count() == expected


def test_the_same_form_sent_twice_opens_one_round(ana: User) -> None:
    once, twice = open_round(ana), open_round(ana)
    assert once == twice
    assert PromotionRound.objects.of(ana).count() == 1
    assert once.panelists.count() == 3


def test_after_a_no_a_round_for_the_same_post_can_be_opened_again(ana: User) -> None:
    first = open_round(ana)
    services.close_round(a_round=first, outcome="no", feedback="", now=NOW)
    assert open_round(ana) != first


def test_rounds_that_say_different_things_are_two(ana: User) -> None:
    open_round(ana)
    open_round(ana, odds_said="Perhaps")
    assert PromotionRound.objects.of(ana).count() == 2


def test_making_a_round_current_leaves_the_rounds_of_others_alone(ana: User, ben: User) -> None:
    older, newer, bens = make_round(ana, is_current=False), make_round(ana), make_round(ben)
    services.make_current(a_round=older)
    assert list(PromotionRound.objects.current().order_by("pk")) == sorted([older, bens], key=lambda one: one.pk)
    assert newer.candidate.rounds.current().get() == older


def test_the_next_round_brings_the_people_and_the_open_notes(ana: User) -> None:
    before = make_round(ana)
    before.panelists.filter(seat=Seat.CEO).update(cares_about="Margins", acquaintance=1)
    to_do = Note.objects.create(round=before, kind=Note.Kind.TO_DO, text="Ask HR for a figure")
    Note.objects.create(round=before, text="Breathe first", status=Note.Status.DONE)
    after = open_next(before, post="Head of Planning")
    assert [(p.name, p.cares_about, p.acquaintance) for p in after.panelists.all()][-1] == ("Mr Ortiz", "Margins", 2)
    assert [p.carried_from for p in after.panelists.all()] == list(before.panelists.all())
    assert [(n.text, n.kind, n.carried_from, n.status) for n in after.notes.all()] == [
        ("Ask HR for a figure", "to_do", to_do, "open")
    ]
    assert before.notes.count() == 2
    assert (after.previous, after.is_current) == (before, True)


def test_ones_boss_is_taken_for_somebody_one_works_with(ana: User) -> None:
    known = {one.seat: one.acquaintance for one in open_round(ana).panelists.all()}
    assert known[Seat.BOSS] == Panelist.Acquaintance.WORKED_TOGETHER
    assert known[Seat.CEO] == Panelist.Acquaintance.BY_SIGHT


def test_who_sat_on_the_last_panel_was_met_there(ana: User) -> None:
    before = make_round(ana)
    before.panelists.filter(seat=Seat.CEO).update(acquaintance=Panelist.Acquaintance.NEVER_MET)
    before.panelists.filter(seat=Seat.BOSS).update(acquaintance=Panelist.Acquaintance.WELL)
    known = {one.seat: one.acquaintance for one in open_next(before).panelists.all()}
    assert known[Seat.CEO] == Panelist.Acquaintance.BY_SIGHT
    assert known[Seat.BOSS] == Panelist.Acquaintance.WELL


def test_a_note_carried_twice_still_tells_where_it_began(ana: User) -> None:
    first = make_round(ana)
    turn = make_session(first).turns.get(position=1)
    note = Note.objects.create(round=first, turn=turn, text="Say the figure")
    second = open_next(first, post="Second")
    third = open_next(second, post="Third")
    [carried] = third.notes.all()
    with_origin = Note.objects.of(ana).carried([carried.pk])[0]
    assert with_origin[carried.pk] == note
    assert with_origin[carried.pk].turn == turn


def test_the_next_round_opened_twice_by_one_form_is_opened_once(ana: User) -> None:
    before = make_round(ana)
    Note.objects.create(round=before, text="Breathe")
    assert open_next(before) == open_next(before)
    assert before.next_rounds.count() == 1
    assert Note.objects.filter(carried_from__isnull=False).count() == 1


def test_another_panel_chosen_for_the_next_round_takes_the_place_of_the_old_people(ana: User) -> None:
    before = make_round(ana)
    panel = make_panel("Plant", [(Seat.CEO, "Managing Director"), (Seat.OTHER, "Works council")])
    after = open_next(before, panel=panel)
    assert [one.title for one in after.panelists.all()] == ["Managing Director", "Works council"]
    assert after.panel == panel


def test_the_next_round_keeps_asking_from_the_panel_that_hr_set_up(ana: User) -> None:
    panel = make_panel("Plant", [(Seat.CEO, ""), (Seat.BOSS, "")])
    assert open_next(make_round(ana, panel=panel)).panel == panel


def words(**fields: Any) -> services.PanelistWords:
    return {"seat": "other", "name": "", "title": "", "acquaintance": 2, "cares_about": "", **fields}  # type: ignore[typeddict-item]


def test_saving_the_panel_changes_adds_removes_and_orders(ana: User) -> None:
    a_round = make_round(ana)
    boss, hr, _ceo = a_round.panelists.all()
    services.save_panel(
        a_round=a_round,
        people=[
            words(panelist=hr.pk, seat="hr_director", name="Mrs Lindt"),
            words(name="Works council"),
            words(panelist=boss.pk, seat="boss", name="Dana", acquaintance=4),
        ],
    )
    now = list(a_round.panelists.all())
    assert [(one.name, one.place) for one in now] == [("Mrs Lindt", 1), ("Works council", 2), ("Dana", 3)]
    assert (now[0].pk, now[2].pk, now[2].acquaintance) == (hr.pk, boss.pk, 4)


def test_a_panelist_who_leaves_stays_in_the_practice_they_sat_in(ana: User) -> None:
    a_round = make_round(ana)
    turn = make_session(a_round).turns.get(position=1)
    asked = turn.text
    services.save_panel(a_round=a_round, people=[words(name="New one"), words(name="New two")])
    turn = Turn.objects.get(pk=turn.pk)
    assert (turn.panelist, turn.asked_by, turn.text) == (None, "Dana", asked)


def test_somebody_elses_panelist_cannot_be_taken_over(ana: User, ben: User) -> None:
    bens = make_round(ben).panelists.get(seat=Seat.BOSS)
    anas = make_round(ana)
    services.save_panel(a_round=anas, people=[words(panelist=bens.pk, name="Taken"), words(name="Other")])
    bens.refresh_from_db()
    assert (bens.name, bens.round.candidate.user) == ("Dana", ben)
    assert anas.panelists.count() == 2


def test_an_outcome_not_known_yet_can_be_changed_and_the_first_day_of_closing_stays(ana: User) -> None:
    a_round = make_round(ana)
    services.close_round(a_round=a_round, outcome="not_known", feedback="", now=NOW)
    services.close_round(a_round=a_round, outcome="offered_later", feedback="Call us in May.", now=LATER)
    a_round.refresh_from_db()
    assert (a_round.outcome, a_round.feedback, a_round.closed_at) == ("offered_later", "Call us in May.", NOW)


def test_reopening_a_round_keeps_what_was_said(ana: User) -> None:
    a_round = make_round(ana)
    services.close_round(a_round=a_round, outcome="no", feedback="We wanted a number.", now=NOW)
    services.reopen_round(a_round=a_round)
    a_round.refresh_from_db()
    assert (a_round.closed_at, a_round.outcome, a_round.feedback) == (None, "", "We wanted a number.")


def test_changing_a_round_writes_only_what_was_said_about_it(ana: User) -> None:
    older = make_round(ana, is_current=False)
    newer = make_round(ana)
    shown_before = PromotionRound.objects.get(pk=newer.pk)
    services.make_current(a_round=older)
    shown_before.post = "Plant Manager"
    services.change_round(a_round=shown_before)
    newer.refresh_from_db()
    assert (newer.post, newer.is_current) == ("Plant Manager", False)


def test_the_same_note_sent_twice_is_written_once(ana: User) -> None:
    a_round = make_round(ana)
    once = services.write_note(a_round=a_round, kind="keep", text="Breathe", now=NOW)
    again = services.write_note(a_round=a_round, kind="keep", text="Breathe", now=NOW)
    other = services.write_note(a_round=a_round, kind="change", text="Breathe", now=NOW)
    assert once == again
    assert set(a_round.notes.all()) == {once, other}


def test_who_the_panelists_were_outlives_the_round_before(ana: User) -> None:
    before = make_round(ana)
    after = open_next(before)
    before.delete()
    assert [one.name for one in Panelist.objects.filter(round=after)] == ["Dana", "Ms Lindt", "Mr Ortiz"]
