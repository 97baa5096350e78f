"""Who asks: their session and their account, in two statements that are written down.

Every request begins with them, and building these queries took longer than running them. The session is Django's own in
every other respect.
"""

from typing import Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db import connection
from django.utils import timezone

from interviews.models import User
from interviews.models.asked_now import Part, columns, made, rows_of

ACCOUNT: Final = Part(User, tuple(field.attname for field in User._meta.concrete_fields))
ACCOUNT_SQL: Final = f"SELECT {columns([ACCOUNT])} FROM interviews_user WHERE id = %s"  # noqa: S608 (names of columns)
SESSION_SQL: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseSessionStore):
    def load(self) -> dict[str, Any]:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        rows = rows_of(SESSION_SQL, self.session_key, now)
        if rows:
            return dict(self.decode(rows[0][0]))
        self._session_key = None
        return {}


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Sign-in by e-mail, as allauth does it."""

    def get_user(self, user_id: int) -> User | None:
        user = next((made(ACCOUNT, row) for row in rows_of(ACCOUNT_SQL, user_id)), None)
        return user if user and self.user_can_authenticate(user) else None
