"""One candidate with a long story beside one at the beginning, and the PDF of the brief."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from statistics import median

from django.db import connection
from django.urls import reverse

from config.wsgi import application
from interviews.models import Answer, LedgerLine, PracticeSession, PromotionRound, Turn, User
from tests.bench.browser import Browser, signed_in
from tests.bench.filling import multiply, practised, tell_the_planner, uuid_type
from tests.bench.timing import WARM_UP, Figure, Sizes, in_turns, milliseconds
from tests.conftest import NOW, make_round, make_user

PRACTICES, ROUNDS = 10, 10
#: ms. What the PDF of the brief may take.
PDF_TIME = 2000


def figures(sizes: Sizes) -> Iterator[Figure]:
    """Home, ledger, progress: with 1,000 practices, 20,000 answers and ten rounds, beside ten practices."""
    few, many = begun("few@example.com"), begun("many@example.com")
    grow(many, 1000 // PRACTICES if sizes.requests > 2 else 2)
    tell_the_planner()
    short, long = (Browser(application, signed_in(user)) for user in (few, many))
    for name in ("home", "ledger", "progress"):
        path = reverse(name)
        mine, reference = in_turns(
            partial(long.get, path), partial(short.get, path), times=sizes.requests // 2 or 1, warm_up=WARM_UP
        )
        label = f"{name}, 1,000 practices and ten rounds beside ten practices"
        yield Figure(name=f"{label} (ms)", ours=mine, reference=reference, budget=1.3)
        yield Figure(name=f"{label} (queries)", ours=long.queries(path), reference=short.queries(path), budget=1)
    path = reverse("brief_pdf", args=[PromotionRound.objects.get(candidate__user=few, is_current=True).pk])
    times = [milliseconds(partial(short.get, path)) for _ in range(max(1, sizes.requests // 20))]
    yield Figure(
        name="PDF of the brief, of the time it may take (ms)", ours=median(times), reference=PDF_TIME, budget=1
    )


def begun(email: str) -> User:
    user = make_user(email)
    a_round = make_round(user)
    for number in range(PRACTICES):
        practised(a_round, number)
    for _ in range(PRACTICES):
        LedgerLine.objects.create(round=a_round, said="A number, please.")
    return user


def grow(user: User, times: int) -> None:
    """Copies of the first practice with its turns and twenty answers, and nine more rounds, made by the database."""
    a_round = PromotionRound.objects.get(candidate__user=user)
    session = PracticeSession.objects.filter(round=a_round).order_by("pk")[0]
    count = PRACTICES * (times - 1)
    with connection.constraint_checks_disabled():
        multiply(a_round, ROUNDS - 1, is_current="'0'" if connection.vendor == "postgresql" else "0")
        sessions = multiply(
            session,
            count,
            start_key=f"CAST('{user.pk:020}' || (500000000000 + n) AS {uuid_type()})",
        )
        turns = list(Turn.objects.filter(session=session).order_by("position"))
        for turn in turns:
            first = multiply(turn, count, session_id=f"{sessions} + n")
            for answer in Answer.objects.filter(turn=turn):
                multiply(answer, count, turn_id=f"{first} + n")
        multiply(LedgerLine.objects.filter(round=a_round)[0], 500)
    PromotionRound.objects.filter(pk=a_round.pk).update(created_at=NOW + timedelta(days=1))
