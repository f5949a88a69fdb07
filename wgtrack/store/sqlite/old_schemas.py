"""The schemas before the present one: what a file of each has in it, and nothing else. A version that was released is never edited."""

from collections.abc import Iterable, Mapping

from wgtrack.store.sqlite.schema import BEHIND_JOURNAL, BOOKKEEPING, DOCUMENTS, named


def table(name: str, columns: Iterable[str]) -> str:
    """The statement that makes a table."""
    lines = ",\n  ".join(columns)
    return f'CREATE TABLE "{name}" (\n  {lines}\n) STRICT'


_JOURNAL = (
    "number INTEGER PRIMARY KEY",
    "step INTEGER NOT NULL",
    "action TEXT NOT NULL",
    "kind TEXT NOT NULL",
    '"key" TEXT NOT NULL',
    "at TEXT NOT NULL",
    "recorded_at TEXT NOT NULL",
    '"by" TEXT NOT NULL',
    "why TEXT",
    "undoes INTEGER",
    "previous INTEGER REFERENCES journal (number)",
    "new TEXT",
)

#: The first entry of each record: what there ever was, in order, without reading the journal itself.
_FIRST_ENTRIES = 'CREATE INDEX journal_first ON journal (kind, number, "key", at, previous) WHERE previous IS NULL'
NOT_REWRITTEN = next(statement for statement in BEHIND_JOURNAL if "journal_is_not_rewritten" in statement)

_COMMON = (
    "created INTEGER PRIMARY KEY REFERENCES journal (number)",
    "revision INTEGER NOT NULL REFERENCES journal (number)",
    "changed_at TEXT NOT NULL",
    '"key" TEXT NOT NULL UNIQUE',
    "source TEXT",
    "note TEXT",
    "illustrative INTEGER NOT NULL",
)

_ITEM = (
    "title TEXT NOT NULL",
    "names TEXT",
    '"group" TEXT NOT NULL',
    "area TEXT",
    "owners TEXT",
    "estimate TEXT",
    "state TEXT NOT NULL",
    "target TEXT",
    '"limit" TEXT',
    "serves TEXT",
    "started_on TEXT",
    "done_on TEXT",
    "done_at TEXT",
    "tags TEXT",
    "waiting TEXT",
)

_TABLES = {
    "groups": (
        "name TEXT NOT NULL",
        "names TEXT",
        "parent TEXT",
        "timezone TEXT",
        "calendar TEXT",
        "mandate TEXT",
        "since TEXT",
        "until TEXT",
        "warning_days INTEGER NOT NULL",
        "stale_days INTEGER NOT NULL",
    ),
    "parties": (
        "name TEXT NOT NULL",
        "names TEXT",
        "kind TEXT NOT NULL",
        "affiliation TEXT",
        "description TEXT",
    ),
    "roles": (
        "party TEXT NOT NULL",
        '"group" TEXT NOT NULL',
        "role TEXT NOT NULL",
        "since TEXT",
        "until TEXT",
    ),
    "areas": (
        "title TEXT NOT NULL",
        "names TEXT",
        '"group" TEXT NOT NULL',
    ),
    "events": (
        "title TEXT NOT NULL",
        "names TEXT",
        '"group" TEXT NOT NULL',
        "starts TEXT NOT NULL",
        "ends TEXT",
        "place TEXT",
        "dropped INTEGER NOT NULL",
    ),
    "deliverables": (
        *_ITEM,
        "doctype TEXT NOT NULL",
        "lifecycle TEXT NOT NULL",
        "reached TEXT",
        "planned TEXT",
        "due_stage TEXT",
    ),
    "tasks": (
        *_ITEM,
        "kind TEXT NOT NULL",
        "percent INTEGER NOT NULL",
        "after TEXT",
        "parent TEXT",
        "deliverables TEXT",
        "reached_by TEXT",
    ),
    "lifecycles": (
        "title TEXT NOT NULL",
        "stages TEXT NOT NULL",
    ),
    "calendars": (
        "title TEXT NOT NULL",
        "weekend TEXT",
        "off TEXT",
        "work TEXT",
        "first_year INTEGER",
        "last_year INTEGER",
        "provisional_years TEXT",
    ),
}


#: The statements that make the first schema.
FIRST = (
    table("journal", _JOURNAL),
    *BEHIND_JOURNAL,
    _FIRST_ENTRIES,
    *(table(name, (*_COMMON, *columns)) for name, columns in _TABLES.items()),
    # A deliverable that reaches a stage looks for the milestones that this reaches.
    "CREATE INDEX tasks_reached_by ON tasks (reached_by) WHERE reached_by IS NOT NULL",
)
#: The table that the second schema adds.
BASELINES = table("baselines", (*_COMMON, "at TEXT NOT NULL"))
#: What the fourth schema adds: issued reports, and their files by what is in them.
REPORTS = (
    table(
        "reports",
        (
            *_COMMON,
            '"group" TEXT NOT NULL',
            "number INTEGER NOT NULL",
            "at TEXT NOT NULL",
            "since TEXT",
            "language TEXT NOT NULL",
            "documents TEXT NOT NULL",
        ),
    ),
    *DOCUMENTS,
)
#: Version -> table -> the columns that it adds. One that may not be empty needs a default, even if none is ever used.
ADDED_COLUMNS: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    2: {"tasks": ("remaining REAL", "not_before TEXT")},
    3: {"journal": ("hash BLOB NOT NULL DEFAULT x''",)},
}


#: Version -> the statements of what it adds beside columns.
_ADDED: Mapping[int, tuple[str, ...]] = {2: (BASELINES,), 4: REPORTS}


def objects(version: int) -> dict[tuple[str, str], str]:
    """Type and name of every table, index and trigger of a version, with its SQL as SQLite keeps it."""
    made = [
        *BOOKKEEPING,
        *FIRST,
        *(statement for since, added in _ADDED.items() if since <= version for statement in added),
    ]
    found = {named(statement): statement for statement in made}
    for since, tables in ADDED_COLUMNS.items():
        for name, columns in tables.items() if since <= version else ():
            before, _, after = found["table", name].rpartition(")")
            found["table", name] = f"{', '.join((before, *columns))}){after}"
    return found


def dropped(version: int) -> list[tuple[str, str]]:
    """Type and name of what a version has and the journal alone does without: rows of every kind, and indexes."""
    kept = {named(statement) for statement in (*BOOKKEEPING, *BEHIND_JOURNAL, *DOCUMENTS)} | {("table", "journal")}
    return [name for name in objects(version) if name not in kept]
