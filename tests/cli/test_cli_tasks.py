"""``wgtrack task``: what each verb records and says."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
import time_machine

Invoke: TypeAlias = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("small_group")


def test_task_add_says_when_it_is_due(cli_invoke: Invoke) -> None:
    """Adding a task prints its title and its date: the last working day before Monday 14 November is Friday 11."""
    said = cli_invoke("task", "add", "T-2", "--title", "Report", "--target", "plenary - 1wd").stdout

    assert said == "task T-2 added: Report, due 11 November 2016 (plenary - 1wd)\n"


def test_task_add_takes_the_only_group(cli_invoke: Invoke) -> None:
    """A task without --group belongs to the one group there is."""
    cli_invoke("task", "add", "T-2", "--title", "Report")

    assert '"group": "wg"' in cli_invoke("task", "show", "T-2", "--format", "json").stdout


def test_milestone_is_made_with_a_flag(cli_invoke: Invoke) -> None:
    """--milestone makes a milestone."""
    assert (
        cli_invoke("task", "add", "M-1", "--title", "Agreed", "--milestone").stdout == "milestone M-1 added: Agreed\n"
    )


def test_task_links_and_owners_repeat(cli_invoke: Invoke) -> None:
    """--after and --owner may be given several times."""
    cli_invoke("party", "add", "miit", "--name", "MIIT")
    cli_invoke(
        *("task", "add", "T-2", "--title", "Report", "--owner", "cesi", "--owner", "miit"),
        *("--after", "T-1 SS + 2wd", "--after", "plenary"),
    )

    shown = cli_invoke("task", "show", "T-2").stdout
    assert "waits for     T-1 SS + 2wd, plenary" in shown
    assert "owner         cesi (CESI)\nowner         miit (MIIT)" in shown


def test_task_edit_prints_what_changed(cli_invoke: Invoke) -> None:
    """Editing prints each field, old and new."""
    said = cli_invoke("task", "edit", "T-1", "--title", "Survey", "--estimate", "3/5/9").stdout

    assert said == "task T-1 changed\n  title: Survey 调查 -> Survey\n  estimate: 3 -> 3/5/9\n"


def test_task_edit_with_empty_text_takes_away(cli_invoke: Invoke) -> None:
    """An empty text takes the value of a field away."""
    said = cli_invoke("task", "edit", "T-1", "--owner", "", "--area", "").stdout

    assert said == "task T-1 changed\n  area: trends -> none\n  owners: cesi -> none\n"


def test_task_edit_of_nothing_new_changes_nothing(cli_invoke: Invoke) -> None:
    """Editing a field to what it is already records no change."""
    before = cli_invoke("log", "T-1").stdout

    assert cli_invoke("task", "edit", "T-1", "--area", "trends").stdout == (
        "task T-1 is so already; nothing was changed\n"
    )
    assert cli_invoke("log", "T-1").stdout == before


def test_task_start_names_the_day(cli_invoke: Invoke) -> None:
    """Starting a task says since when, and when it is due."""
    assert cli_invoke("task", "start", "T-1", "--on", "2016-10-31").stdout == (
        "T-1 started on 31 October 2016, due 11 November 2016 (plenary - 1wd)\n"
    )


def test_task_progress_starts_and_compares(cli_invoke: Invoke) -> None:
    """Progress on a task that has not begun starts it; the next progress says what it was."""
    first = cli_invoke("task", "progress", "T-1", "40").stdout
    second = cli_invoke("task", "progress", "T-1", "60%").stdout

    assert first == "T-1 is 40% done, started on 1 November 2016\n"
    assert second == "T-1 is 60% done (was 40%)\n"


def test_task_done_early(cli_invoke: Invoke) -> None:
    """Done on Tuesday 1 November for Friday 11: 2, 3, 4, 7, 8, 9, 10 and 11 November are 8 working days early."""
    assert cli_invoke("task", "done", "T-1").stdout == "T-1 done on 1 November 2016, 8 working days early\n"


def test_task_done_late(cli_invoke: Invoke) -> None:
    """Done on Monday 31 October for Friday 28: 1 working day and 3 calendar days late."""
    cli_invoke("task", "move", "T-1", "--target", "2016-10-28")

    assert cli_invoke("task", "done", "T-1", "--on", "2016-10-31").stdout == (
        "T-1 done on 31 October 2016, 1 working day (3 calendar days) late\n"
    )


def test_task_done_on_its_last_day(cli_invoke: Invoke) -> None:
    """Done on the day it is due is on time."""
    cli_invoke("task", "move", "T-1", "--target", "2016-11-01")

    assert cli_invoke("task", "done", "T-1").stdout == "T-1 done on 1 November 2016, on time\n"


def test_task_taken_up_again_needs_a_reason(cli_invoke: Invoke) -> None:
    """A task that is done is taken up again only with --why."""
    cli_invoke("task", "done", "T-1")

    refused = cli_invoke("task", "start", "T-1", code=2).stderr
    assert "--why" in refused
    assert cli_invoke("task", "start", "T-1", "--why", "a chapter is missing").stdout.startswith("T-1 taken up again")


def test_task_move_prints_dates_and_working_days(cli_invoke: Invoke) -> None:
    """From Friday 11 to Tuesday 15 November are two working days, Monday and Tuesday."""
    said = cli_invoke("task", "move", "T-1", "--target", "plenary + 1wd", "--why", "late data").stdout

    assert said == (
        "T-1 moved\n  T-1  target  Fri 11 Nov 2016 -> Tue 15 Nov 2016  2 wd later\nnothing else moved with it\n"
    )


def test_task_move_prints_what_hangs_on_it(cli_invoke: Invoke) -> None:
    """Whatever hangs on a task that is moved is printed too."""
    cli_invoke("task", "add", "T-2", "--title", "Report", "--target", "T-1 + 1wd")

    said = cli_invoke("task", "move", "T-1", "--target", "2016-11-10").stdout
    assert "1 deadline moved with it (wd: working days)" in said
    assert "T-2  target  Mon 14 Nov 2016 -> Fri 11 Nov 2016  1 wd earlier" in said


def test_task_move_takes_a_limit_away(cli_invoke: Invoke) -> None:
    """An empty --limit takes the limit away; no limit is later than any, so it needs a reason."""
    cli_invoke("task", "move", "T-1", "--limit", "2016-11-30")

    assert "--why" in cli_invoke("task", "move", "T-1", "--limit", "", code=2).stderr
    cli_invoke("task", "move", "T-1", "--limit", "", "--why", "it cannot fail")
    assert '"limit": null' in cli_invoke("task", "show", "T-1", "--format", "json").stdout


def test_task_drop_needs_a_reason(cli_invoke: Invoke) -> None:
    """Dropping asks for --why and says it back."""
    assert "--why" in cli_invoke("task", "drop", "T-1", code=2).stderr
    assert cli_invoke("task", "drop", "T-1", "--why", "no money").stdout == "T-1 dropped: no money\n"


def test_task_waits_and_resumes(cli_invoke: Invoke) -> None:
    """Waiting says for whom, since when and for what; resuming, from whom the ball is back."""
    waits = cli_invoke("task", "wait", "T-1", "cesi", "--since", "2016-10-31", "--what", "figures").stdout
    back = cli_invoke("task", "resume", "T-1").stdout

    assert waits == "T-1 waits for cesi since 31 October 2016 (figures)\n"
    assert back == "T-1 has the ball back from cesi\n"


def test_task_show_has_names_and_verdict(cli_invoke: Invoke) -> None:
    """A sheet starts with key and title and gives verdict, target and owner."""
    shown = cli_invoke("task", "show", "T-1").stdout

    assert shown.startswith("T-1  Survey 调查\n\nverdict       on track; due 11 November 2016 (plenary - 1wd)")
    assert "estimate      3 working days" in shown


def test_task_show_of_the_past(cli_invoke: Invoke) -> None:
    """--at shows a task as it was: before it was recorded it is not there."""
    refused = cli_invoke("task", "show", "T-1", "--at", "2016-10-31", code=2).stderr

    assert "there is no task 'T-1'" in refused


def test_at_records_the_past_as_the_past(cli_invoke: Invoke, clock: time_machine.Traveller) -> None:
    """--at on a change says when it took effect, here at the end of a day; the log keeps the author."""
    clock.move_to(datetime(2016, 11, 4, 1, tzinfo=UTC))
    cli_invoke("task", "add", "T-0", "--title", "Call", "--at", "2016-11-03", "--by", "archivist")

    assert cli_invoke("log", "T-0").stdout == "#7  2016-11-03 (recorded 2016-11-04)  archivist  add task T-0\n"
