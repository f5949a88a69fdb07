"""Changes that are no verbs of a transaction: a whole file, an issued report, a step taken back."""

from typing import TYPE_CHECKING

from wgtrack.errors import ConflictError, InputError
from wgtrack.messages.message import argument, call, untranslated
from wgtrack.model.values import require_text
from wgtrack.tracker.arguments import At, Day
from wgtrack.tracker.reporting import LAST, asked
from wgtrack.tracker.session import Session
from wgtrack.tracker.transaction import no_transaction_open, opened

if TYPE_CHECKING:
    from os import PathLike

    from wgtrack.model.journal import Entry
    from wgtrack.model.records import IssuedReport
    from wgtrack.tracker.loading import Loaded


def issue(
    session: Session,
    at: At | None = None,
    group: str | None = None,
    since: At = LAST,
    language: str = "en",
    next_report: Day | None = None,
    *,
    note: str | None = None,
    why: str | None = None,
) -> "IssuedReport":
    """File the report that these arguments make as the group's next numbered one, in every format that can be written here.

    Args:
        at: the instant that it is true for, which has passed; now if None.
        group: key of the group; the only one without a parent if None.
        since: the instant that changes are counted from; ``last`` for the last report issued before.
        language: tag of its language, ``en`` or ``zh-Hans``.
        next_report: the day of the next report, as a date, its text or an aware datetime.
        note: a remark that is kept with it.
        why: the reason, kept in the log.

    Returns:
        the report as it was filed; ``document`` gives each of its files back. It can be undone, but is never changed,
            and its number is never used again.

    Raises:
        InputError: the instant is still to come, or one of the errors of ``report``.
        ConflictError: another report of the group was issued meanwhile.

    Examples:
        >>> issued = tracker.issue(group="white-paper-wg")
        >>> issued.number, sorted(dict(issued.documents))[:3]
        (1, ['csv', 'html', 'json'])
    """
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less
    from wgtrack.tracker.promises import passed  # noqa: PLC0415 - as above

    author = session.author()
    no_transaction_open(session)
    group = group or session.only_top(at)
    when = passed(session.instant(at, group), session.now())
    request = asked(session, when, group, since, language, next_report)
    # Made before it is this writer's turn: others need not wait for it.
    ready = reports.draft(session.store, session.begun(when), request)
    with opened(session, "issue", by=author, why=why) as made:
        return reports.issue(made.step("issue"), ready, note)


def undo(
    session: Session, step: int | None = None, *, why: str | None = None, own: bool = False
) -> "tuple[Entry, ...]":
    """Take back a step, as a new change that restores the values before.

    Args:
        step: its number in the log; the last one that was not undone if None.
        why: the reason, kept in the log.
        own: refuse a step that somebody else made.

    Returns:
        the entries that were written.

    Raises:
        ConflictError: a record of the step was changed again after it, or does not fit the others any more.
        InputError: there is nothing to undo.

    Examples:
        >>> task = tracker.drop("A-2", why="covered elsewhere")
        >>> tracker.undo()[0].after.state
        'open'
    """
    from wgtrack.rules.waiting import may_wait_for_itself, refuse_waiting_for_itself  # noqa: PLC0415 - as below
    from wgtrack.tracker.undoing import take_back  # noqa: PLC0415 - a status needs less

    require_text("reason", why or "")
    no_transaction_open(session)
    store = session.store
    with store.turn():
        last = store.last_step()
        number = last if step is None else step
        entries = store.entries(step=number) if number is not None else ()
        if not entries:
            raise InputError(
                untranslated("there is nothing to undo")
                if step is None
                else untranslated("there is no step {step}", step=step),
                untranslated("see the steps with {log}", log=call("log")),
            )
        if own:
            _check_own(session, entries)
        why, now = why or f"undo of step {number}", session.now()
        with store.writing(action="undo", by=session.author(), why=why, recorded_at=now, undoes=number) as change:
            session.latest = change
            take_back(change, entries, now, is_last=number == last)
            written = {(entry.kind, entry.key): entry for entry in reversed(change.entries)}
            if any(may_wait_for_itself(entry.before, entry.after) for entry in written.values() if entry.after):
                refuse_waiting_for_itself(
                    store.programme(), {place: entry.before for place, entry in written.items()}, now
                )
            return change.entries


def _check_own(session: Session, entries: "tuple[Entry, ...]") -> None:
    """Refuse to take back what somebody else did."""
    first = next((entry for entry in entries if entry.by != session.author()), None)
    if first is not None:
        raise ConflictError(
            untranslated(
                "step {step} is of {by} ({action} {kind} {key})",
                code="anothers_step",
                step=first.step,
                by=first.by,
                action=first.action,
                kind=first.kind,
                key=first.key,
            ),
            untranslated("take it back all the same with {yes}, or name another step", yes=argument("own")),
            key=first.key,
        )


def load_seed(
    session: Session, name_or_path: "str | PathLike[str]", *, update: bool = False, why: str | None = None
) -> "Loaded":
    """Load a group's file, whole or not at all: what is missing is added with its past, what is there is kept.

    Args:
        name_or_path: name of a file that comes with wgtrack (``china-blockchain-2016``), or the path of one.
        update: take the file's values where it says something else than when it was loaded; what only the record has stays.
        why: the reason of these changes, kept in the log.

    Returns:
        what was added, what was kept, and of which records the file says something else (``differing``).

    Raises:
        SeedError: the file has mistakes; ``problems`` are all of them.
        InputError: there is no such file, or its records were on record once.

    Examples:
        >>> tracker.load_seed("china-blockchain-2016").added
        ()
    """
    from wgtrack.tracker import loading  # noqa: PLC0415 - reading files pulls in cattrs

    return loading.load(session, name_or_path, update=update, why=why)


def load(
    session: Session, name_or_path: "str | PathLike[str]", *, update: bool = False, why: str | None = None
) -> "Loaded":
    """The older name of ``load_seed``, which goes on working: ``workload`` is what ``wgtrack load`` tells.

    Args:
        name_or_path: as for ``load_seed``.
        update: as for ``load_seed``.
        why: as for ``load_seed``.

    Returns:
        what ``load_seed`` returns.

    Raises:
        SeedError: the file has mistakes.

    Examples:
        >>> tracker.load("china-blockchain-2016").added
        ()
    """
    return load_seed(session, name_or_path, update=update, why=why)
