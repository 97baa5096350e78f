"""A fixed cast and keyword factories. Everybody uses these; nobody builds rows by hand in a test."""

import os
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from django.test import Client

from interviews.evidence_fields import field_names
from interviews.models import (
    Answer,
    Candidate,
    Competency,
    Evidence,
    Kind,
    Mode,
    Panelist,
    PracticeSession,
    PromotionRound,
    Question,
    QuestionBank,
    Seat,
    Turn,
    User,
)

# Files whose tests ask no database, or start programs that bring their own.
WITHOUT_DATABASE = (
    "/rules/",
    "/analysis/",
    "/question_files/",
    "test_serve.py",
    "test_settings.py",
    "test_import_rules.py",
    "test_bench.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(part in str(item.path) for part in WITHOUT_DATABASE):
            item.add_marker(pytest.mark.no_database)


# What decides whether a change lands tries the same examples each time; at a desk they are new ones, to find more.
hypothesis.settings.register_profile("next round", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("next round")

PASSWORD = "a long enough password"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def squeezed(html: str) -> str:
    """HTML with every run of white space as one space."""
    return re.sub(r"\s+", " ", html)


def make_user(email: str, **fields: Any) -> User:
    return User.objects.create_user(email, PASSWORD, **fields)


@pytest.fixture
def ana(db: None) -> User:
    """The candidate."""
    return make_user("ana@example.com")


@pytest.fixture
def ben(db: None) -> User:
    """Another candidate."""
    return make_user("ben@example.com")


@pytest.fixture
def root(db: None) -> User:
    """The operator, a superuser."""
    return User.objects.create_superuser("root@example.com", PASSWORD)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which this user has signed in."""

    def _sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return _sign_in


def make_competency(key: str = "results", **fields: Any) -> Competency:
    defaults: dict[str, Any] = {"name": key.title(), **{f"anchor_{n}": f"{key} anchor {n}" for n in range(1, 6)}}
    return Competency.objects.get_or_create(key=key, defaults={**defaults, **fields})[0]


def make_bank(slug: str = "bank", **fields: Any) -> QuestionBank:
    defaults: dict[str, Any] = {"name": slug.title(), "status": QuestionBank.Status.PUBLISHED}
    return QuestionBank.objects.get_or_create(slug=slug, defaults={**defaults, **fields})[0]


def make_question(code: str = "q-1", **fields: Any) -> Question:
    defaults: dict[str, Any] = {
        "text": f"What about {code}?",
        "probes": ["What did that come to?", "Who helped?"],
        "listen_for": ["A figure", "Own part", "The result"],
    }
    fields.setdefault("bank", None)
    bank = fields.pop("bank") or make_bank()
    fields.setdefault("competency", make_competency())
    return Question.objects.create(bank=bank, code=code, **{**defaults, **fields})


def make_full_bank(slug: str = "full") -> QuestionBank:
    """A bank that every mode can draw from: each seat, kind and six competencies."""
    bank = make_bank(slug)
    keys = ["results", "judgement", "people", "influence", "business", "communication"]
    number = 0
    for seat in (Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO):
        for kind in Kind.values:
            for _ in range(3):
                number += 1
                make_question(
                    f"{slug}-{number:03}",
                    bank=bank,
                    seat=seat,
                    kind=kind,
                    competency=make_competency(keys[number % len(keys)]),
                )
    return bank


def make_evidence(user: User, kind: str = "story", title: str = "The night shift", **fields: Any) -> Evidence:
    """`fields` are those of its kind by name, and columns of the model."""
    competencies = fields.pop("competencies", [])
    texts = {name: fields.pop(name) for name in field_names() if name in fields}
    candidate = Candidate.objects.get(user=user)
    one = Evidence.objects.create(candidate=candidate, kind=kind, title=title, texts=texts, **fields)
    one.competencies.set(competencies)
    return one


def make_round(user: User, **fields: Any) -> PromotionRound:
    defaults: dict[str, Any] = {"post": "Operations Manager", "is_current": True}
    panelists = fields.pop("panelists", True)
    a_round = PromotionRound.objects.create(
        candidate=Candidate.objects.get(user=user),
        **{**defaults, **fields},
    )
    if panelists:
        for place, (seat, name) in enumerate(
            [(Seat.BOSS, "Dana"), (Seat.HR_DIRECTOR, "Ms Lindt"), (Seat.CEO, "Mr Ortiz")], start=1
        ):
            Panelist.objects.create(round=a_round, seat=seat, name=name, place=place)
    return a_round


def make_session(a_round: PromotionRound, *, turns: int = 2, **fields: Any) -> PracticeSession:
    """A running session whose first question is open."""
    defaults: dict[str, Any] = {
        "start_key": uuid.uuid4(),
        "mode": Mode.FULL_PANEL,
        "length": turns,
        "seed": 1,
        "status": PracticeSession.Status.RUNNING,
        "nerves_before": 4,
        "started_at": NOW,
    }
    session = PracticeSession.objects.create(round=a_round, **{**defaults, **fields})
    for position in range(1, turns + 1):
        make_turn(session, position)
    first = session.turns.first()
    if first:
        Answer.objects.create(turn=first, asked=first.text, clock_started_at=NOW)
    return session


def make_turn(session: PracticeSession, position: int = 1, **fields: Any) -> Turn:
    competency = make_competency()
    question = make_question(f"s{session.pk}-{position}", competency=competency)
    panelist = session.round.panelists.first()
    defaults: dict[str, Any] = {
        "question": question,
        "panelist": panelist,
        "seat": Seat.BOSS,
        "asked_by": "Dana",
        "text": question.text,
        "kind": Kind.BEHAVIOURAL,
        "competency": competency,
        "competency_name": competency.name,
        "anchors": competency.anchors,
        "probes": question.probes,
        "listen_for": question.listen_for,
    }
    return Turn.objects.create(session=session, position=position, **{**defaults, **fields})
