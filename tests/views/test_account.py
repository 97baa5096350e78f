"""Settings, and deleting the account."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from interviews.forms.time_zones import zone_choices
from interviews.models import Candidate, Evidence, PromotionRound, User
from tests.conftest import PASSWORD, make_round, make_session

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_counted() -> None:
    cache.clear()


def save(client: Client, **fields: Any) -> Any:
    usual = {"time_zone": "UTC", "target_seconds": 120, "extra_time": 100, "keep_recordings_days": 90}
    return client.post(reverse("settings"), {**usual, **fields})


def test_settings_are_kept(ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    assert save(client, time_zone="Europe/Lisbon", target_seconds=90, keep_recordings_days=7).status_code == 302
    ana.refresh_from_db()
    assert (ana.time_zone, ana.candidate.target_seconds) == ("Europe/Lisbon", 90)
    assert ana.candidate.keep_recordings_days == 7
    page = client.get(reverse("settings")).content.decode()
    assert '<option value="Europe/Lisbon" selected>Lisbon</option>' in page


def test_changing_the_clock_reminds_of_the_interview_time(ana: User, sign_in: SignIn) -> None:
    client, words = sign_in(ana), "check that its time is still right"
    save(client, time_zone="Europe/Lisbon")
    assert words in client.get(reverse("settings")).content.decode()
    save(client, time_zone="Europe/Lisbon", target_seconds=90)
    assert words not in client.get(reverse("settings")).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"time_zone": "Mars/Olympus"},
        {"time_zone": ""},
        {"target_seconds": 29},
        {"target_seconds": 601},
        {"target_seconds": ""},
        {"keep_recordings_days": 8},
    ],
)
def test_settings_that_cannot_be_are_refused(ana: User, sign_in: SignIn, fields: dict[str, Any]) -> None:
    assert save(sign_in(ana), **fields).status_code == 200
    ana.refresh_from_db()
    assert (ana.time_zone, ana.candidate.target_seconds) == ("UTC", 120)


def test_names_of_zones_kept_only_for_old_systems_are_not_offered() -> None:
    groups = [cities for _region, cities in zone_choices() if isinstance(cities, list)]
    offered = {name for cities in groups for name, _city in cities}
    assert {"Asia/Kolkata", "Africa/Asmara", "Europe/Oslo", "Australia/Sydney", "America/Indiana/Knox"} <= offered
    assert not offered & {"Asia/Calcutta", "Africa/Asmera", "America/Knox_IN", "Australia/NSW", "Pacific/Truk"}


def test_a_time_zone_that_is_not_offered_is_not_changed_by_saving_something_else(ana: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone="US/Eastern")
    client = sign_in(User.objects.get(pk=ana.pk))
    page = client.get(reverse("settings")).content.decode()
    assert '<option value="US/Eastern" selected>' in page
    save(client, time_zone="US/Eastern", target_seconds=60)
    assert Candidate.objects.get(user=ana).target_seconds == 60
    assert User.objects.get(pk=ana.pk).time_zone == "US/Eastern"


def test_settings_lead_to_password_address_and_deletion(ana: User, sign_in: SignIn) -> None:
    page = sign_in(ana).get(reverse("settings")).content.decode()
    for name in ("account_change_password", "account_email", "account_delete"):
        assert reverse(name) in page


def delete(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_delete"), {"password": password})


def test_deleting_says_what_goes_and_does_nothing_yet(ana: User, sign_in: SignIn) -> None:
    make_session(make_round(ana))
    Evidence.objects.create(candidate=ana.candidate, kind="story", title="The night shift")
    page = " ".join(sign_in(ana).get(reverse("account_delete")).content.decode().split())
    for words in ["ana@example.com", "one round", "one practice", "one story, figure or kudos", "links that you sent"]:
        assert words in page
    assert User.objects.filter(pk=ana.pk).exists()


def test_with_the_password_everything_goes_and_they_are_signed_out(ana: User, ben: User, sign_in: SignIn) -> None:
    make_session(make_round(ana))
    make_round(ben)
    client, elsewhere = sign_in(ana), sign_in(ana)
    response = client.post(reverse("account_delete"), {"password": PASSWORD}, follow=True)
    assert response.redirect_chain == [(reverse("account_login"), 302)]
    assert "Your account and everything in it are deleted." in response.content.decode()
    for browser in (client, elsewhere):
        assert browser.get("/").headers["Location"].startswith(reverse("account_login"))
    assert list(User.objects.all()) == [ben]
    assert PromotionRound.objects.of(ben).count() == PromotionRound.objects.count() == 1


@pytest.mark.parametrize("password", ["", "wrong", f" {PASSWORD}", PASSWORD.upper()])
def test_without_the_right_password_nothing_goes(ana: User, sign_in: SignIn, password: str) -> None:
    make_round(ana)
    assert delete(sign_in(ana), password).status_code == 200
    assert PromotionRound.objects.of(ana).exists()


def test_passwords_cannot_be_tried_one_after_another(ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    answers = [delete(client, f"guess {n}").status_code for n in range(15)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert delete(client).status_code == 429
    assert User.objects.filter(pk=ana.pk).exists()


def test_following_a_link_deletes_nothing_and_neither_does_a_form_from_elsewhere(ana: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    assert delete(client).status_code == 403
    assert User.objects.filter(pk=ana.pk).exists()


@pytest.mark.parametrize("name", ["settings", "account_delete"])
def test_anonymous_and_wrong_method(ana: User, sign_in: SignIn, client: Client, name: str) -> None:
    assert client.post(reverse(name)).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(ana).delete(reverse(name)).status_code == 405
