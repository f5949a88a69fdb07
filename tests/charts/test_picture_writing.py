"""A picture written out: safe whatever a user typed, the same bytes each time, and fit for a page."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
import svg
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.drawn import SVG, about, bar, classed, parsed, september, timeline, words
from wgtrack.charts import CSS, NAMES, picture, shapes
from wgtrack.charts.drawing import Picture
from wgtrack.charts.style import STYLES
from wgtrack.charts.timeline import draw
from wgtrack.charts.writing import written
from wgtrack.messages.languages import language
from wgtrack.report.report import Report

NASTY = [
    "<script>alert(1)</script>",
    "</title></svg><script>alert(1)</script>",
    '" onload="alert(1)',
    "' onload='alert(1)",
    "&lt;b&gt; &amp; &#x27; ]]> <!-- -->",
    "bell\x07 escape\x1b[31m null\x00",
    "right-to-left \u202e override \u2066 isolate \u2069",
    "half \ud800 a pair",
    "no characters \ufffe \uffff \U0001ffff",
    "two\nlines\u2028three",
    "区块链 🧱 é \u200d",
]


def drawn(title: str) -> Picture:
    """A timeline with a title in every place that a user's text has."""
    one = bar(title, title=title, planned=september(6, 9), kind="deliverable")
    return draw(timeline(one, name=title), about(group=title))


@pytest.mark.parametrize("title", NASTY)
def test_what_a_user_typed_stays_text(title: str) -> None:
    """The picture has the same elements and attributes as with a plain title, alone and in a page."""
    plain = drawn("plain")
    for nasty, tame in ((drawn(title).alone(), plain.alone()), (drawn(title).inline("x"), plain.inline("x"))):
        assert skeleton(nasty) == skeleton(tame)


def skeleton(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements in order, each with the names of its attributes."""
    return [(element.tag, tuple(element.attrib)) for element in ET.fromstring(text.encode()).iter()]  # noqa: S314 - our own


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_by_an_xml_parser(title: str) -> None:
    """Any string that Python has, lone surrogates among them."""
    assert skeleton(drawn(title).alone()) == skeleton(drawn("plain").alone())


def test_a_title_is_read_as_it_was_typed() -> None:
    """Escaped once and not twice."""
    said = [one.text for one in words(parsed(drawn('<b>A & "B"</b>')))]
    assert '<b>A & "B"</b>' in said


def test_attributes_are_escaped_too() -> None:
    """Quotes in one do not end it."""
    text = written(svg.Text(text="x", lang='a"b<c&d'), "p", styled=False)
    assert text == '<text lang="a&quot;b&lt;c&amp;d">x</text>'


def test_bidi_overrides_are_left_out() -> None:
    """A title cannot turn the words behind it around."""
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", drawn("a\u202eb\u2066c").alone())


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_for_a_page_has_no_style_of_its_own(name: str, report_of_2016: Callable[..., Report]) -> None:
    """A strict Content-Security-Policy lets it pass: no style elements or attributes, scripts, handlers or addresses."""
    text = picture(name, report_of_2016("2016-09-05"), language("en")).inline("p")
    assert text.startswith("<svg ")
    assert text.endswith("</svg>")
    assert not re.search(r"<style|<script|<a |<image|\sstyle=|\son\w+=|href|https?://(?!www\.w3\.org/2000/svg)", text)


@pytest.mark.parametrize("name", NAMES)
def test_ids_begin_with_the_prefix(name: str, report_of_2016: Callable[..., Report]) -> None:
    """And everything that is referred to is there."""
    root = ET.fromstring(picture(name, report_of_2016("2016-09-05"), language("en")).inline("page-2"))  # noqa: S314 - ours
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    assert all(one.startswith("page-2-") for one in ids)
    used = {
        found
        for element in root.iter()
        for value in element.attrib.values()
        for found in re.findall(r"^url\(#(.*)\)$", value)
    }
    assert used | set(root.attrib["aria-labelledby"].split()) <= ids


@pytest.mark.parametrize("name", NAMES)
def test_screen_readers_are_told_title_and_description(name: str, report_of_2016: Callable[..., Report]) -> None:
    """An image with a name and a description, in its language."""
    shown = picture(name, report_of_2016("2016-09-05", "zh-Hans"), language("zh-Hans"))
    root = parsed(shown)
    assert (root.attrib["role"], root.attrib["lang"]) == ("img", "zh-Hans")
    found = {element.attrib.get("id"): element.text for element in root}
    assert [found[one] for one in root.attrib["aria-labelledby"].split()] == [shown.title, shown.description]


@pytest.mark.parametrize("name", NAMES)
def test_viewers_without_css_see_the_light_colours(name: str, report_of_2016: Callable[..., Report]) -> None:
    """Alone, every element that has a class has its look as attributes as well; the style has the dark colours alone."""
    root = parsed(picture(name, report_of_2016("2016-09-05"), language("en")))
    for element in root.iter():
        for one in element.attrib.get("class", "").split():
            assert set(STYLES[one.removeprefix("pic-")]) <= set(element.attrib)
    (style,) = root.iter(f"{SVG}style")
    assert "prefers-color-scheme: dark" in (style.text or "")


@pytest.mark.parametrize("name", NAMES)
def test_every_class_of_a_picture_is_in_the_style_of_the_page(name: str, report_of_2016: Callable[..., Report]) -> None:
    """So that nothing is drawn in black by mistake."""
    text = picture(name, report_of_2016("2016-09-05"), language("en")).inline("p")
    assert all(f".{one} {{" in CSS for one in set(re.findall(r'class="([^"]+)"', text)))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_gives_the_same_bytes(name: str, report_of_2016: Callable[..., Report]) -> None:
    """And numbers have two decimals at most."""
    report = report_of_2016("2016-09-05")
    one, other = (picture(name, report, language("en")).alone() for _ in range(2))
    assert one == other
    assert not re.search(r'="-?\d+\.\d{3,}', one)


def test_numbers_are_rounded() -> None:
    """To two decimals, and whole ones stay whole."""
    assert [shapes.near(number) for number in (1 / 3, 2.0, 7, -0.001)] == [0.33, 2, 7, 0]


def test_the_title_is_shown_where_the_picture_stands_alone() -> None:
    """In a page its heading says it."""
    found = drawn("plain")
    alone = [one.text for one in words(parsed(found))]
    assert alone[:2] == ["Timeline", "plain, as of Monday 5 September 2016, 23:59, Asia/Shanghai (UTC+08:00)"]
    assert "Timeline</text>" not in found.inline("x")
    assert len(classed(parsed(found), "title")) == 1
