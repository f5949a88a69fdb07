"""A report as HTML: what is in the file, before a browser shows it (for that see tests/browser)."""

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest

import wgtrack
from wgtrack.formats import html, render
from wgtrack.formats.item_rows import PART
from wgtrack.formats.page import told
from wgtrack.messages.languages import LANGUAGES, language
from wgtrack.messages.message import translatable
from wgtrack.report.report import Report

DAYS = (("2016-09-05", "2016-08-22"), ("2016-09-20", "2016-09-05"), ("2016-10-18", "2016-09-20"))
#: Elements that have no end.
_VOID = frozenset({"meta", "link", "input", "br", "img"})


class Page(HTMLParser):
    """What stands in a page: its elements with their attributes, and the text inside each that was asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attributes)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element without content, as they stand in drawings."""
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        """Every element is closed in its turn."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text with the elements that it is in."""
        self.texts.append((tuple(self._open), data))

    def inside(self, tag: str) -> str:
        """All text in elements of this name."""
        return "".join(data for path, data in self.texts if tag in path)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def september(tracker_2016: wgtrack.Tracker) -> Report:
    """The 2016 group's report of 20 September, with changes since the 5th."""
    return tracker_2016.report("2016-09-20", since="2016-09-05")


@pytest.fixture(scope="module")
def text(september: Report) -> str:
    """The same as HTML."""
    return html.write(september, language("en"))


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    """The same, read."""
    return Page(text)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize(("day", "since"), DAYS)
def test_a_report_is_what_it_was(
    tracker_2016: wgtrack.Tracker, golden: Callable[[str, str], None], day: str, since: str, tag: str
) -> None:
    """The record of 2016 does not change, and neither does what a report says of it."""
    written = render(tracker_2016.report(day, since=since, language=tag), "html")

    assert isinstance(written, str)
    golden(f"report-{day}-{tag}.html", written)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_portfolio_is_what_it_was(
    tracker_2016: wgtrack.Tracker, golden: Callable[[str, str], None], tag: str
) -> None:
    """The page of all groups is, to the character, as it was reviewed."""
    written = render(tracker_2016.portfolio("2016-09-20", language=tag), "html")

    assert isinstance(written, str)
    golden(f"portfolio-2016-09-20-{tag}.html", written)


def test_the_same_bytes_again(tracker_2016: wgtrack.Tracker, text: str) -> None:
    """A report made anew is the same file."""
    assert html.write(tracker_2016.report("2016-09-20", since="2016-09-05"), language("en")) == text


def test_the_policy_lets_in_the_page_alone(page: Page) -> None:
    """The style and the script of the page by their hashes, an icon that lies in it, and nothing from anywhere else."""
    metas = [meta["content"] or "" for meta in page.of("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    policy = dict(part.strip().split(" ", 1) for part in metas[0].split(";"))

    assert policy == {
        "default-src": "'none'",
        "style-src": _hash(page.inside("style")),
        "script-src": _hash(page.inside("script")),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def _hash(inline: str) -> str:
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def test_nothing_that_the_policy_forbids(page: Page) -> None:
    """No style attribute, no handler, no address but places in the page and what lies in it."""
    names = {name for _, attributes in page.elements for name in attributes}
    addresses = {
        value or ""
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in {"href", "src", "action", "srcset", "xlink:href"}
    }

    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not {address for address in addresses if not address.startswith(("#", "data:image/svg+xml,"))}
    assert not re.search(r"url\(\s*['\"]?(?!#)", page.inside("style"))


def test_links_lead_to_places_in_the_page(page: Page) -> None:
    """Every link within the page has its place, and no place is there twice."""
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    links = {link["href"] for link in page.of("a")}

    assert len(places) == len(set(places))
    assert {f"#{place}" for place in places} >= links


def test_headings(page: Page) -> None:
    """One first heading, the answer; below it no level is left out."""
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]

    assert levels.count(1) == 1
    assert page.inside("h1").startswith("Overdue: white-paper was due 18 September 2016")
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables(page: Page) -> None:
    """Every table says what it is about, and every heading of one what it stands over."""
    assert len(page.of("caption")) == len(page.of("table"))
    assert all(heading["scope"] in {"col", "row"} for heading in page.of("th"))


def test_sections_come_in_their_order(page: Page) -> None:
    """How it stands, who must act, what changed, what comes, what decides, and all of it; no section without its heading."""
    assert [section["id"] for section in page.of("section")] == [
        *("standing", "turns", "attention", "deliverables", "changes", "coming", "plans", "forecast", "areas"),
        *("pictures", "items"),
    ]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_page_says_its_language(tracker_2016: wgtrack.Tracker, tag: str) -> None:
    """For screen readers, and for the choice of Chinese letters."""
    report = tracker_2016.report("2016-09-20", language=tag)

    assert Page(html.write(report, language(tag))).of("html") == [{"lang": tag}]


def test_stages(page: Page) -> None:
    """On 20 September two stages are behind, review was entered late, and of what is ahead two are late."""
    steps = [step.get("class") for step in page.of("li") if (step.get("class") or "").split(" ")[0] in _STAGES]

    assert steps == ["reached", "reached", "current behind", "ahead behind", "ahead", "ahead behind"]


_STAGES = {"reached", "current", "ahead"}


def test_keys_in_sentences_are_marked(text: str) -> None:
    """So that the style can keep them whole at the end of a line; words with a hyphen that are no values are not."""
    headline = text.split("<h1>")[1].split("</h1>", maxsplit=1)[0]
    assert headline.startswith('Overdue: <span class="whole-key">white-paper</span> was due 18 September 2016; ')
    assert '(<span class="whole-key">WP-9</span> 3, <span class="whole-key">WP-10</span> 2, ' in headline


def test_a_sentence_with_marked_keys_is_escaped() -> None:
    """What a user wrote is escaped, whether a key stands in it or not; a longer word that holds the key is left alone."""
    sentence = translatable("{key}: {title}", key="a-b", title="<i>a-b-c &amp-c</i> a-b")
    assert told(sentence, language("en")) == (
        '<span class="whole-key">a-b</span>: &lt;i&gt;a-b-c &amp;amp-c&lt;/i&gt; <span class="whole-key">a-b</span>'
    )


def test_hostile_titles_stay_text(hostile: wgtrack.Tracker) -> None:
    """Markup, formulas and quotes are shown as they were written, in rows, links, headings and drawings."""
    written = html.write(hostile.report("2016-09-05"), language("en"))
    found = Page(written)

    assert "<script>alert(1)</script>" in found.inside("th")
    assert '=HYPERLINK("x")' in found.inside("th")
    assert "<script>alert" not in written
    assert len(found.of("script")) == 1


def test_first_report_compares_with_nothing(tracker_2016: wgtrack.Tracker) -> None:
    """Without a report before it there is one column of verdicts, and the changes are those since the record began."""
    found = Page(html.write(tracker_2016.report("2016-09-05"), language("en")))

    assert "Since the record began." in found.inside("p")
    assert "Change" not in found.inside("thead")


def test_an_issued_report_says_its_number(september: Report) -> None:
    """Above the answer."""
    found = Page(html.write(attrs.evolve(september, number=3, since_number=2), language("en")))

    assert "Status report 3: Blockchain Working Group of China" in found.inside("p")
    assert "Since report 2 of Monday 5 September 2016" in found.inside("p")


def test_keys_lead_where_they_are_told_to(september: Report) -> None:
    """A site sends them to pages of their own."""
    found = Page(html.write(september, language("en"), address="items/{}.html".format))

    assert "items/WP-9.html" in {link["href"] for link in found.of("a")}


def test_a_long_list_is_folded(september: Report) -> None:
    """Of 300 items that need attention 25 are in sight and 200 in the page; the rest is counted, and all are in the table."""
    item = next(item for item in september.status.items if item.key == "WP-9")
    many = tuple(item._replace(key=f"N-{number}") for number in range(300))
    status = september.status._replace(items=many, attention=tuple(each.key for each in many))
    written = html.write(attrs.evolve(september, status=status), language("en"))

    assert "175 more</summary>" in written
    assert "100 more are not listed here; all items are in the table below." in written
    assert written.count('<tr id="item-N-') == 300


def test_parts_of_the_table(september: Report) -> None:
    """A part that is full can be left alone until it is in view; the last one, of unknown height, cannot."""
    item = september.status.items[0]
    many = tuple(item._replace(key=f"N-{number}") for number in range(PART + 1))
    status = september.status._replace(items=many, attention=())
    written = html.write(attrs.evolve(september, status=status), language("en"))

    assert [body.get("class") for body in Page(written).of("tbody")][-2:] == ["whole", None]


def test_of_a_long_lifecycle_only_stages_with_dates(september: Report) -> None:
    """A standard's lifecycle has dozens of stages; those that say nothing yet are counted."""
    track = september.deliverables[0]
    bare = track.stages[4]._replace(code="x", title="Nothing yet")
    long = track._replace(stages=(*track.stages, *[bare] * 20))
    written = html.write(attrs.evolve(september, deliverables=(long,)), language("en"))

    assert "Nothing yet" not in written
    assert "21 more stages have no date yet." in written


def test_a_group_without_work(tracker_2016: wgtrack.Tracker) -> None:
    """It has a page too, which says so, with neither table nor pictures."""
    with wgtrack.open(":memory:", by="tester") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="New group", timezone="Asia/Shanghai"), at="2016-09-01")
        written = html.write(tracker.report("2016-09-05"), language("en"))

    assert "There is no work on record yet." in written
    assert 'id="rows"' not in written
    assert "<figure" not in written


def test_dates_of_other_zones_and_hours(hostile: wgtrack.Tracker) -> None:
    """A day that ends elsewhere says where; an hour is told with its zone; a limit and a provisional day say what they are."""
    hostile.add(wgtrack.Group(key="west", name="West", parent="wg", timezone="America/Los_Angeles"))
    hostile.add(wgtrack.Task(key="W-1", title="Elsewhere", group="west", target="2016-09-14"))
    hostile.add(wgtrack.Task(key="W-2", title="Hour", group="wg", target="2016-09-14T17:00"))
    hostile.add(wgtrack.Task(key="W-3", title="Limit", group="wg", limit=f"{date(2016, 9, 14)}"))
    written = html.write(hostile.report("2016-09-05"), language("en"))
    time = '<time datetime="2016-09-14">Wed 14 Sep 2016</time>'

    assert f"{time} <small>America/Los_Angeles</small></td>" in written
    assert f"{time} <small>17:00 Asia/Shanghai</small></td>" in written
    assert f"{time} <small>limit</small></td>" in written


def test_groups_of_a_portfolio(tracker_2016: wgtrack.Tracker) -> None:
    """A group leads to its page where there is one."""
    portfolio = tracker_2016.portfolio("2016-09-20")
    alone = html.write(portfolio, language("en"))
    linked = html.write(portfolio, language("en"), group="groups/{}.html".format)

    assert "<b>Blockchain Working Group of China</b>" in alone
    assert '<a href="groups/blockchain-wg.html">Blockchain Working Group of China</a>' in linked
