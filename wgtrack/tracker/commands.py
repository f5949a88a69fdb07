"""What can be done to a record: every command is one step, written whole or not at all."""

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from attrs import evolve

from wgtrack import clock
from wgtrack.errors import InputError
from wgtrack.model.base import Record
from wgtrack.model.records import Deliverable, Event, Item, Role, RoleName, Task, role_key
from wgtrack.model.values import StagePlanned, require_line, require_text
from wgtrack.tracker.asked import KEEP, At, Day, Keep, typed
from wgtrack.tracker.publishing import Publishing
from wgtrack.tracker.reporting import LAST

# What only a change needs is imported by the change: a status, which makes none, starts in half the time.
if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from wgtrack.editing.moves import MovedDeadline
    from wgtrack.model.journal import Entry
    from wgtrack.model.records import Baseline, IssuedReport
    from wgtrack.store import Change
    from wgtrack.tracker.loading import Loaded
    from wgtrack.tracker.steps import Step

RecordT = TypeVar("RecordT", bound=Record)
OwedT = TypeVar("OwedT", bound=Task | Deliverable | Event)


class Moved(NamedTuple, Generic[RecordT]):
    """An event or item that was moved, and every deadline that moved with it."""

    record: RecordT
    deadlines: "tuple[MovedDeadline, ...]"


class Refreshed(NamedTuple):
    """Calendars that were looked up again and differ, and every deadline that moved by it."""

    calendars: tuple[str, ...]
    deadlines: "tuple[MovedDeadline, ...]"


class Commands(Publishing):
    """The writing half. ``on`` is the day of the fact, ``at`` the instant the change took effect (default: now)."""

    #: The last step that was written through this tracker.
    _change: "Change | None" = None

    def add(self, record: RecordT, *, why: str | None = None, at: At | None = None) -> RecordT:
        """Put a new record on file.

        Raises:
            KeyTakenError: another record has the key.
            InputError: it names something that is not on record, or cannot be.
        """
        with self._step("add", why, at) as step:
            return step.add(record)

    def save(self, record: RecordT, *, why: str | None = None, at: At | None = None) -> RecordT:
        """Write a changed copy: ``tracker.save(attrs.evolve(task, title="..."))``.

        Raises:
            ConflictError: the record was changed since this copy was read.
        """
        with self._step("edit", why, at) as step:
            return step.save(record)

    def edit(self, key: str, *, why: str | None = None, at: At | None = None, **fields: Any) -> Record:
        """Change fields of a record by name, on the record as it is now."""
        with self._step("edit", why, at) as step:
            return step.edit(key, fields)

    def appoint(
        self,
        party: str,
        role: RoleName,
        group: str,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        why: str | None = None,
        at: At | None = None,
    ) -> Role:
        """Give a party a role in a group from a day to a day; its key is made."""
        with self._step("add", why, at) as step:
            terms = (role_key(group, role, party, term) for term in range(1, 1000))
            key = next(key for key in terms if step.change.get("role", key) is None)
            return step.add(Role(key=key, party=party, role=role, group=group, since=since, until=until, source=source))

    def start(self, key: str, *, on: Day | None = None, why: str | None = None, at: At | None = None) -> Task:
        """Begin a task; one that was finished or dropped is taken up again, with a reason."""
        with self._step("start", why, at) as step:
            return step.start(key, on)

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
        """Say how much of a task is done, from 0 to 99 percent, and the working days left where they are known."""
        with self._step("progress", why, at) as step:
            return step.progress(key, percent, on, remaining)

    def done(self, key: str, *, on: Day | None = None, why: str | None = None, at: At | None = None) -> Task:
        """Finish a task or reach a milestone."""
        with self._step("done", why, at) as step:
            return step.done(key, on)

    def drop(self, key: str, *, why: str, at: At | None = None) -> Item | Event:
        """Give up a task, deliverable or event; it stays on record."""
        with self._step("drop", why, at) as step:
            return step.drop(key)

    def wait(
        self,
        key: str,
        on: str,
        *,
        since: Day | None = None,
        what: str = "",
        why: str | None = None,
        at: At | None = None,
    ) -> Item:
        """Record that someone else (a party's key, or any name) has the ball since a day."""
        with self._step("wait", why, at) as step:
            return step.wait(key, on, since, what)

    def resume(self, key: str, *, why: str | None = None, at: At | None = None) -> Item:
        """Record that the ball is back."""
        with self._step("resume", why, at) as step:
            return step.resume(key)

    def advance(
        self, key: str, stage: str, *, on: Day | None = None, why: str | None = None, at: At | None = None
    ) -> Deliverable:
        """Enter a stage that may follow the present one; milestones tied to it are reached.

        Raises:
            StageError: the stage may not follow; ``allowed`` are those that may.
        """
        with self._step("advance", why, at) as step:
            return step.advance(key, stage, on)

    def move(
        self,
        key: str,
        *,
        target: str | Keep | None = KEEP,
        limit: str | Keep | None = KEEP,
        why: str | None = None,
        at: At | None = None,
    ) -> Moved[Task | Deliverable]:
        """Move the target or the limit of an item (None takes it away); later needs a reason."""
        with self._step("move", why, at) as step:
            return self._moving(step, step.move(key, target, limit))

    def move_event(
        self, key: str, *, starts: str | Keep = KEEP, ends: str | Keep | None = KEEP, why: str, at: At | None = None
    ) -> Moved[Event]:
        """Move an event, and with it every deadline that depends on it."""
        if starts is KEEP and ends is KEEP:
            raise InputError(f"nothing to move for '{key}'", "give --starts or --ends")
        with self._step("move", why, at) as step:
            return self._moving(step, step.move_event(key, starts, ends))

    def plan_stage(
        self, key: str, stage: str, due: str, *, why: str | None = None, at: At | None = None
    ) -> Deliverable:
        """Say by when a deliverable is to enter a stage."""
        with self._step("edit", why, at) as step:
            deliverable = typed(step.change, key, Deliverable, "deliverable")
            others = tuple(plan for plan in deliverable.planned if plan.stage != stage)
            return step.put(evolve(deliverable, planned=(*others, StagePlanned(stage, due))))

    def baseline(
        self, name: str, at: At | None = None, note: str | None = None, group: str | None = None
    ) -> "Baseline":
        """Give the record as it is, or was at an instant, a name to measure slips against.

        The baseline is that instant: the record of then is made again from the journal. ``group`` says whose zone a day
        is meant in, where groups differ.

        Raises:
            KeyTakenError: there is a baseline of this name.
            InputError: the instant is still to come.
        """
        from wgtrack.tracker.promised import save_baseline  # noqa: PLC0415 - see the imports

        when = self._instant(at, group)
        with self._step("save", None, None) as step:
            return save_baseline(step, name, when, note)

    def issue(
        self,
        at: At | None = None,
        group: str | None = None,
        since: At = LAST,
        language: str = "en",
        next_report: Day | None = None,
        *,
        note: str | None = None,
        why: str | None = None,
    ) -> "IssuedReport":
        """File the report that these arguments make (see ``report``) as the group's next numbered one.

        It is written in every format of this package that can be written here; ``document`` gives each file back as it is
        now, whatever becomes of the record. It can be undone, but is never changed, and its number is never used again.

        Raises:
            InputError: the instant is still to come, or one of the errors of ``report``.
            ConflictError: another report of the group was issued meanwhile.
        """
        from wgtrack.tracker import reports  # noqa: PLC0415 - see the imports
        from wgtrack.tracker.promised import passed  # noqa: PLC0415 - as above

        self._author()
        when = passed(self._instant(at, group), clock.now())
        asked = self._asked(when, group, since, language, next_report)
        # Made before it is this writer's turn: others need not wait for it.
        ready = reports.draft(self._store, self._begun(when), asked)
        with self._step("issue", why, None) as step:
            return reports.issue(step, ready, note)

    def refresh_calendar(self, key: str | None = None, *, why: str | None = None) -> Refreshed:
        """Look up national calendars again, as one change that tells every deadline it moves."""
        from wgtrack.tracker import pinned  # noqa: PLC0415 - see the imports
        from wgtrack.tracker.moved import moved_by  # noqa: PLC0415 - see the imports

        with self._step("refresh", why, None) as step:
            changed = pinned.refresh(step, key)
            return Refreshed(tuple(calendar.key for calendar in changed), moved_by(step.change.entries, self._store))

    def undo(self, step: int | None = None, *, why: str | None = None) -> "tuple[Entry, ...]":
        """Take back a step (the last one that still stands), as a new change that restores the values before.

        Raises:
            ConflictError: a record of the step was changed again after it, or does not fit the others any more.
        """
        from wgtrack.tracker.undoing import take_back  # noqa: PLC0415 - see the imports

        require_text("reason", why or "")
        with self._store.turn():
            last = self._store.last_step()
            number = last if step is None else step
            entries = self._store.entries(step=number) if number is not None else ()
            if not entries:
                raise InputError(
                    "there is nothing to undo" if step is None else f"there is no step {step}",
                    "see the steps with 'log'",
                )
            why, now = why or f"undo of step {number}", clock.now()
            with self._store.writing(
                action="undo", by=self._author(), why=why, recorded_at=now, undoes=number
            ) as change:
                self._change = change
                take_back(change, entries, now, is_last=number == last)
                return change.entries

    def moved(self) -> "tuple[MovedDeadline, ...]":
        """Every deadline that the last step made through this tracker moved: of what it changed, and of all that depends on it.

        For ``edit``, ``done``, ``advance``, ``undo`` and others that answer with something else. Empty where nothing was changed.
        """
        from wgtrack.tracker.moved import moved_by  # noqa: PLC0415 - see the imports

        return () if self._change is None else moved_by(self._change.entries, self._store)

    def load(self, name_or_path: "str | PathLike[str]") -> "Loaded":
        """Load a group's file, whole or not at all: what is missing is added, what is there is kept.

        Raises:
            SeedError: the file has mistakes; all of them are listed.
        """
        from wgtrack.tracker.loading import load  # noqa: PLC0415 - reading files pulls in cattrs

        return load(self._store, name_or_path, self.by)

    @contextmanager
    def _step(self, action: str, why: str | None, at: At | None) -> "Iterator[Step]":
        from wgtrack.tracker.steps import Step  # noqa: PLC0415 - see the imports

        require_text("reason", why or "")
        # The clock is read when it is this step's turn: whoever waits for longer writes down a later instant.
        with self._store.turn():
            now = clock.now()
            with self._store.writing(action=action, by=self._author(), why=why, recorded_at=now) as change:
                self._change = change
                yield Step(change=change, action=action, now=now, why=why, at=at)

    def _author(self) -> str:
        if not self.by or not self.by.strip():
            raise InputError(
                "every change says who made it", "open the record with by='your name' (--by or WGTRACK_BY)"
            )
        require_line("name of who makes the change", self.by)
        return self.by

    def _moving(self, step: "Step", record: OwedT) -> Moved[OwedT]:
        from wgtrack.tracker.moved import moved_by  # noqa: PLC0415 - see the imports

        return Moved(record, moved_by(step.change.entries, self._store))
