"""The states of a draft against a model: the script's own state machine, the server's own service, whatever happens.

Tabs on two devices type, save, lose requests and responses, crash, reload, are restored and choose, in any order that
Hypothesis comes up with. No text that the server acknowledged may be replaced unless whoever replaced it had seen it.
"""

from dataclasses import dataclass, field
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from playwright.sync_api import Page

from interviews.models import Answer, User
from interviews.services import answering
from interviews.services.answering import Lineage, SaveOutcome
from tests.browser.conftest import NewPage
from tests.conftest import make_round, make_session

pytestmark = pytest.mark.django_db(transaction=True)

#: Printed by the test, for whoever wants to know how much was tried.
EXAMPLES = 150
STEPS = 30
#: One of the tabs that are open.
TAB = st.integers(0, 3)

HARNESS = """async () => {
  const { DraftState } = await import("/static/js/draft-box.js");
  const tabs = new Map();
  window.draftTabs = tabs;
  window.openTab = ({ tab, page, copy }) => {
    const draft = new DraftState(page, tab);
    tabs.set(tab, draft);
    const isRestored = copy ? draft.restore(copy) : false;
    return { isRestored, ...window.look(tab) };
  };
  window.look = (tab) => {
    const { text, known, revision, conflict, isDirty } = tabs.get(tab);
    return { text, known, revision, conflict, isDirty, copy: tabs.get(tab).copy() };
  };
  window.act = ({ tab, verb, values }) => ({ result: tabs.get(tab)[verb](...values) ?? null, ...window.look(tab) });
}"""


@dataclass
class Request:
    """A save on its way; `seen` are the versions that the person had seen when it was made."""

    tab: str
    body: dict[str, Any]
    seen: set[int]
    deliveries: int = 0


@dataclass
class Tab:
    device: int
    seen: set[int]
    opened_at: int
    requests: list[Request] = field(default_factory=list)
    unanswered: Request | None = None


@dataclass
class Copy:
    """What lies on a device's disk, and what had been seen by whoever typed it."""

    body: dict[str, Any]
    seen: set[int]


@dataclass(frozen=True)
class Version:
    text: str
    tab: str
    count: int


class Drafts(RuleBasedStateMachine):
    """One answer, its tabs, their disks, and every version that the server ever had."""

    def __init__(self, page: Page, user: User) -> None:
        super().__init__()
        self.page, self.user = page, user
        session = make_session(make_round(user, is_current=False, panelists=False), turns=1)
        self.answer = Answer.objects.get(turn__session=session)
        self.versions = [Version("", "", 0)]
        self.open: dict[str, Tab] = {}
        self.disk: dict[tuple[int, str], Copy] = {}
        self.gone: dict[str, Tab] = {}
        self.typed = self.opened = 0
        self.is_signed_in = True

    # The server

    @property
    def now(self) -> int:
        return len(self.versions) - 1

    def page_of_server(self) -> dict[str, Any]:
        self.answer.refresh_from_db()
        assert self.answer.text == self.versions[-1].text, "the server has the newest version"
        names = ("text", "revision", "writer", "writer_count")
        return {name: getattr(self.answer, name) for name in names}

    def arrive(self, request: Request) -> answering.SaveResult:
        """The request reaches the server, be it late or for the second time."""
        request.deliveries += 1
        body = request.body
        lineage = Lineage(body["writer"], body["count"], body["after"], body["after_count"])
        before = self.now
        result = answering.save_draft(
            user=self.user, pk=self.answer.pk, text=body["text"], revision=body["revision"], lineage=lineage
        )
        assert result
        self.answer.refresh_from_db()
        if self.answer.revision != before:
            own_before = {
                number
                for number, version in enumerate(self.versions)
                if version.tab == request.tab and version.count < body["count"]
            }
            assert before in request.seen | own_before, f"{body} replaced a version that nobody there had seen"
            self.versions.append(Version(body["text"], request.tab, body["count"]))
            assert self.answer.revision == self.now
        return result

    # Tabs

    def act(self, tab: str, verb: str, *values: object) -> dict[str, Any]:
        answered: dict[str, Any] = self.page.evaluate(
            "(call) => window.act(call)", {"tab": tab, "verb": verb, "values": list(values)}
        )
        return answered

    def keep(self, tab: str, state: dict[str, Any]) -> None:
        """What <draft-box> does after each change: the copy on the disk follows."""
        where = (self.open[tab].device, tab)
        if state["copy"] is None:
            self.disk.pop(where, None)
        else:
            self.disk[where] = Copy(state["copy"], set(self.open[tab].seen))

    def visit(self, device: int, before: str = "") -> str:
        """The page comes, in a new tab or where `before` was, and takes over a copy that nobody has open."""
        self.opened += 1
        name = f"tab{self.opened}"
        left = {where: copy for where, copy in self.disk.items() if where[0] == device and where[1] not in self.open}
        where = (device, before) if (device, before) in left else next(reversed(left), None)
        page = self.page_of_server()
        copy = left[where] if where else None
        call = {"tab": name, "page": page, "copy": copy.body if copy else None}
        state = self.page.evaluate("(call) => window.openTab(call)", call)
        self.open[name] = Tab(device, {self.now}, self.now)
        if copy and where:
            self.take_over(name, where, copy, state)
        self.keep(name, state)
        return name

    @rule(device=st.integers(0, 1))
    @precondition(lambda self: self.is_signed_in and len(self.open) < 4)
    def open_tab(self, device: int) -> None:
        self.visit(device)

    @rule(tab=TAB, times=st.integers(1, 3))
    @precondition(lambda self: self.is_signed_in and self.open)
    def reload(self, tab: int, times: int) -> None:
        name = self.pick(tab)
        for _ in range(times):
            self.gone[name] = self.open.pop(name)
            name = self.visit(self.gone[name].device, name)

    def pick(self, tab: int) -> str:
        return list(self.open)[tab % len(self.open)]

    def take_over(self, name: str, where: tuple[int, str], copy: Copy, state: dict[str, Any]) -> None:
        """The copy is in the box now, or nothing of it was lost by leaving it."""
        text, count = copy.body["text"], copy.body["count"]
        if state["isRestored"]:
            assert state["text"] == text
            own = {n for n, each in enumerate(self.versions) if each.tab == where[1] and each.count <= count}
            self.open[name].seen = copy.seen | own
        else:
            newest = self.versions[-1]
            assert newest.text == text or (newest.tab == where[1] and newest.count > count), "a copy was dropped"
        del self.disk[where]

    @initialize()
    def first(self) -> None:
        self.visit(0)
        self.visit(0)

    @rule(tab=TAB, then=st.sampled_from(["nothing", "kept", "saved"]), rubs_out=st.booleans())
    @precondition(lambda self: self.open)
    def type(self, tab: int, then: str, rubs_out: bool) -> None:
        name = self.pick(tab)
        self.typed += 1
        text = self.page.evaluate("(tab) => window.look(tab).text", name)
        state = self.act(name, "typed", f"w{self.typed}" if rubs_out else f"{text} w{self.typed}")
        if then != "nothing":  # A crash right after a key may come before the disk.
            self.keep(name, state)
        if then == "saved" and self.is_signed_in:
            self.save(tab)

    @rule(tab=TAB, verb=st.sampled_from(["save", "save", "lastSave"]))
    @precondition(lambda self: self.open)
    def send(self, tab: int, verb: str) -> None:
        self.send_from(self.pick(tab), verb)

    def send_from(self, name: str, verb: str) -> Request | None:
        mine = self.open[name]
        state = self.act(name, verb)
        if state["result"] is None:
            return None
        assert not state["conflict"], "nothing goes out before the person has chosen"
        request = Request(name, state["result"], set(mine.seen))
        mine.requests.append(request)
        self.keep(name, state)
        if verb == "save":
            mine.unanswered = request
        return request

    def save(self, tab: int) -> None:
        """The usual: sent, and answered at once."""
        name = self.pick(tab)
        if request := self.send_from(name, "save"):
            self.answer_to(name, request, is_lost=False)

    @rule(which=st.integers(0, 99), is_lost=st.booleans())
    @precondition(lambda self: self.is_signed_in)
    def deliver_late(self, which: int, is_lost: bool) -> None:
        """Any request that was ever sent, at most twice; its response may get lost."""
        everybody = {**self.gone, **self.open}
        waiting = [(name, each) for name, tab in everybody.items() for each in tab.requests if each.deliveries < 2]
        if waiting:
            name, request = waiting[which % len(waiting)]
            self.answer_to(name, request, is_lost=is_lost)

    def answer_to(self, name: str, request: Request, *, is_lost: bool) -> None:
        result = self.arrive(request)
        mine = self.open.get(name)
        if not mine or mine.unanswered is not request:
            return
        mine.unanswered = None
        if is_lost:
            state = self.act(name, "lost", request.body)
        elif result.is_saved:
            state = self.act(name, "acknowledged", request.body, result.revision)
            assert self.versions[result.revision].text == request.body["text"], "what is acknowledged is there"
            mine.seen.add(result.revision)
        else:
            assert result.outcome is SaveOutcome.CONFLICT
            names = ("text", "revision", "writer", "writer_count")
            theirs = {each: getattr(result, each) for each in names}
            state = self.act(name, "refused", request.body, theirs, "older")
            if not state["conflict"]:
                mine.seen.add(result.revision)
                assert self.versions[result.revision].tab == name, "only its own newer text is no conflict"
        self.keep(name, state)

    @rule(tab=TAB)
    @precondition(lambda self: self.open)
    def lose(self, tab: int) -> None:
        """No network: the page gives the save up, and it may still arrive later."""
        name = self.pick(tab)
        if request := self.open[name].unanswered:
            self.keep(name, self.act(name, "lost", request.body))
            self.open[name].unanswered = None

    @rule(tab=TAB, choice=st.sampled_from(["mine", "theirs", "both"]))
    @precondition(lambda self: self.open)
    def choose(self, tab: int, choice: str) -> None:
        name = self.pick(tab)
        conflict = self.page.evaluate("(tab) => window.look(tab).conflict", name)
        if conflict:
            shown = conflict["revision"]
            assert conflict["text"] == self.versions[shown].text, "what is shown is what the server had"
            self.open[name].seen.add(shown)
            self.keep(name, self.act(name, "choose", choice))

    @rule(tab=TAB)
    @precondition(lambda self: len(self.open) > 1)
    def leave_or_crash(self, tab: int) -> None:
        """What it sent may still arrive; what it kept stays on the disk."""
        name = self.pick(tab)
        self.gone[name] = self.open.pop(name)

    @rule(tab=TAB)
    @precondition(lambda self: self.open and self.is_signed_in)
    def submit_a_page_without_scripts(self, tab: int) -> None:
        """Such as one from the browser's memory: it knows only the revision that it came with."""
        mine = self.open[self.pick(tab)]
        self.typed += 1
        body = {"text": f"f{self.typed}", "revision": mine.opened_at, "writer": "", "count": 0}
        self.arrive(Request("", body | {"after": "", "after_count": 0}, {mine.opened_at}))

    @rule()
    @precondition(lambda self: self.is_signed_in and self.typed > 3)
    def sign_out_and_in_elsewhere(self) -> None:
        """Signing out empties the browser; until somebody signs in, nothing arrives."""
        self.is_signed_in = False
        self.disk.clear()

    @rule()
    @precondition(lambda self: not self.is_signed_in)
    def sign_in(self) -> None:
        self.is_signed_in = True


@pytest.fixture
def harness(ana: User, new_page: NewPage) -> Page:
    page = new_page(ana)
    page.goto("/settings/")
    page.evaluate(HARNESS)
    return page


def test_no_acknowledged_text_is_ever_replaced_unseen(harness: Page, ana: User) -> None:
    settings = hypothesis.settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    run_state_machine_as_test(lambda: Drafts(harness, ana), settings=settings)  # type: ignore[arg-type]
