"""Making reports from the store, issuing them, and giving back what was issued."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from wgtrack.dates.dependencies import dated_kinds
from wgtrack.dates.instants import zone
from wgtrack.errors import ConflictError, InputError, NotInstalledError
from wgtrack.formats import FORMATS, render_file
from wgtrack.gc_pause import gc_paused
from wgtrack.messages.languages import language as known_language
from wgtrack.messages.message import Message, argument, call, joined, untranslated
from wgtrack.model.journal import Known
from wgtrack.model.programme import Records, WorkProgramme, zone_name
from wgtrack.model.records import IssuedReport, report_key
from wgtrack.report.build import Sources, build
from wgtrack.report.report import Report
from wgtrack.store import Store
from wgtrack.tracker.promises import known_by, known_for, known_then

if TYPE_CHECKING:
    from wgtrack.tracker.writing import Step


class Asked(NamedTuple):
    """A report as it is asked for."""

    at: datetime
    #: None for the only group without a parent.
    group: str | None
    #: None for the last report.
    since: datetime | None
    language: str
    next_report: date | None


class Draft(NamedTuple):
    """A report that is ready to be issued, and its files by format."""

    report: Report
    number: int
    #: Number of the newest entry that it was made from.
    newest: int | None
    files: Mapping[str, bytes]


def make_report(store: Store, programme: WorkProgramme, asked: Asked, number: int | None = None) -> Report:
    """The report of a group, from the record as of its instant and everything that led there."""
    tag = known_language(asked.language).tag
    group = programme.only_group() if asked.group is None else asked.group
    since, since_number, known = _since(store, group, asked)
    with gc_paused():
        sources = Sources(
            programme=programme,
            at=asked.at,
            group=group,
            entries=store.entries(kinds=dated_kinds(), until=asked.at),
            since=since,
            before=None if since is None else known_then(store, known).programme(since),
            known=known,
            since_number=since_number,
        )
        return build(sources, language=tag, next_report=asked.next_report, number=number)


def draft(store: Store, programme: WorkProgramme, asked: Asked) -> Draft:
    """The next report of a group, written in every format of this package that can be written on this machine."""
    group = programme.only_group() if asked.group is None else asked.group
    number, head = _next_number(store.kinds_of, group), store.head()
    report = make_report(store, programme, asked, number)
    _refuse_without_forecast(report)
    files: dict[str, bytes] = {}
    for name in FORMATS:
        try:
            files[name] = render_file(report, name)
        except NotInstalledError:
            continue
    return Draft(report, number, None if head is None else head.number, files)


def _refuse_without_forecast(report: Report) -> None:
    """Refuse to file a report that would have a forecast on another machine: what is filed must not depend on that."""
    why = report.no_forecast
    if isinstance(why, Message) and why.code == "needs_numpy":
        message = untranslated("the report has a forecast, and this machine cannot make it", code="needs_numpy")
        raise NotInstalledError(message, "numpy", "forecast")


def issue(step: "Step", ready: Draft, note: str | None) -> IssuedReport:
    """File a draft under its number.

    Raises:
        ConflictError: another report took the number since.
    """
    report, group = ready.report, ready.report.group.key
    if _next_number(step.change.kinds_of, group) != ready.number:
        raise ConflictError(
            untranslated("another report of '{group}' was issued meanwhile", group=group),
            untranslated("issue this one again"),
            key=report_key(group, ready.number),
        )
    issued = IssuedReport(
        key=report_key(group, ready.number),
        group=group,
        number=ready.number,
        at=report.at,
        since=report.since,
        newest=ready.newest,
        language=report.language,
        note=note,
        documents={name: step.change.keep(content) for name, content in ready.files.items()},
    )
    return _in_zone(step.add(issued), step.change)


def issued_reports(store: Store, group: str | None = None) -> tuple[IssuedReport, ...]:
    """The reports that were issued, of one group or of all, by group and number."""
    found = (store.get("report", key) for key in store.keys("report"))
    wanted = [one for one in found if isinstance(one, IssuedReport) and group in {None, one.group}]
    return tuple(_in_zone(one, store) for one in sorted(wanted, key=lambda one: (one.group, one.number)))


def document(store: Store, number: int, group: str, name: str) -> bytes:
    """The file of an issued report in one format, byte for byte."""
    report = store.get("report", report_key(group, number))
    if not isinstance(report, IssuedReport):
        there_are = [str(one.number) for one in issued_reports(store, group)]
        hint = (
            untranslated("its reports: {numbers}", numbers=joined(there_are))
            if there_are
            else untranslated("issue one with {issue}", issue=call("issue"))
        )
        raise InputError(untranslated("'{group}' has no report {number}", group=group, number=number), hint)
    documents = dict(report.documents)
    if name not in documents:
        raise InputError(
            untranslated("report {number} of '{group}' was not filed as {name}", number=number, group=group, name=name),
            untranslated("choose from {documents}", documents=joined(documents)),
        )
    return store.document(documents[name])


def _since(store: Store, group: str, asked: Asked) -> tuple[datetime | None, int | None, Known | None]:
    """The instant to count from, the number of the report that was issued for it, and what was known for that."""
    issued = sorted(issued_reports(store, group), key=lambda one: (one.at, one.number))
    since = asked.since
    if since is None:
        before = [one for one in issued if one.at < asked.at]
        return (before[-1].at, before[-1].number, known_for(before[-1])) if before else (None, None, None)
    if since > asked.at:
        raise InputError(
            untranslated("changes are to be counted from after the report"),
            untranslated("give an earlier {since}, or a later {at}", since=argument("since"), at=argument("at")),
        )
    same = next((one for one in reversed(issued) if one.at == since), None)
    if same is not None:
        return since, same.number, known_for(same)
    return since, None, known_by(store, since, group)


def _next_number(kinds_of: Callable[[str], tuple[str, ...]], group: str) -> int:
    """The first number that no report of the group ever had."""
    number = 1
    while kinds_of(report_key(group, number)):
        number += 1
    return number


def _in_zone(report: IssuedReport, records: Records) -> IssuedReport:
    """With its instants in the group's zone."""
    in_zone = zone(zone_name(records, report.group))
    since = None if report.since is None else report.since.astimezone(in_zone)
    return evolve(report, at=report.at.astimezone(in_zone), since=since)
