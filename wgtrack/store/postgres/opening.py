"""Opening a server's database: what is not ours or too new is refused, and left as it is."""

import math
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from wgtrack.errors import (
    NotInstalledError,
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreTooNewError,
)
from wgtrack.messages.message import argument, call, untranslated

try:
    import psycopg
except ImportError as missing:
    raise NotInstalledError(
        untranslated("a record on a PostgreSQL server needs psycopg"), "psycopg", "postgres"
    ) from missing

from wgtrack.store.postgres import views
from wgtrack.store.postgres.database import FAILURES, Database, one_line
from wgtrack.store.postgres.schema import SCHEMA_VERSION, STATEMENTS
from wgtrack.store.postgres.storage import PostgresStorage

_THERE = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name LIMIT 4"
)
_OURS = "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'wgtrack'"
_ANOTHER = untranslated(
    "choose another database with {path} or WGTRACK_DB, or another schema of it (options=-csearch_path%3DNAME)",
    path=argument("path"),
)
_REACH = untranslated("see whether the server is running, and whether address, role and password are right")
#: Parameters of an address that are nobody's business.
_SECRET = ("password", "sslpassword", "passfile")


def open_storage(address: str, *, create: bool, timeout: float) -> PostgresStorage:
    """The record in the database at this address, whose tables are made if it has none and ``create`` says so."""
    return PostgresStorage(open_database(address, create=create, timeout=timeout))


def open_database(address: str, *, create: bool, timeout: float) -> Database:
    """A database of ours."""
    database = connect(address, timeout)
    try:
        if not database.rows(_OURS):
            _refuse_foreign(database)
            if not database.rows(_OURS):
                _begin(database, create=create)
        _check_version(database)
    except BaseException:
        database.close()
        raise
    return database


def connect(address: str, timeout: float) -> Database:
    """A connection, with all its settings."""
    shown = without_password(address)
    try:
        connection: psycopg.Connection[Any] = psycopg.connect(
            address,
            autocommit=True,
            connect_timeout=max(2, math.ceil(timeout)),
            prepare_threshold=3,
            fallback_application_name="wgtrack",
            client_encoding="UTF8",
        )
    except FAILURES as error:
        raise StoreError(
            shown, untranslated("the server cannot be reached ({said})", said=_said(error, address)), _REACH
        ) from None
    database = Database(connection, shown)
    try:
        database.run(f"SET lock_timeout = {max(1, round(timeout * 1000))}")
    except BaseException:
        database.close()
        raise
    return database


def without_password(address: str) -> str:
    """An address that can be shown."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
        user = parts.netloc.rpartition("@")[0].partition(":")[0]
        query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in _SECRET], safe="/")
    except ValueError:
        return f"{address.partition('://')[0]}://..."
    return f"{parts.scheme}://{user}{'@' if user else ''}{host}{parts.path}{'?' if query else ''}{query}"


def _said(error: Exception, address: str) -> str:
    """What the failure says, unless that has the password in it."""
    said = one_line(error)
    secrets = [value for name, value in _secrets(address) if value]
    return "see its log" if any(secret in said for secret in secrets) else said


def _secrets(address: str) -> list[tuple[str, str]]:
    with suppress(ValueError):
        parts = urlsplit(address)
        pairs = [pair for pair in parse_qsl(parts.query) if pair[0] in _SECRET]
        return [("", parts.password or ""), *pairs]
    return [("", address)]


def _refuse_foreign(database: Database) -> None:
    """Refuse a database that holds what wgtrack did not make; another process may have begun a record since we looked."""
    found = [name for (name,) in database.rows(_THERE)]
    if found and not database.rows(_OURS):
        few = ", ".join(f"'{name}'" for name in found[:3])
        more = " and more" if len(found) > 3 else ""  # noqa: PLR2004 - as many as are named
        raise StoreForeignError(
            database.path,
            untranslated("this database holds another program's tables ({few}{more})", few=few, more=more),
            _ANOTHER,
        )


def _begin(database: Database, *, create: bool) -> None:
    """Make all that a record has in it, whole or not at all, even if another process does the same at the same time."""
    if not create:
        hint = untranslated("start one with {open} or {load}", open=call("wgtrack.open"), load=call("load"))
        raise StoreMissingError(database.path, untranslated("there is no record in this database"), hint)
    try:
        database.run("BEGIN")
        for statement in STATEMENTS:
            database.run(statement)
        views.make(database)
        database.run("COMMIT")
    except StoreError:
        database.roll_back()
        if not database.rows(_OURS):  # the other process was faster, and its record is as good
            raise
    except BaseException:
        database.roll_back()
        raise


def _check_version(database: Database) -> None:
    found = database.rows("SELECT version FROM wgtrack")
    if len(found) != 1 or not isinstance(found[0][0], int):
        raise StoreForeignError(database.path, untranslated("its table 'wgtrack' is another program's"), _ANOTHER)
    version = found[0][0]
    if version > SCHEMA_VERSION:
        raise StoreTooNewError(
            database.path,
            untranslated(
                "the database was written by a newer wgtrack (schema {version}, this one knows {schema_version})",
                version=version,
                schema_version=SCHEMA_VERSION,
            ),
            untranslated("upgrade with 'pip install --upgrade wgtrack'"),
        )
