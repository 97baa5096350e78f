"""What a candidate chooses and writes around a practice session. The room's own form is plain: it is loaded most."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from interviews.message import Message
from interviews.models import Manner, Mode, Panelist, PracticeSession, PromotionRound
from interviews.models.practice import MAX_ANSWER_LENGTH, ONE_TO_FIVE
from interviews.models.speech import MOST_SEGMENTS
from interviews.models.words import render_message
from interviews.rules.drawing import DEFAULT_LENGTH, QUESTIONS_PER_SEAT, SUBJECTS, BankTooSmall
from interviews.rules.pacing import WEAK_SPOTS_LENGTH, about_minutes, questions_in
from interviews.services import practice, running_order
from interviews.services.answering import Lineage

LONGEST_PANEL: Final = 12
LONGEST_ONE_SEAT: Final = 6
ONE_SEAT_LENGTH: Final = 3
#: The length of a drill is the panel's, whatever is asked for.
DRILL_LENGTH: Final = 1
#: Minutes that can be asked for.
SHORTEST_MINUTES: Final = 5
LONGEST_MINUTES: Final = 120
NOTE_LENGTH: Final = 2000
NOT_ENOUGH: Final = {
    Mode.FULL_PANEL.value: _("HR’s questions are not enough for a full panel yet."),
    Mode.ONE_SEAT.value: _("HR’s questions are not enough for this person yet."),
    Mode.TEN_MINUTE_DRILL.value: _("HR’s questions are not enough for the drill yet."),
    Mode.WEAK_SPOTS.value: _("This cannot be asked just now."),
    Mode.REPLAY.value: _("This cannot be asked just now."),
}
#: The largest that every database's integer holds.
LARGEST_REVISION: Final = 2_147_483_646
#: What is left out of a form that was tampered with: over such a revision nothing was ever written.
NO_REVISION: Final = -1


def lengths(shortest: int, longest: int, target_seconds: int) -> list[tuple[int, str]]:
    """Lengths without the closing; the labels count it, as the lobby does."""
    return [
        (length, length_label(length + 1, about_minutes(length + 1, target_seconds)))
        for length in range(shortest, longest + 1)
    ]


def length_label(questions: int, minutes: int) -> str:
    template = ngettext(
        "%(questions)d question, about %(minutes)d min",
        "%(questions)d questions, about %(minutes)d min",
        questions,
    )
    return template % {"questions": questions, "minutes": minutes}


def subjects() -> list[tuple[str, str]]:
    return [(key, render_message(subject.name)) for key, subject in SUBJECTS.items()]


class StartForm(forms.Form):
    """Which way to practise. `start` starts it, or says on the form why not."""

    mode = forms.ChoiceField(
        label=_("How do you want to practice?"),
        choices=Mode.choices,
        initial=Mode.FULL_PANEL,
        widget=forms.RadioSelect,
    )
    panel_length = forms.TypedChoiceField(label=_("How long?"), coerce=int, required=False)
    panelist = forms.ChoiceField(label=_("Who interviews you?"), required=False)
    seat_length = forms.TypedChoiceField(label=_("How long?"), coerce=int, required=False, initial=ONE_SEAT_LENGTH)
    minutes = forms.IntegerField(
        label=_("Or say how many minutes you have"),
        required=False,
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )
    about = forms.ChoiceField(
        label=_("What about?"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    manner = forms.ChoiceField(
        label=_("How strict?"), choices=Manner.choices, initial=Manner.LIVE, required=False, widget=forms.RadioSelect
    )
    start_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        panelists: Sequence[Panelist],
        target_seconds: int,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.target_seconds = target_seconds
        self.fields["about"].choices = [("", _("Everything")), *subjects()]  # type: ignore[attr-defined]
        self.panelists = {str(each.pk): each for each in panelists}
        shortest = QUESTIONS_PER_SEAT * max(len(panelists), 1)
        self.fields["panel_length"].choices = lengths(shortest, LONGEST_PANEL, target_seconds)  # type: ignore[attr-defined]
        self.fields["panel_length"].initial = max(DEFAULT_LENGTH, shortest)
        self.fields["seat_length"].choices = lengths(1, LONGEST_ONE_SEAT, target_seconds)  # type: ignore[attr-defined]
        self.fields["panelist"].choices = [(pk, each.called) for pk, each in self.panelists.items()]  # type: ignore[attr-defined]
        for name in ("panel_length", "panelist", "seat_length"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        """A panel is not shortened silently: everybody asks twice."""
        chosen = super().clean() or {}
        shortest = about_minutes(QUESTIONS_PER_SEAT * max(len(self.panelists), 1) + 1, self.target_seconds)
        if chosen.get("mode") == Mode.FULL_PANEL and (chosen.get("minutes") or shortest) < shortest:
            template = gettext(
                "A full panel takes %(minutes)d minutes or more. For less, choose one of them or the drill."
            )
            self.add_error(None, template % {"minutes": shortest})
        return chosen

    def start(self, round: PromotionRound, *, seed: int, now: datetime) -> PracticeSession | None:
        """The session; None where the form now says what is missing."""
        key = self.cleaned_data["start_key"] or self.key_of_page()
        try:
            return practice.start(round=round, choice=self.choice(), start_key=key, seed=seed, now=now)
        except BankTooSmall as error:
            self.explain(error.missing)
        except running_order.PanelIncomplete:
            self.add_error(None, _("An interview needs a panel of two to five people. Complete your panel first."))
        except running_order.NothingAsked:
            self.add_error(None, _("There is nothing to replay yet: write down what the real panel asked first."))
        except running_order.NothingDue as error:
            self.add_error(None, nothing_due(error.next_due))
        return None

    def key_of_page(self) -> UUID:
        """For buttons that bring no key along: their token is the page's own, and the same in a double click."""
        token = self.data.get("csrfmiddlewaretoken")
        return uuid5(NAMESPACE_OID, token) if token else uuid4()

    def choice(self) -> running_order.Choice:
        chosen = self.cleaned_data
        return running_order.Choice(
            mode=chosen["mode"],
            length=self.length(chosen["mode"]),
            manner=chosen["manner"] or Manner.LIVE,
            panelist=self.asker() if chosen["mode"] == Mode.ONE_SEAT else None,
            about=chosen["about"] if chosen["mode"] in (Mode.FULL_PANEL, Mode.ONE_SEAT) else "",
        )

    def length(self, mode: str) -> int:
        """Questions without the closing. Minutes, where they were given, count it."""
        chosen = self.cleaned_data
        if mode == Mode.TEN_MINUTE_DRILL:
            return DRILL_LENGTH
        if minutes := chosen["minutes"]:
            return max(1, questions_in(minutes, self.target_seconds) - 1)
        if mode == Mode.FULL_PANEL:
            return int(chosen["panel_length"] or DEFAULT_LENGTH)
        return int(chosen["seat_length"] or ONE_SEAT_LENGTH) if mode == Mode.ONE_SEAT else WEAK_SPOTS_LENGTH

    def asker(self) -> Panelist | None:
        """The panelist who was chosen; the first where none was."""
        return self.panelists.get(self.cleaned_data["panelist"]) or next(iter(self.panelists.values()), None)

    def explain(self, missing: Iterable[Message]) -> None:
        """Say what the banks lack and what to do about it."""
        self.add_error(
            None,
            format_lazy(
                "{} {}",
                NOT_ENOUGH[self.cleaned_data["mode"]],
                _("Choose another way, or a shorter one, or tell HR what is missing:"),
            ),
        )
        for wording in missing:
            self.add_error(None, render_message(wording))


def nothing_due(next_due: date | None) -> str:
    if next_due is None:
        return gettext("Nothing can come back yet: rate some answers in a review first. Until then, sit a full panel.")
    day = date_format(next_due, "l j F")
    return gettext("Nothing is due until %(day)s. Until then, sit a full panel or a drill.") % {"day": day}


class NervesField(forms.TypedChoiceField):
    def __init__(self, label: Any) -> None:  # noqa: ANN401
        super().__init__(
            label=label,
            choices=ONE_TO_FIVE,
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            help_text=_("Optional, and only for you."),
        )


class LobbyForm(forms.Form):
    nerves = NervesField(_("How nervous are you right now?"))


class LeavingForm(forms.Form):
    nerves = NervesField(_("How nervous are you now?"))
    learned = forms.CharField(
        label=_("One thing you learned (if you like)"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control said", "autocomplete": "off"}),
        help_text=_("It goes to the notes of this round."),
    )


class AnswerTextField(forms.CharField):
    """Text as it was typed. Line ends are made one, since a browser sends them differently from a script."""

    def __init__(self) -> None:
        super().__init__(label=_("Your answer"), required=False, strip=False)
        self.validators.append(
            MaxLengthValidator(
                MAX_ANSWER_LENGTH,
                _(
                    "This is %(show_value)d characters long; at most %(limit_value)d can be kept. "
                    "Nothing was cut: shorten it here."
                ),
            )
        )

    def to_python(self, value: Any) -> str:  # noqa: ANN401
        return tidy(str(value or ""))


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


class AnswerForm(forms.Form):
    """What the room sends: the text and what it was written on."""

    text = AnswerTextField()
    revision = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)
    spoken_upto = forms.IntegerField(required=False, min_value=0, max_value=MOST_SEGMENTS)

    def clean_revision(self) -> int:
        """A page that names no revision proves nothing."""
        revision = self.cleaned_data["revision"]
        return NO_REVISION if revision is None else int(revision)

    @property
    def typed(self) -> str:
        """The text whole, be it valid or not."""
        return tidy(self.data.get("text", ""))

    @property
    def complaint(self) -> str:
        """What is wrong, in one sentence."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class DraftForm(AnswerForm):
    """What a page sends while one types: also which of its saves this is."""

    writer = forms.CharField(required=False, max_length=32)
    count = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)
    after = forms.CharField(required=False, max_length=32)
    after_count = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = ("writer", "count", "after", "after_count")
        said = {name: value for name in names if (value := cleaned.pop(name, None))}
        cleaned["lineage"] = Lineage(**said)
        return cleaned


class ClosingForm(AnswerForm):
    """Done and Skip also say how many characters were there when somebody came in."""

    interrupted_after = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, widget=forms.RadioSelect)
    keep = forms.CharField(
        label=_("Keep"),
        help_text=_("What worked, in a line or two."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control said"}),
    )
    change = forms.CharField(
        label=_("Change"),
        help_text=_("What you will say differently next time."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control said"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        competency: str,
        anchors: Sequence[str],
        can_rate: bool,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if not can_rate:
            del self.fields["rating"]
            return
        rating = self.fields["rating"]
        rating.label = _("%(competency)s: which of these is closest?") % {"competency": competency}
        rating.choices = list(enumerate(anchors, start=1))  # type: ignore[attr-defined]
