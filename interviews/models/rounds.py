"""One attempt at one post, the people who decide about it, and what is worth keeping from it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.fields import EncryptedTextField
from interviews.models.people import Candidate, User
from interviews.models.words import Seat

SMALLEST_PANEL = 2
LARGEST_PANEL = 5


class PromotionRoundQuerySet(models.QuerySet["PromotionRound"]):
    def of(self, user: User) -> "PromotionRoundQuerySet":
        return self.filter(candidate__user=user)

    def open(self) -> "PromotionRoundQuerySet":
        return self.filter(closed_at=None)

    def current(self) -> "PromotionRoundQuerySet":
        return self.filter(is_current=True)

    def same_as(self, other: "PromotionRound") -> "PromotionRound | None":
        """The first of these that says the same as `other`, which is a form sent twice."""
        return next((mine for mine in self if mine.said() == other.said()), None)


class PromotionRound(models.Model):
    """One attempt at one post."""

    class Outcome(models.TextChoices):
        GOT_IT = "got_it", _("I got it")
        NO = "no", _("No")
        DIFFERENT_POST = "different_post", _("A different role")
        RESHAPED = "reshaped", _("The role was reshaped")
        OFFERED_LATER = "offered_later", _("Offered later")
        WITHDRAWN = "withdrawn", _("I withdrew")
        NOT_KNOWN = "not_known", _("Not known yet")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="rounds")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_rounds")
    panel = models.ForeignKey("interviews.Panel", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    post = EncryptedTextField(_("the role"))
    department = EncryptedTextField(_("department"), blank=True, default="")
    interview_at = models.DateTimeField(_("interview"), null=True, blank=True)
    odds_said = EncryptedTextField(_("what was said about the odds"), blank=True, default="")
    rivals = models.PositiveSmallIntegerField(
        _("how many others applied"), null=True, blank=True, validators=[MaxValueValidator(500)]
    )
    is_current = models.BooleanField(default=False)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    feedback = EncryptedTextField(_("what they said"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PromotionRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=models.Q(is_current=True), name="one_current_round"
            ),
            models.CheckConstraint(condition=~models.Q(previous=models.F("pk")), name="no_round_before_itself"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | ~models.Q(outcome=""),
                name="closed_rounds_have_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("round", args=[self.pk])

    @property
    def dated(self) -> datetime:
        """The day it is told apart by: of the interview, else of its opening."""
        return self.interview_at or self.created_at

    def said(self) -> tuple[object, ...]:
        """What the candidate said about this round when opening it."""
        return self.previous_id, self.post, self.department, self.interview_at, self.odds_said, self.rivals

    def with_those_before(self) -> list[int]:
        """Its key and those of the rounds it came from, newest first."""
        before = dict(PromotionRound.objects.filter(candidate=self.candidate_id).values_list("pk", "previous"))
        chain = [self.pk]
        while (earlier := before.get(chain[-1])) and earlier not in chain:
            chain.append(earlier)
        return chain

    def has_been_held(self, now: datetime) -> bool:
        """Whether the interview began; on the day itself that is known by the clock."""
        return self.interview_at is not None and self.interview_at <= now

    def days_to_interview(self, today: date) -> int | None:
        """Days from `today` in the zone that is on; below zero once it is over, None without a date."""
        return (timezone.localdate(self.interview_at) - today).days if self.interview_at else None


class Panelist(models.Model):
    """One of the people who will interview, as the candidate sees them."""

    class Acquaintance(models.IntegerChoices):
        NEVER_MET = 1, _("We have never met")
        BY_SIGHT = 2, _("We know each other by sight")
        WORKED_TOGETHER = 3, _("We have worked together")
        WELL = 4, _("We know each other well")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="panelists")
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.CharField(_("seat"), max_length=20, choices=Seat.choices)
    name = EncryptedTextField(_("name"), blank=True, default="")
    title = EncryptedTextField(_("title"), blank=True, default="")
    acquaintance = models.PositiveSmallIntegerField(
        _("how well you know each other"), choices=Acquaintance.choices, default=Acquaintance.BY_SIGHT
    )
    cares_about = EncryptedTextField(_("what they care about"), blank=True, default="")
    knows = EncryptedTextField(_("what they know of your work"), blank=True, default="")
    must_say = EncryptedTextField(_("what they must be able to say about you"), blank=True, default="")
    look = models.PositiveSmallIntegerField(
        _("how they are drawn"), null=True, blank=True, help_text="As in rules/looks.py; empty where nobody chose."
    )
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.called

    @property
    def knows_the_work(self) -> bool:
        """Whether one may build on what they know; of anybody else, assume nothing."""
        return self.acquaintance >= Panelist.Acquaintance.WORKED_TOGETHER

    @property
    def called(self) -> str:
        """What to call them: their name, else their title, else their seat."""
        return self.name or self.title or str(Seat(self.seat).label)


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, user: User) -> "NoteQuerySet":
        return self.filter(round__candidate__user=user)

    def open(self) -> "NoteQuerySet":
        return self.filter(status=Note.Status.OPEN)

    def carried(self, keys: Iterable[int]) -> "tuple[dict[int, Note], dict[int, list[Note]]]":
        """For each of these notes by pk, the one it began as and those it was carried on to, with round and turn.

        Only those are in the result that were carried over.
        """
        wanted = set(keys)
        links = self.filter(carried_from__isnull=False).order_by("created_at", "pk")
        before = {pk: earlier for pk, earlier in links.values_list("pk", "carried_from_id") if earlier}
        first = {pk: first_of(pk, before) for pk in wanted if pk in before}
        after = {pk: earlier for pk, earlier in before.items() if earlier in wanted}
        others = (
            self.select_related("round", "turn__session").in_bulk({*first.values(), *after}) if first or after else {}
        )
        later: dict[int, list[Note]] = {}
        for pk, earlier in after.items():
            later.setdefault(earlier, []).append(others[pk])
        return {pk: others[origin] for pk, origin in first.items() if origin in others}, later


def first_of(pk: int, before: Mapping[int, int]) -> int:
    while pk in before:
        pk = before[pk]
    return pk


class Note(models.Model):
    """What to keep, change, learn or do, for the next round."""

    class Kind(models.TextChoices):
        KEEP = "keep", _("Keep")
        CHANGE = "change", _("Change")
        LEARNED = "learned", _("Learned")
        TO_DO = "to_do", _("To do")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="notes")
    turn = models.ForeignKey("interviews.Turn", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.KEEP)
    text = EncryptedTextField(_("note"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    became = EncryptedTextField(_("what became of it"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        ordering = ["kind", "created_at", "pk"]
        constraints = [
            # One "keep" and one "change" for each turn: saving a review twice changes the note, it does not add one.
            models.UniqueConstraint(
                fields=["turn", "kind"],
                condition=models.Q(turn__isnull=False),
                name="one_note_of_a_kind_per_turn",
            )
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
