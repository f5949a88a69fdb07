"""How the strands of a mandate stand."""

from collections.abc import Iterable

from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area
from wgtrack.status.progress import Share
from wgtrack.status.report import WORST_FIRST, AreaStatus, ItemStatus


def area_statuses(
    programme: WorkProgramme, groups: Iterable[str], items: Iterable[ItemStatus]
) -> tuple[AreaStatus, ...]:
    """The areas of the groups, and those of other groups that their items belong to, as recorded.

    ``items`` are those of the groups.
    """
    concerned = frozenset(groups)
    by_area: dict[str | None, list[ItemStatus]] = {}
    for item in items:
        if item.verdict != "dropped":
            by_area.setdefault(item.area, []).append(item)
    return tuple(
        _status(area, by_area.get(area.key, []))
        for area in programme.areas.values()
        if area.group in concerned or area.key in by_area
    )


def _status(area: Area, items: list[ItemStatus]) -> AreaStatus:
    done = sum([item.state == "done" for item in items])
    share = Share(sum([item.weight for item in items]), sum([item.weight * item.progress for item in items]))
    progress = share.percent(finished=bool(items) and done == len(items))
    found = {item.verdict for item in items}
    worst = next((verdict for verdict in WORST_FIRST if verdict in found), None)
    return AreaStatus(area.key, area.title, len(items), done, progress, worst)
