"""``group``, ``party``, ``role``, ``area``, ``event``, ``deliverable``, ``calendar`` and ``lifecycle``."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

Invoke: TypeAlias = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("small_group")


def test_group_add_and_edit_of_a_mandate(cli_invoke: Invoke) -> None:
    """The options of a mandate set its parts, and a later edit of one part keeps the others."""
    cli_invoke(
        "group", "add", "sub", "--name", "Sub", "--parent", "wg", "--mandate", "Write", "--mandate-source", "Letter"
    )
    cli_invoke("group", "edit", "sub", "--mandate-until", "2017-08-31")

    mandate = json.loads(cli_invoke("group", "show", "sub", "--format", "json").stdout)["mandate"]
    assert mandate == {"text": "Write", "source": "Letter", "valid_from": None, "valid_until": "2017-08-31"}


def test_group_of_another_calendar_tells_what_moves(cli_invoke: Invoke) -> None:
    """A calendar in which other days are off moves deadlines, and each is told; a zone alone moves no day."""
    cli_invoke("task", "add", "T-2", "--title", "Poll", "--target", "2016-10-10 - 1wd")

    assert cli_invoke("group", "edit", "wg", "--calendar", "none").stdout == (
        "group wg changed\n  calendar: CN -> none\n  T-2  target  Sun  9 Oct 2016 -> Fri  7 Oct 2016  no working day between\n"
    )
    assert cli_invoke("group", "edit", "wg", "--timezone", "Asia/Tokyo").stdout == (
        "group wg changed\n  timezone: Asia/Shanghai -> Asia/Tokyo\n"
    )


def test_event_move_of_something_else_says_what_it_is(cli_invoke: Invoke) -> None:
    """A task is no event, and has no days to move."""
    refused = cli_invoke("event", "move", "T-1", "--starts", "2016-12-01", "--why", "x", code=2).stderr

    assert refused == "wgtrack: 'T-1' is a task (Survey 调查), not an event; give the key of an event\n"


def test_dates_on_unpublished_calendars_say_so(cli_invoke: Invoke) -> None:
    """China's days off of 2036 are not published: a date that counts through them is provisional wherever it is told."""
    cli_invoke("event", "add", "far", "--title", "Far", "--starts", "2036-10-20")

    assert cli_invoke("task", "add", "F-1", "--title", "Prepare", "--target", "far - 1wd").stdout == (
        "task F-1 added: Prepare, due 17 October 2036 (far - 1wd) ~ provisional\n"
    )
    moved = cli_invoke("event", "move", "far", "--starts", "2036-10-27", "--why", "hall").stdout
    assert "  F-1  target  Fri 17 Oct 2036~ -> Fri 24 Oct 2036~  5 wd later" in moved


def test_a_dropped_document_is_not_published_in_silence(cli_invoke: Invoke) -> None:
    """What was given up is taken up again only with a reason, be it to its last stage."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")
    for stage in ("outline", "drafting", "review", "approval"):
        cli_invoke("deliverable", "advance", "paper", stage)
    cli_invoke("deliverable", "drop", "paper", "--why", "no money")

    refused = cli_invoke("deliverable", "advance", "paper", "published", code=2).stderr
    assert refused.startswith("wgtrack: taking up 'paper' again, which is dropped, needs a reason; ")
    cli_invoke("deliverable", "advance", "paper", "published", "--why", "a sponsor was found")


@pytest.mark.parametrize(
    ("tie", "told"),
    [
        (
            "paper@done",
            "there is no white-paper stage 'done'; there are outline, drafting, review, approval, presented, ",
        ),
        ("paper", "'paper' names no stage; write it as KEY@STAGE, such as white-paper@review"),
        ("papr@review", "there is no deliverable 'papr'; did you mean paper?"),
    ],
)
def test_a_milestone_is_tied_to_a_stage_that_there_is(cli_invoke: Invoke, tie: str, told: str) -> None:
    """A milestone names a deliverable and one of its stages."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")

    assert told in cli_invoke("task", "add", "M-1", "--title", "Reached", "--reached-by", tie, code=2).stderr


def test_group_list_has_inherited_zone_and_calendar(cli_invoke: Invoke) -> None:
    """A committee without zone and calendar is listed with those of its parent."""
    cli_invoke("group", "add", "sub", "--name", "Sub", "--parent", "wg")

    assert "sub  Sub            wg      Asia/Shanghai  CN" in cli_invoke("group", "list").stdout


def test_party_show_has_roles_and_work(cli_invoke: Invoke) -> None:
    """A party's sheet says which roles it has and what it still owes."""
    cli_invoke("role", "add", "cesi", "editor", "wg", "--since", "2016-08-01")

    shown = cli_invoke("party", "show", "cesi").stdout
    assert "role          editor of wg from 1 August 2016" in shown
    assert "owes          T-1" in shown


def test_party_list_finds_chinese_names(cli_invoke: Invoke) -> None:
    """--text finds a name in another language."""
    cli_invoke("party", "add", "pboc", "--name", "People's Bank", "--name-in", "zh-Hans=中国人民银行")

    assert cli_invoke("party", "list", "--text", "银行", "--format", "csv").stdout == (
        "key,kind,name,affiliation,description\npboc,organisation,People's Bank,,\n"
    )


def test_party_kind_is_checked(cli_invoke: Invoke) -> None:
    """A kind of party that there is not is refused with the closest."""
    refused = cli_invoke("party", "add", "li", "--name", "Li", "--kind", "persn", code=2).stderr

    assert refused == "wgtrack: there is no kind of party 'persn'; did you mean person?\n"


def test_role_add_makes_its_key(cli_invoke: Invoke) -> None:
    """A role is given in the order of a sentence, and its key is made."""
    said = cli_invoke("role", "add", "cesi", "chair", "wg", "--since", "2016-08-01").stdout

    assert said == "cesi is chair of wg from 1 August 2016; its key is wg:chair:cesi\n"


def test_role_edit_ends_a_role(cli_invoke: Invoke) -> None:
    """A role is ended by its key."""
    cli_invoke("role", "add", "cesi", "chair", "wg")

    assert cli_invoke("role", "edit", "wg:chair:cesi", "--until", "2016-12-31").stdout == (
        "role wg:chair:cesi changed\n  until: 31 December 2016\n"
    )


def test_area_list_has_progress(cli_invoke: Invoke) -> None:
    """Areas are listed with how many of their items are done."""
    cli_invoke("task", "done", "T-1")

    assert "trends  Trends  wg     1      1     100%" in cli_invoke("area", "list").stdout


def test_sort_by_a_column(cli_invoke: Invoke) -> None:
    """Lists of records are sorted by any of their columns."""
    cli_invoke("area", "add", "alpha", "--title", "Zebra")

    found = json.loads(cli_invoke("area", "list", "--sort", "-title", "--format", "json").stdout)
    assert [area["key"] for area in found] == ["alpha", "trends"]


def test_event_add_names_its_day(cli_invoke: Invoke) -> None:
    """Adding an event says on which weekday it starts: 21 November 2016 is a Monday."""
    said = cli_invoke("event", "add", "call", "--title", "Call", "--starts", "plenary + 1w").stdout

    assert said == "event call added: Call, on Monday 21 November 2016\n"


def test_event_move_prints_every_deadline(cli_invoke: Invoke) -> None:
    """From Monday 14 to Monday 21 November everything moves by five working days."""
    said = cli_invoke(
        *("event", "move", "plenary", "--starts", "2016-11-21", "--ends", "2016-11-23", "--why", "the hall is taken")
    ).stdout

    assert said == (
        "plenary moved\n"
        "  plenary  starts  Mon 14 Nov 2016 -> Mon 21 Nov 2016  5 wd later\n"
        "  plenary  ends    Wed 16 Nov 2016 -> Wed 23 Nov 2016  5 wd later\n"
        "1 deadline moved with it (wd: working days)\n"
        "  T-1  target  Fri 11 Nov 2016 -> Fri 18 Nov 2016  5 wd later\n"
    )


def test_event_move_asks_for_a_reason(cli_invoke: Invoke) -> None:
    """An event is not moved without --why, not even earlier."""
    refused = cli_invoke("event", "move", "plenary", "--starts", "2016-11-10", code=2).stderr

    assert refused == "wgtrack: moving 'plenary' needs a reason; give it with --why\n"


def test_event_move_to_where_it_is(cli_invoke: Invoke) -> None:
    """An event that is there already moves nothing."""
    said = cli_invoke("event", "move", "plenary", "--starts", "2016-11-14", "--why", "again").stdout

    assert said == "plenary is on these dates already; no deadline moved\n"


def test_event_show_names_what_hangs_on_it(cli_invoke: Invoke) -> None:
    """An event's sheet names the work whose dates depend on it."""
    assert "depend on it  T-1" in cli_invoke("event", "show", "plenary").stdout


def test_event_drop_is_listed_as_dropped(cli_invoke: Invoke) -> None:
    """A dropped event stays in the list and says so."""
    cli_invoke("event", "drop", "plenary", "--why", "called off")

    assert "Plenary (dropped)" in cli_invoke("event", "list").stdout


def test_deliverable_advances_and_reaches_milestones(cli_invoke: Invoke) -> None:
    """Entering a stage prints the milestone that is reached by it."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper", "--target", "2016-12-01")
    cli_invoke("task", "add", "M-1", "--title", "Outline agreed", "--reached-by", "paper@outline")

    assert cli_invoke("deliverable", "advance", "paper", "outline", "--on", "2016-10-31").stdout == (
        "paper entered outline on 31 October 2016\nM-1 done on 31 October 2016: Outline agreed\n"
    )


def test_deliverable_may_not_jump(cli_invoke: Invoke) -> None:
    """A stage that may not follow is refused, with those that may."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")
    cli_invoke("deliverable", "advance", "paper", "outline")

    refused = cli_invoke("deliverable", "advance", "paper", "published", code=2).stderr
    assert refused == "wgtrack: 'paper' may not enter published from outline; it may enter drafting\n"


def test_deliverable_says_when_it_is_finished(cli_invoke: Invoke) -> None:
    """The last stage finishes it: on Tuesday 1 November, one working day before Wednesday 2."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper", "--target", "2016-11-02", "--due-stage", "outline")

    said = cli_invoke("deliverable", "advance", "paper", "outline").stdout
    assert said == "paper entered outline on 1 November 2016\npaper done on 1 November 2016, 1 working day early\n"


def test_deliverable_plan_names_the_day(cli_invoke: Invoke) -> None:
    """A planned stage is said with its date."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")

    assert cli_invoke("deliverable", "plan", "paper", "review", "plenary - 1wd").stdout == (
        "paper is planned to enter review by 11 November 2016 (plenary - 1wd)\n"
    )


def test_calendar_of_ones_own(cli_invoke: Invoke) -> None:
    """A calendar of one's own has its weekend, days off and days worked."""
    cli_invoke("calendar", "add", "office", "--weekend", "Fri,Sat", "--off", "2016-11-07=Move", "--work", "2016-11-11")

    shown = json.loads(cli_invoke("calendar", "show", "office", "--format", "json").stdout)
    assert (shown["weekend"], shown["off"], shown["work"]) == ([4, 5], [["2016-11-07", "Move"]], [["2016-11-11", ""]])


def test_calendar_edit_prints_what_moves(cli_invoke: Invoke) -> None:
    """A day off on Friday 11 November moves the working day before Monday 14 to Thursday 10."""
    said = cli_invoke("calendar", "edit", "CN", "--off", "2016-11-11=Singles' Day").stdout

    assert "T-1  target  Fri 11 Nov 2016 -> Thu 10 Nov 2016" in said


def test_calendar_edit_takes_a_day_out(cli_invoke: Invoke) -> None:
    """--plain lets a day follow the plain week again: Sunday 9 October 2016 is no make-up day any more."""
    cli_invoke("calendar", "edit", "CN", "--plain", "2016-10-09")

    listed = cli_invoke("calendar", "days", "CN", "--from", "2016-10-01", "--to", "2016-10-10").stdout
    assert "2016-10-08  Sat" in listed
    assert "2016-10-09  Sun" not in listed


def test_calendar_days_counts_working_days(cli_invoke: Invoke) -> None:
    """From 15 to 18 September 2016 (Mid-Autumn) only Sunday 18, a make-up day, is worked."""
    listed = cli_invoke("calendar", "days", "CN", "--from", "2016-09-15", "--to", "2016-09-18").stdout

    assert "2016-09-18  Sun      work" in listed
    assert listed.endswith("1 working day from 15 September 2016 to 18 September 2016\n")


def test_calendar_refresh_without_news(cli_invoke: Invoke) -> None:
    """Looking up the same days again changes nothing, and says so."""
    assert cli_invoke("calendar", "refresh").stdout == "every day is as it was; nothing was changed\n"


def test_lifecycles_are_shown_without_a_record(cli_invoke: Invoke) -> None:
    """What comes with wgtrack is shown where there is no database yet."""
    shown = cli_invoke("lifecycle", "show", "white-paper", "--db", "none.db").stdout

    assert "review     Review     approval drafting" in shown


def test_lifecycle_list_marks_those_on_record(cli_invoke: Invoke) -> None:
    """A lifecycle is on record once a deliverable uses it."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")

    listed = json.loads(cli_invoke("lifecycle", "list", "--format", "json").stdout)
    assert {"3gpp-spec", "ietf", "iso", "w3c", "w3c-2025", "white-paper"} <= {one["key"] for one in listed}
    rows = cli_invoke("lifecycle", "list", "--format", "csv").stdout.splitlines()
    assert any(row.startswith("white-paper,White paper,6,,,yes,") for row in rows)


def test_calendar_of_the_group_without_a_key(cli_invoke: Invoke) -> None:
    """'calendar show' without a key shows the calendar that the group lives by."""
    assert cli_invoke("calendar", "show").stdout.startswith("CN  China\n")


def test_group_show_has_areas_and_roles(cli_invoke: Invoke) -> None:
    """A group's sheet names its areas and who has which role."""
    cli_invoke("role", "add", "cesi", "editor", "wg")

    shown = cli_invoke("group", "show", "wg").stdout
    assert "editor        cesi\nareas         trends\n" in shown


def test_area_show_has_its_work(cli_invoke: Invoke) -> None:
    """An area's sheet names the work that is owed in it."""
    assert "owed          T-1" in cli_invoke("area", "show", "trends").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--off", "2016-12-30=Agreed closing"), "own days      2016-12-30 off Agreed closing"),
        (("--work", "2016-12-31=Instead"), "own days      2016-12-31 worked Instead"),
        (("--plain", "2016-10-03"), "own days      2016-10-03 plain"),
        (("--plain", "2016-11-10"), "own days      2016-11-10 plain"),
        (("--weekend", "Fri,Sat"), "weekend       Fri, Sat, as decided by the group"),
        (("--weekend", "Sat,Sun"), "weekend       Sat, Sun, as decided by the group"),
        (("--note", "as agreed"), "note          as agreed"),
    ],
)
def test_what_calendar_edit_changed_survives_a_refresh(cli_invoke: Invoke, words: tuple[str, ...], told: str) -> None:
    """A day, a weekend or a note of the group's own, be it so already, is there after a refresh, and the refresh says nothing."""
    assert cli_invoke("calendar", "edit", "CN", *words, "--why", "agreed").stdout.startswith("calendar CN changed\n")
    assert cli_invoke("calendar", "refresh").stdout == "every day is as it was; nothing was changed\n"
    assert told in cli_invoke("calendar", "show", "CN").stdout


def test_the_weekend_of_the_country_comes_back(cli_invoke: Invoke) -> None:
    """'--weekend country' takes a group's own weekend away; a calendar of no country has none to come back to."""
    cli_invoke("calendar", "edit", "CN", "--weekend", "Fri,Sat")
    cli_invoke("calendar", "edit", "CN", "--weekend", "country")
    assert "weekend       Sat, Sun\n" in cli_invoke("calendar", "show", "CN").stdout
    cli_invoke("calendar", "add", "office")
    assert "of no country" in cli_invoke("calendar", "edit", "office", "--weekend", "country", code=2).stderr
    assert "of no country" in cli_invoke("calendar", "add", "other", "--weekend", "country", code=2).stderr


@pytest.mark.parametrize("key", ["DE-BE", "de-be", "DEU-Berlin"])
def test_days_of_a_country_that_is_not_on_record(cli_invoke: Invoke, key: str) -> None:
    """The days of a country that no group follows are looked up, and it is said that they are not on record."""
    asked = cli_invoke("calendar", "days", key, "--from", "2016-12-24", "--to", "2016-12-31")
    assert "2016-12-26  Mon      off  Zweiter Weihnachtstag" in asked.stdout
    assert "'DE-BE' is not on record" in asked.stderr
    assert "Germany, Berlin" in cli_invoke("calendar", "show", key).stdout


def test_a_calendar_on_record_is_found_however_its_country_is_written(cli_invoke: Invoke) -> None:
    """'cn' is the calendar CN of the record, with the group's own days in it."""
    cli_invoke("calendar", "edit", "CN", "--off", "2016-12-30=Agreed closing")
    asked = cli_invoke("calendar", "days", "cn", "--from", "2016-12-30", "--to", "2016-12-30")
    assert "Agreed closing" in asked.stdout
    assert asked.stderr == ""


def test_event_show_lists_all_that_depends_on_it(cli_invoke: Invoke) -> None:
    """Targets, planned stages, days before which work cannot start, other events, what waits for it and what serves it."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper", "--serves", "plenary")
    cli_invoke("deliverable", "plan", "paper", "review", "plenary - 10wd")
    cli_invoke("task", "add", "T-2", "--title", "Booth", "--not-before", "plenary + 1d", "--after", "plenary")
    cli_invoke("event", "add", "dinner", "--title", "Dinner", "--starts", "plenary + 1d")
    cli_invoke("task", "add", "T-3", "--title", "Thanks", "--target", "dinner + 1d")

    shown = cli_invoke("event", "show", "plenary").stdout
    assert "depend on it  dinner, paper (@review), T-1, T-2 (not before)\n" in shown
    assert "through them  T-3\n" in shown
    assert "wait for it   T-2\n" in shown
    assert "serve it      paper\n" in shown


def test_event_move_and_drop_tell_of_stages_and_starts(cli_invoke: Invoke) -> None:
    """Ten working days before Monday 14 November 2016 are Monday 31 October, a week later Monday 7 November."""
    cli_invoke("task", "move", "T-1", "--target", "", "--why", "no promise")
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")
    cli_invoke("deliverable", "plan", "paper", "review", "plenary - 10wd")
    cli_invoke("task", "add", "T-2", "--title", "Booth", "--not-before", "plenary + 1d")

    moved = cli_invoke(
        "event", "move", "plenary", "--starts", "2016-11-21", "--ends", "2016-11-23", "--why", "x"
    ).stdout
    assert "2 deadlines moved with it (wd: working days)\n" in moved
    assert "  paper  @review     Mon 31 Oct 2016 -> Mon  7 Nov 2016  5 wd later\n" in moved
    assert "  T-2    not before  Tue 15 Nov 2016 -> Tue 22 Nov 2016  5 wd later\n" in moved

    cli_invoke("event", "drop", "plenary", "--why", "called off")
    found = cli_invoke("check").stdout
    assert "'Paper' has its stage review by plenary, which was dropped" in found
    assert "'Booth' cannot start before plenary, which was dropped" in found


def test_finishing_tells_what_moves_with_it(cli_invoke: Invoke) -> None:
    """What is due so long after a task moves when the task is done on another day than it was due."""
    cli_invoke("task", "add", "T-2", "--title", "Next", "--target", "T-1 + 1w")
    assert "1 deadline moved with it (wd: working days)\n  T-2  target  Fri 18 Nov 2016 -> " in (
        cli_invoke("task", "done", "T-1").stdout
    )
