"""``wgtrack party``: organisations and persons."""

from typing import Annotated, Any

import typer

from wgtrack.formats.entry_words import span_words
from wgtrack.model.records import Party
from wgtrack_cli import completion, record_commands, root, session, tables
from wgtrack_cli.fields import fields_of, values, with_fields
from wgtrack_cli.options import At, ListFormat, NewKey, PartyKey, ShowFormat, SortBy, TextFilter, TookEffect, Why
from wgtrack_cli.parsing import one_of

app = root.noun("Organisations and persons: add, edit, show, list.")

KINDS = ("organisation", "person")
OWN = fields_of(Party, kind=one_of(KINDS, "kind of party"))
HEADINGS = ("key", "kind", "name", "affiliation", "description")


@root.command(app, "add", "party add li-wei --name 'Li Wei' --kind person --affiliation cesi")
@with_fields(OWN, adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put an organisation or a person on record."""
    record_commands.add(context, Party(key=key, **values(OWN, given)), why, at)


@root.command(app, "edit", "party edit webank --description 'Internet bank'")
@with_fields(OWN, adding=False)
def edit(context: typer.Context, key: PartyKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change what is recorded of a party."""
    record_commands.edit(context, key, lambda _party: values(OWN, given), why, at)


@root.command(app, "show", "party show cesi")
def show(context: typer.Context, key: PartyKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a party, with its roles and what it owns."""
    record_commands.show(context, key, at, format_, more=_roles_and_work)


def _roles_and_work(party: Party, programme: Any) -> list[tuple[str, str]]:
    """Its roles, and the keys of the work it owns that is not finished."""
    roles = [role for role in programme.roles.values() if role.party == party.key]
    owned = [item.key for item in programme.items() if party.key in item.owners and not item.finished]
    lines = [("role", f"{role.role} of {role.group}{span_words(role.since, role.until)!s}") for role in roles]
    return [*lines, ("owes", ", ".join(owned))] if owned else lines


@root.command(app, "list", "party list --kind person", "party list --text 银行")
def list_(
    context: typer.Context,
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="organisation or person alone.", autocompletion=completion.words(KINDS)
        ),
    ] = None,
    text: TextFilter = None,
    sort: SortBy = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """List the organisations and persons."""
    name = tables.checked_format(format_)
    wanted = kind and one_of(KINDS, "kind of party")(kind)
    with session.reading(context) as tracker:
        parties = record_commands.with_text(tracker.programme(at).parties.values(), text)
    parties = [party for party in parties if wanted in (None, party.kind)]
    rows = [(p.key, p.kind, p.name, p.affiliation or "", p.description or "") for p in parties]
    record_commands.list_records(parties, tables.Table(HEADINGS, rows, ("name", "description")), sort, name)
