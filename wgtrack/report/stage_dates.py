"""The stages of each deliverable: by when each was to be entered, and when it was."""

from collections.abc import Iterator
from datetime import date

from wgtrack.dates import Deadline, Resolver
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable
from wgtrack.model.stages import Stage
from wgtrack.report.report import DeliverableTrack, StageTrack
from wgtrack.status.report import StatusReport


def deliverable_tracks(
    status: StatusReport, programme: WorkProgramme, resolver: Resolver
) -> tuple[DeliverableTrack, ...]:
    """The deliverables of a status that were not dropped, in its order, with the stages that they go through."""
    found = []
    for item in status.items:
        deliverable = programme.deliverables.get(item.key)
        if deliverable is not None and deliverable.state != "dropped":
            track = _Track(deliverable, programme.lifecycles[deliverable.lifecycle], status, resolver)
            found.append(DeliverableTrack(item, tuple(track.stages())))
    return tuple(found)


class _Track:
    def __init__(
        self, deliverable: Deliverable, lifecycle: Lifecycle, status: StatusReport, resolver: Resolver
    ) -> None:
        self.deliverable = deliverable
        self.lifecycle = lifecycle
        self.at = status.at
        self.calendar = resolver.calendar(deliverable.group)
        self.today = status.at.astimezone(resolver.zone(deliverable.group)).date()
        self.places = {stage.code: place for place, stage in enumerate(lifecycle.stages)}
        self.reached = {entered.stage: entered.on for entered in deliverable.reached}
        self.planned: dict[str, Deadline | None] = {
            plan.stage: resolver.resolve(plan.due, deliverable.group) for plan in deliverable.planned
        }
        self.planned[self.due_stage] = resolver.target(deliverable) or self.planned.get(self.due_stage)

    @property
    def due_stage(self) -> str:
        return self.deliverable.due_stage or self.lifecycle.final

    def stages(self) -> Iterator[StageTrack]:
        """Those on the usual way from where it began, and those beside it that were entered or have a date."""
        way = _usual_way(self.lifecycle)
        entered = self.deliverable.reached
        begin = self.places.get(entered[0].stage, 0) if entered else 0
        for stage in self.lifecycle.stages:
            has_date = stage.code in self.reached or self.planned.get(stage.code) is not None
            if has_date or (stage.code in way and self.places[stage.code] >= begin):
                yield self._stage(stage)

    def _stage(self, stage: Stage) -> StageTrack:
        planned, reached = self.planned.get(stage.code), self.reached.get(stage.code)
        passed_over = reached is None and self._is_behind(stage.code)
        late = None if planned is None or passed_over else self._lateness(planned, reached)
        return StageTrack(
            code=stage.code,
            title=stage.title,
            planned=planned,
            reached=reached,
            working_days_late=late,
            late=late is not None and self._is_late(planned, reached),
            current=stage.code == self.deliverable.stage,
        )

    def _is_behind(self, code: str) -> bool:
        """Whether the deliverable went on to a later stage."""
        return self.places[code] < self.places.get(self.deliverable.stage or "", 0)

    def _is_late(self, planned: Deadline | None, reached: date | None) -> bool:
        if planned is None:
            return False
        if reached is None:
            return planned.has_passed(self.at)
        done_at = self.deliverable.done_at if reached == self.deliverable.done_on else None
        return planned.has_passed(done_at) if done_at else reached > planned.date

    def _lateness(self, planned: Deadline, reached: date | None) -> int:
        if not self._is_late(planned, reached):
            return 0
        return max(0, self.calendar.working_days_between(planned.date, reached or self.today))


def _usual_way(lifecycle: Lifecycle) -> frozenset[str]:
    """From the first stage to the one that ends in success, by the usual one of those that may follow."""
    found = [lifecycle.stages[0].code]
    for code in found:
        stage = lifecycle.stage(code)
        if stage is not None and stage.next and stage.outcome == "active" and stage.next[0] not in found:
            found.append(stage.next[0])
    return frozenset(found)
