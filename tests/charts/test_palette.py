"""Colours that everybody can read and tell apart: contrast by the formula of WCAG 2.2."""

import pytest

from wgtrack.charts.palette import HUES, INK, MUTED, PAPER, RAISED, VERDICTS, Hue, Shade
from wgtrack.charts.style import STYLES, css, dark
from wgtrack.status.report import VERDICTS as ALL

#: WCAG 2.2, 1.4.3 for text and 1.4.11 for signs, level AA.
TEXT, SIGN = 4.5, 3.0
GROUNDS = ("light", "dark")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def on(shade: Shade, ground: str) -> str:
    """The colour of a shade on light or dark ground."""
    return str(getattr(shade, ground))


def test_the_formula_gives_the_numbers_that_are_published() -> None:
    """Black on white is 21, and #767676 on white is 4.54, as WebAIM's checker says."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("hue", HUES)
def test_ink_reads_on_every_ground(hue: Hue, ground: str) -> None:
    """Text in a hue's ink is AA on paper, on raised ground and on its own tint."""
    for behind in (PAPER, RAISED, hue.tint):
        assert contrast(on(hue.ink, ground), on(behind, ground)) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
def test_plain_text_reads(ground: str) -> None:
    """Text, and text of less weight, is AA on paper and on raised ground."""
    for ink in (INK, MUTED):
        for behind in (PAPER, RAISED):
            assert contrast(on(ink, ground), on(behind, ground)) >= TEXT


def test_every_verdict_has_a_look_of_its_own() -> None:
    """Signs differ, so that no verdict rests on its colour."""
    assert set(VERDICTS) == set(ALL)
    assert len({look.sign for look in VERDICTS.values()}) == len(ALL)


@pytest.mark.parametrize("ground", GROUNDS)
def test_urgent_verdicts_differ_in_colour_too(ground: str) -> None:
    """What needs attention has four colours that differ in hue or, where they do not, in lightness."""
    urgent = [on(VERDICTS[name].hue.fill, ground) for name in ("past_limit", "overdue", "at_risk", "due_soon")]
    assert len(set(urgent)) == 4
    assert contrast(urgent[0], urgent[1]) > 1.3


#: The hues of Okabe and Ito as they were published; what else there is beside them is grey, or vermillion made deeper.
OKABE_ITO = {"#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"}


def test_the_hues_are_those_that_the_colour_blind_tell_apart() -> None:
    """Seven fills are Okabe and Ito's, as published."""
    assert len({hue.fill.light for hue in HUES} & OKABE_ITO) == 7


#: What text of each class of a picture stands on; others stand on paper.
BEHIND = {"today-text": INK}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", [name for name, style in STYLES.items() if "font-size" in style])
def test_text_of_pictures_reads(name: str, ground: str) -> None:
    """Every class of text is AA on what it stands on."""
    fill = STYLES[name]["fill"]
    assert isinstance(fill, Shade)
    assert contrast(on(fill, ground), on(BEHIND.get(name, PAPER), ground)) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
def test_an_overload_reads_on_its_cell(ground: str) -> None:
    """The number of a week with too much work stands on a tint."""
    bad, cell = STYLES["bad"]["fill"], STYLES["too-much"]["fill"]
    assert isinstance(bad, Shade)
    assert isinstance(cell, Shade)
    assert contrast(on(bad, ground), on(cell, ground)) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "name",
    ["planned", "critical", "late", "done", "done-late", "unknown", "event", "target", "there-are", "planned-work"],
)
def test_bars_stand_out(name: str, ground: str) -> None:
    """The outline of every bar has a contrast of 3 to 1 at least, whatever it is filled with."""
    stroke = STYLES[name]["stroke"]
    assert isinstance(stroke, Shade)
    assert contrast(on(stroke, ground), on(PAPER, ground)) >= SIGN


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "name", [name for name in STYLES if name.startswith("line-")] + ["scope", "promised", "done-line"]
)
def test_lines_stand_out(name: str, ground: str) -> None:
    """Lines that mean something have a contrast of 3 to 1 at least."""
    colour = STYLES[name].get("fill" if name.endswith("sign") else "stroke")
    assert isinstance(colour, Shade)
    assert contrast(on(colour, ground), on(PAPER, ground)) >= SIGN


def test_the_style_is_fit_for_a_page() -> None:
    """It closes no element of the page, and dark colours are for screens alone."""
    assert "<" not in css()
    assert dark() in css()
    assert css().count("@media") == 1
    assert "@media screen and (prefers-color-scheme: dark)" in dark()


def test_classes_meet_none_of_the_page() -> None:
    """Every class begins with pic-."""
    rules = [line for line in css().splitlines() if not line.startswith(("@", "}"))]
    assert all(line.strip().startswith(".pic-") for line in rules)
