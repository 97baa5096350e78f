"""A thousand people at once, each with a draft every five seconds and a page every twenty, before a real server.

`python -m tests.bench.crowd SIZES`, in place.environment. Server, database and those who type share one machine.
"""

import asyncio
import json
import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from django.urls import reverse

from tests.bench import place
from tests.bench.timing import Figure, Sizes

HOST: Final = "localhost"
#: Seconds between two drafts of one person.
EVERY: Final = 5
#: Seconds between two pages of one person.
PAGE_EVERY: Final = 20
#: ms that 95 of 100 drafts and pages may take.
P95: Final = 150
P95_OF_PAGES: Final = 300
#: As README, "For operators", says for two cores.
SERVER: Final = ("--worker-class", "gthread", "--workers", "2", "--threads", "8", "--keep-alive", "30")
WORDS: Final = "I moved the night shift to the new line in nine days instead of twenty. " * 8


@dataclass(slots=True)
class Typist:
    """Somebody who types: their answer, their cookies, and the last text that the server said it has."""

    answer: int
    cookie: str
    revision: int
    acknowledged: str = ""
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    took: list[float] = field(default_factory=list)
    errors: int = 0
    pages: list[str] = field(default_factory=list)
    pages_took: list[float] = field(default_factory=list)

    async def type(self, port: int, wait: float, drafts: int) -> None:
        """One draft every EVERY seconds, the first after `wait`, all on one connection, as a browser does it."""
        begun = time.perf_counter() + wait
        for number in range(drafts):
            await asyncio.sleep(max(0, begun + number * EVERY - time.perf_counter()))
            text = f"{WORDS}{number}"
            started = time.perf_counter()
            try:
                self.revision = await asyncio.wait_for(self.save(port, text), 30)
            except (OSError, EOFError, TimeoutError, ValueError, KeyError):
                self.errors += 1
                self.line = None
            else:
                self.acknowledged = text
            self.took.append((time.perf_counter() - started) * 1000)
        if self.line:
            self.line[1].close()

    async def browse(self, port: int, wait: float, seconds: float, first: int) -> None:
        """A page every PAGE_EVERY seconds, the first after `wait`, on a connection of their own."""
        begun = time.perf_counter() + wait
        line = None
        for number in range(math.ceil(max(0, seconds - wait) / PAGE_EVERY)):
            await asyncio.sleep(max(0, begun + number * PAGE_EVERY - time.perf_counter()))
            started = time.perf_counter()
            try:
                line = line or await asyncio.open_connection(HOST, port)
                path = self.pages[(first + number) % len(self.pages)]
                await asyncio.wait_for(self.open(path, *line), 30)
            except (OSError, EOFError, TimeoutError, ValueError):
                self.errors += 1
                line = None
            self.pages_took.append((time.perf_counter() - started) * 1000)
        if line:
            line[1].close()

    async def open(self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Raises ValueError where it is not a page."""
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nCookie: {self.cookie}\r\n\r\n"
        writer.write(head.encode())
        headers = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(headers.partition("content-length:")[2].split()[0]))
        if " 200 " not in headers.partition("\r\n")[0]:
            raise ValueError(path)

    async def save(self, port: int, text: str) -> int:
        """The new revision. Raises KeyError or ValueError where the draft was not taken."""
        from tests.bench.browser import CSRF_TOKEN

        body = urlencode({"text": text, "revision": self.revision}).encode()
        head = (
            f"POST /answers/{self.answer}/draft HTTP/1.1\r\nHost: localhost\r\n"
            f"Cookie: {self.cookie}\r\nX-CSRFToken: {CSRF_TOKEN}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.line = self.line or await asyncio.open_connection(HOST, port)
        reader, writer = self.line
        writer.write(head.encode() + body)
        headers = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(headers.partition("content-length:")[2].split()[0])
        return int(json.loads(await reader.readexactly(length))["revision"])


def figures(sizes: Sizes) -> Iterator[Figure]:
    typists = people(sizes.people)
    with server() as port:
        asyncio.run(everybody_types(typists, port, sizes.drafts))
    took = [each for typist in typists for each in typist.took]
    label = f"{sizes.people:,} people, a draft each {EVERY} s and a page each {PAGE_EVERY} s"
    yield Figure(name=f"{label}, 95 of 100 drafts within (ms)", ours=quantiles(took, n=20)[-1], reference=P95, budget=1)
    opened = [each for typist in typists for each in typist.pages_took]
    p95 = quantiles(opened, n=20)[-1] if len(opened) > 1 else max(opened)
    yield Figure(name=f"{label}, 95 of 100 pages within (ms)", ours=p95, reference=P95_OF_PAGES, budget=1)
    yield Figure(name=f"{label}, errors", ours=sum(each.errors for each in typists), reference=1, budget=0)
    yield Figure(name=f"{label}, acknowledged and lost", ours=lost(typists), reference=1, budget=0)


def people(count: int) -> list[Typist]:
    """Each with a round, a session under way and an open answer of their own, signed in."""
    from interviews.models import Answer, User
    from tests.bench.browser import signed_in
    from tests.bench.filling import multiply, started, tell_the_planner, uuid_type
    from tests.conftest import make_round, make_user

    a_round = make_round(make_user("crowd@example.com"))
    session = started(a_round, 0)
    answer = Answer.objects.get(turn__session=session)
    first = multiply(a_round.candidate.user, count, email="'crowd-' || n || '@example.com'")
    candidates = multiply(a_round.candidate, count, user_id=f"{first} + n")
    rounds = multiply(a_round, count, candidate_id=f"{candidates} + n")
    key = f"CAST('{count:020}' || (100000000000 + n) AS {uuid_type()})"
    sessions = multiply(session, count, round_id=f"{rounds} + n", start_key=key)
    for panelist in a_round.panelists.all():
        multiply(panelist, count, round_id=f"{rounds} + n")
    turns = multiply(answer.turn, count, session_id=f"{sessions} + n", panelist_id="NULL")
    answers = multiply(answer, count, turn_id=f"{turns} + n")
    tell_the_planner()
    users = User.objects.filter(pk__gte=first).order_by("pk")
    return [
        Typist(answers + n, signed_in(user), answer.revision, pages=pages_of(rounds + n, sessions + n))
        for n, user in enumerate(users)
    ]


def pages_of(a_round: int, session: int) -> list[str]:
    names = {"home": [], "round": [a_round], "room": [session], "evidence": [], "progress": [], "practice": []}
    return [reverse(name, args=args) for name, args in names.items()]


async def everybody_types(typists: list[Typist], port: int, drafts: int) -> None:
    """Each begins a little after the one before, with the page after the one that they opened."""
    count, seconds = len(typists), EVERY * drafts
    typing = [typist.type(port, EVERY * n / count, drafts) for n, typist in enumerate(typists)]
    browsing = [
        typist.browse(port, min(PAGE_EVERY, seconds) * n / count, seconds, n) for n, typist in enumerate(typists)
    ]
    await asyncio.gather(*typing, *browsing)


@contextmanager
def server() -> Iterator[int]:
    """The product as an operator runs it; its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    command = [gunicorn, "config.wsgi", *SERVER, "--bind", f"{HOST}:{port}", "--log-level", "error"]
    environment = {**os.environ, "DATABASE_URL": place.url_of(place.SMALL)}
    with subprocess.Popen(command, cwd=Path(__file__).resolve().parents[2], env=environment) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(300):
        with suppress(URLError, ConnectionError):
            urlopen(f"http://{HOST}:{port}/healthz").close()
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not come up")


def lost(typists: list[Typist]) -> int:
    """How many of their last acknowledged words are not in the database."""
    from interviews.models import Answer

    there = Answer.objects.in_bulk([each.answer for each in typists])
    return sum(there[each.answer].text != each.acknowledged for each in typists)


def main() -> None:
    import django

    django.setup()
    sizes = Sizes(**json.loads(sys.argv[1]))
    with place.databases():
        from tests.bench.worker import set_up

        set_up()
        for figure in figures(sizes):
            sys.stdout.write(json.dumps(asdict(figure)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
