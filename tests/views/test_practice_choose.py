"""Choosing how to practise, the one-click drill, the lobby."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Answer, Mode, Note, PracticeSession, PromotionRound, Question, Seat, User
from tests.conftest import Html, make_full_bank, make_round, make_session

Status = PracticeSession.Status


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    make_full_bank()
    return make_round(ana)


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def choice(**changes: Any) -> dict[str, Any]:
    return {"mode": Mode.FULL_PANEL, "panel_length": 6, "start_key": uuid.uuid4(), **changes}


def new_url(a_round: PromotionRound) -> str:
    return reverse("practice_new", args=[a_round.pk])


class TestNew:
    def test_offers_three_ways_with_minutes_and_names(self, client: Client, a_round: PromotionRound) -> None:
        page = Html(client.get(new_url(a_round)).content.decode())
        for words in ("Full panel", "Ten-minute drill", "7 questions, about 25 min", "Ms Lindt"):
            assert words in page
        assert page.count('value="full_panel" checked') == 1

    @pytest.mark.parametrize("asked", ["all_night", "", "replay"])
    def test_an_address_with_another_way_offers_one_all_the_same(
        self, client: Client, a_round: PromotionRound, asked: str
    ) -> None:
        page = Html(client.get(new_url(a_round), {"mode": asked}).content.decode())
        assert page.count(f'value="{"replay" if asked == "replay" else "full_panel"}" checked') == 1

    def test_fewer_minutes_than_a_panel_takes_are_refused_in_words(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        page = Html(client.post(new_url(a_round), choice(minutes=24)).content.decode())
        assert "A full panel takes 25 minutes or more." in page
        client.post(new_url(a_round), choice(minutes=25))
        assert PracticeSession.objects.get().length == 7

    def test_starts_and_leads_to_the_lobby(self, client: Client, a_round: PromotionRound) -> None:
        response = client.post(new_url(a_round), choice())
        session = PracticeSession.objects.get()
        assert response["Location"] == reverse("lobby", args=[session.pk])
        assert session.length == 7

    def test_sent_twice_it_starts_once(self, client: Client, a_round: PromotionRound) -> None:
        sent = choice()
        places = {client.post(new_url(a_round), sent)["Location"] for _ in range(2)}
        assert len(places) == PracticeSession.objects.count() == 1

    def test_one_seat_is_the_one_chosen(self, client: Client, a_round: PromotionRound) -> None:
        ceo = a_round.panelists.get(seat=Seat.CEO)
        client.post(new_url(a_round), choice(mode=Mode.ONE_SEAT, panelist=ceo.pk, seat_length=2))
        assert {turn.asked_by for turn in PracticeSession.objects.get().turns.all()} == {"Mr Ortiz"}

    def test_a_panelist_of_somebody_else_is_refused(self, client: Client, a_round: PromotionRound, ben: User) -> None:
        theirs = make_round(ben).panelists.first()
        assert theirs
        response = client.post(new_url(a_round), choice(mode=Mode.ONE_SEAT, panelist=theirs.pk))
        assert response.status_code == 200
        assert not PracticeSession.objects.exists()

    def test_a_small_bank_says_what_is_missing_and_what_to_do(self, client: Client, a_round: PromotionRound) -> None:
        Question.objects.exclude(seat=Seat.BOSS).delete()
        page = Html(client.post(new_url(a_round), choice()).content.decode())
        assert "HR’s questions are not enough for a full panel yet." in page
        assert "tell HR what is missing" in page
        assert "HR director could ask" in page
        assert not PracticeSession.objects.exists()

    def test_without_a_panel_it_points_to_the_panel(self, client: Client, a_round: PromotionRound) -> None:
        a_round.panelists.all().delete()
        page = Html(client.post(new_url(a_round), choice()).content.decode())
        assert "two to five people" in page
        assert reverse("round_panel", args=[a_round.pk]) in page

    @pytest.mark.parametrize(
        "nonsense", [{"mode": "all_night"}, {"panel_length": "900"}, {"start_key": "x"}, {"panel_length": "ten"}]
    )
    def test_nonsense_starts_nothing(self, client: Client, a_round: PromotionRound, nonsense: dict[str, str]) -> None:
        response = client.post(new_url(a_round), choice(**nonsense))
        assert response.status_code == 200
        assert any(kind in Html(response.content.decode()) for kind in ("field-error", "errorlist"))
        assert not PracticeSession.objects.exists()

    def test_a_stranger_gets_404(self, ben: User, a_round: PromotionRound, sign_in: Callable[[User], Client]) -> None:
        theirs = sign_in(ben)
        assert theirs.get(new_url(a_round)).status_code == 404
        assert theirs.post(new_url(a_round), choice()).status_code == 404

    def test_anonymous_is_sent_to_sign_in(self, a_round: PromotionRound) -> None:
        assert Client().get(new_url(a_round))["Location"].startswith(reverse("account_login"))


class TestDrill:
    def test_one_click_leads_into_the_room(self, client: Client, a_round: PromotionRound) -> None:
        response = client.post(reverse("drill"), follow=True)
        page = Html(response.content.decode())
        assert "Question 1 of 3" in page
        assert "of 10:00" in page

    @pytest.mark.parametrize("what_tells", ["start_key", "csrfmiddlewaretoken"])
    def test_a_double_click_starts_one(self, client: Client, a_round: PromotionRound, what_tells: str) -> None:
        for _ in range(2):
            client.post(reverse("drill"), {what_tells: "6f0c6f3e3b5e4b559d9e3f0a4c1d2e10"})
        assert PracticeSession.objects.count() == Answer.objects.count() == 1

    def test_takes_the_current_round(self, client: Client, ana: User, a_round: PromotionRound) -> None:
        make_round(ana, is_current=False, post="Older")
        client.post(reverse("drill"))
        assert PracticeSession.objects.get().round == a_round

    def test_without_a_round_it_asks_for_one(self, client: Client) -> None:
        response = client.post(reverse("drill"), follow=True)
        assert response.redirect_chain[-1][0] == reverse("round_new")
        assert "which role" in Html(response.content.decode())

    def test_a_small_bank_is_explained(self, client: Client, a_round: PromotionRound) -> None:
        Question.objects.all().delete()
        page = Html(client.post(reverse("drill")).content.decode())
        assert "HR’s questions are not enough for the drill yet." in page

    def test_a_link_does_not_start_one(self, client: Client, a_round: PromotionRound) -> None:
        assert client.get(reverse("drill"))["Location"] == reverse("home")
        assert not PracticeSession.objects.exists()


class TestLobby:
    @pytest.fixture
    def session(self, a_round: PromotionRound) -> PracticeSession:
        return make_session(a_round, status=Status.LOBBY, nerves_before=None, started_at=None, turns=0)

    def test_introduces_the_panel(self, client: Client, session: PracticeSession) -> None:
        session.round.panelists.filter(seat=Seat.CEO).update(acquaintance=1, cares_about="The parent company")
        page = Html(client.get(reverse("lobby", args=[session.pk])).content.decode())
        for words in ("Dana", "Ms Lindt", "Mr Ortiz", "We have never met", "The parent company"):
            assert words in page

    def test_says_a_title_once_where_it_is_the_seat(self, client: Client, session: PracticeSession) -> None:
        session.round.panelists.filter(seat=Seat.CEO).update(name="Mr Ortiz", title="CEO")
        page = Html(client.get(reverse("lobby", args=[session.pk])).content.decode())
        assert '<p class="small muted">CEO</p>' not in page

    def test_says_the_same_length_as_the_page_before(self, client: Client, a_round: PromotionRound) -> None:
        place = client.post(new_url(a_round), choice())["Location"]
        page = Html(client.get(place).content.decode())
        assert "7 questions, about 25 minutes" in page
        assert "At the end they ask what you would like to know." in page

    def test_a_drill_takes_what_its_name_says(self, client: Client, a_round: PromotionRound) -> None:
        place = client.post(new_url(a_round), choice(mode=Mode.TEN_MINUTE_DRILL))["Location"]
        page = Html(client.get(place).content.decode())
        assert "3 questions, about 10 minutes" in page
        assert "At the end they ask" not in page

    def test_shows_the_open_notes_to_oneself(self, client: Client, session: PracticeSession) -> None:
        Note.objects.create(round=session.round, text="Begin with the figure")
        Note.objects.create(round=session.round, text="Long done", status=Note.Status.DONE)
        page = Html(client.get(reverse("lobby", args=[session.pk])).content.decode())
        assert "Begin with the figure" in page
        assert "Long done" not in page

    def test_going_in_keeps_the_nerves(self, client: Client, a_round: PromotionRound) -> None:
        place = client.post(new_url(a_round), choice())["Location"]
        response = client.post(place, {"nerves": 4}, follow=True)
        session = PracticeSession.objects.get()
        assert (session.status, session.nerves_before) == (Status.RUNNING, 4)
        assert "Question 1 of 7" in Html(response.content.decode())

    @pytest.mark.parametrize("nerves", ["0", "6", "very"])
    def test_nerves_are_one_to_five(self, client: Client, session: PracticeSession, nerves: str) -> None:
        response = client.post(reverse("lobby", args=[session.pk]), {"nerves": nerves})
        session.refresh_from_db()
        assert session.status == Status.LOBBY
        assert "field-error" in Html(response.content.decode())

    def test_whoever_is_in_already_goes_to_the_room(self, client: Client, a_round: PromotionRound) -> None:
        session = make_session(a_round)
        for response in (
            client.get(reverse("lobby", args=[session.pk])),
            client.post(reverse("lobby", args=[session.pk]), {"nerves": 1}),
        ):
            assert response["Location"] == reverse("room", args=[session.pk])

    def test_a_stranger_gets_404(self, ben: User, session: PracticeSession, sign_in: Callable[[User], Client]) -> None:
        assert sign_in(ben).get(reverse("lobby", args=[session.pk])).status_code == 404
