"""What is fuzzed: every reader, given any bytes. Each gives a value or an error of wgtrack's, of one line; never another.

The property tests beside this file and the coverage-guided fuzzer (``make fuzz``) share these targets.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from wgtrack_cli import parsing

import wgtrack
from wgtrack import Area, Deliverable, Event, Group, Party, Task, Tracker
from wgtrack.dates import Deadline, Resolver, parse
from wgtrack.dates.instants import day, day_meant, day_starts, has_zone, instant, zone
from wgtrack.errors import ImportedFileError, InputError, SeedError, WgtrackError
from wgtrack.formats import FORMATS, render
from wgtrack.interchange import jsonl
from wgtrack.interchange.seeds import Seed, examine_seed
from wgtrack.messages.phrases import promise_words
from wgtrack.model.values import Estimate, Link
from wgtrack.report.report import Report
from wgtrack.status.report import StatusReport

AnswerT = TypeVar("AnswerT")

ROOT = Path(__file__).parents[2]
ZONES: tuple[tzinfo, ...] = (UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("Pacific/Apia"), ZoneInfo("America/Havana"))
#: What is asked about: the end of a day, so that no clock is read.
NOW = datetime(2016, 9, 5, 16, tzinfo=UTC)


#: What no output may have: controls but for line ends and tabs, and what turns text round.
ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Target(NamedTuple):
    """A reader, inputs that a fuzzer begins with, and words that it builds others from."""

    read: Callable[[bytes], object]
    begin: tuple[bytes, ...]
    words: tuple[str, ...] = ()


class Bytes:
    """A file that is only in memory."""

    name = "fuzz.toml"

    def __init__(self, content: bytes) -> None:
        self._content = content

    def open(self, _mode: str) -> BytesIO:
        """It, to be read."""
        return BytesIO(self._content)


def answer(call: Callable[[], AnswerT]) -> AnswerT | None:
    """What the call gives; None where it refuses in the way that is agreed, and any other error as it is."""
    try:
        return call()
    except WgtrackError as error:
        lines = str(error).split("\n") if isinstance(error, SeedError | ImportedFileError) else [str(error)]
        assert all(line.isprintable() and line for line in lines), lines
        assert all(len(line) < 5_000 for line in lines), "a line that nobody reads to its end"
        return None


def text_of(data: bytes) -> str:
    """Any text, half surrogates among it."""
    return data.decode("utf-8", "surrogateescape")


def read_seed_file(data: bytes) -> Seed | None:
    """A seed file: a seed whose problems are lines, or an error."""
    seed: Seed | None = answer(lambda: examine_seed(Bytes(data)))  # type: ignore[arg-type]  # as much of a file as is read
    if seed is not None:
        assert all(str(problem).isprintable() for problem in seed.problems)
    return seed


def load_seed_file(data: bytes) -> None:
    """A seed file loaded into a record of its own, and every question asked of it."""
    if re.search(rb'calendar\W*=\s*["\'](?!own|none)', data):
        return  # looking up a country's holidays takes long, and is no reader
    with wgtrack.open(":memory:", by="fuzz") as tracker:
        if answer(lambda: tracker.load(Bytes(data))) is not None:  # type: ignore[arg-type]  # as above
            ask_everything(tracker)


def ask_everything(tracker: Tracker) -> None:
    """Ask what can be asked; each answer is a value or an error."""
    groups = tracker.programme(NOW).groups
    for group in list(groups)[:2]:
        for question in (tracker.plans, tracker.workload, tracker.timeline, tracker.check):
            answer(partial(question, at=NOW, group=group))
        show_everything(answer(partial(tracker.status, NOW, group)), answer(partial(tracker.report, NOW, group)))
    answer(lambda: tracker.find(text="a", sort="-title", at=NOW))
    tracker.log()


def read_export(data: bytes) -> None:
    """An exported record: each line is an entry, a file, or what is wrong with it."""
    for line in jsonl.read(BytesIO(data)):
        if isinstance(line.found, InputError):
            told = line.found
            assert answer(partial(_raised, told)) is None
        elif isinstance(line.found, jsonl.JournalLine):
            assert jsonl.written(line.found).endswith(b"\n")


def import_export(data: bytes) -> bool:
    """An exported record imported into a file of its own: whether it is taken in, and then it can be asked about."""
    with TemporaryDirectory() as folder:
        source, path = Path(folder, "in.jsonl"), Path(folder, "wgtrack.db")
        source.write_bytes(data)
        if answer(partial(wgtrack.import_record, source, path)) is None:
            assert not path.exists(), "a refused file leaves no record"
            return False
        with wgtrack.open(path, by="fuzz", create=False) as tracker:
            ask_everything(tracker)
        return True


def _raised(error: InputError) -> None:
    raise error


@cache
def exported() -> bytes:
    """The small record, as it is exported."""
    file = BytesIO()
    small_record().export(file)
    return file.getvalue()


def show_everything(status: StatusReport | None, report: Report | None) -> None:
    """Write a status and a report in every format; no text of them acts on a terminal or turns others round."""
    for name, known in FORMATS.items():
        shown = (status,) if known.of_status else ()
        for one in (*shown, report):
            text = b"" if one is None else render(one, name)
            assert isinstance(text, bytes) or not ACTING.search(text.replace("\r\n", "\n")), name


def read_deadline(data: bytes) -> Deadline | None:
    """A deadline expression: read, and resolved in a small record."""
    text = text_of(data)
    expression = answer(lambda: parse(text))
    if expression is None:
        return None
    assert expression.text == text
    found = answer(lambda: Resolver(programme()).resolve(text, "wg"))
    if found is not None:
        assert found.ends.utcoffset() is not None
        promise_words(found)
    return found


def read_instant(data: bytes) -> datetime | None:
    """A day or an instant as ``--at`` takes it, in several zones."""
    text = text_of(data)
    answer(lambda: has_zone(text))
    meant = answer(lambda: day_meant(text))
    answer(lambda: day(text))
    found = None
    for where in ZONES:
        if meant is not None:
            answer(partial(day_starts, meant, where))
        found = answer(partial(instant, text, where))
        assert found is None or found.utcoffset() is not None
    return found


def read_zone(data: bytes) -> ZoneInfo | None:
    """The name of a time zone."""
    return answer(lambda: zone(text_of(data)))


def read_link(data: bytes) -> Link | None:
    """What a task waits for; a link that was read is read again from its own text."""
    found = answer(lambda: Link.of(text_of(data)))
    assert found is None or Link.of(str(found)) == found
    return found


def read_estimate(data: bytes) -> Estimate | None:
    """An estimate; one that was read is within its bounds."""
    found = answer(lambda: Estimate.of(text_of(data)))
    assert found is None or 0 <= found.optimistic <= found.likely <= found.pessimistic <= 100_000
    return found


#: Readers of options of the command line, of one text each.
OPTIONS: Mapping[str, Callable[[str], Any]] = {
    "whole": parsing.numbered("it"),
    "percentage": parsing.percentage,
    "days": parsing.days,
    "step": parsing.step_number,
    "name": parsing.name_in_language,
    "named day": parsing.named_day,
    "weekend": parsing.weekend,
    "choice": parsing.one_of(("table", "json", "csv"), "format"),
    "choices": parsing.several_of(("task", "milestone"), "kind"),
}


def read_option(data: bytes) -> None:
    """The text of an option, as every one of the readers takes it."""
    for read in OPTIONS.values():
        answer(partial(read, text_of(data)))


#: What ``list`` and the other questions take as text.
FILTERS: Mapping[str, Callable[[Tracker, str], object]] = {
    "text": lambda tracker, text: tracker.find(text=text, at=NOW),
    "verdict": lambda tracker, text: tracker.find(verdict=text, at=NOW),
    "verdicts": lambda tracker, text: tracker.find(verdict=[text], at=NOW),
    "kind": lambda tracker, text: tracker.find(kinds=[text], at=NOW),
    "sort": lambda tracker, text: tracker.find(sort=text, at=NOW),
    "tag": lambda tracker, text: tracker.find(tag=text, at=NOW),
    "area": lambda tracker, text: tracker.find(area=text, at=NOW),
    "owner": lambda tracker, text: tracker.find(owner=text, at=NOW),
    "group": lambda tracker, text: tracker.find(group=text, at=NOW),
    "at": lambda tracker, text: tracker.find(at=text),
    "within": lambda tracker, text: tracker.due(text, at=NOW),
    "next owner": lambda tracker, text: tracker.next(at=NOW, owner=text),
    "log": lambda tracker, text: tracker.log(text),
    "since": lambda tracker, text: tracker.log(since=text),
    "log at": lambda tracker, text: tracker.log(at=text),
    "days": lambda tracker, text: tracker.timeline(text, text, at=NOW),
    "plan": lambda tracker, text: tracker.plan(text, at=NOW),
    "key": lambda tracker, text: tracker.get(text),
    "status at": lambda tracker, text: tracker.status(at=text),
}


def read_filter(data: bytes) -> None:
    """A filter of a question: the first byte says which, the rest is its text."""
    if data:
        ask = tuple(FILTERS.values())[data[0] % len(FILTERS)]
        answer(lambda: ask(small_record(), text_of(data[1:])))


@cache
def small_record() -> Tracker:
    """A group with one of each thing, in memory."""
    tracker = wgtrack.open(":memory:", by="fuzz")
    early = "2016-08-01"
    tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="none"), at=early)
    tracker.add(Party(key="cesi", name="CESI"), at=early)
    tracker.add(Area(key="trends", title="Trends", group="wg"), at=early)
    tracker.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24"), at=early)
    tracker.add(Event(key="last", title="Last", group="wg", starts="9999-12-30"), at=early)
    tracker.add(Event(key="first", title="First", group="wg", starts="0001-01-02"), at=early)
    paper = Deliverable(key="paper", title="Paper", group="wg", owners=["cesi"], target="summit - 1wd")
    tracker.add(paper, at=early)
    tracker.add(Task(key="T-1", title="Outline 大纲", group="wg", area="trends", estimate=3, tags=["a"]), at=early)
    return tracker


@cache
def programme() -> wgtrack.WorkProgramme:
    """The small record as a value."""
    return small_record().programme(NOW)


def _seed_files() -> tuple[bytes, ...]:
    kept = sorted((ROOT / "tests" / "rejected" / "seeds").glob("*.toml"))
    own = sorted((ROOT / "seeds").rglob("*.toml"))
    return tuple(content for path in (*kept, *own) if len(content := path.read_bytes()) < 10_000)


_TOML_WORDS = (
    *("title", "recorded", "by", "why", "source", "key", "name", "names", "group", "parent", "timezone", "calendar"),
    *("[[group]]", "[[party]]", "[[role]]", "[[area]]", "[[event]]", "[[deliverable]]", "[[task]]", "[[change]]"),
    *("[[lifecycle]]", "[[calendar]]", "[[stage]]", "[[lifecycle.stage]]", "mandate", "text", "valid_from", "since"),
    *("starts", "ends", "target", "limit", "after", "estimate", "owners", "tags", "waiting", "reached", "planned"),
    *("stage", "due", "on", "at", "do", "start", "progress", "done", "move", "drop", "wait", "advance", "edit"),
    *("percent", "remaining", "state", "weekend", "off", "work", "first_year", "last_year", "provisional_years"),
    *(
        "= ",
        '"',
        '"""',
        "'",
        "[",
        "]",
        "{",
        "}",
        "true",
        "inf",
        "nan",
        "1e999",
        "9999-12-31",
        "0001-01-01",
        "0x",
        "\\u",
    ),
)
_DATE_WORDS = (
    *("summit", "paper", "T-1", "last", "first", ".end", "@review", " + ", " - ", "1wd", "2w", "3m", "99999d", "0wd"),
    *("2016-09-18", "9999-12-31", "0001-01-01", "0000-00-00", "2016-09", "2016-Q3", "T17:00", "T23:59:59.999999"),
    *("Z", "+08:00", "-23:59", "+24:00", " Asia/Shanghai", " Europe/Berlin", "\u0662\u0660\u0661\u0666"),
)


_JSON_NAMES = (
    *("number", "step", "action", "kind", "key", "at", "recorded_at", "by", "why", "undoes"),
    *("previous", "new", "hash", "file", "text", "base64", "format"),
)
_JSON_WORDS = (
    *(f'"{name}":' for name in _JSON_NAMES),
    *("null", "true", "{", "}", "[", "]", '"', ",", "NaN", "1e999", "task", "group"),
    *("\\u0000", "\\ud800", "\\u202e", "9999-12-31T00:00:00.000000+00:00"),
)


def _texts(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


TARGETS: Mapping[str, Target] = {
    "seed": Target(read_seed_file, _seed_files(), _TOML_WORDS),
    "load": Target(load_seed_file, _seed_files(), _TOML_WORDS),
    "export": Target(read_export, (exported(),), _JSON_WORDS),
    "import": Target(import_export, (exported(),), _JSON_WORDS),
    "deadline": Target(
        read_deadline,
        _texts(
            "2016-09-18", "summit - 1wd", "paper@review + 2w - 1d", "2016-Q3", "2016-09-18T17:00 Europe/Berlin", "T-1"
        ),
        _DATE_WORDS,
    ),
    "instant": Target(
        read_instant,
        _texts("2016-09-05", "2016-09-05T17:00 Asia/Shanghai", "2016-09-05 17:00:00.5Z", "9999-12-30T23:59+08:00"),
        _DATE_WORDS,
    ),
    "zone": Target(
        read_zone, _texts("Asia/Shanghai", "UTC", "../../etc/passwd", "posix/UTC"), ("Etc/", "right/", "..")
    ),
    "link": Target(
        read_link, _texts("TR-1", "TR-1 SS + 2wd", "TR-1 FF - 2wd, at most 20wd", "paper@review"), ("FS", "SF")
    ),
    "estimate": Target(read_estimate, _texts("5", "3/5/9", "1e308", "nan/1/2", "0.5", "-0"), ("inf", "1e", "/", "_")),
    "option": Target(read_option, _texts("5", "40%", "#12", "zh-Hans=名", "2016-09-15=Mid", "Sat,Sun", "-0"), ()),
    "filter": Target(
        read_filter,
        tuple(
            bytes([place]) + text.encode()
            for place in range(len(FILTERS))
            for text in ("overdue,at_risk", "10wd", "-title", "2016-09-05", "cesi")
        ),
        _DATE_WORDS,
    ),
}
