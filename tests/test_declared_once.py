"""A field of evidence is declared in one place: a new one shows up on every surface without another edit."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from interviews import evidence_fields
from interviews.evidence_fields import STORY, EvidenceField
from interviews.models import Candidate, Evidence, PromotionRound, User
from interviews.rules import evidence_files
from interviews.rules.evidence_files import columns, read_evidence
from interviews.services.calendars import back_of
from tests.conftest import make_evidence, make_round

LESSON = "Ask before moving anything"


@pytest.fixture
def lesson(monkeypatch: pytest.MonkeyPatch) -> EvidenceField:
    """One more field of a story, declared for the length of a test."""
    field = EvidenceField(
        name="lesson",
        kind=STORY,
        label="Lesson",
        question="Lesson: what would you do differently?",
        is_long=True,
        share=(5, 10),
        columns=("learned",),
    )
    fields = (*evidence_fields.FIELDS, field)
    monkeypatch.setattr(evidence_fields, "FIELDS", fields)
    monkeypatch.setattr(evidence_files, "FIELDS", fields)
    return field


@pytest.fixture
def story(lesson: EvidenceField, ana: User) -> Evidence:
    return make_evidence(ana, title="The move", action="I moved it.", result="Nine days.", lesson=LESSON)


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    return make_round(ana)


@pytest.mark.parametrize("page", ["brag_sheet", "one_page", "brief"])
def test_new_field_is_on_every_sheet(page: str, story: Evidence, a_round: PromotionRound, ana: User) -> None:
    client = Client()
    client.force_login(ana)
    assert LESSON in client.get(reverse(page, args=[a_round.pk])).content.decode()


def test_new_field_is_in_the_form_and_saved_from_it(lesson: EvidenceField, ana: User) -> None:
    client = Client()
    client.force_login(ana)
    page = client.get(reverse("evidence_new", args=["story"])).content.decode()
    assert lesson.question in page
    assert f'data-share="{lesson.name}"' in page  # What story-shares.js reads its parts from.
    client.post(reverse("evidence_new", args=["story"]), {"title": "The move", "lesson": LESSON})
    assert Evidence.objects.get().text("lesson") == LESSON


def test_new_field_is_searched_exported_and_imported(
    story: Evidence, ana: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(ana)
    assert "The move" in client.get(reverse("evidence"), {"words": "before moving"}).content.decode()
    exported = client.get(reverse("evidence_export")).content.decode()
    assert "lesson" in exported.splitlines()[0]
    (row,) = read_evidence(exported).rows
    assert row.texts["lesson"] == LESSON
    (renamed,) = read_evidence(f"title,learned\nThe move,{LESSON}").rows
    assert renamed.texts["lesson"] == LESSON


def test_new_field_is_on_the_cards_and_in_the_help(
    story: Evidence, lesson: EvidenceField, ana: User, sign_in: Callable[[User], Client]
) -> None:
    assert f"{lesson.label}: {LESSON}" in back_of(story)
    assert "lesson" in sign_in(ana).get(reverse("evidence_import")).content.decode()
    assert "lesson" in columns()


def test_story_with_a_figure_counts_as_a_figure(ana: User) -> None:
    assert make_evidence(ana, result="Complaints fell by a third.").has_figure
    assert not make_evidence(ana, result="Everybody was glad.").has_figure
    assert not make_evidence(ana, "kudos", words="9 out of 10").has_figure


def test_story_without_a_result_is_not_whole(ana: User) -> None:
    assert not make_evidence(ana, action="I moved it.").is_whole
    assert make_evidence(ana, action="I moved it.", result="Done.").is_whole
    assert Candidate.objects.get(user=ana).evidence.best("story", 1)[0].is_whole
