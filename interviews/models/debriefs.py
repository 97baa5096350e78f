"""The record of the real interview, and what came of what was said in it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.evidence import Evidence
from interviews.models.fields import EncryptedTextField
from interviews.models.panels import Competency
from interviews.models.people import User
from interviews.models.practice import ONE_TO_FIVE, one_to_five
from interviews.models.rounds import Panelist, PromotionRound
from interviews.models.words import Seat


class DebriefQuerySet(models.QuerySet["Debrief"]):
    def of(self, user: User) -> "DebriefQuerySet":
        return self.filter(round__candidate__user=user)


class Debrief(models.Model):
    """How the real interview of a round went, written down right after it."""

    class Notice(models.TextChoices):
        MINUTES = "minutes", _("Ten minutes, or not much more")
        HOURS = "hours", _("A few hours")
        DAYS = "days", _("Some days")
        WEEK = "week", _("A week or more")

    class Formality(models.IntegerChoices):
        CHAT = 1, _("A chat")
        RELAXED = 2, _("Relaxed")
        MIXED = 3, _("Somewhere between")
        FORMAL = 4, _("Formal")
        BY_THE_BOOK = 5, _("By the book: same questions, notes taken")

    round = models.OneToOneField(PromotionRound, on_delete=models.CASCADE, related_name="debrief")
    held_at = models.DateTimeField(_("when it was"))
    notice = models.CharField(_("how much notice you had"), max_length=10, choices=Notice.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("how many minutes it took"), null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    formality = models.PositiveSmallIntegerField(_("how formal"), null=True, blank=True, choices=Formality.choices)
    present = models.ManyToManyField(Panelist, blank=True, related_name="+", verbose_name=_("who was there"))
    others_present = EncryptedTextField(_("who else was there"), blank=True, default="")
    nerves_before = models.PositiveSmallIntegerField(_("nerves before"), null=True, blank=True, choices=ONE_TO_FIVE)
    nerves_after = models.PositiveSmallIntegerField(_("nerves after"), null=True, blank=True, choices=ONE_TO_FIVE)
    landed = EncryptedTextField(_("what went well"), blank=True, default="")
    missed = EncryptedTextField(_("what was missed"), blank=True, default="")
    surprises = EncryptedTextField(_("surprises"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_to_five("nerves_before"), name="debrief_nerves_before_1_to_5"),
            models.CheckConstraint(condition=one_to_five("nerves_after"), name="debrief_nerves_after_1_to_5"),
            models.CheckConstraint(condition=one_to_five("formality"), name="formality_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"debrief {self.pk}"


class AskedQuestionQuerySet(models.QuerySet["AskedQuestion"]):
    def of(self, user: User) -> "AskedQuestionQuerySet":
        return self.filter(round__candidate__user=user)

    def on_the_way_to(self, a_round: PromotionRound) -> "list[AskedQuestion]":
        """What the last real panel asked: that of the round, else of the one before it, and so on."""
        rounds = a_round.with_those_before()
        by_round: dict[int, list[AskedQuestion]] = {}
        for each in self.filter(round__in=rounds).select_related("competency", "round").order_by("place", "pk"):
            by_round.setdefault(each.round_id, []).append(each)
        return next((by_round[pk] for pk in rounds if pk in by_round), [])


class AskedQuestion(models.Model):
    """A question of the real interview. Together they are the candidate's private practice set."""

    class Went(models.TextChoices):
        WELL = "well", _("Well")
        PARTLY = "partly", _("Partly")
        BADLY = "badly", _("Badly")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="asked_questions")
    panelist = models.ForeignKey(Panelist, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.CharField(_("who asked"), max_length=20, choices=Seat.choices, default=Seat.OTHER)
    text = EncryptedTextField(_("what they asked"))
    follow_ups = EncryptedTextField(_("what they asked next"), blank=True, default="", help_text="One a line.")
    competency = models.ForeignKey(
        Competency,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("what it is about"),
    )
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("story used")
    )
    went = models.CharField(_("how it went"), max_length=10, choices=Went.choices, blank=True)
    place = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AskedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question they asked")
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return f"asked question {self.pk}"

    @property
    def follow_up_lines(self) -> list[str]:
        return [line.strip() for line in self.follow_ups.splitlines() if line.strip()]


class LedgerLineQuerySet(models.QuerySet["LedgerLine"]):
    def of(self, user: User) -> "LedgerLineQuerySet":
        return self.filter(round__candidate__user=user)

    def open(self) -> "LedgerLineQuerySet":
        """Those that no later panel has spoken about."""
        return self.filter(later_round=None)

    def on_the_way_to(self, a_round: PromotionRound) -> "LedgerLineQuerySet":
        """What the panels before this round's said and promised: what is open, and what this one spoke about."""
        before = a_round.with_those_before()[1:] if a_round.previous_id else []
        waiting = self.filter(models.Q(later_round=None) | models.Q(later_round=a_round), round__in=before)
        return waiting.select_related("round", "panelist", "competency").order_by("created_at", "pk")

    def as_a_story(self) -> "LedgerLineQuerySet":
        """Promises first, then by what it is about; each in the order in which it was said."""
        promises_first = models.Case(models.When(kind=LedgerLine.Kind.SAID, then=1), default=0)
        return self.order_by(promises_first, models.F("competency__name").asc(nulls_last=True), "created_at", "pk")


class LedgerLine(models.Model):
    """What the panel said about one competency, or a promise that was made; what was done; what the next one said."""

    class Kind(models.TextChoices):
        SAID = "said", _("What the panel said")
        THEY_PROMISED = "they_promised", _("What they promised")
        I_PROMISED = "i_promised", _("What I promised")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="ledger_lines")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.SAID)
    competency = models.ForeignKey(
        Competency, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("competency")
    )
    panelist = models.ForeignKey(Panelist, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said = EncryptedTextField(_("what was said"))
    done = EncryptedTextField(_("what was done about it"), blank=True, default="")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="+", verbose_name=_("evidence"))
    later_round = models.ForeignKey(
        PromotionRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("next panel")
    )
    said_later = EncryptedTextField(_("what the next panel said"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    objects = LedgerLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback or promise")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"ledger line {self.pk}"
