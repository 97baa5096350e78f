"""Pitches, the plan, the calendar, flash cards, the brief."""

import io
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from interviews.models import Candidate, Goal, Note, Panelist, PanelQuestion, Pitch, PromotionRound, User
from tests.conftest import NOW, PASSWORD, Html, make_evidence, make_round, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    return make_round(ana, interview_at=timezone.now() + timedelta(days=17))


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def say(client: Client, a_round: PromotionRound, text: str, kind: str = "why_me") -> str:
    return Html(client.post(reverse("pitch", args=[a_round.pk, kind]), {"text": text}, follow=True).content.decode())


def page_of(client: Client, name: str, *args: Any) -> str:
    return Html(client.get(reverse(name, args=args)).content.decode())


class TestPitch:
    def test_each_changed_text_is_a_version_and_an_unchanged_one_is_not(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        say(client, a_round, "We did well.")
        assert "No changes to save" in say(client, a_round, "We did well.")
        page = say(client, a_round, "I cut complaints by 61 %.")
        assert [one.text for one in Pitch.objects.all()] == ["I cut complaints by 61 %.", "We did well."]
        assert "There is no figure" not in page

    def test_what_it_lacks_is_said_as_a_fact(self, client: Client, a_round: PromotionRound) -> None:
        page = say(client, a_round, "We did well on every KPI.")
        assert "It has no figure." in page
        assert "You do not say “I”." in page
        assert "Acronym not explained: KPI." in page

    def test_two_versions_side_by_side(self, client: Client, a_round: PromotionRound) -> None:
        say(client, a_round, "I led the shift.")
        old = Pitch.objects.get()
        say(client, a_round, "I led the night shift.")
        page = Html(client.get(reverse("pitch", args=[a_round.pk, "why_me"]), {"compare": old.pk}).content.decode())
        assert "<ins>night</ins>" in page
        assert "About 0:02 then, about 0:02 now." in page

    def test_a_new_round_starts_from_the_last_words(self, client: Client, a_round: PromotionRound, ana: User) -> None:
        say(client, a_round, "I led the shift.")
        PromotionRound.objects.update(is_current=False)
        following = make_round(ana, post="Plant Manager", previous=a_round)
        page = page_of(client, "pitches", following.pk)
        assert "I led the shift." in page
        assert "in an earlier round" in page

    @pytest.mark.parametrize("text", ["", "  ", "word " * 200_000])
    def test_nothing_or_too_much_is_refused_in_words(self, client: Client, a_round: PromotionRound, text: str) -> None:
        assert "Nothing is saved yet" in say(client, a_round, text)
        assert not Pitch.objects.exists()

    def test_there_are_two_kinds(self, client: Client, a_round: PromotionRound) -> None:
        assert client.get(reverse("pitch", args=[a_round.pk, "song"])).status_code == 404
        assert "never met you" in page_of(client, "pitch", a_round.pk, "introduction")

    def test_a_version_can_be_deleted(self, client: Client, a_round: PromotionRound) -> None:
        say(client, a_round, "I led.")
        client.post(reverse("pitch_delete", args=[Pitch.objects.get().pk]))
        assert not Pitch.objects.exists()


class TestPlan:
    def test_nine_mocks_and_what_was_done(self, client: Client, a_round: PromotionRound) -> None:
        make_session(a_round, status="finished", finished_at=timezone.now())
        page = page_of(client, "plan", a_round.pk)
        assert "Practice 9" in page
        assert page.count(">done<") == 1

    def test_without_a_date_it_offers_to_set_one(self, client: Client, a_round: PromotionRound) -> None:
        PromotionRound.objects.update(interview_at=None)
        assert "Set the date" in page_of(client, "plan", a_round.pk)

    def test_the_last_day_leaves_the_drill(self, client: Client, a_round: PromotionRound) -> None:
        PromotionRound.objects.update(interview_at=timezone.now())
        page = page_of(client, "plan", a_round.pk)
        assert "you still have time for a ten-minute drill" in page
        assert f'action="{reverse("drill")}"' in page.partition("<main")[2]

    def test_after_the_day_it_leads_to_the_debrief(self, client: Client, a_round: PromotionRound) -> None:
        PromotionRound.objects.update(interview_at=timezone.now() - timedelta(days=2))
        assert reverse("debrief", args=[a_round.pk]) in page_of(client, "plan", a_round.pk)


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


class TestCalendar:
    def test_days_of_practice_and_the_interview_without_a_word_of_theirs(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        content = client.get(reverse("plan_ics", args=[a_round.pk])).content
        found = events(content)
        assert len(found) == 10
        assert str(found[0]["summary"]) == "Practice 1 of 9"
        assert b"Operations" not in content
        assert len({str(event["uid"]) for event in found}) == 10

    def test_the_hour_is_right_on_both_sides_of_the_change_of_clocks(
        self, client: Client, a_round: PromotionRound, ana: User
    ) -> None:
        for day in (datetime(2027, 3, 27, 9, 30, tzinfo=UTC), datetime(2027, 3, 29, 8, 30, tzinfo=UTC)):
            PromotionRound.objects.update(interview_at=day)
            interview = events(client.get(reverse("plan_ics", args=[a_round.pk])).content)[-1]
            assert interview.decoded("dtstart") == day

    @pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Pacific/Apia", "Pacific/Niue"])
    def test_who_follows_it_has_the_days_of_the_candidate_not_of_the_server(
        self, a_round: PromotionRound, ana: User, sign_in: Callable[[User], Client], zone: str
    ) -> None:
        User.objects.filter(pk=ana.pk).update(time_zone=zone)
        today = timezone.localdate(timezone=ZoneInfo(zone))
        for clock in (time(0, 30), time(23, 30)):  # The day is another one in UTC, on one side of it or the other.
            there = datetime.combine(today + timedelta(days=9), clock, tzinfo=ZoneInfo(zone))
            PromotionRound.objects.update(interview_at=there)
            page = sign_in(ana).post(reverse("calendar_address", args=[a_round.pk])).content.decode()
            address = re.findall(r"/calendar/[\w-]{40,}\.ics", page)[0]
            *mocks, interview = events(Client().get(address).content)
            assert [each.decoded("dtstart") for each in mocks] == [today + timedelta(days=n) for n in range(9)]
            assert interview.decoded("dtstart") == there

    def test_colleagues_who_see_the_calendar_see_neither_words_nor_days_taken(
        self, client: Client, a_round: PromotionRound
    ) -> None:
        *mocks, interview = events(client.get(reverse("plan_ics", args=[a_round.pk])).content)
        assert {str(event["class"]) for event in [*mocks, interview]} == {"PRIVATE"}
        assert {str(event["transp"]) for event in mocks} == {"TRANSPARENT"}

    def test_what_moves_keeps_its_name_and_what_is_done_leaves(self, client: Client, a_round: PromotionRound) -> None:
        def by_name() -> dict[str, Any]:
            found = events(client.get(reverse("plan_ics", args=[a_round.pk])).content)
            return {str(event["uid"]): event.decoded("dtstart") for event in found}

        before = by_name()
        PromotionRound.objects.update(interview_at=timezone.now() + timedelta(days=30))
        after = by_name()
        assert before.keys() == after.keys()
        assert before != after
        make_session(a_round, status="finished", finished_at=timezone.now())
        assert before.keys() - by_name().keys() == {f"mock-1-round-{a_round.pk}@next-round"}

    def test_fewer_than_nine_days_are_counted_as_what_they_are(self, client: Client, a_round: PromotionRound) -> None:
        PromotionRound.objects.update(interview_at=timezone.now() + timedelta(days=3))
        found = events(client.get(reverse("plan_ics", args=[a_round.pk])).content)
        names = ["Practice 1 of 3", "Practice 2 of 3", "Practice 3 of 3", "Interview"]
        assert [str(event["summary"]) for event in found] == names

    def test_an_interview_called_off_is_not_in_it(self, client: Client, a_round: PromotionRound) -> None:
        PromotionRound.objects.update(closed_at=timezone.now(), outcome="withdrawn")
        assert events(client.get(reverse("plan_ics", args=[a_round.pk])).content) == []

    def test_an_address_to_follow_it_and_its_end(self, client: Client, a_round: PromotionRound) -> None:
        page = Html(client.post(reverse("calendar_address", args=[a_round.pk])).content.decode())
        found = re.search(r"/calendar/[\w-]{40,}\.ics", page)
        assert found
        assert events(Client().get(found[0]).content)
        assert found[0] not in page_of(client, "plan", a_round.pk)
        client.post(reverse("calendar_address", args=[a_round.pk]), {"stop": "yes"})
        assert Client().get(found[0]).status_code == 404
        assert Client().get(reverse("calendar_feed", args=["guessed"])).status_code == 404
        assert Candidate.objects.get(pk=a_round.candidate_id).calendar_hash == ""

    def test_nobody_without_an_address_is_found_by_an_empty_one(self, a_round: PromotionRound) -> None:
        assert Client().get("/calendar/.ics").status_code == 404


def cards_in(client: Client, a_round: PromotionRound, folder: Path) -> dict[str, str]:
    """The fields of each note of the package, under the name that Anki knows it by."""
    content = client.get(reverse("cards", args=[a_round.pk])).content
    file = folder / "cards.anki2"
    file.write_bytes(zipfile.ZipFile(io.BytesIO(content)).read("collection.anki2"))
    with closing(sqlite3.connect(file)) as collection:
        return dict(collection.execute("SELECT guid, flds FROM notes ORDER BY id"))


class TestFlashCards:
    def test_they_hold_stories_and_the_newest_pitch(
        self, client: Client, a_round: PromotionRound, tmp_path: Path
    ) -> None:
        make_evidence(a_round.candidate.user, "story", title="<b>Night</b>", result="Nine\ndays")
        make_evidence(a_round.candidate.user, "story", title="A title and no more")
        say(client, a_round, "I led.")
        say(client, a_round, "I led it.")
        assert list(cards_in(client, a_round, tmp_path).values()) == [
            "&lt;b&gt;Night&lt;/b&gt;\x1fResult: Nine<br>days",
            "Why me\x1fI led it.",
        ]

    def test_brought_in_again_they_change_what_is_there(
        self, client: Client, a_round: PromotionRound, tmp_path: Path
    ) -> None:
        one = make_evidence(a_round.candidate.user, "figure", title="Complaints", value="61 %")
        say(client, a_round, "I led.")
        before = cards_in(client, a_round, tmp_path)
        one.texts["value"] = "64 %"
        one.save()
        say(client, a_round, "I led it.")
        after = cards_in(client, a_round, tmp_path)
        assert before.keys() == after.keys()
        assert sorted(after.values()) == ["Complaints\x1f64 %", "Why me\x1fI led it."]


class TestBrief:
    def test_everything_for_the_day_stands_on_it(self, client: Client, a_round: PromotionRound) -> None:
        boss = a_round.panelists.get(seat="boss")
        Panelist.objects.filter(pk=boss.pk).update(must_say="She finishes things", knows="The night shift")
        Goal.objects.create(round=a_round, panelist=boss, text="Knows my figures")
        PanelQuestion.objects.create(round=a_round, panelist=boss, text="What is coming up?")
        make_evidence(a_round.candidate.user, "story", title="Nine days", result="Saved 40,000")
        make_evidence(a_round.candidate.user, "figure", title="Complaints", value="61 %")
        Note.objects.create(round=a_round, text="Breathe first")
        say(client, a_round, "I led the shift.")
        page = page_of(client, "brief", a_round.pk)
        for words in (
            "Dana",
            "She finishes things",
            "The night shift",
            "Knows my figures",
            "What is coming up?",
            "Nine days",
            "61 %",
            "Breathe first",
            "I led the shift.",
        ):
            assert words in page

    def test_it_is_a_pdf_whatever_was_written(self, client: Client, a_round: PromotionRound) -> None:
        say(client, a_round, '#panic("x") $x$ *a* \\ @ <b> 日本 Привет שלום 😀')
        response = client.get(reverse("brief_pdf", args=[a_round.pk]))
        assert response.content.startswith(b"%PDF")

    def test_it_is_one_page_however_much_was_written(self, client: Client, a_round: PromotionRound) -> None:
        long = "I asked each of them what held them up, and wrote it on a board. " * 50
        for number in range(4):
            make_evidence(a_round.candidate.user, "story", title=long, action=long, result=long)
            Note.objects.create(round=a_round, text=f"{number} {long}")
        for one in a_round.panelists.all():
            Panelist.objects.filter(pk=one.pk).update(knows=long, cares_about=long, must_say=long)
            for number in range(10):
                PanelQuestion.objects.create(round=a_round, panelist=one, text=f"{number} {long}")
        say(client, a_round, "I led the shift. " * 150)
        content = client.get(reverse("brief_pdf", args=[a_round.pk])).content
        assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1

    def test_what_the_pdf_may_lack_is_named(self, client: Client, a_round: PromotionRound) -> None:
        say(client, a_round, "日本 is where I learned it")
        assert "signs such as 日本 blank" in page_of(client, "brief", a_round.pk)

    def test_an_empty_round_has_a_brief_too(self, client: Client, ana: User) -> None:
        a_round = make_round(ana, panelists=False)
        assert "No brief yet" in page_of(client, "brief", a_round.pk)
        assert client.get(reverse("brief_pdf", args=[a_round.pk])).content.startswith(b"%PDF")

    def test_signing_out_empties_the_browser(self, client: Client) -> None:
        assert "storage" in client.post(reverse("account_logout"))["Clear-Site-Data"]
        assert "Clear-Site-Data" not in Client().get(reverse("account_login"))

    def test_another_person_signing_in_empties_it_and_the_same_one_does_not(self, ana: User, ben: User) -> None:
        browser = Client()

        def cleared_for(user: User) -> str:
            browser.cookies.pop(settings.SESSION_COOKIE_NAME, None)  # The session ran out; nobody signed out.
            words = {"login": user.email, "password": PASSWORD}
            response = browser.post(reverse("account_login"), words)
            assert response.status_code == 302
            return response.headers.get("Clear-Site-Data", "")

        assert [cleared_for(user) for user in (ana, ana, ben, ben)] == ["", "", '"cache", "storage"', ""]


def test_the_plan_of_a_closed_round_is_empty(client: Client, a_round: PromotionRound) -> None:
    PromotionRound.objects.update(closed_at=NOW, outcome="no")
    assert "This round is closed." in page_of(client, "plan", a_round.pk)
