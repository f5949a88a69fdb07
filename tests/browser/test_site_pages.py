"""The pages of a published site in a real browser: every kind of page, in every language, as a reader meets it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import wgtrack
from tests.browser.driver import DESK, PHONE, VIEW_NAMES, VIEWS, Browser
from tests.browser.generated import HOSTILE, seed_text
from wgtrack.messages.languages import LANGUAGES

#: One page of each kind below the folder of a site.
KINDS = {
    "first": "index.html",
    "group": "blockchain-wg/index.html",
    "task": "blockchain-wg/items/WP-9.html",
    "deliverable": "blockchain-wg/items/white-paper.html",
    "archive": "blockchain-wg/reports/index.html",
    "issued": "blockchain-wg/reports/1.html",
}
#: Pages on a record with hostile and very long titles; the archive is empty there.
HOSTILE_KINDS = {
    "hostile-first": "index.html",
    "hostile-group": "big-wg/index.html",
    "hostile-script": "big-wg/items/T-0.html",
    "hostile-formula": "big-wg/items/T-1.html",
    "hostile-long": "big-wg/items/T-6.html",
    "hostile-deliverable": "big-wg/items/white-paper.html",
    "hostile-archive": "big-wg/reports/index.html",
}
PAGES = [*(f"{kind}-{tag}" for kind in KINDS for tag in LANGUAGES), *HOSTILE_KINDS]
PICTURES = ["timeline", "trend", "burnup", "load"]
#: axe-core takes seconds for a whole report, whose pages are looked at in every view by other tests; the other kinds are short.
LOOKED_AT = [
    *(
        (f"{kind}-{tag}", width, dark)
        for kind in ("first", "deliverable", "archive")
        for tag in LANGUAGES
        for width, dark in VIEWS
    ),
    ("task-en", PHONE, False),
    ("task-zh-Hans", DESK, True),
    ("group-en", PHONE, True),
    ("group-zh-Hans", DESK, False),
    ("hostile-first", PHONE, False),
    ("hostile-script", DESK, True),
    ("hostile-archive", PHONE, False),
]


@pytest.fixture(scope="module")
def sites(site: Path, served: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Published in each language: the 2016 group with two reports issued; and a record with hostile titles."""
    site.joinpath("published").mkdir()
    # A picture cannot name an icon, so the browser asks the host for one of its own accord.
    site.joinpath("favicon.ico").touch()
    with wgtrack.open(":memory:", by="test") as tracker:
        tracker.load("china-blockchain-2016")
        for day in ("2016-09-05", "2016-09-20"):
            tracker.issue(at=day)
        for tag in LANGUAGES:
            tracker.publish(site / "published" / tag, at="2016-10-18", language=tag)
    seed = tmp_path_factory.mktemp("hostile") / "hostile.toml"
    seed.write_text(seed_text(60), encoding="utf-8")
    with wgtrack.open(":memory:", by="test") as tracker:
        tracker.load(seed)
        tracker.publish(site / "published" / "hostile", at="2016-09-20")
    return f"{served}/published"


@pytest.fixture(scope="module")
def pages(sites: str) -> Mapping[str, str]:
    """The address of every page by its name."""
    found = {f"{kind}-{tag}": f"{sites}/{tag}/{path}" for kind, path in KINDS.items() for tag in LANGUAGES}
    return found | {kind: f"{sites}/hostile/{path}" for kind, path in HOSTILE_KINDS.items()}


@pytest.mark.parametrize(("width", "dark"), VIEWS, ids=VIEW_NAMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_alone(browser: Browser, pages: Mapping[str, str], name: str, width: int, dark: bool) -> None:
    """A page asks for nothing but itself, not even of its own site; the console stays silent, and nothing sticks out."""
    browser.open(pages[name], width=width, dark=dark)

    assert browser.complaints() == []
    assert browser.requests() == [pages[name]]
    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("folder", ["en/blockchain-wg", "zh-Hans/blockchain-wg", "hostile/big-wg"])
def test_a_picture_loads_alone(browser: Browser, served: str, sites: str, folder: str, name: str) -> None:
    """A picture that is a file of the site asks for nothing, and the console stays silent."""
    address = f"{sites}/{folder}/{name}.svg"
    browser.open(address)

    assert browser.complaints() == []
    assert {*browser.requests()} - {f"{served}/favicon.ico"} == {address}


@pytest.mark.parametrize(("name", "width", "dark"), LOOKED_AT)
def test_nothing_stands_in_the_way(
    browser: Browser, pages: Mapping[str, str], name: str, width: int, dark: bool
) -> None:
    """axe-core finds nothing in a page."""
    browser.open(pages[name], width=width, dark=dark)

    assert browser.obstacles() == []


@pytest.mark.parametrize(("name", "title"), [("hostile-script", HOSTILE[0]), ("hostile-formula", HOSTILE[1])])
def test_hostile_titles_stay_text(browser: Browser, pages: Mapping[str, str], name: str, title: str) -> None:
    """The page of an item shows its title as it was written, on the page and in the name of its window; no script is in it."""
    browser.open(pages[name])

    assert browser.run("return document.querySelector('h1').textContent") == title
    assert browser.driver.title.endswith(title)
    assert browser.run("return document.querySelectorAll('script, img, iframe, object').length") == 0


def test_from_page_to_page(browser: Browser, pages: Mapping[str, str]) -> None:
    """A reader who follows links gets from the first page to an item of a group, and back to the first page."""
    browser.open(pages["first-en"])
    browser.run("document.querySelector('main a').click()")
    group = browser.becomes("return location.pathname", "/published/en/blockchain-wg/index.html")
    browser.run("document.querySelector('#deliverables a.key').click()")
    item = browser.becomes("return location.pathname", "/published/en/blockchain-wg/items/white-paper.html")
    browser.run("document.querySelector('.trail a').click()")

    assert group == "/published/en/blockchain-wg/index.html"
    assert item == "/published/en/blockchain-wg/items/white-paper.html"
    assert browser.becomes("return location.pathname", "/published/en/index.html") == "/published/en/index.html"


@pytest.mark.parametrize("name", ["group-en", "group-zh-Hans"])
def test_no_line_ends_within_a_key(browser: Browser, pages: Mapping[str, str], name: str) -> None:
    """On a phone every key in the sentences and tables of a report stands on one line, as does each in its headline."""
    browser.open(pages[name], width=PHONE)
    lines = browser.run(
        "return Array.from(document.querySelectorAll('a.key, b.key, .whole-key'),"
        " (key) => [key.textContent, Math.round(key.offsetHeight / parseFloat(getComputedStyle(key).lineHeight))])"
    )

    assert "white-paper" in browser.run("return document.querySelector('h1 .whole-key').textContent")
    assert {key for key, height in lines if height > 1} == set()


@pytest.mark.parametrize("name", ["task-en", "deliverable-zh-Hans"])
def test_dates_of_the_past_say_what_they_are(browser: Browser, pages: Mapping[str, str], name: str) -> None:
    """On a phone, where the heads of columns are out of sight, each cell under a date has its name in front."""
    browser.open(pages[name], width=PHONE)
    names = "return Array.from(document.querySelectorAll('[aria-labelledby=promises-title] tbody td'), (cell) => cell.dataset.label)"
    heads = browser.run(
        "return Array.from(document.querySelectorAll('[aria-labelledby=promises-title] thead th'), (head) => head.textContent)"
    )

    assert browser.run(names) == [heads[0], *heads[2:]]
