"""What the Tab key offers: keys and other words from the record that the line names; nothing at all on any error."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import typer

from wgtrack.errors import visible

if TYPE_CHECKING:
    from wgtrack.model.programme import WorkProgramme

#: A word, and what it stands for; shells that can show both.
Offer: TypeAlias = tuple[str, str]
Completer: TypeAlias = Callable[[typer.Context, str], list[Offer]]


def keys(*kinds: str, unfinished: bool = False) -> Completer:
    """Offers the keys of these kinds; with ``unfinished`` only those of work that is still owed."""

    def offers(programme: "WorkProgramme", _context: typer.Context) -> Iterable[Offer]:
        for kind in kinds:
            for record in programme.of_kind(kind).values():
                if not (unfinished and record.finished):
                    yield record.key, _title(record)

    return _from_record(offers)


def _tags(programme: "WorkProgramme", _context: typer.Context) -> Iterable[Offer]:
    return [(tag, "") for tag in dict.fromkeys(tag for item in programme.items() for tag in item.tags)]


def _stages(programme: "WorkProgramme", context: typer.Context) -> Iterable[Offer]:
    """Stages of the deliverable that is named before: those it may enter, or all where a plan is made."""
    from wgtrack.rules.verbs import allowed_stages  # noqa: PLC0415 - only this completion needs it

    deliverable = programme.deliverables[context.params["key"]]
    lifecycle = programme.lifecycles[deliverable.lifecycle]
    every = [stage.code for stage in lifecycle.stages]
    wanted = allowed_stages(deliverable, lifecycle) if context.info_name == "advance" else every
    return [(stage.code, stage.title) for stage in lifecycle.stages if stage.code in wanted]


def words(choices: Iterable[str]) -> Completer:
    """Offers words that are known beforehand."""
    offers = [(word, "") for word in choices]
    return quietly(lambda _context, incomplete: _fitting(offers, incomplete))


def _seeds() -> Iterable[Offer]:
    from wgtrack.interchange.seeds import available  # noqa: PLC0415 - only this completion needs it

    return [(seed.name, seed.title) for seed in available() if seed.kind == "group"]


def _zones() -> Iterable[Offer]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - only this completion needs it

    return [(name, "") for name in sorted(available_timezones())]


def _lifecycles() -> Iterable[Offer]:
    from wgtrack.interchange.seeds import lifecycle_names  # noqa: PLC0415 - only this completion needs it

    return [(name, "") for name in lifecycle_names()]


def quietly(function: Callable[[typer.Context, str], list[Offer]]) -> Completer:
    """A completer with the types that typer tells its parameters by; an error offers nothing."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        try:
            return function(ctx, incomplete)
        except Exception:  # noqa: BLE001 - a message would be written into the line that is being typed
            return []

    return complete


def _from_record(offers: Callable[["WorkProgramme", typer.Context], Iterable[Offer]]) -> Completer:
    def complete(context: typer.Context, incomplete: str) -> list[Offer]:
        from wgtrack_cli import session  # noqa: PLC0415 - only completion of words of the record needs it

        with session.reading(context) as tracker:
            found = offers(tracker.programme(), context)
            return _fitting(found, incomplete)

    return quietly(complete)


def _from_library(offers: Callable[[], Iterable[Offer]]) -> Completer:
    return quietly(lambda _context, incomplete: _fitting(offers(), incomplete))


def _fitting(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    # Whatever a stranger's record says, nothing of it acts on the line that is being typed.
    return [(word, visible(title)) for word, title in offers if word.startswith(incomplete) and word.isprintable()]


def _title(record: Any) -> str:
    return str(getattr(record, "title", None) or getattr(record, "name", ""))


tags = _from_record(_tags)
stages = _from_record(_stages)
seeds = _from_library(_seeds)
zones = _from_library(_zones)
lifecycles = _from_library(_lifecycles)
