"""All groups of a record side by side: a row for each group on top, with its committees."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from wgtrack.dates import Resolver
from wgtrack.dates.instants import zone
from wgtrack.model.base import Record
from wgtrack.model.programme import WorkProgramme, top_zones
from wgtrack.model.selection import Keys, group_tops
from wgtrack.model.shares import Share
from wgtrack.planning.plan import Plan, Planner
from wgtrack.report.headline import headline
from wgtrack.report.localised import localised
from wgtrack.report.report import Portfolio, PortfolioRow
from wgtrack.report.stage_dates import deliverable_tracks
from wgtrack.status.assess import Assessor
from wgtrack.status.report import WORST_FIRST, ItemStatus, StatusReport


def portfolio(programme: WorkProgramme, at: datetime, *, language: str = "en", groups: Keys = None) -> Portfolio:
    """A row for each of some groups, for each without a parent if None, in the order in which they were recorded, as of an (aware) instant."""
    told = localised(programme, language)
    zones = top_zones(told)
    at = at.astimezone(zone(zones[0] if len(zones) == 1 else "UTC"))
    rows = _Rows(told, at)
    wanted = frozenset(group_tops(told, groups))
    return Portfolio(language=language, at=at, rows=tuple(rows.row(key) for key in told.groups if key in wanted))


class _Rows:
    """Makes rows; what they share is worked out once."""

    def __init__(self, programme: WorkProgramme, at: datetime) -> None:
        self.programme = programme
        self.resolver = Resolver(programme, as_of=True)
        self.assessor = Assessor(programme, self.resolver, at)
        self.planner = Planner(programme, at, self.resolver)
        self.active = _last_changes(programme)
        self.committees = programme.committees()

    def row(self, group: str) -> PortfolioRow:
        status = self.assessor.report(group)
        counted = [item for item in status.items if item.verdict != "dropped"]
        opened = [item for item in counted if not item.finished]
        groups = self.programme.group_and_committees(group, self.committees)
        active = max((self.active[key] for key in groups if key in self.active), default=None)
        return PortfolioRow(
            group=status.group,
            open=len(opened),
            overdue=status.totals["overdue"] + status.totals["past_limit"],
            at_risk=status.totals["at_risk"],
            done=status.totals["done"] + status.totals["done_late"],
            progress=_progress(counted),
            worst=next((verdict for verdict in WORST_FIRST if verdict != "dropped" and status.totals[verdict]), None),
            next_deadline=min((item for item in opened if _is_ahead(item, status)), key=_due, default=None),
            last_activity=None if active is None else active.astimezone(status.at.tzinfo),
            headline=headline(status, self._plans(status), deliverable_tracks(status, self.programme, self.resolver)),
        )

    def _plans(self, status: StatusReport) -> list[Plan]:
        keys = [item.key for item in status.items if item.kind == "deliverable" and not item.finished]
        return [*self.planner.plans(keys)]


def _progress(items: list[ItemStatus]) -> int:
    share = Share(sum([item.weight for item in items]), sum([item.weight * item.progress for item in items]))
    return share.percent(finished=bool(items) and all(item.finished for item in items))


def _is_ahead(item: ItemStatus, status: StatusReport) -> bool:
    return item.due is not None and not item.due.has_passed(status.at)


def _due(item: ItemStatus) -> tuple[datetime, str]:
    assert item.due is not None  # noqa: S101 - only items with a date come here
    return item.due.ends, item.key


def _last_changes(programme: WorkProgramme) -> dict[str, datetime]:
    """The last change of anything of each group."""
    found: dict[str, datetime] = {}
    for group, record in _of_groups(programme):
        if record.changed_at is not None and (group not in found or record.changed_at > found[group]):
            found[group] = record.changed_at
    return found


def _of_groups(programme: WorkProgramme) -> Iterator[tuple[str, Record]]:
    """Every record that belongs to a group, with that group's key."""
    for group in programme.groups.values():
        yield group.key, group
    for role in programme.roles.values():
        yield role.group, role
    for record in chain(programme.areas.values(), programme.events.values(), programme.items()):
        yield record.group, record
