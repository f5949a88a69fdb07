"""Changes that are no verbs of a transaction: a whole file, an issued report, a step taken back."""

from typing import TYPE_CHECKING

from wgtrack.errors import InputError
from wgtrack.model.values import require_text
from wgtrack.tracker.asked import At, Day
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
    """File the report that these arguments make as the group's next numbered one."""
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less
    from wgtrack.tracker.promised import passed  # noqa: PLC0415 - as above

    author = session.author()
    no_transaction_open(session)
    when = passed(session.instant(at, group), session.now())
    request = asked(session, when, group, since, language, next_report)
    # Made before it is this writer's turn: others need not wait for it.
    ready = reports.draft(session.store, session.begun(when), request)
    with opened(session, "issue", by=author, why=why) as made:
        return reports.issue(made.step("issue"), ready, note)


def undo(session: Session, step: int | None = None, *, why: str | None = None) -> "tuple[Entry, ...]":
    """Take back a step, as a new change that restores the values before."""
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
                "there is nothing to undo" if step is None else f"there is no step {step}", "see the steps with 'log'"
            )
        why, now = why or f"undo of step {number}", session.now()
        with store.writing(action="undo", by=session.author(), why=why, recorded_at=now, undoes=number) as change:
            take_back(change, entries, now, is_last=number == last)
            return change.entries


def load(session: Session, name_or_path: "str | PathLike[str]") -> "Loaded":
    """Load a group's file, whole or not at all: what is missing is added, what is there is kept."""
    from wgtrack.tracker import loading  # noqa: PLC0415 - reading files pulls in cattrs

    return loading.load(session, name_or_path)
