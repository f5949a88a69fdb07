"""What a server's database has in it. Versions are counted as those of a SQLite file are."""

#: The first version that servers had.
SCHEMA_VERSION = 5
#: The tables, by whose names a database of another program is told apart.
TABLES = ("wgtrack", "journal", "current", "dependencies", "documents")

_JOURNAL = (
    """CREATE TABLE journal (
  number bigint PRIMARY KEY,
  step bigint NOT NULL,
  action text NOT NULL,
  kind text NOT NULL,
  "key" text NOT NULL,
  at text NOT NULL,
  recorded_at text NOT NULL,
  "by" text NOT NULL,
  why text,
  undoes bigint,
  previous bigint REFERENCES journal (number),
  new text,
  hash bytea NOT NULL
)""",
    'CREATE INDEX journal_record ON journal ("key", kind, at, number)',
    "CREATE INDEX journal_at ON journal (at)",
    "CREATE INDEX journal_step ON journal (step)",
    "CREATE INDEX journal_undoes ON journal (step, undoes) WHERE undoes IS NOT NULL",
)
_INDEXES = (
    """CREATE TABLE "current" (
  kind text NOT NULL,
  first bigint NOT NULL REFERENCES journal (number),
  "key" text NOT NULL,
  last bigint NOT NULL REFERENCES journal (number),
  present smallint NOT NULL,
  PRIMARY KEY (kind, first),
  UNIQUE ("key", kind)
)""",
    """CREATE TABLE dependencies (
  anchor text NOT NULL,
  kind text NOT NULL,
  "key" text NOT NULL,
  PRIMARY KEY (anchor, kind, "key")
)""",
)
_DOCUMENTS = "CREATE TABLE documents (hash text PRIMARY KEY, content bytea NOT NULL)"
#: Its one row is what writers take turns by. ``views`` says which views were made.
_OURS = (
    "CREATE TABLE wgtrack (single smallint PRIMARY KEY CHECK (single = 1), version bigint NOT NULL, views text NOT NULL)",
    f"INSERT INTO wgtrack (single, version, views) VALUES (1, {SCHEMA_VERSION}, '')",  # noqa: S608 - a number of ours
)

STATEMENTS = (*_JOURNAL, *_INDEXES, _DOCUMENTS, *_OURS)
