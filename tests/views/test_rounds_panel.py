"""Editing the panel, without a script: add, remove, move, save."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import PromotionRound, User
from tests.conftest import make_round, make_session

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def row(seat: str = "other", name: str = "", panelist: int | str = "", **fields: Any) -> dict[str, Any]:
    plain = {"title": "", "acquaintance": 2, "cares_about": ""}
    return {"panelist": panelist, "seat": seat, "name": name, **plain, **fields}


def typed(rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    cells = {f"seats-{n}-{name}": value for n, cells in enumerate(rows) for name, value in cells.items()}
    return {"seats-TOTAL_FORMS": len(rows), "seats-INITIAL_FORMS": len(rows), **cells, **more}


def send(client: Client, a_round: PromotionRound, rows: list[dict[str, Any]], **more: Any) -> Any:
    return client.post(reverse("round_panel", args=[a_round.pk]), typed(rows, **more))


def names_shown(response: Any) -> list[str]:
    return [str(form["name"].value() or "") for form in response.context["form"]]


def names_kept(a_round: PromotionRound) -> list[str]:
    return [one.name for one in a_round.panelists.all()]


def test_the_panel_as_it_is_can_be_saved_as_it_is_shown(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    client = sign_in(ana)
    form = client.get(reverse("round_panel", args=[a_round.pk])).context["form"]
    shown = [{name: one[name].value() for name in one.fields} for one in form]
    before = list(a_round.panelists.values("pk", "seat", "name", "title", "acquaintance", "place"))
    assert send(client, a_round, shown).status_code == 302
    assert list(a_round.panelists.values("pk", "seat", "name", "title", "acquaintance", "place")) == before


def test_people_are_named_and_described(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    ceo = a_round.panelists.get(seat="ceo")
    rows = [
        row("ceo", "Mr Ortiz", ceo.pk, title="Group CEO", acquaintance=1, cares_about="Margins"),
        row("boss", "Dana"),
    ]
    assert send(sign_in(ana), a_round, rows).headers["Location"] == reverse("home")
    ceo.refresh_from_db()
    assert (ceo.title, ceo.acquaintance, ceo.cares_about, ceo.place) == ("Group CEO", 1, "Margins", 1)


def test_add_remove_and_up_keep_all_that_was_typed_and_save_nothing(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    client = sign_in(ana)
    rows = [row("boss", "One"), row("ceo", "Two", cares_about="Margins"), row("other", "")]
    assert names_shown(send(client, a_round, rows, do="add")) == ["One", "Two", "", ""]
    assert names_shown(send(client, a_round, rows, do="remove-0")) == ["Two", ""]
    moved = send(client, a_round, rows, do="up-1")
    assert names_shown(moved) == ["Two", "One", ""]
    assert "Margins" in moved.content.decode()
    assert "Not saved yet." in moved.content.decode()
    assert names_kept(a_round) == ["Dana", "Ms Lindt", "Mr Ortiz"]


ODD_WISHES = ["up-0", "up-9", "remove-9", "remove-", "remove-x", "remove--1", "explode", "up-²", f"up-{'9' * 5000}"]


@pytest.mark.parametrize("wish", ODD_WISHES, ids=range(len(ODD_WISHES)))
def test_an_odd_wish_changes_nothing(ana: User, sign_in: SignIn, wish: str) -> None:
    rows = [row("boss", "One"), row("ceo", "Two")]
    assert names_shown(send(sign_in(ana), make_round(ana), rows, do=wish)) == ["One", "Two"]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "at least two people"), (1, "at least two people"), (6, "at most five people")]
)
def test_a_panel_of_none_one_or_six_is_refused_and_kept_on_the_page(
    ana: User, sign_in: SignIn, count: int, words: str
) -> None:
    a_round = make_round(ana)
    rows = [row("boss", f"Number {n}") for n in range(count)]
    response = send(sign_in(ana), a_round, rows)
    assert words in response.content.decode()
    assert [name for name in names_shown(response) if name] == [f"Number {n}" for n in range(count)]
    assert names_kept(a_round) == ["Dana", "Ms Lindt", "Mr Ortiz"]


def test_a_sixth_seat_can_be_typed_and_is_refused_only_when_saved(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    rows = [row("boss", f"Number {n}") for n in range(5)]
    response = send(client, a_round, rows, do="add")
    assert len(names_shown(response)) == 6


def test_somebody_on_an_other_seat_needs_a_name_or_a_title(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    response = send(sign_in(ana), a_round, [row("boss"), row("other")])
    assert "Give this person a name or a title" in response.content.decode()
    assert send(sign_in(ana), a_round, [row("boss"), row("other", title="Works council")]).status_code == 302


@pytest.mark.parametrize("cell", [{"seat": "pope"}, {"acquaintance": "9"}, {"name": "x" * 121}, {"panelist": "x"}])
def test_a_cell_that_cannot_be_is_refused(ana: User, sign_in: SignIn, cell: dict[str, str]) -> None:
    a_round = make_round(ana)
    assert send(sign_in(ana), a_round, [row("boss") | cell, row("ceo")]).status_code == 200
    assert names_kept(a_round) == ["Dana", "Ms Lindt", "Mr Ortiz"]


@pytest.mark.parametrize("data", [{}, {"seats-TOTAL_FORMS": "many"}, {"seats-TOTAL_FORMS": "9999999"}, {"do": "add"}])
def test_a_form_that_was_tampered_with_saves_nothing(ana: User, sign_in: SignIn, data: dict[str, str]) -> None:
    a_round = make_round(ana)
    assert sign_in(ana).post(reverse("round_panel", args=[a_round.pk]), data).status_code == 200
    assert names_kept(a_round) == ["Dana", "Ms Lindt", "Mr Ortiz"]


def test_a_practice_keeps_who_asked_when_they_leave_the_panel(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    turn = make_session(a_round).turns.get(position=1)
    send(sign_in(ana), a_round, [row("ceo", "New"), row("hr_director", "Newer")])
    turn.refresh_from_db()
    assert (turn.asked_by, turn.panelist) == ("Dana", None)


def test_stranger_anonymous_and_wrong_method(ana: User, ben: User, sign_in: SignIn, client: Client) -> None:
    a_round = make_round(ana)
    url = reverse("round_panel", args=[a_round.pk])
    assert sign_in(ben).get(url).status_code == 404
    assert send(sign_in(ben), a_round, [row("boss"), row("ceo")]).status_code == 404
    assert client.get(url).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(ana).delete(url).status_code == 405
    assert names_kept(a_round) == ["Dana", "Ms Lindt", "Mr Ortiz"]
