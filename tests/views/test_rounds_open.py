"""Opening and editing a round; the day and time of the interview."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.models import Panel, PanelSeat, PromotionRound, User
from tests.conftest import make_round

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.now().year + 1


def typed(**fields: Any) -> dict[str, Any]:
    empty = {"department": "", "interview_day": "", "interview_time": "", "odds_said": "", "rivals": ""}
    return {"post": "Operations Manager", "time_zone": "UTC", **empty, **fields}


def send(client: Client, **fields: Any) -> Any:
    return client.post(reverse("round_new"), typed(**fields))


def errors(response: Any) -> str:
    assert response.status_code == 200
    return str(response.context["form"].errors.as_text())


def test_only_the_post_is_needed(ana: User, sign_in: SignIn) -> None:
    response = send(sign_in(ana))
    opened = PromotionRound.objects.of(ana).get()
    assert response.headers["Location"] == reverse("round_panel", args=[opened.pk])
    assert (opened.post, opened.interview_at, opened.rivals, opened.is_current) == (
        "Operations Manager",
        None,
        None,
        True,
    )


def test_all_that_was_said_is_kept(ana: User, sign_in: SignIn) -> None:
    send(sign_in(ana), department="Plant 2", odds_said="“Probably not.”", rivals="3")
    opened = PromotionRound.objects.of(ana).get()
    assert (opened.department, opened.odds_said, opened.rivals) == ("Plant 2", "Probably not.", 3)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("“Go.”", "Go."),
        ("“You won’t,” she said, “but go.”", "“You won’t,” she said, “but go.”"),
        ("“", "“"),
    ],
)
def test_only_quotation_marks_around_the_whole_are_left_out(ana: User, sign_in: SignIn, said: str, kept: str) -> None:
    send(sign_in(ana), odds_said=said)
    assert PromotionRound.objects.get().odds_said == kept


@pytest.mark.parametrize(
    ("zone", "utc_hour"), [("UTC", 10), ("Europe/Lisbon", 9), ("America/New_York", 14), ("Asia/Kolkata", 5)]
)
def test_the_time_is_read_by_the_candidates_own_clock(ana: User, sign_in: SignIn, zone: str, utc_hour: int) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone=zone)
    send(sign_in(User.objects.get(pk=ana.pk)), interview_day=f"{NEXT_YEAR}-07-01", interview_time="10:30")
    at = PromotionRound.objects.of(ana).get().interview_at
    assert at is not None
    assert (at.astimezone(UTC).day, at.astimezone(UTC).hour) == (1, utc_hour)


def test_a_time_that_the_clocks_jump_over_does_not_exist(ana: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone="Europe/Lisbon")
    last_sunday_of_march = max(day for day in range(25, 32) if datetime(NEXT_YEAR, 3, day, tzinfo=UTC).weekday() == 6)
    day = f"{NEXT_YEAR}-03-{last_sunday_of_march}"
    response = send(sign_in(User.objects.get(pk=ana.pk)), interview_day=day, interview_time="01:30")
    assert "that time does not exist" in errors(response)
    assert not PromotionRound.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"post": ""}, "Say which role it is."),
        ({"post": "x" * 201}, "at most 200 characters"),
        ({"interview_day": f"{NEXT_YEAR}-01-01"}, "the day and the time together"),
        ({"interview_time": "10:30"}, "the day and the time together"),
        ({"interview_day": "2020-01-01", "interview_time": "10:30"}, "That is in the past."),
        ({"interview_day": "0001-01-01", "interview_time": "00:00"}, "That is in the past."),
        ({"interview_day": "9999-12-31", "interview_time": "23:59"}, "more than five years away"),
        ({"interview_day": "31/12", "interview_time": "10:30"}, "year-month-day"),
        ({"interview_day": f"{NEXT_YEAR}-01-01", "interview_time": "noon"}, "hours and minutes"),
        ({"rivals": "-1"}, "from 0 to 500"),
        ({"rivals": "501"}, "from 0 to 500"),
        ({"rivals": "some"}, "from 0 to 500"),
        ({"odds_said": "x" * 5001}, "at most 5000 characters"),
        ({"odds_said": "nul \x00"}, "Null characters are not allowed"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    ana: User, sign_in: SignIn, fields: dict[str, str], words: str, zone: str
) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone=zone)
    response = send(sign_in(User.objects.get(pk=ana.pk)), department="Plant 2", **fields)
    assert words in errors(response)
    assert "Plant 2" in response.content.decode()
    assert not PromotionRound.objects.exists()


def test_a_minute_ago_is_in_the_past(ana: User, sign_in: SignIn) -> None:
    just_now = timezone.now() - timedelta(minutes=1)
    response = send(sign_in(ana), interview_day=f"{just_now:%Y-%m-%d}", interview_time=f"{just_now:%H:%M}")
    assert "That is in the past." in errors(response)


def test_a_double_click_opens_one_round(ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    first, second = send(client), send(client)
    assert first.headers["Location"] == second.headers["Location"]
    assert PromotionRound.objects.of(ana).count() == 1


def publish(name: str, *seats: str) -> Panel:
    panel = Panel.objects.create(name=name, is_published=True)
    for place, seat in enumerate(seats, start=1):
        PanelSeat.objects.create(panel=panel, seat=seat, place=place)
    return panel


def test_with_one_panel_published_nothing_is_asked(ana: User, sign_in: SignIn) -> None:
    panel = publish("Plant", "ceo", "other")
    client = sign_in(ana)
    assert "panel" not in client.get(reverse("round_new")).context["form"].fields
    send(client)
    opened = PromotionRound.objects.of(ana).get()
    assert (opened.panel, [one.seat for one in opened.panelists.all()]) == (panel, ["ceo", "other"])


def test_with_several_published_one_is_chosen_and_drafts_are_not_offered(ana: User, sign_in: SignIn) -> None:
    publish("Plant", "ceo", "other")
    chosen = publish("Office", "boss", "hr_director")
    draft = Panel.objects.create(name="Draft")
    client = sign_in(ana)
    assert "panel" in errors(send(client, panel=draft.pk))
    send(client, panel=chosen.pk)
    assert [one.seat for one in PromotionRound.objects.of(ana).get().panelists.all()] == ["boss", "hr_director"]


def test_the_form_names_the_clock(ana: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone="America/Argentina/Buenos_Aires")
    page = sign_in(User.objects.get(pk=ana.pk)).get(reverse("round_new")).content.decode()
    assert "Buenos Aires time" in page
    assert reverse("settings") in page


def test_who_never_chose_a_time_zone_is_asked_and_the_answer_is_kept(ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    assert "time_zone" in client.get(reverse("round_new")).context["form"].fields
    assert "time_zone" in errors(send(client, time_zone="Mars/Olympus"))
    send(client, time_zone="Asia/Kolkata", interview_day=f"{NEXT_YEAR}-07-01", interview_time="10:30")
    at = PromotionRound.objects.of(ana).get().interview_at
    assert at is not None
    assert (at.astimezone(UTC).hour, at.astimezone(UTC).minute) == (5, 0)
    assert User.objects.get(pk=ana.pk).time_zone == "Asia/Kolkata"
    assert "time_zone" not in client.get(reverse("round_new")).context["form"].fields


def test_a_time_zone_chosen_while_editing_is_the_one_the_times_on_the_page_are_read_by(
    ana: User, sign_in: SignIn
) -> None:
    at = datetime(NEXT_YEAR, 7, 1, 10, 30, tzinfo=UTC)
    a_round = make_round(ana, interview_at=at)
    shown = {"interview_day": f"{NEXT_YEAR}-07-01", "interview_time": "10:30"}
    sign_in(ana).post(reverse("round_edit", args=[a_round.pk]), typed(time_zone="Europe/Lisbon", **shown))
    a_round.refresh_from_db()
    assert a_round.interview_at == at - timedelta(hours=1)


def test_editing_a_round_whose_day_has_passed_is_fine_as_long_as_the_day_stays(ana: User, sign_in: SignIn) -> None:
    past = datetime(2020, 5, 4, 9, 30, 15, tzinfo=UTC)
    a_round = make_round(ana, interview_at=past)
    client, url = sign_in(ana), reverse("round_edit", args=[a_round.pk])
    assert 'value="2020-05-04"' in client.get(url).content.decode()
    kept = client.post(url, typed(post="Plant Manager", interview_day="2020-05-04", interview_time="09:30"))
    assert kept.status_code == 302
    a_round.refresh_from_db()
    assert (a_round.post, a_round.interview_at) == ("Plant Manager", past)
    moved = client.post(url, typed(interview_day="2020-05-05", interview_time="09:30"))
    assert "That is in the past." in errors(moved)
    client.post(url, typed())
    a_round.refresh_from_db()
    assert a_round.interview_at is None


def test_a_round_of_somebody_else_cannot_be_edited(ana: User, ben: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    client, url = sign_in(ben), reverse("round_edit", args=[a_round.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, typed(post="Mine now")).status_code == 404
    a_round.refresh_from_db()
    assert a_round.post == "Operations Manager"


@pytest.mark.parametrize(("name", "args"), [("round_new", []), ("round_edit", [1])])
def test_anonymous_is_sent_to_sign_in(client: Client, name: str, args: list[int]) -> None:
    for answer in (client.get(reverse(name, args=args)), client.post(reverse(name, args=args), typed())):
        assert answer.headers["Location"].startswith(reverse("account_login"))
    assert not PromotionRound.objects.exists()


def test_no_other_method(ana: User, sign_in: SignIn) -> None:
    assert sign_in(ana).delete(reverse("round_new")).status_code == 405
    assert sign_in(ana).put(reverse("round_edit", args=[make_round(ana).pk])).status_code == 405
