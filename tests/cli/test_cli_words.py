"""Words that people try, and small answers that were wrong."""

import json

import pytest

from tests.cli.conftest import Invoke


@pytest.mark.usefixtures("group_2016")
def test_help_is_a_word_too(cli_invoke: Invoke) -> None:
    """``wgtrack help``, and of a command or a verb, is what ``--help`` prints."""
    assert cli_invoke("help").stdout == cli_invoke("--help").stdout
    assert cli_invoke("help", "task", "move").stdout == cli_invoke("task", "move", "--help").stdout
    assert cli_invoke("task", "help").stdout == cli_invoke("task", "--help").stdout


@pytest.mark.usefixtures("group_2016")
@pytest.mark.parametrize(
    ("words", "ways"),
    [
        (("done", "SE-5"), "write 'wgtrack task done SE-5'"),
        (
            ("drop", "SE-5"),
            "write 'wgtrack task drop SE-5' or 'wgtrack deliverable drop SE-5' or 'wgtrack event drop SE-5'",
        ),
        (("show", "SE-5"), "'wgtrack task show SE-5'"),
    ],
)
def test_a_verb_without_its_noun_says_of_what(cli_invoke: Invoke, words: tuple[str, ...], ways: str) -> None:
    """Whoever forgets the noun is told which nouns have the verb."""
    assert ways in cli_invoke(*words, code=2).stderr


@pytest.mark.usefixtures("group_2016")
def test_a_file_that_stands_alone_names_the_option(cli_invoke: Invoke) -> None:
    """A file behind ``export`` is one word too many, and the hint names -o."""
    assert "name a file to write with '-o e.jsonl'" in cli_invoke("export", "e.jsonl", code=2).stderr


@pytest.mark.usefixtures("group_2016")
def test_the_older_name_of_workload_works(cli_invoke: Invoke) -> None:
    """``load`` answers as ``workload`` does."""
    at = ("--at", "2016-09-05")
    assert cli_invoke("load", *at).stdout == cli_invoke("workload", *at).stdout


@pytest.mark.usefixtures("group_2016")
def test_an_event_needs_a_day(cli_invoke: Invoke) -> None:
    """An empty start is refused with what to do."""
    told = cli_invoke("event", "move", "summit", "--starts", "", "--why", "x", code=2).stderr
    assert "'summit' has to start on some day; give the day it starts now" in told


@pytest.mark.usefixtures("group_2016")
def test_a_planned_stage_is_taken_away(cli_invoke: Invoke) -> None:
    """An empty date takes the plan for a stage away, with a reason, as the help says."""
    cli_invoke("deliverable", "plan", "white-paper", "review", "2016-10-30", "--why", "x")
    told = cli_invoke("deliverable", "plan", "white-paper", "review", "", "--why", "no plan yet").stdout
    assert told == "white-paper has no date planned for review any more\n"
    assert "no date is planned" in cli_invoke("deliverable", "plan", "white-paper", "review", "", code=2).stderr


@pytest.mark.usefixtures("small_group")
def test_what_was_dropped_tells_when_and_why(cli_invoke: Invoke) -> None:
    """A dropped task and a dropped event show the day and the reason; an area does not count them as finished."""
    cli_invoke("task", "drop", "T-1", "--why", "the plenary covers it")
    cli_invoke("event", "drop", "plenary", "--why", "called off")
    assert "1 November 2016: the plenary covers it" in cli_invoke("task", "show", "T-1").stdout
    assert "1 November 2016: called off" in cli_invoke("event", "show", "plenary").stdout
    lines = cli_invoke("area", "show", "trends").stdout.splitlines()
    assert [line.split() for line in lines if line.startswith(("dropped", "finished"))] == [["dropped", "T-1"]]


@pytest.mark.usefixtures("small_group")
def test_a_second_wait_says_what_it_replaces(cli_invoke: Invoke) -> None:
    """Whoever was waited for before is named."""
    cli_invoke("task", "wait", "T-1", "cesi")
    assert "no longer for cesi" in cli_invoke("task", "wait", "T-1", "the ministry").stdout


@pytest.mark.usefixtures("group_2016")
def test_an_owner_who_is_named_twice_owns_once(cli_invoke: Invoke) -> None:
    """The same owner given twice is one owner, whose work counts once."""
    cli_invoke("task", "edit", "SE-5", "--owner", "cesi", "--owner", "cesi")
    assert json.loads(cli_invoke("task", "show", "SE-5", "--format", "json").stdout)["owners"] == ["cesi"]


@pytest.mark.usefixtures("group_2016")
def test_nobody_has_one_role_twice_at_a_time(cli_invoke: Invoke) -> None:
    """A second term begins after the first has ended."""
    role = ("role", "add", "cesi", "liaison", "white-paper-wg")
    cli_invoke(*role, "--since", "2016-01-01", "--until", "2016-06-30")
    assert "is liaison of white-paper-wg already" in cli_invoke(*role, "--since", "2016-06-30", code=2).stderr
    cli_invoke(*role, "--since", "2016-07-01")


@pytest.mark.usefixtures("group_2016")
def test_items_are_sorted_by_stage_and_found_by_many_values(cli_invoke: Invoke) -> None:
    """``--sort stage`` works; a filter given twice means any of both; ``--not`` leaves out."""

    def found(*words: str) -> set[str]:
        return {item["key"] for item in json.loads(cli_invoke("list", "--format", "json", *words).stdout)}

    cli_invoke("list", "--sort", "stage")
    cesi, miit = found("--owner", "cesi"), found("--owner", "miit")
    assert found("--owner", "cesi", "--owner", "miit") == cesi | miit
    assert found("--owner", "cesi", "--not", "owner=miit") == cesi - miit
    assert found("--state", "done,dropped") == found("--state", "done") | found("--state", "dropped")
    assert found("--not", "state=done") == found() - found("--state", "done")
    assert "write it as NAME=VALUE" in cli_invoke("list", "--not", "done", code=2).stderr


@pytest.mark.usefixtures("group_2016")
def test_a_body_of_two_groups_is_asked_at_once(cli_invoke: Invoke) -> None:
    """Every question answers for all groups, status as a row each, check with the group of each finding."""
    cli_invoke("init", "other", "--name", "Other", "--timezone", "America/New_York", "--calendar", "none")
    cli_invoke("task", "add", "O-1", "--title", "o", "--group", "other", "--target", "2016-10-03")
    for question in (
        "overdue",
        "next",
        "due",
        "waiting",
        "timeline",
        "workload",
        "plan",
        "slips",
        "check",
        "list",
        "status",
    ):
        code = 1 if question == "check" else 0
        cli_invoke(question, "--at", "2016-11-01", code=code)
        cli_invoke(question, "--at", "2016-11-01", "--group", "blockchain-wg", "--group", "other", code=code)
    assert "Other" in cli_invoke("status", "--at", "2016-11-01").stdout
    cli_invoke("forecast", "--samples", "10", "--at", "2016-11-01")
    cli_invoke("task", "show", "O-1")
