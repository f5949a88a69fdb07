"""Whole pictures: against files that were looked at, without labels that overlap or run out, and as the pages show them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from attrs import evolve

from tests.charts.drawn import about, bar, parsed, timeline, words
from tests.charts.test_trend_picture import trend
from wgtrack.charts import NAMES, load, picture
from wgtrack.charts import trend as trends
from wgtrack.charts.drawing import Picture
from wgtrack.charts.timeline import draw
from wgtrack.messages.languages import language
from wgtrack.planning.bars import AreaBars, Days, EventBar
from wgtrack.planning.load import ItemLoad, OwnerLoad, WeekLoad
from wgtrack.report.report import Report

Golden = Callable[[str, str], None]
ReportOf = Callable[..., Report]
DAYS = ("2016-09-05", "2016-09-20", "2016-10-18")
LANGUAGES = ("en", "zh-Hans")
DOCS = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_as_it_was_looked_at(
    name: str, day: str, tag: str, report_of_2016: ReportOf, golden: Golden
) -> None:
    """The group of 2016 on three days, in both languages, to the byte."""
    golden(f"pictures/{name}-{day}-{tag}.svg", picture(name, report_of_2016(day, tag), language(tag)).alone())


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_no_label_of_2016_overlaps_or_runs_out(name: str, day: str, tag: str, report_of_2016: ReportOf) -> None:
    """By what each letter takes at most."""
    check(picture(name, report_of_2016(day, tag), language(tag)))


def check(drawn: Picture) -> None:
    """Every text lies within the picture, and none on another."""
    root = parsed(drawn)
    _, top, width, height = map(float, root.attrib["viewBox"].split())
    found = list(words(root))
    for one in found:
        assert 0 <= one.left <= one.right <= width, one
        assert top <= one.top <= one.bottom <= top + height, one
    assert [(one, other) for one, other in combinations(found, 2) if one.meets(other)] == []


LONG = (
    "A title that goes on and on, 一个非常长的标题, since its writer put everything into it that there was to say " * 2
)


def big() -> Iterator[AreaBars]:
    """Three hundred items in nine areas over two years, with long titles and keys."""
    start = date(2016, 1, 4)
    for area in range(9):
        first = [start + timedelta(days=(area * 37 + number * 53) % 700) for number in range(33)]
        bars = [
            bar(
                f"{'KEY' * (number % 6)}-{area}-{number}",
                title=f"{number} {LONG}"[: 20 + number * 7],
                planned=Days(day, day + timedelta(days=number)),
                target=day + timedelta(days=20),
                limit=day + timedelta(days=40),
                kind="deliverable" if number % 9 == 0 else "task",
                critical=number % 5 == 0,
                late=number % 4 == 0,
            )
            for number, day in enumerate(first)
        ]
        yield AreaBars(f"a{area}", LONG, tuple(bars))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_timeline_of_300_items_has_its_labels_apart(tag: str) -> None:
    """Whatever is as long as it can be is cut."""
    events = tuple(EventBar(f"e{n}", LONG, "wg", Days(date(2016, 3 + n, 1), date(2016, 3 + n, 4))) for n in range(9))
    days = Days(date(2016, 1, 4), date(2018, 1, 20))
    found = timeline(areas=tuple(big()), events=events, days=days, elsewhere=12, name=LONG)
    check(draw(found, about(language=language(tag), group=LONG)))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_trend_of_300_promises_has_its_labels_apart(tag: str) -> None:
    """All twelve lines for nearly the same day."""
    today = date(2016, 9, 20)
    found = tuple(
        trend(
            f"{'KEY' * (n % 6)}-{n}",
            (date(2016, 9, 1), date(2016, 9, 24)),
            (date(2016, 9, 5), date(2017, 1, 1 + n % 3)),
        )
        for n in range(300)
    )
    check(trends.draw(tuple(evolve(one, title=LONG) for one in found), about(today, language=language(tag))))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_load_of_60_owners_has_its_labels_apart(tag: str) -> None:
    """With numbers of three digits over twenty weeks."""
    monday = date(2016, 9, 5)
    weeks = tuple(WeekLoad(monday + n * timedelta(days=7), 123.45, 5, True, (ItemLoad("T", 1),)) for n in range(20))  # noqa: FBT003 - overloaded
    check(load.draw(tuple(OwnerLoad(f"p{n}" * 20, LONG, weeks) for n in range(60)), about(language=language(tag))))


#: Pictures that docs/pictures.md shows.
SHOWN = [
    ("timeline", "2016-09-05", "en"),
    ("trend", "2016-10-18", "en"),
    ("burnup", "2016-09-20", "en"),
    ("load", "2016-09-05", "zh-Hans"),
]


@pytest.mark.parametrize(("name", "day", "tag"), SHOWN)
def test_the_pictures_of_the_pages_are_current(
    name: str, day: str, tag: str, report_of_2016: ReportOf, request: pytest.FixtureRequest
) -> None:
    """docs/pictures has what is drawn today; --update-golden writes it anew."""
    path, text = DOCS / f"{name}.svg", picture(name, report_of_2016(day, tag), language(tag)).alone()
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text
