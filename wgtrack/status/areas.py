"""How the strands of a mandate stand."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area
from wgtrack.model.shares import Share
from wgtrack.status.report import WORST_FIRST, AreaStatus, ItemStatus, Verdict


class Areas:
    """The areas of a programme, in the order in which they were recorded."""

    def __init__(self, programme: WorkProgramme) -> None:
        self._areas = programme.areas
        #: Place of each area, by key.
        self.places: Mapping[str | None, int] = {key: place for place, key in enumerate(programme.areas)}
        self._of_group: dict[str, list[str]] = {}
        for area in programme.areas.values():
            self._of_group.setdefault(area.group, []).append(area.key)

    def statuses(self, groups: Iterable[str], items: Iterable[ItemStatus]) -> tuple[AreaStatus, ...]:
        """The areas of these groups, and those of other groups that their items belong to.

        ``items`` are all of theirs, area by area.
        """
        by_area: dict[str, list[ItemStatus]] = {key: [] for group in groups for key in self._of_group.get(group, ())}
        for key, together in groupby(items, key=attrgetter("area")):
            if key in self._areas:
                kept = [item for item in together if item.verdict != "dropped"]
                if kept or key in by_area:
                    by_area[key] = kept
        return tuple(_status(self._areas[key], by_area[key]) for key in sorted(by_area, key=self.places.__getitem__))


def _status(area: Area, items: list[ItemStatus]) -> AreaStatus:
    done, weight, weighted = 0, 0.0, 0.0
    found = set[Verdict]()
    for item in items:
        done += item.state == "done"
        weight += item.weight
        weighted += item.weight * item.progress
        found.add(item.verdict)
    progress = Share(weight, weighted).percent(finished=bool(items) and done == len(items))
    worst = next((verdict for verdict in WORST_FIRST if verdict in found), None)
    return AreaStatus(area.key, area.title, len(items), done, progress, worst)
