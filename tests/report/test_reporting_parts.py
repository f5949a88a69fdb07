"""The stages of deliverables, what comes, what rests on a provisional calendar, and what is said where there is no plan."""

import sys
from datetime import date

import pytest

from wgtrack import Deliverable, InputError, Report, Task, Tracker
from wgtrack.errors import NotInstalledError, PlanningError
from wgtrack.report import build as building
from wgtrack.report.report import StageTrack


def paper(tracker: Tracker, **fields: object) -> None:
    """Put a paper on record that is due on 30 September."""
    given: dict[str, object] = {"target": "2016-09-30"} | fields
    tracker.add(Deliverable(key="paper", title="Paper", group="wg", **given), at="2016-08-22")  # type: ignore[arg-type]


def task(tracker: Tracker, key: str = "T-1", **fields: object) -> None:
    """Put a task on record."""
    tracker.add(Task(key=key, title="Draft", group="wg", **fields), at="2016-08-22")  # type: ignore[arg-type]


def stages(report: Report) -> dict[str, StageTrack]:
    """The stages of the only deliverable by their codes."""
    [track] = report.deliverables
    return {stage.code: stage for stage in track.stages}


def test_the_stage_that_the_target_is_for_has_its_date(tracker: Tracker) -> None:
    """A paper that is due in review by its target has that date there, and no date for what follows."""
    paper(tracker, due_stage="review")

    found = stages(tracker.report("2016-09-05"))
    assert found["review"].planned is not None
    assert found["review"].planned.date == date(2016, 9, 30)
    assert found["published"].planned is None


def test_a_stage_is_late_by_now_until_it_is_reached(tracker: Tracker) -> None:
    """Drafting was planned for 14 September: on the 20th it is 3 working days late (18, 19, 20), reached on the 21st 4."""
    paper(tracker)
    tracker.plan_stage("paper", "drafting", "2016-09-14", at="2016-08-22")
    tracker.advance("paper", "outline", on="2016-09-01")
    tracker.advance("paper", "drafting", on="2016-09-21")

    before, after = (stages(tracker.report(day))["drafting"] for day in ("2016-09-20", "2016-09-30"))
    assert (before.reached, before.working_days_late, before.late) == (None, 3, True)
    assert (after.reached, after.working_days_late, after.late) == (date(2016, 9, 21), 4, True)


def test_a_stage_planned_for_a_day_off_can_be_late_by_no_working_day(tracker: Tracker) -> None:
    """What was planned for Thursday 15 September, a holiday, is late on the 16th, and no working day went by."""
    paper(tracker)
    tracker.plan_stage("paper", "outline", "2016-09-15", at="2016-08-22")

    outline = stages(tracker.report("2016-09-16"))["outline"]
    assert (outline.late, outline.working_days_late) == (True, 0)


def test_a_stage_that_was_passed_over_is_not_late(tracker: Tracker) -> None:
    """A paper that went from approval to its release was not presented: that stage is behind it."""
    paper(tracker)
    tracker.plan_stage("paper", "presented", "2016-09-09", at="2016-08-22")
    for stage, day in (("outline", 1), ("drafting", 2), ("review", 5), ("approval", 6), ("published", 7)):
        tracker.advance("paper", stage, on=f"2016-09-0{day}")

    presented = stages(tracker.report("2016-09-14"))["presented"]
    assert (presented.reached, presented.working_days_late, presented.late) == (None, None, False)


def test_the_last_time_counts_where_a_stage_was_entered_twice(tracker: Tracker) -> None:
    """Back to drafting and again in review: review was reached the second time, and is where the paper stands."""
    paper(tracker)
    for stage, day in (("outline", 1), ("drafting", 2), ("review", 5), ("drafting", 6), ("review", 8)):
        tracker.advance("paper", stage, on=f"2016-09-0{day}", why="again")

    found = stages(tracker.report("2016-09-14"))
    assert found["review"].reached == date(2016, 9, 8)
    assert [code for code, stage in found.items() if stage.current] == ["review"]


def test_stages_beside_the_usual_way_show_when_they_matter(tracker: Tracker) -> None:
    """Of 40 ISO stages those on the way from where the standard began are told, and one beside it that has a date."""
    paper(tracker, lifecycle="iso")
    tracker.advance("paper", "20.00", on="2016-09-01")
    tracker.plan_stage("paper", "30.92", "2016-09-30", at="2016-09-01")

    found = stages(tracker.report("2016-09-14"))
    assert list(found)[:3] == ["20.00", "20.20", "20.60"]
    assert "30.92" in found
    assert "40.92" not in found
    assert list(found)[-1] == "60.60"


def test_a_dropped_deliverable_has_no_track(tracker: Tracker) -> None:
    """What was given up goes through no stages."""
    paper(tracker)
    tracker.drop("paper", why="another body writes it", at="2016-09-01")

    assert tracker.report("2016-09-14").deliverables == ()


def test_what_comes_until_the_next_report(tracker: Tracker) -> None:
    """Targets, limits, planned stages and events from the day of the report to that of the next one, and nothing later."""
    paper(tracker)
    tracker.plan_stage("paper", "drafting", "2016-09-13", at="2016-08-22")
    task(tracker, "T-1", target="2016-09-12", limit="2016-09-14")
    task(tracker, "T-2", target="2016-09-20")
    task(tracker, "T-3", target="2016-09-05")
    task(tracker, "T-4", target="2016-09-02")

    coming = tracker.report("2016-09-05", next_report="2016-09-19").coming
    assert [(one.on.day, one.kind, one.key, one.stage) for one in coming if one.kind != "finish"] == [
        (5, "due", "T-3", None),
        (12, "due", "T-1", None),
        (13, "stage", "paper", "drafting"),
        (14, "limit", "T-1", None),
        (19, "event", "summit", None),
    ]


def test_late_work_comes_when_it_is_planned(tracker: Tracker) -> None:
    """A task with 3 days of work that was due on the 2nd can be finished on Thursday the 8th."""
    task(tracker, target="2016-09-02", estimate=3)

    [finish] = tracker.report("2016-09-05", next_report="2016-09-09").coming
    assert (finish.kind, finish.key, finish.on, finish.finish) == ("finish", "T-1", date(2016, 9, 8), date(2016, 9, 8))


def test_what_is_due_says_when_it_can_be_finished(tracker: Tracker) -> None:
    """A task of 6 days that is due on the 9th can be finished on Tuesday the 13th."""
    task(tracker, target="2016-09-09", estimate=6)

    [due] = tracker.report("2016-09-05", next_report="2016-09-14").coming
    assert (due.kind, due.on, due.finish) == ("due", date(2016, 9, 9), date(2016, 9, 13))


def test_the_next_report_must_come_after_this_one(tracker: Tracker) -> None:
    """A day of the next report that is not after this one's is refused."""
    with pytest.raises(InputError, match="would not be after this one"):
        tracker.report("2016-09-05", next_report="2016-09-05")


def test_two_reports_of_a_day_do_not_say_how_often_there_is_one(tracker: Tracker) -> None:
    """Counted from the same day, the next report is two weeks on."""
    assert tracker.report("2016-09-05", since="2016-09-05").next_report == date(2016, 9, 19)


def test_dates_on_a_provisional_calendar(tracker: Tracker) -> None:
    """Unfinished items whose working days are counted in a year that is not published yet are told."""
    tracker.edit("wg", calendar="CN")
    task(tracker, "T-1", target="2016-12-30 + 10wd")
    task(tracker, "T-2", target="2050-01-03 + 10wd")

    assert [item.key for item in tracker.report().provisional] == ["T-2"]


def test_without_numpy_the_report_says_why_there_is_no_forecast(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where numpy is missing, everything else is told; how to get it is for who runs it, not for who reads the report."""
    task(tracker, target="2016-09-09", estimate=6)
    monkeypatch.setitem(sys.modules, "numpy", None)

    report = tracker.report("2016-09-05")
    assert report.forecast is None
    assert str(report.no_forecast) == "forecast needs numpy"
    assert (report.burn_up.p50, report.burn_up.p95) == (None, None)


def test_too_much_work_to_forecast_in_a_report(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond some open items the report leaves the forecast out and says where to ask for it."""
    task(tracker, "T-1")
    task(tracker, "T-2")
    monkeypatch.setattr(building, "MOST_FORECAST", 1)

    report = tracker.report("2016-09-05")
    assert report.forecast is None
    assert str(report.no_forecast) == "2 open items are too many to forecast in a report; ask with 'wgtrack forecast'"


def test_much_work_is_forecast_with_fewer_samples(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The days that are drawn in all are limited: of two items that may have 300 draws, each has 150."""
    task(tracker, "T-1", estimate="1/2/4")
    task(tracker, "T-2", estimate="1/2/4")
    monkeypatch.setattr(building, "DRAWS", 300)

    forecast = tracker.report("2016-09-05").forecast
    assert forecast is not None
    assert forecast.samples == 150


def test_work_that_cannot_be_planned(tracker: Tracker) -> None:
    """Lags that contradict each other are refused with their path, and nothing of them is on record."""
    task(tracker, "T-1", estimate=3, target="2016-09-09")
    task(tracker, "T-2", estimate=3, after=["T-1, at most 2wd"])
    task(tracker, "T-3", estimate=9, after=["T-1"])
    with pytest.raises(PlanningError, match="T-1 -> T-3; T-3 -> T-2; T-1 -> T-2 FS, at most 2wd"):
        tracker.edit("T-2", after=["T-1, at most 2wd", "T-3"])
    assert [str(link) for link in tracker.task("T-2").after] == ["T-1, at most 2wd"]


def test_issuing_is_refused_where_the_forecast_cannot_be_made(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is filed does not depend on the machine: without numpy nothing is filed."""
    task(tracker, target="2016-09-09", estimate=6)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(NotInstalledError, match="the report has a forecast"):
        tracker.issue("2016-09-05")
    assert tracker.reports() == ()


def test_a_record_without_items(tracker: Tracker) -> None:
    """Where there is nothing to do yet, the report says so, and has the names of the parties."""
    report = tracker.report("2016-09-05")

    assert report.names == {"cesi": "CESI", "bank": "Bank"}
    assert str(report.headline) == "Nothing is on record yet"
