"""The schema of a file as it is made now; ``old_schemas`` has those before it."""

#: 'wgtr': what the header of a wgtrack database says it is.
APPLICATION_ID = 0x77677472
#: Number of migrations: the user_version of a database that is up to date.
SCHEMA_VERSION = 5

#: The first schema whose journal is chained, and the first that is indexed by ``current`` and ``dependencies``.
CHAINED, INDEXED = 3, 5

#: Where sqlite_utils keeps which migrations were applied, for the migrations to come.
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
#: The migrations that a new file has no need of.
APPLIED = ("m001_record_and_journal", "m002_planning", "m003_chain", "m004_reports", "m005_journal_alone")

# Columns that came later stand as ALTER TABLE adds them, so that an older file becomes just as a new one.
JOURNAL = """CREATE TABLE "journal" (
  number INTEGER PRIMARY KEY,
  step INTEGER NOT NULL,
  action TEXT NOT NULL,
  kind TEXT NOT NULL,
  "key" TEXT NOT NULL,
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  why TEXT,
  undoes INTEGER,
  previous INTEGER REFERENCES journal (number),
  new TEXT
, hash BLOB NOT NULL DEFAULT x'') STRICT"""

#: What goes with the journal, and never changed since.
BEHIND_JOURNAL = (
    # Every index ends in the number, for it is the rowid. By record: its past. By instant: a span of time, and the newest. By
    # step: what was changed together, and the step before. By undo: what is not in force.
    'CREATE INDEX journal_record ON journal ("key", kind, at)',
    "CREATE INDEX journal_at ON journal (at)",
    "CREATE INDEX journal_step ON journal (step)",
    "CREATE INDEX journal_undoes ON journal (step, undoes) WHERE undoes IS NOT NULL",
    (
        "CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END"
    ),
    (
        "CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END"
    ),
)

#: What is made from the journal. ``current`` has every record that ever was: its first and its last entry, and whether it is
#: there still. By kind it is gone through in the order of the first entries, by key it is looked up.
INDEXES = (
    """CREATE TABLE "current" (
  kind TEXT NOT NULL,
  first INTEGER NOT NULL REFERENCES journal (number),
  "key" TEXT NOT NULL,
  last INTEGER NOT NULL REFERENCES journal (number),
  present INTEGER NOT NULL,
  PRIMARY KEY (kind, first)
) STRICT, WITHOUT ROWID""",
    'CREATE UNIQUE INDEX current_key ON "current" ("key", kind)',
    """CREATE TABLE "dependencies" (
  anchor TEXT NOT NULL,
  kind TEXT NOT NULL,
  "key" TEXT NOT NULL,
  PRIMARY KEY (anchor, kind, "key")
) STRICT, WITHOUT ROWID""",
)

#: The files of issued reports, by what is in them.
DOCUMENTS = (
    """CREATE TABLE "documents" (
  hash TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT""",
    (
        "CREATE TRIGGER documents_are_not_rewritten BEFORE UPDATE ON documents"
        " BEGIN SELECT RAISE(ABORT, 'the files of issued reports are never rewritten'); END"
    ),
    (
        "CREATE TRIGGER documents_are_not_thrown_away BEFORE DELETE ON documents"
        " BEGIN SELECT RAISE(ABORT, 'the files of issued reports are never thrown away'); END"
    ),
)

STATEMENTS = (*BOOKKEEPING, JOURNAL, *BEHIND_JOURNAL, *INDEXES, *DOCUMENTS)


def named(statement: str) -> tuple[str, str]:
    """Type and name of what a statement makes."""
    _create, *words = statement.replace(" UNIQUE ", " ").split(None, 3)
    return words[0].lower(), words[1].strip('"')
