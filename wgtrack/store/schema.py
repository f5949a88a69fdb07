"""The schema of each version: what a database of ours has in it, and nothing else.

A version that was released is never edited; ``migrations`` leads from one to the next.
"""

from collections.abc import Iterable, Mapping

#: 'wgtr': what the header of a wgtrack database says it is.
APPLICATION_ID = 0x77677472
#: Number of migrations: the user_version of a database that is up to date.
SCHEMA_VERSION = 5

#: The first schema whose journal is chained.
CHAINED = 3


def table(name: str, columns: Iterable[str]) -> str:
    """The statement that makes a table."""
    lines = ",\n  ".join(columns)
    return f'CREATE TABLE "{name}" (\n  {lines}\n) STRICT'


#: Where sqlite_utils keeps which migrations were applied; made here, so that its text is the same with any sqlite_utils.
BOOKKEEPING = (
    (
        'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
        '   "applied_at" TEXT\n)'
    ),
    (
        'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
        '    ON "_sqlite_migrations" ("migration_set", "name")'
    ),
)

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

NOT_REWRITTEN = (
    "CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END"
)

_BEHIND_JOURNAL = (
    # Every index ends in the number, for it is the rowid.
    'CREATE INDEX journal_record ON journal ("key", kind, at)',
    "CREATE INDEX journal_at ON journal (at)",
    "CREATE INDEX journal_step ON journal (step)",
    "CREATE INDEX journal_undoes ON journal (step, undoes) WHERE undoes IS NOT NULL",
    # The first entry of each record: what there ever was, in order, without reading the journal itself; SQLite takes that from
    # an index only if the column of its condition is in it too.
    'CREATE INDEX journal_first ON journal (kind, number, "key", at, previous) WHERE previous IS NULL',
    NOT_REWRITTEN,
    (
        "CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END"
    ),
)

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
    *_BEHIND_JOURNAL,
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
    table("documents", ("hash TEXT PRIMARY KEY", "content BLOB NOT NULL")),
    (
        "CREATE TRIGGER documents_are_not_rewritten BEFORE UPDATE ON documents"
        " BEGIN SELECT RAISE(ABORT, 'the files of issued reports are never rewritten'); END"
    ),
    (
        "CREATE TRIGGER documents_are_not_thrown_away BEFORE DELETE ON documents"
        " BEGIN SELECT RAISE(ABORT, 'the files of issued reports are never thrown away'); END"
    ),
)
#: Version -> table -> the columns that it adds. One that may not be empty needs a default, even if none is ever used.
ADDED_COLUMNS: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    2: {"tasks": ("remaining REAL", "not_before TEXT")},
    3: {"journal": ("hash BLOB NOT NULL DEFAULT x''",)},
    5: {"deliverables": ("priority INTEGER",), "tasks": ("priority INTEGER",)},
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
    found = {_named(statement): statement for statement in made}
    for since, tables in ADDED_COLUMNS.items():
        for name, columns in tables.items() if since <= version else ():
            before, _, after = found["table", name].rpartition(")")
            found["table", name] = f"{', '.join((before, *columns))}){after}"
    return found


def columns_after(version: int, name: str) -> frozenset[str]:
    """The columns that a table gets in later versions."""
    later = (tables.get(name, ()) for since, tables in ADDED_COLUMNS.items() if since > version)
    return frozenset(column.split()[0] for columns in later for column in columns)


def _named(statement: str) -> tuple[str, str]:
    _create, *words = statement.replace(" UNIQUE ", " ").split(None, 3)
    return words[0].lower(), words[1].strip('"')
