"""The doctor: what it finds in a file, and the file it makes from the journal of another."""

import gzip
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from attrs import evolve

import wgtrack
from tests.store.helpers import database, tamper
from wgtrack import doctor
from wgtrack.dates.national_calendars import national_calendar
from wgtrack.doctor import chain_walk
from wgtrack.errors import (
    InputError,
    StoreDamagedError,
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreTooNewError,
)
from wgtrack.model.examination import Examination
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.sqlite import schema

PAGE = 4096
DATA = Path(__file__).parents[1] / "store" / "data"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Time stands still on 1 November 2016."""
    with time_machine.travel("2016-11-01T09:00:00+08:00", tick=False):
        yield


def make(path: Path) -> None:
    """Four records in eight entries: one changed twice, one taken back."""
    with wgtrack.open(path, by="ann") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Working group", calendar="none"))
        tracker.add(wgtrack.Party(key="cesi", name="CESI"))
        tracker.add(wgtrack.Task(key="T-1", title="Read the reports", group="wg", owners=("cesi",)))
        tracker.edit("T-1", title="Read all reports")
        tracker.edit("T-1", note="Two are missing", why="told so")
        tracker.add(wgtrack.Task(key="T-2", title="Write", group="wg"))
        tracker.undo()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that each test gets a copy of."""
    path = tmp_path_factory.mktemp("doctor") / "wg.db"
    with time_machine.travel("2016-11-01T09:00:00+08:00", tick=False):
        make(path)
    return path


@pytest.fixture
def file(model: Path, tmp_path: Path) -> Path:
    """A sound file: a calendar, a group, a party and a task on record, eight entries in the journal."""
    return Path(shutil.copy(model, tmp_path / "wg.db"))


def wrong(found: Examination) -> list[str]:
    """What is wrong, each in its part of the examination."""
    return [f"{symptom.check}: {symptom.message}" for symptom in found.symptoms if symptom.wrong]


def examined(file: Path) -> list[str]:
    """What is wrong with a file, which is the same afterwards and has nothing new beside it."""
    before, beside = file.read_bytes(), sorted(file.parent.iterdir())
    found = doctor.examine(file)
    assert (file.read_bytes(), sorted(file.parent.iterdir())) == (before, beside)
    assert found.sound == (not wrong(found))
    return wrong(found)


def test_a_sound_file_is_sound(file: Path) -> None:
    """A file that nobody tampered with has nothing wrong, and its size is told."""
    with wgtrack.open(file) as tracker:
        head = tracker.head()
    found = doctor.examine(str(file))
    assert found == Examination(str(file), schema.SCHEMA_VERSION, 8, head, 4, ())
    assert found.sound
    assert examined(file) == []


def test_a_file_in_use_is_looked_through(file: Path) -> None:
    """What a process has just written is seen while it has the file open, and is not disturbed."""
    with wgtrack.open(file, by="ann") as tracker:
        tracker.edit("T-1", title="Read them")
        assert doctor.examine(file).entries == 9
        assert examined(file) == []
        tracker.edit("T-1", title="Read them all")


def test_a_changed_entry_is_named(file: Path) -> None:
    """One letter of the journal changed: the entry is named, with what it says it is, and the row beside it differs."""
    tamper(file, "UPDATE journal SET new = replace(new, 'all', 'old') WHERE number = 5")
    (told,) = examined(file)
    assert told == (
        "chain: entry 5 of the journal (edit task T-1) does not fit the chain:"
        " it was changed after it was written, or what stands before it was"
    )
    tamper(file, "UPDATE journal SET new = replace(new, 'Two', 'Ten') WHERE number = 6")
    (told,) = examined(file)
    assert told.startswith(
        "chain: entry 5 of the journal (edit task T-1) does not fit the chain, and 1 later ones do not"
    )


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ("UPDATE journal SET why = 'my word' WHERE number = 6", 6),
        ("UPDATE journal SET \"by\" = 'bob' WHERE number = 1", 1),
        ("UPDATE journal SET recorded_at = at || ' ' WHERE number = 3", 3),
        ("UPDATE journal SET hash = x'00' WHERE number = 8", 8),
        ("UPDATE journal SET hash = randomblob(32) WHERE number = 2", 2),
        ("UPDATE journal SET previous = 3 WHERE number = 6", 6),
        ("UPDATE journal SET \"by\" = CAST('ann' || x'ff' AS TEXT) WHERE number = 2", 2),
    ],
)
def test_whatever_is_changed_in_an_entry_is_noticed(file: Path, change: str, number: int) -> None:
    """The first entry that does not fit is the changed one, whichever of its columns it is."""
    tamper(file, change)
    assert any(f"chain: entry {number} of the journal" in line for line in examined(file))


def test_an_entry_taken_out_is_noticed(file: Path) -> None:
    """The entry behind one that was taken out does not fit."""
    tamper(file, "DELETE FROM journal WHERE number = 5")
    assert any(line.startswith("chain: entry 6 of the journal") for line in examined(file))


def test_a_tail_cut_off_with_all_that_tells_of_it_is_noticed_by_the_head_alone(file: Path) -> None:
    """Entries taken from the end, and the notes of what they made current, leave a chain that fits; only a head that was noted tells."""
    with wgtrack.open(file) as tracker:
        head = tracker.head()
    tamper(file, 'DELETE FROM "current" WHERE last > 6', "DELETE FROM journal WHERE number > 6")
    assert examined(file) == []
    assert wrong(doctor.examine(file, head)) == ["head: the journal ends at entry 6, before the entry 8 that was noted"]


def test_a_noted_head_is_found_again(file: Path) -> None:
    """As long as an entry is as it was when its hash was noted, the file is sound, whatever was added since."""
    with wgtrack.open(file, by="ann") as tracker:
        head = tracker.head()
        tracker.edit("T-1", title="Read them")
    assert doctor.examine(file, head).sound


def test_a_rewritten_history_is_noticed_by_the_head(tmp_path: Path, file: Path) -> None:
    """A journal that was written anew fits in itself, but not the hash that was noted of the old one."""
    with wgtrack.open(file) as tracker:
        head = tracker.head()
    other = tmp_path / "other.db"
    with time_machine.travel("2016-11-02T09:00:00+08:00", tick=False):
        make(other)
    assert examined(other) == []
    assert wrong(doctor.examine(other, head)) == ["head: entry 8 of the journal has another hash than was noted"]


CURRENT = {
    'UPDATE "current" SET last = 5 WHERE "key" = \'T-1\'': (
        "current: the task 'T-1' is noted as of entry 5, and by the journal it is of entry 6"
    ),
    'DELETE FROM "current" WHERE "key" = \'cesi\'': (
        "current: the party 'cesi' is not noted as current, and by the journal it is of entry 3"
    ),
    'UPDATE "current" SET present = 1 WHERE "key" = \'T-2\'': (
        "current: the task 'T-2' is noted as of entry 8, and by the journal it is not there"
    ),
    "INSERT INTO \"current\" VALUES ('area', 7, 'x', 7, 1)": (
        "current: the area 'x' is noted as current, and by the journal it never was"
    ),
    "INSERT INTO dependencies VALUES ('summit', 'task', 'T-1')": (
        "current: the task 'T-1' is noted as depending on 'summit', and by the journal it does not"
    ),
}


@pytest.mark.parametrize(("change", "told"), CURRENT.items(), ids=("older", "taken out", "put back", "put in", "tied"))
def test_what_is_noted_otherwise_than_the_journal_has_it_is_named(file: Path, change: str, told: str) -> None:
    """What another program changed of what is noted as current is named with the record's kind and key."""
    tamper(file, change)
    assert examined(file) == [told]


def test_a_dependency_that_is_not_noted_is_named(file: Path) -> None:
    """A deadline that would not move with its event is told."""
    with wgtrack.open(file, by="ann") as tracker:
        tracker.add(wgtrack.Event(key="summit", title="Summit", group="wg", starts="2016-12-01"))
        tracker.edit("T-1", target="summit - 1wd")
    assert examined(file) == []
    tamper(file, "DELETE FROM dependencies")
    assert examined(file) == [
        "current: the task 'T-1' is not noted as depending on 'summit', and by the journal it does"
    ]


def test_many_differences_are_counted(file: Path) -> None:
    """Of many records that are noted otherwise the first ten are named, and the rest counted."""
    with wgtrack.open(file, by="ann") as tracker:
        for number in range(10, 30):
            tracker.add(wgtrack.Task(key=f"T-{number}", title="x", group="wg"))
    tamper(file, "UPDATE \"current\" SET last = 1 WHERE kind = 'task' AND present = 1")
    *named, last = examined(file)
    assert len(named) == 10
    assert last == "current: and 11 more of these"


def test_a_reference_that_leads_nowhere_is_named(file: Path) -> None:
    """What a record names that is not there is told, with who names it."""
    with wgtrack.open(file, by="ann") as tracker, tracker.transaction() as made:
        step = made.step("add")
        step.change.put(wgtrack.Task(key="T-3", title="x", group="wg", owners=("nobody",), after=("T-0",)), at=step.now)
    assert examined(file) == [
        "references: the task 'T-3': there is no party 'nobody'",
        "references: the task 'T-3': there is no task, event or deliverable for 'T-3' to wait for named 'T-0'",
    ]


def test_a_value_that_no_command_lets_in_is_named(file: Path) -> None:
    """Text that could act on a terminal is told, even if the chain fits."""
    with wgtrack.open(file, by="ann") as tracker:
        record: Any = tracker.get("cesi")
        sly = evolve(record)
        object.__setattr__(sly, "name", "CESI\x1b[31m")
        with tracker.transaction() as made:
            step = made.step("edit")
            step.change.put(sly, at=step.now)
    assert examined(file) == [
        "values: the party 'cesi' cannot be as it is: the name has the control character U+001B in it"
    ]


def rewrite(file: Path, change: str) -> None:
    """Change the journal as somebody who knows the chain: every hash fits again."""
    tamper(file, change)
    connection = sqlite3.connect(file)
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    hashes, before = [], START
    for entry in connection.execute(f"SELECT {columns} FROM journal ORDER BY number"):  # noqa: S608 - names of our own
        before = digest(before, entry)
        hashes.append(f"UPDATE journal SET hash = x'{before.hex()}' WHERE number = {entry[0]}")  # noqa: S608 - as above
    connection.close()
    tamper(file, *hashes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("new = '{}' WHERE number = 5", "entry 5 of the journal cannot be read (its group is missing)"),
        (
            "\"by\" = char(27) || 'c' WHERE number = 6",
            "entry 6 of the journal: the name of who made the change has the control character U+001B in it",
        ),
    ],
)
def test_an_entry_that_no_command_writes_is_named(file: Path, change: str, told: str) -> None:
    """An entry that 'log' could not read or show is told, even if it is not a record's last and the chain fits."""
    rewrite(file, f"UPDATE journal SET {change}")  # noqa: S608 - changes of our own
    assert examined(file) == [f"values: {told}"]


def test_a_tail_cut_off_is_told_where_it_was_noted(file: Path) -> None:
    """A record that is noted as of an entry which is not there any more tells that the journal was longer, and a repair that something is lost."""
    tamper(file, "DELETE FROM journal WHERE number > 5")
    said = "a record is noted as of entry 8, and the journal ends at entry 5"
    assert f"chain: {said}: its end was cut off, or the note was changed" in examined(file)
    assert repaired(file).lost == (f"what the entries behind the last one changed, if there were any: {said}",)


@pytest.mark.parametrize("version", [-3, 2])
def test_a_schema_that_is_not_the_files_is_not_said_to_be_old(file: Path, version: int) -> None:
    """What every command refuses is not said to be brought up to date by any."""
    tamper(file, f"PRAGMA user_version = {version}")
    assert [symptom.next_step for symptom in doctor.examine(file).symptoms if not symptom.wrong] == []
    assert wrong(doctor.examine(file))


@pytest.fixture
def issued(file: Path) -> tuple[Path, wgtrack.IssuedReport]:
    """The file with a report issued, and the report."""
    with wgtrack.open(file, by="ann") as tracker:
        return file, tracker.issue()


def test_a_file_with_its_reports_is_sound(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """Where all files of an issued report are there, nothing is wrong, and nothing is told."""
    assert doctor.examine(issued[0]).symptoms == ()


def test_a_file_of_a_report_that_is_missing_is_named(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """A file that was thrown away is told, with its report and format, and what to do."""
    file, report = issued
    name = dict(report.documents)["html"]
    tamper(file, f"DELETE FROM documents WHERE hash = '{name}'")  # noqa: S608 - ours
    (symptom,) = doctor.examine(file).symptoms
    assert (symptom.check, symptom.message, str(symptom.next_step), symptom.wrong) == (
        "documents",
        f"the report 'wg:report:1' as html: the file {name} of an issued report is missing",
        "restore it from a backup",
        True,
    )


def test_a_file_of_a_report_taken_back_is_looked_at(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """The journal names the files of an issue that was undone, and so they must be there."""
    file, report = issued
    with wgtrack.open(file, by="ann") as tracker:
        tracker.undo()
    tamper(file, "DELETE FROM documents")
    assert len(examined(file)) == len(report.documents)


def test_a_file_of_a_report_that_was_changed_is_named(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """A file with other bytes in it is told."""
    file, report = issued
    name = dict(report.documents)["csv"]
    tamper(file, f"UPDATE documents SET content = x'00' WHERE hash = '{name}'")  # noqa: S608 - ours
    (told,) = examined(file)
    assert told.startswith(
        f"documents: the report 'wg:report:1' as csv: the file {name} of an issued report is not the"
    )


def test_a_file_that_nobody_names_is_told(file: Path) -> None:
    """A file of a report that no entry names is told, and is nothing wrong."""
    tamper(file, "INSERT INTO documents VALUES ('00', x'00')")
    found = doctor.examine(file)
    assert found.sound
    assert [symptom.message for symptom in found.symptoms] == ["1 file of reports is named by no entry of the journal"]


def test_calendars_are_held_against_the_package(file: Path) -> None:
    """Days that were pinned otherwise than the package has them are told, and are nothing wrong."""
    with wgtrack.open(file, by="ann") as tracker:
        official = national_calendar("CN", range(2000, 2021))
        without = tuple(pair for pair in official.off if pair[0] != date(2016, 10, 3))
        tracker.add(evolve(official, off=without))
        tracker.add(wgtrack.Group(key="cn", name="In China", calendar="CN"))
    found = doctor.examine(file)
    assert found.sound
    (told,) = found.symptoms
    assert (told.check, told.wrong) == ("calendars", False)
    assert "the calendar 'CN' would be another by holidays" in told.message
    assert "1 day other than now (3 October 2016) and years up to 2021, not 2020" in told.message
    assert "tracker.refresh_calendar('CN')" in str(told.next_step)


def test_a_calendar_of_too_many_years_is_not_looked_up(file: Path) -> None:
    """A stranger's calendar of all years there are is told, and does not keep us busy."""
    with wgtrack.open(file, by="ann") as tracker:
        tracker.add(wgtrack.Calendar(key="CN", first_year=1, last_year=9999))
    (told,) = doctor.examine(file).symptoms
    assert told.message == "the calendar 'CN' says that it holds 9998 years, more than any package has"


def test_a_calendar_of_no_country_is_told(file: Path) -> None:
    """A national calendar that the package does not know any more is told."""
    with wgtrack.open(file, by="ann") as tracker:
        tracker.add(wgtrack.Calendar(key="atlantis", first_year=2016, last_year=2017))
    (told,) = doctor.examine(file).symptoms
    assert told.message.startswith(
        "the calendar 'atlantis' cannot be looked up any more: there are no holidays on file"
    )


@pytest.mark.parametrize("version", range(1, schema.SCHEMA_VERSION))
def test_a_file_of_an_older_schema_is_looked_through(tmp_path: Path, version: int) -> None:
    """A file of an older schema is held against its journal as it is, and is not brought up to date by that."""
    file = tmp_path / "wg.db"
    file.write_bytes(gzip.decompress((DATA / f"schema-{version}.db.gz").read_bytes()))
    found = doctor.examine(file)
    assert (found.schema, found.entries) == (version, {1: 15, 2: 17, 3: 17, 4: 18}[version])
    assert {symptom.check for symptom in found.symptoms if symptom.wrong} == {"references"}
    assert [symptom.message for symptom in found.symptoms if symptom.check in {"schema", "chain"}] == [
        f"the file is of schema {version}; this wgtrack's is {schema.SCHEMA_VERSION}",
        *(
            ["the journal has no chain yet, so a change to an entry cannot be noticed"]
            if version < schema.CHAINED
            else []
        ),
    ]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_not_ours_in_the_schema_is_named(file: Path) -> None:
    """Things in the schema that wgtrack did not make, and ones of ours that are gone, are named."""
    tamper(file, "CREATE VIEW evil AS SELECT 1", "DROP INDEX journal_at", "ALTER TABLE documents ADD COLUMN x TEXT")
    assert examined(file) == [
        "schema: another table 'documents' is not wgtrack's",
        "schema: the view 'evil' is not wgtrack's",
        "schema: the index 'journal_at' is missing",
    ]


def test_a_virtual_table_is_not_called(file: Path) -> None:
    """A stranger's virtual table is named, and the rest of the file is looked through without it."""
    tamper(file, "CREATE VIRTUAL TABLE evil USING fts5(x)")
    found = examined(file)
    assert found[0] == "schema: the table 'evil' is not wgtrack's"
    assert all(line.startswith("schema: the table 'evil") for line in found)


def test_a_header_that_was_changed_is_told(file: Path) -> None:
    """A file with our journal and without our mark is looked through all the same."""
    tamper(file, "PRAGMA application_id = 7")
    assert examined(file) == ["file: its header does not say that it is wgtrack's, or of which schema"]


def test_a_lost_page_is_told(file: Path) -> None:
    """A page of zeros in an index is found by SQLite's check; the journal beside it still fits."""
    page = page_of(file, "journal_at")
    data = file.read_bytes()
    file.write_bytes(data[: (page - 1) * PAGE] + bytes(PAGE) + data[page * PAGE :])
    found = examined(file)
    assert found
    assert all(line.startswith("file: SQLite's integrity check: ") for line in found)


def page_of(file: Path, name: str) -> int:
    """The page on which a table or index begins."""
    connection = sqlite3.connect(file)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    connection.close()
    return int(page)


def test_what_cannot_be_read_at_all_is_refused(tmp_path: Path) -> None:
    """What is not there, no database, not wgtrack's, or too new is an error and no examination."""
    text, other, new = (tmp_path / name for name in ("text", "other.db", "new.db"))
    text.write_text("# Minutes\n" * 1000)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE journal (number INTEGER)")
    connection.close()
    wgtrack.open(new).close()
    tamper(new, f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    for path, kind in (
        (tmp_path / "gone.db", StoreMissingError),
        (tmp_path, StoreForeignError),
        (text, StoreForeignError),
        (other, StoreForeignError),
        (new, StoreTooNewError),
    ):
        with pytest.raises(kind) as refusal:
            doctor.examine(path)
        assert "'wgtrack doctor'" not in str(refusal.value)


# Repair


def repaired(file: Path) -> doctor.Repair:
    """A file's repair into a new one; the old one is the same afterwards."""
    before = file.read_bytes()
    done = doctor.repair(file, file.with_name("mended.db"))
    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["mended.db", "wg.db"]
    return done


def contents(path: Path) -> tuple[Any, ...]:
    """The record of a file now, and its whole journal with its head."""
    with wgtrack.open(path, create=False) as tracker:
        return tracker.programme(), tracker.log(), tracker.head()


def test_a_sound_file_is_made_again(file: Path) -> None:
    """The repair of a sound file has the same record, journal and hashes."""
    done = repaired(file)
    assert (done.old.sound, done.lost, done.new.sound) == (True, (), True)
    assert contents(file.with_name("mended.db")) == contents(file)


def documents_of(path: Path) -> list[bytes]:
    """The files of all issued reports, byte for byte."""
    with wgtrack.open(path) as tracker:
        return [tracker.document(one.number, format=name) for one in tracker.reports() for name, _ in one.documents]


def test_files_of_reports_are_taken_over(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """The repair of a file has the files of its reports, byte for byte."""
    file, report = issued
    assert repaired(file).lost == ()
    assert documents_of(file.with_name("mended.db")) == documents_of(file)
    assert len(documents_of(file)) == len(report.documents)


def test_files_that_are_not_as_they_were_issued_are_lost(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """A file of a report that is damaged is left behind and told; the others are there, and the journal with its hashes."""
    file, report = issued
    name = dict(report.documents)["csv"]
    tamper(file, f"UPDATE documents SET content = x'00' WHERE hash = '{name}'")  # noqa: S608 - ours
    done = repaired(file)
    assert done.lost == (
        f"the report 'wg:report:1' as csv: the file {name}, which is not there or not as it was issued",
    )
    assert [symptom.check for symptom in done.new.symptoms] == ["documents"]
    with wgtrack.open(file.with_name("mended.db")) as tracker:
        assert tracker.document(1, format="terminal").startswith(b"Working group")


def test_files_are_found_without_their_index(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """Where the index of the files is a page of zeros, all of them are taken over."""
    file, report = issued
    page = page_of(file, "sqlite_autoindex_documents_1")
    data = file.read_bytes()
    file.write_bytes(data[: (page - 1) * PAGE] + bytes(PAGE) + data[page * PAGE :])
    assert repaired(file).lost == ()
    assert len(documents_of(file.with_name("mended.db"))) == len(report.documents)


def test_a_strangers_table_of_files_is_left_alone(issued: tuple[Path, wgtrack.IssuedReport]) -> None:
    """Where the table of files is another one, nothing is taken from it, and every file is told as lost."""
    file, report = issued
    tamper(file, "ALTER TABLE documents ADD COLUMN evil TEXT AS (hex(content))")
    assert len(repaired(file).lost) == len(report.documents)


def test_what_is_current_is_made_again_from_the_journal(file: Path) -> None:
    """What another program changed, took out or put in of what is noted as current is in the new file as the journal has it."""
    wanted = contents(file)
    tamper(file, *CURRENT)
    done = repaired(file)
    assert len(wrong(done.old)) == 5
    assert (done.lost, wrong(done.new)) == ((), [])
    assert contents(file.with_name("mended.db")) == wanted


def test_a_schema_is_made_again(file: Path) -> None:
    """What wgtrack did not make stays behind, and what was missing is there again."""
    wanted = contents(file)
    tamper(
        file,
        "CREATE VIEW evil AS SELECT 1",
        "DROP INDEX journal_at",
        "DROP TABLE dependencies",
        "PRAGMA application_id = 7",
    )
    assert wrong(repaired(file).new) == []
    assert contents(file.with_name("mended.db")) == wanted


def test_a_rewritten_journal_stays_evidence(file: Path) -> None:
    """Entries that do not fit are taken over as they are: the new file names them as the old one does."""
    tamper(file, "UPDATE journal SET new = replace(new, 'all', 'old') WHERE number = 5")
    done = repaired(file)
    assert wrong(done.new) == wrong(done.old)
    assert len(wrong(done.new)) == 1


def test_the_entry_before_stands_in_for_one_that_cannot_be_read(file: Path) -> None:
    """A record whose last entry is no record any more is as the entry before left it, and that is said."""
    tamper(file, "UPDATE journal SET new = substr(new, 5) WHERE number = 6")
    (lost,) = repaired(file).lost
    assert lost.startswith("the last change of the task 'T-1' (entry 6 of the journal cannot be read")
    assert lost.endswith("; it is as entry 5 left it")
    with wgtrack.open(file.with_name("mended.db"), by="ann") as tracker:
        task: Any = tracker.get("T-1")
        assert (task.title, task.note, task.revision) == ("Read all reports", None, 5)
        tracker.edit("T-1", note="Written again")
    assert not [line for line in wrong(doctor.examine(file.with_name("mended.db"))) if line.startswith("current")]


def test_a_record_of_which_nothing_can_be_read_is_lost(file: Path) -> None:
    """A record of which no entry can be read is not made, and that is said."""
    tamper(file, "UPDATE journal SET new = 'x' WHERE \"key\" = 'cesi'")
    (lost,) = repaired(file).lost
    assert lost.endswith(", and so all of it")


def test_a_file_whose_journal_is_lost_is_not_repaired(file: Path) -> None:
    """Where nothing of the journal can be read, no file is made; all that helps is a backup."""
    page = page_of(file, "journal")
    data = file.read_bytes()
    file.write_bytes(data[: (page - 1) * PAGE] + b"\xff" * PAGE + data[page * PAGE :])
    with pytest.raises(StoreDamagedError, match=r"nothing of its journal can be read.*restore it from a backup"):
        doctor.repair(file, file.with_name("mended.db"))
    assert list(file.parent.iterdir()) == [file]
    assert {str(symptom.next_step) for symptom in doctor.examine(file).symptoms} == {"restore it from a backup"}


def test_a_schema_that_cannot_be_parsed_is_read_around(file: Path) -> None:
    """A letter flipped in the definition of one view, for which SQLite refuses the whole file, loses nothing."""
    wanted = contents(file)
    data = bytearray(file.read_bytes())
    data[data.index(b'CREATE VIEW "roles"') + 8] ^= 1
    file.write_bytes(data)
    done = repaired(file)
    assert (done.old.sound, done.new.sound, done.lost) == (False, True, ())
    assert contents(file.with_name("mended.db")) == wanted


@pytest.mark.parametrize("version", range(1, schema.SCHEMA_VERSION))
def test_a_file_of_an_older_schema_is_made_again(tmp_path: Path, version: int) -> None:
    """The repair of an older file is of the present schema, with a chain."""
    file = tmp_path / "wg.db"
    file.write_bytes(gzip.decompress((DATA / f"schema-{version}.db.gz").read_bytes()))
    done = repaired(file)
    assert (done.new.schema, done.new.entries, done.lost) == (schema.SCHEMA_VERSION, done.old.entries, ())
    assert contents(tmp_path / "mended.db") == contents(file)


def test_a_journal_whose_end_is_lost_is_taken_over_to_there(tmp_path: Path) -> None:
    """With the last pages of the journal gone, the entries before them are kept as far as they fit, and the loss is said."""
    file = tmp_path / "wg.db"
    with wgtrack.open(file, by="ann") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Working group", calendar="none"))
        for number in range(100):
            tracker.add(wgtrack.Task(key=f"T-{number}", title="x" * 200, group="wg"))
    lose_last_page(file)
    done = repaired(file)
    kept = done.new.entries
    assert 50 < kept < 102
    assert done.lost[0].startswith(f"everything after entry {kept} of the journal, which cannot be read")
    assert done.new.sound
    assert done.new.head is not None
    assert done.new.head.number == kept
    with wgtrack.open(tmp_path / "mended.db") as tracker:
        assert len(tracker.programme().tasks) == kept - 2


def lose_last_page(file: Path) -> None:
    """Overwrite the page that holds the newest entries of the journal."""
    data = bytearray(file.read_bytes())
    root = (page_of(file, "journal") - 1) * PAGE
    assert data[root] == 5  # an interior page of a table; its rightmost child is named in its header
    last = int.from_bytes(data[root + 8 : root + 12], "big")
    data[(last - 1) * PAGE : last * PAGE] = b"\xff" * PAGE
    file.write_bytes(data)


def test_entries_that_are_no_entries_are_left_out(file: Path) -> None:
    """An entry in which other kinds of values stand than in any is told as lost; those behind it are kept."""
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER journal_is_not_rewritten")
    connection.execute("PRAGMA writable_schema = ON")
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'journal'").fetchone()[0]
    loose = sql.replace("step INTEGER NOT NULL", "step").replace("STRICT", "")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'journal'", (loose,))
    connection.commit()
    connection.close()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE journal SET step = 'x' WHERE number = 8")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'journal'", (sql,))
    connection.commit()
    connection.close()
    assert repaired(file).lost == ("entry 8 of the journal, in which something else stands than in any entry",)


def test_pages_that_lead_round_in_a_circle_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries that come again and again, as damaged pages can make them, are read once."""
    with wgtrack.open(file) as tracker:
        connected = database(tracker._store)
        chunks = connected.chunks
        monkeypatch.setattr(connected, "chunks", lambda *given: (rows * 2 for rows in chunks(*given)))
        walked = chain_walk.walk(connected, chained=True)
    assert (walked.entries, walked.misfits) == (8, 0)


@pytest.mark.parametrize("there", ["file", "folder", "itself", "link"])
def test_nothing_is_written_over(file: Path, there: str) -> None:
    """Whatever stands where the new file is to be, it stays, and the repair is refused."""
    place = file if there == "itself" else file.with_name("mended.db")
    if there == "file":
        place.write_text("mine")
    elif there == "folder":
        place.mkdir()
    elif there == "link":
        place.symlink_to(file.with_name("nowhere.db"))
    before, beside = file.read_bytes(), sorted(file.parent.iterdir())
    with pytest.raises(InputError, match="never writes over"):
        doctor.repair(file, place)
    assert (file.read_bytes(), sorted(file.parent.iterdir())) == (before, beside)


def test_a_folder_that_is_not_there_is_refused(file: Path) -> None:
    """A repair into a folder that does not exist is refused, and nothing is left."""
    with pytest.raises(StoreError, match="make the folder first"):
        doctor.repair(file, file.parent / "nowhere" / "mended.db")
    assert list(file.parent.iterdir()) == [file]


# Repair of a page that is damaged in one place


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A file of 224 entries whose journal covers several pages."""
    file = tmp_path / "wg.db"
    with wgtrack.open(file, by="ann") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Working group", calendar="none"))
        for number in range(111):
            tracker.add(wgtrack.Task(key=f"T-{number}", title="x" * 200, group="wg"))
            tracker.edit(f"T-{number}", note="y" * 50)
    assert doctor.examine(file).entries == 224
    return file


def pages_of(file: Path, name: str) -> list[int]:
    """The pages of a table that hold rows, in their order."""
    data, root = file.read_bytes(), (page_of(file, name) - 1) * PAGE
    assert data[root] == 5  # an interior page of a table
    count = int.from_bytes(data[root + 3 : root + 5], "big")
    cells = [int.from_bytes(data[root + 12 + 2 * n : root + 14 + 2 * n], "big") for n in range(count)]
    last = int.from_bytes(data[root + 8 : root + 12], "big")
    return [*(int.from_bytes(data[root + at : root + at + 4], "big") for at in cells), last]


def entries_of(file: Path) -> list[tuple[int, bytes]]:
    """Number and hash of each entry that is in a file, by plain SQL."""
    connection = sqlite3.connect(file)
    found = connection.execute("SELECT number, hash FROM journal ORDER BY number").fetchall()
    connection.close()
    return found


def test_one_row_that_cannot_be_read_is_all_that_is_lost(long: Path) -> None:
    """One flipped bit in the number of a row makes it and nothing else unreadable: 223 of 224 entries are kept, with their hashes."""
    whole = entries_of(long)
    page = pages_of(long, "journal")[5]
    data = bytearray(long.read_bytes())
    start = (page - 1) * PAGE
    cell = start + int.from_bytes(data[start + 8 + 2 * 4 : start + 10 + 2 * 4], "big")  # the fifth row of the page
    at = cell + 2 if data[cell] & 0x80 else cell + 1  # behind its length
    size = 2 if data[at] & 0x80 else 1
    number = (data[at] & 0x7F) << 7 | data[at + 1] if size == 2 else data[at]
    data[at + size - 1] ^= 0x40
    long.write_bytes(data)

    done = doctor.repair(long, long.with_name("mended.db"))

    assert not done.old.sound
    kept = entries_of(long.with_name("mended.db"))
    assert kept == [entry for entry in whole if entry[0] != number]
    assert len(kept) == 223
    assert any(line.startswith(f"entry {number} of the journal") for line in done.lost)
    missing, misfit = [line for line in wrong(done.new) if line.startswith("chain:")]
    assert missing == f"chain: entry {number} of the journal is not there"
    assert misfit.startswith(f"chain: entry {number + 1} of the journal"), "the chain fits everywhere else"
    assert "later ones" not in misfit
    with wgtrack.open(long.with_name("mended.db")) as tracker:
        assert len(tracker.programme().tasks) == 111


@pytest.mark.parametrize("place", [0, 3, -2])
def test_behind_a_page_that_cannot_be_read_the_rest_is_kept(long: Path, place: int) -> None:
    """With a page of the journal overwritten, the entries before and behind it are kept, and those on it are told as lost."""
    pages = pages_of(long, "journal")
    whole = entries_of(long)
    data = bytearray(long.read_bytes())
    start = (pages[place] - 1) * PAGE
    rows = int.from_bytes(data[start + 3 : start + 5], "big")
    data[start : start + PAGE] = b"\xff" * PAGE
    long.write_bytes(data)

    done = doctor.repair(long, long.with_name("mended.db"))

    kept = entries_of(long.with_name("mended.db"))
    assert len(kept) == 224 - rows
    assert set(kept) < set(whole)
    gone = sorted({number for number, _ in whole} - {number for number, _ in kept})
    assert gone == list(range(gone[0], gone[0] + rows))
    assert any(line.startswith(f"entries {gone[0]} to {gone[-1]} of the journal") for line in done.lost)
    assert done.new.entries == 224 - rows
    with wgtrack.open(long.with_name("mended.db"), by="ann") as tracker:
        tracker.add(wgtrack.Party(key="iso", name="ISO"))


def test_any_bit_of_a_page_can_flip(long: Path) -> None:
    """Whichever bit of a page of the journal flips, a repair keeps at least what stands on its other pages."""
    page = pages_of(long, "journal")[5]
    data = long.read_bytes()
    rows = int.from_bytes(data[(page - 1) * PAGE + 3 : (page - 1) * PAGE + 5], "big")
    for turn, place in enumerate(range(0, PAGE, 97)):
        flipped = bytearray(data)
        flipped[(page - 1) * PAGE + place] ^= 1 << turn % 8
        long.write_bytes(flipped)
        new = long.with_name(f"mended-{place}.db")
        done = doctor.repair(long, new)
        assert len(entries_of(new)) >= 224 - rows, place
        assert len(entries_of(new)) == 224 or done.lost, place


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="permission bits are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_mended_file_has_the_rights_of_the_old_one(file: Path, mode: int) -> None:
    """Who may not read the old file may not read the new one either."""
    file.chmod(mode)
    doctor.repair(file, file.with_name("mended.db"))
    assert file.with_name("mended.db").stat().st_mode & 0o777 == mode
