"""What a candidate deleted, for as long as it can be restored. None of it is part of any other page or count."""

from datetime import datetime, timedelta
from typing import Final

from django.apps import apps
from django.db import models
from django.utils import timezone

from interviews.models.fields import EncryptedTextField
from interviews.models.people import Candidate, User

KEPT_FOR: Final = timedelta(days=7)
#: What the tag of a message begins with that offers to restore an item; its key follows.
UNDO: Final = "undo-"


class DeletedItemQuerySet(models.QuerySet["DeletedItem"]):
    def of(self, user: User) -> "DeletedItemQuerySet":
        return self.filter(candidate__user=user)

    def expired(self, now: datetime) -> "DeletedItemQuerySet":
        return self.filter(deleted_at__lte=now - KEPT_FOR)


class DeletedItem(models.Model):
    """One deleted object with all that went with it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="deleted_items")
    what = models.CharField(max_length=60, help_text="Its model, such as interviews.note.")
    title = EncryptedTextField(help_text="What it is found by in the list.")
    content = EncryptedTextField(help_text="JSON: the deleted rows and the links that were emptied.")
    deleted_at = models.DateTimeField(default=timezone.now)

    objects = DeletedItemQuerySet.as_manager()

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        indexes = [models.Index(fields=["deleted_at"])]

    def __str__(self) -> str:
        return f"deleted item {self.pk}"

    @property
    def kind(self) -> str:
        """What it was, such as "note"."""
        return str(apps.get_model(self.what)._meta.verbose_name)

    @property
    def kept_until(self) -> datetime:
        return self.deleted_at + KEPT_FOR


class DeletedRecording(models.Model):
    """A recording file that a deleted practice still needs if it is restored."""

    item = models.ForeignKey(DeletedItem, on_delete=models.CASCADE, related_name="recordings")
    file = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"deleted recording {self.pk}"
