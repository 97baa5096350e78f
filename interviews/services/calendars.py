"""The plan as a calendar, and a candidate's own words as flash cards. Neither says more than it has to."""

import io
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Final

import genanki
from django.utils.translation import gettext as _
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


def calendar(*, a_round: PromotionRound, mocks: Sequence[Mock], practice: str, interview: str, now: datetime) -> bytes:
    """The mocks to come as whole days, and the interview at its time. `practice` and `interview` are what to call them:
    no post, no name, nothing that was written. All of it is marked private, since colleagues may see the calendar."""
    found = Calendar()
    found.add("prodid", "-//Next Round//practice plan//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Next Round")  # Else a program shows the address, which is a secret.
    for mock in mocks:
        if not mock.is_done:
            event = private_event(f"mock-{mock.number}-round-{a_round.pk}", now)
            event.add("summary", practice % {"number": mock.number, "of": len(mocks)})
            event.add("dtstart", mock.day)
            event.add("dtend", mock.day + timedelta(days=1))
            event.add("transp", "TRANSPARENT")  # An hour somewhere in it, not a day that is taken.
            found.add_component(event)
    if a_round.interview_at and not was_called_off(a_round):
        event = private_event(f"interview-round-{a_round.pk}", now)
        event.add("summary", interview)
        event.add("dtstart", a_round.interview_at)
        event.add("dtend", a_round.interview_at + timedelta(hours=1))
        found.add_component(event)
    return bytes(found.to_ical())


def private_event(uid: str, now: datetime) -> Event:
    """`uid` stays the same when its day moves, so that a program moves what it has."""
    event = Event()
    event.add("uid", f"{uid}@next-round")
    event.add("dtstamp", now)
    event.add("class", "PRIVATE")
    return event


def was_called_off(a_round: PromotionRound) -> bool:
    """Whether the round was closed before its interview."""
    return bool(a_round.closed_at and a_round.interview_at and a_round.closed_at < a_round.interview_at)


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
        if back := back_of(one):
            deck.add_note(note(model, f"evidence-{one.pk}", one.title, back))
    for pitch in pitches:
        deck.add_note(note(model, f"pitch-{pitch.kind}", pitch.get_kind_display(), [pitch.text]))
    out = io.BytesIO()
    genanki.Package(deck).write_to_file(out)
    return out.getvalue()


def back_of(one: Evidence) -> list[str]:
    """What to have said; the parts of a story by name."""
    if one.kind != Evidence.Kind.STORY:
        return one.lines()
    return [f"{_(field.label)}: {text}" for field, text in one.filled()]


def note(model: genanki.Model, key: str, front: str, back: Iterable[str]) -> genanki.Note:
    lines = "<br><br>".join(escape(line).replace("\n", "<br>") for line in back)
    return genanki.Note(model=model, fields=[escape(front), lines], guid=genanki.guid_for("next-round", key))
