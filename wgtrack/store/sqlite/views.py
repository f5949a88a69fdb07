"""The views of a SQLite file that other programs read, one for each kind: ``tasks``, ``deliverables`` and so on."""

import re
from collections.abc import Sequence

from wgtrack.store import views
from wgtrack.store.sqlite.database import Database

_FROM = 'FROM "current" JOIN journal AS entry ON entry.number = "current".last WHERE "current".kind = \'{kind}\' AND present = 1'
_OURS = re.compile(
    r"""CREATE VIEW "[a-z_]+" AS SELECT first AS created, entry\.number AS revision, entry\.at AS changed_at"""
    r"""(?:, (?:ifnull\(json_extract\(entry\.new, '\$\.[a-z_]+'\), (?:'(?:[^']|'')*'|-?[0-9.]+)\)"""
    r"""|json_extract\(entry\.new, '\$\.[a-z_]+'\)) AS "[a-z_]+")*"""
    r""" FROM "current" JOIN journal AS entry ON entry\.number = "current"\.last"""
    r""" WHERE "current"\.kind = '[a-z_]+' AND present = 1"""
)
_SELECT = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"


def statements() -> dict[str, str]:
    """By their names, the statements that make the views."""
    return {name: _statement(name, kind, columns) for name, (kind, columns) in views.shown().items()}


def _statement(name: str, kind: str, columns: Sequence[views.ViewColumn]) -> str:
    shown = ", ".join(
        ("first AS created", "entry.number AS revision", "entry.at AS changed_at", *map(_column, columns))
    )
    return f'CREATE VIEW "{name}" AS SELECT {shown} {_FROM.format(kind=kind)}'


def _column(column: views.ViewColumn) -> str:
    value = f"json_extract(entry.new, '$.{column.name}')"
    if column.default is not None:
        value = f"ifnull({value}, {_literal(column.default)})"
    return f'{value} AS "{column.name}"'


def _literal(value: str | float) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def is_ours(name: str, sql: str) -> bool:
    """Whether a view is one that some version of wgtrack makes: it shows the fields of a kind, and does nothing else."""
    return name in views.shown() or _OURS.fullmatch(sql) is not None


def renew(database: Database) -> None:
    """Make the views anew where they are not those that this wgtrack makes, as after an update with new fields."""
    wanted = statements()
    if dict(database.rows(_SELECT)) != wanted:
        with database.transaction():
            for name, _ in database.rows(_SELECT):
                database.run(f'DROP VIEW "{name}"')
            for statement in wanted.values():
                database.run(statement)
