"""The questions: what is found, in which order, and how it is printed."""

import csv
import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

Invoke: TypeAlias = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("group_2016")


def keys(outcome: Any) -> list[str]:
    """The keys of a list printed as JSON."""
    return [item["key"] for item in json.loads(outcome.stdout)]


def test_status_of_the_white_paper_when_released(cli_invoke: Invoke) -> None:
    """On 18 October 2016 the white paper is 30 calendar and 19 working days late, as the fact sheet counts."""
    report = json.loads(cli_invoke("status", "--at", "2016-10-18", "--format", "json").stdout)

    [paper] = [item for item in report["items"] if item["key"] == "white-paper"]
    assert (paper["verdict"], paper["calendar_days_late"], paper["working_days_late"]) == ("done_late", 30, 19)


def test_status_of_a_committee(cli_invoke: Invoke) -> None:
    """--group asks for one committee alone."""
    report = json.loads(cli_invoke("status", "--group", "white-paper-wg", "--format", "json").stdout)

    assert report["group"]["key"] == "white-paper-wg"
    assert {item["group"] for item in report["items"]} == {"white-paper-wg"}


def test_status_in_markdown(cli_invoke: Invoke) -> None:
    """--format markdown starts with a heading."""
    assert cli_invoke("status", "--at", "2016-09-05", "--format", "markdown").stdout.startswith("# ")


def test_status_at_an_instant(cli_invoke: Invoke) -> None:
    """--at takes an instant with the name of its zone."""
    said = cli_invoke("status", "--at", "2016-09-05T17:00 Asia/Shanghai").stdout

    assert "as of Monday 5 September 2016, 17:00, Asia/Shanghai (UTC+08:00)" in said


def test_list_by_verdicts(cli_invoke: Invoke) -> None:
    """--verdict takes several verdicts with commas between, and finds no other."""
    found = json.loads(
        cli_invoke("list", "--verdict", "overdue,at_risk", "--at", "2016-09-05", "--format", "json").stdout
    )

    assert {item["verdict"] for item in found} == {"overdue", "at_risk"}


def test_list_by_area_and_owner(cli_invoke: Invoke) -> None:
    """--area and --owner hold together."""
    found = json.loads(cli_invoke("list", "--area", "security", "--owner", "webank", "--format", "json").stdout)

    assert found
    assert all(item["area"] == "security" and "webank" in item["owners"] for item in found)


def test_list_by_chinese_text(cli_invoke: Invoke) -> None:
    """--text finds Chinese words in titles."""
    assert keys(cli_invoke("list", "--text", "英文摘要", "--format", "json")) == ["WP-12"]


def test_list_sorted_backwards(cli_invoke: Invoke) -> None:
    """--sort -key is the other way round."""
    found = keys(cli_invoke("list", "--sort", "-key", "--format", "json"))

    assert found == sorted(found, reverse=True)


def test_list_as_csv_has_whole_values(cli_invoke: Invoke) -> None:
    """--format csv has a row per item with codes and days as they are."""
    rows = list(csv.DictReader(cli_invoke("deliverable", "list", "--format", "csv").stdout.splitlines()))

    assert [(row["key"], row["verdict"], row["target"], row["done_on"]) for row in rows] == [
        ("white-paper", "done_late", "2016-09-18", "2016-10-18")
    ]


def test_lists_keep_coarse_dates_coarse_and_hours_exact(cli_invoke: Invoke) -> None:
    """A month stays a month in CSV and in the list of events, a quarter a quarter, and an instant keeps its hour."""
    cli_invoke("task", "add", "X-1", "--title", "Zeppelin", "--target", "2016-Q4", "--limit", "2016-12-01T17:00 UTC")

    [brief] = csv.DictReader(cli_invoke("list", "--text", "central bank", "--format", "csv").stdout.splitlines())
    [added] = csv.DictReader(cli_invoke("list", "--text", "zeppelin", "--format", "csv").stdout.splitlines())
    events = csv.DictReader(cli_invoke("event", "list", "--format", "csv").stdout.splitlines())

    assert brief["target"] == "2016-08"
    assert (added["target"], added["limit"]) == ("2016-Q4", "2016-12-02T01:00:00+08:00")
    assert [(event["starts"], event["ends"]) for event in events] == [
        ("2015-10", "2015-10"),
        ("2016-09-19", "2016-09-24"),
    ]


@pytest.mark.parametrize(
    ("at", "days"),
    [
        ("2016-09-29", "1 wd left"),
        ("2016-09-30", "today"),
        ("2016-10-02", "2 d late"),  # a Sunday of the golden week
        ("2016-10-10", "3 wd late"),  # 8 and 9 October were worked
    ],
)
def test_a_limit_without_a_target_counts_days_too(cli_invoke: Invoke, at: str, days: str) -> None:
    """What has a limit alone is so many days from it, and once it has passed so many days late."""
    cli_invoke("task", "add", "X-1", "--title", "Zeppelin", "--limit", "2016-09-30", "--at", "2016-09-01")

    assert f"  30 Sep 2016  {days}  Zeppelin" in cli_invoke("list", "--text", "zeppelin", "--at", at).stdout


def test_list_is_whole_where_it_is_piped(cli_invoke: Invoke) -> None:
    """A table that is not read on a terminal cuts no title."""
    assert "China Blockchain Technology and Application Development White Paper (2016)" in cli_invoke("list").stdout


def test_list_of_nothing_says_so(cli_invoke: Invoke) -> None:
    """Where nothing fits, one sentence says so."""
    assert cli_invoke("list", "--text", "zeppelin").stdout == "nothing found\n"


def test_task_list_has_no_deliverables(cli_invoke: Invoke) -> None:
    """'task list' has tasks and milestones alone."""
    found = json.loads(cli_invoke("task", "list", "--format", "json").stdout)

    assert {item["kind"] for item in found} == {"task", "milestone"}


def test_next_of_an_owner(cli_invoke: Invoke) -> None:
    """'next --owner' names only what that owner can work on."""
    found = json.loads(cli_invoke("next", "--owner", "ping-an", "--at", "2016-09-05", "--format", "json").stdout)

    assert [item["key"] for item in found] == ["SE-3"]


def test_due_within_days_of_the_calendar(cli_invoke: Invoke) -> None:
    """From 5 September, what is due within one working day is due on the 5th or 6th."""
    found = json.loads(cli_invoke("due", "--within", "1wd", "--at", "2016-09-05", "--format", "json").stdout)

    assert {item["target"]["date"] for item in found} == {"2016-09-05", "2016-09-06"}


def test_overdue_tells_by_how_much(cli_invoke: Invoke) -> None:
    """'overdue' prints verdict, key and title, the reason in days, and the owners."""
    said = cli_invoke("overdue", "--at", "2016-09-05").stdout

    assert (
        "overdue  SE-2  Model the threats to the shortlisted technologies\n"
        "         was due 1 September 2016 (summit - 11wd), 2 working days (4 calendar days) ago\n"
        "         owned by ant-financial\n"
    ) in said


def test_waiting_tells_for_what(cli_invoke: Invoke) -> None:
    """'waiting' names what is waited for."""
    assert "waits for SE-2 (unfinished)" in cli_invoke("waiting", "--at", "2016-09-05").stdout


def test_nothing_overdue_says_so(cli_invoke: Invoke) -> None:
    """Where nothing is overdue, one sentence says so."""
    assert cli_invoke("overdue", "--at", "2016-08-01").stdout == "nothing is overdue\n"


def test_check_exits_with_1_for_what_is_overdue(cli_invoke: Invoke) -> None:
    """By default 'check' fails on what is overdue, and says so on stderr."""
    outcome = cli_invoke("check", "--at", "2016-09-12", code=1)

    assert "WP-14" in outcome.stdout
    assert outcome.stderr.startswith("wgtrack: check failed: ")


def test_check_fails_only_on_what_it_is_told(cli_invoke: Invoke) -> None:
    """--fail-on names what to fail on; other findings are printed all the same."""
    outcome = cli_invoke("check", "--fail-on", "circle,mandate_expired", "--at", "2016-09-12")

    assert "WP-14" in outcome.stdout
    assert outcome.stderr == ""


def test_check_may_fail_on_nothing(cli_invoke: Invoke) -> None:
    """An empty --fail-on never fails."""
    cli_invoke("check", "--fail-on", "", "--at", "2016-09-12")


def test_check_refuses_an_unknown_code(cli_invoke: Invoke) -> None:
    """A code that no check has is a mistake, since it would never fail."""
    refused = cli_invoke("check", "--fail-on", "overdeu", code=2).stderr

    assert refused == "wgtrack: there is no check 'overdeu'; did you mean overdue?\n"


def test_check_as_json(cli_invoke: Invoke) -> None:
    """--format json gives code, key, message, values and group of every finding."""
    found = json.loads(cli_invoke("check", "--at", "2016-09-12", "--format", "json", code=1).stdout)

    assert {tuple(finding) for finding in found} == {("code", "key", "message", "values", "group")}
