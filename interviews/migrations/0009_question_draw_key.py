from random import random
from typing import Any

from django.db import migrations, models
from django.db.models.functions import Random



def draw_keys(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401
    """One for each: adding the column gave all the same."""
    apps.get_model("interviews", "Question").objects.update(draw_key=Random())


class Migration(migrations.Migration):
    dependencies = [("interviews", "0008_plain_sessions")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="draw_key",
            field=models.FloatField(
                default=random,
                editable=False,
                help_text="From 0 to 1, at random: its neighbors are a fair sample of a bank.",
            ),
        ),
        migrations.RunPython(draw_keys, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["seat", "kind", "draw_key"], name="interviews__seat_a984b7_idx"),
        ),
    ]
