"""What people see: enough contrast in both lights, the panel drawn as it sits, charts that say what they show."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from interviews.models import User
from tests.conftest import PASSWORD, Html, squeezed

TOKENS = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
LIGHT, DARK = TOKENS.split("@media screen and (prefers-color-scheme: dark)")

GROUNDS = ["paper", "surface", "sunk"]
SEATS = ["boss", "hr", "ceo", "other"]
READ = [
    *((text, ground) for text in ("ink", "muted", "accent", "accent-strong") for ground in GROUNDS),
    *((seat, ground) for seat in SEATS for ground in ("paper", "surface", f"{seat}-soft")),
    *(("surface", seat) for seat in SEATS),
    *(("danger", ground) for ground in ("paper", "surface", "danger-soft")),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("accent", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("muted", "accent-soft"),
    ("ink", "accent-soft"),
    ("ink", "danger-soft"),
    ("ink", "mark"),
    ("danger-ink", "danger"),
]
"""Text and what it stands on: 4.5 to 1."""
SEEN = [
    *((line, ground) for line in ("edge", "accent", "danger") for ground in ("paper", "surface")),
    *((seat, ground) for seat in SEATS for ground in ("paper", "surface", "table-front")),
    ("mark-line", "mark"),
    ("mark-line", "sunk"),
    ("accent", "sunk"),
    ("drawn", "face"),
]
"""Borders, rings, dots and lines one has to make out: 3 to 1."""


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", css))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("light", [LIGHT, LIGHT + DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(READ, 4.5), (SEEN, 3)], ids=["read", "seen"])
def test_contrast(light: str, pairs: list[tuple[str, str]], least: float) -> None:
    values = colours(light)
    weak = {pair: round(contrast(*(values[name] for name in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_every_colour_is_there_in_the_dark() -> None:
    assert set(colours(LIGHT)) == set(colours(DARK))


def test_the_style_sheets_ask_nobody_else_for_anything() -> None:
    sheets = "".join(path.read_text() for path in Path(settings.BASE_DIR, "static/css").glob("*.css"))
    fetched = re.findall(r"@import|url\((?!\"data:)[^)]*\)", sheets)
    assert fetched == []


@dataclass
class SeatedPanelist:
    seat: str
    called: str
    look: int | None = None


@dataclass
class Row:
    label: str
    ratings: list[int] = field(default_factory=list)
    seconds: int = 0


PANEL = [SeatedPanelist("boss", "Dana"), SeatedPanelist("hr_director", "Ms Lindt"), SeatedPanelist("ceo", "CEO")]


class Classes(HTMLParser):
    """Which classes a page has, and how often."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += (dict(attrs).get("class") or "").split()


def drawn(template: str, **context: object) -> str:
    return Template("{% load look %}" + template).render(Context(context))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_drawing_says_who_sits_there_and_who_is_asking() -> None:
    html = drawn("{% scene panel 1 %}", panel=PANEL)
    assert 'aria-label="The panel at the table: Dana, Boss; Ms Lindt, HR director, who is asking; CEO."' in html
    assert text_of(html) == "Dana Boss Ms Lindt HR director asks listens CEO"


def test_the_one_who_speaks_is_marked_by_more_than_colour() -> None:
    quiet, speaking = (Classes(drawn(f"{{% scene panel {who} %}}", panel=PANEL)).seen for who in ("", 2))
    assert {"wave", "mouth-open", "plate-asks"} & set(quiet) == set()
    assert {"wave", "mouth-open", "plate-asks"} <= set(speaking)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_panel_of_two_to_five_has_a_place_for_each(count: int) -> None:
    panel = [SeatedPanelist("other", f"Person {number}") for number in range(count)]
    html = drawn("{% scene panel 0 %}", panel=panel)
    width = int(re.findall(r'viewBox="0 0 (\d+) ', html)[0])
    places = sorted({int(x) for x in re.findall(r"translate\((\d+) 190\)", html)})
    assert len(places) == count
    assert all(80 < place < width - 80 for place in places), "nobody is cut off at the table's ends"


def test_a_name_is_shown_as_it_is_and_never_as_markup() -> None:
    html = drawn(
        "{% scene panel 0 %}{% seat 'boss' name %}", panel=[SeatedPanelist("boss", "<b>&"), *PANEL], name="<i>"
    )
    assert "<b>&<" not in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% seat 'hr_director' 'Ms Lindt' 'asks' %}", "H Ms Lindt, HR director, asks"),
        ("{% seat 'ceo' %}", "C CEO"),
        ("{% seat 'boss' 'Boss' 'heard' %}", "B Boss heard"),
        ("{% seat '' %}", "· Anyone on the panel"),
    ],
)
def test_a_seat_is_told_by_letter_and_name(tag: str, said: str) -> None:
    assert text_of(drawn(tag)).replace(" ,", ",") == said


def test_ratings_are_dots_and_words() -> None:
    rows = [Row("Results", [3, 3, 4]), Row("Judgement")]
    html = drawn("{% rating_chart rows 'Your ratings' %}", rows=rows)
    assert text_of(html) == "Your ratings Results ×2 3, 3, 4 Judgement not rated yet"
    assert Classes(html).seen.count("rated") == 2


def test_a_time_past_the_target_crosses_its_line() -> None:
    html = drawn("{% time_chart rows 120 %}", rows=[Row("One", seconds=60), Row("Two", seconds=240)])
    assert re.findall(r'class="bar-(?:fill|over)"\s+width="([\d.]+)%"', html) == ["25", "100"]
    assert 'x1="50%"' in html
    assert "0:60" not in text_of(html)
    assert "1:00" in text_of(html)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(4, 2, "4 before, 2 after"), (5, None, "5 before"), (None, None, "not noted")],
)
def test_nerves_are_told_in_figures(before: int | None, after: int | None, said: str) -> None:
    assert text_of(drawn("{% nerves_change before after %}", before=before, after=after)) == said


@pytest.mark.parametrize("page", ["account_login", "account_signup", "account_reset_password"])
def test_the_doors_are_in_our_frame_without_a_word_of_script(db: None, client: Client, page: str) -> None:
    html = client.get(reverse(page)).content.decode()
    assert "· Next Round</title>" in html
    assert "css/next-round.css" in html
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert "<script" not in html


def test_signing_in_says_nothing_twice(client: Client, ana: User) -> None:
    response = client.post("/account/login/", {"login": ana.email, "password": PASSWORD}, follow=True)
    assert response.status_code == 200
    assert "Successfully" not in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_a_page_for_when_it_went_wrong_needs_nothing_to_work(name: str) -> None:
    html = render_to_string(f"{name}.html")  # Django gives some of them no request, user or messages.
    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_searching_in_the_admin_keeps_the_filters(root: User, client: Client) -> None:
    client.force_login(root)
    html = Html(client.get("/admin/interviews/question/?kind__exact=closing&q=ask").content.decode())
    assert '<label for="searchbar">' in html
    assert '<input type="hidden" name="kind__exact" value="closing">' in squeezed(html).replace(" >", ">")
    assert html.count('name="q"') == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ x|bdi }}", "<bdi>&lt;b&gt;Ana</bdi>"),
        ("{{ x|quoted }}", "“&lt;b&gt;Ana”"),
        ("{% blocktranslate with who=x|bdi %}With {{ who }}{% endblocktranslate %}", "With <bdi>&lt;b&gt;Ana</bdi>"),
    ],
)
def test_name_and_quote_filters_escape_their_text(source: str, expected: str) -> None:
    assert Template("{% load i18n look %}" + source).render(Context({"x": "<b>Ana"})) == expected


def test_quote_inside_a_quote_has_single_marks() -> None:
    said = "“We moved”, you said. Who?"
    assert Template("{% load look %}{{ x|quoted }}").render(Context({"x": said})) == "“‘We moved’, you said. Who?”"


@pytest.mark.parametrize("typed", ["Well done", "“Well done”", '"Well done"', "«Well done»"])
def test_quoted_text_has_one_pair_of_marks(typed: str) -> None:
    assert Template("{% load look %}{{ x|quoted }}").render(Context({"x": typed})) == "“Well done”"


def test_seat_plate_and_scene_isolate_names() -> None:
    seat = Template('{% load look %}{% seat "boss" name "asks" %}').render(Context({"name": "<Ana>"}))
    assert "<bdi>&lt;Ana&gt;</bdi>, " in seat
    assert seat.count("<bdi>") == 1
    assert "<bdi>" in Template("{% load look %}{% scene %}").render(Context())
