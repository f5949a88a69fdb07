"""Loading a file: whole or not at all, and twice is as good as once."""

from pathlib import Path

import pytest

import wgtrack
from wgtrack import SeedError
from wgtrack.errors import InputError

GROUP = """
title = "Small group"
recorded = 2016-08-01
by = "secretary"

[[group]]
key = "wg"
name = "Small group"
timezone = "Asia/Shanghai"

[[task]]
key = "T-1"
title = "First"
group = "wg"
target = "2016-08-10"
estimate = 5

[[change]]
at = 2016-08-02
by = "li"
do = "start"
key = "T-1"

[[change]]
at = 2016-08-09
by = "li"
why = "waiting for comments"
do = "move"
key = "T-1"
target = "2016-08-20"

[[change]]
at = 2016-08-19
do = "done"
key = "T-1"
"""


def written(folder: Path, text: str) -> Path:
    """The text as a file in a folder."""
    path = folder / "group.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_brings_its_past(tmp_path: Path) -> None:
    """Each day shows the record as the file says it was then, and who did what."""
    with wgtrack.open(":memory:", by="me") as tracker:
        loaded = tracker.load(written(tmp_path, GROUP))
        states = [tracker.programme(day).tasks["T-1"].state for day in ("2016-08-01", "2016-08-02", "2016-08-19")]
        log = [(entry.action, entry.by, entry.why) for entry in tracker.log("T-1")]
    assert states == ["open", "active", "done"]
    assert (loaded.added, loaded.kept, loaded.changes) == (("wg", "T-1"), (), 3)
    assert log == [
        ("load", "secretary", None),
        ("start", "li", None),
        ("move", "li", "waiting for comments"),
        ("done", "secretary", None),
    ]


def test_before_the_file_begins_there_is_no_group(tmp_path: Path) -> None:
    """The day before the record begins, there is nothing to report on or to check, and the message names its first day."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(written(tmp_path, GROUP))
        for question in (tracker.status, tracker.check):
            with pytest.raises(InputError, match=r"the record begins on 2016-08-01, .*with at="):
                question(at="2016-07-31")


def test_loading_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    """The second load keeps everything and writes no journal entry."""
    path = written(tmp_path, GROUP)
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(path)
        before = tracker.log()
        again = tracker.load(path)
        assert tracker.log() == before
    assert (again.added, again.kept, again.changes) == ((), ("wg", "T-1"), 0)


def test_loading_again_adds_what_is_new_and_keeps_what_was_changed(tmp_path: Path) -> None:
    """A longer file adds its new task; the title edited meanwhile stays."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(written(tmp_path, GROUP))
        tracker.edit("T-1", title="Mine")
        longer = GROUP + '\n[[task]]\nkey = "T-2"\ntitle = "Second"\ngroup = "wg"\n'
        assert tracker.load(written(tmp_path, longer)).added == ("T-2",)
        assert tracker.programme().tasks["T-1"].title == "Mine"


def test_a_file_with_mistakes_is_refused_whole_with_all_of_them(tmp_path: Path) -> None:
    """Three mistakes in three records: all are told with file, table and key, and nothing is loaded."""
    text = GROUP.replace('group = "wg"', 'group = "wgg"').replace(
        'timezone = "Asia/Shanghai"', 'timezone = "Asia/Shanghia"'
    )
    text += '\n[[party]]\nkey = "li"\nname = "Li"\naffiliation = "nobody"\n'
    with wgtrack.open(":memory:", by="me") as tracker:
        with pytest.raises(SeedError) as caught:
            tracker.load(written(tmp_path, text))
        assert tracker.log() == ()
    problems = "\n".join(map(str, caught.value.problems))
    assert (
        "group.toml: [[group]] wg, timezone: there is no time zone 'Asia/Shanghia'; did you mean Asia/Shanghai?"
        in problems
    )
    assert "group.toml: [[task]] T-1: there is no group 'wgg'" in problems
    assert "group.toml: [[party]] li: there is no party 'nobody'" in problems


OWN = """\
title = "Own rules"
[[group]]
key = "wg"
name = "Group"
calendar = "office"
[[deliverable]]
key = "letter-1"
title = "Letter"
group = "wg"
lifecycle = "letter"
target = "2016-10-10 - 1wd"
[[calendar]]
key = "office"
weekend = [4, 5]
off = { 2016-10-09 = "office closed" }
[[lifecycle]]
key = "letter"
title = "Letter to the ministry"
[[lifecycle.stage]]
code = "draft"
title = "Draft"
next = ["signed"]
[[lifecycle.stage]]
code = "signed"
title = "Signed"
outcome = "done"
"""


def test_a_file_brings_its_own_calendar_and_lifecycle(tmp_path: Path) -> None:
    """A group may live by a calendar, and its deliverable by a lifecycle, that stand in the same file, wherever they do."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(written(tmp_path, OWN))
        [letter] = tracker.status().items
        assert letter.target is not None
        assert str(letter.target.date) == "2016-10-06"  # 7 and 8 October are the weekend, the 9th is closed
        tracker.advance("letter-1", "draft")
        assert tracker.advance("letter-1", "signed").state == "done"


MISTAKES = """\
title = "Ten mistakes"
[[group]]
key = "wg"
name = "Group"
timezone = "Asia/Shanghia"
calendar = "XQ"
warning_days = -1
[[party]]
key = "li"
name = "Li\\u0007"
[[event]]
key = "summit"
title = "Summit"
group = "wg"
starts = "2016-09-19"
ends = "2016-09-18"
[[deliverable]]
key = "paper"
title = "Paper"
group = "wg"
lifecycle = "white"
target = "sumit - 1wd"
[[task]]
key = "T-1"
title = "One"
group = "wg"
owners = ["li", "lo"]
estimate = "9/5/1"
after = ["T-2"]
[[task]]
key = "T-2"
title = "Two"
group = "wg"
area = "nowhere"
after = ["T-1"]
"""


def test_mistakes_do_not_hide_each_other(tmp_path: Path) -> None:
    """A record with a mistake is still looked at for others, and so is all that names it; none is told twice."""
    with wgtrack.open(":memory:", by="me") as tracker:
        with pytest.raises(SeedError) as caught:
            tracker.load(written(tmp_path, MISTAKES))
        assert tracker.log() == ()
    told = [str(problem).removeprefix("group.toml: ").split(";")[0] for problem in caught.value.problems]
    assert sorted(told) == [
        "[[deliverable]] paper: there is no 'sumit' to hang a deadline on",
        "[[deliverable]] paper: there is no lifecycle 'white'",
        "[[event]] summit: the event 'summit' would end on 2016-09-18 before it starts on 2016-09-19",
        "[[group]] wg, timezone: there is no time zone 'Asia/Shanghia'",
        "[[group]] wg: the windows of group 'wg' are out of range",
        "[[group]] wg: there are no holidays on file for a country 'XQ'",
        "[[party]] li, name: the text has the control character U+0007 in it",
        "[[task]] T-1, estimate: the estimate 9/5/1 is out of order",
        "[[task]] T-1: the links would go round in a circle: T-1 -> T-2 -> T-1",
        "[[task]] T-1: there is no party 'lo'",
        "[[task]] T-2: there is no area 'nowhere'",
    ]


def test_a_past_that_cannot_have_been_is_refused_whole(tmp_path: Path) -> None:
    """All impossible changes are told together: a later target without a reason, and a change of nothing."""
    text = (
        GROUP.replace('why = "waiting for comments"\n', "")
        + '\n[[change]]\nat = 2016-08-20\ndo = "resume"\nkey = "T-1"\n'
    )
    with wgtrack.open(":memory:", by="me") as tracker:
        with pytest.raises(SeedError) as caught:
            tracker.load(written(tmp_path, text))
        assert tracker.log() == ()
    assert [str(problem).split(": ", 1)[1] for problem in caught.value.problems] == [
        "[[change]] 2016-08-09 move T-1: moving the target of 'T-1' later needs a reason; give it with why=...",
        "[[change]] 2016-08-20 resume T-1: 'T-1' waits for nobody; record whom it waits for with tracker.wait('T-1', ...)",
    ]


def test_a_key_that_another_kind_has_is_told(tmp_path: Path) -> None:
    """A file whose task has the key of a party on record is refused."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.add(wgtrack.Party(key="T-1", name="Tee One"))
        with pytest.raises(SeedError, match="the key is already taken by a party"):
            tracker.load(written(tmp_path, GROUP))


def test_a_load_that_was_undone_says_how_to_have_it_back(tmp_path: Path) -> None:
    """The past of an undone load is on record already; undoing the undo brings it back."""
    path = written(tmp_path, GROUP)
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(path)
        before = tracker.programme()
        undone = tracker.undo()
        with pytest.raises(InputError, match="its adding was undone; undo that undo"):
            tracker.load(path)
        tracker.undo(undone[0].step)
        assert tracker.programme() == before


def test_calendars_are_on_record_by_the_end_of_the_first_day(tmp_path: Path) -> None:
    """A file that begins on a day can be asked about at the end of that day: its group's calendar is there."""
    text = GROUP.replace('timezone = "Asia/Shanghai"', 'timezone = "Asia/Shanghai"\ncalendar = "CN"')
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(written(tmp_path, text))
        assert tracker.status(at="2016-08-01").items[0].working_days_left == 7
