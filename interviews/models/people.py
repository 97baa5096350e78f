"""Who signs in."""

import zoneinfo
from functools import cache
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


@cache
def known_zones() -> frozenset[str]:
    """Read from the disk once: it takes as long as a page."""
    return frozenset(zoneinfo.available_timezones())


def validate_time_zone(name: str) -> None:
    """Refuse what is not the name of a time zone, such as "Europe/Lisbon"."""
    if name not in known_zones():
        raise ValidationError(_("“%(name)s” is not a time zone we know."), params={"name": name})


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Somebody who signs in by e-mail: a candidate, HR or the operator."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.email

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The clock they live by."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def zone_words(self) -> str:
        """What to call that clock: "Lisbon time", or "UTC"."""
        *_region, city = self.time_zone.split("/")
        return _("%(city)s time") % {"city": city.replace("_", " ")} if _region else self.time_zone

    def set_time_zone(self, zone: zoneinfo.ZoneInfo) -> None:
        """Show and read times by this clock from now on."""
        if zone.key != self.time_zone:
            self.time_zone = zone.key
            self.save(update_fields=["time_zone"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Everybody who signs in may prepare, so everybody gets a candidate's profile."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            Candidate.objects.get_or_create(user=self)


#: Days, and what to call them.
KEEP_CHOICES = [
    (0, _("not at all: only the words")),
    (7, _("7 days")),
    (30, _("30 days")),
    (90, _("90 days")),
    (365, _("one year")),
]


NO_LIMITS = 0
#: Percent of the usual time, and what to call it.
EXTRA_TIME_CHOICES = [
    (100, _("the usual time")),
    (125, _("a quarter more")),
    (150, _("half as much again")),
    (200, _("twice the time")),
    (NO_LIMITS, _("no time limits: clocks stay away")),
]


class Candidate(models.Model):
    """A user who prepares, with the settings of their practice."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="candidate")
    target_seconds = models.PositiveSmallIntegerField(
        _("target for one answer, in seconds"),
        default=120,
        validators=[MinValueValidator(30), MaxValueValidator(600)],
        help_text=_("Interviewers advise one to two minutes. The clock counts up towards it and never cuts you off."),
    )

    keep_recordings_days = models.PositiveSmallIntegerField(
        _("keep recordings for"),
        default=90,
        choices=KEEP_CHOICES,
        help_text=_("What you say aloud is kept locked on this server. The words stay when the recording goes."),
    )

    extra_time = models.PositiveSmallIntegerField(
        _("time you need"),
        default=100,
        choices=EXTRA_TIME_CHOICES,
        help_text=_("Targets and clocks follow this in every practice."),
    )
    panel_reacts = models.BooleanField(
        _("the panel reacts to your answers"),
        default=True,
        help_text=_("Before the next question, half a sentence shows that they heard you. Never praise."),
    )
    may_be_interrupted = models.BooleanField(
        _("the panel may interrupt"),
        default=True,
        help_text=_("Past twice the target, somebody asks once, politely, for one sentence."),
    )
    uses_shortcuts = models.BooleanField(_("keyboard shortcuts in the room"), default=True)
    calendar_hash = models.CharField(
        max_length=64, blank=True, default="", db_index=True, help_text="Of the token in their calendar's address."
    )

    def __str__(self) -> str:
        return f"candidate {self.pk}"

    @property
    def has_time_limits(self) -> bool:
        return self.extra_time != NO_LIMITS

    @property
    def answer_seconds(self) -> int:
        """The target for one answer, with the extra time they need."""
        return self.lengthened(self.target_seconds)

    def lengthened(self, seconds: int) -> int:
        """So many seconds with the extra time they need; the plain ones where there are no limits."""
        return round(seconds * (self.extra_time or 100) / 100)
