"""The evidence bank, bringing evidence in, where it was used, the coverage map, the sheets."""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from interviews.models import Answer, Candidate, Evidence, EvidenceUse, Panelist, PracticeSession, User
from interviews.services import evidence as services
from tests.conftest import NOW, Html, make_competency, make_evidence, make_round, make_session, squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def words_of(client: Client, pk: int) -> str:
    """The map as it is read aloud."""
    return " ".join(re.sub(r"<[^>]*>", "", page_of(client, "coverage", pk)).split())


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def page_of(client: Client, name: str, *args: Any, **query: Any) -> str:
    return Html(client.get(reverse(name, args=args), query).content.decode())


class TestBank:
    def test_the_empty_bank_helps_to_find_a_first_story(self, client: Client) -> None:
        assert "what would stop working?" in page_of(client, "evidence")

    def test_each_kind_has_its_fields(self, client: Client) -> None:
        assert "Who can confirm it?" in page_of(client, "evidence_new", "figure")
        assert "Situation" in page_of(client, "evidence_new", "story")
        assert "Who said it?" in page_of(client, "evidence_new", "kudos")
        assert client.get(reverse("evidence_new", args=["poem"])).status_code == 404

    def test_a_story_is_kept_with_its_tags_and_changed(self, client: Client) -> None:
        results = make_competency("results")
        words = {"title": "The night shift", "action": "I moved it", "competencies": [results.pk], "seats": ["ceo"]}
        client.post(reverse("evidence_new", args=["story"]), words)
        one = Evidence.objects.get()
        assert (one.title, one.seats, list(one.competencies.all())) == ("The night shift", ["ceo"], [results])
        client.post(reverse("evidence_item", args=[one.pk]), {"title": "Nine days"})
        assert Evidence.objects.get().title == "Nine days"

    def test_sent_twice_there_is_one_with_the_tags_last_sent(self, client: Client) -> None:
        results = make_competency("results")
        words = {"title": "The night shift", "action": "I moved it"}
        client.post(reverse("evidence_new", args=["story"]), words)
        client.post(reverse("evidence_new", args=["story"]), {**words, "competencies": [results.pk]})
        assert list(Evidence.objects.get().competencies.all()) == [results]
        client.post(reverse("evidence_new", args=["story"]), {**words, "result": "Nine days"})
        assert Evidence.objects.count() == 2

    def test_shares_of_the_words_stand_beside_the_convention(self, client: Client, ana: User) -> None:
        one = make_evidence(ana, situation="a b", task="a b", action="a b c d e", result="a")
        page = page_of(client, "evidence_item", one.pk)
        assert '<b data-share="action">50%</b>' in page
        assert "convention, not research" in page

    @pytest.mark.parametrize(
        ("kind", "fields", "words"),
        [
            ("story", {"title": ""}, "Enter a short title"),
            ("story", {"title": "T", "action": "x" * 1_000_000}, "at most 10000"),
            ("figure", {"title": "T"}, "needs its value"),
            ("kudos", {"title": "T", "words": "Thanks", "said_on": "soon"}, "year-month-day"),
            ("story", {"title": "T", "competencies": ["999999"]}, "valid"),
            ("story", {"title": "T", "seats": ["king"]}, "valid choice"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
        self, client: Client, kind: str, fields: dict[str, Any], words: str
    ) -> None:
        page = Html(client.post(reverse("evidence_new", args=[kind]), fields).content.decode())
        assert words in page
        assert not Evidence.objects.exists()

    def test_html_is_shown_as_text(self, client: Client, ana: User) -> None:
        make_evidence(ana, title="<b>Bold</b>")
        assert "&lt;b&gt;Bold" in page_of(client, "evidence")

    def test_search_reads_what_is_locked_and_filters_by_tag(self, client: Client, ana: User, ben: User) -> None:
        results = make_competency("results")
        make_evidence(ana, title="One", action="I moved the LORRY", competencies=[results])
        make_evidence(ana, title="Two", action="I trained", seats=["boss"])
        make_evidence(ben, title="Of Ben", action="lorry")
        page = page_of(client, "evidence", words="lorry")
        assert ">One<" in page
        assert ">Two<" not in page
        assert "Of Ben" not in page
        assert ">Two<" not in page_of(client, "evidence", competency="results")
        page = page_of(client, "evidence", seat="ceo")
        assert ">One<" in page
        assert ">Two<" not in page

    def test_nonsense_in_the_address_shows_the_bank(self, client: Client, ana: User) -> None:
        make_evidence(ana)
        assert "The night shift" in page_of(client, "evidence", kind="poem", page="x", competency="none", seat="king")

    def test_ten_more_take_no_more_queries(self, client: Client, ana: User) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, "evidence")
            return len(captured)

        make_evidence(ana, competencies=[make_competency()])
        few = queries()
        for number in range(10):
            make_evidence(ana, title=f"Story {number}", competencies=[make_competency()])
        assert queries() == few

    def test_deleting_asks_first(self, client: Client, ana: User) -> None:
        one = make_evidence(ana)
        assert "The night shift" in page_of(client, "evidence_delete", one.pk)
        client.post(reverse("evidence_delete", args=[one.pk]))
        assert not Evidence.objects.exists()


class TestImport:
    def test_it_is_shown_before_it_is_kept(self, client: Client) -> None:
        make_competency("results")
        text = "kind,title,competencies\nstory,The night shift,Results\npoem,Roses,\n"
        page = Html(client.post(reverse("evidence_import"), {"text": text}).content.decode())
        assert "1 piece of evidence" in page
        assert "isn&#x27;t story, figure or kudos" in page
        assert not Evidence.objects.exists()
        client.post(reverse("evidence_import"), {"text": text, "keep": "yes"})
        client.post(reverse("evidence_import"), {"text": text, "keep": "yes"})
        assert [one.key for one in Evidence.objects.get().competencies.all()] == ["results"]

    def test_what_is_there_already_and_tags_that_nobody_knows_are_told_before(self, client: Client, ana: User) -> None:
        make_evidence(ana, title="The night shift")
        text = "title,kind,tags\nThe night shift,story,\nNine days,story,agility\nNine days,story,\n"
        page = Html(client.post(reverse("evidence_import"), {"text": text}).content.decode())
        assert "1 piece of evidence will be added" in page
        assert "2 more are duplicates" in page
        assert "called “agility”" in page

    def test_a_list_can_be_taken_out_again_but_for_what_was_used(self, client: Client, ana: User) -> None:
        make_evidence(ana, title="Mine before")
        response = client.post(reverse("evidence_import"), {"text": "One\nTwo\nThree", "keep": "yes"})
        page = Html(client.get(response["Location"]).content.decode())
        assert "3 pieces of evidence imported" in page
        used = next(one for one in Evidence.objects.all() if one.title == "Two")
        answer = Answer.objects.filter(turn__session=make_session(make_round(ana))).get()
        EvidenceUse.objects.create(evidence=used, answer=answer)
        assert "2 deleted again" in client.post(response["Location"], follow=True).content.decode()
        assert sorted(one.title for one in Evidence.objects.all()) == ["Mine before", "Two"]

    def test_nobody_undoes_what_another_brought_in(
        self, client: Client, ben: User, sign_in: Callable[[User], Client]
    ) -> None:
        address = client.post(reverse("evidence_import"), {"text": "One", "keep": "yes"})["Location"]
        page = reverse("evidence_brought")
        wrong = [f"{page}?at={at}" for at in ("", "soon", "2026-13-45T99:00", "0001-01-01T00:00:00%2B14:00")]
        for where in (address, page, *wrong):
            assert sign_in(ben).post(where)["Location"] == reverse("evidence")
        assert Evidence.objects.count() == 1

    def test_utf_16_as_spreadsheets_write_it_is_read(self, client: Client) -> None:
        upload = SimpleUploadedFile("e.csv", "Kind\tTitle\nstory\tGrößer\n".encode("utf-16"))
        assert "Größer" in Html(client.post(reverse("evidence_import"), {"file": upload}).content.decode())

    def test_the_largest_file_that_is_shown_can_also_be_kept(self, client: Client) -> None:
        line = "Ä" * 350 + "\n"
        upload = SimpleUploadedFile("e.csv", "".join(f"{n}{line}" for n in range(4200)).encode())
        page = client.post(reverse("evidence_import"), {"file": upload}).content.decode()
        assert page.count('enctype="multipart/form-data"') == 1  # Three times the bytes otherwise, which is too much.
        text = html.unescape(re.findall(r"<textarea name=\"text\" hidden>(.*?)</textarea>", page, re.DOTALL)[0])
        assert client.post(reverse("evidence_import"), {"text": text, "keep": "yes"}).status_code == 302
        assert Evidence.objects.count() == 4200

    def test_a_file_in_an_older_encoding_is_read(self, client: Client) -> None:
        upload = SimpleUploadedFile("e.csv", "kind;title\nkudos;Für alle\n".encode("cp1252"))
        assert "Für alle" in Html(client.post(reverse("evidence_import"), {"file": upload}).content.decode())

    @pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50, b"x" * (3 * 1024 * 1024 + 1)])
    def test_a_file_that_is_no_list_is_refused_in_words(self, client: Client, content: bytes) -> None:
        upload = SimpleUploadedFile("e.csv", content)
        page = client.post(reverse("evidence_import"), {"file": upload}).content.decode()
        assert "so nothing was imported" in page

    def test_five_thousand_stories_come_in_at_once(self, client: Client, ana: User) -> None:
        text = "title,result\n" + "".join(f"Story {number},It was {number}\n" for number in range(5000))
        client.post(reverse("evidence_import"), {"text": text, "keep": "yes"})
        assert Evidence.objects.count() == 5000
        assert ">Story 4321<" in page_of(client, "evidence", words="4321")

    def test_what_goes_out_comes_in_again(self, client: Client, ana: User) -> None:
        make_evidence(ana, title="=1+1", result="Fine", seats=["ceo"], competencies=[make_competency("results")])
        text = client.get(reverse("evidence_export")).content.decode()
        assert "'=1+1" in text
        Evidence.objects.all().delete()
        client.post(reverse("evidence_import"), {"text": text, "keep": "yes"})
        one = Evidence.objects.get()
        assert (one.title, one.text("result"), one.seats) == ("=1+1", "Fine", ["ceo"])


class TestUsedHere:
    @pytest.fixture
    def session(self, ana: User) -> PracticeSession:
        session = make_session(make_round(ana), status="finished", finished_at=NOW)
        Answer.objects.filter(turn__session=session).update(text="I did.", status="given")
        return session

    def test_fitting_stories_are_offered_and_noted(self, client: Client, ana: User, session: PracticeSession) -> None:
        fitting = make_evidence(ana, title="Fits", competencies=[make_competency()])
        make_evidence(ana, title="Another seat", seats=["ceo"], competencies=[make_competency()])
        make_evidence(ana, title="Another skill")
        page = page_of(client, "review_turn", session.pk, 1)
        assert "Fits" in page
        assert "Another" not in page
        answer = Answer.objects.get(turn__session=session)
        address = reverse("evidence_use", args=[answer.pk])
        page = Html(client.post(address, {"evidence": fitting.pk}, follow=True).content.decode())
        assert "Not used here" in page
        client.post(address, {"evidence": fitting.pk})
        assert not EvidenceUse.objects.exists()

    def test_evidence_of_somebody_else_is_not_there(self, client: Client, ben: User, session: PracticeSession) -> None:
        theirs = make_evidence(ben)
        answer = Answer.objects.get(turn__session=session)
        for key in (theirs.pk, "x", "9" * 5000):
            response = client.post(reverse("evidence_use", args=[answer.pk]), {"evidence": key})
            assert response.status_code == 404


class TestCoverage:
    def test_each_gap_leads_to_what_closes_it(self, client: Client, ana: User) -> None:
        results = make_competency("results")
        a_round = make_round(ana)
        page = page_of(client, "coverage", a_round.pk)
        assert "You have no story yet that shows <bdi>Dana</bdi> Results." in page
        assert page.count("field-next") == 1
        make_evidence(ana, result="It runs.", competencies=[results])
        assert "You have no figure yet that shows <bdi>Dana</bdi> Results" in page_of(client, "coverage", a_round.pk)
        make_evidence(ana, kind="figure", value="9", competencies=[results])
        page = page_of(client, "coverage", a_round.pk)
        assert "has not asked you about Results yet" in page
        assert "mode=one_seat" in page

    def test_practice_and_rating_are_shown(self, client: Client, ana: User) -> None:
        session = make_session(make_round(ana))
        session.turns.update(rating=4)
        assert "not practiced" in page_of(client, "coverage", session.round_id)
        Answer.objects.filter(turn__session=session).update(text="I did.", status="skipped")
        assert "rated 4" not in page_of(client, "coverage", session.round_id)
        Answer.objects.filter(turn__session=session).update(status="given")
        day = date_format(session.created_at, "j F")
        assert f"Dana, Results: 0 stories, 0 figures, practiced {day}, rated 4." in words_of(client, session.round_id)

    def test_two_in_the_same_seat_are_told_apart(self, client: Client, ana: User) -> None:
        session = make_session(make_round(ana), turns=1)
        Answer.objects.update(text="I did.", status="given")
        another = Panelist.objects.create(round=session.round, seat="boss", name="Sam", place=4)
        page = words_of(client, session.round_id)
        assert "Dana, Results: 0 stories, 0 figures, practiced" in page
        assert f"{another.name}, Results: 0 stories, 0 figures, not practiced." in page

    def test_each_field_leads_to_what_it_lacks_first(self, client: Client, ana: User) -> None:
        results, people = make_competency("results"), make_competency("people")
        a_round = make_round(ana)
        make_evidence(ana, result="It runs.", competencies=[results], seats=["ceo"])
        make_evidence(ana, kind="figure", value="9", competencies=[results])
        page = page_of(client, "coverage", a_round.pk)
        story = reverse("evidence_new", args=["story"])
        for competency, count in ((results, 2), (people, 3)):
            address = f'class="field[^"]*" href="{story}\\?competency={competency.pk}&amp;round={a_round.pk}"'
            assert len(re.findall(address, squeezed(page))) == count
        ceo = a_round.panelists.get(seat="ceo")
        practice = reverse("practice_new", args=[a_round.pk])
        assert f'href="{practice}?mode=one_seat&amp;panelist={ceo.pk}"' in page

    def test_what_is_written_from_the_map_leads_back_to_it(self, client: Client, ana: User, ben: User) -> None:
        mine, theirs = make_round(ana), make_round(ben)
        for a_round, target in (
            (mine.pk, reverse("coverage", args=[mine.pk])),
            (theirs.pk, "/evidence/"),
            ("x", "/evidence/"),
        ):
            response = client.post(f"{reverse('evidence_new', args=['story'])}?round={a_round}", {"title": "T"})
            assert response["Location"] == target

    def test_more_evidence_takes_no_more_queries(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, "coverage", a_round.pk)
            return len(captured)

        few = queries()
        for number in range(10):
            make_evidence(ana, title=str(number), competencies=[make_competency()])
        assert queries() == few


class TestSheets:
    def test_what_is_ticked_stands_on_it(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)
        one = make_evidence(ana, title="On it", result="Saved 40,000 euros")
        make_evidence(ana, title="Not on it")
        page = page_of(client, "brag_sheet", a_round.pk, item=one.pk)
        assert "<h3>On it</h3>" in page
        assert "<h3>Not on it</h3>" not in page

    def test_a_figure_says_what_changed_and_who_can_confirm_it(self, client: Client, ana: User) -> None:
        change = {"before": "118 a month", "after": "46 a month", "period": "in 2026"}
        make_evidence(ana, "figure", "Complaints", value="61 %", unit="fewer", confirmed_by="Ms Lindt", **change)
        page = page_of(client, "one_page", make_round(ana).pk)
        assert "61 % fewer, 118 a month → 46 a month, in 2026, Ms Lindt can confirm it" in page

    def test_kudos_say_who_said_it_and_when(self, client: Client, ana: User) -> None:
        make_evidence(ana, "kudos", "Mail", words="Well done", said_by="The CEO", said_on=date(2026, 3, 4))
        make_evidence(ana, "kudos", "Note", words="Thank you", said_on=date(2026, 5, 6))
        page = page_of(client, "one_page", make_round(ana).pk)
        assert "The CEO, 4 March 2026" in page
        assert ", 6 May 2026" not in page
        assert "6 May 2026" in page

    @pytest.mark.parametrize("name", ["brag_sheet_pdf", "one_page_pdf"])
    def test_it_is_a_pdf_too_whatever_was_written(self, client: Client, ana: User, name: str) -> None:
        make_evidence(ana, title='#panic("x") *a* $x$ \\ @ <b>', result="日本 Привет שלום 😀")
        response = client.get(reverse(name, args=[make_round(ana).pk]))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")

    def test_one_page_is_one_page_however_much_is_ticked(self, client: Client, ana: User) -> None:
        long = "I asked each of them what held them up, and wrote it on a board. " * 100
        keys = [make_evidence(ana, title=f"Story {n}", action=long, result=long).pk for n in range(30)]
        content = client.get(reverse("one_page_pdf", args=[make_round(ana).pk]), {"item": keys}).content
        assert pages_in(content) == 1
        assert pages_in(client.get(reverse("brag_sheet_pdf", args=[ana.candidate.rounds.get().pk])).content) > 1

    def test_five_thousand_stories_are_not_all_read_for_one_sheet(self, client: Client, ana: User) -> None:
        a_round = make_round(ana)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, "one_page", a_round.pk)
            return len(captured)

        make_evidence(ana)
        few = queries()
        for number in range(120):
            make_evidence(ana, title=f"Story {number}")
        assert queries() == few
        assert page_of(client, "one_page", a_round.pk).count('name="item"') == 100

    def test_nonsense_ticks_are_left_out(self, client: Client, ana: User) -> None:
        make_evidence(ana, title="The best")
        page = page_of(client, "one_page", make_round(ana).pk, item="x" * 50)
        assert "The best" in page


def test_the_same_evidence_is_brought_in_once(ana: User) -> None:
    from interviews.rules.evidence_files import read_evidence

    rows = read_evidence("The night shift\nThe night shift\n").rows
    candidate = Candidate.objects.get(user=ana)
    assert [services.import_rows(candidate=candidate, rows=rows, now=NOW) for _ in range(2)] == [1, 0]
