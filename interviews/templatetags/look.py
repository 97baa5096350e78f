"""How things are drawn: the panel at its table, seats, icons and charts. Formatting only; nothing is decided here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from lucide.templatetags.lucide import lucide

from interviews.models import Seat
from interviews.models.trash import UNDO
from interviews.rules.looks import looks
from interviews.rules.quotes import unquoted

register = template.Library()

SCENE_WIDTHS = {1: 420, 2: 520, 3: 600, 4: 760, 5: 920}
"""Width of the drawing in its own units for so many people."""
SEAT_MARKS: dict[str, str] = {Seat.BOSS: "B", Seat.HR_DIRECTOR: "H", Seat.CEO: "C", Seat.OTHER: "O"}
SEAT_LABELS = dict(Seat.choices)
APART = {"asks": gettext_noop("%s, asks"), "asked": gettext_noop("%s, asked"), "heard": gettext_noop("%s, heard")}
TOGETHER = {"asks": gettext_noop("%s asks"), "asked": gettext_noop("%s asked"), "heard": gettext_noop("%s heard")}
"""Whole sentences, so that they can be translated: "Ms Lindt, HR director, asks", but "CEO asks"."""
POINTS = (1, 2, 3, 4, 5)
OUR_LABELS = {
    "login": gettext_lazy("E-mail address"),
    "email": gettext_lazy("E-mail address"),
    "remember": gettext_lazy("Stay signed in on this device"),
}
"""Names of sign-in fields as the rest of the product says them."""
PASSWORD_RULES = gettext_lazy("At least 10 characters, no common password, and not your name or address.")


class SeatedPanelist(Protocol):
    """Somebody at the table: a Panelist, or anything else with a seat and a name."""

    @property
    def seat(self) -> str: ...
    @property
    def called(self) -> str: ...
    @property
    def look(self) -> int | None: ...


class Rated(Protocol):
    """A row of a chart of ratings."""

    @property
    def label(self) -> str: ...
    @property
    def ratings(self) -> Sequence[int]: ...


class Timed(Protocol):
    """A row of a chart of times."""

    @property
    def label(self) -> str: ...
    @property
    def seconds(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One person as drawn; `gaze` is how far their eyes turn to whoever speaks, 0 at you."""

    seat: str
    name: str
    seat_label: str
    who: str
    look: int
    x: int
    gaze: int
    speaks: bool
    writes: bool
    has_glass: bool


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside words that say the same, so a screen reader passes over it."""
    return drawn_icon(str(name))


@lru_cache(maxsize=64)
def drawn_icon(name: str) -> SafeString:
    return mark_safe(lucide(name, size=None, **{"class": "icon", "aria-hidden": "true"}))  # noqa: S308


#: Where a page belongs whose address does not say it.
SECTIONS = {
    "practice_new": "practice",
    **dict.fromkeys(("note_edit", "note_delete", "goal", "goal_delete", "panel_question"), "rounds"),
    **dict.fromkeys(("panel_question_delete", "asked_question", "asked_question_delete", "panelist"), "rounds"),
    **dict.fromkeys(("ledger", "ledger_line", "ledger_line_delete", "pitch_delete"), "rounds"),
}


@register.simple_tag(takes_context=True)
def nav_link(context: RequestContext, url_name: str, label: str) -> str:
    """A link in the header, marked where one is; nothing while there is no such page."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return ""
    request = context.get("request")
    path = request.path if request else ""
    here = request.resolver_match.url_name if request and request.resolver_match else ""
    is_within = SECTIONS[here] == url_name if here in SECTIONS else len(url) > 1 and path.startswith(url)
    current = "page" if path == url else "true" if is_within else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, mark, label)


def seat_label(seat: str) -> str:
    return str(SEAT_LABELS[seat]) if seat in SEAT_LABELS else _("Anyone on the panel")


def who(label: str, name: str) -> str:
    """ "Ms Lindt, HR director"; the seat's label alone where there is no other name."""
    return f"{name}, {label}" if name and name != label else label


def phrase(verb: str, seat: str, name: str) -> SafeString:
    """Who does what; who it is where `verb` is empty."""
    label = seat_label(seat)
    has_name = bool(name) and name != label
    somebody = format_html("<bdi>{}</bdi>, {}", name, label) if has_name else format_html("{}", label)
    return format_html(_((APART if has_name else TOGETHER)[verb]).replace("%s", "{}"), somebody) if verb else somebody


@register.simple_tag
def seat(seat: str, name: str = "", verb: str = "") -> SafeString:
    """A seat's letter with who sits there; `verb` is asks, asked or heard."""
    return format_html(
        '<span class="seat seat-{}"><span class="seat-mark" aria-hidden="true">{}</span><span>{}</span></span>',
        seat,
        SEAT_MARKS.get(seat, "·"),
        phrase(verb, seat, name),
    )


@register.simple_tag
def seat_letter(seat: str) -> str:
    return SEAT_MARKS.get(seat, "·")


@dataclass(frozen=True)
class Somebody:
    """Whoever sits there, before there is a round."""

    seat: str
    look: int | None = None

    @property
    def called(self) -> str:
        return seat_label(self.seat)


@register.inclusion_tag("interviews/parts/scene.html")
def scene(panelists: Iterable[SeatedPanelist] | None = None, speaking: int | None = None) -> dict[str, Any]:
    """The panel at its table. `speaking` counts from 0; without it everybody looks at you."""
    sitters = [Somebody(seat) for seat in (Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO)] if panelists is None else panelists
    figures = figures_of(list(sitters), speaking)
    return {
        "count": len(figures),
        "width": width_for(len(figures)),
        "described": describe(figures),
        "drawing": drawing(tuple((one.seat, one.look) for one in figures), speaking),
        "plates": mark_safe("".join(map(plate, figures))),  # noqa: S308
    }


def plate(one: Figure) -> SafeString:
    """The name before somebody, and their seat; of who asks, that they do, or listen once the candidate has begun."""
    seat = format_html("<span>{}</span>", one.seat_label) if one.seat_label else ""
    if not one.speaks:
        return format_html('<li class="plate seat-{}"><b><bdi>{}</bdi></b>{}</li>', one.seat, one.name, seat)
    return format_html(
        '<li class="plate plate-speaks seat-{}"><b><bdi>{}</bdi></b>{}<span class="plate-asks">'
        '<span class="asking">{}</span>'
        '<span class="listening">{}</span></span></li>',
        *(one.seat, one.name, seat, _("asks"), _("listens")),
    )


@lru_cache(maxsize=256)
def drawing(people: tuple[tuple[str, int], ...], speaking: int | None) -> SafeString:
    """The people without their names: the same for all who sit like this, and a third of the room's time."""
    figures = figures_of([Somebody(seat, look) for seat, look in people], speaking)
    return render_to_string("interviews/parts/drawing.html", {"figures": figures, "width": width_for(len(people))})


@register.simple_tag
def portrait(seat: str, look: int) -> SafeString:
    """One person alone, to choose by."""
    figure = figure_of(Somebody(seat), 0, 1, None, look)
    return render_to_string("interviews/parts/portrait.html", {"one": figure})


def width_for(count: int) -> int:
    return SCENE_WIDTHS.get(count, SCENE_WIDTHS[1])


def figures_of(sitters: Sequence[SeatedPanelist], speaking: int | None) -> list[Figure]:
    count = len(sitters)
    drawn_as = looks((sitter.called, sitter.look) for sitter in sitters)
    return [figure_of(sitter, place, count, speaking, drawn_as[place]) for place, sitter in enumerate(sitters)]


def figure_of(sitter: SeatedPanelist, place: int, count: int, speaking: int | None, look: int) -> Figure:
    label, name = seat_label(sitter.seat), sitter.called
    return Figure(
        seat=sitter.seat,
        name=name,
        seat_label="" if name == label else label,
        who=who(label, name),
        look=look,
        x=centre(place, count),
        gaze=0 if speaking is None else 7 * ((speaking > place) - (speaking < place)),
        speaks=place == speaking,
        writes=place == writer(count, speaking),
        has_glass=place == 1,
    )


def centre(place: int, count: int) -> int:
    """The middle of the name plate below: plates share the width but for 2% at either end."""
    width = SCENE_WIDTHS[count]
    return round(width * (0.02 + 0.96 * (place + 0.5) / count))


def writer(count: int, speaking: int | None) -> int | None:
    """Who takes notes while another speaks: the one farthest along the table."""
    if speaking is None or count < 2:
        return None
    return count - 1 if speaking != count - 1 else 0


def describe(figures: Sequence[Figure]) -> str:
    """The drawing in words."""
    people = "; ".join(_("%s, who is asking") % one.who if one.speaks else one.who for one in figures)
    return _("The panel at the table: %s.") % people


@register.simple_tag
@lru_cache(maxsize=256)
def steps(position: int, total: int) -> SafeString:
    """How far one is: a dash for each question. Say it in words beside it."""
    states = ["done" if n < position else "now" if n == position else "" for n in range(1, total + 1)]
    return render_to_string("interviews/parts/steps.html", {"states": states})


def along(point: float) -> str:
    """Where a point from 1 to 5 lies on a track, in percent of its width."""
    return f"{4 + 23 * (point - 1):.4g}%"


@register.inclusion_tag("interviews/parts/rating_chart.html")
def rating_chart(rows: Iterable[Rated], caption: str = "") -> dict[str, Any]:
    """Each rating as a dot from 1 to 5, a dot with a number where several are the same. Rows may have a `seat`."""
    return {
        "caption": caption,
        "stops": [along(point) for point in POINTS],
        "rows": [
            {
                "label": row.label,
                "seat": getattr(row, "seat", None),
                "ratings": ", ".join(str(rating) for rating in row.ratings),
                "low": along(min(row.ratings)) if row.ratings else "",
                "high": along(max(row.ratings)) if row.ratings else "",
                "dots": [(along(point), row.ratings.count(point)) for point in POINTS if point in row.ratings],
            }
            for row in rows
        ],
    }


@register.inclusion_tag("interviews/parts/time_chart.html")
def time_chart(rows: Iterable[Timed], target: int, caption: str = "") -> dict[str, Any]:
    """Seconds as bars with a line at the target."""
    listed = list(rows)
    longest = max([target * 1.25, *(row.seconds for row in listed)])
    return {
        "caption": caption,
        "target": f"{100 * target / longest:.4g}%",
        "target_seconds": target,
        "rows": [
            {
                "label": row.label,
                "seconds": row.seconds,
                "width": f"{100 * row.seconds / longest:.4g}%",
                "over": row.seconds > target,
            }
            for row in listed
        ],
    }


@register.inclusion_tag("interviews/parts/nerves_change.html")
def nerves_change(before: int | None, after: int | None) -> dict[str, Any]:
    """Nerves before and after on the line from 1 to 5, and in figures."""
    return {
        "before": before,
        "after": after,
        "before_at": along(before) if before else "",
        "after_at": along(after) if after else "",
        "stops": [along(point) for point in POINTS],
    }


@register.filter
def unprompted(form: BaseForm) -> BaseForm:
    """A sign-in form in our words, without grey ones inside its fields: the label above says the same, and stays."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = OUR_LABELS.get(name, field.label)
        if name == "password1" and field.help_text:
            field.help_text = PASSWORD_RULES
        if name == "password" and field.help_text:  # Only the sign-in page has words there: the way to a new one.
            field.help_text = format_html(
                '<a href="{}">{}</a>', reverse("account_reset_password"), _("Forgotten your password?")
            )
    return form


@register.filter
def undo_key(message: Message) -> str:
    """The key of the deleted item that this message offers to restore; "" for any other message."""
    return message.extra_tags.removeprefix(UNDO) if (message.extra_tags or "").startswith(UNDO) else ""


@register.filter
def clock(seconds: int | None) -> str:
    """Seconds as on a clock: 84 is 1:24."""
    minutes, rest = divmod(int(seconds or 0), 60)
    return f"{minutes}:{rest:02}"


@register.filter
def bdi(value: object) -> SafeString:
    """A name whose own writing direction must not reorder the sentence around it."""
    return format_html("<bdi>{}</bdi>", value)


class Piece(Protocol):
    """A stretch of an answer: plain, marked, or something that is said into it."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def mark(self) -> int: ...


@register.simple_tag
def marked_answer(pieces: Iterable[Piece], who: str) -> SafeString:
    """An answer with its marks. Made here, since white space in a template would become part of the answer."""
    return format_html_join("", "{}", ((marked_piece(piece, who),) for piece in pieces))


def marked_piece(piece: Piece, who: str) -> str:
    if piece.kind == "came_in":
        said = _("%(who)s came in: “%(words)s”") % {"who": who, "words": piece.text}
        return format_html('<span class="came-in">{}</span>', said)
    if piece.kind == "part_begins":
        return format_html('<span class="came-in" id="mark-{}">{}</span>', piece.mark, piece.text)
    if piece.mark:
        return format_html('<mark class="mark-{}" id="mark-{}">{}</mark>', piece.kind, piece.mark, piece.text)
    return piece.text


@register.filter
def quoted(text: object) -> SafeString:
    """Text in one pair of quotation marks, whether or not it was typed with its own; those inside become single."""
    inside = unquoted(str(text)).replace("“", "‘").replace("”", "’")
    return format_html("“{}”", inside)
