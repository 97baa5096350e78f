"""Goals and questions for each panelist: chosen from the library or one's own, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.forms.rounds import long_text, unquoted
from interviews.models import Goal, Panelist, PanelQuestion
from interviews.rules.goals import GOALS, MOST_GOALS, QUESTIONS
from interviews.services.goals import TooManyGoals, add_goals, add_questions

LONGEST_LINE = 500
MOST_LINES = 20

TOO_MANY = _("At most three for one person. Choose those that you would miss most.")


class AddForm(forms.Form):
    """What to add for one panelist: ticked in the library, or written, one on each line."""

    library: ClassVar[Any]
    save: ClassVar[Callable[..., None]]

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    own = long_text(_("Your own"), _("One on each line."), rows=2)

    def __init__(self, data: Any = None, *, panelist: Panelist, there: Collection[str] = ()) -> None:  # noqa: ANN401
        super().__init__(data, prefix=f"for-{panelist.pk}")
        self.panelist = panelist
        field = cast(forms.MultipleChoiceField, self.fields["chosen"])
        offered: Sequence[str] = self.library.get(panelist.seat, ())
        self.texts = {str(number): str(_(text)) for number, text in enumerate(offered)}
        # What is there already is taken by a form sent twice; only the page leaves it out.
        field.choices = [(key, text) for key, text in self.texts.items() if data or text not in there]

    def clean_own(self) -> list[str]:
        lines = [unquoted(line.strip()) for line in self.cleaned_data["own"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(_("Keep each line under 500 characters, and not more than 20 lines."))
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["chosen"] and not cleaned["own"]:
            raise ValidationError(_("Choose one from the list, or write your own."))
        return cleaned

    def add(self, now: datetime) -> bool:
        """Add them; False where there are too many, and then the form says so."""
        texts = [*(self.texts[key] for key in self.cleaned_data["chosen"]), *self.cleaned_data["own"]]
        try:
            type(self).save(panelist=self.panelist, texts=texts, now=now)
        except TooManyGoals:
            self.add_error(None, TOO_MANY)
            return False
        return True


class AddGoalsForm(AddForm):
    library = GOALS
    save = add_goals


class AddQuestionsForm(AddForm):
    library = QUESTIONS
    save = add_questions


class ForPanelistForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something for one of the panel, who can be exchanged for another of the same panel."""

    panelist: forms.ModelChoiceField[Panelist] = forms.ModelChoiceField(
        None, label=_("For whom?"), required=False, empty_label=_("Nobody on the panel now")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Panelist]", self.fields["panelist"]).queryset = self.instance.round.panelists.all()


class GoalForm(ForPanelistForm):
    """A goal as it stands, and after the interview what came of it."""

    text = long_text(_("What should they take away?"), rows=2, required=True)
    result = forms.ChoiceField(
        label=_("After the interview: did you reach it?"),
        choices=[("", _("Not known yet")), *Goal.Result.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    how = long_text(_("How do you know?"), _("A word of theirs, a look, a question: one line is enough."), rows=2)

    class Meta:
        model = Goal
        fields: ClassVar[list[str]] = ["panelist", "text", "result", "how"]

    def clean_panelist(self) -> Panelist | None:
        panelist: Panelist | None = self.cleaned_data["panelist"]
        if panelist and panelist.goals.exclude(pk=self.instance.pk).count() >= MOST_GOALS:
            raise ValidationError(TOO_MANY, code="too_many")
        return panelist


class PanelQuestionForm(ForPanelistForm):
    """A question as it stands, and what they answered."""

    text = long_text(_("What will you ask?"), rows=2, required=True)
    answered = long_text(_("What did they answer?"), _("For after the interview; in their words, if you can."))

    class Meta:
        model = PanelQuestion
        fields: ClassVar[list[str]] = ["panelist", "text", "answered"]
