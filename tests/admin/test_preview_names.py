"""The preview before loading: each line that is left out is named, and its numbers add up."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

pytestmark = pytest.mark.django_db


def paste(desk: Client, text: str) -> str:
    """What the preview says of pasted text."""
    address = reverse("admin:interviews_questionbank_load")
    page = desk.post(address, {"name": "Leaders", "language": "en", "text": text}, follow=True)
    return " ".join(strip_tags(page.content.decode().replace("<", " <")).split())


def test_each_line_that_is_left_out_is_named_with_its_row(desk: Client) -> None:
    page = paste(desk, "Kudos\n1. Who thanked you?\n2. What for?\n\nAll of this is for the panel only, please.\n")

    assert "2 lines look like headings or notes" in page
    assert "Row 1 Kudos" in page
    assert "Row 5 All of this is for the panel only, please." in page


def test_nothing_is_said_where_nothing_was_left_out(desk: Client) -> None:
    assert "like headings or notes" not in paste(desk, "1. Who thanked you?\nTell us about yourself\n2. What for?\n")


def test_what_is_new_is_what_the_button_loads_and_the_rest_is_reviewed(desk: Client) -> None:
    page = paste(desk, "How do you lead?\nWhom did you teach?\nAre you pregnant?\nHow do you lead?\n")

    assert "new 2" in page
    assert "to review 2" in page
    assert "Import 2 questions and those selected" in page
