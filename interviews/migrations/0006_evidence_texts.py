"""The texts of a piece of evidence move into one encrypted column, so that a new field needs no column of its own."""

import re

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import interviews.models.fields

NAMES = (
    "situation",
    "task",
    "action",
    "result",
    "value",
    "unit",
    "before",
    "after",
    "period",
    "confirmed_by",
    "words",
    "said_by",
)

#: Good enough until the story is saved again, which reads it properly.
DIGIT = re.compile(r"\d")


def join_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    evidence = apps.get_model("interviews", "Evidence")
    for one in evidence.objects.order_by("pk").iterator(chunk_size=500):
        one.texts = {name: text for name in NAMES if (text := getattr(one, name))}
        is_story = one.kind == "story"
        one.is_whole = not is_story or "result" in one.texts
        words = " ".join([one.title, *one.texts.values()])
        one.has_figure = one.kind == "figure" or (is_story and DIGIT.search(words) is not None)
        one.save(update_fields=["texts", "is_whole", "has_figure"])


def split_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    evidence = apps.get_model("interviews", "Evidence")
    for one in evidence.objects.order_by("pk").iterator(chunk_size=500):
        for name in NAMES:
            setattr(one, name, one.texts.get(name, ""))
        one.save(update_fields=list(NAMES))


class Migration(migrations.Migration):
    dependencies = [("interviews", "0005_deleted_items")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="texts",
            field=interviews.models.fields.EncryptedJSONField(
                default=dict, help_text="By name, as evidence_fields.py declares them."
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="is_whole",
            field=models.BooleanField(default=True, editable=False, help_text="False for a story without a result."),
        ),
        migrations.AddField(
            model_name="evidence", name="has_figure", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.RunPython(join_texts, split_texts),
        *[migrations.RemoveField(model_name="evidence", name=name) for name in NAMES],
    ]
