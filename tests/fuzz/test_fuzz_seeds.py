"""Seed files that are TOML and name the right things, with values that nobody would write."""

import json
import math
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import load_seed_file, read_seed_file
from tests.strategies import unhurried
from wgtrack.interchange.seeds.past import read_change
from wgtrack.interchange.seeds.tables import fields_of
from wgtrack.interchange.seeds.values import MistakesError
from wgtrack.model.programme import KINDS
from wgtrack.tracker.loading import VERBS

#: Keys that records have and name each other by, so that what is made hangs together, and in circles.
KEYS = ("a", "b", "c", "wg", "T-1", "d", "e")
WORDS = (
    *(
        "open",
        "done",
        "dropped",
        "active",
        "milestone",
        "task",
        "person",
        "chair",
        "white-paper",
        "iso",
        "drafting",
        "none",
    ),
    *(
        "Asia/Shanghai",
        "Pacific/Apia",
        "a + 1d",
        "e - 2wd",
        "T-1 SS + 2wd",
        "d@drafting",
        "2016-09",
        "2016-Q3",
        "9999-12-30",
    ),
    *(
        "0001-01-01",
        "2016-09-18T17:00Z",
        "\u202eevil",
        "\u2067",
        "=1+1",
        "<b>",
        "|",
        "'; DROP TABLE tasks; --",
        "3/5/9",
    ),
)
numbers = st.integers(-(2**70), 2**70) | st.floats() | st.sampled_from((0, 1, 5, 99, 100, 101, 100_000, 10**400, 1e308))
moments = st.dates() | st.datetimes() | st.times() | st.sampled_from((date.min, date.max, datetime.max, datetime.min))
leaves = (
    st.sampled_from(KEYS)
    | st.sampled_from(WORDS)
    | st.text(max_size=8)
    | numbers
    | moments
    | st.booleans()
    | st.sampled_from(("x" * 1001, "\0", "\x1b[2J"))
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from((*KEYS, "text", "on", "stage", "due")), inner, max_size=3)
    ),
    max_leaves=4,
)


def tables_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of one kind of record: what it needs, mostly as it should be, and any other field with any value."""
    plain = {
        "key": st.sampled_from(KEYS),
        "title": st.just("t"),
        "name": st.just("n"),
        "group": st.sampled_from(("wg", "a")),
    }
    plain |= {"starts": st.just("2016-09-19"), "party": st.sampled_from(KEYS), "role": st.just("chair")}
    fields = fields_of(KINDS[kind])
    usual = {name: plain[name] | values for name in fields if name in plain}
    return st.fixed_dictionaries(usual, optional={name: values for name in fields if name not in plain})


changes = st.fixed_dictionaries(
    {
        "at": moments | st.just(date(2016, 9, 1)),
        "do": st.sampled_from(VERBS) | leaves,
        "key": st.sampled_from(KEYS) | values,
    },
    optional=dict.fromkeys(
        (
            "on",
            "why",
            "by",
            "percent",
            "remaining",
            "target",
            "limit",
            "since",
            "what",
            "stage",
            "starts",
            "ends",
            "note",
        ),
        values,
    ),
)
documents = st.fixed_dictionaries(
    {
        "title": st.just("t") | values,
        "group": st.lists(tables_of("group") | st.just({"key": "wg", "name": "n"}), max_size=2),
    },
    optional={
        **{
            kind: st.lists(tables_of(kind), max_size=3)
            for kind in KINDS
            if kind not in {"group", "baseline", "lifecycle"}
        },
        "change": st.lists(changes, max_size=3),
        "recorded": values | st.just(date(2016, 8, 1)),
        "by": values,
        "why": values,
    },
)
stages = st.fixed_dictionaries(
    {"code": st.sampled_from(KEYS) | values, "title": leaves},
    optional=dict.fromkeys(("next", "usual_days", "outcome", "start"), values),
)
lifecycles = st.fixed_dictionaries(
    {"key": st.sampled_from(KEYS) | values, "title": leaves, "stage": st.lists(stages, max_size=3)}
)


#: Texts that may be stored, and days and numbers at the ends of what there is: what has to be shown harmlessly.
texts = st.sampled_from(
    (
        "\u202eevil",
        "\u2066\u2067",
        "=1+1",
        "<script>",
        "| a |",
        "[x](y)",
        "'; DROP TABLE tasks; --",
        "a\nb",
        "长" * 300,
        "\u200f",
        "🏳️‍🌈",
    )
)
lines = texts.filter(lambda text: "\n" not in text and text not in {"\u2066\u2067", "\u200f"})
days = st.sampled_from((date.min, date(2016, 2, 29), date(2016, 9, 18), date(9998, 12, 31), date.max)) | st.dates()
counts = st.sampled_from((0, 0.5, 1, 100_000, 1e-9, 7))
due = st.sampled_from(
    (
        *(
            "2016-09-18",
            "e - 1wd",
            "e.end",
            "f + 3m",
            "T-1 + 2w",
            "T-2",
            "d",
            "d@review",
            "2016-09",
            "2016-Q3",
            "9999-12-30",
        ),
        *("0001-01-01", "2016-09-18T17:00Z", "e + 99999wd", "2016-01-31 + 1m", "T-3 - 5d"),
    )
)
links = st.sampled_from(
    (
        "T-1",
        "T-2 SS + 2wd",
        "T-3 FF - 9wd, at most 20wd",
        "T-4 SF",
        "e",
        "d",
        "d@review",
        "T-1 + 999999wd",
        "f FF",
        "T-2 SS, at most -3wd",
    )
)
_ITEM = {
    "names": st.dictionaries(st.sampled_from(("zh-Hans", "de")), lines, max_size=2),
    "area": st.just("a"),
    "owners": st.lists(st.sampled_from(("p", "q")), max_size=3),
    "estimate": counts | st.lists(counts, min_size=3, max_size=3).map(sorted),
    "target": due,
    "limit": due,
    "serves": st.sampled_from(("e", "f")),
    "started_on": days,
    "tags": st.lists(lines, max_size=2),
    "waiting": st.fixed_dictionaries({"on": lines, "since": days}, optional={"what": texts}),
    "note": texts,
    "source": texts,
}
_TASK = {
    **_ITEM,
    "percent": st.integers(0, 100),
    "remaining": counts,
    "not_before": due,
    "after": st.lists(links, max_size=3),
    "parent": st.sampled_from(("T-1", "T-2")),
    "deliverables": st.just(["d"]),
    "state": st.sampled_from(("open", "active", "dropped")),
}
_PAPER = {
    **_ITEM,
    "planned": st.lists(
        st.fixed_dictionaries({"stage": st.sampled_from(("drafting", "review")), "due": due}), max_size=2
    ),
    "reached": st.lists(
        st.fixed_dictionaries({"stage": st.sampled_from(("drafting", "review")), "on": days}), max_size=2
    ),
    "due_stage": st.sampled_from(("review", "published")),
}


def named(given: dict[str, Any], optional: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """A table with these values, a title that may be stored, and any of some fields."""
    title = "name" if "title" not in given else "title"
    fixed = {name: st.just(value) for name, value in given.items()}
    return st.fixed_dictionaries({**fixed, title: lines}, optional=optional)


def tasks(number: int) -> st.SearchStrategy[dict[str, Any]]:
    """A task of this number, with any fields."""
    return named({"key": f"T-{number}", "title": "", "group": "wg" if number < 4 else "c"}, _TASK)


_SPAN = {"ends": due, "place": texts, "dropped": st.booleans()}
sound = st.fixed_dictionaries(
    {
        "title": lines,
        "recorded": st.just(date(2016, 8, 1)),
        "group": st.tuples(
            named(
                {"key": "wg"},
                {"timezone": st.sampled_from(("Asia/Shanghai", "Pacific/Apia")), "since": days, "note": texts},
            ),
            named({"key": "c", "parent": "wg"}, {"warning_days": st.integers(0, 99), "calendar": st.just("own")}),
        ).map(list),
        "party": st.tuples(
            named({"key": "p"}, {"description": texts}), named({"key": "q", "affiliation": "p"}, {})
        ).map(list),
        "area": st.tuples(named({"key": "a", "title": "", "group": "wg"}, {})).map(list),
        "calendar": st.tuples(
            st.fixed_dictionaries(
                {"key": st.just("own")}, optional={"weekend": st.sampled_from(([], [0, 1, 2, 3, 4, 5]))}
            )
        ).map(list),
        "event": st.tuples(
            named({"key": "e", "title": "", "group": "wg", "starts": "2016-09-19"}, {"place": texts}),
            named({"key": "f", "title": "", "group": "c", "starts": "2016-10-01"}, _SPAN),
        ).map(list),
        "deliverable": st.tuples(named({"key": "d", "title": "", "group": "wg"}, _PAPER)).map(list),
        "task": st.tuples(tasks(1), tasks(2), tasks(3), tasks(4)).map(list),
    }
)


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)} = {toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return hex(value) if isinstance(value, int) and value > 2**64 else json.dumps(value, ensure_ascii=False)


def written(document: dict[str, Any]) -> bytes:
    """A document as a file; its lists of tables as lists, which says the same."""
    return "".join(f"{name} = {toml(value)}\n" for name, value in document.items()).encode("utf-8", "surrogatepass")


@unhurried
@given(documents | lifecycles)
@example(
    {"title": "t", "task": [{"key": "T-1", "title": "t", "group": "wg", "percent": 10**4000, "remaining": 10**400}]}
)
@example({"title": "t", "task": [{"key": 10**4000}], "change": [{"key": 10**4000, "do": 10**4000}]})
def test_any_document_is_read(document: dict[str, Any]) -> None:
    """Whatever the fields of a file hold, it is a seed, its problems, or an error; each a visible line."""
    read_seed_file(written(document))


@settings(unhurried, max_examples=100)
@given(sound)
def test_any_document_that_loads_can_be_asked_about(document: dict[str, Any]) -> None:
    """A file that loads leaves a record that answers every question and is shown harmlessly in every format."""
    load_seed_file(written(document))


@unhurried
@given(st.dictionaries(st.text(max_size=5) | st.sampled_from(("at", "do", "key", "percent")), values, max_size=5))
def test_any_change_is_read(table: dict[str, Any]) -> None:
    """A table of the past is a change or its mistakes."""
    with suppress(MistakesError):
        read_change(table, {"T-1": "task", "d": "deliverable"})
