"""The plan as a calendar, and a candidate's own words as flash cards. Neither says more than it has to."""

import io
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from typing import Final

import genanki
from icalendar import Calendar, Event

from interviews.models import Candidate, Evidence, Pitch, PromotionRound
from interviews.models.reviews import hash_of
from interviews.rules.planning import Mock

#: Never change: by these numbers a program knows that it has the cards already.
CARD_MODEL: Final = 1_607_392_319
FIRST_DECK: Final = 2_059_400_110


def new_calendar_address(*, candidate: Candidate) -> str:
    """The token of a new address; the old one does not work any more."""
    token = secrets.token_urlsafe(32)
    candidate.calendar_hash = hash_of(token)
    candidate.save(update_fields=["calendar_hash"])
    return token


def stop_calendar(*, candidate: Candidate) -> None:
    candidate.calendar_hash = ""
    candidate.save(update_fields=["calendar_hash"])


def calendar(*, a_round: PromotionRound, mocks: Iterable[Mock], practice: str, interview: str, now: datetime) -> bytes:
    """The mocks to come as whole days, and the interview at its time. `practice` and `interview` are what to call them:
    no post, no name, nothing that was written."""
    found = Calendar()
    found.add("prodid", "-//Next Round//practice plan//EN")
    found.add("version", "2.0")
    for mock in mocks:
        event = Event()
        event.add("uid", f"mock-{mock.number}-round-{a_round.pk}@next-round")
        event.add("dtstamp", now)
        event.add("summary", practice % {"number": mock.number})
        event.add("dtstart", mock.day)
        event.add("dtend", mock.day + timedelta(days=1))
        found.add_component(event)
    if a_round.interview_at:
        event = Event()
        event.add("uid", f"interview-round-{a_round.pk}@next-round")
        event.add("dtstamp", now)
        event.add("summary", interview)
        event.add("dtstart", a_round.interview_at)
        event.add("dtend", a_round.interview_at + timedelta(hours=1))
        found.add_component(event)
    return bytes(found.to_ical())


def flash_cards(*, a_round: PromotionRound, evidence: Iterable[Evidence], pitches: Iterable[Pitch], name: str) -> bytes:
    """An Anki package. Brought in again, it changes the cards that are there."""
    model = genanki.Model(
        CARD_MODEL,
        "Next Round",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    )
    deck = genanki.Deck(FIRST_DECK + a_round.candidate_id, name)
    for one in evidence:
        deck.add_note(note(model, f"evidence-{one.pk}", one.title, one.lines()))
    for pitch in pitches:
        deck.add_note(note(model, f"pitch-{pitch.kind}", pitch.get_kind_display(), [pitch.text]))
    out = io.BytesIO()
    genanki.Package(deck).write_to_file(out)
    return out.getvalue()


def note(model: genanki.Model, key: str, front: str, back: Iterable[str]) -> genanki.Note:
    lines = "<br><br>".join(escape(line).replace("\n", "<br>") for line in back)
    return genanki.Note(model=model, fields=[escape(front), lines], guid=genanki.guid_for("next-round", key))
