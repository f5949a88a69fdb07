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
    """The day before the record begins, there is nothing to report on, and the message says so."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(written(tmp_path, GROUP))
        with pytest.raises(InputError, match="there is no group on record at that instant"):
            tracker.status(at="2016-07-31")


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
    problems = "\n".join(caught.value.problems)
    assert (
        "group.toml: [[group]] wg, timezone: there is no time zone 'Asia/Shanghia'; did you mean Asia/Shanghai?"
        in problems
    )
    assert "group.toml: [[task]] T-1: there is no group 'wgg'" in problems
    assert "group.toml: [[party]] li: there is no party 'nobody'" in problems


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
    assert [problem.split(": ", 1)[1] for problem in caught.value.problems] == [
        "[[change]] 2016-08-09 move T-1: moving the target of 'T-1' later needs a reason; give it with --why (why= in Python)",
        "[[change]] 2016-08-20 resume T-1: 'T-1' waits for nobody; record who has the ball with 'wait'",
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
