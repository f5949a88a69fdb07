"""Publishing: the site of all groups, made from the record and written into a folder."""

from collections.abc import Callable, Iterator
from datetime import datetime
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wgtrack.dates.instants import end_of_day, zone
from wgtrack.errors import InputError, OutputError
from wgtrack.messages.message import untranslated
from wgtrack.tracker import feeds, reporting
from wgtrack.tracker.arguments import At
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.messages.languages import Language
    from wgtrack.site.values import GroupSite, IssuedDocument
    from wgtrack.site.writing import Published


def publish(
    session: Session,
    folder: str | PathLike[str],
    at: At | None = None,
    language: str = "en",
    url: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> "Published":
    """Write a static site of all groups into a folder; what did not change there is left as it is.

    Args:
        folder: a new or empty folder, or one that was published to before.
        at: as of when; without it the end of today in each group's zone, so that publishing twice a day changes
            nothing.
        language: tag of the language of the pages.
        url: address of the site on the web, for the feeds to link to.
        progress: is called now and then with how many files of how many are done.

    Returns:
        which files were written, and which were left as they are.

    Raises:
        InputError: there is no group, no such language, or ``url`` is no address of a page on the web.
        OutputError: the folder has no name, is no site's, or cannot be written to.

    Examples:
        >>> site = tracker.publish("site")
        >>> Path("site/index.html").exists()
        True
    """
    from wgtrack.messages.languages import language as known  # noqa: PLC0415 - a status needs less
    from wgtrack.site.building import files, size  # noqa: PLC0415 - as above
    from wgtrack.site.values import Site  # noqa: PLC0415 - as above
    from wgtrack.site.writing import write_site  # noqa: PLC0415 - as above

    if not fspath(folder):  # which would be taken for the folder one is in
        raise OutputError(
            folder, untranslated("this is no name of a folder"), untranslated("name a folder for the site")
        )
    told_in = known(language)
    _check_address(url)
    programme = session.store.programme()
    groups = {key: _today(session, at, key) for key in programme.committees().get(None, ())}
    # A day ends at different times in different zones: the first page tells what is true when the last of them has ended.
    latest = max(groups.values(), default=session.instant(at))
    sites = tuple(_group_site(session, key, when, told_in) for key, when in groups.items())
    site = Site(reporting.portfolio(session, latest, told_in.tag), sites, told_in, url)
    return write_site(files(site), Path(folder), size(site), progress)


def _today(session: Session, at: At | None, group: str) -> datetime:
    """The instant that is meant in a group's zone; the end of today if none is."""
    if at is not None:
        return session.instant(at, group)
    in_zone = zone(session.zone_name(group))
    return end_of_day(session.now().astimezone(in_zone).date(), in_zone)


def _group_site(session: Session, key: str, when: datetime, language: "Language") -> "GroupSite":
    """Everything about one group as of an instant."""
    from wgtrack.report.localised import localised  # noqa: PLC0415 - a status needs less
    from wgtrack.site.feeds import own_entries  # noqa: PLC0415 - as above
    from wgtrack.site.values import GroupSite  # noqa: PLC0415 - as above
    from wgtrack.tracker import promises  # noqa: PLC0415 - as above

    programme = localised(session.begun(when), language.tag)
    groups = frozenset(programme.group_and_committees(key))
    return GroupSite(
        report=reporting.report(session, when, key, language=language.tag),
        programme=programme,
        entries=own_entries(session.store.entries(until=when), groups),
        promises=promises.all_promises(session.store, when),
        issued=tuple(
            document for one in programme.group_and_committees(key) for document in _filed(session, one, when)
        ),
        calendars={
            "deadlines.ics": feeds.calendar(session, when, key, language=language.tag),
            "days.ics": feeds.calendar(session, when, key, deadlines="event", language=language.tag),
        },
    )


def _filed(session: Session, group: str, when: datetime) -> "Iterator[IssuedDocument]":
    """The reports that the group had issued by then, in every format."""
    from wgtrack.formats import formats  # noqa: PLC0415 - a status needs less
    from wgtrack.site.values import IssuedDocument  # noqa: PLC0415 - as above

    suffixes = formats()
    for issued in reporting.reports(session, group):
        if issued.at <= when:
            for name, _ in issued.documents:
                data = reporting.document(session, issued.number, group, name)
                suffix = suffixes.get(name, f".{name}")
                yield IssuedDocument(group, issued.number, issued.at, issued.language, name, suffix, data)


def _check_address(url: str | None) -> None:
    """Refuse what feed readers could not follow."""
    try:
        parts = urlsplit(url or "https://left.out")
    except ValueError:  # such as an open bracket
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise InputError(
            untranslated("{url} is no address of a site", url=repr(url)),
            untranslated("write it as https://example.org/wg/"),
        )
