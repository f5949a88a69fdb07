"""The answer in one sentence: on time or not, by how much, and why."""

import math
from collections.abc import Iterator, Sequence
from datetime import date

from wgtrack.dates import Deadline
from wgtrack.messages.message import Message, Text, Wording, clauses, joined, number_words, plural, term, translatable
from wgtrack.messages.phrases import days_words, due_words, late_words, left_of
from wgtrack.planning.passes import NOISE
from wgtrack.planning.plan import Plan
from wgtrack.planning.schedule import Planned
from wgtrack.report.report import DeliverableTrack
from wgtrack.status.report import ItemStatus, StatusReport

_LATE = frozenset({"overdue", "past_limit"})
#: Pieces of the work in a row that are named; of more of them the first and the last.
_NAMED = 6
#: Digits that are told of days; what lies behind them is rounding.
_DIGITS = 6


def headline(status: StatusReport, plans: Sequence[Plan], tracks: Sequence[DeliverableTrack]) -> Wording:
    """Whether a group is on time, by how much not, and why.

    ``plans`` are those of its open deliverables, the one that misses its date by most in front; ``tracks`` the stages of all.
    """
    late = [item for item in status.items if item.verdict in _LATE]
    opened = [item for item in status.items if not item.finished]
    dated = [plan for plan in plans if plan.due is not None]
    if not status.items:
        return translatable("Nothing is on record yet", code="nothing_on_record")
    if not opened:
        return _all_done(status, tracks)
    unknown = [item for item in opened if item.verdict == "unknown"]
    if not dated:
        return _by_items(opened, late, unknown)
    worst = dated[0]
    about = {plan.key for plan in dated if not plan.holds}
    others = [item for item in late if item.key not in about]
    if worst.holds:
        return clauses([_cannot_say(opened, unknown), *_of_others([], others)]) if unknown else _on_time(dated, others)
    has_passed = worst.due is not None and worst.due.has_passed(worst.at)
    said_of_worst = _overdue(worst) if has_passed else _short(worst)
    return clauses([said_of_worst, *_of_others(dated, others)])


def _cannot_say(opened: Sequence[ItemStatus], unknown: Sequence[ItemStatus]) -> Message:
    """What is known is on time, and of some work it is not known."""
    first = min(unknown, key=lambda item: (_due_day(item), item.key))
    return plural(
        len(unknown),
        "It cannot be said whether all is on time: {number} of {open} cannot be planned: {key} {why}",
        "It cannot be said whether all is on time: {number} of {open} cannot be planned, first of them {key}: it {why}",
        code="items_unknown",
        open=_open_items(opened),
        key=first.key,
        why=first.reasons[0],
    )


def _short(plan: Plan) -> Message:
    """Its date is ahead, and cannot be kept."""
    return translatable(
        "Not on time: {key} cannot be ready by {date}, {short} short, because {work} and {left}",
        code="short_of_time",
        key=plan.key,
        date=_date(plan.due),
        short=days_words(plan.short),
        work=_work(plan),
        left=left_of(max(0, plan.left or 0)),
    )


def _overdue(plan: Plan) -> Message:
    """Its date has passed, and the work goes on."""
    if _is_unknown(plan):
        return translatable(
            "Overdue: {key} was due {date}, and what is left to do has no estimate that would say when it can be ready",
            code="deliverable_overdue_without_estimate",
            key=plan.key,
            date=_date(plan.due),
        )
    return translatable(
        "Overdue: {key} was due {date}; {work}, so it can be ready on {ready}, {late} late",
        code="deliverable_overdue",
        key=plan.key,
        date=_date(plan.due),
        work=_work(plan),
        ready=plan.ready_on,
        late=days_words(plan.short),
    )


def _on_time(plans: Sequence[Plan], late: Sequence[ItemStatus]) -> Wording:
    """All dates of deliverables can be kept: the one with the least time to spare."""
    tightest = min(plans, key=_spare)
    if _is_unknown(tightest):
        return clauses([_not_known(tightest), *_of_others([], late)])
    key, ready, spare = tightest.key, tightest.ready_on, _spare_words(tightest)
    if late:
        return plural(
            len(late),
            "On time so far, though {number} item is overdue: {key} can be ready on {ready}, {spare}",
            "On time so far, though {number} items are overdue: {key} can be ready on {ready}, {spare}",
            code="on_time_though_items_overdue",
            key=key,
            ready=ready,
            spare=spare,
        )
    if len(plans) == 1:
        return translatable(
            "On time: {key} can be ready on {ready}, {spare}", code="on_time", key=key, ready=ready, spare=spare
        )
    return translatable(
        "On time: all {number} open deliverables can keep their dates, {key} with the least time to spare:"
        " it can be ready on {ready}, {spare}",
        code="all_on_time",
        number=len(plans),
        key=key,
        ready=ready,
        spare=spare,
    )


def _is_unknown(plan: Plan) -> bool:
    """Whether nothing says how much work is left."""
    return plan.work + plan.wait <= NOISE


def _not_known(plan: Plan) -> Message:
    """Its date is ahead, and nothing speaks against it."""
    return translatable(
        "On time as far as is known: {key} is due {date}, and what is left to do has no estimate",
        code="on_time_without_estimate",
        key=plan.key,
        date=_date(plan.due),
    )


def _spare_words(plan: Plan) -> Message:
    if _spare(plan) < 1:
        return translatable("just in time for its date of {date}", date=_date(plan.due))
    return translatable("{days} before its date of {date}", days=days_words(_spare(plan)), date=_date(plan.due))


def _spare(plan: Plan) -> float:
    return (plan.left or 0) - plan.work - plan.wait


def _of_others(plans: Sequence[Plan], late: Sequence[ItemStatus]) -> Iterator[Message]:
    """What else is not on time."""
    more = sum(not plan.holds for plan in plans) - 1
    if more > 0:
        yield plural(
            more,
            "{number} other deliverable cannot keep its date either",
            "{number} other deliverables cannot keep their dates either",
            code="others_short_of_time",
        )
    if late:
        yield plural(
            len(late),
            "besides, {number} item is overdue",
            "besides, {number} items are overdue",
            code="others_overdue",
        )


def _by_items(opened: Sequence[ItemStatus], late: Sequence[ItemStatus], unknown: Sequence[ItemStatus]) -> Message:
    """Where no deliverable has a date to keep: by the items that do."""
    if late:
        worst = min(late, key=lambda item: (_due_day(item), item.key))
        return plural(
            len(late),
            "Not on time: {number} of {open} is overdue: {key} was due {date}",
            "Not on time: {number} of {open} are overdue, {key} for longest: it was due {date}",
            code="items_overdue",
            open=_open_items(opened),
            key=worst.key,
            date=_date(worst.due),
        )
    risky = [item for item in opened if item.verdict == "at_risk"]
    if risky:
        first = min(risky, key=lambda item: (_due_day(item), item.key))
        return plural(
            len(risky),
            "Nothing is overdue, but {number} of {open} is at risk: {key}, due {date}",
            "Nothing is overdue, but {number} of {open} are at risk, first of them {key}, due {date}",
            code="items_at_risk",
            open=_open_items(opened),
            key=first.key,
            date=_date(first.due),
        )
    if unknown:
        return _cannot_say(opened, unknown)
    dated = [item for item in opened if item.due is not None]
    if not dated:
        return translatable("{open}, and none has a date to keep", code="items_without_dates", open=_open_items(opened))
    first = min(dated, key=lambda item: (_due_day(item), item.key))
    return translatable(
        "On time: none of {open} is overdue or at risk; the next date is that of {key}, {date}",
        code="items_on_time",
        open=_open_items(opened),
        key=first.key,
        date=_date(first.due),
    )


def _open_items(opened: Sequence[ItemStatus]) -> Message:
    return plural(len(opened), "{number} open item", "{number} open items")


def _all_done(status: StatusReport, tracks: Sequence[DeliverableTrack]) -> Message:
    """Nothing is open: how late what was owed came."""
    late = [item for item in status.items if item.verdict == "done_late"]
    papers = [track for track in tracks if track.item.verdict == "done_late"]
    done = sum(item.state == "done" for item in status.items)
    if papers:
        return _done_late(max(papers, key=lambda track: (track.item.working_days_late or 0, track.item.key)))
    if late:
        return translatable(
            "All is done, {number} of {items} late", code="all_done_late", number=len(late), items=_items(done)
        )
    if done:
        return translatable("All is done in time: {items}", code="all_done", items=_items(done))
    return translatable("All that was planned was dropped", code="all_dropped")


def _items(count: int) -> Message:
    return plural(count, "{number} item", "{number} items")


def _done_late(track: DeliverableTrack) -> Message:
    item = track.item
    late = late_words(item.calendar_days_late or 0, item.working_days_late or 0)
    finished = translatable(
        "Done late: {key} was finished on {day}, {late} after its date of {date}",
        code="deliverable_done_late",
        key=item.key,
        day=item.done_on or "",
        late=late,
        date=_date(item.target),
    )
    lost = list(_lost(track))
    if len(lost) < 2:  # noqa: PLR2004 - one stage would only say the same again
        return finished
    return translatable(
        "{finished}; of these {stages}", code="deliverable_done_late_by_stages", finished=finished, stages=joined(lost)
    )


def _lost(track: DeliverableTrack) -> Iterator[Message]:
    """The working days that were lost, or won back, from one stage with a date to the next."""
    before = 0
    for stage in track.stages:
        if stage.reached is not None and stage.working_days_late is not None:
            days = stage.working_days_late - before
            if days > 0:
                yield translatable("{days} lost until {stage}", days=days, stage=term(stage.title))
            elif days < 0:
                yield translatable("{days} won back until {stage}", days=-days, stage=term(stage.title))
            before = stage.working_days_late


def _work(plan: Plan) -> Message:
    """``14 working days of work remain in a row (WP-5 4, WP-8 2)``."""
    days, pieces = _tenths(plan.work + plan.wait), _steps(plan.chain)
    steps = joined(pieces)
    if not pieces:
        return plural(
            days, "{number} working day remains, all of it waiting", "{number} working days remain, all of them waiting"
        )
    if plan.wait > NOISE:
        return plural(
            days,
            "{number} working day remains in a row, {wait} of it waiting ({steps})",
            "{number} working days remain in a row, {wait} of them waiting ({steps})",
            wait=number_words(_tenths(plan.wait)),
            steps=steps,
        )
    return plural(
        days,
        "{number} working day of work remains in a row ({steps})",
        "{number} working days of work remain in a row ({steps})",
        steps=steps,
    )


def _tenths(days: float) -> float:
    """Days that may be broken, rounded up to a tenth, as ``days_words`` tells them."""
    tenths = math.ceil(days * 10 - NOISE) / 10
    return int(tenths) if tenths == int(tenths) else tenths


def _steps(chain: Sequence[Planned]) -> list[Message]:
    """The pieces of work with their days; of many the first and the last."""
    pieces = [
        translatable("{key} {days}", key=piece.key, days=number_words(piece.days, _DIGITS))
        for piece in chain
        if piece.days > NOISE
    ]
    if len(pieces) > _NAMED:
        pieces[_NAMED // 2 : -_NAMED // 2] = [translatable("{number} more", number=len(pieces) - _NAMED)]
    return pieces


def _date(deadline: Deadline | None) -> Text:
    return "" if deadline is None else due_words(deadline)


def _due_day(item: ItemStatus) -> date:
    return date.max if item.due is None else item.due.date
