"""Every page of the URL configuration, with a full account, beside a bare signed-in page."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import Group
from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from config.wsgi import application
from interviews.models import (
    AskedQuestion,
    BankLoad,
    Candidate,
    Competency,
    Debrief,
    Decision,
    DeletedItem,
    Evidence,
    Goal,
    LedgerLine,
    Panelist,
    PanelQuestion,
    Pitch,
    PracticeSession,
    Question,
    QuestionBank,
    Review,
    Segment,
    SharedSummary,
    TurnReview,
    User,
)
from interviews.models.reviews import hash_of
from tests.bench import urls
from tests.bench.browser import Browser, signed_in
from tests.bench.filling import ANSWER, Cast, practised, tell_the_planner
from tests.bench.no_page import NO_PAGE
from tests.bench.timing import WARM_UP, Figure, Sizes, cpu_and_wall
from tests.conftest import NOW
from tests.walk import ADMIN, ALL, FILLERS, OWNED, Rows, Url

#: Times the bare signed-in page. What is not named here may take OTHERS.
BUDGETS: Final = {"room": 4.5, "home": 5, "round": 5, "review_turn": 6, "settings": 4}
OTHERS: Final = 6
TOKEN: Final = "a-token-that-works"
STORIES: Final = 40


def figures(cast: Cast, sizes: Sizes) -> Iterator[Figure]:
    """Two for each page: the time, and the CPU time of it, both beside the same of a bare page, taken in turns."""
    fill(cast)
    tell_the_planner()
    bare = Browser(urls.BareApplication(), signed_in(cast.user, urls.BACKEND))
    browsers = {True: Browser(application, signed_in(make_hr())), False: Browser(application, signed_in(cast.user))}
    for name, path in paths(cast).items():
        browser = browsers[name.startswith(ADMIN)]
        ours, reference = cpu_and_wall(
            lambda browser=browser, path=path: browser.get(path),  # type: ignore[misc]
            lambda: bare.get("/page"),
            times=max(1, sizes.requests // 5),
            warm_up=min(WARM_UP, sizes.requests // 10 + 1),
        )
        budget = BUDGETS.get(name, OTHERS)
        yield Figure(name=f"page {name} (ms)", ours=ours.wall, reference=reference.wall, budget=budget)
        yield Figure(name=f"page {name} (ms of CPU)", ours=ours.cpu, reference=reference.cpu, budget=budget)


def make_hr() -> User:
    return User.objects.filter(email="hr@example.com").first() or User.objects.create_superuser("hr@example.com", "x")


def paths(cast: Cast) -> dict[str, str]:
    """By URL name. The session is the one that has such a page."""
    rows = rows_of(cast)
    sessions = {"lobby": cast.lobby, "room": cast.running, "leaving": leaving(cast), "round_close": cast.rated}
    found = {}
    for url in ALL:
        if url.name in NO_PAGE:
            continue
        there = rows._replace(session=sessions.get(url.name, cast.rated))
        try:
            found[url.name] = address(url, there)
        except NoReverseMatch:
            continue
    return found


def address(url: Url, rows: Rows) -> str:
    if url.name in OWNED:
        more = {"position": 1, "number": 1, "kind": "why_me"}
        key = getattr(rows, OWNED[url.name]).pk
        return reverse(url.name, kwargs={"pk": key} | {name: more[name] for name in url.arguments if name in more})
    if url.name.startswith(ADMIN):
        return reverse(url.name, args=[admin_key(url) for _ in url.arguments])
    fillers = FILLERS | {"token": TOKEN}
    return reverse(url.name, kwargs={name: fillers[name] for name in url.arguments})


def admin_key(url: Url) -> object:
    model, _, page = url.name.removeprefix(ADMIN).removeprefix("interviews_").partition("_")
    model = "auth_group" if url.name.startswith("admin:auth_group") else model
    loads = BankLoad.objects.order_by("pk")
    if model == "bankload" or (model == "questionbank" and page in {"preview", "read", "confirm", "cancel"}):
        return loads[0].pk
    found: dict[str, type[Model]] = {
        "questionbank": QuestionBank,
        "question": Question,
        "user": User,
        "competency": Competency,
    }
    found["auth_group"] = Group
    order = "-pk" if model == "auth_group" else "pk"  # The first is HR's own, which nobody edits.
    return found[model]._default_manager.order_by(order)[0].pk if model in found else 1


def leaving(cast: Cast) -> PracticeSession:
    return PracticeSession.objects.get(round=cast.round, status=PracticeSession.Status.LEAVING)


def fill(cast: Cast) -> None:
    """What the account has beside its rounds and practices: evidence, goals, a debrief, links, something of each."""
    Group.objects.create(name="Operations")
    a_round, panelist = cast.round, cast.round.panelists.get(place=1)
    Candidate.objects.filter(pk=a_round.candidate_id).update(calendar_hash=hash_of(TOKEN))
    competencies = list(Competency.objects.all())
    for number in range(STORIES):
        parts = dict.fromkeys(("situation", "task", "action", "result"), ANSWER[:300])
        story = Evidence.objects.create(candidate=a_round.candidate, kind="story", title=f"Story {number}", texts=parts)
        story.competencies.add(competencies[number % len(competencies)])
    for number in range(10):
        goal = Goal(round=a_round, panelist=panelist, text=f"They know of my night shift {number}.")
        question = PanelQuestion(round=a_round, panelist=panelist, text=f"What will be measured in year {number}?")
        asked = AskedQuestion(round=a_round, text=f"What did you save in year {number}?", place=number)
        line = LedgerLine(round=a_round, said="A number, please.", competency=competencies[number % 3])
        for row in (goal, question, asked, line):
            row.save()
    for number in range(3):
        Pitch.objects.create(round=a_round, kind="why_me", text=f"{number} {ANSWER}", created_at=NOW)
    Decision.objects.create(round=a_round, want_now="yes", could_hurt="no", choice="go", why=ANSWER, decided_at=NOW)
    Debrief.objects.create(round=a_round, held_at=NOW, landed=ANSWER, missed=ANSWER)
    link = {"token_hash": hash_of(TOKEN), "expires_at": NOW + timedelta(days=3650)}
    review = Review.objects.create(session=cast.rated, reviewer="Ben", **link)
    for turn in cast.rated.turns.all():
        TurnReview.objects.create(review=review, turn=turn, rating=3, comment="Say how long it took.")
    SharedSummary.objects.create(round=a_round, shown_to="Ben", content='[["", ["I am ready."]]]', **link)
    answer = cast.rated.turns.get(position=1).answers.get(number=0)
    Segment.objects.create(answer=answer, number=1, samples=16_000, transcript="We did.", received_at=NOW)
    finish_asking(practised(a_round, 900))
    DeletedItem.objects.create(candidate=a_round.candidate, what="interviews.note", title="A note", content="{}")
    BankLoad.objects.create(
        bank=QuestionBank.objects.all()[0], file_name="a.csv", checksum="0", content=b"question\nWhy do you want it?\n"
    )


def finish_asking(session: PracticeSession) -> None:
    """Back to where all is asked and nothing learned is written down yet."""
    session.status, session.finished_at = PracticeSession.Status.LEAVING, None
    session.save(update_fields=["status", "finished_at"])


def rows_of(cast: Cast) -> Rows:
    """One row of each kind that an address asks for."""
    a_round = cast.round
    answer = cast.rated.turns.get(position=1).answers.get(number=0)
    return Rows(
        round=a_round,
        session=cast.rated,
        answer=answer,
        note=a_round.notes.all()[0],
        goal=a_round.goals.all()[0],
        panel_question=a_round.panel_questions.all()[0],
        asked_question=a_round.asked_questions.all()[0],
        ledger_line=a_round.ledger_lines.all()[0],
        evidence=Evidence.objects.filter(candidate=a_round.candidate)[0],
        panelist=Panelist.objects.filter(round=a_round)[0],
        pitch=a_round.pitches.all()[0],
        review=cast.rated.reviews.all()[0],
        shared_summary=a_round.shared_summaries.all()[0],
        deleted_item=a_round.candidate.deleted_items.all()[0],
    )
