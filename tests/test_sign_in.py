"""Signing up, in and out, by e-mail; and that the admin has no door of its own."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.models import Candidate, User
from tests.conftest import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_rates() -> None:
    cache.clear()


TOO_MANY = "Too many wrong passwords"


def sign_in(client: Client, email: str, password: str, where: str = "") -> str:
    response = client.post(where or reverse("account_login"), {"login": email, "password": password})
    return response.content.decode() if response.status_code == 200 else str(response.headers.get("Location"))


def test_sign_up_leads_home_with_a_profile(client: Client) -> None:
    response = client.post(reverse("account_signup"), {"email": "Eva@Example.com", "password1": PASSWORD})
    assert response.headers["Location"] == reverse("home")
    user = User.objects.get(email__iexact="eva@example.com")
    assert Candidate.objects.filter(user=user).exists()
    assert not user.is_staff
    assert client.get(reverse("home")).status_code == 200


def test_a_weak_password_is_refused_and_the_address_stays(client: Client) -> None:
    response = client.post(reverse("account_signup"), {"email": "eva@example.com", "password1": "password"})
    assert "eva@example.com" in response.content.decode()
    assert "too common" in response.content.decode()
    assert not User.objects.exists()


def test_an_address_in_other_letters_is_the_same_person(client: Client) -> None:
    make_user("ana@example.com")
    client.post(reverse("account_signup"), {"email": "ANA@example.com", "password1": PASSWORD})
    assert User.objects.count() == 1
    assert sign_in(client, "Ana@Example.com", PASSWORD) == reverse("home")


def test_sign_in_goes_on_to_where_one_was_going(client: Client) -> None:
    make_user("ana@example.com")
    asked_for = client.get(reverse("rounds")).headers["Location"]
    assert sign_in(client, "ana@example.com", PASSWORD, asked_for) == reverse("rounds")


def test_sign_in_never_leads_off_the_site(client: Client) -> None:
    make_user("ana@example.com")
    where = f"{reverse('account_login')}?next=https://evil.example.com/"
    assert sign_in(client, "ana@example.com", PASSWORD, where) == reverse("home")


def test_sign_out_is_asked_for_and_done(client: Client) -> None:
    client.force_login(make_user("ana@example.com"))
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("home")).status_code == 302


def test_a_forgotten_password_is_reset_by_mail(client: Client) -> None:
    make_user("ana@example.com")
    client.post(reverse("account_reset_password"), {"email": "ana@example.com"})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    changed = "an even longer password"
    client.post(form.request["PATH_INFO"], {"password1": changed, "password2": changed})
    assert sign_in(Client(), "ana@example.com", changed) == reverse("home")


def test_asking_for_an_unknown_address_does_not_tell(client: Client) -> None:
    make_user("ana@example.com")
    known = client.post(reverse("account_reset_password"), {"email": "ana@example.com"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_the_admin_asks_at_the_same_door(client: Client) -> None:
    for where in ("/admin/", "/admin/login/"):
        response = client.get(where, follow=True)
        assert response.request["PATH_INFO"] == reverse("account_login")


@pytest.mark.parametrize("where", ["account_login", "admin:login"])
def test_guessing_a_password_is_stopped(client: Client, where: str) -> None:
    """Through either door: the eleventh try within an hour is refused, even with the right password."""
    make_user("ana@example.com", is_staff=True)
    door = client.get(reverse(where), follow=True).request["PATH_INFO"]
    for _ in range(10):
        sign_in(client, "ana@example.com", "wrong", door)
    assert TOO_MANY in sign_in(client, "ana@example.com", PASSWORD, door)


def test_a_candidate_has_no_business_in_the_admin(client: Client) -> None:
    client.force_login(make_user("ana@example.com"))
    assert client.get("/admin/login/").status_code == 403


def test_the_sign_in_pages_say_the_same_things_in_the_same_words(client: Client) -> None:
    door, sign_up = (client.get(reverse(name)).content.decode() for name in ("account_login", "account_signup"))
    assert "Forgotten your password?" in door
    assert "Stay signed in on this device" in door
    assert reverse("account_reset_password") in door
    for page in (door, sign_up, client.get(reverse("account_reset_password")).content.decode()):
        assert "E-mail address" in page
        assert ">Email<" not in page.replace("\n", "").replace(" ", "")
    assert "At least 10 characters, no common password" in sign_up
    assert "can’t be too similar" not in sign_up


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    assert client.get("/").status_code == 200
    return client


def test_nobody_stays_signed_in_once_the_session_is_over_the_account_closed_or_the_password_changed(
    ana: User, ben: User, root: User
) -> None:
    over, closed, changed = signed_in(ana), signed_in(ben), signed_in(root)
    Session.objects.filter(pk=over.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    User.objects.filter(pk=ben.pk).update(is_active=False)
    root.set_password("another long password")
    root.save()
    assert [client.get("/").status_code for client in (over, closed, changed)] == [302, 302, 302]
