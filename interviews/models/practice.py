"""One mock interview: its questions as they were asked, and what was answered."""

from datetime import datetime
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.analysis import stored
from interviews.analysis.finding import Analysis
from interviews.analysis.probing import interruption
from interviews.models.fields import EncryptedJSONField, EncryptedTextField
from interviews.models.people import User
from interviews.models.rounds import Panelist, PromotionRound
from interviews.models.words import Kind, Manner, Mode, Seat, render_message
from interviews.rules.pacing import DRILL_SECONDS

#: Characters. Two hours of talk; a megabyte pasted by mistake is told apart from an answer by it.
MAX_ANSWER_LENGTH: Final = 20_000
#: Seconds. A clock left running this long belongs to somebody who went away without pausing.
LONGEST_STRETCH: Final = 20 * 60

ONE_TO_FIVE = [(point, str(point)) for point in range(1, 6)]


def one_to_five(field: str) -> models.Q:
    """The condition that `field` is empty or 1 to 5."""
    return models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__range": (1, 5)})


#: A number in an address may be larger than any that the database can compare.
LARGEST_KEY: Final = 2**63 - 1


class PracticeSessionQuerySet(models.QuerySet["PracticeSession"]):
    def of(self, user: User) -> "PracticeSessionQuerySet":
        return self.filter(round__candidate__user=user)

    def unfinished(self) -> "PracticeSessionQuerySet":
        return self.exclude(status=PracticeSession.Status.FINISHED)

    def finished(self) -> "PracticeSessionQuerySet":
        return self.filter(status=PracticeSession.Status.FINISHED)


class PracticeSession(models.Model):
    """One mock interview, from the lobby to the review."""

    class Status(models.TextChoices):
        LOBBY = "lobby", _("Not started")
        RUNNING = "running", _("Under way")
        PAUSED = "paused", _("Paused")
        LEAVING = "leaving", _("All asked")
        FINISHED = "finished", _("Finished")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="practice_sessions")
    start_key = models.UUIDField(unique=True, help_text="From the form that started it: sent twice, it starts once.")
    mode = models.CharField(_("mode"), max_length=20, choices=Mode.choices)
    manner = models.CharField(_("manner"), max_length=10, choices=Manner.choices, default=Manner.LIVE)
    length = models.PositiveSmallIntegerField(_("questions"))
    seed = models.PositiveIntegerField(help_text="The same seed over the same questions gives the same interview.")
    language = models.CharField(max_length=12, default="en")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.LOBBY)
    nerves_before = models.PositiveSmallIntegerField(_("nerves before"), null=True, choices=ONE_TO_FIVE)
    nerves_after = models.PositiveSmallIntegerField(_("nerves after"), null=True, choices=ONE_TO_FIVE)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(
        default=dict,
        blank=True,
        help_text="Of all its answers once finished, for charts: rules/listening.py, counts().",
    )

    objects = PracticeSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["round", "status", "-finished_at"])]
        constraints = [
            models.CheckConstraint(condition=one_to_five("nerves_before"), name="nerves_before_1_to_5"),
            models.CheckConstraint(condition=one_to_five("nerves_after"), name="nerves_after_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"practice session {self.pk}"

    @property
    def runs_a_clock(self) -> bool:
        """Not while learning, and not for who needs no time limits."""
        return self.manner == Manner.LIVE and self.round.candidate.has_time_limits

    @property
    def is_timed_drill(self) -> bool:
        return self.mode == Mode.TEN_MINUTE_DRILL and self.runs_a_clock

    @property
    def drill_seconds(self) -> int:
        """Ten minutes, with the extra time they need."""
        return self.round.candidate.lengthened(DRILL_SECONDS)

    def seconds_banked(self) -> int:
        """Seconds on the clocks of all its answers, without the stretch that runs."""
        answers = Answer.objects.filter(turn__session=self)
        return answers.aggregate(banked=models.Sum("seconds", default=0))["banked"] or 0


class Turn(models.Model):
    """One question as it was asked, with its anchors and its rating. Later edits of the bank do not reach it."""

    session = models.ForeignKey(PracticeSession, on_delete=models.CASCADE, related_name="turns")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(
        "interviews.Question",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Practiced questions are retired, never deleted. Empty where a real panel asked it.",
    )
    asked_question = models.ForeignKey(
        "interviews.AskedQuestion",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Of the real panel, in a replay.",
    )
    panelist = models.ForeignKey(Panelist, null=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.CharField(max_length=20, choices=Seat.choices)
    asked_by = EncryptedTextField(help_text="What the panelist was called then.")
    asked_by_title = EncryptedTextField(blank=True, default="")
    text = EncryptedTextField(help_text="Encrypted, since a replay asks what the candidate wrote down.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    competency = models.ForeignKey("interviews.Competency", on_delete=models.PROTECT, related_name="+")
    competency_name = models.CharField(max_length=120)
    anchors = models.JSONField(default=list)
    probes = models.JSONField(default=list)
    listen_for = models.JSONField(default=list)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, choices=ONE_TO_FIVE)

    class Meta:
        ordering = ["session_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "position"], name="one_turn_per_position"),
            models.CheckConstraint(condition=one_to_five("rating"), name="rating_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"turn {self.position} of session {self.session_id}"

    @property
    def own_probes(self) -> list[str]:
        """The follow-ups that belong to the question: a real panel's are kept with what the candidate wrote down."""
        return self.asked_question.follow_up_lines if self.asked_question else list(self.probes)

    @property
    def interruption(self) -> str:
        """What whoever asks says into a ramble; "" where nobody comes in, as at the close: there one asks oneself."""
        may = self.session.runs_a_clock and self.session.round.candidate.may_be_interrupted
        if not may or self.kind == Kind.CLOSING:
            return ""
        return render_message(interruption(self.seat, self.session.seed + self.position))


class AnswerQuerySet(models.QuerySet["Answer"]):
    def of(self, user: User) -> "AnswerQuerySet":
        return self.filter(turn__session__round__candidate__user=user)

    def owned_by(self, user: User) -> "AnswerQuerySet":
        """The same as `of`, asked without joining a table."""
        return self.filter(turn__in=Turn.objects.filter(session__round__candidate__user=user))

    def before(self, turn: Turn) -> "AnswerQuerySet":
        """What was said to the questions before this one in the same interview."""
        return self.filter(turn__session=turn.session_id, turn__position__lt=turn.position)

    def open(self) -> "AnswerQuerySet":
        return self.filter(status=Answer.Status.OPEN)

    def write(self, pk: int, text: str, revision: int, **columns: object) -> bool:
        """Whether the answer was open and at this revision, and so was written.

        Having waited for another save, PostgreSQL looks again only at conditions on the row itself. So revision and
        status must not end up in a subquery: call this on a QuerySet that joins no table.
        """
        return bool(self.open().filter(pk=pk, revision=revision).update(text=text, revision=revision + 1, **columns))


class Answer(models.Model):
    """What was said to one question (number 0) or to one of its probes (1, 2), with the words it was asked in."""

    class Status(models.TextChoices):
        OPEN = "open", _("Being answered")
        GIVEN = "given", _("Answered")
        SKIPPED = "skipped", _("Skipped")

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField(default=0)
    asked = EncryptedTextField(help_text="Encrypted, since a probe may quote the answer before it.")
    why_asked = models.CharField(
        max_length=40, blank=True, help_text="For a probe: what was heard, as in rules/probing.py."
    )
    text = EncryptedTextField(blank=True, default="")
    findings = EncryptedJSONField(
        blank=True,
        default=dict,
        help_text="What was read in the text, with the version of the rules: analysis/stored.py.",
    )
    reaction = EncryptedJSONField(
        blank=True,
        default=dict,
        help_text="What was said to the answer before, ahead of this question: seat, by, words. Empty for nothing.",
    )
    revision = models.PositiveIntegerField(default=0, help_text="Goes up with every save; an older tab is told.")
    writer = models.CharField(
        max_length=32, blank=True, default="", help_text="The page that saved last, by a name drawn when it was opened."
    )
    writer_count = models.PositiveIntegerField(default=0, help_text="Which of that page's saves it was.")
    spoken_upto = models.PositiveSmallIntegerField(
        default=0, help_text="The number of the last segment whose words went into the text."
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    clock_started_at = models.DateTimeField(null=True, help_text="Empty while the clock stands.")
    seconds = models.PositiveIntegerField(default=0, help_text="On the clock before clock_started_at.")
    interruption = models.CharField(
        max_length=200, blank=True, default="", help_text="What was said into it when it went on too long."
    )
    interrupted_after = models.PositiveIntegerField(
        null=True, help_text="Characters that were there when somebody came in. Empty where nobody did."
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["turn_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "number"], name="one_answer_per_number"),
            models.UniqueConstraint(
                fields=["turn"], condition=models.Q(status="open"), name="one_open_answer_per_turn"
            ),
            models.CheckConstraint(condition=models.Q(number__lte=2), name="at_most_two_probes"),
        ]

    def __str__(self) -> str:
        return f"answer {self.number} of turn {self.turn_id}"

    @property
    def analysis(self) -> Analysis | None:
        """What was read in it; None where it was not read yet, or by older rules."""
        kept = stored.load(self.findings, self.revision)
        return kept[0] if kept else None

    @property
    def analysis_so_far(self) -> Analysis | None:
        """What was read in it and the answers before it to the same question together."""
        kept = stored.load(self.findings, self.revision)
        return kept[1] if kept else None

    def seconds_at(self, now: datetime) -> int:
        """Seconds on the clock at `now`; never less than what it had banked."""
        if self.clock_started_at is None:
            return self.seconds
        stretch = int((now - self.clock_started_at).total_seconds())
        return self.seconds + min(max(0, stretch), LONGEST_STRETCH)

    @property
    def has_sound(self) -> bool:
        """Whether its recording is still here. Uses `segments` as they may have been fetched beforehand."""
        return any(each.file for each in self.segments.all())

    def joined_with(self, text: str) -> str:
        """Its own text with `text` under it."""
        return "\n\n".join(part for part in (self.text, text) if part)
