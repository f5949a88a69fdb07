"""The tracker: everything that can be asked of a record and done to it, as a table of contents.

Its methods are made of functions that take a session, and of the verbs of a transaction.
"""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from wgtrack.store import Store
from wgtrack.tracker import (
    changes,
    charts,
    feeds,
    history,
    lookup,
    moves,
    planning,
    publishing,
    questions,
    rendering,
    reporting,
)
from wgtrack.tracker.derive import in_one_step, of_session
from wgtrack.tracker.session import Session
from wgtrack.tracker.transaction import Transaction
from wgtrack.tracker.transaction import transaction as begin

if TYPE_CHECKING:
    from wgtrack.store.storage import Upgrade


class Tracker:
    """A working group's record in one SQLite file; made by :func:`wgtrack.open`.

    ``at`` is the instant that a question is about, or that a change took effect: a day (its end, in the group's zone), an
    aware datetime, or the text of either; now if None. ``on`` is the day of a fact.
    """

    def __init__(self, store: Store, by: str | None = None) -> None:
        #: What the functions behind the methods work on.
        self.session = Session(store, by)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database file."""
        self.session.store.close()

    @property
    def _store(self) -> Store:
        """The store, for tests that look inside."""
        return self.session.store

    @property
    def by(self) -> str | None:
        """Who makes the changes; needed only to make some."""
        return self.session.by

    @by.setter
    def by(self, name: str | None) -> None:
        self.session.by = name

    @property
    def upgraded(self) -> "Upgrade | None":
        """What opening did to a file that was older than this wgtrack, and where it is kept as it was; else None."""
        return self.session.store.upgraded

    @property
    def changed(self) -> bool:
        """Whether a change was made through this tracker, and is on record."""
        return self.session.store.changed

    # One record by its key.
    get = of_session(lookup.get)
    task = of_session(lookup.task)
    deliverable = of_session(lookup.deliverable)
    event = of_session(lookup.event)
    group = of_session(lookup.group)
    party = of_session(lookup.party)
    area = of_session(lookup.area)
    role = of_session(lookup.role)
    lifecycle = of_session(lookup.lifecycle)
    working_calendar = of_session(lookup.working_calendar)
    saved_baseline = of_session(lookup.saved_baseline)
    issued_report = of_session(lookup.issued_report)

    # How it stands.
    programme = of_session(questions.programme)
    status = of_session(questions.status)
    next = of_session(questions.next_items)
    due = of_session(questions.due)
    overdue = of_session(questions.overdue)
    waiting = of_session(questions.waiting)
    find = of_session(questions.find)
    check = of_session(questions.check)

    # What is left to do.
    schedule = of_session(planning.schedule)
    plan = of_session(planning.plan)
    plans = of_session(planning.plans)
    workload = of_session(planning.workload)
    timeline = of_session(planning.timeline)
    forecast = of_session(planning.forecast)

    # What was.
    log = of_session(questions.log)
    head = of_session(history.head)
    baselines = of_session(history.baselines)
    slips = of_session(history.slips)
    promises = of_session(history.promises)
    trend = of_session(history.trend)

    # For others.
    report = of_session(reporting.report)
    portfolio = of_session(reporting.portfolio)
    reports = of_session(reporting.reports)
    document = of_session(reporting.document)
    render = of_session(rendering.render)
    picture = of_session(charts.picture)
    calendar = of_session(feeds.calendar)
    publish = of_session(publishing.publish)
    export = of_session(history.export)
    backup = of_session(history.backup)

    # Changes: several as one step, or one by itself.
    transaction = of_session(begin)
    add = in_one_step(Transaction.add)
    save = in_one_step(Transaction.save)
    edit = in_one_step(Transaction.edit)
    appoint = in_one_step(Transaction.appoint)
    start = in_one_step(Transaction.start)
    progress = in_one_step(Transaction.progress)
    done = in_one_step(Transaction.done)
    drop = in_one_step(Transaction.drop)
    wait = in_one_step(Transaction.wait)
    resume = in_one_step(Transaction.resume)
    advance = in_one_step(Transaction.advance)
    move = in_one_step(Transaction.move)
    move_event = in_one_step(Transaction.move_event)
    plan_stage = in_one_step(Transaction.plan_stage)
    baseline = in_one_step(Transaction.baseline)
    refresh_calendar = in_one_step(Transaction.refresh_calendar)
    issue = of_session(changes.issue)
    load = of_session(changes.load)
    undo = of_session(changes.undo)
    moved = of_session(moves.moved)
