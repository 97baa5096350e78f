"""Writing down whether to go."""

import pytest

from interviews.models import Decision, User
from interviews.services.deciding import save_decision
from interviews.services.privacy import delete_account, locked_fields
from tests.conftest import NOW, make_round

pytestmark = pytest.mark.django_db


def test_two_tabs_save_into_one_check(ana: User) -> None:
    a_round = make_round(ana)
    for choice in ("go", "not"):
        save_decision(decision=Decision(round=a_round, choice=choice), now=NOW)
    assert Decision.objects.get().choice == "not"


def test_it_goes_with_the_account_and_is_locked_anew_with_the_rest(ana: User) -> None:
    save_decision(decision=Decision(round=make_round(ana), why="Because"), now=NOW)
    assert dict(locked_fields())[Decision] == ["own_gains", "own_losses", "why"]
    delete_account(user=ana)
    assert not Decision.objects.exists()
