"""``wgtrack area``: the strands of a group's mandate."""

from typing import Any

import typer

from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area
from wgtrack_cli import record_commands, root, session, tables
from wgtrack_cli.fields import fields_of, values, with_fields
from wgtrack_cli.options import (
    AreaKey,
    At,
    GroupFilter,
    ListFormat,
    NewKey,
    ShowFormat,
    SortBy,
    TextFilter,
    TookEffect,
    Why,
)

app = root.noun("Strands of a group's mandate: add, edit, show, list.")

OWN = fields_of(Area)
HEADINGS = ("key", "title", "group", "items", "done", "progress", "worst")


@root.command(app, "add", "area add outreach --title 'Talks with other bodies' --group blockchain-wg")
@with_fields(OWN, adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put a strand of a mandate on record."""
    found = values(OWN, given)
    record_commands.add(context, Area(key=key, **record_commands.with_group(context, found)), why, at)


@root.command(app, "edit", "area edit security --title 'Cyber-security and privacy'")
@with_fields(OWN, adding=False)
def edit(context: typer.Context, key: AreaKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change what is recorded of an area."""
    record_commands.edit(context, key, lambda _area: values(OWN, given), why, at)


@root.command(app, "show", "area show security")
def show(context: typer.Context, key: AreaKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print an area and the work in it."""
    record_commands.show(context, key, at, format_, more=_work)


def _work(area: Area, programme: WorkProgramme) -> list[tuple[str, str]]:
    inside = [item for item in programme.items() if item.area == area.key]
    owed = [item.key for item in inside if not item.finished]
    finished = [item.key for item in inside if item.finished]
    return [(label, ", ".join(keys)) for label, keys in (("owed", owed), ("finished", finished)) if keys]


@root.command(app, "list", "area list --at 2016-09-05")
def list_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    text: TextFilter = None,
    sort: SortBy = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """List the areas and how far each has come."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
        tops = [group] if group else record_commands.top_groups(programme)
        standing = {area.key: area for top in tops for area in tracker.status(at, top).areas}
    areas = record_commands.with_text(record_commands.in_group(programme.areas.values(), programme, group), text)
    rows = [
        (
            *(area.key, area.title, area.group, str(standing[area.key].items), str(standing[area.key].done)),
            *(f"{standing[area.key].progress}%", (standing[area.key].worst or "").replace("_", " ")),
        )
        for area in areas
    ]
    record_commands.list_records(areas, tables.Table(HEADINGS, rows), sort, name)
