"""Reports as HTML in a real browser: what a reader sees, and what reaches the network."""

from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import pytest

import wgtrack
from tests.browser.driver import DESK, PHONE, VIEW_NAMES, VIEWS, Browser
from tests.browser.generated import HOSTILE, seed_text
from wgtrack.formats import html
from wgtrack.messages.languages import LANGUAGES, language
from wgtrack.report.report import Report

Publish = Callable[[str, str], str]
DAYS = ("2016-09-05", "2016-09-20", "2016-10-18")
PAGES = [f"{name}-{tag}" for name in (*DAYS, "large", "portfolio") for tag in LANGUAGES]
#: axe-core takes seconds for each: every view, every language and every kind of page, but not each with each.
LOOKED_AT = [
    ("2016-09-05-en", PHONE, False),
    ("2016-09-20-zh-Hans", DESK, True),
    ("2016-10-18-en", PHONE, True),
    ("portfolio-zh-Hans", PHONE, False),
    ("portfolio-zh-Hans", DESK, True),
    ("large-en", DESK, False),
]
TAB, ENTER, SPACE = "\ue004", "\ue007", " "
#: Keys of the rows that are shown, in their order.
SHOWN = "return Array.from(document.querySelectorAll('#rows tbody tr'), (row) => row.cells[0].textContent)"
LIVE = "return document.getElementById('shown').textContent"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Report]:
    """The report on 300 tasks with hostile and long titles, in a language."""
    folder = tmp_path_factory.mktemp("large")
    folder.joinpath("large.toml").write_text(seed_text(300), encoding="utf-8")
    with wgtrack.open(folder / "large.db", by="test") as tracker:
        tracker.load(folder / "large.toml")
    return lambda tag: _report(folder / "large.db", tag)


def _report(path: Path, tag: str) -> Report:
    with wgtrack.open(path, by="test") as tracker:
        return tracker.report("2016-09-20", since="2016-09-05", language=tag)


@pytest.fixture(scope="module")
def pages(publish: Publish, large: Callable[[str], Report]) -> Mapping[str, str]:
    """The address of every page by its name."""
    found = {}
    with wgtrack.open(":memory:", by="test") as tracker:
        tracker.load("china-blockchain-2016")
        for tag in LANGUAGES:
            since = "2016-08-22"
            for day in DAYS:
                found[f"{day}-{tag}"] = html.write(tracker.report(day, since=since, language=tag), language(tag))
                since = day
            found[f"portfolio-{tag}"] = html.write(tracker.portfolio("2016-09-20", language=tag), language(tag))
            found[f"large-{tag}"] = html.write(large(tag), language(tag))
    return {name: publish(f"{name}.html", page) for name, page in found.items()}


@pytest.fixture
def september(browser: Browser, pages: Mapping[str, str]) -> Browser:
    """The browser with the 2016 group's report of 20 September open, at a desk."""
    browser.open(pages["2016-09-20-en"])
    return browser


@pytest.mark.parametrize(("width", "dark"), VIEWS, ids=VIEW_NAMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_alone(browser: Browser, pages: Mapping[str, str], name: str, width: int, dark: bool) -> None:
    """A page asks for nothing but itself, the console stays silent, and nothing sticks out to the side."""
    browser.open(pages[name], width=width, dark=dark)

    assert browser.complaints() == []
    assert browser.requests() == [pages[name]]
    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("name", "width", "dark"), LOOKED_AT)
def test_nothing_stands_in_the_way(
    browser: Browser, pages: Mapping[str, str], name: str, width: int, dark: bool
) -> None:
    """axe-core finds nothing in a page, with all that is folded up opened."""
    browser.open(pages[name], width=width, dark=dark)
    browser.run("for (const part of document.querySelectorAll('details')) part.open = true")

    assert browser.obstacles() == []


def test_the_filter_by_keyboard(september: Browser) -> None:
    """From the contents to the items, a tab to the field, and typing leaves the one item with all of these words."""
    september.run("document.querySelector('.contents a[href=\"#items\"]').focus()")
    september.press(ENTER, TAB, "delegates SUMMARY")

    assert september.run(SHOWN) == ["WP-12"]
    assert september.run(LIVE) == "1 of 46 items shown"


def test_choices_by_keyboard(september: Browser) -> None:
    """A verdict, an area and an owner are chosen by their first letters, and all three hold at once."""
    september.run("document.querySelector('#filters [name=text]').focus()")
    september.press(TAB, "over")
    overdue = september.run(SHOWN)
    september.press(TAB, "The", TAB, "Wan")

    assert overdue == ["WP-9", "WP-10", "WP-15", "WP-11", "WP-12", "WP-16", "white-paper"]
    assert september.run(SHOWN) == ["WP-10", "WP-12"]


def test_taking_the_filter_away(september: Browser) -> None:
    """The last button of the form shows all items again."""
    september.run("document.querySelector('#filters [name=text]').focus()")
    september.press("summit", TAB, TAB, TAB, TAB, ENTER)

    assert september.run(LIVE) == "46 of 46 items shown"


def test_no_item_is_left(september: Browser) -> None:
    """Words that nothing has leave no row, and the page says so."""
    september.run("document.querySelector('#filters [name=text]').focus()")
    september.press("no such words")

    assert september.run(SHOWN) == []
    assert september.run(LIVE) == "0 of 46 items shown"


def test_sorting_by_keyboard(september: Browser) -> None:
    """A heading's button sorts by it, numbers in keys as numbers; pressed again, the other way; the heading says which."""
    september.run("document.querySelector('#rows thead button').focus()")
    september.press(ENTER)
    up = september.run(SHOWN)
    direction = september.run("return document.querySelector('#rows thead th').ariaSort")
    september.press(SPACE)

    assert up[:4] == ["KT-1", "KT-2", "KT-3", "KT-4"]
    assert direction == "ascending"
    assert september.run(SHOWN) == up[::-1]
    assert september.run("return document.querySelector('#rows thead th').ariaSort") == "descending"


def test_items_without_a_date_come_last(september: Browser) -> None:
    """Sorted by date, either way, what has none stands at the end."""
    button = "document.querySelectorAll('#rows thead button')[4]"
    september.run(f"{button}.click()")
    up = september.run(SHOWN)
    september.run(f"{button}.click()")

    assert up[-1] == "TR-7"
    assert september.run(SHOWN)[-1] == "TR-7"


def test_a_link_to_an_item_that_is_filtered_out(september: Browser) -> None:
    """It takes the filter away and goes there."""
    september.run("document.querySelector('#filters [name=text]').focus()")
    september.press("survey")
    september.run("document.querySelector('#attention a[href=\"#item-WP-9\"]').click()")

    assert september.becomes(LIVE, "46 of 46 items shown") == "46 of 46 items shown"
    assert september.run("return document.querySelector(':target').id") == "item-WP-9"
    assert september.run("const box = document.querySelector(':target').getBoundingClientRect(); return box.top >= 0")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_program_reads_a_table(browser: Browser, pages: Mapping[str, str], width: int) -> None:
    """However it is laid out, the table of items is one for a screen reader, with its rows and headings."""
    browser.open(pages["2016-09-20-en"], width=width)

    assert browser.roles("#rows", "row") == 47
    assert browser.roles("#rows", "columnheader") == 7
    assert browser.roles("#rows", "rowheader") == 46


@pytest.mark.parametrize("name", ["2016-09-05-en", "2016-09-20-zh-Hans", "large-en"])
def test_sentences_flow_around_their_keys(browser: Browser, pages: Mapping[str, str], name: str) -> None:
    """No key that is marked in a sentence stands in a grid or a row of boxes, which would tear the sentence into pieces."""
    browser.open(pages[name], width=PHONE)
    around = browser.run(
        "return Array.from(document.querySelectorAll('.whole-key'), (key) => getComputedStyle(key.parentElement).display)"
    )

    assert around
    assert not {"grid", "flex", "inline-flex", "inline-grid"} & {*around}


def test_hostile_titles_stay_text(browser: Browser, pages: Mapping[str, str]) -> None:
    """A title in another language of the web is shown as it was written; nothing of it runs or loads."""
    browser.open(pages["large-en"])
    titles = browser.run(
        "return Array.from(document.querySelectorAll('#rows th[scope=row]'), (cell) => cell.firstChild.textContent)"
    )

    assert {*HOSTILE[:4]} <= {title.strip() for title in titles}
    assert browser.run("return document.querySelectorAll('script, img, iframe, object').length") == 1


def test_the_policy_is_in_force(browser: Browser, publish: Publish, pages: Mapping[str, str], site: Path) -> None:
    """A script, a handler, a style and a picture of another host that get into the page by some mistake do nothing."""
    page = site.joinpath("2016-09-20-en.html").read_text("utf-8")
    planted = (
        "<script>window.planted = true</script><p id='target' onclick='window.planted = true' style='color: red'>x</p>"
        "<img src='https://example.org/x.png' alt=''><link rel='stylesheet' href='https://example.org/x.css'>"
    )
    browser.open(publish("planted.html", page.replace("<body>", f"<body>{planted}")))
    browser.run("document.getElementById('target').click()")

    assert browser.run("return window.planted") is None
    assert browser.run("return getComputedStyle(document.getElementById('target')).color") != "rgb(255, 0, 0)"
    assert not [address for address in browser.answered() if "example.org" in address]


def test_without_script(browser: Browser, pages: Mapping[str, str]) -> None:
    """All items are there, the form that could do nothing is not, and headings are no buttons."""
    browser.open(pages["2016-09-20-en"], script=False)

    assert len(browser.run(SHOWN)) == 46
    assert browser.run("return document.getElementById('filters').checkVisibility()") is False
    assert browser.run("return document.querySelectorAll('#rows button').length") == 0


def test_paper(browser: Browser, pages: Mapping[str, str]) -> None:
    """On paper the page is light even where the screen is dark, without what only a screen can use, and all is unfolded."""
    browser.open(pages["2016-09-20-en"], dark=True)
    browser.print_preview()

    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not browser.run(
        "return [...document.querySelectorAll('.contents, .filters, .skip')].some((part) => part.checkVisibility())"
    )
    assert browser.paper().startswith(b"%PDF")


def test_paper_ends_with_the_report(browser: Browser, pages: Mapping[str, str]) -> None:
    """What the report was made from stands at the head of the first page, since at the end it could get a page of its own."""
    browser.open(pages["2016-09-20-en"])
    on_screen = browser.run("return document.querySelector('.foot').innerText.trim()")
    browser.print_preview()

    assert browser.run("return document.querySelector('header .on-paper').innerText.trim()") == on_screen
    assert browser.run("return document.querySelector('.foot').checkVisibility()") is False


def test_ten_thousand_items(browser: Browser, publish: Publish, large: Callable[[str], Report]) -> None:
    """The page with 10,000 items answers what is typed, and a sort, within 200 ms."""
    report = large("en")
    some = [item for item in report.status.items if item.kind == "task"]
    many = [some[number % len(some)]._replace(key=f"N-{number}") for number in range(10_000)]
    status = report.status._replace(items=tuple(many), attention=())
    browser.open(publish("many.html", html.write(attrs.evolve(report, status=status), language("en"))))

    assert (
        browser.milliseconds("text.value = 'piece 12'; text.dispatchEvent(new Event('input', {bubbles: true}))") < 200
    )
    assert browser.milliseconds("text.value = ''; text.dispatchEvent(new Event('input', {bubbles: true}))") < 200
    assert browser.milliseconds("document.querySelector('#rows thead button').click()") < 200
