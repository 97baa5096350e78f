"""Names that nobody can see are refused wherever a name is typed, and no name turns the line around it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.forms.fields import INVISIBLE
from interviews.models import Evidence, Panel, Panelist, QuestionBank, Review, User
from interviews.services.question_banks import new_load
from tests.conftest import NOW, make_bank, make_round, make_session

SignIn = Callable[[User], Client]
INVISIBLE_NAMES = ["\u200b\u200b", "\u3164", "\u2800 \u2800", "\u202e\u2066"]
RTL = "Dana \u202egpj.exe"


def panel_post(**first: str) -> dict[str, str]:
    people = [{"seat": "boss", "acquaintance": "2", "name": "Dana"} | first, {"seat": "ceo", "acquaintance": "2"}]
    rows = {f"seats-{number}-{name}": value for number, one in enumerate(people) for name, value in one.items()}
    return {"seats-TOTAL_FORMS": "2", "seats-INITIAL_FORMS": "2", **rows}


@pytest.fixture
def forms(ana: User) -> dict[str, tuple[str, dict[str, Any]]]:
    """Address and data of a form for each kind of name; `NAME` is replaced by the one that is tried."""
    a_round = make_round(ana)
    session = make_session(a_round, status="finished")
    return {
        "panelist": (reverse("round_panel", args=[a_round.pk]), panel_post(name="NAME")),
        "title": (reverse("round_panel", args=[a_round.pk]), panel_post(title="NAME")),
        "reviewer": (reverse("reviewers", args=[session.pk]), {"reviewer": "NAME", "days": "7", "seat": ""}),
        "story": (reverse("evidence_new", args=["story"]), {"title": "NAME"}),
        "kudos": (reverse("evidence_new", args=["kudos"]), {"title": "x", "words": "Good.", "said_by": "NAME"}),
        "round": (reverse("round_new"), {"post": "NAME", "time_zone": "UTC"}),
    }


@pytest.mark.parametrize("what", ["panelist", "title", "reviewer", "story", "kudos", "round"])
@pytest.mark.parametrize("name", INVISIBLE_NAMES)
def test_invisible_name_is_refused(forms: Any, what: str, name: str, ana: User, sign_in: SignIn) -> None:
    url, data = forms[what]
    page = sign_in(ana).post(url, {key: value.replace("NAME", name) for key, value in data.items()})
    assert page.status_code == 200
    assert str(INVISIBLE) in page.content.decode()


def test_direction_marks_are_stripped_from_names(forms: Any, ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    for url, data in forms.values():
        assert client.post(url, {key: value.replace("NAME", RTL) for key, value in data.items()}).status_code < 400
    assert Panelist.objects.filter(round__candidate__user=ana).first().name == "Dana"  # type: ignore[union-attr]
    assert Panelist.objects.filter(round__candidate__user=ana).first().title == "Dana gpj.exe"  # type: ignore[union-attr]
    assert Review.objects.get().reviewer == "Dana gpj.exe"
    assert {one.title for one in Evidence.objects.all()} == {"Dana gpj.exe", "x"}


def test_bank_and_panel_names_are_checked_in_the_admin(root: User, sign_in: SignIn) -> None:
    client, bank = sign_in(root), make_bank("plant")
    url = reverse("admin:interviews_questionbank_change", args=[bank.pk])
    refused = client.post(url, {"name": "\u200b", "language": "en"})
    assert str(INVISIBLE) in refused.content.decode()
    assert client.post(url, {"name": "Plant\u202e 2", "language": "en"}).status_code == 302
    assert QuestionBank.objects.get(pk=bank.pk).name == "Plant 2"
    assert not Panel.objects.filter(name="\u200b").exists()


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("Dana\u202egpj.csv", "Danagpj.csv"), ("\u200b\u200b", "2c26b46b68ff"), ("plain.csv", "plain.csv")],
)
def test_uploaded_file_has_a_name_that_can_be_read(sent: str, shown: str, db: None) -> None:
    assert new_load(make_bank("plant"), b"foo", sent, NOW).file_name == shown
