"""A record out as JSON Lines and in again: the same to the last byte, at every instant; anything else is refused."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wgtrack
from tests.store.helpers import tamper
from tests.strategies import unhurried
from wgtrack import (
    Deliverable,
    Event,
    Group,
    ImportedFileError,
    InputError,
    OutputError,
    StoreError,
    Task,
    Tracker,
    WgtrackError,
)
from wgtrack.errors import StoreDamagedError
from wgtrack.formats import FORMATS
from wgtrack.tracker.exchange import Imported

Lines = list[bytes]


def exported(tracker: Tracker) -> bytes:
    """The export of a record."""
    stream = BytesIO()
    tracker.export(stream)
    return stream.getvalue()


def lines_of(tracker: Tracker) -> Lines:
    """The lines of the export of a record."""
    return exported(tracker).splitlines(keepends=True)


def imported(folder: Path, lines: Iterable[bytes]) -> Tracker:
    """The record that these lines are read into."""
    source, path = folder / "source.jsonl", folder / "imported.db"
    source.write_bytes(b"".join(lines))
    path.unlink(missing_ok=True)
    wgtrack.import_record(source, path)
    return wgtrack.open(path, by="me", create=False)


def refused(folder: Path, lines: Iterable[bytes]) -> list[str]:
    """The problems that these lines are refused with, without the file's name."""
    with pytest.raises(ImportedFileError) as error:
        imported(folder, lines)
    assert [path.name for path in folder.iterdir() if path.name.startswith("imported.db")] == []
    return [str(problem).partition("source.jsonl:")[2] for problem in error.value.problems]


def changed(line: bytes, **members: Any) -> bytes:
    """A line with other members; without those that are None."""
    plain = {**json.loads(line), **members}
    kept = {name: value for name, value in plain.items() if value is not None or name == "new"}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


@pytest.fixture
def group_2016() -> Iterator[Tracker]:
    """The group of 2016 with its past, to which something was done, taken back and done again."""
    with wgtrack.open(":memory:", by="secretary") as tracker:
        tracker.load("china-blockchain-2016")
        tracker.edit("TR-1", note="line one\nline two; 第三行 \u202e")
        tracker.add(Task(key="TR-99", title="Not needed", group="white-paper-wg"))
        tracker.undo()
        tracker.undo(tracker.log()[-1].step)
        yield tracker


def test_a_round_trip_gives_the_same_export(tmp_path: Path, group_2016: Tracker) -> None:
    """What was exported and imported exports to the same bytes, hashes included, and so has the same head."""
    with imported(tmp_path, [exported(group_2016)]) as copy:
        assert exported(copy) == exported(group_2016)
        assert copy.head() == group_2016.head()


def test_a_round_trip_gives_the_same_record_at_every_instant(tmp_path: Path, group_2016: Tracker) -> None:
    """The whole past is there: at every instant at which something changed, the imported record is as the exported one was."""
    with imported(tmp_path, [exported(group_2016)]) as copy:
        assert copy.log() == group_2016.log()
        for instant in sorted({entry.at for entry in group_2016.log()}):
            assert copy.programme(instant) == group_2016.programme(instant)


def test_an_imported_record_goes_on(tmp_path: Path, group_2016: Tracker) -> None:
    """What was imported can be changed, and its steps undone, as if it had been written here."""
    with imported(tmp_path, [exported(group_2016)]) as copy:
        copy.edit("TR-1", title="Other")
        copy.undo()
        assert copy.programme() == group_2016.programme()


_KEYS = st.sampled_from(("A", "B", "C"))
_DOINGS: dict[str, Callable[[Tracker, str, int], object]] = {
    "add": lambda tracker, key, number: tracker.add(Task(key=key, title=f"Task {number}", group="wg")),
    "edit": lambda tracker, key, number: tracker.edit(key, note=f"Note {number}", tags=[f"t{number}"]),
    "start": lambda tracker, key, _: tracker.start(key, why="again"),
    "progress": lambda tracker, key, number: tracker.progress(key, number),
    "done": lambda tracker, key, _: tracker.done(key),
    "wait": lambda tracker, key, number: tracker.wait(key, f"Office {number}"),
    "resume": lambda tracker, key, _: tracker.resume(key),
    "drop": lambda tracker, key, _: tracker.drop(key, why="no more"),
    "move": lambda tracker, key, number: tracker.move(key, target=f"summit - {number}wd", why="so"),
    "event": lambda tracker, _, number: tracker.move_event(
        "summit", starts=f"2016-09-{number % 28 + 1:02}", why="hall"
    ),
    "undo": lambda tracker, _key, _number: tracker.undo(),
    "undo_step": lambda tracker, _, number: tracker.undo(number),
}
DOINGS = st.lists(st.tuples(st.sampled_from(sorted(_DOINGS)), _KEYS, st.integers(1, 40)), max_size=25)


@settings(unhurried, max_examples=25)
@given(DOINGS)
def test_any_history_makes_the_round_trip(doings: list[tuple[str, str, int]]) -> None:
    """Whatever was done, undone and done again, its export is imported, and exports to the same bytes."""
    with (
        TemporaryDirectory() as folder,
        time_machine.travel("2016-08-22T12:00:00+08:00") as clock,
        wgtrack.open(":memory:", by="me") as tracker,
    ):
        tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai"))
        tracker.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19"))
        for verb, key, number in doings:
            clock.shift(number * 3600)
            try:
                _DOINGS[verb](tracker, key, number)
            except WgtrackError:
                continue
        with imported(Path(folder), [exported(tracker)]) as copy:
            assert exported(copy) == exported(tracker)
            assert copy.programme() == tracker.programme()


@pytest.fixture
def reporting(tracker: Tracker, clock: time_machine.Traveller) -> Tracker:
    """The small group with two reports issued; between them the first was taken back, and the taking back too."""
    tracker.issue()
    tracker.undo()
    tracker.undo(tracker.log()[-1].step)
    clock.shift(60)
    tracker.progress("T-1", 40)
    tracker.issue(language="zh-Hans", note="to the ministry")
    return tracker


def documents_of(tracker: Tracker) -> list[bytes]:
    """The files of all issued reports, byte for byte."""
    return [
        tracker.document(report.number, format=name) for report in tracker.reports() for name, _ in report.documents
    ]


def test_issued_reports_make_the_round_trip(tmp_path: Path, reporting: Tracker) -> None:
    """A record with issued reports exports to the same bytes after it was imported."""
    with imported(tmp_path, [exported(reporting)]) as copy:
        assert exported(copy) == exported(reporting)


def test_what_was_issued_is_given_back_after_an_import(tmp_path: Path, reporting: Tracker) -> None:
    """Each file of two reports in all formats has the same bytes."""
    with imported(tmp_path, [exported(reporting)]) as copy:
        assert len(documents_of(copy)) == 2 * len(FORMATS)
        assert documents_of(copy) == documents_of(reporting)


def test_files_stand_behind_their_report_in_the_order_of_formats(tmp_path: Path, tracker: Tracker) -> None:
    """The lines of an issue are its entry, and a line for each format, by name."""
    before = lines_of(tracker)
    report = tracker.issue()
    entry, *files = map(json.loads, lines_of(tracker)[len(before) :])
    assert entry["key"] == "wg:report:1"
    assert [file["file"] for file in files] == [hashed for _, hashed in sorted(report.documents)]


def test_each_file_is_written_once(reporting: Tracker) -> None:
    """A report that was taken back and put back brings its files once."""
    files = [plain["file"] for plain in map(json.loads, lines_of(reporting)) if "file" in plain]
    assert len(files) == len(set(files)) == 2 * len(FORMATS)


def test_an_issue_adds_lines_to_the_end(tracker: Tracker) -> None:
    """With files of reports too, a later export is the earlier one with lines added."""
    tracker.issue()
    before = exported(tracker)
    tracker.issue(language="zh-Hans")
    assert exported(tracker).startswith(before)


def test_lines_of_problems_count_the_files(tmp_path: Path, reporting: Tracker) -> None:
    """What does not fit together in the end is told by the line of its entry, also behind lines of files."""
    lines = [changed(line, hash=None) if b'"number":' in line[:2000] else line for line in lines_of(reporting)]
    (place,) = (place for place, line in enumerate(lines) if b'"percent":40' in line)
    lines[place] = changed(lines[place], new={**json.loads(lines[place])["new"], "owners": ["nobody"]})
    (problem,) = refused(tmp_path, lines)
    assert problem == (f"{place + 1}: the task 'T-1': there is no party 'nobody'; mend it where it was exported from")


@pytest.mark.parametrize("which", [0, -1])
def test_no_file_can_be_left_out(tmp_path: Path, tracker: Tracker, which: int) -> None:
    """Without the line of any of its files, the report is refused."""
    before = len(lines_of(tracker))
    report = tracker.issue()
    lines = lines_of(tracker)
    lines.pop(range(before + 1, len(lines))[which])
    (problem,) = refused(tmp_path, lines)
    hashed = report.documents[which][1]
    assert problem.startswith(f"{before + 1}: the file {hashed} of the report 'wg:report:1' is missing behind it")


def test_a_record_whose_file_is_lost_is_not_exported(tmp_path: Path) -> None:
    """Where a file of an issued report is missing, the export says so and what to do, and what was there stays."""
    path, out = tmp_path / "wg.db", tmp_path / "record.jsonl"
    out.write_text("an older export")
    with wgtrack.open(path, by="me") as tracker:
        tracker.add(Group(key="wg", name="Group"))
        tracker.issue()
    tamper(path, "DELETE FROM documents")
    with (
        wgtrack.open(path) as tracker,
        pytest.raises(
            StoreDamagedError, match=r"of an issued report is missing; look into it with wgtrack.doctor.examine"
        ),
    ):
        tracker.export(out)
    assert out.read_text() == "an older export"


def test_a_later_export_is_the_earlier_one_with_lines_added(tracker: Tracker) -> None:
    """A change adds its lines to the end, and leaves all others as they are: what git shows is just the change."""
    before = exported(tracker)
    tracker.progress("T-1", 40)
    after = exported(tracker)
    assert after.startswith(before)
    assert after[len(before) :].count(b"\n") == 1


def test_a_file_gets_what_a_stream_gets(tmp_path: Path, tracker: Tracker) -> None:
    """Exporting to a file replaces what is there with the same bytes that a stream gets; the number of entries is told.

    They are calendar, group, party, area, event, lifecycle, deliverable, task and milestone.
    """
    path = tmp_path / "record.jsonl"
    path.write_text("an older export")
    assert tracker.export(path) == len(tracker.log()) == 9
    assert path.read_bytes() == exported(tracker)


def test_an_export_that_cannot_be_written_leaves_what_was_there(tmp_path: Path, tracker: Tracker) -> None:
    """Where a link stands for the file, it is not followed, and nothing is written."""
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "other.jsonl")
    with pytest.raises(OutputError, match="links are not followed"):
        tracker.export(tmp_path / "link.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["link.jsonl"]


def test_an_export_is_of_one_state(tmp_path: Path) -> None:
    """What others write while a record is exported is not in the export."""
    with wgtrack.open(tmp_path / "wg.db", by="me") as mine, wgtrack.open(tmp_path / "wg.db", by="you") as yours:
        mine.add(Group(key="wg", name="Group"))
        before = exported(mine)

        class WritesMeanwhile(BytesIO):
            def write(self, line: Any) -> int:
                if self.tell():  # the header is there
                    yours.edit("wg", note=str(self.tell()))
                return super().write(line)

        stream = WritesMeanwhile()
        mine.export(stream)
        assert stream.getvalue() == before
        assert len(exported(mine)) > len(before)


def test_a_record_is_read_into_a_file_with_nothing_on_record(tmp_path: Path, tracker: Tracker) -> None:
    """A file that was made and never written to will do."""
    source, path = tmp_path / "source.jsonl", tmp_path / "wg.db"
    tracker.export(source)
    wgtrack.open(path).close()
    assert wgtrack.import_record(source, path) == Imported(entries=9, records=9)
    with wgtrack.open(path) as copy:
        assert exported(copy) == source.read_bytes()


def test_a_file_with_nothing_on_record_stays_so_if_the_import_fails(tmp_path: Path, tracker: Tracker) -> None:
    """Of an import that fails at its last line, nothing is left."""
    source, path = tmp_path / "source.jsonl", tmp_path / "wg.db"
    source.write_bytes(exported(tracker) + b"{}\n")
    wgtrack.open(path).close()
    with pytest.raises(ImportedFileError):
        wgtrack.import_record(source, path)
    with wgtrack.open(path) as copy:
        assert copy.log() == ()
        assert copy.head() is None


def test_a_record_is_never_mixed_with_another(tmp_path: Path, tracker: Tracker) -> None:
    """A file that has something on record already is refused, and stays as it is."""
    source, path = tmp_path / "source.jsonl", tmp_path / "wg.db"
    tracker.export(source)
    with wgtrack.open(path, by="me") as other:
        other.add(Group(key="other", name="Other"))
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"there is a record in it already; import into a new file"):
        wgtrack.import_record(source, path)
    assert path.read_bytes() == before


def test_another_programs_file_is_left_alone(tmp_path: Path, tracker: Tracker) -> None:
    """A file that is no record is refused as it is when it is opened."""
    tracker.export(tmp_path / "source.jsonl")
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(StoreError, match="not a database"):
        wgtrack.import_record(tmp_path / "source.jsonl", tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "notes"


@pytest.mark.parametrize("source", ["nowhere.jsonl", ".", "a\0b"])
def test_a_source_that_cannot_be_read_is_told(tmp_path: Path, source: str) -> None:
    """A missing file, a folder and what names no file end in one line, and no record is made."""
    with pytest.raises(InputError, match="the file cannot be read") as error:
        wgtrack.import_record(f"{tmp_path}/{source}", tmp_path / "wg.db")
    assert str(error.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_no_byte_of_an_export_can_be_changed(tmp_path: Path, tracker: Tracker) -> None:
    """With any one byte changed, a file is refused: the hashes are over everything that it says."""
    whole = exported(tracker)
    dice = random.Random(1)  # noqa: S311 - dice, not secrets
    for _ in range(150):
        place = dice.randrange(len(whole))
        other = bytes([dice.choice([byte for byte in b'x0",}\xe4' if byte != whole[place]])])
        assert refused(tmp_path, [whole[:place], other, whole[place + 1 :]])


def test_a_changed_line_is_named(tmp_path: Path, tracker: Tracker) -> None:
    """Where someone else is made the author of a change, the line of that change is told."""
    lines = lines_of(tracker)
    lines[4] = changed(lines[4], by="mallory")
    (problem,) = refused(tmp_path, lines)
    assert problem.startswith("5: the entry's hash does not fit: it or an entry before it was changed")


def test_lines_cannot_be_left_out_or_moved(tmp_path: Path, tracker: Tracker) -> None:
    """A line that is missing, twice there, or in another place is told."""
    first, *lines = lines_of(tracker)
    assert refused(tmp_path, [first, *lines[:2], *lines[3:]])[0].startswith("4: the entry's number is 4, where 3")
    assert refused(tmp_path, [first, lines[0], *lines])[0].startswith("3: the entry's number is 1, where 2")
    assert refused(tmp_path, [first, lines[1], lines[0], *lines[2:]])[0].startswith(
        "2: the entry's number is 2, where 1"
    )
    assert refused(tmp_path, lines)[0].startswith("1: the file does not begin with the header")


def test_an_earlier_part_is_the_earlier_record(tmp_path: Path, tracker: Tracker) -> None:
    """A file that was cut between two lines is the record as it was then; only its head tells that there was more."""
    head = tracker.head()
    before = lines_of(tracker)
    tracker.progress("T-1", 40)
    with imported(tmp_path, lines_of(tracker)[: len(before)]) as copy:
        assert copy.head() == head


def test_hashes_may_be_left_out(tmp_path: Path, tracker: Tracker) -> None:
    """A file without hashes gets the same ones that it had."""
    first, *lines = lines_of(tracker)
    with imported(tmp_path, [first, *(changed(line, hash=None) for line in lines)]) as copy:
        assert exported(copy) == exported(tracker)


def test_hashes_may_not_be_left_out_of_some_lines(tmp_path: Path, tracker: Tracker) -> None:
    """A file with hashes in some lines was edited."""
    first, *lines = lines_of(tracker)
    without = [changed(line, hash=None) for line in lines]
    (problem,) = refused(tmp_path, [first, *lines[:2], *without[2:]])
    assert problem.startswith("4: the entry has no hash, and those before it have one")
    (problem,) = refused(tmp_path, [first, *without[:2], *lines[2:]])
    assert problem.startswith("4: the entry has a hash, and those before it have none")


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(
        ("", "wg", "T-1", "summit - 1wd", "T-1 + 1d", "2016-09-18", "9999-12-31", "active", "\x1b[2J", "5.0")
    )
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
_FIELDS = sorted({field.name for cls in (Task, Deliverable, Event, Group) for field in attrs.fields(cls)})


@settings(unhurried, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 9), st.sampled_from(_FIELDS), _VALUES)
def test_a_field_of_any_value_is_refused_or_harmless(
    tmp_path: Path, tracker: Tracker, line: int, field: str, value: Any
) -> None:
    """Whatever stands in a field of a file without hashes, it is refused, or what comes of it can be asked everything."""
    first, *lines = (changed(each, hash=None) if number else each for number, each in enumerate(lines_of(tracker)))
    record = {**json.loads(lines[line - 1])["new"], field: value}
    lines[line - 1] = changed(lines[line - 1], new=record)
    try:
        copy = imported(tmp_path, [first, *lines])
    except ImportedFileError as error:
        assert all(told.isprintable() for told in str(error).split("\n"))  # noqa: PT017 - what is refused depends on the value
        return
    with copy:
        assert copy.status().items
        copy.check()
        copy.schedule()


def test_a_record_too_long_to_be_read_again_is_not_stored(tracker: Tracker) -> None:
    """What no export could be imported with is refused when it is written; just under a million characters are not."""
    tags = [f"{number:04}{'n' * 986}" for number in range(1000)]
    with pytest.raises(InputError, match=r"the task 'T-1' cannot be stored: it has 1\d{6} characters"):
        tracker.edit("T-1", tags=[*tags, *(f"{tag}." for tag in tags[:20])])
    tracker.edit("T-1", tags=tags)


def test_the_longest_texts_make_the_round_trip(tmp_path: Path, tracker: Tracker) -> None:
    """A text of a hundred thousand characters comes back, be they escaped, of four bytes, or like JSON."""
    for text in ("\n" * 100_000, "\u200e" * 100_000, "😀" * 100_000, ",[{" * 33_333):
        tracker.edit("T-1", note=text)
    with imported(tmp_path, [exported(tracker)]) as copy:
        assert copy.programme() == tracker.programme()
