"""A pasted list, a CSV: what is understood, what is not, and that nothing is ever calculated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.rules.evidence_files import MOST_ROWS, EvidenceRow, read_evidence, write_evidence
from interviews.rules.names import clean_name, is_visible


def test_a_plain_list_is_a_story_on_each_line() -> None:
    read = read_evidence("• The night shift in nine days\n\nThe audit without a finding, in June\n")
    assert [(row.kind, row.texts["title"]) for row in read.rows] == [
        ("story", "The night shift in nine days"),
        ("story", "The audit without a finding, in June"),
    ]


def test_a_table_is_read_by_its_headings_in_any_order() -> None:
    read = read_evidence(
        "Type;Title;Number;Unit;Tags;For;Who;When;Quote\n"
        "figure;Complaints;61;%;results, business;ceo;;;\n"
        "kudos;Thanks;;;;;Ms Lindt;2026-06-30;Never seen it done so fast\n"
    )
    figure, kudos = read.rows
    assert (figure.texts["value"], figure.competencies, figure.seats) == ("61", ["results", "business"], ["ceo"])
    assert (kudos.texts["said_by"], kudos.said_on) == ("Ms Lindt", date(2026, 6, 30))
    assert not read.problems


def test_what_cannot_be_taken_is_numbered_and_the_rest_is_taken() -> None:
    read = read_evidence("kind,title,said_on\npoem,Roses,\nstory,,\nkudos,Thanks,yesterday\nstory,Fine,\n")
    assert [(row.texts["title"], row.said_on) for row in read.rows] == [("Thanks", None), ("Fine", None)]
    assert [str(each).split(":")[0].split(" has")[0] for each in read.problems] == ["Line 2", "Line 3", "Line 4"]


def test_a_spreadsheets_own_first_line_is_no_evidence() -> None:
    read = read_evidence("sep=;\r\nResult;Title;Kind\r\nNine days, not twenty;Night shift;Story\r\n")
    assert [(row.kind, row.texts) for row in read.rows] == [
        ("story", {"title": "Night shift", "result": "Nine days, not twenty"})
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- The night shift", "The night shift"),
        ("1. The night shift", "The night shift"),
        ("12) The night shift", "The night shift"),
        ("[x] The night shift", "The night shift"),
        ("-5 % scrap", "-5 % scrap"),
        ("61 % fewer complaints", "61 % fewer complaints"),
        ("3.5 days saved", "3.5 days saved"),
    ],
)
def test_marks_before_a_line_go_and_figures_stay(line: str, title: str) -> None:
    assert read_evidence(f"Another\n{line}\n").rows[1].texts["title"] == title


def test_a_single_column_called_title_is_a_heading() -> None:
    assert [row.texts["title"] for row in read_evidence("Title\nThe night shift\n").rows] == ["The night shift"]


def test_what_a_row_is_shows_in_its_columns_where_none_says_so() -> None:
    read = read_evidence("name,number,quote,result\nComplaints,61 %,,\nThanks,,Well done,\nNight,,,Nine days\n")
    assert [row.kind for row in read.rows] == ["figure", "kudos", "story"]


def test_columns_and_seats_that_are_not_known_are_named() -> None:
    read = read_evidence('title,kind,Ergebnis,seats\nNight,story,gut,"HR, CEO"\nDay,story,,king\n')
    assert [row.seats for row in read.rows] == [["hr_director", "ceo"], []]
    columns, seat = map(str, read.problems)
    assert "Ergebnis" in columns
    assert "Line 3: “king” isn't a seat" in seat


def test_a_table_without_titles_is_told_what_it_lacks() -> None:
    read = read_evidence("situation,result\nNight,Fine\n")
    assert not read.rows
    assert "“title”" in str(read.problems[0])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30", date(2026, 6, 30)),
        ("30.6.2026", date(2026, 6, 30)),
        ("30/06/2026", date(2026, 6, 30)),
        ("06/30/2026", date(2026, 6, 30)),
        ("5/5/2026", date(2026, 5, 5)),
        ("05/06/2026", None),
        ("31.2.2026", None),
        ("June", None),
    ],
)
def test_a_day_is_taken_where_it_can_be_read_in_one_way(text: str, day: date | None) -> None:
    read = read_evidence(f"kind,title,said_on\nkudos,Thanks,{text}\n")
    assert read.rows[0].said_on == day
    assert len(read.problems) == (day is None)


def test_formulas_stay_text_on_the_way_in_and_out() -> None:
    read = read_evidence('kind,title\nstory,"=HYPERLINK(""http://x"")"\n')
    assert read.rows[0].texts["title"] == '=HYPERLINK("http://x")'
    written = write_evidence(read.rows)
    assert "'=HYPERLINK" in written
    assert read_evidence(written).rows[0].texts["title"] == '=HYPERLINK("http://x")'


def test_a_story_of_a_megabyte_is_named_and_left_out() -> None:
    read = read_evidence("kind,title\nstory," + "x" * 1_000_000 + "\nstory,Fine\n")
    assert [row.texts["title"] for row in read.rows] == ["Fine"]
    assert "longer than" in str(read.problems[0])


def test_of_more_than_can_be_taken_the_first_are() -> None:
    read = read_evidence("\n".join(f"Story {number}" for number in range(MOST_ROWS + 5)))
    assert len(read.rows) == MOST_ROWS
    assert read.problems


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5))
def test_what_was_written_is_read_again(pairs: list[tuple[str, str]]) -> None:
    pairs = [(clean_name(title), result.strip()) for title, result in pairs if is_visible(clean_name(title))]
    rows = [EvidenceRow(0, "story", {"title": title, "result": result}) for title, result in pairs]
    rows = [row for row in rows if not row.texts["title"].startswith("'") and not row.texts["result"].startswith("'")]
    again = read_evidence(write_evidence(rows)).rows
    assert [row.texts["title"] for row in again] == [row.texts["title"] for row in rows]


@given(st.text(max_size=200))
def test_nothing_pasted_is_ever_an_error(text: str) -> None:
    read_evidence(text)
