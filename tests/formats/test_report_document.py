"""A whole report as plain text and Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import wgtrack
from tests.formats.conftest import HOSTILE
from wgtrack.formats import markdown, terminal
from wgtrack.formats.cells import cell_width
from wgtrack.formats.columns import fitted, table_lines
from wgtrack.formats.document import Column, Table
from wgtrack.formats.markdown.document import paragraph
from wgtrack.messages.languages import ENGLISH, language

HEADINGS = [
    "Events",
    "Verdicts",
    "Who must act now",
    "Needs attention",
    "Deliverables",
    "What changed",
    "Until the next report",
    "What decides the dates",
    "Forecast",
    "Areas",
    "All items",
]


def rendered(text: str) -> str:
    """Markdown as GitHub shows it: CommonMark with tables."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def test_markdown_has_all_parts_in_their_order(tracker_2016: wgtrack.Tracker) -> None:
    """The answer comes first, and every part of a report has its heading."""
    text = markdown.write(tracker_2016.report("2016-09-20", since="2016-09-05"), ENGLISH)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert text.startswith("# Blockchain Working Group of China\n\n**Overdue: white-paper was due 18 September 2016;")


def test_markdown_says_how_far_and_why_a_date_moved(tracker_2016: wgtrack.Tracker) -> None:
    """RG-4 was moved on 26 August from 30 August to 6 September, five working days later, with its reason."""
    text = markdown.write(tracker_2016.report("2016-09-05", since="2016-08-22"), ENGLISH)
    (row,) = [line for line in text.splitlines() if "| target moved | RG-4 |" in line]
    assert "Fri 26 Aug 2016" in row
    assert "30 August 2016 to 6 September 2016, 5 working days later" in row
    assert "the department asks to see the options before they go into the draft" in row


def test_markdown_says_who_must_act_and_for_how_long(tracker_2016: wgtrack.Tracker) -> None:
    """The department has had the review since 14 September: 18, 19 and 20 September are three working days."""
    text = markdown.write(tracker_2016.report("2016-09-20"), ENGLISH)
    (row,) = [
        line for line in text.splitlines() if line.startswith("| Department of Information") and "| WP-9 |" in line
    ]
    assert "| Wed 14 Sep 2016 | 3 |" in row


def test_markdown_tables_are_whole(tracker_2016: wgtrack.Tracker) -> None:
    """Every table is shown as one: as many cells in each row as in its head."""
    shown = rendered(markdown.write(tracker_2016.report("2016-09-20", since="2016-09-05"), ENGLISH))
    for table in re.findall(r"<table>.*?</table>", shown, re.DOTALL):
        columns = len(re.findall(r"<th[ >]", table))
        assert columns > 1
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)[1:]:
            assert row.count("<td") == columns
    assert "| ---" not in shown


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_shows_a_hostile_title_as_text(hostile: wgtrack.Tracker, title: str) -> None:
    """No title becomes markup, and a reader sees it as it was typed."""
    shown = rendered(markdown.write(hostile.report("2016-09-05"), ENGLISH))
    # A blank of no width behind it keeps a name from being called.
    shown = shown.replace("@\N{ZERO WIDTH SPACE}", "@")
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<td>{escaped}</td>" in shown
    assert not re.search(r"<(script|em|code|img|a)\b", shown)


@given(text=st.text(st.characters(codec="utf-8"), max_size=30))
def test_a_paragraph_is_never_more_than_text(text: str) -> None:
    """Whatever a sentence begins with, it makes no heading, list, quotation or rule."""
    shown = rendered(paragraph(text))
    assert shown == "" or re.fullmatch(r"<p>[^<]*</p>\n", shown)


def test_a_number_before_a_dot_makes_no_list() -> None:
    """A sentence that begins with a year and a dot stays a sentence."""
    assert rendered(paragraph("2016. A year")) == "<p>2016. A year</p>\n"


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [40, 64, 80, 120])
def test_plain_text_keeps_to_the_width(tracker_2016: wgtrack.Tracker, width: int, tag: str) -> None:
    """No line of a report takes more cells than the terminal has."""
    text = terminal.write(
        tracker_2016.report("2016-09-20", since="2016-09-05", language=tag), language(tag), width=width
    )
    assert max(map(cell_width, text.splitlines())) <= width


def test_plain_text_begins_with_the_answer(tracker_2016: wgtrack.Tracker) -> None:
    """The second thing a reader sees, after whose report it is."""
    lines = terminal.write(tracker_2016.report("2016-10-18"), ENGLISH, width=120).splitlines()
    assert lines[0] == "Blockchain Working Group of China"
    assert lines[2].startswith(
        "Done late: white-paper was finished on 18 October 2016, 19 working days (30 calendar days)"
    )


def test_a_portfolio_is_a_table_of_groups(tracker_2016: wgtrack.Tracker) -> None:
    """Open, overdue, at risk and the next deadline of each."""
    text = markdown.write(tracker_2016.portfolio("2016-09-20"), ENGLISH)
    assert "| Blockchain Working Group of China | 9 | 7 | 1 |" in text


def test_days_and_keys_are_never_broken() -> None:
    """Where there is too little room, the column of sentences gives it up."""
    table = Table((Column("Day", whole=True), Column("Why")), (("Sun 18 Sep 2016", "a long reason that wraps"),))
    lines = list(table_lines(table, 30))
    assert lines[1][0] == "Sun 18 Sep 2016"


def test_the_widest_columns_give_up_most() -> None:
    """Of 10, 40 and 20 in 50 cells with gaps of two, the wide ones become 18 and 18."""
    assert fitted([10, 40, 20], 50, [False, False, False]) == [10, 18, 18]


def test_columns_that_cannot_fit_have_no_widths() -> None:
    """Three columns of eight cells at least need 28."""
    assert fitted([10, 40, 20], 27, [False, False, False]) is None


def test_a_table_without_room_is_told_line_by_line() -> None:
    """Each cell stands below the other, with the name of its column."""
    table = Table((Column("One", whole=True), Column("Two", whole=True)), (("a" * 30, "b" * 30),))
    assert list(table_lines(table, 40)) == [(f"One: {'a' * 30}",), (f"Two: {'b' * 30}",), ("",)]


def test_columns_without_any_text_are_left_out() -> None:
    """An empty column takes no room."""
    table = Table((Column("One"), Column("Two")), (("a", ""), ("b", "")))
    assert list(table_lines(table, 40)) == [("One",), ("a  ",), ("b  ",)]
