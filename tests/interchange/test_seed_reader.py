"""Seed files as they are read: values, order, names and paths."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

import pytest

from wgtrack.errors import InputError, SeedError, UnknownKeyError
from wgtrack.interchange.seeds import Seed, SeedInfo, available, find_seed, lifecycle_names, read_lifecycle, read_seed
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import Deliverable, Event, Group, Party, Role, Task
from wgtrack.model.values import Estimate, Link, Mandate, StagePlanned, Waiting

HEAD = 'title = "Own file"\n'
GROUP = HEAD + '[[group]]\nkey = "wg"\nname = "Working group"\n'


Write = Callable[..., Path]
Read = Callable[[str | bytes], Seed]
RecordT = TypeVar("RecordT", bound=Record)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file with this text or these bytes and gives its path."""

    def written(content: str | bytes, name: str = "own.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def read(write: Write) -> Read:
    """Reads a text as a seed file."""
    return lambda content: read_seed(write(content))


def only(seed: Seed, kind: type[RecordT]) -> RecordT:
    """The one record of a class in a seed."""
    (found,) = (record for record in seed.records if isinstance(record, kind))
    return found


def problem_of(path: Path) -> str:
    """The one problem that a file is refused for."""
    with pytest.raises(SeedError) as refused:
        read_seed(path)
    (problem,) = refused.value.problems
    return str(problem)


class TestHead:
    """What a file says about itself."""

    def test_head_is_kept(self, read: Read) -> None:
        """Title, author, reason and source of a file are its seed's."""
        seed = read('title = "T"\nby = "B"\nwhy = "W"\nsource = "S"\n')
        assert (seed.title, seed.by, seed.why, seed.source) == ("T", "B", "W", "S")

    def test_origin_is_the_file_name(self, read: Read) -> None:
        """Messages about a seed name its file."""
        assert read(HEAD).origin == "own.toml"

    @pytest.mark.parametrize(
        ("written", "recorded"),
        [
            ("2016-08-01", date(2016, 8, 1)),
            ("2016-08-01T09:00:00+08:00", datetime(2016, 8, 1, 9, tzinfo=timezone(timedelta(hours=8)))),
            ("2016-08-01T09:00:00Z", datetime(2016, 8, 1, 9, tzinfo=UTC)),
            ("2016-08-01T09:00:00", "2016-08-01T09:00:00"),
            ('"2016-08-01T09:00 Asia/Shanghai"', "2016-08-01T09:00 Asia/Shanghai"),
        ],
    )
    def test_moments_are_days_or_instants(self, read: Read, written: str, recorded: object) -> None:
        """A moment is a day, an instant with an offset, or a text that is left to be read in the group's zone."""
        assert read(f"{HEAD}recorded = {written}\n").recorded == recorded

    def test_a_file_without_a_past_has_none(self, read: Read) -> None:
        """Nothing but a title is needed."""
        seed = read(HEAD)
        assert (seed.recorded, seed.by, seed.why, seed.records, seed.changes) == (None, None, None, (), ())


class TestRecords:
    """Tables as records."""

    def test_task_with_all_it_can_have(self, read: Read) -> None:
        """Every field of a task is read into the model's values."""
        text = """
        [[task]]
        key = "SE-2"
        title = "Model the threats"
        names = { zh-Hans = "威胁建模" }
        group = "wg"
        area = "security"
        owners = ["ant-financial", "cesi"]
        estimate = "4/6/9"
        after = ["SE-1", "KT-1 SS + 2wd", "white-paper@review"]
        waiting = { on = "cesi", since = 2016-09-01, what = "comments" }
        target = "summit - 11wd"
        limit = "2016-Q4"
        tags = ["law"]
        percent = 40
        state = "active"
        started_on = 2016-08-19
        illustrative = true
        """
        assert only(read(GROUP + text), Task) == Task(
            key="SE-2",
            title="Model the threats",
            names=(("zh-Hans", "威胁建模"),),
            group="wg",
            area="security",
            owners=("ant-financial", "cesi"),
            estimate=Estimate(4, 6, 9),
            after=(Link("SE-1"), Link("KT-1", "SS", 2), Link("white-paper@review")),
            waiting=Waiting("cesi", date(2016, 9, 1), "comments"),
            target="summit - 11wd",
            limit="2016-Q4",
            tags=("law",),
            percent=40,
            state="active",
            started_on=date(2016, 8, 19),
            illustrative=True,
        )

    @pytest.mark.parametrize(
        ("written", "estimate"), [("5", (5, 5, 5)), ("[3, 5, 9.5]", (3, 5, 9.5)), ("2.5", (2.5, 2.5, 2.5))]
    )
    def test_estimates_may_be_numbers_or_lists(
        self, read: Read, written: str, estimate: tuple[float, float, float]
    ) -> None:
        """An estimate is one number of working days, or three."""
        task = f'[[task]]\nkey = "A"\ntitle = "A"\ngroup = "wg"\nestimate = {written}\n'
        assert only(read(GROUP + task), Task).estimate == Estimate(*estimate)

    @pytest.mark.parametrize(
        ("written", "target"),
        [("2016-09-18", "2016-09-18"), ("2016-09-18T17:00:00+08:00", "2016-09-18T17:00:00+08:00")],
    )
    def test_dates_of_expressions_need_no_quotes(self, read: Read, written: str, target: str) -> None:
        """A day or an instant may stand bare where an expression is meant."""
        task = f'[[task]]\nkey = "A"\ntitle = "A"\ngroup = "wg"\ntarget = {written}\n'
        assert only(read(GROUP + task), Task).target == target

    def test_group_with_its_mandate(self, read: Read) -> None:
        """A table inside a table is read like the others."""
        text = '[group.mandate]\ntext = "Look at trends"\nsource = "Letter"\nvalid_until = 2017-01-31\n'
        assert only(read(GROUP + text), Group).mandate == Mandate("Look at trends", "Letter", None, date(2017, 1, 31))

    def test_deliverable_with_planned_stages(self, read: Read) -> None:
        """Planned stages are tables in a list."""
        text = (
            '[[deliverable]]\nkey = "p"\ntitle = "P"\ngroup = "wg"\nplanned = [{ stage = "review", due = "2016-09" }]\n'
        )
        assert only(read(GROUP + text), Deliverable).planned == (StagePlanned("review", "2016-09"),)

    def test_event_with_a_coarse_date(self, read: Read) -> None:
        """A month stays the month it was written as."""
        text = '[[event]]\nkey = "e"\ntitle = "E"\ngroup = "wg"\nstarts = "2015-10"\n'
        assert only(read(GROUP + text), Event).starts == "2015-10"

    def test_role_keys_are_made(self, read: Read) -> None:
        """A role's key is made of group, role and party, with a number from the second term on."""
        role = '[[role]]\ngroup = "wg"\nrole = "chair"\nparty = "cesi"\n'
        records = read(GROUP + role + role + "since = 2017-01-01\n").records
        assert [record.key for record in records if isinstance(record, Role)] == ["wg:chair:cesi", "wg:chair:cesi:2"]

    def test_own_calendar(self, read: Read) -> None:
        """A calendar of one's own is a table of days with their names."""
        text = """
        [[calendar]]
        key = "ours"
        weekend = [4, 5]
        off = { 2016-09-15 = "Mid-Autumn" }
        work = { 2016-09-18 = "Make-up day" }
        """
        assert only(read(HEAD + text), Calendar) == Calendar(
            key="ours",
            weekend={4, 5},
            off={date(2016, 9, 15): "Mid-Autumn"},
            work={date(2016, 9, 18): "Make-up day"},
        )

    def test_own_lifecycle_in_a_group_file(self, read: Read) -> None:
        """A lifecycle of one's own may stand in the group's file."""
        text = """
        [[lifecycle]]
        key = "memo"
        title = "Memo"
        [[lifecycle.stage]]
        code = "draft"
        title = "Draft"
        next = ["sent"]
        [[lifecycle.stage]]
        code = "sent"
        title = "Sent"
        outcome = "done"
        """
        lifecycle = only(read(HEAD + text), Lifecycle)
        assert [(stage.code, stage.next, stage.outcome) for stage in lifecycle.stages] == [
            ("draft", ("sent",), "active"),
            ("sent", (), "done"),
        ]

    def test_what_others_depend_on_comes_first(self, read: Read) -> None:
        """Kinds come in the order they depend on each other, whatever the order of the file."""
        text = """
        [[task]]
        key = "A"
        title = "A"
        group = "wg"
        [[event]]
        key = "e"
        title = "E"
        group = "wg"
        starts = "2016-09-19"
        [[party]]
        key = "p"
        name = "P"
        """
        assert [type(record) for record in read(GROUP + text).records] == [Party, Group, Event, Task]

    def test_parents_come_before_children(self, read: Read) -> None:
        """Committees, people and subtasks follow what they belong to; the rest keeps its order."""
        tables = [("C", "B"), ("X", None), ("B", "A"), ("A", None), ("D", "C")]
        tasks = [
            f'[[task]]\nkey = "{key}"\ntitle = "T"\ngroup = "wg"\n' + (f'parent = "{above}"\n' if above else "")
            for key, above in tables
        ]
        records = read(GROUP + "".join(tasks)).records
        assert [record.key for record in records if isinstance(record, Task)] == ["A", "B", "C", "X", "D"]

    def test_a_circle_of_parents_is_left_to_the_record(self, read: Read) -> None:
        """A circle does not hang the reader; the record refuses it by name."""
        tasks = [
            f'[[task]]\nkey = "{key}"\ntitle = "T"\ngroup = "wg"\nparent = "{above}"\n' for key, above in ("AB", "BA")
        ]
        assert {record.key for record in read(GROUP + "".join(tasks)).records if isinstance(record, Task)} == {"A", "B"}


class TestChanges:
    """The past in a file."""

    TASK = GROUP + '[[task]]\nkey = "A"\ntitle = "A"\ngroup = "wg"\n'

    def test_changes_keep_their_order_and_arguments(self, read: Read) -> None:
        """A change is a verb, a key, and what the verb is given."""
        text = """
        [[change]]
        at = 2016-08-04
        do = "start"
        key = "A"
        on = 2016-08-03
        by = "editors"
        [[change]]
        at = 2016-08-05T17:00:00+08:00
        do = "progress"
        key = "A"
        percent = 40
        why = "first sources"
        """
        first, second = read(self.TASK + text).changes
        assert (first.at, first.do, first.key, first.by, first.why) == (date(2016, 8, 4), "start", "A", "editors", None)
        assert first.arguments == {"on": date(2016, 8, 3)}
        assert (str(second.at), second.arguments, second.why) == (
            "2016-08-05 17:00:00+08:00",
            {"percent": 40},
            "first sources",
        )

    def test_waiting_is_on_someone(self, read: Read) -> None:
        """``on`` is a day for most verbs, but for ``wait`` it is who has the ball."""
        text = (
            '[[change]]\nat = 2016-09-01\ndo = "wait"\nkey = "A"\non = "cesi"\nsince = 2016-09-01\nwhat = "comments"\n'
        )
        (change,) = read(self.TASK + text).changes
        assert change.arguments == {"on": "cesi", "since": date(2016, 9, 1), "what": "comments"}

    def test_edited_fields_are_values_of_the_model(self, read: Read) -> None:
        """The fields of an edit are read as in the table of the record."""
        text = '[[change]]\nat = 2016-09-01\ndo = "edit"\nkey = "A"\nestimate = "2/4/6"\nowners = ["cesi"]\ntitle = "Better"\n'
        (change,) = read(self.TASK + text).changes
        assert change.arguments == {"estimate": Estimate(2, 4, 6), "owners": ("cesi",), "title": "Better"}

    def test_a_moved_target_needs_no_quotes(self, read: Read) -> None:
        """A day may stand bare as the new target."""
        text = '[[change]]\nat = 2016-09-01\ndo = "move"\nkey = "A"\ntarget = 2016-09-20\nwhy = "late"\n'
        (change,) = read(self.TASK + text).changes
        assert change.arguments == {"target": "2016-09-20"}


class TestText:
    """The bytes of a file."""

    def test_a_byte_order_mark_is_no_mistake(self, read: Read) -> None:
        """UTF-8 as Windows editors save it is read."""
        assert read(b"\xef\xbb\xbf" + HEAD.encode()).title == "Own file"

    def test_windows_line_ends_are_no_mistake(self, read: Read) -> None:
        """Lines may end in CR LF."""
        assert read(HEAD.replace("\n", "\r\n")).title == "Own file"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_is_named(self, write: Write, encoding: str) -> None:
        """A file saved as UTF-16 is refused with the remedy."""
        content = ("\ufeff" + HEAD).encode(encoding)
        assert problem_of(write(content)) == "own.toml: line 1: the file is UTF-16, not UTF-8; save it as UTF-8"

    def test_gb18030_is_refused_with_its_line(self, write: Write) -> None:
        """Chinese text in another encoding is refused with the line of its first character."""
        content = b"# a\n# b\n" + 'title = "区块链"\n'.encode("gb18030")
        assert problem_of(write(content)) == "own.toml: line 3: the byte 0xc7 is not UTF-8; save it as UTF-8"

    def test_deep_nesting_is_refused(self, write: Write) -> None:
        """Brackets upon brackets end in a problem, not in a traceback."""
        assert problem_of(write("a = " + "[" * 100_000)).startswith("own.toml: the file is nested too deeply")

    def test_a_number_of_thousands_of_digits_is_refused(self, write: Write) -> None:
        """A number that Python will not read ends in a problem, not in a traceback."""
        assert problem_of(write("a = " + "9" * 10_000)).startswith("own.toml: the file cannot be read: ")

    def test_the_error_counts_the_problems(self, write: Write) -> None:
        """The first line of the message says how many problems there are and that nothing was loaded."""
        with pytest.raises(SeedError) as refused:
            read_seed(write('owner = "x"\n'))
        assert str(refused.value).splitlines()[0] == "own.toml: 2 problems, nothing was loaded"


#: The lifecycles that come with wgtrack, in the order of their names.
LIFECYCLES = [
    "3gpp-spec",
    "cen",
    "etsi-en",
    "etsi-ts",
    "gb",
    "iec",
    "ieee",
    "ietf",
    "iso",
    "iso-tr",
    "iso-ts",
    "itu-t-aap",
    "itu-t-tap",
    "oasis",
    "w3c",
    "w3c-2025",
    "white-paper",
]


class TestFinding:
    """Names and paths."""

    def test_seeds_that_come_with_wgtrack(self) -> None:
        """The group of 2016 and seventeen lifecycles come with wgtrack, each with its title."""
        found = [(info.kind, info.name, info.title) for info in available()]
        assert found[0] == ("group", "china-blockchain-2016", "China's blockchain working group, 2016")
        assert [name for kind, name, _ in found if kind == "lifecycle"] == LIFECYCLES
        assert ("lifecycle", "iso", "ISO harmonized stage codes") in found

    @pytest.mark.parametrize("info", available(), ids=lambda info: info.name)
    def test_every_seed_reads(self, info: SeedInfo) -> None:
        """Each seed is read without a problem, by name and by path, under the title it is listed with."""
        assert read_seed(info.name) == read_seed(info.path)
        assert read_seed(info.name).title == info.title

    def test_lifecycle_names(self) -> None:
        """Lifecycles are known by name, as a deliverable names them."""
        assert lifecycle_names() == tuple(LIFECYCLES)
        assert [read_lifecycle(name).key for name in lifecycle_names()] == list(lifecycle_names())

    def test_an_unknown_name_names_the_closest(self) -> None:
        """A slip of the pen is answered with the name that was meant."""
        with pytest.raises(UnknownKeyError, match="did you mean china-blockchain-2016") as unknown:
            find_seed("china-blockchain-2015")
        assert unknown.value.closest == ("china-blockchain-2016",)

    def test_an_unknown_name_like_none_names_all(self) -> None:
        """A name like none of the seeds is answered with all of them."""
        with pytest.raises(
            InputError, match=f"there are china-blockchain-2016, {', '.join(LIFECYCLES)}; or give a path"
        ):
            find_seed("zzz")

    def test_an_unknown_lifecycle_names_the_closest(self) -> None:
        """Likewise for a lifecycle; a path is no name of one."""
        with pytest.raises(UnknownKeyError, match="there is no lifecycle 'whitepaper'; did you mean white-paper"):
            read_lifecycle("whitepaper")
        with pytest.raises(UnknownKeyError):
            read_lifecycle("../groups/china-blockchain-2016")

    def test_own_file_by_path_as_text(self, write: Write) -> None:
        """A text with a separator is a path."""
        assert read_seed(str(write(HEAD))).title == "Own file"

    def test_own_file_of_the_present_folder(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        """A name that ends in .toml is a path, also in the present folder; one that does not is tried as one last."""
        monkeypatch.chdir(write(HEAD).parent)
        write(HEAD, "plan")
        assert read_seed("own.toml").title == "Own file"
        assert read_seed("plan").title == "Own file"

    def test_a_seed_goes_before_a_file_of_its_name(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file named like a seed needs a path to be read."""
        monkeypatch.chdir(write(HEAD, "iso").parent)
        assert read_seed("iso").title == "ISO harmonized stage codes"
        assert read_seed("./iso").title == "Own file"

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("plans/none.toml", "the seed file 'plans/none.toml' does not exist"),
            ("./", "the seed file './' is a folder, not a file"),
        ],
    )
    def test_a_path_without_a_file(self, path: str, message: str) -> None:
        """A path that leads to no file is refused by name."""
        with pytest.raises(InputError, match=message):
            read_seed(path)

    def test_a_lifecycle_file_of_ones_own(self, write: Write) -> None:
        """A file with stages is one lifecycle, with the file's title and source its own."""
        text = 'key = "memo"\ntitle = "Memo"\nsource = "House rules"\n[[stage]]\ncode = "sent"\ntitle = "Sent"\noutcome = "done"\n'
        seed = read_seed(write(text))
        assert (seed.title, seed.source, [record.key for record in seed.records]) == ("Memo", "House rules", ["memo"])
