"""The room without JavaScript, and the addresses that its JavaScript talks to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Answer, Candidate, Evidence, Mode, PracticeSession, User
from interviews.models.practice import MAX_ANSWER_LENGTH
from interviews.services import practice
from interviews.templatetags.look import quoted
from tests.conftest import NOW, Html, make_round, make_session

Status = PracticeSession.Status
THIN = "We did it. We always did."
MEGABYTE = "megabyte " * 116_509


@pytest.fixture
def session(ana: User) -> PracticeSession:
    return make_session(make_round(ana), turns=3)


@pytest.fixture
def answer(session: PracticeSession) -> Answer:
    return Answer.objects.get(turn__session=session)


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def url(name: str, thing: Any) -> str:
    return reverse(name, args=[thing.pk])


def send(client: Client, name: str, answer: Answer, text: str, revision: int = 0) -> Any:
    return client.post(url(name, answer), {"text": text, "revision": revision}, follow=True)


class TestRoom:
    def test_shows_who_asks_what_and_where_one_is(self, client: Client, session: PracticeSession) -> None:
        page = Html(client.get(url("room", session)).content.decode())
        for words in (
            "Dana",
            "Question 1 of 3",
            f"What about s{session.pk}-1?",
            "of about 2:00",
            "Done",
            "Skip",
            "Pause",
        ):
            assert words in page

    def test_what_is_listened_for_stays_hidden(self, client: Client, session: PracticeSession) -> None:
        page = Html(client.get(url("room", session)).content.decode())
        assert "Own part" not in page
        assert "results anchor" not in page

    def test_shows_what_was_typed_with_its_line_breaks(
        self, client: Client, session: PracticeSession, answer: Answer
    ) -> None:
        send(client, "answer_draft", answer, "\n\nOne\r\n<b>Two</b>")
        page = Html(client.get(url("room", session)).content.decode())
        assert ">\n\n\nOne\n&lt;b&gt;Two&lt;/b&gt;</textarea>" in page

    def test_is_never_kept_by_the_browser(self, client: Client, session: PracticeSession) -> None:
        assert "no-store" in client.get(url("room", session))["Cache-Control"]

    @pytest.mark.parametrize(
        ("status", "place"), [(Status.LOBBY, "lobby"), (Status.LEAVING, "leaving"), (Status.FINISHED, "review")]
    )
    def test_leads_to_where_the_session_is(
        self, client: Client, session: PracticeSession, status: str, place: str
    ) -> None:
        PracticeSession.objects.update(status=status)
        assert client.get(url("room", session))["Location"] == url(place, session)

    def test_a_follow_up_shows_the_question_and_the_answer_before(
        self, client: Client, session: PracticeSession, answer: Answer
    ) -> None:
        page = send(client, "answer_done", answer, THIN).content.decode()
        assert "Question 1 of 3, follow-up" in page
        assert THIN in page
        assert f"What about s{session.pk}-1?" in page
        assert "of about 1:00" in page

    @pytest.mark.parametrize("mode", Mode.values)
    def test_takes_six_queries_however_far_one_is(
        self, client: Client, session: PracticeSession, answer: Answer, mode: str
    ) -> None:
        PracticeSession.objects.update(mode=mode)
        Answer.objects.update(clock_started_at=None)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(url("room", session))
            counts.append(len(queries))
            send(client, "answer_done", answer, THIN)
        assert counts[0] == counts[1]
        assert counts[0] <= 6

    def test_the_drill_adds_up_the_clocks(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        PracticeSession.objects.update(mode=Mode.TEN_MINUTE_DRILL)
        Answer.objects.update(clock_started_at=None)
        send(client, "answer_skip", answer, "")
        Answer.objects.filter(pk=answer.pk).update(seconds=100)
        Answer.objects.open().update(seconds=20, clock_started_at=None)
        assert "2:00</span> of 10:00" in Html(client.get(url("room", session)).content.decode())

    def test_keeps_whoever_left_the_panel_in_their_question(self, client: Client, session: PracticeSession) -> None:
        session.round.panelists.filter(name="Dana").delete()
        assert "Dana" in Html(client.get(url("room", session)).content.decode())

    def test_a_stranger_gets_404(self, ben: User, session: PracticeSession, sign_in: Callable[[User], Client]) -> None:
        assert sign_in(ben).get(url("room", session)).status_code == 404

    def test_anonymous_is_sent_to_sign_in(self, session: PracticeSession) -> None:
        assert Client().get(url("room", session))["Location"].startswith(reverse("account_login"))


NO_WRITER = {"writer": "", "writer_count": 0}


class TestDraft:
    def save(self, client: Client, answer: Answer, text: str, revision: object) -> tuple[int, dict[str, Any]]:
        response = client.post(url("answer_draft", answer), {"text": text, "revision": revision})
        return response.status_code, response.json()

    def test_is_saved_in_three_queries(self, client: Client, answer: Answer) -> None:
        with CaptureQueriesContext(connection) as queries:
            saved = self.save(client, answer, "One", 0)
        answer.refresh_from_db()
        assert saved == (200, {"saved": True, "answer": answer.pk, "revision": 1})
        assert answer.text == "One"
        assert len(queries) <= 3, [query["sql"] for query in queries]

    def test_an_older_tab_is_told_what_is_newer(self, client: Client, answer: Answer) -> None:
        self.save(client, answer, "Newer", 0)
        assert self.save(client, answer, "Older", 0) == (
            409,
            {"saved": False, "answer": answer.pk, "revision": 1, "text": "Newer", "spoken_upto": 0, **NO_WRITER},
        )
        answer.refresh_from_db()
        assert answer.text == "Newer"

    def test_an_answer_that_is_given_is_gone_with_its_text(self, client: Client, answer: Answer) -> None:
        send(client, "answer_done", answer, "Given")
        assert self.save(client, answer, "Late", 1) == (
            410,
            {"saved": False, "answer": answer.pk, "revision": 1, "text": "Given", "spoken_upto": 0, **NO_WRITER},
        )

    def test_a_megabyte_is_refused_in_words(self, client: Client, answer: Answer) -> None:
        status, body = self.save(client, answer, MEGABYTE, 0)
        assert status == 422
        assert "at most 20000 can be kept" in body["error"]

    def test_the_limit_itself_is_kept(self, client: Client, answer: Answer) -> None:
        assert self.save(client, answer, "é" * MAX_ANSWER_LENGTH, 0)[0] == 200

    def test_nul_is_left_out(self, client: Client, answer: Answer) -> None:
        self.save(client, answer, "a\0b", 0)
        answer.refresh_from_db()
        assert answer.text == "ab"

    @pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999999999999", "1.5"])
    def test_a_revision_that_never_was_overwrites_nothing(self, client: Client, answer: Answer, revision: str) -> None:
        assert self.save(client, answer, "Text", revision)[0] in (409, 422)
        answer.refresh_from_db()
        assert answer.text == ""

    def test_a_stranger_gets_404(self, ben: User, answer: Answer, sign_in: Callable[[User], Client]) -> None:
        response = sign_in(ben).post(url("answer_draft", answer), {"text": "Mine", "revision": 0})
        answer.refresh_from_db()
        assert response.status_code == 404
        assert answer.text == ""

    def test_needs_a_token(self, ana: User, answer: Answer) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(ana)
        assert client.post(url("answer_draft", answer), {"text": "x", "revision": 0}).status_code == 403

    def test_is_no_page(self, client: Client, answer: Answer) -> None:
        assert client.get(url("answer_draft", answer)).status_code == 405


class TestDoneAndSkip:
    def test_done_twice_answers_once(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        for _ in range(2):
            page = send(client, "answer_done", answer, "").content.decode()
        assert "Question 2 of 3" in page
        assert Answer.objects.filter(turn__session=session).count() == 2

    def test_skip_goes_on_and_keeps_the_start(self, client: Client, answer: Answer) -> None:
        page = send(client, "answer_skip", answer, "A start").content.decode()
        answer.refresh_from_db()
        assert "Question 2 of 3" in page
        assert (answer.status, answer.text) == (Answer.Status.SKIPPED, "A start")

    def test_the_last_one_leads_out(self, client: Client, session: PracticeSession) -> None:
        while open_answer := Answer.objects.open().filter(turn__session=session).first():
            page = send(client, "answer_skip", open_answer, "").content.decode()
        assert "That was it" in page

    @pytest.mark.parametrize("name", ["answer_done", "answer_skip"])
    def test_an_older_tab_sees_both_texts_and_chooses(self, client: Client, answer: Answer, name: str) -> None:
        send(client, "answer_draft", answer, "Newer <i>words</i>")
        response = send(client, name, answer, "Older words")
        page = Html(response.content.decode())
        answer.refresh_from_db()
        assert response.status_code == 409
        assert (answer.text, answer.status) == ("Newer <i>words</i>", Answer.Status.OPEN)
        assert "Older words" in page
        assert "Newer &lt;i&gt;words&lt;/i&gt;" in page
        assert page.count(f'action="{url(name, answer)}"') == 3
        assert page.count('name="revision" value="1"') == 3

    def test_the_choice_is_taken(self, client: Client, answer: Answer) -> None:
        send(client, "answer_draft", answer, "Newer")
        send(client, "answer_done", answer, "Newer\r\n\r\nOlder", 1)
        answer.refresh_from_db()
        assert (answer.text, answer.status) == ("Newer\n\nOlder", Answer.Status.GIVEN)

    def test_other_words_for_a_given_answer_can_be_added(self, client: Client, answer: Answer) -> None:
        send(client, "answer_done", answer, "First.")
        response = send(client, "answer_done", answer, "And this.")
        assert response.status_code == 409
        assert "You have answered this question" in Html(response.content.decode())
        for _ in range(2):
            added = send(client, "answer_add", answer, "And this.", 1)
        answer.refresh_from_db()
        assert answer.text == "First.\n\nAnd this."
        assert "Added to your answer." in Html(added.content.decode())

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("I was quick. I won.", "I was quick. I won."),
            ("I was quick. I won. It paid.", "I was quick. I won. It paid."),
            ("I was quick. I was lucky.", "I was quick. I won.\n\nI was lucky."),
            ("I was slow.", "I was quick. I won.\n\nI was slow."),
        ],
    )
    def test_what_both_begin_with_is_kept_once(self, client: Client, answer: Answer, typed: str, kept: str) -> None:
        send(client, "answer_done", answer, "I was quick. I won.")
        send(client, "answer_add", answer, typed, 1)
        answer.refresh_from_db()
        assert answer.text == kept

    def test_a_finished_session_answered_again_loses_nothing(
        self, client: Client, session: PracticeSession, answer: Answer
    ) -> None:
        send(client, "answer_done", answer, "First.")
        practice.end(session=session, now=NOW)
        practice.leave(session=session, nerves_after=2, learned="", now=NOW)
        response = send(client, "answer_done", answer, "Typed in an old tab")
        page = Html(response.content.decode())
        answer.refresh_from_db()
        assert response.status_code == 409
        assert answer.text == "First."
        assert "This practice is finished" in page
        assert "Typed in an old tab" in page
        assert url("review", session) in page

    @pytest.mark.parametrize("name", ["answer_done", "answer_skip"])
    def test_a_megabyte_comes_back_whole(self, client: Client, answer: Answer, name: str) -> None:
        response = send(client, name, answer, MEGABYTE)
        page = response.content.decode()
        answer.refresh_from_db()
        assert response.status_code == 422
        assert MEGABYTE in page
        assert "Nothing was cut" in page
        assert answer.status == Answer.Status.OPEN

    def test_a_megabyte_for_a_given_answer_comes_back_whole(self, client: Client, answer: Answer) -> None:
        send(client, "answer_done", answer, "First.")
        for name in ("answer_done", "answer_add"):
            response = send(client, name, answer, MEGABYTE)
            assert response.status_code == 422
            assert MEGABYTE in response.content.decode()

    def test_adding_too_much_says_so(self, client: Client, answer: Answer) -> None:
        send(client, "answer_done", answer, "a" * MAX_ANSWER_LENGTH)
        response = send(client, "answer_add", answer, "more", 1)
        assert response.status_code == 422
        assert "too long" in Html(response.content.decode())

    @pytest.mark.parametrize("name", ["answer_done", "answer_skip", "answer_add"])
    def test_a_stranger_gets_404(self, ben: User, answer: Answer, sign_in: Callable[[User], Client], name: str) -> None:
        assert send(sign_in(ben), name, answer, "Mine").status_code == 404
        answer.refresh_from_db()
        assert answer.text == ""

    @pytest.mark.parametrize("name", ["answer_done", "answer_skip", "answer_add"])
    def test_a_link_does_nothing(self, client: Client, answer: Answer, name: str) -> None:
        assert client.get(url(name, answer))["Location"] == url("room", answer.turn.session)
        answer.refresh_from_db()
        assert answer.status == Answer.Status.OPEN


class TestPause:
    def pause(self, client: Client, session: PracticeSession, answer: Answer, text: str, revision: int = 0) -> Any:
        sent = {"answer": answer.pk, "text": text, "revision": revision}
        return client.post(url("pause", session), sent, follow=True)

    def test_keeps_the_words_and_says_where_one_is(
        self, client: Client, session: PracticeSession, answer: Answer
    ) -> None:
        page = self.pause(client, session, answer, "So far").content.decode()
        answer.refresh_from_db()
        assert answer.text == "So far"
        assert "You are at question 1 of 3" in page

    def test_going_on_brings_the_words_back(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        self.pause(client, session, answer, "So far")
        page = Html(client.post(url("resume", session), follow=True).content.decode())
        assert "So far</textarea>" in page

    def test_shows_the_follow_up_that_waits(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        send(client, "answer_done", answer, THIN)
        asked = Answer.objects.get(number=1)
        page = Html(client.post(url("pause", session), follow=True).content.decode())
        assert quoted(asked.asked) in page
        assert quoted(answer.asked) not in page

    def test_an_older_tab_sees_both_texts(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        send(client, "answer_draft", answer, "Newer")
        response = self.pause(client, session, answer, "Older")
        session.refresh_from_db()
        assert response.status_code == 409
        assert "Older" in Html(response.content.decode())
        assert session.status == Status.RUNNING

    def test_a_megabyte_comes_back_whole(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        response = self.pause(client, session, answer, MEGABYTE)
        assert response.status_code == 422
        assert MEGABYTE in response.content.decode()

    def test_without_an_answer_it_just_pauses(self, client: Client, session: PracticeSession) -> None:
        client.post(url("pause", session))
        session.refresh_from_db()
        assert session.status == Status.PAUSED

    def test_the_answer_of_somebody_else_is_404(self, client: Client, session: PracticeSession, ben: User) -> None:
        theirs = Answer.objects.get(turn__session=make_session(make_round(ben)))
        assert self.pause(client, session, theirs, "Mine").status_code == 404

    def test_an_answer_with_a_number_beyond_all_is_none(self, client: Client, session: PracticeSession) -> None:
        response = client.post(url("pause", session), {"answer": "9" * 5000})
        assert response["Location"] == url("room", session)

    def test_ending_here_leads_to_the_way_out(self, client: Client, session: PracticeSession, answer: Answer) -> None:
        self.pause(client, session, answer, "So far")
        page = Html(client.post(url("practice_end", session), follow=True).content.decode())
        answer.refresh_from_db()
        assert "That was it" in page
        assert answer.status == Answer.Status.GIVEN

    @pytest.mark.parametrize("name", ["pause", "resume", "practice_end"])
    def test_a_stranger_gets_404_and_a_link_does_nothing(
        self, client: Client, ben: User, session: PracticeSession, sign_in: Callable[[User], Client], name: str
    ) -> None:
        assert sign_in(ben).post(url(name, session)).status_code == 404
        assert client.get(url(name, session))["Location"] == url("room", session)
        session.refresh_from_db()
        assert session.status == Status.RUNNING


class TestTimeAndInterruptions:
    def at(self, client: Client, session: PracticeSession, **candidate: Any) -> str:
        Candidate.objects.update(**candidate)
        return Html(client.get(url("room", session)).content.decode())

    def test_a_ramble_is_interrupted_once_past_twice_the_target(self, client: Client, session: PracticeSession) -> None:
        Answer.objects.update(clock_started_at=None, seconds=239)
        page = self.at(client, session)
        assert 'data-interruption="240"' in page
        assert '<span class="said"><bdi>Dana</bdi>: “' not in page
        Answer.objects.update(seconds=240)
        assert '<span class="said"><bdi>Dana</bdi>: “' not in self.at(client, session), "nobody interrupts silence"
        Answer.objects.update(text="And then we")
        assert '<span class="said"><bdi>Dana</bdi>: “' in self.at(client, session)

    @pytest.mark.parametrize("off", [{"may_be_interrupted": False}, {"extra_time": 0}])
    def test_it_can_be_turned_off(self, client: Client, session: PracticeSession, off: dict[str, Any]) -> None:
        assert "data-interruption" not in self.at(client, session, **off)

    def test_extra_time_lengthens_the_target(self, client: Client, session: PracticeSession) -> None:
        page = self.at(client, session, extra_time=150)
        assert "of about 3:00" in page
        assert 'data-interruption="360"' in page

    def test_a_drill_past_its_time_says_so_and_asks_nothing_more(
        self, client: Client, session: PracticeSession, answer: Answer
    ) -> None:
        PracticeSession.objects.update(mode=Mode.TEN_MINUTE_DRILL)
        Answer.objects.update(clock_started_at=None, seconds=601)
        assert "nothing more is asked.</span>" in self.at(client, session)
        response = client.post(url("answer_done", answer), {"text": THIN, "revision": 0}, follow=True)
        assert response.redirect_chain[-1][0] == url("leaving", session)

    def test_done_says_that_somebody_came_in(self, client: Client, answer: Answer) -> None:
        client.post(url("answer_done", answer), {"text": THIN, "revision": 0, "interrupted_after": 9})
        answer.refresh_from_db()
        assert (answer.interrupted_after, bool(answer.interruption)) == (9, True)

    def test_who_needs_no_limits_sees_no_clock(self, client: Client, session: PracticeSession) -> None:
        assert "answer-clock class" not in self.at(client, session, extra_time=0)

    def test_while_learning_there_is_no_clock_and_there_are_hints(
        self, client: Client, session: PracticeSession
    ) -> None:
        PracticeSession.objects.update(manner="practise")
        page = self.at(client, session)
        assert "answer-clock class" not in page
        assert "A hint" in page
        assert "Own part" in page

    def test_while_learning_a_follow_up_can_use_the_evidence_for_its_question(
        self, client: Client, session: PracticeSession, answer: Answer
    ) -> None:
        PracticeSession.objects.update(manner="practise")
        story = Evidence.objects.create(candidate=session.round.candidate, kind="story", title="Nine days")
        story.competencies.add(answer.turn.competency)
        assert "Nine days" not in self.at(client, session)
        page = send(client, "answer_done", answer, THIN).content.decode()
        assert "Your evidence for this question" in page
        assert "Nine days" in page
        assert reverse("evidence_use", args=[answer.pk]) in page

    def test_keys_are_shown_unless_they_are_switched_off(self, client: Client, session: PracticeSession) -> None:
        assert "<kbd>Alt</kbd>" in self.at(client, session)
        assert "<kbd>" not in self.at(client, session, uses_shortcuts=False)


class TestAgain:
    def test_the_button_brings_the_last_question_back(self, client: Client, session: PracticeSession) -> None:
        PracticeSession.objects.update(manner="practise")
        send(client, "answer_skip", Answer.objects.get(turn__session=session), "Not like this")
        page = Html(client.get(url("room", session)).content.decode())
        address = reverse("try_again", args=[session.pk, 1])
        assert address in page
        page = Html(client.post(address, follow=True).content.decode())
        assert "Question 2 of 4" in page
