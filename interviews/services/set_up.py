"""What a new installation starts with. Running it again adds what is missing and changes nothing else."""

from pathlib import Path
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from interviews.models import Panel, PanelSeat, QuestionBank, Seat, User
from interviews.services.hr_group import make_hr_group
from interviews.services.question_banks import load_competencies, load_file

DATA: Final = Path(__file__).resolve().parent.parent / "data"
STARTER_BANK: Final = "starter"


class DemoAccount(NamedTuple):
    """Somebody to try the product as, on one's own machine only: the password is in this file."""

    email: str
    password: str
    is_hr: bool


DEMO_ACCOUNTS: Final = (
    DemoAccount("candidate@example.com", "next-round-demo", is_hr=False),
    DemoAccount("hr@example.com", "next-round-demo", is_hr=True),
)


def set_up() -> None:
    """The HR group, the competencies, the three-seat panel and the starter bank."""
    make_hr_group()
    load_competencies()
    make_panel()
    if not QuestionBank.objects.filter(slug=STARTER_BANK).exists():
        load_file(DATA / "starter_bank.yaml", slug=STARTER_BANK, name=_("Internal promotions"), publish=True)


def make_panel() -> None:
    """The panel that most people face: boss, HR director, CEO. HR can change or retire it."""
    if Panel.objects.exists():
        return
    panel = Panel.objects.create(name=_("Boss, HR director and CEO"), is_published=True)
    for place, seat in enumerate((Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO), start=1):
        PanelSeat.objects.create(panel=panel, seat=seat, place=place)


def make_demo_accounts() -> None:
    """The demo accounts, where nobody has an account yet."""
    if User.objects.exists():
        return
    hr = make_hr_group()
    for account in DEMO_ACCOUNTS:
        user = User.objects.create_user(account.email, account.password, is_staff=account.is_hr)
        if account.is_hr:
            user.groups.add(hr)


def close_demo_accounts() -> None:
    """Let nobody in with a password that everybody knows. Who changed it stays."""
    for account in demo_accounts_left():
        user = User.objects.get(email=account.email)
        user.set_unusable_password()
        user.is_active = False
        user.save()


def demo_accounts_left() -> list[DemoAccount]:
    """Those that still have the password everybody knows."""
    users = {user.email: user for user in User.objects.filter(email__in=[account.email for account in DEMO_ACCOUNTS])}
    return [
        account
        for account in DEMO_ACCOUNTS
        if account.email in users and users[account.email].check_password(account.password)
    ]
