"""The HTML of a report on 10,000 items, beside reading these items from the database."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import wgtrack
from benchmarks.data import AT, body, write
from benchmarks.harness import Measurement, Work, at_most, compared, timed
from wgtrack.formats import html
from wgtrack.messages.languages import LANGUAGES, Language, language
from wgtrack.report.report import Report


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The page in each language, its report at hand; the first round, which compiles the templates, is not counted."""
    items = 200 if quick else 10_000
    with TemporaryDirectory() as name:
        write(Path(name, "wgtrack.db"), body(items, 1))
        with wgtrack.open(Path(name, "wgtrack.db")) as tracker:
            group = next(key for key, found in tracker.programme().groups.items() if found.parent is None)
            for tag in LANGUAGES:
                report = tracker.report(AT, group, language=tag)
                told_in = language(tag)
                yield compared(
                    f"the HTML of a report on {items:,} items, in {told_in.tag}",
                    at_most(5),
                    _writing(report, told_in),
                    "reading these items",
                    timed(tracker.programme),
                    rounds=1 if quick else 7,
                )


def _writing(report: Report, told_in: Language) -> Work:
    return timed(lambda: html.write(report, told_in))
