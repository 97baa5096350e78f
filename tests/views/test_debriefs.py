"""After the real interview: the debrief, what they asked, feedback, the ledger, what the next round gets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interviews.models import (
    AskedQuestion,
    Debrief,
    Evidence,
    LedgerLine,
    Panelist,
    PanelQuestion,
    PromotionRound,
    User,
)
from interviews.services import rounds
from tests.conftest import NOW, make_competency, make_round, make_session

pytestmark = pytest.mark.django_db

DAY = (timezone.now() - timedelta(days=2)).date().isoformat()


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    return make_round(ana)


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def debrief(client: Client, a_round: PromotionRound, **fields: Any) -> Any:
    words = {"day": DAY, "clock": "10:30", **fields}
    return client.post(reverse("debrief", args=[a_round.pk]), words)


class TestDebrief:
    def test_the_day_is_enough(self, client: Client, a_round: PromotionRound) -> None:
        answer = debrief(client, a_round)
        assert answer["Location"] == reverse("asked_questions", args=[a_round.pk])
        assert Debrief.objects.get().held_at.date().isoformat() == DAY

    def test_all_of_it_is_kept_and_can_be_changed(self, client: Client, a_round: PromotionRound) -> None:
        boss = a_round.panelists.get(seat="boss")
        words = {"notice": "minutes", "minutes": 45, "formality": 4, "present": [boss.pk], "nerves_before": 4}
        debrief(client, a_round, **words, nerves_after=2, landed="The figure", surprises="A fourth person")
        debrief(client, a_round, **words, nerves_after=1, landed="The figure", surprises="A fourth person")
        kept = Debrief.objects.get()
        assert (kept.notice, kept.minutes, kept.formality, kept.nerves_after) == ("minutes", 45, 4, 1)
        assert (kept.landed, kept.surprises, list(kept.present.all())) == ("The figure", "A fourth person", [boss])

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"day": "2031-01-01"}, "hasn&#x27;t come yet"),
            ({"day": "yesterday"}, "year-month-day"),
            ({"day": ""}, "Enter the date of the interview"),
            ({"day": "0001-01-01", "clock": "00:00"}, "Is the year right?"),
            ({"minutes": "9" * 400}, "600"),
            ({"minutes": "601"}, "600"),
            ({"formality": "6"}, "valid choice"),
            ({"present": ["999999"]}, "not one of the available choices"),
        ],
    )
    def test_what_cannot_be_is_said(
        self, client: Client, a_round: PromotionRound, fields: dict[str, Any], words: str
    ) -> None:
        page = debrief(client, a_round, landed="Kept in the box", **fields).content.decode()
        assert words in page
        assert "Kept in the box" in page
        assert not Debrief.objects.exists()

    def test_before_the_planned_day_it_asks_whether_that_is_so(self, client: Client, a_round: PromotionRound) -> None:
        PromotionRound.objects.update(interview_at=timezone.now() + timedelta(days=1))
        page = debrief(client, a_round).content.decode()
        assert "which is later" in page
        assert not Debrief.objects.exists()

    def test_seen_earlier_than_planned_the_round_gets_the_real_day(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        PromotionRound.objects.update(interview_at=timezone.now() + timedelta(days=1))
        debrief(client, a_round, was_earlier="on")
        a_round.refresh_from_db()
        assert a_round.interview_at == Debrief.objects.get().held_at

    def test_a_round_that_had_no_day_gets_it_and_one_that_had_keeps_it(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        debrief(client, a_round)
        held = Debrief.objects.get().held_at
        assert PromotionRound.objects.get().interview_at == held
        planned = held - timedelta(minutes=20)
        PromotionRound.objects.update(interview_at=planned)
        debrief(client, a_round)
        assert PromotionRound.objects.get().interview_at == planned

    def test_planned_time_of_the_same_day_is_offered_and_kept(self, client: Client, a_round: PromotionRound) -> None:
        planned = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=50)
        PromotionRound.objects.update(interview_at=planned)
        form = client.get(reverse("debrief", args=[a_round.pk])).context["form"]
        assert form["clock"].value() == timezone.localtime(planned).time()
        began_early = timezone.localtime(planned - timedelta(minutes=1))
        if began_early.date() == timezone.localdate(planned):
            debrief(client, a_round, day=began_early.date().isoformat(), clock=f"{began_early:%H:%M}")
            assert Debrief.objects.get().held_at == began_early
        assert PromotionRound.objects.get().interview_at == planned

    def test_day_and_time_are_filled_in_for_who_was_called_in_unplanned(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        PromotionRound.objects.update(interview_at=timezone.now() + timedelta(days=3))
        page = client.get(reverse("debrief", args=[a_round.pk]))
        an_hour_ago = timezone.localtime(timezone.now() - timedelta(hours=1))
        assert page.context["form"]["day"].value() == an_hour_ago.date()
        sent = {name: page.context["form"][name].value() for name in ("day", "clock")}
        debrief(client, a_round, **sent, was_earlier="on")
        assert Debrief.objects.exists()

    def test_an_hour_that_the_clocks_jump_over_is_refused(
        self, client: Client, a_round: PromotionRound, ana: User
    ) -> None:
        User.objects.filter(pk=ana.pk).update(time_zone="Europe/Lisbon")
        page = debrief(client, a_round, day="2026-03-29", clock="01:30").content.decode()
        assert "does not exist" in page


class TestAsked:
    def add(self, client: Client, a_round: PromotionRound, **fields: Any) -> Any:
        return client.post(reverse("asked_questions", args=[a_round.pk]), fields, follow=True)

    def test_one_after_the_other(self, client: Client, a_round: PromotionRound) -> None:
        ceo = a_round.panelists.get(seat="ceo")
        self.add(client, a_round, text="Why now?", asked_by=ceo.pk, follow_ups="And then?\nWhy you?", went="well")
        page = self.add(client, a_round, text="Who covers your desk?").content.decode()
        first, second = AskedQuestion.objects.all()
        assert (first.seat, first.panelist, first.follow_up_lines) == ("ceo", ceo, ["And then?", "Why you?"])
        assert (second.seat, second.place) == ("other", 2)
        assert "mode=replay" in page

    def test_all_at_once_and_sent_twice(self, client: Client, a_round: PromotionRound) -> None:
        for _ in range(2):
            self.add(client, a_round, lines="Why now?\n\n  Who covers your desk?\nWhy now?")
        assert [each.text for each in AskedQuestion.objects.all()] == ["Why now?", "Who covers your desk?"]

    def test_too_many_stay_in_the_box(self, client: Client, a_round: PromotionRound) -> None:
        page = self.add(client, a_round, lines="\n".join(f"Question {n}?" for n in range(300))).content.decode()
        assert "under 100 lines" in page
        assert "Question 299?" in page
        assert not AskedQuestion.objects.exists()

    def test_they_can_be_put_in_order_changed_and_deleted(self, client: Client, a_round: PromotionRound) -> None:
        self.add(client, a_round, lines="One?\nTwo?")
        one, two = AskedQuestion.objects.all()
        client.post(reverse("asked_question_up", args=[two.pk]))
        assert [each.text for each in AskedQuestion.objects.all()] == ["Two?", "One?"]
        client.post(reverse("asked_question", args=[one.pk]), {"text": "One, really?"})
        client.post(reverse("asked_question_delete", args=[two.pk]))
        assert [each.text for each in AskedQuestion.objects.all()] == ["One, really?"]

    def test_text_of_all_sorts_is_shown_as_text(self, client: Client, a_round: PromotionRound) -> None:
        page = self.add(client, a_round, text="<script>alert(1)</script> a\0b").content.decode()
        assert "<script>alert" not in page
        assert "Null characters are not allowed" in page

    def test_ten_more_take_no_more_queries(self, client: Client, a_round: PromotionRound) -> None:
        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(reverse("asked_questions", args=[a_round.pk]))
            return len(captured)

        self.add(client, a_round, lines="One?")
        few = queries()
        self.add(client, a_round, lines="\n".join(f"Question {n}?" for n in range(10)))
        assert queries() == few


class TestFeedback:
    @pytest.mark.parametrize(
        ("outcome", "words"), [("no", "next time"), ("got_it", "trust"), ("different_post", "saw")]
    )
    def test_the_wording_fits_how_it_ended(
        self, client: Client, a_round: PromotionRound, outcome: str, words: str
    ) -> None:
        PromotionRound.objects.update(outcome=outcome)
        page = client.get(reverse("feedback", args=[a_round.pk])).content.decode()
        assert words in page
        assert "Operations Manager" in page


class TestLedger:
    def write(self, client: Client, address: str, **fields: Any) -> Any:
        return client.post(address, {"kind": "said", "said": "A number, please.", **fields}, follow=True)

    def test_from_what_was_said_to_what_the_next_panel_said(
        self, client: Client, a_round: PromotionRound, ana: User
    ) -> None:
        self.write(client, reverse("ledger_line_new", args=[a_round.pk]))
        line = LedgerLine.objects.get()
        PromotionRound.objects.update(is_current=False)
        following = make_round(ana, post="Plant Manager", previous=a_round)
        fields = {"done": "Wrote four down", "later_round": following.pk, "said_later": "Good figures."}
        page = self.write(client, reverse("ledger_line", args=[line.pk]), **fields).content.decode()
        for words in ("A number, please.", "Wrote four down", "Good figures.", "Plant Manager"):
            assert words in page

    def test_each_thing_is_a_story_over_the_rounds_and_what_is_open_can_be_seen_alone(
        self, client: Client, a_round: PromotionRound, ana: User
    ) -> None:
        PromotionRound.objects.update(is_current=False)
        later = make_round(ana)
        results = make_competency("results")
        LedgerLine.objects.create(round=a_round, said="A number, please.", competency=results, later_round=later)
        LedgerLine.objects.create(round=a_round, said="Nice shoes.")
        LedgerLine.objects.create(round=later, said="Good figures.", competency=results)
        LedgerLine.objects.create(round=a_round, said="We call by March.", kind="they_promised")
        groups = client.get(reverse("ledger")).context["page"].groups
        assert [(group.label, [line.said for line in group.lines]) for group in groups] == [
            ("Promises", ["We call by March."]),
            ("Results", ["A number, please.", "Good figures."]),
            ("In general", ["Nice shoes."]),
        ]
        page = client.get(reverse("ledger"), {"open": "yes"}).content.decode()
        assert "A number, please." not in page
        assert "Still open: 3" in page

    def test_beside_it_stand_the_latest_ratings_of_ones_own(
        self, client: Client, a_round: PromotionRound, ana: User
    ) -> None:
        for day, rating in enumerate((2, 4)):
            when = NOW + timedelta(days=day)
            make_session(a_round, turns=1, status="finished", finished_at=when).turns.update(rating=rating)
        LedgerLine.objects.create(round=a_round, said="A number, please.", competency=make_competency("results"))
        assert "Your latest ratings in practice: 2, 4" in client.get(reverse("ledger")).content.decode()

    def test_the_next_panel_is_the_next_rounds_unless_another_is_chosen(
        self, client: Client, a_round: PromotionRound, ana: User
    ) -> None:
        PromotionRound.objects.update(is_current=False)
        earlier = make_round(ana, is_current=False, created_at=NOW - timedelta(days=900))
        following = make_round(ana, post="Plant Manager", previous=a_round)
        line = LedgerLine.objects.create(round=a_round, said="A number, please.")
        address = reverse("ledger_line", args=[line.pk])
        self.write(client, address, later_round=earlier.pk, said_later="Good figures.")
        line.refresh_from_db()
        assert line.later_round is None
        self.write(client, address, said_later="Good figures.")
        line.refresh_from_db()
        assert line.later_round == following

    def test_their_words_stand_in_one_pair_of_quotation_marks(self, client: Client, a_round: PromotionRound) -> None:
        client.post(reverse("ledger_line_new", args=[a_round.pk]), {"kind": "said", "said": "“No figure”"})
        client.post(reverse("asked_questions", args=[a_round.pk]), {"lines": '“Why you?”\n"Why now?"'})
        client.post(reverse("panelist", args=[a_round.panelists.all()[0].pk]), {"acquaintance": 3, "must_say": "“Yes”"})
        client.post(reverse("evidence_new", args=["kudos"]), {"title": "Mail", "words": "“Well done”"})
        pages = [reverse("ledger"), reverse("asked_questions", args=[a_round.pk]), reverse("round", args=[a_round.pk])]
        shown = "".join(
            client.get(page).content.decode() for page in [*pages, reverse("brag_sheet", args=[a_round.pk])]
        )
        for words in ("“No figure”", "“Why you?”", "“Why now?”", "“Yes”", "“Well done”"):
            assert words in shown
        assert "““" not in shown

    def test_sent_twice_there_is_one_line(self, client: Client, a_round: PromotionRound) -> None:
        where = reverse("ledger_line_new", args=[a_round.pk])
        for said in ("No figure", "No figure", "No story"):
            client.post(where, {"kind": "said", "said": said})
        assert [line.said for line in LedgerLine.objects.all()] == ["No figure", "No story"]

    def test_of_thousands_the_newest_are_offered_and_what_was_chosen_stays(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        mine = a_round.candidate
        old = Evidence.objects.create(candidate=mine, kind="story", title="Long ago", created_at=NOW)
        later = NOW + timedelta(days=1)
        Evidence.objects.bulk_create(
            Evidence(candidate=mine, kind="story", title=f"Tale {n}", created_at=later) for n in range(200)
        )
        line = LedgerLine.objects.create(round=a_round, said="No figure")
        line.evidence.add(old)
        asked = AskedQuestion.objects.create(round=a_round, text="Why?", evidence=old)
        for where in (reverse("ledger_line", args=[line.pk]), reverse("asked_question", args=[asked.pk])):
            page = client.get(where).content.decode()
            assert ("Long ago" in page, page.count("Tale ")) == (True, 100)
        client.post(reverse("ledger_line", args=[line.pk]), {"kind": "said", "said": "None", "evidence": [old.pk]})
        assert list(line.evidence.all()) == [old]

    def test_several_are_written_one_after_the_other(self, client: Client, a_round: PromotionRound) -> None:
        address = reverse("ledger_line_new", args=[a_round.pk])
        answer = client.post(address, {"kind": "said", "said": "A number, please.", "another": "yes"})
        assert answer["Location"] == address

    def test_feedback_at_the_closing_goes_into_it_with_one_press(self, client: Client, a_round: PromotionRound) -> None:
        rounds.close_round(a_round=a_round, outcome="no", feedback="Too few figures", now=NOW)
        address = f"{reverse('ledger_line_new', args=[a_round.pk])}?said=feedback"
        assert address in client.get(reverse("round", args=[a_round.pk])).content.decode()
        assert "Too few figures</textarea>" in client.get(address).content.decode()

    def test_what_is_open_shows_in_the_next_round_its_brief_and_at_home(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        LedgerLine.objects.create(round=a_round, said="A number, please.", done="Wrote four down")
        page = client.get(reverse("round_next", args=[a_round.pk])).content.decode()
        assert "A number, please." in page
        following = rounds.open_next(previous=a_round, draft=PromotionRound(post="Plant Manager"), now=NOW)
        for name in ("round", "brief"):
            page = client.get(reverse(name, args=[following.pk])).content.decode()
            assert "A number, please." in page, name
            assert "Wrote four down" in page, name
        assert "1 thing that was said or promised before is still open" in client.get("/").content.decode()
        LedgerLine.objects.update(later_round=following, said_later="Good figures.")
        assert "Good figures." in client.get(reverse("round", args=[following.pk])).content.decode()
        assert "still open" not in client.get("/").content.decode()

    def test_somebody_elses_round_or_evidence_is_not_taken(
        self, client: Client, a_round: PromotionRound, ben: User
    ) -> None:
        theirs = make_round(ben)
        self.write(client, reverse("ledger_line_new", args=[a_round.pk]), later_round=theirs.pk)
        assert not LedgerLine.objects.exists()
        assert self.write(client, reverse("ledger_line_new", args=[theirs.pk])).status_code == 404

    def test_ten_more_take_no_more_queries(self, client: Client, a_round: PromotionRound) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse("ledger"))
            return len(captured)

        LedgerLine.objects.create(round=a_round, said="One")
        few = queries()
        for number in range(10):
            LedgerLine.objects.create(round=a_round, said=f"Line {number}")
        assert queries() == few


class TestTheNextRound:
    def test_cards_and_questions_come_along_and_say_where_from(self, client: Client, a_round: PromotionRound) -> None:
        boss = a_round.panelists.get(seat="boss")
        Panelist.objects.filter(pk=boss.pk).update(knows="The night shift", must_say="She finishes things")
        PanelQuestion.objects.create(round=a_round, panelist=boss, text="What is coming up?", answered="Plant 3")
        page = client.get(reverse("round_next", args=[a_round.pk])).content.decode()
        assert "What is coming up?" in page
        following = rounds.open_next(previous=a_round, draft=PromotionRound(post="Plant Manager"), now=NOW)
        new = following.panelists.get(seat="boss")
        assert (new.knows, new.must_say) == ("The night shift", "She finishes things")
        assert following.panel_questions.get().panelist == new
        page = client.get(reverse("panel_questions", args=[following.pk])).content.decode()
        assert "From your round for Operations Manager" in page
        assert "Plant 3" in page
        following.panel_questions.update(answered="Plant 4")
        page = client.get(reverse("panel_questions", args=[a_round.pk])).content.decode()
        assert "Carried on to your round for Plant Manager" in page
        assert "Plant 4" in page


def test_how_they_interviewed_is_read_in_the_round_and_before_the_next_one(
    client: Client, a_round: PromotionRound
) -> None:
    debrief(
        client, a_round, minutes=40, formality=4, surprises="A fourth person took notes", landed="<b>The figure</b>"
    )
    page = client.get(reverse("round", args=[a_round.pk])).content.decode()
    assert "The real interview" in page
    assert "&lt;b&gt;The figure&lt;/b&gt;" in page
    following = rounds.open_next(previous=a_round, draft=PromotionRound(post="Plant Manager"), now=NOW)
    for name in ("round", "brief"):
        page = client.get(reverse(name, args=[following.pk])).content.decode()
        for words in ("How they interviewed last time", "40 minutes", "Formal", "A fourth person took notes"):
            assert words in page, (name, words)


def test_the_debrief_is_kept_in_the_clock_one_lives_by(client: Client, a_round: PromotionRound, ana: User) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone="Asia/Tokyo")
    debrief(client, a_round, day="2026-11-20", clock="09:00")
    assert Debrief.objects.get().held_at == datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
