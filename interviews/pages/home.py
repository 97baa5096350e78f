"""What the home page shows: the current round and the one thing to do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews import access, selectors
from interviews.models import Panelist, PracticeSession, PromotionRound
from interviews.pages.preparing import due_in_words, what_is_due
from interviews.pages.rounds import NoteLine, note_lines

NOTES_SHOWN = 5
SESSIONS_SHOWN = 5
#: Days before the interview from which on the brief comes first.
DAYS_FOR_THE_BRIEF = 1

Outcome = PromotionRound.Outcome
OVER = gettext_lazy("This round is over. When a role comes up, the next one starts from what you learned in this one.")
SOMETHING_CAME = gettext_lazy("It was not quite this role, but something came of it. What you learned goes with you.")
SAID_AFTER: dict[str, Any] = {
    Outcome.GOT_IT: gettext_lazy(
        "You got it: congratulations. What you collected stays here for the next role that comes up."
    ),
    Outcome.DIFFERENT_POST: SOMETHING_CAME,
    Outcome.RESHAPED: SOMETHING_CAME,
    Outcome.OFFERED_LATER: SOMETHING_CAME,
}

PAGE_OF_STATUS = {
    PracticeSession.Status.LOBBY: "lobby",
    PracticeSession.Status.RUNNING: "room",
    PracticeSession.Status.PAUSED: "room",
    PracticeSession.Status.LEAVING: "leaving",
    PracticeSession.Status.FINISHED: "review",
}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing to do next: why, what its button says, and the page (by URL name and pk) it leads to."""

    why: str
    button: str
    page: str
    pk: int
    offers_drill: bool = False
    may_practise_first: bool = False


@dataclass(frozen=True, kw_only=True)
class HomePage:
    round: PromotionRound
    days: int | None
    step: NextStep
    panelists: list[Panelist]
    notes: list[NoteLine]
    notes_left_out: int
    sessions: list[PracticeSession]
    due: str
    open_lines: int

    @property
    def has_carried_notes(self) -> bool:
        return any(line.origin for line in self.notes)


def home_page(request: HttpRequest, now: datetime) -> HomePage | None:
    """The current round's page, None for somebody without one. The queries do not grow with what there is."""
    a_round = access.current_round_of(request)
    if a_round is None:
        return None
    today = timezone.localdate(now)
    notes = note_lines(a_round.notes.open(), among=access.notes_of(request))
    notes.sort(key=lambda line: line.origin is None)
    return HomePage(
        round=a_round,
        days=a_round.days_to_interview(today),
        step=next_step(a_round, now),
        panelists=list(a_round.panelists.all()),
        notes=notes[:NOTES_SHOWN],
        notes_left_out=max(0, len(notes) - NOTES_SHOWN),
        sessions=list(a_round.practice_sessions.all()[:SESSIONS_SHOWN]),
        open_lines=access.ledger_of(request).open().exclude(round=a_round).count() if a_round.previous_id else 0,
        due="" if a_round.closed_at else due_in_words(what_is_due(a_round, today)),
    )


def next_step(a_round: PromotionRound, now: datetime) -> NextStep:
    """The first that applies: the round is over, a practice waits, answers wait for ratings, practise."""
    if a_round.closed_at:
        return after_closing(a_round)
    if has_debrief(a_round) or a_round.has_been_held(now):
        return after_the_interview(a_round)
    days = a_round.days_to_interview(timezone.localdate(now))
    if days is not None and days <= DAYS_FOR_THE_BRIEF and not a_round.practice_sessions.unfinished().exists():
        return NextStep(
            why=_("It is nearly time. Everything for the day stands on one page."),
            button=_("Read your brief"),
            page="brief",
            pk=a_round.pk,
            offers_drill=True,
        )
    return practice_step(a_round)


def has_debrief(a_round: PromotionRound) -> bool:
    return getattr(a_round, "debrief", None) is not None


def after_the_interview(a_round: PromotionRound) -> NextStep:
    """First what happened, then how it ended."""
    if not has_debrief(a_round):
        return NextStep(
            why=_("The hour of your interview has come and gone. Write down how it went while you remember it."),
            button=_("Write the debrief"),
            page="debrief",
            pk=a_round.pk,
        )
    return NextStep(
        why=_("You wrote down how it went. Do you know how it ended?"),
        button=_("Record the outcome"),
        page="round_close",
        pk=a_round.pk,
    )


def after_closing(a_round: PromotionRound) -> NextStep:
    if a_round.outcome == PromotionRound.Outcome.NOT_KNOWN:
        return NextStep(
            why=_("You were waiting for the answer. Has it come?"),
            button=_("Record the outcome"),
            page="round_close",
            pk=a_round.pk,
        )
    return NextStep(
        why=str(SAID_AFTER.get(a_round.outcome, OVER)),
        button=_("Open the next round"),
        page="round_next",
        pk=a_round.pk,
    )


def practice_step(a_round: PromotionRound) -> NextStep:
    sessions = a_round.practice_sessions
    if waiting := sessions.unfinished().first():
        return going_on(waiting)
    last = sessions.finished().order_by("-finished_at", "-pk").first()
    if last is None:
        return deciding(a_round) or NextStep(
            why=_("Sit a first mock interview with your panel. Nobody but you will ever read the answers."),
            button=_("Practice your first mock interview"),
            page="practice_new",
            pk=a_round.pk,
            offers_drill=True,
        )
    return rating(last) or NextStep(
        why=_("Each practice makes the next one calmer. A few, spread out, help more than many in one day."),
        button=_("Practice again"),
        page="practice_new",
        pk=a_round.pk,
        offers_drill=True,
    )


def deciding(a_round: PromotionRound) -> NextStep | None:
    """The check whether to go, until there is a decision, "later" included; who has practised is not asked."""
    decision = getattr(a_round, "decision", None)
    if decision and decision.choice:
        return None
    return NextStep(
        why=_("Should you go? Two questions help you to decide. It takes five minutes."),
        button=_("Go or not?"),
        page="go",
        pk=a_round.pk,
        may_practise_first=True,
    )


def going_on(session: PracticeSession) -> NextStep:
    return NextStep(
        why=_("You have a practice that is not finished. It waits where you left it."),
        button=_("Go on with it"),
        page=PAGE_OF_STATUS[PracticeSession.Status(session.status)],
        pk=session.pk,
    )


def rating(session: PracticeSession) -> NextStep | None:
    """The review of the last practice, as long as it has answers that nobody rated."""
    unrated = len({answer.turn_id for answer in selectors.answers_to_rate(session)})
    if not unrated:
        return None
    return NextStep(
        why=ngettext(
            "%(count)d answer of your last practice waits for your rating.",
            "%(count)d answers of your last practice wait for your rating.",
            unrated,
        )
        % {"count": unrated},
        button=_("Review your answers"),
        page="review",
        pk=session.pk,
        offers_drill=True,
    )
