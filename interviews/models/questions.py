"""What a panel asks. HR's side of the wall: nothing here was written by a candidate."""

from collections import Counter
from collections.abc import Iterable
from random import random
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.people import User
from interviews.models.words import Kind, Seat
from interviews.question_files import language_code


class QuestionBankQuerySet(models.QuerySet["QuestionBank"]):
    def published(self) -> "QuestionBankQuerySet":
        return self.filter(status=QuestionBank.Status.PUBLISHED)

    def meant_for(self, user: User | None) -> "QuestionBankQuerySet":
        """Those for everybody, and those for a group that the user is in."""
        everybody = models.Q(audience=None)
        return self.filter(everybody | models.Q(audience__in=user.groups.all()) if user else everybody).distinct()

    def spoken(self, language: str) -> "QuestionBankQuerySet":
        """Those in the language, of whatever region; where there is none, those in the language of most others."""
        spoken = {pk: spoken_code(said) for pk, said in self.order_by("pk").values_list("pk", "language")}
        wanted = spoken_code(language)
        if spoken and wanted not in spoken.values():
            wanted = Counter(spoken.values()).most_common(1)[0][0]
        return self.filter(pk__in=[pk for pk, code in spoken.items() if code == wanted])


def spoken_code(said: str) -> str:
    """The language without its region: "en" for "English" and "en-GB"."""
    return language_code(said).split("-")[0]


class QuestionBank(models.Model):
    """A set of questions that is published and retired as one."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("A code such as en, de or pt-br.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    audience = models.ManyToManyField(
        Group,
        blank=True,
        related_name="question_banks",
        verbose_name=_("audience"),
        help_text=_("Only candidates in these groups are asked its questions. With none ticked, everybody is."),
    )

    objects = QuestionBankQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Languages are compared, so each has one spelling."""
        self.language = language_code(self.language)
        super().save(*args, **kwargs)

    @property
    def spoken(self) -> str:
        """The code of its language without the region."""
        return spoken_code(self.language)

    @property
    def was_published(self) -> bool:
        """Whether candidates may have practised with it."""
        return self.first_published_at is not None or self.status != self.Status.DRAFT

    def publish(self) -> None:
        """Let interviews draw from this bank."""
        self.status = self.Status.PUBLISHED
        self.first_published_at = self.first_published_at or timezone.now()
        self.save(update_fields=["status", "first_published_at"])

    def retire(self) -> None:
        """Let no new interview draw from this bank; those held keep their words."""
        self.status = self.Status.RETIRED
        self.save(update_fields=["status"])


class QuestionQuerySet(models.QuerySet["Question"]):
    def in_use(self) -> "QuestionQuerySet":
        return self.filter(retired_at=None)

    def askable(
        self, *, language: str, banks: Iterable[QuestionBank] = (), user: User | None = None
    ) -> "QuestionQuerySet":
        """Those that an interview of the user may draw (None: of anybody).

        In use, from published banks that are meant for the user, of `banks` where any are given: those in the
        language, or where none is in it, those in another.
        """
        drawn_from = QuestionBank.objects.published().meant_for(user)
        if chosen := [bank.pk for bank in banks]:
            drawn_from = drawn_from.filter(pk__in=chosen)
        return self.in_use().filter(bank__in=drawn_from.spoken(language))


class Question(models.Model):
    """One question with its probes and what a strong answer covers."""

    bank = models.ForeignKey(QuestionBank, on_delete=models.CASCADE, related_name="questions", verbose_name=_("bank"))
    code = models.CharField(
        _("code"), max_length=64, help_text=_("Tells this question again when the file is loaded again.")
    )
    text = models.TextField(_("question"), max_length=2000)
    seat = models.CharField(
        _("seat"), max_length=20, choices=Seat.choices, blank=True, help_text=_("Empty: anybody may ask it.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.BEHAVIOURAL)
    competency = models.ForeignKey(
        "interviews.Competency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("competency"),
    )
    theme = models.CharField(_("theme"), max_length=100, blank=True)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("1 warms up, 3 is uncomfortable."),
    )
    probes = models.JSONField(_("probes"), default=list, blank=True)
    listen_for = models.JSONField(_("listen for"), default=list, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)
    draw_key = models.FloatField(
        default=random, editable=False, help_text="From 0 to 1, at random: its neighbors are a fair sample of a bank."
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["bank_id", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["bank", "code"], name="one_question_per_code"),
            models.CheckConstraint(condition=models.Q(difficulty__range=(1, 3)), name="difficulty_1_to_3"),
        ]
        indexes = [
            models.Index(fields=["bank", "retired_at"]),
            models.Index(fields=["seat", "kind", "draw_key"]),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


class BankLoad(models.Model):
    """A file that HR uploaded or pasted for a bank, and what came of it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for a decision")
        LOADED = "loaded", _("Loaded")
        UNDONE = "undone", _("Undone")

    bank = models.ForeignKey(QuestionBank, on_delete=models.CASCADE, related_name="loads", verbose_name=_("bank"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("loaded by"),
    )
    file_name = models.CharField(_("file"), max_length=255)
    checksum = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(_("content"), null=True, editable=False)
    parsed = models.BinaryField(
        null=True, editable=False, help_text="The questions read from the content, as compressed JSON."
    )
    options = models.JSONField(_("how it is read"), default=dict, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    loaded_at = models.DateTimeField(_("loaded"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    retired = models.PositiveIntegerField(_("retired"), default=0)
    undo = models.JSONField(null=True, editable=False, help_text="What it would take to undo this load.")

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        verbose_name = _("load")
        verbose_name_plural = _("loads")

    def __str__(self) -> str:
        return self.file_name
