from collections.abc import Callable

import pytest
from django.test import Client

from interviews.models import User
from interviews.services.hr_group import make_hr_group
from tests.conftest import make_user


@pytest.fixture
def hr(db: None) -> User:
    """Somebody of HR."""
    user = make_user("hr@example.com", is_staff=True)
    user.groups.add(make_hr_group())
    return user


@pytest.fixture
def desk(hr: User, sign_in: Callable[[User], Client]) -> Client:
    """HR's browser."""
    return sign_in(hr)
