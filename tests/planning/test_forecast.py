"""Forecasts against exact answers: every case of a few tasks counted by hand."""

import sys
from datetime import date, datetime
from typing import Any

import pytest

from tests.planning.forecasting import AT, CHINA, NEAR, ONCE_OR_TWICE, SHANGHAI, finished, of, record, shares, task
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.calendars import Calendar
from wgtrack.model.records import Deliverable, Event
from wgtrack.planning import Forecast, PlanningError
from wgtrack.planning.forecast import forecast
from wgtrack.planning.plan import plan


def critical(found: Forecast) -> dict[str, float]:
    """How often each item was on the critical path."""
    return {item.key: item.critical for item in found.items}


class TestEnumerated:
    """Every task takes once or twice its likely days, each as often: the shares are those of the cases."""

    def test_one_task(self) -> None:
        """Three days or six: half is done on the third day, Thursday 8 September, and all on the sixth."""
        found = of(record(task("A", 3), *ONCE_OR_TWICE), "A")
        assert shares(found) == pytest.approx({"09-08": 0.5, "09-13": 0.5}, abs=NEAR)
        assert found.outlook.p80 == found.outlook.p95 == date(2016, 9, 13)
        assert found.outlook.planned == date(2016, 9, 8)

    def test_a_chain(self) -> None:
        """Three or six days, then two or four: 5, 7, 8 or 10 days, a quarter each."""
        found = of(record(task("A", 3), task("B", 2, "A"), *ONCE_OR_TWICE), "B")
        quarters = {"09-12": 0.25, "09-14": 0.25, "09-15": 0.25, "09-19": 0.25}
        assert shares(found) == pytest.approx(quarters, abs=NEAR)
        assert found.outlook.p80 == found.outlook.p95 == date(2016, 9, 19)
        assert critical(found) == {"A": 1, "B": 1}

    def test_a_parallel_pair(self) -> None:
        """The later of three or six and two or four days: 3, 4, 6 or 6; the second is the later in one case of four."""
        programme = record(task("A", 3), task("B", 2), task("end", None, "A", "B", kind="milestone"), *ONCE_OR_TWICE)
        found = of(programme, "end")
        assert shares(found) == pytest.approx({"09-08": 0.25, "09-09": 0.25, "09-13": 0.5}, abs=NEAR)
        assert critical(found) == pytest.approx({"end": 1, "A": 0.75, "B": 0.25}, abs=NEAR)

    def test_a_tie(self) -> None:
        """Two that finish together are both critical: two or four days each, so three cases of four for either."""
        programme = record(task("A", 2), task("B", 2), task("end", None, "A", "B", kind="milestone"), *ONCE_OR_TWICE)
        assert critical(of(programme, "end")) == pytest.approx({"end": 1, "A": 0.75, "B": 0.75}, abs=NEAR)

    def test_the_last_finish_of_all(self) -> None:
        """Without a key, the critical path leads to whatever is finished last."""
        found = of(record(task("A", 3), task("B", 2), *ONCE_OR_TWICE))
        assert shares(found) == pytest.approx({"09-08": 0.25, "09-09": 0.25, "09-13": 0.5}, abs=NEAR)
        assert critical(found) == pytest.approx({"A": 0.75, "B": 0.25}, abs=NEAR)
        assert (found.key, found.title, found.outlook.target) == (None, "Group", None)

    @pytest.mark.parametrize(
        ("link", "cases"),
        [
            # A takes 3 or 6, B 2 or 4 days; the finish of B, by hand:
            ("A + 1wd", {6: 1, 8: 1, 9: 1, 11: 1}),
            ("A - 1wd", {4: 1, 6: 1, 7: 1, 9: 1}),
            ("A SS + 1wd", {3: 2, 5: 2}),
            ("A FF + 1wd", {4: 2, 7: 2}),
            ("A SF + 3wd", {3: 2, 4: 2}),
        ],
    )
    def test_links_of_every_type(self, link: str, cases: dict[int, int]) -> None:
        """The days of both ends are those that were drawn, and so the finish is."""
        found = of(record(task("A", 3), task("B", 2, link), *ONCE_OR_TWICE), "B")
        days = ["", "09-06", "09-07", "09-08", "09-09", "09-12", "09-13", "09-14", "09-15", "09-16", "09-19", "09-20"]
        assert shares(found) == pytest.approx({days[day]: number / 4 for day, number in cases.items()}, abs=NEAR)

    def test_a_longest_lag_pulls(self) -> None:
        """A (2 or 4 days) ends when B may start, which waits for C (3 or 6): after 3, 4, 6 or 6 days."""
        tasks = [task("A", 2), task("C", 3), task("B", 1, "A, at most 0wd", "C")]
        found = of(record(*tasks, *ONCE_OR_TWICE), "A")
        assert shares(found) == pytest.approx({"09-08": 0.25, "09-09": 0.25, "09-13": 0.5}, abs=NEAR)
        assert found.broken == 0

    def test_a_longest_lag_that_cannot_be_kept(self) -> None:
        """Where C takes six days between A and B, four at most cannot be; the work goes on, and the share is said."""
        tasks = [task("A", 1), task("C", 3, "A"), task("B", 0, "C", "A, at most 4wd")]
        found = of(record(*tasks, *ONCE_OR_TWICE), "B")
        assert found.broken == pytest.approx(0.5, abs=NEAR)
        assert shares(found) == pytest.approx({"09-09": 0.25, "09-12": 0.25, "09-14": 0.25, "09-15": 0.25}, abs=NEAR)
        assert "a longest lag cannot be kept in" in str(found.remarks[-1])
        assert critical(found) == {"A": 1, "B": 1, "C": 1}

    def test_a_finish_that_hangs_on_a_date(self) -> None:
        """What must not end before an event starts sooner where it takes longer; it ends on day 5, or day 6 if it must."""
        event = Event(key="meeting", title="Meeting", group="wg", starts="2016-09-12")
        found = of(record(event, task("A", 3, "meeting FF"), *ONCE_OR_TWICE), "A")
        assert shares(found) == pytest.approx({"09-12": 0.5, "09-13": 0.5}, abs=NEAR)
        later = of(record(event, task("A", 3, "meeting"), *ONCE_OR_TWICE), "A")
        assert shares(later) == pytest.approx({"09-15": 0.5, "09-20": 0.5}, abs=NEAR)

    def test_targets_and_limits(self) -> None:
        """5, 7, 8 or 10 days: the day before the seventh is kept in one case of four, the eighth in three."""
        chain = task("B", 2, "A", target="2016-09-13", limit="2016-09-15")
        found = of(record(task("A", 3), chain, *ONCE_OR_TWICE), "B")
        assert found.outlook.target is not None
        assert found.outlook.limit is not None
        assert found.outlook.target.deadline.date == date(2016, 9, 13)
        assert found.outlook.target.chance == pytest.approx(0.25, abs=NEAR)
        assert found.outlook.limit.chance == pytest.approx(0.75, abs=NEAR)
        assert found.chance_by(date(2016, 9, 17)) == found.outlook.limit.chance
        assert found.items[1].outlook == found.outlook

    def test_a_target_that_has_passed(self) -> None:
        """What is still open after its target does not make it, not even work that needs no more days."""
        for open_task in (task("A", 3, target="2016-09-05"), task("A", kind="milestone", target="2016-09-05")):
            target = of(record(open_task, *ONCE_OR_TWICE), "A").outlook.target
            assert target is not None
            assert target.chance == 0


class TestWhatIsLeft:
    """The days that are drawn are those of what is left."""

    @pytest.mark.parametrize(
        "progress",
        [{"percent": 50}, {"remaining": 3}, {"percent": 10, "remaining": 3}],
        ids=["percent", "days", "both"],
    )
    def test_half_of_a_task(self, progress: Any) -> None:
        """Half of 4/6/8 is 2/3/4: by the middle of the distribution, Thursday the 8th, half of the samples are done."""
        found = of(record(task("A", "4/6/8", state="active", started_on=date(2016, 9, 1), **progress)), "A")
        assert shares(found) == pytest.approx({"09-08": 0.5, "09-09": 0.5}, abs=NEAR)
        assert found.items[0].days == 3

    def test_by_history_too(self) -> None:
        """What is left of the likely days is multiplied by the ratio: 3 of 6 days left are three or six."""
        found = of(record(task("A", "1/6/60", percent=50), *ONCE_OR_TWICE), "A")
        assert shares(found) == pytest.approx({"09-08": 0.5, "09-13": 0.5}, abs=NEAR)

    def test_days_left_without_an_estimate(self) -> None:
        """They are as they were said, or, by history, once or twice that."""
        alone = of(record(task("A", remaining=3)), "A")
        assert (shares(alone), alone.without_spread) == ({"09-08": 1}, ("A",))
        assert shares(of(record(task("A", remaining=3), *ONCE_OR_TWICE), "A")) == pytest.approx(
            {"09-08": 0.5, "09-13": 0.5}, abs=NEAR
        )

    def test_work_that_most_likely_takes_no_time(self) -> None:
        """0/0/2 has a spread though its likely days are none: by the first day, x = 1/2, 1 - (1/2)^5 are done."""
        found = of(record(task("A", "0/0/2")), "A")
        assert shares(found) == pytest.approx({"09-06": 31 / 32, "09-07": 1 / 32}, abs=NEAR)
        assert shares(of(record(task("A", "0/0/2", percent=50)), "A")) == {"09-06": 1}

    def test_parents_and_deliverables_take_no_days_of_their_own(self) -> None:
        """Their estimates are not drawn while other work makes them: the paper is done with the last part."""
        paper = Deliverable(key="paper", title="Paper", group="wg", estimate="10/20/90")
        whole = task("whole", "10/20/90", deliverables=["paper"])
        parts = [task("A", 3, parent="whole"), task("B", 2, "A", parent="whole")]
        found = of(record(paper, whole, *parts), "paper")
        assert shares(found) == {"09-12": 1}
        assert critical(found) == {"A": 1, "B": 1, "paper": 1, "whole": 1}
        alone = of(record(paper), "paper")
        assert shares(alone)
        assert alone.outlook.p50 > date(2016, 9, 19)


class TestCalendars:
    """Days of work become dates on the calendars of the items."""

    def test_mid_autumn(self) -> None:
        """Five days after Monday 12 September: 13, 14, Sunday 18, 19 and 20, since the 15th to the 17th are off."""
        evening = datetime(2016, 9, 12, 18, tzinfo=SHANGHAI)
        found = forecast(record(task("A", 5), wg="china"), evening, "A")
        assert shares(found) == {"09-20": 1}
        plain = forecast(record(task("A", 5)), evening, "A")
        assert shares(plain) == {"09-19": 1}

    def test_dates_of_both_cases(self) -> None:
        """Three days from the 12th end on Sunday 18 September, six on Wednesday the 21st; the 18th is the target."""
        evening = datetime(2016, 9, 12, 18, tzinfo=SHANGHAI)
        programme = record(task("A", 3, target="2016-09-19 - 1wd"), *ONCE_OR_TWICE, wg="china")
        found = forecast(programme, evening, "A")
        assert shares(found) == pytest.approx({"09-18": 0.5, "09-21": 0.5}, abs=NEAR)
        assert found.outlook.target is not None
        assert found.outlook.target.chance == found.chance_by(date(2016, 9, 18))

    def test_committees_with_other_working_days(self) -> None:
        """Work that is handed over on a day off goes on on the next day that is worked there.

        The committee works from Thursday to Saturday. A is done on Thursday 8 or Tuesday 13 September; two days of B
        follow: from Friday 9 on until Saturday 10, or from Thursday 15 on until Friday 16; four days: 9, 10, 15, 16 or
        15, 16, 17, 22.
        """
        late = Calendar(key="late", weekend={0, 1, 2, 6})
        tasks = [task("A", 3), task("B", 2, "A", group="committee")]
        programme = record(*tasks, *ONCE_OR_TWICE, calendars=[late], committee="late")
        found = of(programme, "B")
        assert shares(found) == pytest.approx({"09-10": 0.25, "09-16": 0.5, "09-22": 0.25}, abs=NEAR)
        assert critical(found) == {"A": 1, "B": 1}
        assert shares(of(programme)) == shares(found)

    def test_the_last_of_two_calendars_is_the_later_day(self) -> None:
        """Three days from Thursday on end on Saturday 10, five days from Tuesday on end on Monday 12 September."""
        late = Calendar(key="late", weekend={0, 1, 2, 6})
        found = of(record(task("A", 5), task("B", 3, group="committee"), calendars=[late], committee="late"))
        assert shares(found) == {"09-12": 1}
        assert critical(found) == {"A": 1, "B": 0}

    def test_a_longest_lag_between_calendars_is_no_circle(self) -> None:
        """Works that may not lie apart look for days of both: neither waits for the other, so both can be planned.

        A would end in the middle of Monday 12 September, B can begin on Thursday 15; so A ends on the day before.
        """
        late = Calendar(key="late", weekend={0, 1, 2, 6})
        tasks = [task("A", 4.5), task("B", 1, "A, at most 0wd", group="committee")]
        programme = record(*tasks, calendars=[late], committee="late")
        assert [shares(of(programme, key)) for key in "AB"] == [{"09-14": 1}, {"09-15": 1}]
        assert plan(programme, AT, "B").ready_on == date(2016, 9, 15)

    def test_a_year_without_official_days(self) -> None:
        """Dates in a year whose days are not published yet are said to be provisional."""
        short = Calendar(key="short", first_year=2016, last_year=2016)
        found = of(record(task("A", 100), calendars=[short], wg="short"), "A")
        assert "the official working days of 2017 are not known yet" in str(found.remarks[-1])


class TestBasis:
    """What the days are drawn from, and that it is said."""

    def test_enough_finished_tasks_are_used_and_counted(self) -> None:
        """Eight finished tasks are enough; the sentence has their number, their span and their middle."""
        found = of(record(task("A", "1/3/99"), *ONCE_OR_TWICE), "A")
        (basis,) = found.bases
        assert (basis.kind, basis.group, basis.finished, basis.items) == ("history", "wg", 8, ("A",))
        assert list(basis.ratios) == [1, 1, 1, 1, 2, 2, 2, 2]
        assert str(basis.words) == (
            "8 finished tasks of wg, which took 1 to 2 times the likely estimate (1.5 in the middle); "
            "the days of 1 item are drawn by that"
        )
        assert found.items[0].basis == "history"

    def test_too_few_finished_tasks_are_not_used_and_that_is_said(self) -> None:
        """Seven are too few: the estimates are used, and the sentence says why."""
        found = of(record(task("A", "1/3/9"), *finished([5] * 7)), "A")
        assert found.outlook.p95 < date(2016, 9, 19)
        assert str(found.bases[0].words) == (
            "the estimates of 1 item (PERT), since wg has only 7 finished tasks to go by, and 8 are needed"
        )
        assert found.bases[0].finished == 7
        assert found.items[0].basis == "estimates"

    def test_no_finished_tasks(self) -> None:
        """The sentence names the distribution."""
        found = of(record(task("A", "1/3/9")), "A", distribution="triangular")
        assert str(found.bases[0].words) == (
            "the estimates of 1 item (triangular), since wg has no finished tasks to go by, and 8 are needed"
        )

    def test_what_counts_as_a_finished_task(self) -> None:
        """Those with an estimate and both days, counted from the day of the start to the day of the end, both included.

        Parents, milestones, tasks without an estimate or without a day of starting tell nothing, nor does what was
        dropped. From Friday 5 to Tuesday 9 August 2016 are three working days; work done on a Saturday took one.
        """
        done: Any = {"state": "done", "done_on": date(2016, 8, 9)}
        tasks = [
            task("over-a-weekend", "1/2/9", started_on=date(2016, 8, 5), **done),
            task("on-a-saturday", 4, state="done", started_on=date(2016, 8, 6), done_on=date(2016, 8, 6)),
            task("parent", 2, started_on=date(2016, 8, 5), **done),
            task("child", None, parent="parent", started_on=date(2016, 8, 5), **done),
            task("milestone", 0, kind="milestone", started_on=date(2016, 8, 5), **done),
            task("no-start", 1, **done),
            task("no-days", 0, started_on=date(2016, 8, 5), **done),
            task("dropped", 1, state="dropped", started_on=date(2016, 8, 5)),
            task("open", "1/2/3"),
        ]
        assert of(record(*tasks), "open").bases[0].ratios == (0.25, 1.5)

    def test_a_committee_goes_by_its_own_past_if_it_can(self) -> None:
        """Else by that of the group above it, with all its committees; each past has its own sentence."""
        tasks = [task("A", 3), task("B", 3, group="old"), task("C", 3, group="new")]
        past = [*finished([1] * 4), *finished([2] * 8, "old"), *finished([1], "new")]
        found = of(record(*tasks, *past, old="none", new="none"))
        assert {basis.items: (basis.group, basis.finished) for basis in found.bases} == {
            ("A", "C"): ("wg", 13),
            ("B",): ("old", 8),
        }
        assert of(record(*tasks, *past, old="none", new="none"), "B").outlook.p50 == date(2016, 9, 13)

    def test_one_number_has_no_spread_and_that_is_said(self) -> None:
        """One number is taken as it is; where nothing else is drawn, the forecast says that it says nothing."""
        found = of(record(task("A", 3), task("B", 2, "A"), *finished([2])), "B")
        assert shares(found) == {"09-12": 1}
        assert found.without_spread == ("A", "B")
        assert tuple(map(str, found.remarks)) == (
            "nothing is drawn, so every sample is the plan by likely days: this says nothing of what is likely",
            "2 items with one number for an estimate, so no spread: A, B",
        )
        assert found.bases[0].items == ()
        assert found.items[0].basis is None

    def test_work_of_unknown_size_is_named(self) -> None:
        """Work without an estimate counts for no days, which is said; milestones and parents are no such work."""
        tasks = [task(f"T-{number}") for number in range(7)]
        programme = record(
            *tasks,
            task("milestone", kind="milestone"),
            task("parent"),
            task("child", "1/2/3", parent="parent"),
            Deliverable(key="paper", title="Paper", group="wg"),
        )
        found = of(programme)
        assert set(found.without_estimate) == {"paper", *(one.key for one in tasks)}
        assert (
            str(found.remarks[-1])
            == "8 items without an estimate, counted as no work: paper, T-0, T-1, T-2, T-3 and 3 more"
        )


class TestGoals:
    """What can be asked about."""

    def test_an_event_waits_for_the_last_of_what_serves_it(self) -> None:
        """It is kept if all is done before the day it starts: 3, 4, 6 or 6 days, of which three are there."""
        event = Event(key="summit", title="Summit", group="wg", starts="2016-09-09")
        tasks = [task("A", 3, serves="summit"), task("B", 2, serves="summit"), task("C", 50)]
        found = of(record(event, *tasks, *ONCE_OR_TWICE), "summit")
        assert found.title == "Summit"
        assert found.outlook.target is not None
        assert found.outlook.target.deadline.date == date(2016, 9, 8)
        assert found.outlook.target.chance == pytest.approx(0.25, abs=NEAR)
        assert set(critical(found)) == {"A", "B"}

    def test_a_group_is_its_own_work_and_what_that_waits_for(self) -> None:
        """The work of others counts where it is waited for, and their last finish does not."""
        tasks = [task("A", 3), task("B", 2, "A", group="committee"), task("C", 50), task("D", 1, group="committee")]
        found = of(record(*tasks, committee="none"), group="committee")
        assert shares(found) == {"09-12": 1}
        assert critical(found) == {"A": 1, "B": 1, "D": 0}

    def test_a_milestone_with_nothing_before_it(self) -> None:
        """It can be reached on the next working day."""
        assert shares(of(record(task("M", kind="milestone")), "M")) == {"09-06": 1}

    @pytest.mark.parametrize(
        ("key", "message"),
        [
            ("D-wg-1", "'D-wg-1' is done, so there is nothing to forecast; ask for something that is still open"),
            ("A-1", "there is no task, deliverable or event 'A-1'; see what there is with tracker.find()"),
            ("party", "nothing that is open serves 'party'; say so with serves=..., or ask for a deliverable"),
        ],
    )
    def test_what_cannot_be_asked_about(self, key: str, message: str) -> None:
        """Each is told in one line with the next step."""
        event = Event(key="party", title="Party", group="wg", starts="2016-09-09")
        with pytest.raises(InputError) as caught:
            of(record(task("work", 3), event, *ONCE_OR_TWICE), key)
        assert str(caught.value) == message
        assert (type(caught.value) is UnknownKeyError) == (key == "A-1")

    def test_a_group_with_nothing_open(self) -> None:
        """That is told too."""
        with pytest.raises(InputError, match="nothing is open in 'wg'"):
            of(record(*ONCE_OR_TWICE))

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({"samples": 0}, "the number of samples is 0; give a whole number from 1 to 1000000"),
            ({"samples": 10**7}, "the number of samples is 10000000; "),
            ({"samples": 2.5}, "the number of samples is 2.5; "),
            ({"samples": True}, "the number of samples is True; "),
            ({"seed": -1}, "the seed is -1; give a whole number from 0 on"),
            ({"seed": "1"}, "the seed is '1'; "),
            ({"distribution": "normal"}, "there is no distribution 'normal'; use pert or triangular"),
        ],
    )
    def test_numbers_out_of_range(self, asked: Any, message: str) -> None:
        """They are refused before anything is drawn."""
        with pytest.raises(InputError) as caught:
            of(record(task("A", 3)), **asked)
        assert str(caught.value).startswith(message)

    def test_one_sample_is_enough_to_answer(self) -> None:
        """All dates are then the same."""
        found = of(record(task("A", "1/2/9")), "A", samples=1)
        assert found.outlook.p50 == found.outlook.p95 == found.finishes[0].day

    def test_a_circle(self) -> None:
        """Work that waits for itself has no forecast."""
        with pytest.raises(PlanningError, match="circle"):
            of(record(task("A", 3, "B"), task("B", 2, "A")))

    def test_without_numpy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """One line says how to get it, also where the rest was imported before."""
        monkeypatch.setitem(sys.modules, "numpy", None)
        with pytest.raises(InputError) as caught:
            of(record(task("A", 3)))
        assert str(caught.value) == "forecast needs numpy; install it with pip install 'wgtrack[forecast]'"


def test_results_are_frozen() -> None:
    """A forecast can be kept and compared, and not be changed."""
    found = of(record(task("A", "1/2/9"), calendars=[CHINA]), "A")
    with pytest.raises(AttributeError):
        found.samples = 3  # type: ignore[misc]
    assert found.at == AT
