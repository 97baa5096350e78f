"""What was said aloud: the recording of an answer, in the pieces in which the room sends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q, Sum
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from interviews.models import recordings
from interviews.models.fields import EncryptedTextField
from interviews.models.people import KEEP_CHOICES, Candidate
from interviews.models.practice import Answer
from interviews.models.trash import DeletedRecording
from interviews.rules.sound import BYTES_PER_SAMPLE, SAMPLES_PER_SECOND, Silences, pauses, talking_time

#: Seconds of one segment, of one answer; segments of one answer. Said in the lobby before anybody speaks.
LONGEST_SEGMENT: Final = 20
LONGEST_RECORDING: Final = 600
MOST_SEGMENTS: Final = 600

#: Of the words of an answer: with more typed than this leaves, its length in seconds says nothing about the pace.
SPOKEN_SHARE: Final = 0.8
#: Seconds. A pace told of less is chance.
SHORTEST_TALK: Final = 5


def stored_size(samples: int) -> int:
    """Bytes on the disk: encryption writes four bytes for three."""
    return samples * BYTES_PER_SAMPLE * 4 // 3


class SegmentQuerySet(models.QuerySet["Segment"]):
    def with_sound(self) -> "SegmentQuerySet":
        return self.filter(file__isnull=False)

    def waiting(self) -> "SegmentQuerySet":
        return self.filter(status=Segment.Status.WAITING)

    def after(self, number: int) -> "SegmentQuerySet":
        return self.filter(number__gt=number)

    def due(self, now: datetime) -> "SegmentQuerySet":
        """Kept longer than their candidate wants. Who wants none kept has them erased once they are transcribed;
        what could not be transcribed goes a day later."""
        keep = "answer__turn__session__round__candidate__keep_recordings_days"
        old = Q(pk=None)
        for days, _label in KEEP_CHOICES:
            old |= Q(**{keep: days}, received_at__lte=now - timedelta(days=max(days, 1)))
        return self.with_sound().filter(old)

    def of_candidate(self, candidate: Candidate) -> "SegmentQuerySet":
        return self.filter(answer__turn__session__round__candidate=candidate)

    def stored_bytes(self) -> int:
        return stored_size(self.samples_in_all())

    def samples_in_all(self) -> int:
        return int(self.aggregate(total=Sum("samples", default=0))["total"])


class Segment(models.Model):
    """A piece of the recording of one answer. Without `file` its sound is gone and only its length is known."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Not written down yet")
        HEARD = "heard", _("Written down")
        SILENT = "silent", _("Nothing was said")
        FAILED = "failed", _("Could not be written down")
        NOT_ENGLISH = "not_english", _("Did not sound like English")

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="segments")
    number = models.PositiveSmallIntegerField()
    checksum = models.CharField(max_length=64)
    samples = models.PositiveIntegerField()
    silences = models.JSONField(default=list, help_text="Seconds [from, to] within this segment.")
    file = models.UUIDField(null=True, unique=True, default=None)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.WAITING)
    transcript = EncryptedTextField(blank=True, default="")
    received_at = models.DateTimeField()

    objects = SegmentQuerySet.as_manager()

    class Meta:
        ordering = ["answer_id", "number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="one_segment_per_number")]
        indexes = [models.Index(fields=["received_at"], condition=Q(file__isnull=False), name="recording_age")]

    def __str__(self) -> str:
        return f"segment {self.number} of answer {self.answer_id}"

    @property
    def seconds(self) -> float:
        return self.samples / SAMPLES_PER_SECOND

    @property
    def quiet_stretches(self) -> Silences:
        """A segment without words is a pause, however loud the room hums in it."""
        return [(0.0, self.seconds)] if self.status == self.Status.SILENT else self.silences

    @property
    def size(self) -> int:
        """Bytes of its sound."""
        return self.samples * BYTES_PER_SAMPLE

    @property
    def sound(self) -> bytes:
        """Raises DecryptionError, and FileNotFoundError where somebody took the file away."""
        return recordings.read(self.file) if self.file else b""

    def erase_sound(self) -> None:
        """The recording goes once the database knows; the length stays."""
        name, self.file = self.file, None
        self.save(update_fields=["file"])
        delete_file_on_commit(name)


def words_of(segments: Iterable[Segment]) -> str:
    return " ".join(each.transcript for each in segments if each.transcript)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How an answer was said: seconds from the first word to the last, and those of each pause in between."""

    seconds: float
    pauses: list[float]
    is_mostly_spoken: bool

    @property
    def longest_pause(self) -> float:
        return max(self.pauses, default=0)

    @property
    def talked(self) -> float | None:
        """Seconds that say something about the pace of the whole answer."""
        return self.seconds if self.is_mostly_spoken and self.seconds >= SHORTEST_TALK else None


def spoken(answer: Answer) -> Spoken | None:
    """None where nothing was said aloud. Uses `segments` as they may have been fetched beforehand."""
    segments = list(answer.segments.all())
    if not any(each.status != Segment.Status.SILENT for each in segments):
        return None
    stretches = [(each.seconds, each.quiet_stretches) for each in segments]
    heard = len(words_of(segments).split())
    return Spoken(talking_time(stretches), pauses(stretches), heard >= SPOKEN_SHARE * len(answer.text.split()) > 0)


def is_file_needed(name: UUID) -> bool:
    """Whether an answer or a deleted practice that can be restored has this recording."""
    return Segment.objects.filter(file=name).exists() or DeletedRecording.objects.filter(file=name).exists()


def delete_file_on_commit(name: UUID | None) -> None:
    """A deletion that is rolled back must not have cost the file."""

    def delete_unless_needed() -> None:
        if name and not is_file_needed(name):
            recordings.erase(name)

    transaction.on_commit(delete_unless_needed)


@receiver(post_delete, sender=Segment)
@receiver(post_delete, sender=DeletedRecording)
def delete_recording_file(instance: Segment | DeletedRecording, **kwargs: Any) -> None:
    """However the row goes: its answer, its session, its round, its account, or the end of its time in the trash."""
    delete_file_on_commit(instance.file)
