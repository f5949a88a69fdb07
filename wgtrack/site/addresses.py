"""Where the pages of a site stand, and how they link to each other: always by relative addresses, so any host serves them."""

from collections.abc import Callable
from posixpath import dirname, relpath

from wgtrack.atomic_files import safe_name

INDEX, FEED = "index.html", "changes.atom"


def group_page(group: str) -> str:
    """The page of a group: its report."""
    return f"{safe_name(group)}/{INDEX}"


def in_group(group: str, name: str) -> str:
    """A file that belongs to a group."""
    return f"{safe_name(group)}/{name}"


def item_page(group: str, key: str) -> str:
    """The page of an item, below that of the group on top."""
    return f"{safe_name(group)}/items/{safe_name(key)}.html"


def archive_page(group: str) -> str:
    """The list of reports that were issued."""
    return f"{safe_name(group)}/reports/{INDEX}"


def document_path(top: str, group: str, number: int, suffix: str) -> str:
    """A report that a group issued, in one format; those of committees are told apart by their names."""
    name = str(number) if group == top else f"{safe_name(group)}-{number}"
    return f"{safe_name(top)}/reports/{name}{suffix}"


def linker(here: str) -> Callable[[str], str]:
    """What makes a path of the site the address of a link on the page ``here``."""
    folder = dirname(here) or "."
    return lambda path: relpath(path, folder)
