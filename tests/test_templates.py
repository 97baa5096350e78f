"""What is the same on each request is said once, and nothing else is."""

import pytest
from django.template import Context, Template
from django.template.base import TextNode
from django.template.loader import get_template
from django.test import override_settings

from config.templates import fold

LOAD = "{% load i18n static look %}"


def folded(source: str) -> Template:
    template = Template(LOAD + source)
    fold(template.nodelist, template)
    return template


@pytest.mark.parametrize(
    "source",
    [
        '<b>{% translate "Saved <now>" %}</b>',
        "<p>{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}</p>",
        '{% icon "pause" %}{% translate "Pause" %}',
        '<link href="{% static "css/tokens.css" %}">',
        '<a href="{% url "home" %}">',
    ],
)
def test_what_never_changes_becomes_one_text_that_says_the_same(source: str) -> None:
    template = folded(source)
    assert [type(node) for node in template.nodelist if not str(node).startswith("<Load")][-1] is TextNode
    assert template.render(Context()) == Template(LOAD + source).render(Context())


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Home" as label %}[{{ label }}]',
        '{% if yes %}{% translate "Yes" %}{% else %}{% translate "No" %}{% endif %}',
        "{% blocktranslate with name=name %}Hello {{ name }}{% endblocktranslate %}",
        "{% blocktranslate count n=n %}one{% plural %}{{ n }} of them{% endblocktranslate %}",
        "{% translate name %}",
        '{% if no %}{% url "nowhere" %}{% endif %}',
        '{% url "nowhere" as address %}[{{ address }}]',
        '{% url "round" n %}',
        '{% url "review_turn" n 12 %}|{% url "calendar_feed" name %}|{% url "admin:interviews_question_change" n %}',
        '{% for one in people %}{% icon one %}{% translate "and" %}{% endfor %}',
        '{% icon "pause" as drawn %}{{ drawn }}{{ drawn }}',
    ],
)
@pytest.mark.parametrize("yes", [True, False])
def test_what_depends_on_the_request_still_does(source: str, yes: bool) -> None:
    context = {"yes": yes, "name": "A&B" if yes else "C", "n": 1 if yes else 3, "people": ["mic", "pause"]}
    assert folded(source).render(Context(context)) == Template(LOAD + source).render(Context(context))


def test_a_second_language_would_be_heard() -> None:
    with override_settings(LANGUAGES=[("en", "English"), ("pt", "Português")]):
        engine = get_template("base.html").backend.engine  # type: ignore[attr-defined]
        engine.template_loaders[0].reset()
        try:
            assert not hasattr(engine.get_template("interviews/home.html"), "is_folded")
        finally:
            engine.template_loaders[0].reset()
