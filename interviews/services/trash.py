"""Deleting what a candidate wrote so that it can be restored for seven days."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connections, models, transaction
from django.db.models.deletion import Collector

from interviews.models import Candidate, DeletedItem, DeletedRecording, Segment


class NotRestorable(Exception):
    """Something that it belongs to is gone, or something newer has taken its place."""


class ExactEncoder(DjangoJSONEncoder):
    """Django's cuts moments to milliseconds; two that were equal would not be any more."""

    def default(self, o: Any) -> Any:  # noqa: ANN401
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class WholeCollector(Collector):
    """Finds every row that a deletion reaches, also where the database could delete without looking."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:  # noqa: ANN401
        return False


@transaction.atomic
def delete(*, item: models.Model, candidate: Candidate, title: str, now: datetime) -> DeletedItem:
    """Delete `item` and what goes with it, and keep all of it for `restore`."""
    collector = WholeCollector(using=DeletedItem.objects.db, origin=item)
    collector.collect([item])
    rows = [row for model, found in collector.data.items() for row in whole_rows(model, found)]
    content = {"rows": serializers.serialize("python", rows), "links": list(emptied_links(collector))}
    deleted = DeletedItem.objects.create(
        candidate=candidate,
        what=item._meta.label_lower,
        title=title,
        content=json.dumps(content, cls=ExactEncoder),
        deleted_at=now,
    )
    files = [row.file for row in rows if isinstance(row, Segment) and row.file]
    DeletedRecording.objects.bulk_create([DeletedRecording(item=deleted, file=file) for file in files])
    item.delete()
    return deleted


def whole_rows(model: Any, found: Iterable[models.Model]) -> Iterator[models.Model]:  # noqa: ANN401
    """The same rows with all their columns; a collector loads only what deleting needs."""
    yield from model._base_manager.filter(pk__in=[row.pk for row in found]).order_by("pk")


def emptied_links(collector: Collector) -> Iterator[dict[str, Any]]:
    """The references that the deletion sets to NULL, with what they point to now."""
    updates: dict[Any, Any] = collector.field_updates  # (field, new value): groups of rows
    for (field, _value), groups in updates.items():
        for row in chain.from_iterable(groups):
            yield {
                "model": row._meta.label_lower,
                "pk": row.pk,
                "field": field.attname,
                "value": row.__class__._base_manager.values_list(field.attname, flat=True).get(pk=row.pk),
            }


@transaction.atomic
def restore(*, deleted: DeletedItem) -> None:
    """Put everything back as it was. Raises NotRestorable, and then changes nothing."""
    content = json.loads(deleted.content)
    models_of_rows = {apps.get_model(row["model"]) for row in content["rows"]}
    tables = [model._meta.db_table for model in models_of_rows]
    try:
        with transaction.atomic():
            for row in serializers.deserialize("python", content["rows"]):
                row.save(save_m2m=False)
            for link in content["links"]:
                rows = apps.get_model(link["model"])._base_manager.filter(pk=link["pk"], **{link["field"]: None})
                rows.update(**{link["field"]: link["value"]})
            connections[DeletedItem.objects.db].check_constraints(table_names=tables)
    except (IntegrityError, DeserializationError) as error:
        raise NotRestorable from error
    deleted.delete()


def purge(*, now: datetime) -> int:
    """Delete for good what can't be restored any more; the number of items."""
    expired = DeletedItem.objects.expired(now)
    count = 0
    while some := list(expired[:100]):
        for item in some:
            item.delete()
        count += len(some)
    return count
