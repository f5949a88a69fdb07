"""Changes that are never made without a reason: a date that moves later, giving up, a step back."""

from collections.abc import Iterator

from wgtrack.dates import Deadline, Resolver
from wgtrack.errors import InputError
from wgtrack.messages.message import argument, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import deadlines, group_of, otherwise
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import Records
from wgtrack.model.records import Deliverable, Event, Item
from wgtrack.model.values import is_visible
from wgtrack.rules.integrity import Overlay


def check_reason(before: Record | None, after: Record, records: Records, why: str | None) -> None:
    """Refuse a change that needs a reason and has none."""
    if before is None or _is_given(why):
        return
    for what in _needing(before, after, records):
        require_reason(what, why)


def require_reason(what: str, why: str | None) -> None:
    """Refuse what is never done without a reason."""
    if not _is_given(why):
        raise InputError(
            untranslated("{what} needs a reason", what=what), untranslated("give it with {why}", why=argument("why"))
        )


def _is_given(why: str | None) -> bool:
    return why is not None and is_visible(why)


def _needing(before: Record, after: Record, records: Records) -> Iterator[str]:
    if after.given_up and not before.given_up:
        yield f"dropping '{after.key}'"
    if isinstance(before, Item) and isinstance(after, Item):
        yield from _taken_up(before, after)
    yield from _put_off(before, after, records)
    if isinstance(before, Deliverable) and isinstance(after, Deliverable):
        yield from _stage(before, after, records)


def _taken_up(before: Item, after: Item) -> Iterator[str]:
    if before.finished and (not after.finished or (before.state == "dropped" and after.state == "done")):
        yield f"taking up '{after.key}' again, which is {before.state},"


def _put_off(before: Record, after: Record, records: Records) -> Iterator[str]:
    """The promised dates that would move later; no date at all is the latest of all."""
    old, new = _promises(before), _promises(after)
    if (old, group_of(before)) == (new, group_of(after)):
        return
    then, now = Resolver(records), Resolver(Overlay.of(records, after))
    for name, text in old.items():
        if not after.is_settled(name) and _is_later(
            then.resolve(text, group_of(before)), now.resolve(new[name], group_of(after)) if name in new else None
        ):
            yield _moving(after, name)


def _promises(record: Record) -> dict[str, str]:
    """The expressions of what is promised, by the names of the dates."""
    found = {one.name: one.text for one in deadlines(record) if one.info.promised}
    for name, instead in otherwise(type(record)):
        if name not in found and instead in found:
            found[name] = found[instead]
    return found


def _moving(record: Record, name: str) -> str:
    if isinstance(record, Event):
        return f"moving '{record.key}' later"
    if name.startswith("@"):
        return f"moving the plan of '{record.key}' for {name[1:]} later"
    return f"moving the {name.replace('_', ' ')} of '{record.key}' later"


def _stage(before: Deliverable, after: Deliverable, records: Records) -> Iterator[str]:
    lifecycle = records.get("lifecycle", after.lifecycle)
    if before.stage is None or not isinstance(lifecycle, Lifecycle):
        return
    places = {stage.code: place for place, stage in enumerate(lifecycle.stages)}
    present = lifecycle.stage(before.stage)
    is_round = present is not None and after.stage in present.repeats
    goes_back = not is_round and places.get(after.stage or "", -1) < places.get(before.stage, len(places))
    if goes_back or len(after.reached) < len(before.reached):
        yield f"sending '{after.key}' back from {before.stage} to {after.stage or 'no stage'}"


def _is_later(before: Deadline | None, after: Deadline | None) -> bool:
    return before is not None and (after is None or after.is_after(before))
