"""A transaction: several changes that are one step of the record. Each verb stands here, and nowhere else."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from attrs import evolve

from wgtrack.dates.instants import day_in, zone
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import argument, call, iso_day, untranslated
from wgtrack.model.base import Record
from wgtrack.model.programme import KIND_OF, zone_name
from wgtrack.model.records import Deliverable, Event, Item, Role, RoleName, Task, role_key
from wgtrack.model.values import StagePlanned, require_text
from wgtrack.tracker import lookup
from wgtrack.tracker.arguments import KEEP, At, Day, Due, Keep, find, typed
from wgtrack.tracker.session import Session

# What only a change needs is imported by the change: a status, which makes none, starts in half the time.
if TYPE_CHECKING:
    from wgtrack.model.lifecycles import Lifecycle
    from wgtrack.model.records import Baseline
    from wgtrack.tracker.moved import Moved, Refreshed
    from wgtrack.tracker.writing import Present, Step, Writing

RecordT = TypeVar("RecordT", bound=Record)
OwedT = TypeVar("OwedT", bound=Task | Deliverable | Event)


class Transaction:
    """Changes that become one step in the log, written whole or not at all; made by ``Tracker.transaction``.

    It has the verbs of the tracker, and looks records up with what was written in it so far. ``why`` and ``at`` of a verb
    stand for those of the transaction.
    """

    __slots__ = ("_at", "_by", "_why", "_writing")

    def __init__(
        self, writing: "Writing | None", *, by: str | None = None, why: str | None = None, at: At | None = None
    ) -> None:
        self._writing = writing
        self._by, self._why, self._at = by, why, at

    @property
    def records(self) -> "Present":
        """Where records are looked up: as they are now, with what was written in this transaction."""
        return self._open.records

    get = lookup.get
    task = lookup.task
    deliverable = lookup.deliverable
    event = lookup.event
    group = lookup.group
    party = lookup.party
    area = lookup.area
    role = lookup.role
    lifecycle = lookup.lifecycle
    working_calendar = lookup.working_calendar
    saved_baseline = lookup.saved_baseline
    issued_report = lookup.issued_report

    def add(self, record: RecordT, *, why: str | None = None, at: At | None = None) -> RecordT:
        """Put a new record on file.

        Args:
            record: a task, deliverable, event, area, party, role, group, lifecycle or calendar.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the record as it is stored.

        Raises:
            KeyTakenError: another record has the key, or once had it.
            InputError: it names something that is not on record, has a deadline that cannot be resolved, or closes a
                circle.

        Examples:
            >>> tracker.add(wgtrack.Task(key="A-3", title="Proofread", group="white-paper-wg", target=date(2016, 9, 12))).target
            '2016-09-12'
        """
        return self.step("add", why, at).add(record)

    def save(self, record: RecordT, *, why: str | None = None, at: At | None = None) -> RecordT:
        """Write a changed copy of a record.

        Args:
            record: what ``get`` or ``task`` gave, changed with ``attrs.evolve``.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the record as it is stored.

        Raises:
            ConflictError: the record was changed since this copy was read.
            UnknownKeyError: there is no such record.
            InputError: it does not fit the rest, or needs a reason.

        Examples:
            >>> tracker.save(attrs.evolve(tracker.task("A-2"), note="Two pages at most.")).note
            'Two pages at most.'
        """
        return self.step("edit", why, at).save(record)

    def edit(self, /, key: str, *, why: str | None = None, at: At | None = None, **fields: Any) -> Record:
        """Change fields of a record by name, on the record as it is now.

        Args:
            key: the key of any record.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.
            **fields: the new values by the names of the fields.

        Returns:
            the record as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: there is no such field, it is changed by a verb alone, or the record does not fit the rest.

        Examples:
            >>> tracker.edit("A-2", tags=["proof"]).tags
            ('proof',)
        """
        return self.step("edit", why, at).edit(key, fields)

    def appoint(
        self,
        party: str,
        role: RoleName,
        group: str,
        *,
        since: Day | None = None,
        until: Day | None = None,
        source: str | None = None,
        why: str | None = None,
        at: At | None = None,
    ) -> Role:
        """Give a party a role in a group from a day to a day; its key is made.

        Args:
            party: key of the party.
            role: ``chair``, ``editor``, ``member`` or another of the roles there are.
            group: key of the group.
            since: the first day, as a date, its text or an aware datetime; not known if None.
            until: the last day, likewise; none if None.
            source: where this is from.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the role, with its key.

        Raises:
            UnknownKeyError: there is no such party or group.
            InputError: there is no such role, or its last day is before the first.

        Examples:
            >>> tracker.appoint("cesi", "liaison", "white-paper-wg", since="2016-09-05").key
            'white-paper-wg:liaison:cesi'
        """
        step = self.step("add", why, at)
        terms = (role_key(group, role, party, term) for term in range(1, 1000))
        key = next(key for key in terms if step.records.get("role", key) is None)
        first, last = (None if day is None else day_in(day, self._zone(group)) for day in (since, until))
        self._refuse_second_term(role_key(group, role, party, 1), first, last)
        return step.add(Role(key=key, party=party, role=role, group=group, since=first, until=last, source=source))

    def _refuse_second_term(self, key: str, since: date | None, until: date | None) -> None:
        """Refuse a term that shares days with another term of the same party in the same role."""
        for term in count(1):
            held = self.records.get("role", key if term == 1 else f"{key}:{term}")
            if not isinstance(held, Role):
                return
            if (held.since or date.min) <= (until or date.max) and (since or date.min) <= (held.until or date.max):
                raise InputError(
                    untranslated(
                        "{party} is {role} of {group} already, from {first} to {last}",
                        party=held.party,
                        role=held.role,
                        group=held.group,
                        first=iso_day(held.since) if held.since else untranslated("the beginning"),
                        last=iso_day(held.until) if held.until else untranslated("no end"),
                    ),
                    untranslated("end that with {edit}, or give other days", edit=call("edit", held.key, kind="role")),
                )

    def correct(self, /, key: str, *, why: str | None = None, at: At | None = None, **fields: Any) -> Record:
        """Set a fact of the past right: the day of starting or finishing, the day that a stage was reached ...

        It works on finished work too, needs a reason, and is no slip.

        Args:
            key: the key of any record.
            why: the reason, which is required: here or of the transaction.
            at: from when on it holds: a day (its end, in the group's zone), an aware datetime, or the text of either;
                from the record's last change on if None.
            **fields: the right days by the names of the facts: ``done_on``, ``started_on``, ``since``, or the code of a stage.

        Returns:
            the record as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it has no such fact, the day is still to come or out of order, or the reason is missing.

        Examples:
            >>> tracker.correct("A-1", started_on="2016-09-02", why="the minutes say so").started_on
            datetime.date(2016, 9, 2)
        """
        return self.step("correct", why, at).correct(key, fields)

    def start(self, key: str, *, on: Day | None = None, why: str | None = None, at: At | None = None) -> Task:
        """Begin a task; one that was finished or dropped is taken up again, with a reason.

        Args:
            key: the key of a task.
            on: the day it happened, as a date, its text, or an aware datetime; today if None.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the task as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it has started already, the day is still to come, or the reason is missing.

        Examples:
            >>> tracker.start("A-1", on="2016-09-05").state
            'active'
        """
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        step = self.step("start", why, at)
        task, fact = self._task(key), step.fact(key, on)
        return step.put(verbs.start(task, fact.day), fact)

    def progress(
        self,
        key: str,
        percent: int,
        *,
        remaining: float | None = None,
        on: Day | None = None,
        why: str | None = None,
        at: At | None = None,
    ) -> Task:
        """Say how much of a task is done; one that was not started starts.

        Args:
            key: the key of a task.
            percent: from 0 to 99.
            remaining: working days of work left, where that is known better than by estimate and percent.
            on: the day it happened, as a date, its text, or an aware datetime; today if None.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the task as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it is a milestone or finished, or a number is out of range.

        Examples:
            >>> tracker.progress("A-1", 60, remaining=2).percent
            60
        """
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        step = self.step("progress", why, at)
        task, fact = self._task(key), step.fact(key, on)
        return step.put(verbs.progress(task, percent, fact.day, remaining), fact)

    def done(
        self,
        key: str,
        *,
        on: Day | None = None,
        why: str | None = None,
        at: At | None = None,
        anyway: bool = False,
    ) -> Task:
        """Finish a task or reach a milestone.

        Args:
            key: the key of a task.
            on: the day it was finished, as a date or its text, or the instant, as an aware datetime; now if None.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.
            anyway: finish it though parts of it are still open.

        Returns:
            the task as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it is finished, parts of it are open, it is a deliverable, or the day is still to come.

        Examples:
            >>> tracker.done("A-1", on=date(2016, 9, 4)).done_on
            datetime.date(2016, 9, 4)
        """
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        step = self.step("done", why, at)
        task, fact = self._task(key), step.fact(key, on)
        if not anyway and not task.finished:
            verbs.refuse_open_parts(task, self._open_parts(key))
        return step.put(verbs.done(task, fact.day, fact.hour), fact)

    def drop(self, key: str, *, why: str | None = None, at: At | None = None) -> Item | Event:
        """Give up a task, deliverable or event; it stays on record.

        Args:
            key: the key of a task, deliverable or event.
            why: the reason, which is required: here or of the transaction.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the record as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it is finished already, or the reason is missing.

        Examples:
            >>> tracker.drop("A-2", why="covered by another chapter").state
            'dropped'
        """
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        step, record = self.step("drop", why, at), self.get(key)
        if isinstance(record, Event):
            return step.put(evolve(record, dropped=True))
        return step.put(verbs.drop(self._item(key)))

    def wait(
        self,
        key: str,
        for_: str | None = None,
        *,
        since: Day | None = None,
        what: str = "",
        on: str | None = None,
        why: str | None = None,
        at: At | None = None,
    ) -> Item:
        """Record that someone else has to act before an item can go on.

        Args:
            key: the key of a task or deliverable.
            for_: whom it waits for: a party's key, or any name.
            since: the first day of waiting, as a date, its text or an aware datetime; today if None.
            what: what is waited for.
            on: the old name of ``for_``; it works with a DeprecationWarning.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the item as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it is finished, the day is still to come, or it is not said whom it waits for.

        Examples:
            >>> tracker.wait("A-2", for_="miit", what="the terms").waiting.on
            'miit'
        """
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        step, whom = self.step("wait", why, at), _waited_for(key, for_, on)
        item, fact = self._item(key), step.fact(key, since)
        return step.put(verbs.wait(item, whom, fact.day, what), fact)

    def resume(self, key: str, *, why: str | None = None, at: At | None = None) -> Item:
        """Record that an item waits for nobody any more.

        Args:
            key: the key of a task or deliverable.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the item as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            InputError: it waits for nobody.

        Examples:
            >>> item = tracker.wait("A-2", for_="miit")
            >>> tracker.resume("A-2").waiting
        """
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        return self.step("resume", why, at).put(verbs.resume(self._item(key)))

    def advance(
        self, key: str, stage: str, *, on: Day | None = None, why: str | None = None, at: At | None = None
    ) -> Deliverable:
        """Enter a stage that may follow the present one; milestones tied to the stage are reached.

        Args:
            key: the key of a deliverable.
            stage: code of the stage, or another name that the lifecycle has for it (``DIS``).
            on: the day it happened, as a date, its text, or an aware datetime; today if None.
            why: the reason, kept in the log; the transaction's where it is left out.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the deliverable as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            StageError: the stage may not follow; ``allowed`` are those that may.
            InputError: the day is before the last stage was reached, or still to come, or a step back has no reason.

        Examples:
            >>> tracker.advance("annex", "outline", on="2016-09-05").stage
            'outline'
        """
        from wgtrack.model.stage_names import stage_code  # noqa: PLC0415 - see the imports
        from wgtrack.rules import verbs  # noqa: PLC0415 - see the imports

        step = self.step("advance", why, at)
        deliverable = typed(self.records, key, Deliverable, "deliverable")
        lifecycle = cast("Lifecycle", self.records.get("lifecycle", deliverable.lifecycle))
        fact = step.fact(key, on)
        stage = stage_code(lifecycle, stage)
        entered = verbs.advance(deliverable, lifecycle, stage, fact.day)
        if entered.state == "done" and deliverable.state != "done":
            entered = evolve(entered, done_at=fact.hour)
        with self._whole():
            stored = step.put(entered, fact)
            for milestone in self._reached_by(f"{key}@{stage}"):
                # Its group may be in another zone.
                its_own = fact if fact.hour is None else step.fact(milestone.key, on)
                step.put(verbs.done(milestone, its_own.day, fact.hour), its_own)
        return stored

    def move(
        self,
        key: str,
        *,
        target: Due | Keep | None = KEEP,
        limit: Due | Keep | None = KEEP,
        why: str | None = None,
        at: At | None = None,
    ) -> "Moved[Task | Deliverable]":
        """Move the target or the limit of an item, and with it every deadline that depends on it.

        Args:
            key: the key of a task or deliverable.
            target: the new promised date: an expression (``summit - 1wd``), a date or an aware datetime; None takes
                it away; left out, it stays.
            limit: the date after which the work fails, likewise.
            why: the reason, which a later date needs: here or of the transaction.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the item as it is stored, and every deadline that moved.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            DeadlineError: a date cannot be read or resolved.
            InputError: the item is finished, nothing is to be moved, or the reason is missing.

        Examples:
            >>> moved = tracker.move("annex", target=date(2016, 9, 20), why="a second reading")
            >>> [(one.key, one.which, str(one.after.date)) for one in moved.deadlines]
            [('annex', 'target', '2016-09-20')]
        """
        step, item = self.step("move", why, at), self._item(key)
        if item.finished:
            raise InputError(
                untranslated("'{key}' is {state}, so its dates stay as they are", key=key, state=item.state),
                untranslated("take it up again first, or leave it"),
            )
        if target is KEEP and limit is KEEP:
            raise InputError(
                untranslated("nothing to move for '{key}'", key=key),
                untranslated("give {target} or {limit}", target=argument("target"), limit=argument("limit")),
            )
        return self._moving(item, lambda: step.put(evolve(item, **_given(target=target, limit=limit))))

    def move_event(
        self,
        key: str,
        *,
        starts: Due | Keep = KEEP,
        ends: Due | Keep | None = KEEP,
        why: str | None = None,
        at: At | None = None,
    ) -> "Moved[Event]":
        """Move an event, and with it every deadline that depends on it.

        Args:
            key: the key of an event.
            starts: the new first day: an expression, a date or an aware datetime; left out, it stays.
            ends: the new last day, likewise; None for an event of one day.
            why: the reason, which a later date needs: here or of the transaction.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the event as it is stored, and every deadline that moved.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            DeadlineError: a date cannot be read or resolved.
            InputError: nothing is to be moved, the event would end before it starts, or the reason is missing.

        Examples:
            >>> moved = tracker.move_event("workshop", starts="2016-10-10", ends="2016-10-11", why="the hall is taken")
            >>> [(one.key, one.which) for one in moved.deadlines[:2]]
            [('workshop', 'starts'), ('workshop', 'ends')]
        """
        if starts is None or starts == "":
            raise InputError(
                untranslated("'{key}' has to start on some day", key=key),
                untranslated("give the day it starts now, or drop it if it is called off"),
            )
        if starts is KEEP and ends is KEEP:
            raise InputError(
                untranslated("nothing to move for '{key}'", key=key),
                untranslated("give {starts} or {ends}", starts=argument("starts"), ends=argument("ends")),
            )
        step, event = self.step("move", why, at), typed(self.records, key, Event, "event")
        return self._moving(event, lambda: step.put(evolve(event, **_given(starts=starts, ends=ends))))

    def plan_stage(
        self, key: str, stage: str, due: Due | None, *, why: str | None = None, at: At | None = None
    ) -> Deliverable:
        """Say by when a deliverable is to enter a stage, or take that away.

        Args:
            key: the key of a deliverable.
            stage: code of a stage of its lifecycle, or another name that this has for it (``DIS``).
            due: an expression (``summit - 2w``), a date or an aware datetime; None takes the plan for the stage away.
            why: the reason, which a later date needs, and none at all.
            at: when it took effect: a day (its end, in the group's zone), an aware datetime, or the text of either;
                now if None, or the transaction's.

        Returns:
            the deliverable as it is stored.

        Raises:
            UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
            DeadlineError: the date cannot be read or resolved.
            InputError: the lifecycle has no such stage, or the reason is missing.

        Examples:
            >>> tracker.plan_stage("annex", "review", "workshop - 2w").planned[-1].due
            'workshop - 2w'
        """
        from wgtrack.model.stage_names import stage_code  # noqa: PLC0415 - see the imports

        step, deliverable = self.step("edit", why, at), typed(self.records, key, Deliverable, "deliverable")
        stage = stage_code(cast("Lifecycle", self.records.get("lifecycle", deliverable.lifecycle)), stage)
        others = tuple(plan for plan in deliverable.planned if plan.stage != stage)
        if due is None or due == "":
            if len(others) == len(deliverable.planned):
                raise InputError(
                    untranslated("no date is planned for '{key}' to enter {stage}", key=key, stage=stage),
                    untranslated("give one, or name another stage"),
                )
            return step.put(evolve(deliverable, planned=others))
        return step.put(evolve(deliverable, planned=(*others, StagePlanned(stage, due))))

    def baseline(
        self, name: str, at: At | None = None, note: str | None = None, group: str | None = None
    ) -> "Baseline":
        """Give the record of an instant a name to measure slips against: the record of then is made again from the journal.

        Args:
            name: a key of its own.
            at: the instant, which has passed: a day (its end), an aware datetime, or the text of either; now if None.
            note: what it is for.
            group: key of the group in whose zone a day is meant, where groups differ.

        Returns:
            the baseline.

        Raises:
            KeyTakenError: there is a baseline of this name.
            InputError: the instant is still to come.

        Examples:
            >>> tracker.baseline("kick-off", at="2016-08-05").key
            'kick-off'
        """
        from wgtrack.tracker.promises import save_baseline  # noqa: PLC0415 - see the imports

        step = evolve(self.step("save"), at=None)  # the instant that is named is no other
        when = step.now if at is None else self._open.session.instant(at, group)
        return save_baseline(step, name, when, note)

    def refresh_calendar(self, key: str | None = None, *, why: str | None = None) -> "Refreshed":
        """Look up national calendars again, as one change.

        Args:
            key: key of the calendar; all national ones if None.
            why: the reason, kept in the log; the transaction's where it is left out.

        Returns:
            the keys of the calendars that differ, and every deadline that moved.

        Raises:
            UnknownKeyError: there is no such calendar.
            InputError: it is the user's own.

        Examples:
            >>> tracker.refresh_calendar("CN").calendars
            ()
        """
        from wgtrack.tracker import pinning  # noqa: PLC0415 - see the imports
        from wgtrack.tracker.moved import Refreshed  # noqa: PLC0415 - as above
        from wgtrack.tracker.moves import moved_since  # noqa: PLC0415 - as above

        step = self.step("refresh", why, None)
        known = {key: self.records.get("calendar", key) for key in self.records.keys("calendar")}
        changed = [calendar.key for calendar in pinning.refresh(step, key)]
        before = {("calendar", key): known[key] for key in changed}
        return Refreshed(tuple(changed), moved_since(before, self.records, self._open.store))

    @property
    def _open(self) -> "Writing":
        if self._writing is None:
            raise InputError(
                untranslated("this transaction has ended"),
                untranslated("begin another one with {transaction}", transaction="tracker.transaction()"),
            )
        return self._writing

    def of(self, by: str) -> "Transaction":
        """The same transaction for what somebody else did, as a file of the past may say."""
        return Transaction(self._open, by=by, why=self._why, at=self._at)

    def step(self, action: str, why: str | None = None, at: At | None = None) -> "Step":
        """What a verb writes with: for the other modules of this room."""
        from wgtrack.tracker.writing import Step  # noqa: PLC0415 - see the imports

        require_text("reason", why or "")
        if self._open.broken:
            raise InputError(
                untranslated("this transaction has failed, and nothing of it is written"),
                untranslated("begin another one"),
            )
        return Step(
            writing=self._open,
            action=action,
            by=self._by,
            why=self._why if why is None else why,
            at=self._at if at is None else at,
        )

    def end(self) -> None:
        """Nothing more can be written in it."""
        self._writing = None

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What a verb writes inside is written whole or not at all, also for who catches its error and goes on."""
        try:
            with self._open.store.turn():
                yield
        except BaseException:
            self._open.taken_back()
            raise

    def _moving(self, before: OwedT, write: Callable[[], OwedT]) -> "Moved[OwedT]":
        """What a change of a date moves: the one place that asks."""
        from wgtrack.tracker.moved import Moved  # noqa: PLC0415 - see the imports
        from wgtrack.tracker.moves import moved_since  # noqa: PLC0415 - as above

        record = write()
        if not self._open.tells_moves:
            return Moved(record, ())
        place = KIND_OF[type(record)], record.key
        return Moved(record, moved_since({place: before}, self.records, self._open.store))

    def _zone(self, group: str) -> ZoneInfo:
        return zone(zone_name(self.records, group))

    def _item(self, key: str) -> Task | Deliverable:
        record = find(self.records, key)
        if not isinstance(record, Task | Deliverable):
            raise UnknownKeyError("task or deliverable", key, self.records.keys("task", "deliverable"))
        return record

    def _task(self, key: str) -> Task:
        """The task or milestone with this key; a deliverable has stages instead."""
        if isinstance(self.records.find(key), Deliverable):
            raise InputError(
                untranslated("'{key}' is a deliverable", key=key),
                untranslated("move it with {advance}", advance=call("advance", key, ..., kind="deliverable")),
            )
        return typed(self.records, key, Task, "task")

    def _open_parts(self, key: str) -> list[str]:
        """Keys of the tasks right below one that are neither done nor dropped."""
        found = [self.records.get(kind, part) for kind, part in self._open.change.dependents(key) if kind == "task"]
        return sorted(part.key for part in found if isinstance(part, Task) and part.parent == key and not part.finished)

    def _reached_by(self, stage: str) -> list[Task]:
        dependents = self._open.change.dependents(stage.partition("@")[0])
        found = [self.records.get(kind, key) for kind, key in dependents if kind == "task"]
        tasks = [task for task in found if isinstance(task, Task) and task.reached_by == stage]
        return [task for task in tasks if not task.finished]


@contextmanager
def transaction(session: Session, *, why: str | None = None, at: At | None = None) -> Iterator[Transaction]:
    """Make several changes that become one step in the log: written whole or not at all, undone by one undo.

    Args:
        why: the reason of all changes in it that have none of their own.
        at: when all of them took effect that do not say so themselves: a day (its end, in the group's zone), an aware
            datetime, or the text of either; now if None.

    Returns:
        a context manager that gives a ``Transaction``, which has the verbs of the tracker.

    Raises:
        InputError: it is not said who makes changes, or a transaction is being made already.
        StoreError: the database cannot be written, or another process holds it for longer than the timeout.

    Examples:
        >>> with tracker.transaction(why="the hall is taken") as t:
        ...     t.move_event("workshop", starts="2016-10-10", ends="2016-10-11").deadlines[0].key
        ...     t.edit("workshop", place="Shanghai").key
        'workshop'
        'workshop'
        >>> len({entry.step for entry in tracker.log()[-2:]})
        1
    """
    with opened(session, "change", by=session.author(), why=why, at=at) as made:
        yield made


@contextmanager
def opened(
    session: Session,
    action: str,
    *,
    by: str,
    why: str | None = None,
    at: At | None = None,
    future: bool = False,
    tells_moves: bool = True,
) -> Iterator[Transaction]:
    """A transaction in any name; ``future`` lets it write what takes effect later, as a file of another day may."""
    from wgtrack.tracker.writing import Writing  # noqa: PLC0415 - see the imports

    require_text("reason", why or "")
    no_transaction_open(session)
    # The clock is read when it is this step's turn: whoever waits for longer writes down a later instant.
    with session.store.turn():
        now = session.now_to_write()
        with session.store.writing(action=action, by=by, why=why, recorded_at=now, future=future) as change:
            session.latest = change
            writing = Writing(session, change, now, tells_moves=tells_moves)
            made, session.in_transaction = Transaction(writing, by=by, why=why, at=at), True
            try:
                yield made
                if writing.broken:
                    raise InputError(
                        untranslated("this transaction has failed, and nothing of it is written"),
                        untranslated("begin another one"),
                    )
                writing.finish()
            finally:
                made.end()
                session.in_transaction = False


def no_transaction_open(session: Session) -> None:
    """Refuse what cannot be done in the middle of a transaction."""
    if session.in_transaction:
        raise InputError(
            untranslated("a transaction is being made, and another change cannot be made inside it"),
            untranslated("use the verbs of the transaction, or end it first"),
        )


def _given(**fields: Due | Keep | None) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not KEEP}


def _waited_for(key: str, for_: str | None, on: str | None) -> str:
    """Who is waited for, by the argument of today or by that of before."""
    if on is not None:
        warnings.warn(
            "wait(key, on=...) is called wait(key, for_=...) now: in every other verb 'on' is a day",
            DeprecationWarning,
            stacklevel=_levels_to_caller(),
        )
    whom = for_ if for_ is not None else on
    if whom is None:
        raise InputError(
            untranslated("it is not said whom '{key}' waits for", key=key),
            untranslated("name the party or person that has the ball"),
        )
    return whom


def _levels_to_caller() -> int:
    """How many calls lie between a warning and whoever called this package."""
    levels, frame = 1, sys._getframe(1)  # noqa: SLF001 - as warnings itself does, which can skip a package from Python 3.12 on
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("wgtrack."):
        levels, frame = levels + 1, frame.f_back
    return levels
