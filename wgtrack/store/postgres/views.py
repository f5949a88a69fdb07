"""The views that other programs read, one for each kind: ``tasks``, ``deliverables`` and so on."""

from collections.abc import Sequence
from hashlib import sha256

from wgtrack.errors import StoreError
from wgtrack.store import views
from wgtrack.store.postgres.database import Database

_FROM = 'FROM "current" JOIN journal AS entry ON entry.number = "current".last WHERE "current".kind = \'{kind}\' AND present = 1'
_CASTS = {int: "::bigint", float: "::double precision"}


def statements() -> dict[str, str]:
    """By their names, the statements that make the views."""
    return {name: _statement(name, kind, columns) for name, (kind, columns) in views.shown().items()}


def _statement(name: str, kind: str, columns: Sequence[views.ViewColumn]) -> str:
    shown = ", ".join(
        ("first AS created", "entry.number AS revision", "entry.at AS changed_at", *map(_column, columns))
    )
    return f'CREATE VIEW "{name}" AS SELECT {shown} {_FROM.format(kind=kind)}'


def _column(column: views.ViewColumn) -> str:
    value = f"((entry.new::json) ->> '{column.name}'){_CASTS.get(column.type, '')}"
    if column.default is not None:
        value = f"coalesce({value}, {_literal(column.default)})"
    return f'{value} AS "{column.name}"'


def _literal(value: str | float) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def print_of(made: dict[str, str]) -> str:
    """By what it is seen later whether these views, or others, were made: their names, and a hash of them all."""
    return f"{' '.join(sorted(made))} {sha256(repr(sorted(made.items())).encode()).hexdigest()}"


def make(database: Database) -> None:
    """Make the views; in a transaction."""
    made = statements()
    for statement in made.values():
        database.run(statement)
    database.run("UPDATE wgtrack SET views = ?", (print_of(made),))


def renew(database: Database) -> None:
    """Make the views anew where they are not those that this wgtrack makes, if this role may: they are their maker's."""
    ((made,),) = database.rows("SELECT views FROM wgtrack")
    if made == print_of(statements()):
        return
    try:
        with database.transaction():
            for name in made.split()[:-1]:
                database.run(f'DROP VIEW IF EXISTS "{name}"')
            make(database)
    except StoreError:
        return  # whoever owns them will
