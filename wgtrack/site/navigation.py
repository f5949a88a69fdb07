"""What leads from one page of a site to the others."""

from typing import NamedTuple

from wgtrack.formats.page import Link, Surroundings, page
from wgtrack.messages.languages import Language
from wgtrack.messages.message import translatable
from wgtrack.site.addresses import INDEX, archive_page, document_path, group_page, linker
from wgtrack.site.values import GroupSite, IssuedDocument


def trail(here: str, group: GroupSite, language: Language) -> tuple[Link, ...]:
    """The pages above this one, the first page in front."""
    link, home = linker(here), Link(linker(here)(INDEX), language.tell(translatable("All groups")))
    above = group_page(group.report.group.key)
    return (home,) if here == above else (home, Link(link(above), group.report.group.name))


def downloads(group: GroupSite) -> tuple[Link, ...]:
    """The files beside the report, and the archive; addresses are those from the page of the group."""
    link = linker(group_page(group.report.group.key))
    words = {
        "report.xlsx": translatable("Excel workbook"),
        "report.csv": translatable("Items as CSV"),
        "report.json": translatable("JSON"),
        "deadlines.ics": translatable("Calendar"),
        "days.ics": translatable("Calendar with deadlines as days"),
        "changes.atom": translatable("Feed of changes"),
    }
    found = [Link(name, told) for name, told in words.items() if not name.endswith(".ics") or name in group.calendars]
    if group.issued:
        found.append(Link(link(archive_page(group.report.group.key)), translatable("Issued reports")))
    return tuple(found)


class _Issued(NamedTuple):
    """A row of the archive."""

    document: IssuedDocument
    #: Name of the group that issued it.
    group: str
    links: tuple[Link, ...]


def archive(group: GroupSite, language: Language) -> str:
    """The page that lists the reports that were issued, the newest in front."""
    key = group.report.group.key
    here = archive_page(key)
    link = linker(here)
    found: dict[tuple[str, int], list[IssuedDocument]] = {}
    for document in group.issued:
        found.setdefault((document.group, document.number), []).append(document)
    issued = sorted(found.values(), key=lambda documents: (documents[0].at, documents[0].number), reverse=True)
    rows = [
        _Issued(
            documents[0],
            group.programme.groups[documents[0].group].name,
            tuple(Link(link(document_path(key, one.group, one.number, one.suffix)), one.format) for one in documents),
        )
        for documents in issued
    ]
    site = Surroundings(trail=trail(here, group, language))
    return page("site/archive.html", language, group=group.report.group, rows=rows, site=site)
