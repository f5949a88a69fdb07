"""Anchors: where the day is written that a deadline hangs on."""

from typing import NamedTuple

from wgtrack.dates.expressions import Anchor
from wgtrack.errors import DeadlineError, closest
from wgtrack.messages.message import joined, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import deadlines, group_of, has_main, is_dated
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KIND_OF, Records
from wgtrack.model.records import Deliverable, Event, Item


class Place(NamedTuple):
    """A text, and the group in whose zone and calendar it is read: all that a deadline depends on."""

    text: str
    group: str


def place_of(anchor: Anchor, records: Records) -> Place | None:
    """Where an anchor's date is written; None if it has none yet.

    A record stands for the date that its class declares as its main one: an event for the day it starts (``.end`` for its
    last day), a task or deliverable for the day it was done or else is due, a deliverable's stage for the day it was last
    reached or else is planned. DeadlineError if there is no such record or stage, or it is of a kind that has no date.
    """
    record = records.find(anchor.key)
    if record is None:
        raise _unknown(anchor, records)
    if isinstance(record, Event) and anchor.stage is None:
        return last_day_place(record) if anchor.end else Place(record.starts, record.group)
    if isinstance(record, Deliverable) and anchor.stage is not None:
        _check_stage(record, anchor.stage, records)
        return stage_place(record, anchor.stage)
    if isinstance(record, Item) and not anchor.end and anchor.stage is None:
        return _item_place(record)
    if not anchor.end and anchor.stage is None and has_main(type(record)):
        return next((Place(one.text, group_of(record)) for one in deadlines(record) if one.info.main), None)
    raise _misused(anchor, record)


def last_day_place(event: Event) -> Place:
    """Where an event's last day is written: where its first one is if nothing else is said."""
    return Place(event.starts if event.ends is None else event.ends, event.group)


def stage_place(deliverable: Deliverable, stage: str) -> Place | None:
    """Where the day of a stage is written: the last one it was reached on, else the planned one."""
    reached = next((entry.on.isoformat() for entry in reversed(deliverable.reached) if entry.stage == stage), None)
    due = reached or next((plan.due for plan in deliverable.planned if plan.stage == stage), None)
    return None if due is None else Place(due, deliverable.group)


def _item_place(item: Item) -> Place | None:
    if item.state == "done" and item.done_on is not None:
        return Place(item.done_on.isoformat(), item.group)
    return None if item.target is None else Place(item.target, item.group)


def _check_stage(deliverable: Deliverable, stage: str, records: Records) -> None:
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if isinstance(lifecycle, Lifecycle) and lifecycle.stage(stage) is None:
        codes = [known.code for known in lifecycle.stages]
        near = closest(stage, codes) or codes
        raise DeadlineError(
            untranslated("'{key}' has no stage '{stage}' to hang a deadline on", key=deliverable.key, stage=stage),
            untranslated("choose from {stages}", stages=joined(near)),
        )


def _unknown(anchor: Anchor, records: Records) -> DeadlineError:
    near = closest(anchor.key, records.keys("event", "deliverable", "task"))
    hint = (
        untranslated("did you mean {keys}?", keys=" or ".join(near))
        if near
        else untranslated("write a day as 2016-09-18, or hang it on an event, a deliverable or a task")
    )
    return DeadlineError(untranslated("there is no '{key}' to hang a deadline on", key=anchor.key), hint)


def _misused(anchor: Anchor, record: Record) -> DeadlineError:
    """For an anchor to something that has no such date."""
    kind = KIND_OF[type(record)]
    what = untranslated(
        "'{key}' is {article} {kind}", key=anchor.key, article="an" if kind[0] in "aeiou" else "a", kind=kind
    )
    alone = untranslated("write {key} alone", key=anchor.key)
    if anchor.stage is not None and is_dated(type(record)):
        return DeadlineError(untranslated("{what} and has no stages", what=what), alone)
    if anchor.end and is_dated(type(record)):
        return DeadlineError(untranslated("{what}, and only events have an end", what=what), alone)
    return DeadlineError(
        untranslated("{what}, which has no date", what=what),
        untranslated("hang it on an event, a deliverable or a task"),
    )
