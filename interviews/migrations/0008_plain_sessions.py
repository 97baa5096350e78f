from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations

OWN = "interviews.signed_in.Backend"
ALLAUTHS = "allauth.account.auth_backends.AuthenticationBackend"


def name_allauths_backend(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401
    """A session names the backend that signed its user in, and is nobody's once that backend is gone."""
    store = SessionStore()
    for session in apps.get_model("sessions", "Session").objects.iterator():
        content = store.decode(session.session_data)
        if content.get(BACKEND_SESSION_KEY) == OWN:
            session.session_data = store.encode(content | {BACKEND_SESSION_KEY: ALLAUTHS})
            session.save(update_fields=["session_data"])


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0007_draft_writer"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(name="answer", options={"ordering": ["turn_id", "number"]}),
        migrations.AlterModelOptions(name="turn", options={"ordering": ["session_id", "position"]}),
        migrations.AlterModelOptions(name="segment", options={"ordering": ["answer_id", "number"]}),
        migrations.AlterModelOptions(
            name="question",
            options={
                "ordering": ["bank_id", "pk"],
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.RunPython(name_allauths_backend, migrations.RunPython.noop, elidable=True),
    ]
