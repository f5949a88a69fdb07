"""``wgtrack role``: who is chair, editor or member of what, and when."""

from typing import Annotated, Any, cast

import typer

from wgtrack.formats.entry_words import span_words
from wgtrack.model.records import ROLE_NAMES, Role, RoleName
from wgtrack_cli import completion, output, record_commands, root, session, tables
from wgtrack_cli.fields import fields_of, values, with_fields
from wgtrack_cli.options import At, GroupFilter, ListFormat, RoleKey, ShowFormat, SortBy, TookEffect, Why
from wgtrack_cli.parsing import one_of

app = root.noun("Who is chair, editor or member of what, and when: add, edit, show, list.")

OWN = fields_of(Role)
#: What is given with a role; a note and the like are edited.
GIVEN = tuple(field for field in OWN if field.name in {"since", "until", "source"})
HEADINGS = ("key", "name", "since", "until")


@root.command(app, "add", "role add tong-ling editor white-paper-wg --since 2016-08-01")
@with_fields(GIVEN, adding=True)
def add(
    context: typer.Context,
    party: Annotated[
        str, typer.Argument(metavar="PARTY", help="Key of the party.", autocompletion=completion.keys("party"))
    ],
    role: Annotated[
        str,
        typer.Argument(metavar="ROLE", help=f"{', '.join(ROLE_NAMES)}.", autocompletion=completion.words(ROLE_NAMES)),
    ],
    group: Annotated[
        str, typer.Argument(metavar="GROUP", help="Key of the group.", autocompletion=completion.keys("group"))
    ],
    *,
    why: Why = None,
    at: TookEffect = None,
    **given: Any,
) -> None:
    """Give a party a role in a group, from a day to a day."""
    name = cast("RoleName", one_of(ROLE_NAMES, "role")(role))
    with session.writing(context) as tracker:
        made = tracker.appoint(party, name, group, why=why, at=at, **values(GIVEN, given))
    output.say(
        f"{made.party} is {made.role} of {made.group}{span_words(made.since, made.until)!s}; its key is {made.key}"
    )


@root.command(app, "edit", "role edit white-paper-wg:editor:cesi --until 2016-12-31")
@with_fields(OWN, adding=False)
def edit(context: typer.Context, key: RoleKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change the days of a role."""
    record_commands.edit(context, key, lambda _role: values(OWN, given), why, at)


@root.command(app, "show", "role show blockchain-wg:authority:miit")
def show(context: typer.Context, key: RoleKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a role."""
    record_commands.show(context, key, at, format_)


@root.command(app, "list", "role list --group white-paper-wg")
def list_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="KEY", help="Of this party alone.", autocompletion=completion.keys("party")),
    ] = None,
    sort: SortBy = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """List roles, past ones included."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
    if party is not None:
        record_commands.required_of(programme, "party", party)
    inside = record_commands.in_group(programme.roles.values(), programme, group)
    roles = [role for role in inside if party in (None, role.party)]
    rows = [
        (
            role.key,
            programme.parties[role.party].name,
            record_commands.day_cell(role.since),
            record_commands.day_cell(role.until),
        )
        for role in roles
    ]
    record_commands.list_records(roles, tables.Table(HEADINGS, rows, ("name",)), sort, name)
