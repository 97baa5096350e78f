"""What a new installation starts with."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import Settings

from interviews.models import Competency, Kind, Panel, Question, QuestionBank, Seat, User
from interviews.services.set_up import demo_accounts_left, make_demo_accounts, set_up
from tests.conftest import make_round, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def static_root(settings: Settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT  # type: ignore[no-any-return]


THEMES = {
    "why_apply", "evidence", "less_experience", "best_statistics", "kudos", "present_job", "reshaping", "coming_up",
    "questions_for_panel", "introducing", "first_90_days", "leading_peers", "cover", "ten_minutes_notice", "formality",
    "shown_off", "if_no",
}  # fmt: skip


def test_the_starter_bank_covers_what_a_panel_asks() -> None:
    set_up()
    questions = list(Question.objects.askable(language="en").select_related("competency"))
    assert len(questions) >= 150
    assert {question.seat for question in questions} >= {Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO}
    assert {question.kind for question in questions} == set(Kind.values)
    assert {question.competency.key for question in questions if question.competency} == set(
        Competency.objects.values_list("key", flat=True)
    )
    for theme in THEMES:
        assert sum(question.theme == theme for question in questions) >= 4, theme
    for question in questions:
        assert len(question.probes) >= 2, question.code
        assert 3 <= len(question.listen_for) <= 5, question.code


def test_ten_competencies_with_five_anchors_each() -> None:
    set_up()
    assert Competency.objects.count() == 10
    for competency in Competency.objects.all():
        assert len({anchor for anchor in competency.anchors if anchor}) == 5
        assert competency.wanted_by(Seat.BOSS)
        assert competency.wanted_by(Seat.HR_DIRECTOR)
        assert competency.wanted_by(Seat.CEO)


def test_again_it_changes_nothing_that_hr_changed() -> None:
    set_up()
    Competency.objects.filter(key="results").update(name="Getting things done")
    Panel.objects.update(name="Our panel")
    QuestionBank.objects.get(slug="starter").retire()
    set_up()
    assert Competency.objects.get(key="results").name == "Getting things done"
    assert [panel.name for panel in Panel.objects.all()] == ["Our panel"]
    assert QuestionBank.objects.get(slug="starter").status == QuestionBank.Status.RETIRED


def test_demo_accounts_only_where_nobody_is() -> None:
    make_user("somebody@example.com")
    make_demo_accounts()
    assert User.objects.count() == 1
    assert demo_accounts_left() == []


def test_a_demo_account_with_a_password_of_its_own_is_not_announced() -> None:
    make_demo_accounts()
    candidate = User.objects.get(email="candidate@example.com")
    candidate.set_password("something else entirely")
    candidate.save()
    assert [account.email for account in demo_accounts_left()] == ["hr@example.com"]


def test_outside_ones_own_machine_the_known_passwords_let_nobody_in(settings: Settings) -> None:
    make_demo_accounts()
    settings.EMBEDDED = False
    call_command("setup", verbosity=0)
    assert demo_accounts_left() == []
    assert not User.objects.filter(is_active=True).exists()


def test_on_ones_own_machine_they_stay(settings: Settings) -> None:
    make_demo_accounts()
    settings.EMBEDDED = True
    call_command("setup", verbosity=0)
    assert len(demo_accounts_left()) == 2


def test_a_lost_key_is_said_at_set_up(settings: Settings, ana: User) -> None:
    make_round(ana)
    settings.ANSWER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="Put the key it was locked with back"):
        call_command("setup", verbosity=0)


def test_the_command_brings_all_of_it() -> None:
    call_command("setup", verbosity=0)
    assert Panel.objects.get().seats.count() == 3


def test_setup_collects_static_files_once(static_root: Path) -> None:
    call_command("setup", verbosity=0)
    style_sheet = static_root / "css" / "next-round.css"
    first = style_sheet.stat().st_mtime_ns
    call_command("setup", verbosity=0)
    assert style_sheet.stat().st_mtime_ns == first
    (static_root / "collected").write_text("files of an older version")
    call_command("setup", verbosity=0)
    assert style_sheet.stat().st_mtime_ns > first
