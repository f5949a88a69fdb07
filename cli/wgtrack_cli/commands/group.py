"""``wgtrack group``: working groups and committees."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import typer
from attrs import evolve

from wgtrack.dates import Deadline
from wgtrack.formats.entry_words import span_words
from wgtrack.model.programme import WorkProgramme, calendar_key, zone_name
from wgtrack.model.records import Group
from wgtrack.model.values import Mandate
from wgtrack.rules.moved_deadlines import MovedDeadline
from wgtrack_cli import change_messages, output, record_commands, root, session, tables
from wgtrack_cli.fields import fields_of, values, with_fields
from wgtrack_cli.options import At, GroupKey, ListFormat, NewKey, ShowFormat, SortBy, TextFilter, TookEffect, Why

app = root.noun("Working groups and committees: add, edit, show, list.")

OWN = fields_of(Group)
#: Option -> field of the mandate.
_IN_MANDATE = {field.option.removeprefix("--").replace("-", "_"): field.name for field in fields_of(Mandate)}
MANDATE = tuple(
    field._replace(name=name, needed=False) for name, field in zip(_IN_MANDATE, fields_of(Mandate), strict=True)
)
HEADINGS = ("key", "name", "parent", "timezone", "calendar", "since", "until")


@root.command(app, "add", "group add editors --name 'Editing Committee' --parent blockchain-wg")
@with_fields((*OWN, *MANDATE), adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put a group or a committee on record."""
    record_commands.add(context, Group(key=key, **_group_fields(None, given)), why, at)


@root.command(app, "edit", "group edit blockchain-wg --mandate-until 2017-08-31")
@with_fields((*OWN, *MANDATE), adding=False)
def edit(context: typer.Context, key: GroupKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change what is recorded of a group. A new zone or calendar prints every deadline that moves with it."""
    if all(given[name] is None for name in ("timezone", "calendar", "parent")):
        record_commands.edit(context, key, lambda group: _group_fields(group, given), why, at)
        return
    with session.writing(context) as tracker:
        group: Any = record_commands.required(tracker, context, key)
        told = record_commands.edited(group, tracker.edit(key, why=why, at=at, **_group_fields(group, given)))
        output.say("\n".join([told, *change_messages.moved_lines(_other_days(tracker.moved()), tracker.programme())]))


def _other_days(moved: Iterable[MovedDeadline]) -> list[MovedDeadline]:
    """The deadlines that mean another day now; a new zone alone moves only the hour at which each of them ends."""
    return [each for each in moved if _day(each.before) != _day(each.after)]


def _day(deadline: Deadline | None) -> date | None:
    return None if deadline is None else deadline.date


@root.command(app, "show", "group show blockchain-wg")
def show(context: typer.Context, key: GroupKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a group: mandate, zone, calendar, days, roles."""
    record_commands.show(context, key, at, format_, more=_roles)


def _roles(group: Group, programme: WorkProgramme) -> list[tuple[str, str]]:
    """Who has which role in it."""
    parties: dict[str, list[str]] = {}
    for role in programme.roles.values():
        if role.group == group.key:
            parties.setdefault(role.role, []).append(f"{role.party}{span_words(role.since, role.until)!s}")
    return [(role, ", ".join(names)) for role, names in parties.items()]


@root.command(app, "list", "group list")
def list_(
    context: typer.Context,
    *,
    text: TextFilter = None,
    sort: SortBy = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """List the groups and committees."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
    groups = record_commands.with_text(programme.groups.values(), text)
    rows = [
        (
            *(group.key, group.name, group.parent or "", zone_name(programme, group.key)),
            *(
                calendar_key(programme, group.key),
                record_commands.day_cell(group.since),
                record_commands.day_cell(group.until),
            ),
        )
        for group in groups
    ]
    record_commands.list_records(groups, tables.Table(HEADINGS, rows, ("name",)), sort, name)


def _group_fields(group: Group | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given, those of the mandate put into the mandate."""
    found = values((*OWN, *MANDATE), given)
    parts = {_IN_MANDATE[name]: found.pop(name) for name in _IN_MANDATE if name in found}
    if not parts:
        return found
    if parts.get("text", "kept") is None:
        return {**found, "mandate": None}
    before = group.mandate if group and group.mandate else Mandate(text="")
    return {**found, "mandate": evolve(before, **parts)}
