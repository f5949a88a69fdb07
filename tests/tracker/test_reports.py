"""Issuing reports: numbered per group, filed whole, given back byte for byte, never changed."""

import json
from datetime import UTC

import attrs
import pytest
import time_machine

from tests.store.helpers import database
from wgtrack import Group, InputError, IssuedReport, Task, Tracker, UnknownKeyError
from wgtrack.errors import ConflictError, StoreDamagedError
from wgtrack.formats import FORMATS, render_file
from wgtrack.tracker import reports


def test_reports_are_numbered(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """The first report of a group is its number 1, the next one its number 2."""
    first = tracker.issue()
    clock.move_to("2016-09-05T12:00:00+08:00")
    second = tracker.issue(note="to the ministry")

    assert [(one.key, one.number) for one in (first, second)] == [("wg:report:1", 1), ("wg:report:2", 2)]
    assert tracker.reports() == (first, second)
    assert (second.note, second.language, str(second.at.tzinfo)) == ("to the ministry", "en", "Asia/Shanghai")


def test_a_report_is_filed_in_every_format(tracker: Tracker) -> None:
    """What comes back is what the report of then says in each format, with its number."""
    issued = tracker.issue()

    assert [name for name, _ in issued.documents] == sorted(FORMATS)
    report = attrs.evolve(tracker.report(issued.at), number=1)
    for name in FORMATS:
        assert tracker.document(1, format=name) == render_file(report, name)
    assert json.loads(tracker.document(1, format="json"))["number"] == 1


def test_what_was_issued_stays_as_it_was(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Whatever becomes of the record, even of its past, the report is given back byte for byte."""
    tracker.issue()
    before = {name: tracker.document(1, format=name) for name in FORMATS}
    clock.shift(60)
    tracker.edit("T-1", title="Another title")
    tracker.add(Task(key="T-9", title="New", group="wg"), at="2016-08-21")

    assert {name: tracker.document(1, format=name) for name in FORMATS} == before


def test_the_journal_holds_the_hashes(tracker: Tracker) -> None:
    """Issuing is a step of the journal, which says who did it, and by their hashes what was filed."""
    issued = tracker.issue(why="as agreed")

    [entry] = tracker.log("wg:report:1")
    assert (entry.action, entry.kind, entry.by, entry.why) == ("issue", "report", "secretary", "as agreed")
    assert entry.after == issued
    assert all(len(name) == 64 for _, name in issued.documents)


def test_the_next_one_counts_from_the_last(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Without anything said, changes are those since the last report that was issued before."""
    first = tracker.issue()
    clock.move_to("2016-09-05T12:00:00+08:00")
    tracker.done("T-1")

    report = tracker.report()
    assert (report.since, report.since_number) == (first.at, 1)
    assert [finished.item.key for finished in report.changes.finished] == ["T-1"]
    assert tracker.issue().since == first.at


def test_a_report_does_not_count_from_itself(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Made again for the same instant, a report says what it said, although it was issued meanwhile."""
    clock.move_to("2016-09-05T12:00:00+08:00")
    before = tracker.report("2016-09-01")
    tracker.issue("2016-09-01")

    assert tracker.report("2016-09-01") == before


def test_the_past_is_reported_in_any_order(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """The last report is the one that tells of the latest instant before, whenever it was issued."""
    clock.move_to("2016-10-10T12:00:00+08:00")
    for day in ("2016-09-20", "2016-09-05"):
        tracker.issue(day)

    assert [(one.number, one.at.day) for one in tracker.reports()] == [(1, 20), (2, 5)]
    assert tracker.report("2016-09-19").since_number == 2
    assert tracker.report("2016-10-01").since_number == 1


def test_an_instant_of_a_report_names_its_number(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Counted from the day that a report was issued for, the number of that one is told; from another day none is."""
    clock.move_to("2016-09-05T12:00:00+08:00")
    tracker.issue("2016-08-31")

    assert tracker.report(since="2016-08-31").since_number == 1
    assert tracker.report(since="2016-08-30").since_number is None


def test_committees_have_numbers_of_their_own(tracker: Tracker) -> None:
    """A committee's reports are counted apart, and what was issued last is asked for each group by itself."""
    tracker.add(Group(key="sub", name="Sub", parent="wg"))
    tracker.issue()
    own = tracker.issue(group="sub")

    assert (own.key, own.since) == ("sub:report:1", None)
    assert [one.key for one in tracker.reports("sub")] == ["sub:report:1"]
    assert b"Sub" in tracker.document(1, "sub", "markdown")


def test_a_report_is_issued_of_what_has_been(tracker: Tracker) -> None:
    """A report of a day to come is refused; of today, it is that of now."""
    with pytest.raises(InputError, match="Tuesday 23 August 2016 is still to come"):
        tracker.issue("2016-08-23")

    assert tracker.issue("2016-08-22").at.hour == 12


def test_an_issue_can_be_undone_and_its_number_is_gone(tracker: Tracker) -> None:
    """A report that was taken back is listed no more, nor counted from; the next one gets another number."""
    tracker.issue()
    tracker.undo()

    assert tracker.reports() == ()
    with pytest.raises(InputError, match=r"'wg' has no report 1; issue one with tracker\.issue"):
        tracker.document(1)
    assert tracker.issue().number == 2
    assert tracker.report().since_number is None  # of the same instant


def test_undoing_the_undo_brings_the_report_back(tracker: Tracker) -> None:
    """The files of a report that was taken back are still there."""
    tracker.issue()
    before = tracker.document(1)
    [undone] = tracker.undo()
    tracker.undo(undone.step)

    assert tracker.document(1) == before


def test_an_issued_report_is_never_written(tracker: Tracker) -> None:
    """Neither a changed copy nor a report of one's own making gets on record."""
    issued = tracker.issue()

    with pytest.raises(InputError, match="never written or changed by hand"):
        tracker.save(attrs.evolve(issued, language="zh-Hans"))
    with pytest.raises(InputError, match="never written or changed by hand"):
        tracker.add(attrs.evolve(issued, key="wg:report:7", number=7))
    with pytest.raises(UnknownKeyError):
        tracker.edit(issued.key, note="changed")
    assert tracker.reports() == (issued,)


def test_the_zone_of_the_question_is_not_in_the_answer(tracker: Tracker) -> None:
    """The same instant, asked for in another zone, gives the same bytes."""
    issued = tracker.issue()

    here, there = tracker.report(issued.at), tracker.report(issued.at.astimezone(UTC))
    assert render_file(here, "json") == render_file(there, "json")
    assert str(tracker.portfolio(issued.at.astimezone(UTC)).at.tzinfo) == "Asia/Shanghai"


def test_a_format_that_was_not_filed(tracker: Tracker) -> None:
    """Asked for a format that was not filed, the ones that were are named."""
    tracker.issue()

    with pytest.raises(InputError, match="report 1 of 'wg' was not filed as pdf; choose from csv, html"):
        tracker.document(1, format="pdf")


def test_a_number_that_there_is_not(tracker: Tracker) -> None:
    """Asked for another number, those there are are named."""
    tracker.issue()

    with pytest.raises(InputError, match="'wg' has no report 2; its reports: 1"):
        tracker.document(2)
    with pytest.raises(UnknownKeyError):
        tracker.document(1, "nobody")


def test_damage_is_told(tracker: Tracker) -> None:
    """A file that was changed behind wgtrack's back is not given out."""
    issued = tracker.issue()
    name = dict(issued.documents)["markdown"]
    connected = database(tracker._store)
    connected.run("DROP TRIGGER documents_are_not_rewritten")
    connected.run(
        "UPDATE documents SET content = (SELECT content FROM documents WHERE hash <> ?) WHERE hash = ?", (name, name)
    )

    with pytest.raises(StoreDamagedError, match="is not the one that was issued"):
        tracker.document(1, format="markdown")


def test_a_report_that_was_issued_meanwhile(tracker: Tracker) -> None:
    """A draft whose number another report took is not filed."""
    asked = reports.Asked(tracker.issue().at, None, None, "en", None)
    late = reports.draft(tracker._store, tracker.programme(), asked)
    tracker.issue()

    meanwhile = pytest.raises(ConflictError, match="another report of 'wg' was issued meanwhile; issue this one again")
    with tracker.transaction() as made, meanwhile:
        reports.issue(made.step("issue"), late, None)
    assert len(tracker.reports()) == 2


def test_a_format_that_cannot_be_written_here_is_left_out(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package for Excel files is missing, the report is filed without them."""
    monkeypatch.setitem(FORMATS, "xlsx", FORMATS["xlsx"]._replace(module="wgtrack_has_no_such_module"))

    issued = tracker.issue()
    assert isinstance(issued, IssuedReport)
    assert "xlsx" not in dict(issued.documents)
    assert "html" in dict(issued.documents)


def test_the_record_as_of_then_has_the_reports_issued_by_then(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A programme of an instant holds the reports that had been issued."""
    clock.move_to("2016-09-05T12:00:00+08:00")
    issued = tracker.issue("2016-08-31")

    assert tracker.programme("2016-09-04").reports == {}
    assert tracker.programme().reports == {"wg:report:1": issued}
