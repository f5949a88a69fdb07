"""Making the files of a site, one at a time."""

from collections.abc import Iterator
from contextlib import suppress

from wgtrack.charts import NAMES, picture
from wgtrack.errors import NotInstalledError
from wgtrack.formats import html, render_file
from wgtrack.formats.page import Surroundings
from wgtrack.site.addresses import FEED, INDEX, archive_page, document_path, group_page, in_group, item_page, linker
from wgtrack.site.feeds import group_feed, site_feed
from wgtrack.site.items import ItemPages
from wgtrack.site.navigation import archive, downloads, trail
from wgtrack.site.values import File, GroupSite, Site

#: Formats of the report that other programs read.
DATA = ("json", "csv", "xlsx")
#: Files of a group beside those, its pictures, items, calendars and issued reports: report, archive, feed.
_FIXED = 3


def size(site: Site) -> int:
    """How many files there will be."""
    return 2 + sum(_FIXED + len(DATA) + len(NAMES) + _own(group) for group in site.groups)


def _own(group: GroupSite) -> int:
    return len(group.report.status.items) + len(group.issued) + len(group.calendars)


def files(site: Site) -> Iterator[File]:
    """Every file of the site; the first page comes last, so that it never leads to what is not there yet."""
    for group in site.groups:
        yield from _items(group, site)
        yield from _archive(group, site)
        yield from _data(group, site)
        yield from _report(group, site)
    yield File(FEED, site_feed(site))
    home = linker(INDEX)
    addresses = {row.group.key: home(group_page(row.group.key)) for row in site.portfolio.rows}
    page = html.write(site.portfolio, site.language, group=addresses.__getitem__, site=Surroundings(feed=FEED))
    yield File(INDEX, page.encode())


def _items(group: GroupSite, site: Site) -> Iterator[File]:
    yield from map(ItemPages(group, site.language).file, group.report.status.items)


def _archive(group: GroupSite, site: Site) -> Iterator[File]:
    key = group.report.group.key
    for document in group.issued:
        yield File(document_path(key, document.group, document.number, document.suffix), document.data)
    yield File(archive_page(key), archive(group, site.language).encode())


def _data(group: GroupSite, site: Site) -> Iterator[File]:
    report, key, language = group.report, group.report.group.key, site.language
    for name in DATA:
        with suppress(NotInstalledError):  # a site without workbooks is a site
            yield File(in_group(key, f"report.{name}"), render_file(report, name, language=language))
    for name in NAMES:
        yield File(in_group(key, f"{name}.svg"), picture(name, report, language).alone().encode())
    yield File(in_group(key, FEED), group_feed(group, site))
    yield from (File(in_group(key, name), data) for name, data in group.calendars.items())


def _report(group: GroupSite, site: Site) -> Iterator[File]:
    key = group.report.group.key
    here = group_page(key)
    link = linker(here)
    page = html.write(
        group.report,
        site.language,
        address=lambda item: link(item_page(key, item)),
        site=Surroundings(trail(here, group, site.language), downloads(group), FEED),
    )
    yield File(here, page.encode())
