"""The reports of the 2016 group on 5 and 20 September and 18 October, counted by hand from its seed file.

Working days of autumn 2016 (State Council): Thursday 15 to Saturday 17 September off, Sunday 18 worked; 1 to 7 October off, Saturday 8
and Sunday 9 worked. Before the summit of 19 September: the 18th is 1 working day, 14 is 2, 13 is 3, 12 is 4, 9 is 5, 5 is 9.
"""

from datetime import date
from typing import Any

import pytest

from wgtrack import Report, Tracker
from wgtrack.report.report import Ball, StageTrack

ASKED = "the department asks to see the options before they go into the draft"
LATE_CHAPTERS = "three chapters are late, so the draft cannot go out for review on 5 September"


@pytest.fixture(scope="module")
def fifth(group_2016: Tracker) -> Report:
    """The report of 5 September, with what changed since 22 August."""
    return group_2016.report("2016-09-05", since="2016-08-22")


@pytest.fixture(scope="module")
def twentieth(group_2016: Tracker) -> Report:
    """The report of 20 September, with what changed since the 5th."""
    return group_2016.report("2016-09-20", since="2016-09-05")


@pytest.fixture(scope="module")
def release(group_2016: Tracker) -> Report:
    """The report of the day of the release, with what changed since 20 September."""
    return group_2016.report("2016-10-18", since="2016-09-20")


def keys(changed: Any) -> list[str]:
    """Keys of what was changed."""
    return [one.key for one in changed]


def moves(report: Report) -> list[tuple[object, ...]]:
    """Every move: what, from, to, by how many working days, who, why, through what."""
    return [
        (
            move.key if move.stage is None else f"{move.key}@{move.stage}",
            move.before and move.before.date.isoformat(),
            move.after and move.after.date.isoformat(),
            move.working_days,
            move.act.by,
            move.act.why,
            move.act.key,
        )
        for move in report.changes.moved
    ]


def stages(report: Report) -> dict[str, StageTrack]:
    """The stages of the white paper by their codes."""
    [track] = report.deliverables
    return {stage.code: stage for stage in track.stages}


def balls(report: Report) -> dict[tuple[str | None, str], Ball]:
    """Every ball by who has it and for what."""
    return {(turn.party, ball.item.key): ball for turn in report.turns for ball in turn.balls}


def test_the_answer_on_5_september(fifth: Report) -> None:
    """14 working days of work in a row and 8 left: 6 short; RG-2, SE-2, WP-3, WP-5 and WP-6 are overdue."""
    assert str(fifth.headline) == (
        "Not on time: white-paper cannot be ready by 18 September 2016, 6 working days short, because 14 working days of work"
        " remain in a row (WP-5 4, WP-8 2, WP-9 4, WP-10 2, WP-11 2) and 8 are left; besides, 5 items are overdue"
    )


def test_the_answer_on_20_september(twentieth: Report) -> None:
    """3 days of review, 2 of revision and 2 of approval from the 21st on end on the 29th: 9 working days after the 18th."""
    assert str(twentieth.headline) == (
        "Overdue: white-paper was due 18 September 2016; 7 working days of work remain in a row (WP-9 3, WP-10 2, WP-11 2),"
        " so it can be ready on 29 September 2016, 9 working days late; besides, 6 items are overdue"
    )


def test_the_answer_on_18_october(release: Report) -> None:
    """19 working days late: 4 until review (12, 13, 14 and 18 September), 10 more until approval, 5 more until the release."""
    assert str(release.headline) == (
        "Done late: white-paper was finished on 18 October 2016, 19 working days (30 calendar days) after its date of"
        " 18 September 2016; of these 4 lost until Review, 10 lost until Approval, 5 lost until Published"
    )


def test_what_was_finished(fifth: Report, twentieth: Report, release: Report) -> None:
    """What was done after the end of the day of the last report is told, in the order of the days."""
    assert [finished.item.key for finished in fifth.changes.finished] == [
        *("TR-2", "KT-8", "TR-4", "KT-4", "KT-5", "RG-3", "TR-5", "KT-6", "WP-4", "TR"),
    ]
    assert len(twentieth.changes.finished) == 17
    assert {finished.item.key: finished.act.at.date() for finished in release.changes.finished} == {
        "WP-9": date(2016, 9, 28),
        "TR-7": date(2016, 9, 29),
        "WP-10": date(2016, 10, 9),
        "WP-15": date(2016, 10, 10),
        "WP-12": date(2016, 10, 13),
        "WP-11": date(2016, 10, 17),
        "WP-16": date(2016, 10, 18),
        "white-paper": date(2016, 10, 18),
    }


def test_what_was_started(fifth: Report, twentieth: Report, release: Report) -> None:
    """What was begun and is not finished yet; TR-4, WP-4, TR-5 and KT-6 were begun and done before 5 September."""
    assert set(keys(fifth.changes.started)) == {"WP-3", "WP-5", "KT-7", "WP-6", "WP-7", "SE-3", "RG-5"}
    assert set(keys(twentieth.changes.started)) == {"WP-9", "WP-12"}
    assert release.changes.started == ()


def test_what_was_dropped_and_why(fifth: Report, release: Report) -> None:
    """KT-9 on 30 August, WP-17 on 26 September, each with its reason."""
    [call] = fifth.changes.dropped
    [presented] = release.changes.dropped

    assert (call.key, call.act.at.date(), call.act.by) == ("KT-9", date(2016, 8, 30), "secretariat")
    assert call.act.why == "the first call brought enough candidates, and a second would end after the shortlist"
    assert (presented.key, presented.act.at.date()) == ("WP-17", date(2016, 9, 26))


def test_every_date_that_moved(fifth: Report) -> None:
    """RG-4 and what hangs on it by 5 working days, TR-6 with TR-5 a day earlier, and two stages of the white paper."""
    assert moves(fifth) == [
        ("RG-4", "2016-08-30", "2016-09-06", 5, "secretariat", ASKED, "RG-4"),
        ("WP-7", "2016-09-01", "2016-09-08", 5, "secretariat", ASKED, "RG-4"),
        ("TR-6", "2016-09-07", "2016-09-06", -1, "secretariat", None, "TR-5"),
        ("white-paper@review", "2016-09-05", "2016-09-09", 4, "editors", LATE_CHAPTERS, "white-paper"),
        ("white-paper@approval", "2016-09-13", "2016-09-14", 1, "editors", LATE_CHAPTERS, "white-paper"),
    ]


def test_what_hung_on_late_work_moved(twentieth: Report) -> None:
    """RG-4 was done on the 9th, so WP-7 (two working days after it) went from the 8th to the 13th: 9, 12 and 13 September."""
    assert moves(twentieth) == [("WP-7", "2016-09-08", "2016-09-13", 3, "secretariat", None, "RG-4")]


def test_stages_that_were_reached(fifth: Report, twentieth: Report, release: Report) -> None:
    """Review on 18 September; approval on 10 October and the release on the 18th."""
    assert fifth.changes.reached == ()
    [review] = twentieth.changes.reached
    assert (review.stage, review.on, review.act.by) == ("review", date(2016, 9, 18), "editors")
    assert review.act.why == "the consolidated draft goes to the departments and experts"
    assert [(reached.stage, reached.on) for reached in release.changes.reached] == [
        ("approval", date(2016, 10, 10)),
        ("published", date(2016, 10, 18)),
    ]


def test_the_stage_track_on_5_september(fifth: Report) -> None:
    """Drafting was entered on its day, 9 August; nothing that is ahead is late yet."""
    found = stages(fifth)

    assert list(found) == ["outline", "drafting", "review", "approval", "presented", "published"]
    assert [code for code, stage in found.items() if stage.current] == ["drafting"]
    assert (found["drafting"].reached, found["drafting"].working_days_late) == (date(2016, 8, 9), 0)
    assert not any(stage.late for stage in found.values())


def test_the_stage_track_on_20_september(twentieth: Report) -> None:
    """Review came 4 working days late; approval (the 14th) is late by 18, 19 and 20, the release by 19 and 20 September."""
    found = stages(twentieth)

    assert {code: stage.working_days_late for code, stage in found.items() if stage.late} == {
        "review": 4,
        "approval": 3,
        "published": 2,
    }
    assert found["review"].current


def test_the_stage_track_on_18_october(release: Report) -> None:
    """Approval came 14 working days late, the release 19; nobody presented the paper, and no day was planned for it."""
    found = stages(release)

    assert (found["approval"].working_days_late, found["published"].working_days_late) == (14, 19)
    assert (found["presented"].planned, found["presented"].reached) == (None, None)


def test_who_must_act_on_5_september(fifth: Report) -> None:
    """The department for RG-4 since the 1st (2 and 5 September), CESI for TR-6 since TR-5 was done that day, and others."""
    found = balls(fifth)
    asked, agreed = found["miit-software", "RG-4"], found["cesi", "TR-6"]

    assert (asked.reason, asked.since, asked.calendar_days, asked.working_days) == ("waiting", date(2016, 9, 1), 4, 2)
    assert asked.what == "comments on the options for regulation"
    assert (agreed.reason, agreed.since, agreed.working_days) == ("owner", date(2016, 9, 1), 2)
    assert found["universal-holdings", "RG-2"].since == date(2016, 8, 1)
    assert fifth.turns[0].party == "universal-holdings"


def test_who_must_act_on_20_september(twentieth: Report) -> None:
    """The review waits with the department since WP-8 was done on the 14th: over the holiday 3 working days (18, 19, 20)."""
    found = balls(twentieth)

    assert set(found) == {("miit-software", "WP-9"), ("wanxiang", "WP-12"), ("wanxiang", "TR-7")}
    review = found["miit-software", "WP-9"]
    assert (review.since, review.calendar_days, review.working_days) == (date(2016, 9, 14), 6, 3)


def test_nobody_must_act_when_all_is_done(release: Report) -> None:
    """On the day of the release nothing is open: no turns, nothing coming, no plan, no forecast."""
    assert (release.turns, release.coming, release.plans, release.forecast) == ((), (), (), None)
    assert str(release.no_forecast) == "nothing is open"


def test_verdicts_then_and_now(fifth: Report, twentieth: Report) -> None:
    """The totals of the last report stand beside those of now, and each item whose verdict changed is told."""
    assert twentieth.totals_before == fifth.status.totals
    changed = {change.item.key: (change.before, change.item.verdict) for change in twentieth.verdict_changes}
    assert changed["WP-9"] == ("at_risk", "overdue")
    assert changed["SE-3"] == ("due_soon", "done")
    assert "WP-17" not in changed  # at risk on both days


def test_the_next_report(fifth: Report, twentieth: Report) -> None:
    """14 days after the 5th, as this one after the last; 15 after the 20th is in National Day week, which ends on 7 October.

    Saturday 8 October 2016 was a make-up working day (State Council notice of 10 December 2015).
    """
    assert fifth.next_report == date(2016, 9, 19)
    assert twentieth.next_report == date(2016, 10, 8)


def test_what_comes_after_20_september(twentieth: Report) -> None:
    """WP-17 is due at the end of the summit; the work in a row ends with the white paper on 29 September."""
    assert [(one.on.day, one.kind, one.key) for one in twentieth.coming] == [
        (23, "finish", "WP-12"),
        (23, "finish", "WP-9"),
        (24, "due", "WP-17"),
        (27, "finish", "TR-7"),
        (27, "finish", "WP-10"),
        (27, "finish", "WP-15"),
        (29, "finish", "WP-11"),
        (29, "finish", "WP-16"),
        (29, "finish", "white-paper"),
    ]


def test_work_done_and_promised(release: Report) -> None:
    """183 working days of work in all, less 5 of KT-9 and 1 of WP-17; the 8 of TR-7 were never promised for a date."""
    points = {point.day: point for point in release.burn_up.points}

    assert points[date(2016, 8, 1)][1:] == (183, 0, 0)
    # WP-1 (4) and KT-1 (5) are done, and the white paper (1) is a fifth of its way on; WP-1 was due that day.
    assert points[date(2016, 8, 9)][1:] == (183, 9.2, 4)
    # TR-1 (6), KT-1 (5), KT-2 (6) and WP-2 (5) were due on 12 August.
    assert points[date(2016, 8, 12)].promised == 26
    assert points[date(2016, 8, 30)].scope == 178
    assert release.burn_up.points[-1] == (date(2016, 10, 18), 177, 177, 169)


def test_the_forecast_is_that_of_the_group(group_2016: Tracker, twentieth: Report) -> None:
    """The report has the forecast that is asked for by itself, and the burn-up its days."""
    alone = group_2016.forecast(at="2016-09-20")

    assert twentieth.forecast == alone
    assert (twentieth.burn_up.p50, twentieth.burn_up.p95) == (alone.outlook.p50, alone.outlook.p95)


def test_its_parts_are_those_asked_for_by_themselves(group_2016: Tracker, twentieth: Report) -> None:
    """Status, plans, slips, trends, timeline and load are those of the commands of these names."""
    at = "2016-09-20"

    assert twentieth.status == group_2016.status(at)
    assert twentieth.plans == group_2016.plans(at)
    assert twentieth.slips == group_2016.slips(at=at)
    assert twentieth.trends == group_2016.trend(at=at)
    assert twentieth.timeline == group_2016.timeline(at=at)
    assert twentieth.load == group_2016.workload(at, "blockchain-wg")


def test_the_first_report_counts_from_the_beginning(group_2016: Tracker) -> None:
    """Without an earlier report everything on record is new, and no verdict is another than before."""
    first = group_2016.report("2016-09-05")

    assert (first.since, first.since_number, first.totals_before, first.verdict_changes) == (None, None, None, ())
    assert len(first.changes.added) == 46 + 2  # its items, and the two summits
    assert len(first.changes.finished) == 19
    assert first.next_report == date(2016, 9, 19)


def test_the_same_record_gives_the_same_report(group_2016: Tracker, twentieth: Report) -> None:
    """Asked again, the report is equal in all of its parts."""
    assert group_2016.report("2016-09-20", since="2016-09-05") == twentieth


def test_the_committee_alone(group_2016: Tracker) -> None:
    """The report of the writing group has its own items alone, and counts days in the zone that it inherits."""
    report = group_2016.report("2016-09-20", "white-paper-wg", since="2016-09-05")

    assert {item.group for item in report.status.items} == {"white-paper-wg"}
    assert {ball.item.key for turn in report.turns for ball in turn.balls} == {"WP-9", "WP-12"}
    assert {move.key for move in report.changes.moved} == {"WP-7"}
    assert str(report.at.tzinfo) == "Asia/Shanghai"


def test_the_portfolio_on_5_september(group_2016: Tracker) -> None:
    """26 open, 5 overdue and 12 at risk; 122.4 of 178 working days are done; WP-8 and WP-14 are due that day."""
    portfolio = group_2016.portfolio("2016-09-05")
    [row] = portfolio.rows

    assert (row.group.key, row.open, row.overdue, row.at_risk, row.done) == ("blockchain-wg", 26, 5, 12, 19)
    assert (row.progress, row.worst) == (68, "overdue")
    assert row.next_deadline is not None
    assert row.next_deadline.key == "WP-14"
    assert row.last_activity is not None
    assert row.last_activity.date() == date(2016, 9, 5)
    assert row.headline == group_2016.report("2016-09-05").headline
