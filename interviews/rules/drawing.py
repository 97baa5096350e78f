"""Which question, from which seat, in which order.

A drawing is a plan of chairs in turn ("slots") filled by a matching: a question that is needed (an objection, a fifth
competency) may push one already placed to another slot of a seat that can ask it, so a small bank is used up before it
is called too small.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice, product
from operator import attrgetter
from random import Random
from typing import Final

from interviews.choices import ANY_SEAT, SEATS
from interviews.message import Message, gettext_noop

#: Questions before the closing. Convention (EVIDENCE, pacing): an hour holds 6–8 questions of 5–7 minutes.
DEFAULT_LENGTH: Final = 6
#: Convention (EVIDENCE, pacing): each panelist is heard at least twice.
QUESTIONS_PER_SEAT: Final = 2
#: OPM structured-interview guide (EVIDENCE, what is rated): 5–8 competencies.
COMPETENCIES_WANTED: Final = 5
#: OPM and IPMA-HR (EVIDENCE, panel size): 2–4, 3–5; we allow two to five.
SMALLEST_PANEL: Final = 2
LARGEST_PANEL: Final = 5
#: At most one question in so many is an objection or a motivation question, while there is something else to ask:
#: past behaviour predicts better (Sackett 2022; Levashina et al. 2014).
ONE_OF_A_KIND_IN: Final = 3
#: Variety is sought among so many questions not seen for longest, or a bank of 100,000 would be weighed at each turn.
VARIETY_AMONG: Final = 500

#: Questions of one seat, kind and competency that are looked at: enough for themes to differ.
KEPT_OF_A_SORT: Final = 50

OPENING_THEME: Final = "why_apply"
CLOSING_THEME: Final = "questions_for_panel"
DRILL_THEME: Final = "ten_minutes_notice"
FORWARD_THEMES: Final = frozenset({"first_90_days", "coming_up"})
#: The themes that decide something here; all others only make for variety.
TELLING_THEMES: Final = FORWARD_THEMES | {OPENING_THEME, CLOSING_THEME, DRILL_THEME}
SPARING_KINDS: Final = frozenset({"objection", "motivation"})
GUEST_SEAT: Final = "other"
#: A slot of a guest who has run out of own questions: may ask anybody's.
ANYTHING: Final = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts:
    """What drawing needs to know of a question. `seat` "" is any seat; `difficulty` is 1–3."""

    id: int
    seat: str
    kind: str
    competency: str
    theme: str = ""
    difficulty: int = 2
    last_seen: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of the running order; `place` is the index into the panel's seats, which may repeat."""

    question_id: int
    seat: str
    place: int


class BankTooSmall(Exception):
    """The bank cannot fill the interview; `missing` says in plain words what HR would have to add."""

    def __init__(self, missing: Sequence[Message]) -> None:
        self.missing = tuple(missing)
        super().__init__(" ".join(str(wording) for wording in missing))


Test = Callable[[QuestionFacts], bool]


@dataclass(frozen=True, slots=True)
class Slot:
    """A turn to be filled: whose, and what that person may ask."""

    place: int
    may_ask: str

    def fits(self, question: QuestionFacts) -> bool:
        return question.seat in (ANY_SEAT, self.may_ask) or self.may_ask == ANYTHING


def is_objection(question: QuestionFacts) -> bool:
    return question.kind == "objection"


def is_forward_looking(question: QuestionFacts) -> bool:
    """About what the candidate will do: a situational question, the first 90 days, or what is coming up."""
    return question.kind == "situational" or question.theme in FORWARD_THEMES


def is_opening(question: QuestionFacts) -> bool:
    return question.kind == "motivation"


def is_for_short_notice(question: QuestionFacts) -> bool:
    """Supposes that the interview was sprung on the candidate."""
    return question.theme == DRILL_THEME


def is_closing(question: QuestionFacts) -> bool:
    return question.kind == "closing"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an interview can be about. Its questions are taken first."""

    name: Message
    themes: frozenset[str] = frozenset()
    competencies: frozenset[str] = frozenset()

    def covers(self, question: QuestionFacts) -> bool:
        return question.theme in self.themes or question.competency in self.competencies


#: The sets that the advice names (MISSION, rows 4, 7, 9, 11 and 12).
SUBJECTS: Final = {
    "present_job": Subject(
        Message(gettext_noop("The job you hold, and who covers it if you move")), frozenset({"present_job", "cover"})
    ),
    "rivals": Subject(
        Message(gettext_noop("Rivals with more experience, and leading your peers")),
        frozenset({"less_experience", "leading_peers"}),
    ),
    "failure": Subject(
        Message(gettext_noop("A failure that they remember")), competencies=frozenset({"accountability"})
    ),
    "proof": Subject(
        Message(gettext_noop("Your figures and who speaks for you")),
        frozenset({"best_statistics", "kudos", "evidence"}),
    ),
    "notice": Subject(
        Message(gettext_noop("Being called in at short notice")), frozenset({"ten_minutes_notice", "formality"})
    ),
    "decided": Subject(
        Message(gettext_noop("It may be decided already")), frozenset({"shown_off", "if_no", "reshaping"})
    ),
}
NOTHING_ABOUT: Final = Message(gettext_noop("The banks have no question about that. Practice everything, or tell HR."))


def narrowed(questions: Sequence[QuestionFacts], about: str) -> list[QuestionFacts]:
    """The questions with those about something else as if they were asked today: they come last.

    Raises BankTooSmall where none is about it.
    """
    subject = SUBJECTS[about]
    if not any(map(subject.covers, questions)):
        raise BankTooSmall([NOTHING_ABOUT])
    return [each if subject.covers(each) else replace(each, last_seen=date.max) for each in questions]


def weak_spots(due: Sequence[QuestionFacts], *, seats: Sequence[str], length: int) -> list[Drawn]:
    """The first `length` of what is due, the longest due first. Each is asked by who may; by the next in turn else."""
    ordered = sorted(due, key=lambda question: (question.due or date.min, question.id))
    return [by_its_seat(each.id, each.seat, seats, turn) for turn, each in enumerate(ordered[:length])]


def replay(asked_by: Sequence[str], *, seats: Sequence[str]) -> list[Drawn]:
    """A real panel's questions in their order, by number; `asked_by` is who asked each."""
    return [by_its_seat(number, seat, seats, number) for number, seat in enumerate(asked_by)]


def by_its_seat(number: int, seat: str, seats: Sequence[str], turn: int) -> Drawn:
    place = seats.index(seat) if seat in seats else turn % len(seats)
    return Drawn(number, seats[place], place)


def draw(
    questions: Sequence[QuestionFacts],
    *,
    seats: Sequence[str],
    mode: str,
    length: int = DEFAULT_LENGTH,
    seed: int,
    one_seat: str | None = None,
    about: str = "",
) -> list[Drawn]:
    """The running order. `seats` are the panel's in table order and may repeat; `length` leaves out the closing.

    An interview closes where the bank has a closing question that one of them could ask. A full panel is lengthened to
    two questions a seat. `about` is one of SUBJECTS, whose questions come first. The same questions, in any order, and
    the same seed give the same interview. Raises BankTooSmall, and ValueError for a panel, seat or mode that does not
    exist.
    """
    check_panel(seats, mode, one_seat)
    questions = narrowed(questions, about) if about else questions
    length = max(length, QUESTIONS_PER_SEAT * len(seats) if mode == "full_panel" else 1)
    drawing = Drawing(questions, seats, Random(seed), max(length, KEPT_OF_A_SORT))  # noqa: S311 (a game of chance, no secret)
    if mode == "full_panel":
        return drawing.full_panel(length)
    if mode == "one_seat":
        return drawing.one_seat(one_seat or seats[0], length)
    return drawing.ten_minute_drill()


def check_panel(seats: Sequence[str], mode: str, one_seat: str | None) -> None:
    if mode not in ("full_panel", "one_seat", "ten_minute_drill"):
        raise ValueError(f"no such mode: {mode!r}")
    if unknown := set(seats) - set(SEATS):
        raise ValueError(f"no such seat: {sorted(unknown)}")
    if not SMALLEST_PANEL <= len(seats) <= LARGEST_PANEL:
        raise ValueError(f"a panel has two to five seats, not {len(seats)}")
    if one_seat is not None and one_seat not in seats:
        raise ValueError(f"nobody in the seat {one_seat!r}")


class Filling:
    """Slots and the questions placed in them so far; a question once placed stays in, if not in the same slot."""

    def __init__(self, slots: Sequence[Slot], order: Sequence[int]) -> None:
        self.slots = slots
        self.order = order
        self.placed: dict[int, QuestionFacts] = {}

    @property
    def questions(self) -> list[QuestionFacts]:
        return [self.placed[index] for index in sorted(self.placed)]

    @property
    def full(self) -> bool:
        return len(self.placed) == len(self.slots)

    def place(self, question: QuestionFacts) -> bool:
        """Place `question`, moving others if need be; False, and nothing moved, if there is no room for it."""
        return self._place(question, set())

    def _place(self, question: QuestionFacts, tried: set[int]) -> bool:
        fitting = [index for index in self.order if self.slots[index].fits(question)]
        for index in fitting:
            if index not in self.placed:
                self.placed[index] = question
                return True
        for index in fitting:
            if index not in tried:
                tried.add(index)
                if self._place(self.placed[index], tried):
                    self.placed[index] = question
                    return True
        return False


class Drawing:
    """One drawing: the questions that the panel could ask, in seeded order, those not seen lately first."""

    def __init__(self, questions: Iterable[QuestionFacts], seats: Sequence[str], random: Random, keep: int) -> None:
        self.seats = seats
        self.random = random
        askable = (question for question in questions if GUEST_SEAT in seats or question.seat in (ANY_SEAT, *seats))
        ordered = sorted(askable, key=attrgetter("id"))
        random.shuffle(ordered)
        ordered.sort(key=seen)
        short = shortlist(ordered, keep)
        self.closings = [question for question in short if is_closing(question)]
        self.questions = [question for question in short if not is_closing(question)]
        self.by_seat = Counter(question.seat for question in self.questions)

    # The three modes

    def full_panel(self, length: int) -> list[Drawn]:
        self.raise_for(self.missing_for_panel(length))
        for openers_place, opener in self.openings():
            turns = [(openers_place + turn) % len(self.seats) for turn in range(length)]
            rest = [question for question in self.planned() if question.id != opener.id]
            filling = self.filled(turns[1:], rest, opener, min(COMPETENCIES_WANTED, length - 1))
            if filling is not None:
                asked = [opener, *filling.questions]
                return [*self.drawn(asked, turns), *self.closing((openers_place + length) % len(self.seats))]
        raise BankTooSmall([TOO_FEW_DIFFERENT])

    def one_seat(self, seat: str, length: int) -> list[Drawn]:
        place = self.seats.index(seat)
        self.raise_for(self.missing_for_seat(seat, length))
        turns = [place] * length
        filling = self.filled(turns, self.planned(), None, 0)
        if filling is None:
            raise BankTooSmall([TOO_FEW_DIFFERENT])
        closing = self.closing_of(seat)
        return [*self.drawn(filling.questions, turns), *([Drawn(closing.id, seat, place)] if closing else [])]

    def ten_minute_drill(self) -> list[Drawn]:
        turns = list(range(len(self.seats)))
        self.raise_for([line for seat in dict.fromkeys(self.seats) for line in self.missing_for_seat(seat, 1)])
        pool = sorted(self.questions, key=lambda question: (seen(question), not is_for_short_notice(question)))
        filling = self.filled(turns, pool, None, 0)
        if filling is None:
            raise BankTooSmall([TOO_FEW_DIFFERENT])
        return self.drawn(filling.questions, turns)

    # Steps

    def planned(self) -> list[QuestionFacts]:
        """For an interview that was announced: what supposes that it was sprung on the candidate comes last."""
        return sorted(self.questions, key=is_for_short_notice)

    def drawn(self, questions: Sequence[QuestionFacts], turns: Sequence[int]) -> list[Drawn]:
        return [Drawn(question.id, self.seats[place], place) for question, place in zip(questions, turns, strict=True)]

    def openings(self) -> Iterator[tuple[int, QuestionFacts]]:
        """Who could open with what, best first; only a few, as more would not save a bank that small."""
        openers = sorted(
            filter(is_opening, self.questions),
            key=lambda question: (question.seat not in (ANY_SEAT, *self.seats), question.theme != OPENING_THEME),
        )
        for opener in openers[:5]:
            own = [place for place, seat in enumerate(self.seats) if Slot(place, seat).fits(opener)]
            places = own or [place for place, seat in enumerate(self.seats) if seat == GUEST_SEAT]
            for place in self.random.sample(places, len(places)):
                yield place, opener

    def closing(self, next_place: int) -> list[Drawn]:
        """The closing question, from the next in turn who has one; none where the bank has none."""
        for step in range(len(self.seats)):
            place = (next_place + step) % len(self.seats)
            if closing := self.closing_of(self.seats[place]):
                return [Drawn(closing.id, self.seats[place], place)]
        return []

    def closing_of(self, seat: str) -> QuestionFacts | None:
        closings = sorted(self.closings, key=lambda question: question.theme != CLOSING_THEME)
        own = (question for question in closings if Slot(0, seat).fits(question))
        borrowed = closings if seat == GUEST_SEAT else []
        return next(own, None) or next(iter(borrowed), None)

    def filled(
        self,
        turns: Sequence[int],
        pool: Sequence[QuestionFacts],
        opener: QuestionFacts | None,
        competencies: int,
    ) -> Filling | None:
        """Every turn filled; guests borrow other seats' questions only for the turns that stay empty otherwise."""
        # Requirements are placed first: in the order of the turns the objection would always come second.
        order = self.random.sample(range(len(turns)), len(turns))
        guest_turns = [index for index, place in enumerate(turns) if self.seats[place] == GUEST_SEAT]
        for borrowed in range(len(guest_turns) + 1):
            borrowing = set(guest_turns[len(guest_turns) - borrowed :])
            slots = [
                Slot(place, ANYTHING if index in borrowing else self.seats[place]) for index, place in enumerate(turns)
            ]
            filling = fill(slots, order, pool, opener, competencies)
            if filling is not None:
                return filling
        return None

    # What is missing

    def raise_for(self, missing: Sequence[Message]) -> None:
        if missing:
            raise BankTooSmall(missing)

    def missing_for_panel(self, length: int) -> list[Message]:
        wanted = [(is_opening, NO_OPENING), (is_objection, NO_OBJECTION), (is_forward_looking, NO_FORWARD)]
        missing = [wording for test, wording in wanted if not any(map(test, self.questions))]
        for seat in dict.fromkeys(self.seats):
            missing += self.missing_for_seat(seat, QUESTIONS_PER_SEAT)
        have = len({question.competency for question in self.questions} - {""})
        need = min(COMPETENCIES_WANTED, length - 1)
        if have < need:
            missing.append(Message(FEW_COMPETENCIES, {"have": have, "need": need}))
        return missing

    def missing_for_seat(self, seat: str, need: int) -> list[Message]:
        own = self.by_seat[ANY_SEAT] + self.by_seat[seat]
        have = len(self.questions) if seat == GUEST_SEAT else own
        return [] if have >= need else [Message(FEW_QUESTIONS[seat], {"have": have, "need": need})]


def seen(question: QuestionFacts) -> date:
    """When the question was last seen; never is longest ago."""
    return question.last_seen or date.min


def shortlist(questions: Iterable[QuestionFacts], keep: int) -> list[QuestionFacts]:
    """The first `keep` of each sort, in order: more than one interview can use, however large the bank."""
    kept: Counter[tuple[str, str, str, str]] = Counter()
    short = []
    for question in questions:
        theme = question.theme if question.theme in TELLING_THEMES else ""
        sort = (question.seat, question.kind, question.competency, theme)
        kept[sort] += 1
        if kept[sort] <= keep:
            short.append(question)
    return short


def fill(
    slots: Sequence[Slot],
    order: Sequence[int],
    pool: Sequence[QuestionFacts],
    opener: QuestionFacts | None,
    competencies: int,
) -> Filling | None:
    """Place what is required, then the rest; None if this cannot be done."""
    anyhow = Filling(slots, order)
    if not place_rest(anyhow, pool, []):
        return None
    if opener is None:
        return anyhow
    may_ask = {ANY_SEAT, *(slot.may_ask for slot in slots)}
    fitting = [question for question in pool if question.seat in may_ask or ANYTHING in may_ask]
    for objection, forward in product(heads(fitting, is_objection), heads(fitting, is_forward_looking)):
        attempt = Filling(slots, order)
        placed = attempt.place(objection) and (objection.id == forward.id or attempt.place(forward))
        if placed and place_competencies(attempt, pool, opener, competencies) and place_rest(attempt, pool, [opener]):
            return attempt
    return None


def heads(pool: Iterable[QuestionFacts], test: Test) -> list[QuestionFacts]:
    """The freshest question of each seat and competency that passes `test`: others of it would fit no better."""
    found: dict[tuple[str, str], QuestionFacts] = {}
    for question in filter(test, pool):
        found.setdefault((question.seat, question.competency), question)
    return list(found.values())[:8]


def place_competencies(filling: Filling, pool: Sequence[QuestionFacts], opener: QuestionFacts, wanted: int) -> bool:
    def covered() -> set[str]:
        return {question.competency for question in [opener, *filling.questions]} - {""}

    while len(covered()) < wanted:
        have = covered()
        if not place_best(filling, [q for q in pool if q.competency and q.competency not in have], [opener]):
            return False
    return True


def place_rest(filling: Filling, pool: Sequence[QuestionFacts], asked: list[QuestionFacts]) -> bool:
    while not filling.full:
        if not place_best(filling, pool, asked):
            return False
    return True


def place_best(filling: Filling, pool: Iterable[QuestionFacts], asked: list[QuestionFacts]) -> bool:
    """Place the question that was not seen for longest; among equals, the one that adds most variety."""
    variety = Variety([*asked, *filling.questions], len(filling.slots))
    taken = {question.id for question in filling.questions}
    free = (question for question in pool if question.id not in taken)
    freshest = sorted(islice(free, VARIETY_AMONG), key=lambda question: (seen(question), variety.repeats(question)))
    full_up: set[str] = set()
    for question in chain(freshest, free):
        if question.seat not in full_up:
            if filling.place(question):
                return True
            full_up.add(question.seat)
    return False


class Variety:
    """How much a question would repeat what is asked already."""

    def __init__(self, asked: Sequence[QuestionFacts], length: int) -> None:
        self.themes = Counter(question.theme for question in asked if question.theme)
        self.competencies = Counter(question.competency for question in asked if question.competency)
        self.kinds = Counter(question.kind for question in asked)
        self.most_of_a_kind = max(1, length // ONE_OF_A_KIND_IN)

    def repeats(self, question: QuestionFacts) -> int:
        too_many = question.kind in SPARING_KINDS and self.kinds[question.kind] >= self.most_of_a_kind
        return 4 * too_many + 2 * self.themes[question.theme] + self.competencies[question.competency]


NO_OPENING: Final = Message(gettext_noop("No question asks why somebody wants the role."))
NO_OBJECTION: Final = Message(
    gettext_noop("No question that this panel could ask is an objection, such as “others have more experience”.")
)
NO_FORWARD: Final = Message(gettext_noop("No question looks ahead, such as to the first 90 days."))
TOO_FEW_DIFFERENT: Final = Message(
    gettext_noop("The bank has too few different questions for these seats: add some that any seat could ask.")
)
FEW_COMPETENCIES: Final = gettext_noop(
    "The questions for this panel test %(have)d different skills (competencies); this interview needs %(need)d."
)
FEW_QUESTIONS: Final = {
    "boss": gettext_noop("Questions that the boss could ask: the bank has %(have)d, this interview needs %(need)d."),
    "hr_director": gettext_noop(
        "Questions that the HR director could ask: the bank has %(have)d, this interview needs %(need)d."
    ),
    "ceo": gettext_noop("Questions that the CEO could ask: the bank has %(have)d, this interview needs %(need)d."),
    "other": gettext_noop("Questions that a guest could ask: the bank has %(have)d, this interview needs %(need)d."),
}
