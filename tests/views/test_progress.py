"""What moves from practice to practice, two attempts side by side, the card of a panelist."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Answer, Debrief, Panelist, PracticeSession, Review, TurnReview, User
from interviews.services import answering, practice
from tests.conftest import NOW, Html, make_round, make_session, make_turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def finished(a_round: Any, rating: int | None = None, **fields: Any) -> PracticeSession:
    session = make_session(a_round, status="finished", finished_at=NOW, nerves_after=2, **fields)
    session.turns.update(rating=rating)
    Answer.objects.filter(turn__session=session).update(text="As you know, we cut it by 61 %.", status="given")
    return session


def page_of(client: Client, name: str, *args: Any, **query: Any) -> str:
    return Html(client.get(reverse(name, args=args), query).content.decode())


class TestProgress:
    def test_before_the_first_practice_it_says_what_will_be_here(self, client: Client) -> None:
        assert "No practice yet" in page_of(client, "progress")

    def test_every_rating_is_a_dot_and_none_is_averaged(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)
        finished(a_round, 2, turns=1)
        finished(a_round, 5, turns=1)
        page = page_of(client, "progress")
        assert 'aria-label="Results: 2, 5"' in page
        assert 'aria-label="Boss: 2, 5"' in page
        assert '<th scope="row">22 November 2026</th> <td class="num"> 5 </td>' in page
        assert ">3.5<" not in page

    def test_nerves_of_practice_and_of_the_real_interview(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)
        finished(a_round)
        Debrief.objects.create(round=a_round, held_at=NOW, nerves_before=5, nerves_after=1)
        page = page_of(client, "progress")
        assert "before: 4; after: 2; before the real one: 5; after the real one: 1" in page
        assert "22 November 2026, the real one" in page

    def test_a_real_interview_is_on_one_page_of_practices_and_no_other(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)
        for number in range(20):
            PracticeSession.objects.filter(pk=finished(a_round, turns=1).pk).update(
                finished_at=NOW + timedelta(days=number)
            )
        for day in (-1.0, 3.0, 9.5, 14.0, 30.0):
            Debrief.objects.all().delete()
            Debrief.objects.create(round=a_round, held_at=NOW + timedelta(days=day), nerves_before=5)
            pages = [page_of(client, "progress", page=number) for number in (1, 2)]
            assert ["the real one: 5" in page for page in pages] == [day > 10, day < 10], day

    def test_rounds_are_told_apart_by_their_first_practice_and_their_latest(self, client: Client, ana: User) -> None:
        before = make_round(ana, is_current=False, outcome="no", closed_at=NOW)
        after = make_round(ana, post="Head of Planning")
        for a_round, ratings in ((before, (1, 2, 3)), (after, (3, 4, 5))):
            for day, rating in enumerate(ratings):
                session = finished(a_round, rating, turns=1)
                PracticeSession.objects.filter(pk=session.pk).update(finished_at=NOW + timedelta(days=day))
        lines = client.get(reverse("progress")).context["page"].rounds
        assert [[row.ratings for row in line.ends] for line in lines] == [[[1], [3]], [[3], [5]]]
        assert [line.number for line in lines] == [1, 2]

    def test_what_a_reviewer_gave_lies_beside_ones_own(self, client: Client, ana: User) -> None:
        session = finished(make_round(ana), 4, turns=1)
        review = Review.objects.create(session=session, reviewer="Sam", token_hash="x", expires_at=NOW)
        TurnReview.objects.create(review=review, turn=session.turns.get(), rating=2)
        response = client.get(reverse("progress"))
        page = Html(response.content.decode())
        assert 'aria-label="Results: 4; others: 2"' in page
        assert [chart.gaps.count("M") for chart in response.context["page"].by_competency] == [1]
        assert "<bdi>Sam</bdi> 2" in page

    def test_the_gap_to_a_reviewer_is_counted_not_scored(self, client: Client, ana: User) -> None:
        session = finished(make_round(ana), 4)
        review = Review.objects.create(session=session, reviewer="Sam", token_hash="x", expires_at=NOW)
        for turn, rating in zip(session.turns.all(), (2, 4), strict=True):
            TurnReview.objects.create(review=review, turn=turn, rating=rating)
        assert "Of 2 answers rated by both: lower 1, the same 1, higher 0." in page_of(client, "progress")

    def test_a_no_still_shows_movement(self, client: Client, ana: User) -> None:
        make_round(ana, outcome="no", closed_at=NOW)
        assert "Operations Manager" in page_of(client, "progress")

    def test_many_practices_take_pages_and_no_more_queries(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, "progress")
            return len(captured)

        finished(a_round, 3, turns=1)
        few = queries()
        for _ in range(31):
            finished(a_round, 3, turns=1)
        assert queries() == few
        assert "Page 1 of 4" in page_of(client, "progress")
        assert "Page 1 of 4" in page_of(client, "progress", page="x")

    def test_what_was_said_is_counted_when_a_practice_ends(self, ana: User) -> None:
        session = make_session(make_round(ana), turns=1)
        answer = practice.open_answer(session)
        assert answer
        answering.give(answer=answer, text="I saved 40,000 euros in nine days.", revision=0, now=NOW)
        practice.end(session=session, now=NOW)
        practice.leave(session=session, nerves_after=2, learned="", now=NOW)
        session.refresh_from_db()
        assert session.counts["answers"] == 1
        assert session.counts["words"] == 7
        assert "fillers" not in session.counts


class TestCompare:
    def test_two_attempts_at_one_question(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)
        first = finished(a_round, 2, turns=1)
        second = make_session(a_round, turns=0, status="finished", finished_at=NOW)
        old = first.turns.get()
        again = make_turn(second, 1, question=old.question, text=old.text, rating=4)
        Answer.objects.create(turn=again, asked=again.text, text="I cut it by 61 %.", status="given", seconds=95)
        assert "You answered this once before" in page_of(client, "review_turn", second.pk, 1)
        page = page_of(client, "compare", second.pk, 1)
        assert page.index("As you know, we cut it") < page.index("I cut it by 61 %.")
        assert "Taken for granted" in page
        assert "1:35" in page
        assert "Operations Manager" in page

    def test_once_is_said(self, client: Client, ana: User) -> None:
        session = finished(make_round(ana), 2, turns=1)
        assert "been asked this once so far" in page_of(client, "compare", session.pk, 1, **{"with": "x"})


class TestCard:
    def card(self, client: Client, ana: User, **fields: Any) -> tuple[Panelist, str]:
        one = make_round(ana).panelists.get(seat="ceo")
        words = {"acquaintance": 1, "knows": "Nothing", "cares_about": "Cost", "must_say": "The one with 61 %"}
        address = reverse("panelist", args=[one.pk])
        page = Html(client.post(address, {**words, **fields}, follow=True).content.decode())
        one.refresh_from_db()
        return one, page

    def test_it_is_kept_and_shown_where_one_practises(self, client: Client, ana: User) -> None:
        one, page = self.card(client, ana)
        assert (one.knows, one.must_say) == ("Nothing", "The one with 61 %")
        assert "Assume that this person knows nothing" in page
        lobby = make_session(one.round, status="lobby")
        assert "The one with 61 %" in page_of(client, "lobby", lobby.pk)

    def test_feedback_uses_it(self, client: Client, ana: User) -> None:
        one, _page = self.card(client, ana)
        session = finished(one.round, turns=1)
        session.turns.update(seat="ceo", asked_by="Mr Ortiz", panelist=one)
        page = page_of(client, "review_turn", session.pk, 1)
        assert "<bdi>Mr Ortiz</bdi> does not know your work" in page
        assert "“The one with 61 %”" in page

    def test_too_much_is_refused_and_kept_in_the_box(self, client: Client, ana: User) -> None:
        one, page = self.card(client, ana, knows="long " * 250_000)
        assert one.knows == ""
        assert "Nothing is saved yet" in page
