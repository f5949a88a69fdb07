"""Making the report of a group from its record: pure, so that the same record gives the same report at any time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from attrs import evolve

from wgtrack.dates import Resolver
from wgtrack.errors import InputError, NotInstalledError
from wgtrack.history.promises import Trend, trends
from wgtrack.history.replay import PromiseVersion, Replay
from wgtrack.history.slips import Slip, slips
from wgtrack.messages.message import Text, iso_day, translatable, untranslated
from wgtrack.model.journal import Entry, Known
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.forecast import SAMPLES, Forecast, forecast
from wgtrack.planning.load import workload
from wgtrack.planning.plan import Plan, plan_all
from wgtrack.planning.schedule import Schedule, schedule
from wgtrack.planning.timeline import timeline
from wgtrack.planning.work_network import WorkNetwork
from wgtrack.report.burnup import burn_up
from wgtrack.report.changes import Period, changes, verdict_changes
from wgtrack.report.headline import headline
from wgtrack.report.localised import localised, lookup, title_of
from wgtrack.report.report import Report
from wgtrack.report.stage_dates import deliverable_tracks
from wgtrack.report.upcoming import coming, next_report_day
from wgtrack.report.who_acts import history_of, party_turns
from wgtrack.status.assess import Assessor
from wgtrack.status.events import concerned
from wgtrack.status.report import VERDICTS, StatusReport, Verdict

#: Days that are drawn for the forecast of a report at most, which takes about a second: fewer samples for more open items.
DRAWS = 5_000_000
#: Open items from which on so few samples would be left that they say little.
MOST_FORECAST = 10_000


class Sources(NamedTuple):
    """What a report is made from."""

    #: The record as of the instant of the report.
    programme: WorkProgramme
    at: datetime
    group: str
    #: Every entry of the journal up to then of what dates hang on (``wgtrack.dates.dependencies.dated_kinds``).
    entries: Sequence[Entry]
    #: The instant that changes are counted from, and the record as of then; without them from the beginning.
    since: datetime | None = None
    before: WorkProgramme | None = None
    #: What was known then; all that is known now if None.
    known: Known | None = None
    #: The number of the report that was issued then, if one was.
    since_number: int | None = None


def build(
    sources: Sources, *, language: str = "en", next_report: date | None = None, number: int | None = None
) -> Report:
    """The report of a group with its committees, in a language (a BCP 47 tag).

    Raises:
        UnknownKeyError: there is no such group.
        InputError: the day of the next report is not after this one.
    """
    return _Builder(sources, language).report(next_report, number)


class _Planning(NamedTuple):
    """What the plan of the record says, or why there is none."""

    schedule: Schedule
    plans: tuple[Plan, ...]
    net: WorkNetwork | None
    why_not: Text | None


class _Builder:
    """Makes one report; what its parts share is worked out once."""

    def __init__(self, sources: Sources, language: str) -> None:
        self.sources = sources
        self.language = language
        self.tags = lookup(language)
        self.programme = localised(sources.programme, language)
        self.groups = self.programme.group_and_committees(sources.group)
        self.resolver = Resolver(self.programme, as_of=True)
        # Told in the group's zone everywhere, however it was asked for: the same instant gives the same bytes.
        self.at = sources.at.astimezone(self.resolver.zone(sources.group))
        assessor = Assessor(self.programme, self.resolver, self.at, planned=True)
        self.earliest = assessor.chains.earliest
        self.status = assessor.report(sources.group)
        self.before = localised(sources.before or WorkProgramme(), language)
        self.whole = _replay(WorkProgramme(), sources._replace(since=None))
        self.history = history_of(sources.entries)

    def report(self, next_report: date | None, number: int | None) -> Report:
        """The report with all of its parts."""
        status, planning, since = self.status, self._planning(), self._since()
        tracks = deliverable_tracks(status, self.programme, self.resolver)
        then = self._status_then()
        until = self._next_report(next_report)
        found, why_not = self._forecast(planning)
        return Report(
            language=self.language,
            status=status,
            number=number,
            since=since,
            since_number=self.sources.since_number,
            headline=headline(status, planning.plans, tracks),
            totals_before=None if since is None else _totals(then),
            verdict_changes=() if since is None else verdict_changes(status, then),
            deliverables=tracks,
            turns=party_turns(status, self.programme, self.resolver, self.history),
            changes=changes(self._period()),
            next_report=until,
            coming=coming(status, self.programme, self.resolver, planning.schedule, until),
            plans=planning.plans,
            no_plan=planning.why_not,
            forecast=found,
            no_forecast=why_not,
            provisional=tuple(item for item in status.items if "provisional" in item.flags and not item.finished),
            slips=self._slips(),
            trends=self._trends(),
            timeline=timeline(planning.schedule, self.programme, self.resolver, self.sources.group),
            burn_up=burn_up(
                self.sources.entries,
                self._every_turn(),
                frozenset(self.groups),
                status.at,
                None if found is None else found.outlook,
            ),
            load=workload(planning.schedule, self.programme, self.resolver, groups=self.groups),
            names={party.key: party.name for party in self.programme.parties.values()},
        )

    def _since(self) -> datetime | None:
        since = self.sources.since
        return None if since is None else since.astimezone(self.status.at.tzinfo)

    def _planning(self) -> _Planning:
        at = self.at
        earliest = self.earliest
        planned = schedule(self.programme, at, resolver=self.resolver, earliest=earliest)
        plans = plan_all(self.programme, at, self.groups, resolver=self.resolver, everything=planned, earliest=earliest)
        unplanned = earliest.net.unplanned
        papers = (item.key for item in self.status.items if item.kind == "deliverable" and not item.finished)
        why_not = None if plans else next((unplanned[key] for key in papers if key in unplanned), None)
        return _Planning(planned, plans, earliest.net, why_not)

    def _forecast(self, planning: _Planning) -> tuple[Forecast | None, Text | None]:
        """The forecast of all open work, or why there is none."""
        opened = sum(not item.finished for item in self.status.items)
        if not opened:
            return None, translatable("nothing is open", code="nothing_open")
        if opened > MOST_FORECAST:
            return None, translatable(
                "{number} open items are too many to forecast in a report; ask with 'wgtrack forecast'",
                code="too_many_to_forecast",
                number=opened,
            )
        try:
            made = forecast(
                self.programme,
                self.at,
                group=self.sources.group,
                samples=min(SAMPLES, DRAWS // opened),
                resolver=self.resolver,
                net=planning.net,
            )
        except NotInstalledError as error:  # what to install is for who runs it, not for who reads the report
            return None, error.message
        except InputError as error:
            return None, error.words
        return made, None

    def _status_then(self) -> StatusReport | None:
        """The status at the last report; None where the group was not on record then."""
        since = self.sources.since
        if since is None or self.sources.group not in self.before.groups:
            return None
        return Assessor(self.before, Resolver(self.before, as_of=True), since).report(self.sources.group)

    def _period(self) -> Period:
        since = self.sources.since
        return Period(
            since=since,
            before=self.before,
            now=self.programme,
            status=self.status,
            replay=self.whole if since is None else _replay(self.before, self.sources),
            history=self.history,
            groups=frozenset(self.groups),
            concerned=frozenset(concerned(self.programme, self.groups)),
            tags=self.tags,
            known=self.sources.known,
        )

    def _every_turn(self) -> Mapping[str, Sequence[PromiseVersion]]:
        """The promises of each item with those that were taken back: a day's status said them."""
        if all(entry.undoes is None for entry in self.sources.entries):
            return self.whole.turns
        replay = Replay(every_step=True)
        replay.run(self.sources.entries)
        return replay.turns

    def _next_report(self, given: date | None) -> date:
        today = self.status.at.date()
        if given is not None and given <= today:
            raise InputError(
                untranslated(
                    "the next report on {next} would not be after this one, of {today}",
                    next=iso_day(given),
                    today=iso_day(today),
                ),
                untranslated("give a later day"),
            )
        since = self._since()
        return given or next_report_day(
            today, None if since is None else since.date(), self.resolver.calendar(self.sources.group)
        )

    def _slips(self) -> tuple[Slip, ...]:
        found = slips(self.whole, self.status.at, self.sources.group, since_first=True)
        return tuple(evolve(slip, title=self._title(slip.key)) for slip in found)

    def _trends(self) -> tuple[Trend, ...]:
        found = trends(self.whole, self.status.at, self.sources.group)
        return tuple(evolve(trend, title=self._title(trend.key)) for trend in found if trend.kind != "event")

    def _title(self, key: str) -> str:
        return title_of(self.whole.latest(key), self.tags)


def _replay(begun_with: WorkProgramme, sources: Sources) -> Replay:
    """The replay of the record of an instant as it was known, or from the beginning on, with every date."""
    replay, since, known = Replay(begun_with, every_date=True), sources.since, sources.known
    if since is not None:
        replay.begin(since)
    replay.run(
        entry
        for entry in sources.entries
        if since is None or entry.at > since or not (known is None or known.covers(entry))
    )
    return replay


def _totals(status: StatusReport | None) -> Mapping[Verdict, int]:
    return dict.fromkeys(VERDICTS, 0) if status is None else status.totals
