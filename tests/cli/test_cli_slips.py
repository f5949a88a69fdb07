"""``baseline`` and ``slips``: what they print, as text and as JSON."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

Invoke: TypeAlias = Callable[..., Any]

ASKED = "the department asks to see the options before they go into the draft"
SEED = "seed file china-blockchain-2016; what is marked illustrative is invented"

pytestmark = pytest.mark.usefixtures("group_2016")


def test_a_baseline_is_saved_and_listed(cli_invoke: Invoke) -> None:
    """'save' says which record the name stands for, and 'list' has the note."""
    assert cli_invoke("baseline", "list").stdout == "no baseline is saved\n"
    said = cli_invoke("baseline", "save", "kick-off", "--at", "2016-08-22", "--note", "as agreed").stdout
    assert said == "baseline kick-off saved: the record of 22 August 2016\n"
    assert cli_invoke("baseline", "save", "now").stdout == (
        "baseline now saved: the record of 1 November 2016, 09:00 Asia/Shanghai\n"
    )

    assert cli_invoke("baseline", "list").stdout == (
        "NAME      RECORD OF               NOTE\n"
        "kick-off  2016-08-22              as agreed\n"
        "now       2016-11-01 09:00+08:00\n"
    )
    assert json.loads(cli_invoke("baseline", "list", "--format", "json").stdout) == [
        {"name": "kick-off", "at": "2016-08-22T23:59:59.999999+08:00", "note": "as agreed"},
        {"name": "now", "at": "2016-11-01T09:00:00+08:00", "note": None},
    ]


def test_slips_against_a_baseline(cli_invoke: Invoke) -> None:
    """The table has then, now, how far and why, what moved most in front, and counts what did not change."""
    cli_invoke("baseline", "save", "report-1", "--at", "2016-08-25")

    assert cli_invoke("slips", "--against", "report-1", "--at", "2016-08-30", "--group", "blockchain-wg").stdout == (
        "against report-1, the record of 25 August 2016\n"
        "\n"
        "KEY   THEN         NOW          MOVED       WHAT WAS DONE\n"
        f"RG-4  30 Aug 2016   6 Sep 2016  5 wd later  moved on 26 Aug 2016 by secretariat: {ASKED}\n"
        f"WP-7   1 Sep 2016   8 Sep 2016  5 wd later  RG-4 moved on 26 Aug 2016 by secretariat: {ASKED}\n"
        "TR-4  29 Aug 2016  29 Aug 2016              done on 29 Aug 2016\n"
        "KT-4  25 Aug 2016  25 Aug 2016              done on 29 Aug 2016, 2 wd late\n"
        "KT-5  29 Aug 2016  29 Aug 2016              done on 29 Aug 2016\n"
        "KT-8  August 2016  August 2016              done on 26 Aug 2016, 3 wd early\n"
        "KT-9   6 Sep 2016   6 Sep 2016              dropped on 30 Aug 2016 by secretariat: the first call brought "
        "enough candidates, and a second would end after the shortlist\n"
        "RG-3  31 Aug 2016  31 Aug 2016              done on 30 Aug 2016, 1 wd early\n"
        "\n"
        "2 moved later, 1 dropped, 5 done; 38 items as before\n"
    )


def test_slips_of_what_came_and_went(cli_invoke: Invoke) -> None:
    """What was added, taken back and taken off the record is told with who and why."""
    add = (
        "task",
        "add",
        "X-1",
        "--title",
        "Appendix",
        "--area",
        "writing",
        "--target",
        "2016-11-15",
        "--why",
        "asked for",
    )
    cli_invoke(*add)
    cli_invoke("task", "move", "WP-16", "--target", "", "--why", "x", code=2)  # it is done
    cli_invoke("task", "add", "X-2", "--title", "Index", "--area", "writing", "--target", "2016-11-16")
    cli_invoke("task", "move", "X-2", "--target", "", "--why", "nobody knows")
    said = cli_invoke("slips", "--against", "2016-10-31").stdout

    assert said == (
        "against the record of 2016-10-31\n"
        "\n"
        "KEY  NOW          WHAT WAS DONE\n"
        "X-1  15 Nov 2016  added on 1 Nov 2016 by tester: asked for\n"
        "X-2  no date      added on 1 Nov 2016 by tester; taken back on 1 Nov 2016 by tester: nobody knows\n"
        "\n"
        "2 added; 46 items as before\n"
    )


def test_slips_where_nothing_moved(cli_invoke: Invoke) -> None:
    """Without a slip there is no table."""
    assert cli_invoke("slips", "--against", "2016-10-31").stdout == (
        "against the record of 2016-10-31\n\nnothing moved; 46 items as before\n"
    )


def test_slips_against_the_first_promises(cli_invoke: Invoke) -> None:
    """Without a baseline each item is beside its own first promise."""
    said = cli_invoke("slips", "--at", "2016-09-10", "--group", "white-paper-wg").stdout.splitlines()

    assert said[0] == "against the first promise of each"
    assert said[3] == (
        f"WP-7   1 Sep 2016  13 Sep 2016  8 wd later  RG-4 moved on 26 Aug 2016 by secretariat: {ASKED}; "
        "RG-4 done on 9 Sep 2016 by secretariat"
    )


def test_slips_as_json(cli_invoke: Invoke) -> None:
    """All items are in the JSON, each with what was promised then and now and every move with its author and reason."""
    said = json.loads(cli_invoke("slips", "--against", "2016-08-22", "--at", "2016-09-05", "--format", "json").stdout)

    assert (said["wgtrack"], said["against"], len(said["slips"])) == (1, "2016-08-22", 46)
    [slip] = [slip for slip in said["slips"] if slip["key"] == "WP-7"]
    assert (slip["then"]["date"], slip["now"]["date"]) == ("2016-09-01", "2016-09-08")
    assert (slip["working_days"], slip["calendar_days"]) == (5, 7)
    [move] = slip["moves"]
    assert (move["given"]["by"], move["given"]["why"], move["given"]["key"]) == ("secretariat", ASKED, "RG-4")


def test_the_history_of_one_promise(cli_invoke: Invoke) -> None:
    """Each date has since when, by how much, by whom, why and through what; then what became of it."""
    assert cli_invoke("slips", "WP-7").stdout == (
        "SINCE                   DATE         MOVED       BY           WHY\n"
        f"2016-08-01 09:00+08:00   1 Sep 2016              secretariat  loaded: {SEED}\n"
        f"2016-08-26               8 Sep 2016  5 wd later  secretariat  RG-4 moved: {ASKED}\n"
        "2016-09-09              13 Sep 2016  3 wd later  secretariat  RG-4 done\n"
        "\n"
        "done on 12 September 2016, 1 working day early\n"
        "moved twice, by 8 working days (12 calendar days) later in all\n"
    )


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (
            ("RG-4",),
            ["done on 9 September 2016, 3 working days (3 calendar days) late", "moved once, by 5 working days"],
        ),
        (("white-paper",), ["done on 18 October 2016, 19 working days (30 calendar days) late", "never moved"]),
        (("white-paper", "--at", "2016-09-19"), ["open, 1 working day (1 calendar day) late", "never moved"]),
        (("white-paper", "--at", "2016-09-05"), ["open, for 18 September 2016", "never moved"]),
        (("KT-9",), ["dropped on 30 Aug 2016 by secretariat: the first call brought enough", "never moved"]),
        (
            ("TR-6",),
            ["done on 6 September 2016, on time", "moved once, by 1 working day (1 calendar day) earlier in all"],
        ),
        (("TR-7",), ["no date was ever promised for TR-7"]),
    ],
    ids=" ".join,
)
def test_what_became_of_a_promise(cli_invoke: Invoke, words: tuple[str, ...], last: list[str]) -> None:
    """The last lines say how it ended, and how far it moved in all."""
    said = cli_invoke("slips", *words).stdout.splitlines()

    assert all(line.startswith(start) for line, start in zip(said[-len(last) :], last, strict=True))


def test_the_history_of_one_promise_as_json(cli_invoke: Invoke) -> None:
    """Each promise has its date, the act that made it and what became of it."""
    said = json.loads(cli_invoke("slips", "RG-4", "--format", "json").stdout)

    assert (said["key"], [promise["became"] for promise in said["promises"]]) == ("RG-4", ["moved", "done_late"])
    last = said["promises"][-1]
    assert (last["deadline"]["date"], last["given"]["at"]) == ("2016-09-06", "2016-08-26T23:59:59.999999+08:00")
    assert (last["done_on"], last["working_days_late"]) == ("2016-09-09", 3)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("slips", "cesi"),
            "'cesi' is a party (China Electronics Standardization Institute (CESI)), which has no date",
        ),
        (("slips", "RG4"), "did you mean RG-4"),
        (
            ("slips", "RG-4", "--against", "2016-08-22"),
            "the history of 'RG-4' is shown as a whole; leave out --against",
        ),
        (
            ("slips", "--against", "kick-off"),
            "there is no baseline 'kick-off'; save one with 'wgtrack baseline save NAME'",
        ),
        (("slips", "--format", "csv"), "there is no format 'csv'"),
        (("baseline", "save", "soon", "--at", "2016-11-02"), "Wednesday 2 November 2016 is still to come"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_mistakes_say_the_next_step(cli_invoke: Invoke, words: tuple[str, ...], says: str) -> None:
    """What cannot be answered is one line, and exit code 2."""
    refused = cli_invoke(*words, code=2).stderr

    assert refused.count("\n") == 1
    assert says in refused
