"""Every URL of the project, who may open it, and rows to open it with."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from interviews.evidence_fields import field_names
from interviews.models import (
    Answer,
    AskedQuestion,
    BankLoad,
    Debrief,
    Decision,
    DeletedItem,
    Evidence,
    Goal,
    LedgerLine,
    Note,
    Panelist,
    PanelQuestion,
    Pitch,
    PracticeSession,
    PromotionRound,
    Review,
    Segment,
    SharedSummary,
    TurnReview,
    User,
)
from tests.conftest import NOW, make_bank, make_evidence, make_question, make_round, make_session

SECRET: Final = "SECRET-of-ana"

# Anybody may look.
OPEN: Final = {
    "healthz",
    "account_confirm_login_code",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    # Whoever holds the link: tests/views/test_sharing.py walks the walls of these.
    "reviewed",
    "reviewed_recording",
    "shared",
    "calendar_feed",
    "brief_worker",
}
# Anybody who signed in, and each sees their own.
SIGNED_IN: Final = {
    "home",
    "rounds",
    "round_new",
    "settings",
    "account_delete",
    "practice",
    "progress",
    "evidence",
    "evidence_new",
    "evidence_import",
    "evidence_brought",
    "evidence_export",
    "ledger",
    "deleted_items",
    "drill",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
}
# One candidate's: the owner, or 404.
OWNED: Final = {
    "round": "round",
    "round_edit": "round",
    "round_make_current": "round",
    "round_panel": "round",
    "round_close": "round",
    "round_reopen": "round",
    "round_next": "round",
    "notes": "round",
    "go": "round",
    "go_verdict": "round",
    "go_note": "round",
    "goals": "round",
    "panel_questions": "round",
    "goal": "goal",
    "goal_delete": "goal",
    "panel_question": "panel_question",
    "panel_question_delete": "panel_question",
    "deleted_item_restore": "deleted_item",
    "deleted_item_delete": "deleted_item",
    "evidence_item": "evidence",
    "evidence_delete": "evidence",
    "evidence_use": "answer",
    "coverage": "round",
    "brag_sheet": "round",
    "brag_sheet_pdf": "round",
    "one_page": "round",
    "one_page_pdf": "round",
    "reviewers": "session",
    "review_revoke": "review",
    "review_renew": "review",
    "summary": "round",
    "summary_revoke": "shared_summary",
    "pitches": "round",
    "pitch": "round",
    "pitch_delete": "pitch",
    "plan": "round",
    "plan_ics": "round",
    "calendar_address": "round",
    "cards": "round",
    "brief": "round",
    "brief_pdf": "round",
    "panelist": "panelist",
    "compare": "session",
    "debrief": "round",
    "asked_questions": "round",
    "asked_question": "asked_question",
    "asked_question_up": "asked_question",
    "asked_question_delete": "asked_question",
    "feedback": "round",
    "ledger_line_new": "round",
    "ledger_line": "ledger_line",
    "ledger_line_delete": "ledger_line",
    "practice_new": "round",
    "note_edit": "note",
    "note_delete": "note",
    "lobby": "session",
    "room": "session",
    "pause": "session",
    "resume": "session",
    "practice_end": "session",
    "try_again": "session",
    "leaving": "session",
    "review": "session",
    "review_turn": "session",
    "practice_delete": "session",
    "answer_draft": "answer",
    "answer_done": "answer",
    "answer_skip": "answer",
    "answer_add": "answer",
    "answer_segment": "answer",
    "answer_captions": "answer",
    "recording": "answer",
    "recording_delete": "answer",
}
ADMIN: Final = "admin:"
#: For what is no key of a row.
FILLERS: Final = {"key": "nothing", "uidb36": "1", "kind": "story", "token": "no-such-token", "pk": 1}
PAGES_OF_A_LOAD: Final = {"preview", "read", "confirm", "cancel", "problems", "undo"}


class Rows(NamedTuple):
    round: PromotionRound
    session: PracticeSession
    answer: Answer
    note: Note
    goal: Goal
    panel_question: PanelQuestion
    asked_question: AskedQuestion
    ledger_line: LedgerLine
    evidence: Evidence
    panelist: Panelist
    pitch: Pitch
    review: Review
    shared_summary: SharedSummary
    deleted_item: DeletedItem


class Url(NamedTuple):
    name: str
    arguments: tuple[str, ...]


def urls(patterns: list[URLPattern | URLResolver], namespace: str = "", before: tuple[str, ...] = ()) -> Iterator[Url]:
    for pattern in patterns:
        arguments = (*before, *pattern.pattern.converters, *named_groups(pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from urls(pattern.url_patterns, inner, arguments)
        else:
            yield Url(f"{namespace}{pattern.name}", arguments)


def named_groups(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    regex = pattern.pattern.regex.pattern if type(pattern.pattern).__name__ == "RegexPattern" else ""
    return tuple(re.findall(r"\(\?P<(\w+)>", regex))


ALL: Final = sorted(set(urls(get_resolver().url_patterns)))


def make_rows(ana: User) -> Rows:
    """Ana's story, every free text of which says SECRET."""
    a_round = make_round(ana, post=f"Post {SECRET}", odds_said=SECRET, department=SECRET, feedback=SECRET)
    a_round.panelists.update(name=SECRET, title=SECRET, cares_about=SECRET, knows=SECRET, must_say=SECRET)
    session = make_session(a_round)
    session.turns.update(asked_by=SECRET)
    answer = Answer.objects.get(turn__session=session)
    Answer.objects.filter(pk=answer.pk).update(text=SECRET)
    Segment.objects.create(answer=answer, number=1, samples=0, transcript=SECRET, received_at=NOW)
    note = Note.objects.create(round=a_round, turn=session.turns.first(), text=SECRET, became=SECRET)
    Decision.objects.create(
        round=a_round,
        want_now="yes",
        could_hurt="yes",
        gains=["seen"],
        losses=["time"],
        own_gains=SECRET,
        own_losses=SECRET,
        choice="go",
        why=SECRET,
        decided_at=NOW,
    )
    panelist = a_round.panelists.get(place=1)
    goal = Goal.objects.create(round=a_round, panelist=panelist, text=SECRET, result="partly", how=SECRET)
    question = PanelQuestion.objects.create(round=a_round, panelist=panelist, text=SECRET, answered=SECRET)
    Debrief.objects.create(round=a_round, held_at=NOW, landed=SECRET, missed=SECRET, surprises=SECRET)
    asked = AskedQuestion.objects.create(round=a_round, text=SECRET, follow_ups=SECRET)
    line = LedgerLine.objects.create(round=a_round, said=SECRET, done=SECRET, said_later=SECRET)
    evidence = make_evidence(ana, title=SECRET, **dict.fromkeys(field_names(), SECRET))
    pitch = Pitch.objects.create(round=a_round, kind="why_me", text=SECRET)
    link = {"token_hash": "0", "expires_at": NOW + timedelta(days=3650)}
    review = Review.objects.create(session=session, reviewer=SECRET, comment=SECRET, **link)
    TurnReview.objects.create(review=review, turn=answer.turn, comment=SECRET)
    summary = SharedSummary.objects.create(round=a_round, shown_to=SECRET, content=f'[["", ["{SECRET}"]]]', **link)
    deleted = DeletedItem.objects.create(
        candidate=a_round.candidate,
        what="interviews.note",
        title=SECRET,
        content=f'{{"rows": [], "links": ["{SECRET}"]}}',
    )
    return Rows(
        a_round, session, answer, note, goal, question, asked, line, evidence, panelist, pitch, review, summary, deleted
    )


def known(name: str) -> bool:
    return name in OPEN or name in SIGNED_IN or name in OWNED or name.startswith(ADMIN)


def address(url: Url, rows: Rows) -> str:
    """Where it is, with Ana's own keys wherever a key is asked for."""
    if url.name in OWNED:
        key = getattr(rows, OWNED[url.name]).pk
        return reverse(
            url.name,
            kwargs={"pk": key}
            | {name: 1 for name in ("position", "number") if name in url.arguments}
            | ({"kind": "why_me"} if "kind" in url.arguments else {}),
        )
    if url.name.startswith(ADMIN):
        return reverse(url.name, args=[admin_key(url) for _ in url.arguments])
    return reverse(url.name, kwargs={name: FILLERS[name] for name in url.arguments})


def admin_key(url: Url) -> object:
    """A row of the model that an admin page is about; for Ana's own row, hers."""
    model, _, page = url.name.removeprefix(ADMIN).removeprefix("interviews_").partition("_")
    if model == "questionbank" and page in PAGES_OF_A_LOAD:
        model = "bankload"
    if model == "user":
        return User.objects.get(email="ana@example.com").pk
    if model == "bankload":
        return BankLoad.objects.get_or_create(
            bank=make_bank(), file_name="a.csv", checksum="0", content=b"question\nWhy?\n"
        )[0].pk
    if model == "questionbank":
        return make_bank().pk
    if model == "question":
        return (make_bank().questions.first() or make_question("wall")).pk
    return 1
