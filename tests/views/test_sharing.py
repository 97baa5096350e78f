"""Reviewers come by a link and see one practice; a summary is seen as it was previewed; nobody else sees a thing."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from interviews.models import (
    Answer,
    Note,
    Panelist,
    PracticeSession,
    PromotionRound,
    Review,
    Segment,
    SharedSummary,
    TurnReview,
    User,
    recordings,
)
from interviews.models.reviews import hash_of
from interviews.services import sharing as services
from tests.conftest import NOW, make_round, make_session
from tests.speaking import noise
from tests.walk import ALL, OPEN, SECRET, address, make_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


@pytest.fixture
def session(ana: User) -> PracticeSession:
    session = make_session(make_round(ana), status="finished", finished_at=NOW)
    Answer.objects.filter(turn__session=session).update(text="I moved the night shift.", status="given")
    session.turns.filter(position=1).update(rating=4)
    Note.objects.create(round=session.round, text="Private note")
    return session


def invite(client: Client, session: PracticeSession, **fields: Any) -> str:
    """The path of the link that is shown once."""
    words = {"reviewer": "Sam", "days": 14, **fields}
    page = client.post(reverse("reviewers", args=[session.pk]), words).content.decode()
    found = re.search(r"/reviews/[\w-]{40,}/", page)
    assert found, page
    return found[0]


class TestInviting:
    def test_the_link_is_shown_once_and_kept_as_a_hash(self, client: Client, session: PracticeSession) -> None:
        link = invite(client, session)
        token = link.split("/")[2]
        review = Review.objects.get()
        assert review.token_hash == hash_of(token)
        assert timedelta(days=13) < review.expires_at - timezone.now() <= timedelta(days=14)
        page = client.get(reverse("reviewers", args=[session.pk])).content.decode()
        assert token not in page
        assert "Sam" in page
        assert "not opened yet" in page

    @pytest.mark.parametrize("fields", [{"reviewer": ""}, {"days": 0}, {"days": 61}, {"days": "x"}, {"seat": "9999"}])
    def test_what_makes_no_sense_makes_no_link(
        self, client: Client, session: PracticeSession, fields: dict[str, Any]
    ) -> None:
        client.post(reverse("reviewers", args=[session.pk]), {"reviewer": "Sam", "days": 14, **fields})
        assert not Review.objects.exists()

    def test_ten_live_links_are_enough(self, client: Client, session: PracticeSession) -> None:
        for number in range(10):
            invite(client, session, reviewer=f"Friend {number}")
        page = client.post(reverse("reviewers", args=[session.pk]), {"reviewer": "Sam", "days": 14}).content.decode()
        assert "Revoke one first" in page

    def test_a_practice_under_way_cannot_be_reviewed(self, client: Client, session: PracticeSession) -> None:
        PracticeSession.objects.update(status="running")
        assert client.get(reverse("reviewers", args=[session.pk])).status_code == 302


class TestReviewing:
    def test_without_an_account_one_reads_rates_and_comments(self, client: Client, session: PracticeSession) -> None:
        link, friend = invite(client, session, seat=session.round.panelists.get(seat="boss").pk), Client()
        page = friend.get(link).content.decode()
        assert "I moved the night shift." in page
        assert "your seat" in page
        assert "ana@example.com" not in page
        assert "Private note" not in page
        said = {"turn-1-rating": 3, "turn-1-comment": "What did it cost?", "comment": "Good."}
        friend.post(link, said)
        finished = friend.post(link, {**said, "turn-1-rating": 2, "finish": "yes"}, follow=True)
        assert "Thank you" in finished.content.decode()
        assert TurnReview.objects.get().rating == 2
        page = client.get(reverse("review_turn", args=[session.pk, 1])).content.decode()
        assert "You gave 4, Sam gave 2." in page
        assert "What did it cost?" in page
        assert "Good." in client.get(reverse("reviewers", args=[session.pk])).content.decode()

    def test_html_is_shown_as_text_and_too_much_is_refused_in_words(
        self, client: Client, session: PracticeSession
    ) -> None:
        link, friend = invite(client, session), Client()
        friend.post(link, {"turn-1-comment": "<script>alert(1)</script>"})
        page = client.get(reverse("review_turn", args=[session.pk, 1])).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert friend.post(link, {"turn-1-comment": "a\0b"}).status_code == 422
        refused = friend.post(link, {"turn-1-comment": "long " * 250_000, "comment": "Kept in the box"})
        assert "Kept in the box" in refused.content.decode()
        assert refused.status_code == 422
        assert "at most 5000" in refused.content.decode()

    @pytest.mark.parametrize("turn", ["2", "99", "x", "9" * 5000, ""])
    def test_a_question_that_was_not_asked_cannot_be_rated(
        self, client: Client, session: PracticeSession, turn: str
    ) -> None:
        Client().post(invite(client, session), {f"turn-{turn}-rating": 3, "at": turn})
        assert not TurnReview.objects.exists()

    def test_any_button_keeps_what_was_typed_under_every_question(
        self, client: Client, session: PracticeSession
    ) -> None:
        second = session.turns.get(position=2)
        Answer.objects.create(turn=second, asked=second.text, text="Second answer", status="given")
        link = invite(client, session)
        said = {"turn-1-comment": "One", "turn-2-comment": "Two", "comment": "Whole", "at": "2"}
        assert Client().post(link, said)["Location"] == f"{link}#question-2"
        assert [one.comment for one in TurnReview.objects.order_by("turn__position")] == ["One", "Two"]
        assert Review.objects.get().comment == "Whole"
        assert Review.objects.get().finished_at is None

    def test_its_last_day_is_the_one_that_the_link_was_sent_with(
        self, client: Client, session: PracticeSession
    ) -> None:
        User.objects.update(time_zone="Pacific/Kiritimati")
        link = invite(client, session)
        Review.objects.update(expires_at=datetime(2099, 3, 1, 11, 0, tzinfo=UTC))
        assert "until 2 March 2099" in Client().get(link).content.decode()

    def test_what_stays_empty_is_not_called_saved(self, client: Client, session: PracticeSession) -> None:
        link = invite(client, session)
        Client().post(link, {"comment": "Whole"})
        assert not TurnReview.objects.exists()
        assert ">saved<" not in Client().get(link).content.decode()

    def test_one_form_seats_a_panel_of_friends(self, client: Client, session: PracticeSession) -> None:
        boss, hr, ceo = session.round.panelists.all()
        Panelist.objects.filter(pk=ceo.pk).update(cares_about="One number that he can repeat")
        names = {f"seat_{boss.pk}": "Sam", f"seat_{hr.pk}": "", f"seat_{ceo.pk}": "Ines"}
        page = client.post(reverse("reviewers", args=[session.pk]), {**names, "days": 14, "panel": "yes"})
        links = re.findall(r"/reviews/[\w-]{40,}/", page.content.decode())
        assert [(one.reviewer, one.seat) for one in Review.objects.all()] == [("Sam", "boss"), ("Ines", "ceo")]
        sams, iness = (Client().get(link).content.decode() for link in links)
        assert "<bdi>Mr Ortiz</bdi>, CEO" in iness
        assert "One number that he can repeat" in iness
        assert 'href="#question-1"' in sams
        assert "One number that he can repeat" not in sams

    def test_a_panel_of_nobody_is_refused_in_words(self, client: Client, session: PracticeSession) -> None:
        page = client.post(reverse("reviewers", args=[session.pk]), {"days": 14, "panel": "yes"}).content.decode()
        assert "Name at least one friend." in page
        assert not Review.objects.exists()

    def test_a_rating_off_the_scale_is_refused(self, client: Client, session: PracticeSession) -> None:
        assert Client().post(invite(client, session), {"turn-1-rating": 6}).status_code == 422
        assert not TurnReview.objects.exists()

    def test_nobody_keeps_or_finds_the_page(self, client: Client, session: PracticeSession) -> None:
        response = Client().get(invite(client, session))
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]

    def test_recordings_only_where_they_were_shared(self, client: Client, session: PracticeSession) -> None:
        answer = Answer.objects.get(turn__session=session)
        link = invite(client, session)
        assert Client().get(f"{link}answers/{answer.pk}.wav").status_code == 404

    def test_a_shared_recording_comes_in_parts_at_any_speed_until_it_is_deleted(
        self, client: Client, session: PracticeSession, tmp_path: Path, settings: Settings
    ) -> None:
        settings.VAR_DIR = tmp_path
        answer = Answer.objects.get(turn__session=session)
        Segment.objects.create(
            answer=answer, number=1, samples=16_000, status="heard", file=recordings.keep(noise(1)), received_at=NOW
        )
        link, friend = invite(client, session, shares_recordings="on"), Client()
        page = friend.get(link).content.decode()
        assert f"{link}answers/{answer.pk}.wav" in page
        assert "1½×" in page
        part = friend.get(f"{link}answers/{answer.pk}.wav", headers={"Range": "bytes=44-143"})
        assert part.status_code == 206
        assert part.getvalue() == noise(1)[:100]
        client.post(reverse("recording_delete", args=[answer.pk]))
        assert "<audio" not in friend.get(link).content.decode()


class TestTheLinkEnds:
    def gone(self, link: str) -> bool:
        late = {"turn-1-rating": 3, "turn-1-comment": "Too late <to save>", "comment": "Whole"}
        answers = [Client().get(link), Client().post(link, late)]
        assert "Too late &lt;to save&gt;\n\nWhole</textarea>" in answers[1].content.decode()
        assert all("Ask the person who sent it" in each.content.decode() for each in answers)
        return all(each.status_code == 404 for each in answers)

    def test_when_it_is_taken_back(self, client: Client, session: PracticeSession) -> None:
        link = invite(client, session)
        client.post(reverse("review_revoke", args=[Review.objects.get().pk]))
        assert self.gone(link)

    def test_when_its_time_is_over(self, client: Client, session: PracticeSession) -> None:
        link = invite(client, session)
        Review.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert self.gone(link)

    def test_when_a_new_one_is_made(self, client: Client, session: PracticeSession) -> None:
        link = invite(client, session)
        page = client.post(reverse("review_renew", args=[Review.objects.get().pk])).content.decode()
        fresh = re.search(r"/reviews/[\w-]{40,}/", page)
        assert fresh
        assert self.gone(link)
        assert Client().get(fresh[0]).status_code == 200

    def test_when_it_was_guessed(self, session: PracticeSession) -> None:
        assert self.gone(reverse("reviewed", args=["guessed" * 6]))

    @pytest.mark.parametrize("ending", ["revoked", "deleted"])
    def test_between_opening_the_page_and_saving_it(
        self, client: Client, session: PracticeSession, ending: str
    ) -> None:
        invite(client, session)
        review = Review.objects.get()
        if ending == "revoked":
            services.revoke(link=Review.objects.get(), now=timezone.now())
        else:
            session.delete()
        with pytest.raises(services.LinkEnded):
            services.save_review(review=review, said=[], comment="Late", is_finished=True, now=timezone.now())
        assert not Review.objects.filter(comment="Late").exists()

    def test_when_the_practice_is_deleted(self, client: Client, session: PracticeSession) -> None:
        link = invite(client, session)
        session.delete()
        assert self.gone(link)


class TestTheWall:
    def test_a_link_opens_its_own_page_and_no_other(self, client: Client, ana: User) -> None:
        rows = make_rows(ana)
        PracticeSession.objects.filter(pk=rows.session.pk).update(status="finished", finished_at=NOW)
        link = invite(client, rows.session)
        friend = Client()
        friend.get(link)
        for url in ALL:
            if url.name in OPEN or url.name.startswith("admin:"):
                continue
            response = friend.get(address(url, rows))
            assert SECRET not in response.content.decode(errors="replace"), url.name

    def test_a_link_does_not_open_another_session(self, client: Client, session: PracticeSession) -> None:
        other = make_session(session.round, status="finished", finished_at=NOW)
        Answer.objects.filter(turn__session=other).update(text="Of the other", status="given")
        link = invite(client, session, shares_recordings="on")
        assert "Of the other" not in Client().get(link).content.decode()
        answer = Answer.objects.get(turn__session=other)
        assert Client().get(f"{link}answers/{answer.pk}.wav").status_code == 404


class TestSummary:
    @pytest.fixture
    def a_round(self, session: PracticeSession) -> PromotionRound:
        return session.round

    def share(self, client: Client, a_round: PromotionRound, **fields: Any) -> str:
        """The preview; with `share`, what comes after pressing its button."""
        address = reverse("summary", args=[a_round.pk])
        words = {"own_words": "I am ready.", "days": 14, "items": ["practices"], **fields}
        wish = {name: words.pop(name) for name in ("share", "change") if name in words}
        page = client.post(address, words).content.decode()
        if not wish:
            return page
        seen = re.search(r'name="seen" value="(\w+)"', page)
        return client.post(address, {**words, **wish, "seen": seen[1] if seen else ""}).content.decode()

    def test_it_is_previewed_and_then_seen_word_for_word(self, client: Client, a_round: PromotionRound) -> None:
        preview = self.share(client, a_round)
        assert "1 mock interview since" in preview
        assert not SharedSummary.objects.exists()
        link = re.search(r"/shared/[\w-]{40,}/", self.share(client, a_round, share="yes"))
        assert link
        PracticeSession.objects.all().delete()
        seen = Client().get(link[0]).content.decode()
        assert "I am ready." in seen
        assert "1 mock interview since" in seen
        assert "Operations Manager" not in seen

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    def test_the_preview_is_what_is_seen_to_the_letter(
        self, client: Client, a_round: PromotionRound, zone: str
    ) -> None:
        User.objects.update(time_zone=zone)

        def summary_in(page: str) -> str:
            return page[page.index("<article") : page.index("</article>")]

        preview = self.share(client, a_round)
        link = re.search(r"/shared/[\w-]{40,}/", self.share(client, a_round, share="yes"))
        assert link
        assert summary_in(Client().get(link[0]).content.decode()) == summary_in(preview)

    def test_what_changed_since_the_preview_is_shown_again_first(self, client: Client, a_round: PromotionRound) -> None:
        address = reverse("summary", args=[a_round.pk])
        words = {"days": 14, "items": ["practices"]}
        seen = client.post(address, words).context["seen"]
        make_session(a_round, status="finished", finished_at=NOW)
        page = client.post(address, {**words, "share": "yes", "seen": seen}).content.decode()
        assert "Something changed since your last preview" in page
        assert "2 mock interviews since" in page
        assert not SharedSummary.objects.exists()

    def test_what_was_chosen_can_be_changed_after_the_preview(self, client: Client, a_round: PromotionRound) -> None:
        page = self.share(client, a_round, change="yes")
        assert "I am ready.</textarea>" in page
        assert page.count("checked") == 1
        assert not SharedSummary.objects.exists()

    def test_nothing_is_ticked_beforehand_and_nothing_is_shared_empty(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        page = client.get(reverse("summary", args=[a_round.pk])).content.decode()
        assert "checked" not in page
        assert "Nothing was shared. Select at least one item" in self.share(
            client, a_round, own_words="", items=[], share="yes"
        )
        assert not SharedSummary.objects.exists()

    def test_it_can_be_taken_back(self, client: Client, a_round: PromotionRound) -> None:
        link = re.search(r"/shared/[\w-]{40,}/", self.share(client, a_round, share="yes"))
        assert link
        client.post(reverse("summary_revoke", args=[SharedSummary.objects.get().pk]))
        assert Client().get(link[0]).status_code == 404

    def test_what_is_not_offered_cannot_be_shared(self, client: Client, a_round: PromotionRound) -> None:
        self.share(client, a_round, items=["evidence-1"], share="yes")
        assert not SharedSummary.objects.exists()
