"""What is rated and who sits on a panel, as HR publishes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.models.words import Seat


class Competency(models.Model):
    """What is rated, with the words for each point of its scale."""

    key = models.SlugField(_("key"), unique=True, help_text=_("The short name that bank files use."))
    name = models.CharField(_("name"), max_length=120)
    boss = models.TextField(_("what the boss wants to hear"), blank=True)
    hr_director = models.TextField(_("what the HR director wants to hear"), blank=True)
    ceo = models.TextField(_("what the CEO wants to hear"), blank=True)
    anchor_1 = models.TextField(_("1 sounds like"))
    anchor_2 = models.TextField(_("2 sounds like"))
    anchor_3 = models.TextField(_("3 sounds like"))
    anchor_4 = models.TextField(_("4 sounds like"))
    anchor_5 = models.TextField(_("5 sounds like"))
    place = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        ordering = ["place", "name"]
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")

    def __str__(self) -> str:
        return self.name

    @property
    def anchors(self) -> list[str]:
        """The five anchors, for 1 to 5."""
        return [self.anchor_1, self.anchor_2, self.anchor_3, self.anchor_4, self.anchor_5]

    def wanted_by(self, seat: str) -> str:
        """What this seat wants to hear; empty for a seat nobody wrote it for."""
        return {Seat.BOSS: self.boss, Seat.HR_DIRECTOR: self.hr_director, Seat.CEO: self.ceo}.get(Seat(seat), "")


def competencies_by_name() -> dict[str, Competency]:
    """Each under its key and under its name, in small letters: as people write them in a list."""
    return {name.lower(): one for one in Competency.objects.all() for name in (one.key, one.name)}


class PanelQuerySet(models.QuerySet["Panel"]):
    def published(self) -> "PanelQuerySet":
        return self.filter(is_published=True)


class Panel(models.Model):
    """A panel that candidates can start a round with: its seats, and the banks it asks from."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    is_published = models.BooleanField(_("offered to candidates"), default=False)
    banks = models.ManyToManyField(
        "interviews.QuestionBank",
        blank=True,
        related_name="panels",
        verbose_name=_("question banks"),
        help_text=_("The panel asks from these. None chosen: from every published bank."),
    )

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("panel")
        verbose_name_plural = _("panels")

    def __str__(self) -> str:
        return self.name


class PanelSeat(models.Model):
    """One seat of a panel, from left to right at the table."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    seat = models.CharField(_("seat"), max_length=20, choices=Seat.choices)
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("Such as “Managing Director”."))
    place = models.PositiveSmallIntegerField(_("place at the table"), default=1)

    class Meta:
        ordering = ["place", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return self.title or str(Seat(self.seat).label)
