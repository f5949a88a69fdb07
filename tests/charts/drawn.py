"""What a reader of an SVG document sees in it, and bars and timelines to draw."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from wgtrack.charts.context import About
from wgtrack.charts.drawing import Picture
from wgtrack.charts.text import text_width
from wgtrack.messages.languages import ENGLISH
from wgtrack.planning.bars import AreaBars, Bar, Days, Timeline

SVG = "{http://www.w3.org/2000/svg}"
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Words(NamedTuple):
    """A text of a picture, and the box that it takes at most."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Words") -> bool:
        """Whether two texts overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def words(root: ET.Element) -> Iterator[Words]:
    """Every text that is seen, with its box."""
    for element in root.iter(f"{SVG}text"):
        size = float(element.attrib["font-size"])
        width = text_width(element.text or "", size, bold="font-weight" in element.attrib)
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.attrib.get("text-anchor", "start")]
        # Letters reach from three quarters of their size above the base line to a fifth below it.
        yield Words(element.text or "", left, left + width, y - 0.75 * size, y + 0.2 * size)


def parsed(picture: Picture) -> ET.Element:
    """The picture alone, as an XML parser reads it."""
    return ET.fromstring(picture.alone().encode())  # noqa: S314 - our own


def classed(root: ET.Element, name: str) -> list[dict[str, float]]:
    """The numbers of every element of a class."""
    return [
        {key: float(value) for key, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
        for element in root.iter()
        if element.attrib.get("class") == f"pic-{name}"
    ]


def points(root: ET.Element, name: str) -> list[list[tuple[float, float]]]:
    """The corners of every line and area of a class."""
    found = (
        element.attrib["points"]
        for element in root.iter()
        if element.attrib.get("class") == f"pic-{name}" and "points" in element.attrib
    )
    return [[(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())] for text in found]


def september(first: int, last: int | None = None) -> Days:
    """Days of September 2016, or one of them."""
    return Days(date(2016, 9, first), date(2016, 9, last or first))


#: 15 to 17 September 2016 are off in China, and Sunday the 18th is worked.
DAYS_OFF = frozenset(date(2016, 9, day) for day in (3, 4, 10, 11, 15, 16, 17, 24, 25))


def bar(key: str = "a", **fields: Any) -> Bar:
    """A planned task of the group."""
    given: dict[str, Any] = {
        "kind": "task",
        "title": key,
        "group": "wg",
        "owners": (),
        "state": "open",
        "worked": None,
        "planned": None,
        "room": None,
        "mark": None,
        "target": None,
        "limit": None,
        "critical": False,
        "late": False,
        "estimated": True,
    }
    return Bar(key=key, **{**given, **fields})


def timeline(*bars: Bar, **fields: Any) -> Timeline:
    """A timeline of these bars from 5 to 25 September 2016, at the end of Monday the 5th in Shanghai."""
    given: dict[str, Any] = {
        "group": "wg",
        "name": "Group",
        "timezone": "Asia/Shanghai",
        "at": datetime(2016, 9, 5, 23, 59, 59, tzinfo=SHANGHAI),
        "days": september(5, 25),
        "anchored": False,
        "events": (),
        "areas": (AreaBars(None, "Without an area", bars),) if bars else (),
        "links": (),
        "elsewhere": 0,
        "days_off": {"wg": DAYS_OFF},
    }
    return Timeline(**{**given, **fields})


def about(at: date = date(2016, 9, 5), **fields: Any) -> About:
    """A picture of the group at the end of a day in Shanghai, in English."""
    end = datetime(at.year, at.month, at.day, tzinfo=SHANGHAI) + timedelta(hours=23, minutes=59)
    return About(**{"group": "Group", "at": end, "timezone": "Asia/Shanghai", "language": ENGLISH, **fields})
