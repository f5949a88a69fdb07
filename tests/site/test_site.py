"""The site of all groups: its files, its links, and what publishing again does."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
import time_machine

import wgtrack
from wgtrack import Deliverable, Group, InputError, OutputError, Task, Tracker
from wgtrack.messages.message import untranslated
from wgtrack.site.values import File
from wgtrack.site.writing import write_site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still on the morning of 5 September 2016 in Shanghai."""
    with time_machine.travel("2016-09-05T09:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def tracker(clock: time_machine.Traveller) -> Iterator[Tracker]:
    """Two groups; one with a committee, a paper and a task under a hostile title."""
    with wgtrack.open(":memory:", by="secretary") as opened:
        opened.add(Group(key="wg", name="Group <b>one</b>", timezone="Asia/Shanghai"))
        opened.add(Group(key="editors", name="Editors", parent="wg"))
        opened.add(Group(key="other", name="Other group", timezone="Asia/Shanghai"))
        opened.add(Deliverable(key="paper", title="Paper", group="wg", target="2016-09-14"))
        opened.add(Task(key="T-1", title="<script>alert(1)</script>", group="editors", deliverables=["paper"]))
        opened.add(Task(key="t-1", title="Another one", group="other", target="2016-09-09"))
        yield opened


@pytest.fixture
def site(tracker: Tracker, tmp_path: Path) -> Path:
    """The site of both groups."""
    tracker.publish(tmp_path / "site")
    return tmp_path / "site"


class Links(HTMLParser):
    """Collects the addresses that a page leads to, and the places in it that can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        found = dict(attrs)
        self.ids.add(found.get("id") or "")
        if tag in {"a", "link"} and found.get("href") and not (found["href"] or "").startswith("data:"):
            self.addresses.append(found["href"] or "")


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_every_link_leads_somewhere(site: Path) -> None:
    """Followed from each page, every address is a file of the site, and every place in a page is there."""
    pages = {path: Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    for path, links in pages.items():
        for address in links.addresses:
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) == ("", ""), address
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path} leads to {address}"
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].ids


def test_each_group_on_top_has_its_pages(site: Path) -> None:
    """Report, archive, pictures, data, feed and calendars of both; the committee is part of its parent's."""
    expected = {
        *("index.html", "changes.atom", "report.json", "report.csv", "report.xlsx", "deadlines.ics", "days.ics"),
        *("timeline.svg", "trend.svg", "burnup.svg", "load.svg"),
    }
    for group in ("wg", "other"):
        assert expected == {path.name for path in (site / group).iterdir() if path.is_file()}
    assert not (site / "editors").exists()


def test_each_item_has_a_page_below_its_group(site: Path) -> None:
    """Keys that differ by case alone have files that differ by more."""
    mine = [path.name for path in (site / "wg" / "items").iterdir()]
    others = [path.name for path in (site / "other" / "items").iterdir()]
    assert len(mine) == 2
    assert len(others) == 1
    assert len({name.casefold() for name in (*mine, *others)}) == 3


def test_a_title_is_text_on_every_page(site: Path) -> None:
    """A title that is a script stands on the pages as text, and so does a name with marks in it."""
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script>alert" not in text
        assert "<b>one</b>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in (site / "wg" / "items" / "T-1.html").read_text("utf-8")


def test_the_page_of_an_item_tells_its_history(tracker: Tracker, clock: time_machine.Traveller, tmp_path: Path) -> None:
    """Who moved its date, from where, by how much and why."""
    clock.move_to("2016-09-06T09:00:00+08:00")
    tracker.move("paper", target="2016-09-21", why="the hall is taken")
    tracker.publish(tmp_path / "site")
    text = (tmp_path / "site" / "wg" / "items" / "paper.html").read_text("utf-8")
    assert "14 September 2016" in text
    assert "5 working days later" in text
    assert "target: 2016-09-14 -&gt; 2016-09-21" in text
    assert "the hall is taken" in text


def test_publishing_again_writes_nothing(tracker: Tracker, clock: time_machine.Traveller, site: Path) -> None:
    """Later on the same day nothing changed, so no file is touched."""
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    clock.move_to("2016-09-05T18:00:00+08:00")
    done = tracker.publish(site)
    assert (done.written, done.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_change_writes_only_what_tells_of_it(tracker: Tracker, site: Path) -> None:
    """A note on an item of one group leaves the pages of the other group as they are."""
    before = files(site)
    tracker.edit("paper", note="seen by the board")
    tracker.publish(site)
    after = files(site)
    changed = {path for path in after if after[path] != before.get(path)}
    assert "wg/items/paper.html" in changed
    assert not any(path.startswith("other/") for path in changed)


def test_what_was_undone_is_taken_away(tracker: Tracker, site: Path) -> None:
    """The page of a task whose adding was taken back is no more."""
    tracker.add(Task(key="T-9", title="By mistake", group="wg"))
    tracker.publish(site)
    assert (site / "wg" / "items" / "T-9.html").exists()
    tracker.undo()
    assert tracker.publish(site).removed == 1
    assert not (site / "wg" / "items" / "T-9.html").exists()


def test_a_file_of_somebody_else_is_left_alone(tracker: Tracker, site: Path) -> None:
    """What was put there by hand is no file of the site, and stays."""
    (site / "robots.txt").write_text("User-agent: *\n")
    tracker.publish(site)
    assert (site / "robots.txt").read_text() == "User-agent: *\n"


def test_a_folder_with_other_files_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    """Nobody's home folder becomes a site by a slip."""
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(OutputError, match="is not empty and holds no site of wgtrack; name a new or empty folder"):
        tracker.publish(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_name_is_not_the_folder_one_is_in(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without a name is refused, and nothing is written where one is."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="this is no name of a folder"):
        tracker.publish("")
    assert list(tmp_path.iterdir()) == []


def test_publishing_that_was_broken_off_can_be_taken_up(tmp_path: Path) -> None:
    """After a full disk the folder is known as a site's, and what was written in vain is taken away the next time."""

    def broken_off() -> Iterator[File]:
        yield File("half.html", b"half")
        raise OutputError("more.html", untranslated("no space left on device"), untranslated("make room"))

    site = tmp_path / "site"
    with pytest.raises(OutputError, match="no space"):
        write_site(broken_off(), site, 2)
    assert (site / "half.html").exists()
    assert write_site([File("whole.html", b"whole")], site, 1) == (1, 0, 1)
    assert not (site / "half.html").exists()


def test_a_link_in_the_folder_is_not_followed(tracker: Tracker, site: Path, tmp_path: Path) -> None:
    """Where the folder of the items leads elsewhere, nothing is written there."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in (site / "wg" / "items").iterdir():
        path.unlink()
    (site / "wg" / "items").rmdir()
    (site / "wg" / "items").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="out of"):
        tracker.publish(site)
    assert list(elsewhere.iterdir()) == []


def test_a_list_of_files_that_leads_out_takes_nothing_away(tracker: Tracker, site: Path, tmp_path: Path) -> None:
    """A list that somebody else wrote cannot make publishing delete a file that is not the site's."""
    (tmp_path / "precious.txt").write_text("keep")
    (site / ".wgtrack-site.json").write_text('["../precious.txt", "/etc/hostname", "wg"]')
    tracker.publish(site)
    assert (tmp_path / "precious.txt").read_text() == "keep"


def test_a_list_of_files_that_cannot_be_read_is_told(tracker: Tracker, site: Path) -> None:
    """A damaged list is no reason to take files away, nor to go on."""
    (site / ".wgtrack-site.json").write_text("[[[")
    with pytest.raises(OutputError, match="cannot be read"):
        tracker.publish(site)


def test_an_issued_report_is_there_as_it_was_issued(tracker: Tracker, tmp_path: Path) -> None:
    """Each format of it, byte for byte, and a list that leads to them."""
    tracker.issue(group="wg")
    tracker.publish(tmp_path / "site")
    folder = tmp_path / "site" / "wg" / "reports"
    assert (folder / "1.html").read_bytes() == tracker.document(1, "wg", "html")
    assert 'href="1.html"' in (folder / "index.html").read_text("utf-8")


def test_a_report_of_a_committee_is_there_too(tracker: Tracker, tmp_path: Path) -> None:
    """In the archive of the group on top, under the name of the committee."""
    tracker.issue(group="wg")
    tracker.issue(group="editors")
    tracker.publish(tmp_path / "site")
    folder = tmp_path / "site" / "wg" / "reports"
    assert (folder / "editors-1.html").read_bytes() == tracker.document(1, "editors", "html")
    assert "Editors: report 1" in (folder / "index.html").read_text("utf-8")


def test_the_feed_tells_of_an_issued_report_and_leads_to_the_archive(tracker: Tracker, site: Path) -> None:
    """A reader gets to the report, and not to a key that nobody types."""
    tracker.issue(group="wg")
    tracker.publish(site)
    newest = entries(site, "wg/changes.atom")[0]
    link = newest.find(f"{ATOM}link")
    assert newest.findtext(f"{ATOM}title") == "Report 1 issued"
    assert link is not None
    assert link.get("href") == "../wg/reports/index.html"


def entries(site: Path, path: str) -> list[ET.Element]:
    """The entries of a feed."""
    return ET.fromstring((site / path).read_bytes()).findall(f"{ATOM}entry")  # noqa: S314 - a file of our own


def test_the_feed_tells_each_change_once(tracker: Tracker, site: Path) -> None:
    """One entry for each step, the newest in front, each under a name of its own that stays."""
    before = [entry.findtext(f"{ATOM}id") for entry in entries(site, "wg/changes.atom")]
    tracker.edit("paper", note="seen by the board")
    tracker.publish(site)
    after = [entry.findtext(f"{ATOM}id") for entry in entries(site, "wg/changes.atom")]
    assert after[1:] == before
    assert len(set(after)) == len(after)


def test_an_entry_of_the_feed_says_who_what_and_where(tracker: Tracker, site: Path) -> None:
    """Author, title, the change in words, and a link to the page of the item."""
    tracker.edit("paper", note="seen by the board")
    tracker.publish(site)
    newest = entries(site, "wg/changes.atom")[0]
    link = newest.find(f"{ATOM}link")
    assert newest.findtext(f"{ATOM}title") == "paper: edited"
    assert newest.findtext(f"{ATOM}author/{ATOM}name") == "secretary"
    assert "note: seen by the board" in "".join(newest.itertext())
    assert link is not None
    assert link.get("href") == "../wg/items/paper.html"


def test_a_feed_has_all_that_atom_requires(site: Path) -> None:
    """RFC 4287, section 4.1: id, title and updated in the feed and in each entry, and an author in each entry."""
    for path in ("changes.atom", "wg/changes.atom", "other/changes.atom"):
        feed = ET.fromstring((site / path).read_bytes())  # noqa: S314 - a file of our own
        for part in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(part.findall(f"{ATOM}{name}")) == 1
        for entry in feed.findall(f"{ATOM}entry"):
            assert entry.findtext(f"{ATOM}author/{ATOM}name")


def test_a_feed_of_a_known_address_has_whole_links(tracker: Tracker, tmp_path: Path) -> None:
    """Readers that do not know where a feed is from find the pages by their whole address."""
    tracker.publish(tmp_path / "site", url="https://example.org/wg")
    feed = ET.fromstring((tmp_path / "site" / "other" / "changes.atom").read_bytes())  # noqa: S314 - as above
    addresses = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert "https://example.org/wg/other/changes.atom" in addresses
    assert all(str(address).startswith("https://example.org/wg/") for address in addresses)


@pytest.mark.parametrize("url", ["example.org/wg", "javascript:alert(1)", "https://", "http://[", "ftp://example.org"])
def test_what_is_no_address_of_a_site_is_refused(tracker: Tracker, tmp_path: Path, url: str) -> None:
    """Feeds would link to nowhere; nothing is written."""
    with pytest.raises(InputError, match="is no address of a site"):
        tracker.publish(tmp_path / "site", url=url)
    assert not (tmp_path / "site").exists()


def test_pages_are_in_the_language_asked_for(tracker: Tracker, tmp_path: Path) -> None:
    """A Chinese site says so in every page."""
    tracker.publish(tmp_path / "site", language="zh-Hans")
    assert all('<html lang="zh-Hans">' in path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html"))


def test_progress_is_told_up_to_the_end(tracker: Tracker, tmp_path: Path) -> None:
    """It never goes back, and ends when all files are there."""
    told: list[tuple[int, int]] = []
    tracker.publish(tmp_path / "site", progress=lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1] == len(files(tmp_path / "site")) - 1


def test_an_empty_record_has_a_first_page(clock: time_machine.Traveller, tmp_path: Path) -> None:
    """A site of no group says that there is none."""
    with wgtrack.open(":memory:", by="secretary") as tracker:
        tracker.publish(tmp_path / "site")
    assert "There is no group on record yet." in (tmp_path / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["site?#%", "a b", "über:100%", "wo ist *das*?", "网站"])
def test_a_folder_may_have_any_name_that_the_system_takes(tmp_path: Path, name: str) -> None:
    """The user names the folder: whatever the system takes is taken, and publishing again finds it."""
    with wgtrack.open(":memory:", by="t") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="G", timezone="UTC", calendar="none"))
        first = tracker.publish(tmp_path / name)
        again = tracker.publish(tmp_path / name)
    assert (first.written > 0, again.written, again.removed) == (True, 0, 0)
    assert tmp_path.joinpath(name, "index.html").is_file()


def test_titles_from_right_to_left_keep_their_order(tmp_path: Path) -> None:
    """A title, a name or a reason in Arabic or Hebrew has dir="auto" on every page that shows it; others have none."""
    with wgtrack.open(":memory:", by="כותב") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="مجموعة", timezone="UTC", calendar="none"))
        tracker.add(wgtrack.Party(key="p", name="شركة (أ)"))
        tracker.add(wgtrack.Area(key="a", title="المجال", group="wg"))
        tracker.add(wgtrack.Event(key="e", title="المؤتمر", group="wg", starts="2016-09-10"))
        tracker.add(wgtrack.Task(key="T-1", title="تقرير 1!", group="wg", area="a", owners=["p"], target="2016-09-01"))
        tracker.add(wgtrack.Task(key="T-2", title="Plain", group="wg", area="a"))
        tracker.publish(tmp_path / "site")
    index = tmp_path.joinpath("site", "index.html").read_text("utf-8")
    report = tmp_path.joinpath("site", "wg", "index.html").read_text("utf-8")
    (item,) = [page.read_text("utf-8") for page in tmp_path.joinpath("site", "wg", "items").glob("t-1*")] or [
        tmp_path.joinpath("site", "wg", "items", "T-1.html").read_text("utf-8")
    ]
    assert '<span dir="auto">مجموعة</span>' in index
    for words in ("تقرير 1!", "المجال", "شركة (أ)"):
        assert f'<span dir="auto">{words}</span>' in report
    assert '<h1><span dir="auto">تقرير 1!</span></h1>' in item
    assert '<span dir="auto">כותב</span>' in item
    assert '<span dir="auto">Plain' not in report
