"""Leaving, reviewing, the list of practices, deleting one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Answer, Note, PracticeSession, Seat, User
from tests.conftest import NOW, Html, make_round, make_session, make_turn

Status = PracticeSession.Status
ANSWER = (
    "Last spring we moved the night shift in nine days. We trained first. "
    "As you know, the OEE went up. <script>x()</script>"
)


@pytest.fixture
def session(ana: User) -> PracticeSession:
    """Finished: the first question answered, the second skipped, the third not reached."""
    session = make_session(
        make_round(ana), turns=3, status=Status.FINISHED, nerves_after=2, finished_at=NOW, language="en"
    )
    first, second, _third = session.turns.all()
    Answer.objects.filter(turn=first).update(text=ANSWER, status=Answer.Status.GIVEN, seconds=84)
    Answer.objects.create(turn=second, asked=second.text, status=Answer.Status.SKIPPED)
    return session


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def url(name: str, thing: Any, *more: object) -> str:
    return reverse(name, args=[thing.pk, *more])


def page_of(client: Client, where: str) -> str:
    """The page without the line breaks of its template, which say nothing."""
    response = client.get(where)
    assert response.status_code == 200
    one_line = re.sub(r"\s*\n\s*", " ", response.content.decode())
    return re.sub(r"\s+>", ">", re.sub(r">\s+<", "><", one_line))


class TestLeaving:
    @pytest.fixture
    def leaving(self, ana: User) -> PracticeSession:
        return make_session(make_round(ana), status=Status.LEAVING)

    def test_finishes_with_nerves_and_a_note(self, client: Client, leaving: PracticeSession) -> None:
        sent = {"nerves": 2, "learned": "Figures first"}
        response = client.post(url("leaving", leaving), sent)
        client.post(url("leaving", leaving), sent)
        leaving.refresh_from_db()
        assert response["Location"] == url("review", leaving)
        assert (leaving.status, leaving.nerves_after) == (Status.FINISHED, 2)
        assert [note.text for note in Note.objects.all()] == ["Figures first"]

    def test_nerves_can_be_left_out(self, client: Client, leaving: PracticeSession) -> None:
        response = client.post(url("leaving", leaving), {"learned": "Figures first"})
        leaving.refresh_from_db()
        assert response["Location"] == url("review", leaving)
        assert (leaving.status, leaving.nerves_after) == (Status.FINISHED, None)
        assert client.get(url("review", leaving)).status_code == 200

    def test_impossible_nerves_are_refused_and_the_line_stays(self, client: Client, leaving: PracticeSession) -> None:
        page = Html(client.post(url("leaving", leaving), {"nerves": "6", "learned": "Figures first"}).content.decode())
        assert "field-error" in page
        assert "Figures first" in page

    def test_says_how_many_questions_were_not_asked(self, client: Client, leaving: PracticeSession) -> None:
        assert "1 question was not asked." in page_of(client, url("leaving", leaving))

    def test_a_running_session_is_not_left(self, client: Client, ana: User) -> None:
        running = make_session(make_round(ana))
        assert client.post(url("leaving", running), {"nerves": 2})["Location"] == url("room", running)

    def test_a_stranger_gets_404(self, ben: User, leaving: PracticeSession, sign_in: Callable[[User], Client]) -> None:
        assert sign_in(ben).post(url("leaving", leaving), {"nerves": 2}).status_code == 404


class TestReview:
    def test_says_what_became_of_each_question(self, client: Client, session: PracticeSession) -> None:
        page = page_of(client, url("review", session))
        for words in ("not rated yet", "skipped", "not reached", "Look at question 1", "4 before, 2 after", "1:24"):
            assert words in page

    def test_charts_only_what_was_rated(self, client: Client, session: PracticeSession) -> None:
        assert "Your ratings" not in page_of(client, url("review", session))
        session.turns.filter(position=1).update(rating=3, competency_name="Delivering results")
        page = page_of(client, url("review", session))
        assert "Your ratings" in page
        assert "Delivering results" in page

    def test_all_rated_leads_on_to_practise_again(self, client: Client, session: PracticeSession) -> None:
        session.turns.filter(position=1).update(rating=3)
        assert "Practice again" in page_of(client, url("review", session))

    def test_what_was_skipped_and_rated_says_both(self, client: Client, session: PracticeSession) -> None:
        Answer.objects.filter(turn__position=2).update(text=ANSWER)
        session.turns.filter(position=2).update(rating=2)
        page = page_of(client, url("review", session))
        assert 'class="tag">skipped</span><span class="tag">rated 2<' in page

    def test_an_empty_answer_is_in_no_chart_and_is_not_waited_for(
        self, client: Client, session: PracticeSession
    ) -> None:
        session.turns.filter(position=2).update(rating=2)
        assert "Your ratings" not in page_of(client, url("review", session))
        Answer.objects.filter(turn__position=1).update(text="")
        assert "Everything you answered is rated" in page_of(client, url("review", session))
        assert "waits for your rating" not in page_of(client, reverse("home"))

    def test_shows_what_was_learned_on_leaving(self, client: Client, ana: User) -> None:
        leaving = make_session(make_round(ana), status=Status.LEAVING)
        Note.objects.create(round=leaving.round, kind=Note.Kind.LEARNED, text="Learned before")
        client.post(url("leaving", leaving), {"nerves": 2, "learned": "Figures first"})
        page = page_of(client, url("review", leaving))
        assert "Figures first" in page
        assert "Learned before" not in page

    def test_more_turns_take_no_more_queries(self, client: Client, session: PracticeSession) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, url("review", session))
            return len(captured)

        few = queries()
        for position in range(4, 14):
            turn = make_turn(session, position, rating=3)
            Answer.objects.create(turn=turn, asked=turn.text, text=ANSWER, status=Answer.Status.GIVEN)
            Note.objects.create(round=session.round, turn=turn, text="Keep it")
        assert queries() == few

    def test_an_unfinished_session_has_no_review_yet(self, client: Client, ana: User) -> None:
        running = make_session(make_round(ana))
        for where in (url("review", running), url("review_turn", running, 1)):
            assert client.get(where)["Location"] == url("room", running)

    def test_a_stranger_gets_404(self, ben: User, session: PracticeSession, sign_in: Callable[[User], Client]) -> None:
        theirs = sign_in(ben)
        assert theirs.get(url("review", session)).status_code == 404
        assert theirs.get(url("review_turn", session, 1)).status_code == 404
        assert theirs.post(url("review_turn", session, 1), {"rating": 5}).status_code == 404
        assert session.turns.get(position=1).rating is None


class TestTurn:
    def test_marks_what_was_heard_and_escapes_it(self, client: Client, session: PracticeSession) -> None:
        page = page_of(client, url("review_turn", session, 1))
        assert 'class="mark-figures"' in page
        assert ">nine days</mark>" in page
        assert ">As you know</mark>" in page
        assert "&lt;script&gt;x()&lt;/script&gt;" in page
        assert "<script>x" not in page

    def test_a_finding_leads_to_the_words_it_is_about(self, client: Client, session: PracticeSession) -> None:
        page = page_of(client, url("review_turn", session, 1))
        link = page.split("“nine days”</a>")[0].rsplit('href="#', 1)[1].split('"')[0]
        assert f'id="{link}">nine days</mark>' in page

    def test_a_finding_that_is_not_quoted_leads_to_its_first_word(
        self, client: Client, session: PracticeSession
    ) -> None:
        Answer.objects.filter(turn__position=1).update(text="I moved the archive.")
        page = page_of(client, url("review_turn", session, 1))
        mark = re.search(r'<a href="#(mark-\d+)">“I” once</a>', page)
        assert mark is not None
        assert f'id="{mark.group(1)}">I</mark>' in page

    def test_a_long_situation_shows_where_ones_part_begins(self, client: Client, session: PracticeSession) -> None:
        scene = "There were three halls, and each of them had its own foreman, and nobody knew who counted what. " * 4
        Answer.objects.filter(turn__position=1).update(text=f"{scene}So I wrote the plan.")
        page = page_of(client, url("review_turn", session, 1))
        mark = re.search(r'<a href="#(mark-\d+)">A long way in: \d+% of the answer</a>', page)
        assert mark is not None
        assert f'<span class="came-in" id="{mark.group(1)}">Your part begins here</span>So ' in page
        assert len(set(ids := re.findall(r'id="(mark-\d+)"', page))) == len(ids)

    def test_letters_spelled_out_in_an_earlier_answer_are_known(self, client: Client, session: PracticeSession) -> None:
        Answer.objects.filter(turn__position=2).update(text="The OEE went up again.", status=Answer.Status.GIVEN)
        where = url("review_turn", session, 2)
        assert "Acronym not explained" in page_of(client, where)
        Answer.objects.filter(turn__position=1).update(text="Our OEE, which means how long machines run, went up.")
        assert "Acronym not explained" not in page_of(client, where)

    def test_shows_where_somebody_came_in(self, client: Client, session: PracticeSession) -> None:
        where = url("review_turn", session, 1)
        assert "came in" not in page_of(client, where)
        Answer.objects.filter(turn__position=1).update(
            interruption="In one sentence?", interrupted_after=ANSWER.index("trained") + 2
        )
        page = page_of(client, where)
        before, after = page.split("Dana came in: “In one sentence?”")
        assert before.endswith('We trained first.</mark><span class="came-in">'), "a mark is not cut"
        assert after.startswith("</span>")
        assert "10 words after <bdi>Dana</bdi> came in" in after

    def test_a_mark_is_not_cut_where_somebody_came_in(self, client: Client, session: PracticeSession) -> None:
        Answer.objects.filter(turn__position=1).update(
            interruption="In one sentence?", interrupted_after=ANSWER.index("nine days") + 1
        )
        page = page_of(client, url("review_turn", session, 1))
        assert ">nine days</mark><span" in page

    def test_only_now_says_what_a_strong_answer_covers(self, client: Client, session: PracticeSession) -> None:
        page = page_of(client, url("review_turn", session, 1))
        assert "What a strong answer covers" in page
        assert "Own part" in page
        assert "results anchor 5" in page

    def test_each_of_them_says_what_they_heard(self, client: Client, session: PracticeSession) -> None:
        session.turns.filter(position=2).update(seat=Seat.CEO)
        page = page_of(client, url("review_turn", session, 1))
        assert "What each of them heard" in page
        assert page.count('<li><span class="seat seat-') == 2

    def test_never_a_score(self, client: Client, session: PracticeSession) -> None:
        page = page_of(client, url("review_turn", session, 1)).lower()
        assert "%" not in page.split("<main")[1]
        assert "checked" not in page

    def test_saves_and_goes_to_the_next(self, client: Client, session: PracticeSession) -> None:
        sent = {"rating": 4, "keep": "Nine days", "change": "Say I"}
        response = client.post(url("review_turn", session, 1), sent)
        page = page_of(client, url("review_turn", session, 1))
        assert response["Location"] == url("review_turn", session, 2)
        assert session.turns.get(position=1).rating == 4
        assert page.count("checked") == 1
        assert "Nine days</textarea>" in page

    def test_the_last_one_leads_back(self, client: Client, session: PracticeSession) -> None:
        response = client.post(url("review_turn", session, 3), {"keep": "x"})
        assert response["Location"] == url("review", session)

    def test_an_emptied_note_goes_away(self, client: Client, session: PracticeSession) -> None:
        for text in ("Nine days", ""):
            client.post(url("review_turn", session, 1), {"rating": 4, "keep": text})
        assert not Note.objects.exists()

    @pytest.mark.parametrize("sent", [{"rating": 6}, {"rating": "good"}, {"keep": "x" * 2001}])
    def test_nonsense_is_refused_with_the_words_kept(
        self, client: Client, session: PracticeSession, sent: dict[str, Any]
    ) -> None:
        response = client.post(url("review_turn", session, 1), {"change": "Say I", **sent})
        assert response.status_code == 200
        assert "Say I</textarea>" in Html(response.content.decode())
        assert not Note.objects.exists()

    def test_skipped_and_not_reached_are_said(self, client: Client, session: PracticeSession) -> None:
        assert "You skipped it." in page_of(client, url("review_turn", session, 2))
        assert "not reached" in page_of(client, url("review_turn", session, 3))

    def test_another_language_says_what_is_counted(self, client: Client, session: PracticeSession) -> None:
        PracticeSession.objects.update(language="de")
        page = page_of(client, url("review_turn", session, 1))
        assert "only words, time, and figures are counted" in page

    def test_what_was_not_written_cannot_be_rated(self, client: Client, session: PracticeSession) -> None:
        page = page_of(client, url("review_turn", session, 2))
        assert "nothing to rate" in page
        assert 'name="rating"' not in page
        client.post(url("review_turn", session, 2), {"rating": 5, "keep": "Breathe"})
        assert session.turns.get(position=2).rating is None
        assert Note.objects.get().text == "Breathe"

    def test_no_such_question(self, client: Client, session: PracticeSession) -> None:
        assert client.get(url("review_turn", session, 9)).status_code == 404


class TestHistory:
    where = "/practice/"

    def test_empty_says_what_to_do(self, client: Client, ana: User) -> None:
        assert reverse("round_new") in page_of(client, self.where)
        a_round = make_round(ana)
        assert url("practice_new", a_round) in page_of(client, self.where)

    def test_lists_all_rounds_and_goes_on_with_what_is_open(
        self, client: Client, ana: User, session: PracticeSession
    ) -> None:
        running = make_session(make_round(ana, is_current=False, post="Shift lead"))
        page = page_of(client, self.where)
        assert "Operations Manager" in page
        assert "Shift lead" in page
        assert url("room", running) in page
        assert "0 of 3 rated" in page

    def test_shows_nobody_elses(self, client: Client, ben: User) -> None:
        make_session(make_round(ben, post="Secret post"))
        assert "Secret post" not in page_of(client, self.where)

    def test_is_cut_into_pages_with_constant_queries(self, client: Client, session: PracticeSession) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, self.where)
            return len(captured)

        few = queries()
        for _ in range(10):
            make_session(session.round)
        assert queries() == few
        for _ in range(12):
            make_session(session.round)
        assert "Page 1 of 2" in page_of(client, self.where)
        assert "Page 2 of 2" in page_of(client, f"{self.where}?page=2")
        assert "Page 2 of 2" in page_of(client, f"{self.where}?page=99")


class TestDelete:
    def test_asks_first_then_deletes(self, client: Client, session: PracticeSession) -> None:
        assert "Delete practice" in page_of(client, url("practice_delete", session))
        assert PracticeSession.objects.exists()
        response = client.post(url("practice_delete", session), follow=True)
        assert "Practice deleted." in Html(response.content.decode())
        assert not PracticeSession.objects.exists()

    def test_a_stranger_deletes_nothing(
        self, ben: User, session: PracticeSession, sign_in: Callable[[User], Client]
    ) -> None:
        assert sign_in(ben).post(url("practice_delete", session)).status_code == 404
        assert PracticeSession.objects.exists()


@pytest.mark.parametrize("where", ["/practice/{0}/review/1", "/practice/1/review/{0}", "/practice/{0}/review"])
def test_a_number_too_large_for_the_database_is_not_found(client: Client, where: str) -> None:
    assert client.get(where.format("9" * 30)).status_code == 404
