"""The answer in one sentence, for groups that are on time, late, done, or have nothing to be late with."""

from wgtrack import Deliverable, Task, Tracker


def headline(tracker: Tracker, at: str = "2016-09-05") -> str:
    """The answer on a day."""
    return str(tracker.report(at).headline)


def paper(tracker: Tracker, key: str, target: str | None, days: int, **fields: object) -> None:
    """Put a deliverable on record with so many days of work on it."""
    given: dict[str, object] = {"title": key.title(), "group": "wg", "target": target} | fields
    tracker.add(Deliverable(key=key, **given), at="2016-08-22")  # type: ignore[arg-type]  # fields of a deliverable
    tracker.add(Task(key=f"{key}-1", title="Work", group="wg", estimate=days, deliverables=[key]), at="2016-08-22")


def task(tracker: Tracker, key: str, **fields: object) -> None:
    """Put a task on record."""
    tracker.add(Task(key=key, title="Work", group="wg", **fields), at="2016-08-22")  # type: ignore[arg-type]


def test_on_time(tracker: Tracker) -> None:
    """3 days of work from Tuesday the 6th end on Thursday the 8th, one working day before the 9th."""
    paper(tracker, "plan", "2016-09-09", 3)

    assert headline(tracker) == (
        "On time: plan can be ready on 8 September 2016, 1 working day before its date of 9 September 2016"
    )


def test_on_time_with_several(tracker: Tracker) -> None:
    """Of several deliverables the one with the least time to spare is told: 5 days from the 6th end on the 12th."""
    paper(tracker, "plan", "2016-09-30", 3)
    paper(tracker, "draft", "2016-09-13", 5)

    assert headline(tracker) == (
        "On time: all 2 open deliverables can keep their dates, draft with the least time to spare: it can be ready on"
        " 12 September 2016, 1 working day before its date of 13 September 2016"
    )


def test_just_in_time(tracker: Tracker) -> None:
    """4 days of work from the 6th end on the 9th, the day it is due."""
    paper(tracker, "plan", "2016-09-09", 4)

    assert headline(tracker) == (
        "On time: plan can be ready on 9 September 2016, just in time for its date of 9 September 2016"
    )


def test_on_time_so_far(tracker: Tracker) -> None:
    """The deliverable can keep its date, and a task that it does not wait for is overdue."""
    paper(tracker, "plan", "2016-09-09", 3)
    task(tracker, "T-1", target="2016-09-02")

    assert headline(tracker) == (
        "On time so far, though 1 item is overdue: plan can be ready on 8 September 2016, 1 working day before its date of"
        " 9 September 2016"
    )


def test_several_that_cannot_keep_their_dates(tracker: Tracker) -> None:
    """The one that is shortest of time is told, and how many others there are: 6 days of work, 4 left, 2 short."""
    paper(tracker, "plan", "2016-09-09", 6)
    paper(tracker, "draft", "2016-09-09", 5)

    assert headline(tracker) == (
        "Not on time: plan cannot be ready by 9 September 2016, 2 working days short, because 6 working days of work remain"
        " in a row (plan-1 6) and 4 are left; 1 other deliverable cannot keep its date either"
    )


def test_waiting_for_a_date_makes_it_late(tracker: Tracker) -> None:
    """Work that cannot start before Monday the 12th: 4 days of waiting and 3 of work, 5 left until the 12th, 2 short."""
    paper(tracker, "plan", "2016-09-12", 0)
    task(tracker, "T-1", estimate=3, deliverables=["plan"], not_before="2016-09-12")

    assert headline(tracker) == (
        "Not on time: plan cannot be ready by 12 September 2016, 2 working days short, because 7 working days remain in a row,"
        " 4 of them waiting (T-1 3) and 5 are left"
    )


def test_nothing_but_waiting(tracker: Tracker) -> None:
    """A milestone that cannot be reached before Wednesday the 14th is reached on the 7th day, and until then all is waiting; 4 are left."""
    paper(tracker, "plan", "2016-09-09", 0)
    task(tracker, "T-1", kind="milestone", deliverables=["plan"], not_before="2016-09-14")

    assert headline(tracker) == (
        "Not on time: plan cannot be ready by 9 September 2016, 3 working days short, because 7 working days remain, all of"
        " them waiting and 4 are left"
    )


def test_overdue_without_an_estimate(tracker: Tracker) -> None:
    """Where nothing says how much is left to do, no day is made up on which it could be ready."""
    tracker.add(Deliverable(key="plan", title="Plan", group="wg", target="2016-09-02"), at="2016-08-22")

    assert headline(tracker) == (
        "Overdue: plan was due 2 September 2016, and what is left to do has no estimate that would say when it can be ready"
    )


def test_on_time_without_an_estimate(tracker: Tracker) -> None:
    """Where nothing says how much is left to do, that is told instead of a day; what is overdue besides is told too."""
    tracker.add(Deliverable(key="plan", title="Plan", group="wg", target="2016-09-30"), at="2016-08-22")
    task(tracker, "T-1", target="2016-09-02")

    assert headline(tracker) == (
        "On time as far as is known: plan is due 30 September 2016, and what is left to do has no estimate; besides, 1 item is"
        " overdue"
    )


def test_a_long_row_of_work_is_told_by_its_ends(tracker: Tracker) -> None:
    """Of eight pieces in a row the first three and the last three are named."""
    paper(tracker, "plan", "2016-09-09", 0)
    for number in range(1, 9):
        after = [f"T-{number - 1}"] if number > 1 else []
        task(tracker, f"T-{number}", estimate=1, after=after, deliverables=["plan"])

    assert "(T-1 1, T-2 1, T-3 1, 2 more, T-6 1, T-7 1, T-8 1)" in headline(tracker)


def test_a_month_as_a_date_stays_a_month(tracker: Tracker) -> None:
    """What was promised for August is told as August."""
    paper(tracker, "plan", "2016-08", 1)

    assert headline(tracker) == (
        "Overdue: plan was due August 2016; 1 working day of work remains in a row (plan-1 1), so it can be ready on"
        " 6 September 2016, 4 working days late"
    )


def test_a_deliverable_without_a_date_leaves_the_items(tracker: Tracker) -> None:
    """Where no deliverable has a date to keep, the items that have one are told."""
    paper(tracker, "plan", None, 3)
    task(tracker, "T-1", target="2016-09-30")

    assert headline(tracker) == (
        "On time: none of 3 open items is overdue or at risk; the next date is that of T-1, 30 September 2016"
    )


def test_overdue_items_without_deliverables(tracker: Tracker) -> None:
    """Of two overdue tasks the one that was due first is told."""
    task(tracker, "T-1", target="2016-09-02")
    task(tracker, "T-2", target="2016-08-31")
    task(tracker, "T-3")

    assert headline(tracker) == (
        "Not on time: 2 of 3 open items are overdue, T-2 for longest: it was due 31 August 2016"
    )


def test_items_at_risk_without_deliverables(tracker: Tracker) -> None:
    """Nothing is overdue, and a task needs more days than it has."""
    task(tracker, "T-1", target="2016-09-09", estimate=9)

    assert headline(tracker) == ("Nothing is overdue, but 1 of 1 open item is at risk: T-1, due 9 September 2016")


def test_nothing_has_a_date(tracker: Tracker) -> None:
    """Where no open item has a date, there is none to keep."""
    task(tracker, "T-1")

    assert headline(tracker) == "1 open item, and none has a date to keep"


def test_all_is_done_in_time(tracker: Tracker) -> None:
    """What was done is counted; what was dropped is not."""
    task(tracker, "T-1", target="2016-09-30")
    task(tracker, "T-2")
    tracker.done("T-1", on="2016-09-02")
    tracker.drop("T-2", why="not needed", at="2016-09-02")

    assert headline(tracker) == "All is done in time: 1 item"


def test_all_is_done_and_some_of_it_late(tracker: Tracker) -> None:
    """Tasks that were late are counted where every deliverable came in time."""
    task(tracker, "T-1", target="2016-08-31")
    task(tracker, "T-2", target="2016-09-30")
    tracker.done("T-1", on="2016-09-02")
    tracker.done("T-2", on="2016-09-02")

    assert headline(tracker) == "All is done, 1 of 2 items late"


def test_a_late_deliverable_without_stages_that_were_planned(tracker: Tracker) -> None:
    """Where only the target was promised, no stage says where the time went."""
    paper(tracker, "plan", "2016-09-02", 1)
    tracker.done("plan-1", on="2016-09-05")
    for stage, day in (("outline", 1), ("drafting", 1), ("review", 2), ("approval", 2), ("published", 5)):
        tracker.advance("plan", stage, on=f"2016-09-0{day}")

    assert headline(tracker) == (
        "Done late: plan was finished on 5 September 2016, 1 working day (3 calendar days) after its date of 2 September 2016"
    )


def test_days_that_were_won_back(tracker: Tracker) -> None:
    """Review came 3 working days late (6, 7, 8 September), the release 1 (the 12th): 2 were won back."""
    paper(tracker, "plan", "2016-09-09", 1)
    tracker.plan_stage("plan", "review", "2016-09-05", at="2016-08-22")
    tracker.done("plan-1", on="2016-09-05")
    for stage, day in (
        ("outline", "01"),
        ("drafting", "02"),
        ("review", "08"),
        ("approval", "09"),
        ("published", "12"),
    ):
        tracker.advance("plan", stage, on=f"2016-09-{day}")

    assert headline(tracker, "2016-09-12") == (
        "Done late: plan was finished on 12 September 2016, 1 working day (3 calendar days) after its date of"
        " 9 September 2016; of these 3 lost until Review, 2 won back until Published"
    )


def test_all_was_dropped(tracker: Tracker) -> None:
    """Where everything was given up, nothing was done in time."""
    task(tracker, "T-1")
    tracker.drop("T-1", why="not needed", at="2016-09-02")

    assert headline(tracker) == "All that was planned was dropped"
