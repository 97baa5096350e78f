"""Pages as a server sends them, and how they take a database a thousand times as full."""

import itertools
from collections.abc import Iterator
from functools import partial
from statistics import median

from django.urls import reverse

from config.wsgi import application
from tests.bench import every_page, place, urls
from tests.bench.browser import Browser, signed_in
from tests.bench.filling import ANSWER, Cast, add_others, add_questions, make_cast, started, tell_the_planner
from tests.bench.timing import WARM_UP, Figure, Sizes, in_turns, median_of, milliseconds, took

#: ms of CPU that starting an interview may take.
START_CPU = 60
AT_A_TIME = 5
"""Requests on one database before it is the other's turn."""


def figures(sizes: Sizes) -> Iterator[Figure]:
    """Needs a database that is set up; leaves the large one in use."""
    cast = make_cast()
    urls.make_table(cast.user.pk)
    ours = Browser(application, signed_in(cast.user))
    bare = Browser(urls.BareApplication(), signed_in(cast.user, urls.BACKEND))
    add_others(cast, sizes.few_answers)
    tell_the_planner()
    yield from growth(ours, cast, sizes)
    place.use(place.SMALL)
    yield Figure(
        name="room (queries)", ours=ours.queries(reverse("room", args=[cast.running.pk])), reference=6, budget=1
    )
    yield from draft(ours, bare, cast, sizes)
    yield from starting(cast, sizes)
    yield from every_page.figures(cast, sizes)


def draft(ours: Browser, bare: Browser, cast: Cast, sizes: Sizes) -> Iterator[Figure]:
    """A draft of about a minute's talk, beside a bare signed-in view with one UPDATE of the same text.

    The text is another one each time: SQLite leaves the disk alone where a row stays as it was.
    """
    path = reverse("answer_draft", args=[cast.answer.pk])
    revisions, texts = itertools.count(cast.answer.revision), map("{} ".format, itertools.count())
    mine, reference = in_turns(
        lambda: ours.post(path, text=next(texts) + ANSWER, revision=next(revisions)),
        lambda: bare.post("/draft", text=next(texts) + ANSWER),
        times=sizes.requests,
        warm_up=WARM_UP,
    )
    yield Figure(name="save a draft (ms)", ours=mine, reference=reference, budget=2)
    counted = ours.queries(path, text=ANSWER, revision=next(revisions))
    yield Figure(name="save a draft (queries)", ours=counted, reference=4, budget=1)


def starting(cast: Cast, sizes: Sizes) -> Iterator[Figure]:
    """Drawing an interview and writing it down, from the starter bank and beside a large one."""
    numbers = itertools.count(5_000)
    for database, count in ((place.SMALL, "the starter bank"), (place.LARGE, f"{sizes.questions:,} questions")):
        place.use(database)
        times = [
            took(lambda: started(cast.round, next(numbers), entered=False)) for _ in range(sizes.requests // 20 or 1)
        ]
        mine = median_of(times).cpu
        yield Figure(name=f"start an interview, {count} (ms of CPU)", ours=mine, reference=START_CPU, budget=1)
    place.use(place.SMALL)


def growth(ours: Browser, cast: Cast, sizes: Sizes) -> Iterator[Figure]:
    """One candidate's pages with few and with many answers of others: two databases, asked in turns."""
    place.copy_small(place.LARGE)
    place.use(place.LARGE)
    add_others(cast, sizes.many_answers - sizes.few_answers)
    add_questions(sizes.questions)
    tell_the_planner()
    paths = pages_of(cast)
    large: dict[str, list[float]] = {name: [] for name in paths}
    small: dict[str, list[float]] = {name: [] for name in paths}
    counts = {}
    for _ in range(max(1, sizes.requests // 2 // AT_A_TIME)):
        for name, path in paths.items():
            for database, times in ((place.LARGE, large), (place.SMALL, small)):
                place.use(database)
                counts[database, name] = ours.queries(path)
                times[name] += [milliseconds(partial(ours.get, path)) for _ in range(AT_A_TIME)]
    for name in paths:
        label = f"{name}, {sizes.many_answers:,} answers beside {sizes.few_answers:,}"
        yield Figure(name=f"{label} (ms)", ours=median(large[name]), reference=median(small[name]), budget=1.3)
        many, few = counts[place.LARGE, name], counts[place.SMALL, name]
        yield Figure(name=f"{label} (queries)", ours=many, reference=few, budget=1)


def pages_of(cast: Cast) -> dict[str, str]:
    return {
        "home": reverse("home"),
        "rounds": reverse("rounds"),
        "round": reverse("round", args=[cast.round.pk]),
        "notes": reverse("notes", args=[cast.round.pk]),
        "practice history": reverse("practice"),
        "new practice": reverse("practice_new", args=[cast.round.pk]),
        "lobby": reverse("lobby", args=[cast.lobby.pk]),
        "room": reverse("room", args=[cast.running.pk]),
        "review": reverse("review", args=[cast.rated.pk]),
        "review of an answer": reverse("review_turn", args=[cast.rated.pk, 1]),
    }
