"""Attacks on the sign-in page, and the people who must get in all the same."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config import settings as production
from interviews.models import User
from interviews.sign_in import KNOWN_DEVICE
from tests.conftest import PASSWORD, make_user

pytestmark = pytest.mark.django_db

OFFICE = "203.0.113.1"
IN, WRONG, BLOCKED = "signed in", "wrong password", "blocked"


@pytest.fixture(autouse=True)
def fresh_rates() -> None:
    cache.clear()


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Addresses that nobody has used."""
    return (f"198.51.{number // 250}.{number % 250 + 1}" for number in count())


def attempt(email: str, password: str, address: str, client: Client | None = None) -> str:
    """What comes of a sign-in from this address, on a device that has never been here unless one is given."""
    sent = {"login": email, "password": password}
    response = (client or Client()).post(reverse("account_login"), sent, REMOTE_ADDR=address)
    if response.status_code == 302:
        return IN
    return BLOCKED if "Too many wrong passwords" in response.content.decode() else WRONG


def device_of(email: str, address: str = OFFICE) -> Client:
    """A browser in which this account has signed in and out again."""
    client = Client()
    assert attempt(email, PASSWORD, address, client) == IN
    client.post(reverse("account_logout"))
    return client


def test_whole_office_signs_in_within_a_minute_from_one_address() -> None:
    people = [make_user(f"person-{number}@example.com") for number in range(60)]
    assert {attempt(user.email, PASSWORD, OFFICE) for user in people} == {IN}


def test_strangers_do_not_lock_the_owner_out_of_a_known_device(ana: User, elsewhere: Iterator[str]) -> None:
    device = device_of(ana.email)
    for address in [OFFICE, *[next(elsewhere) for _ in range(40)]]:
        for _ in range(6):
            attempt(ana.email, "wrong", address)
    assert attempt(ana.email, PASSWORD, OFFICE, device) == IN
    assert attempt(ana.email.upper(), PASSWORD, next(elsewhere), device) == IN


def test_wrong_passwords_elsewhere_do_not_lock_a_new_device(ana: User, elsewhere: Iterator[str]) -> None:
    attacker = next(elsewhere)
    assert [attempt(ana.email, "wrong", attacker) for _ in range(11)] == [WRONG] * 10 + [BLOCKED]
    assert attempt(ana.email, PASSWORD, OFFICE) == IN


def test_one_account_is_tried_30_times_from_all_addresses(ana: User, elsewhere: Iterator[str]) -> None:
    tries = [
        attempt(ana.email, f"guess {number}", address) for address in elsewhere_of(elsewhere) for number in range(5)
    ]
    assert tries.count(WRONG) == 30
    assert tries.count(BLOCKED) == 170
    assert attempt(ana.email, PASSWORD, next(elsewhere)) == BLOCKED


def elsewhere_of(elsewhere: Iterator[str]) -> list[str]:
    return [next(elsewhere) for _ in range(40)]


def test_one_address_tries_30_accounts_and_stops_nobody_else(elsewhere: Iterator[str]) -> None:
    people = [make_user(f"person-{number}@example.com") for number in range(100)]
    attacker = next(elsewhere)
    tries = [attempt(user.email, "password1", attacker) for user in people]
    assert tries == [WRONG] * 30 + [BLOCKED] * 70
    assert attempt(people[99].email, PASSWORD, OFFICE) == IN


def test_owner_signs_in_behind_the_address_of_an_attack(ana: User) -> None:
    device = device_of(ana.email)
    for number in range(40):
        attempt(f"person-{number}@example.com", "wrong", OFFICE)
    assert attempt(ana.email, PASSWORD, OFFICE) == BLOCKED
    assert attempt(ana.email, PASSWORD, OFFICE, device) == IN


def test_known_device_is_no_way_to_guess(ana: User, ben: User) -> None:
    device = device_of(ana.email)
    assert [attempt(ana.email, "wrong", OFFICE, device) for _ in range(11)] == [WRONG] * 10 + [BLOCKED]
    assert attempt(ana.email, PASSWORD, OFFICE, device) == BLOCKED
    assert attempt(ana.email, PASSWORD, OFFICE) == IN


def test_own_account_opens_no_way_to_others(ana: User, ben: User, elsewhere: Iterator[str]) -> None:
    device = device_of(ben.email)
    tries = [attempt(ana.email, "wrong", address, device) for address in elsewhere_of(elsewhere) for _ in range(5)]
    assert tries.count(WRONG) == 30


def test_right_password_in_between_takes_no_count_back(ana: User, ben: User, elsewhere: Iterator[str]) -> None:
    attacker = next(elsewhere)
    tries = []
    for _ in range(13):
        tries.append(attempt(ana.email, "wrong", attacker))
        assert attempt(ben.email, PASSWORD, attacker) == IN
    assert tries == [WRONG] * 10 + [BLOCKED] * 3


@pytest.mark.parametrize("value", ["", "x", "WyJkIixbXV0:1abc:forged"])
def test_forged_device_is_a_stranger(ana: User, value: str) -> None:
    forged = Client()
    forged.cookies[KNOWN_DEVICE] = value
    assert [attempt(ana.email, "wrong", OFFICE, forged) for _ in range(11)][-1] == BLOCKED
    assert attempt(ana.email, PASSWORD, OFFICE) == BLOCKED


def test_shared_computer_knows_several_accounts_and_says_none(ana: User, ben: User, elsewhere: Iterator[str]) -> None:
    device = device_of(ana.email)
    assert attempt(ben.email, PASSWORD, OFFICE, device) == IN
    cookie = device.cookies[KNOWN_DEVICE]
    assert cookie["httponly"]
    assert "example.com" not in cookie.value
    for user in (ana, ben):
        for address in elsewhere_of(elsewhere):
            attempt(user.email, "wrong", address)
        assert attempt(user.email, PASSWORD, next(elsewhere), device) == IN


def test_shared_computer_cookie_stays_short() -> None:
    device = Client()
    for number in range(30):
        assert attempt(make_user(f"person-{number}@example.com").email, PASSWORD, OFFICE, device) == IN
        device.post(reverse("account_logout"))
    assert len(device.cookies[KNOWN_DEVICE].value) < 500


def test_many_logins_do_not_flush_the_counts(ana: User, settings: Settings, elsewhere: Iterator[str]) -> None:
    """As many entries as the cache would hold by default, before the last try."""
    settings.CACHES = production.CACHES
    call_command("createcachetable", verbosity=0)
    attacker = next(elsewhere)
    for _ in range(10):
        attempt(ana.email, "wrong", attacker)
    for number in range(250):
        attempt(f"person-{number}@example.com", "wrong", next(elsewhere))
    assert attempt(ana.email, "wrong", attacker) == BLOCKED


def test_page_says_what_to_do_after_too_many_sign_ups(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = production.ACCOUNT_RATE_LIMITS | {"signup": "1/m/ip"}
    for number in range(2):
        sent = {"email": f"person-{number}@example.com", "password1": "password"}
        response = client.post(reverse("account_signup"), sent)
    assert response.status_code == 429
    assert "Wait a minute, go back and try again." in response.content.decode()


def test_old_hash_is_made_anew_at_sign_in(ana: User, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = production.PASSWORD_HASHERS
    ana.password = hashers.make_password(PASSWORD, hasher="pbkdf2_sha256")
    ana.save()
    assert attempt(ana.email, PASSWORD, OFFICE) == IN
    ana.refresh_from_db()
    assert ana.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert attempt(ana.email, PASSWORD, OFFICE) == IN


def test_unknown_account_costs_as_many_hashes_as_a_wrong_password(
    ana: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the time would tell who has an account here."""
    settings.PASSWORD_HASHERS = production.PASSWORD_HASHERS
    ana.set_password(PASSWORD)
    ana.save()
    hashed = []
    for name in ("encode", "verify"):
        real = getattr(hashers.Argon2PasswordHasher, name)

        def counted(self: Any, *args: Any, real: Any = real, **kwargs: Any) -> Any:
            hashed.append(self.algorithm)
            return real(self, *args, **kwargs)

        monkeypatch.setattr(hashers.Argon2PasswordHasher, name, counted)
    costs = []
    for email in (ana.email, "nobody@example.com"):
        hashed.clear()
        assert attempt(email, "wrong", OFFICE) == WRONG
        costs.append(list(hashed))
    assert costs == [["argon2"], ["argon2"]]
