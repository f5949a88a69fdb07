"""How the parts of a picture look: a class for each, as CSS for a page, and as attributes for viewers that know no CSS."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from wgtrack.charts.palette import (
    BLUE,
    GREEN,
    GREY,
    INK,
    MUTED,
    ORANGE,
    PAPER,
    PURPLE,
    RAISED,
    RULE,
    SKY,
    VERMILLION,
    Hue,
    Shade,
)

Value = str | float | Shade
Style = Mapping[str, Value]

#: Classes in a page start with this, so that they meet no class of the page's own.
PREFIX = "pic-"
#: Fonts that have Latin and Chinese letters on Windows, macOS, Android and Linux. Browsers find others by themselves, but
#: what draws the PNG writes nothing where a machine has none of these.
FONTS = (
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Zen Hei', 'DejaVu Sans', sans-serif"
)
#: Sizes of text: of a title, of labels, of what stands beside them.
TITLE, LABEL, SMALL = 18, 12, 11

#: Classes of lines that can be told apart; each has a thin one, a dashed one, and one for signs on it.
LINES = ("line-a", "line-b", "line-c", "line-d", "line-e", "line-f")
_LINE_COLOURS = (BLUE.fill, VERMILLION.fill, GREEN.fill, PURPLE.ink, ORANGE.ink, INK)

_OFF = Shade("#e9ecf0", "#232a33")
_EVENT = Shade("#f6e6ef", "#33202c")
_CRITICAL = Shade("#b45309", "#f5b942")


def _text(fill: Shade, size: float = LABEL, weight: int | None = None) -> Style:
    found: dict[str, Value] = {"fill": fill, "font-size": size}
    return found if weight is None else {**found, "font-weight": weight}


def _line(stroke: Shade, width: float = 1, dashes: str | None = None) -> Style:
    found: dict[str, Value] = {"fill": "none", "stroke": stroke, "stroke-width": width}
    return found if dashes is None else {**found, "stroke-dasharray": dashes}


def _area(hue: Hue, width: float = 1) -> Style:
    return {"fill": hue.fill, "stroke": hue.ink, "stroke-width": width}


#: Class -> properties; a Shade has its dark colour where the reader's screen is dark.
STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "frame": {"font-family": FONTS},
        "paper": {"fill": PAPER},
        "band": {"fill": RAISED},
        # text
        "title": _text(INK, TITLE, 600),
        "subtitle": _text(MUTED, LABEL),
        "heading": _text(INK, LABEL, 600),
        "label": _text(INK),
        "quiet": _text(MUTED),
        "key": _text(MUTED, SMALL),
        "strong": _text(INK, SMALL, 600),
        "bad": _text(VERMILLION.ink, SMALL, 600),
        "today-text": _text(PAPER, SMALL, 600),
        # ground
        "off": {"fill": _OFF},
        "rule": _line(RULE),
        "fine": _line(RULE, 0.5),
        "axis": _line(MUTED),
        "event-band": {"fill": _EVENT},
        "event": _area(PURPLE),
        "today": _line(INK, 1.5),
        "today-flag": {"fill": INK},
        # bars
        "done": _area(GREEN),
        "planned": {"fill": SKY.tint, "stroke": BLUE.ink, "stroke-width": 1.2},
        "critical": {"fill": ORANGE.tint, "stroke": ORANGE.ink, "stroke-width": 1.6},
        "late": {"fill": VERMILLION.tint, "stroke": VERMILLION.ink, "stroke-width": 1.2},
        "unknown": {"fill": PAPER, "stroke": GREY.ink, "stroke-width": 1.2, "stroke-dasharray": "3 2"},
        "critical-hatch": _line(ORANGE.fill, 3),
        "late-hatch": _line(VERMILLION.fill, 1.6),
        "done-late": {"fill": VERMILLION.fill, "stroke": VERMILLION.ink, "stroke-width": 1},
        "done-late-hatch": _line(PAPER, 1.2),
        "float": _line(GREY.ink, 1.4, "1.5 2.5"),
        "float-end": _line(GREY.ink, 1.4),
        "thread": _line(GREY.fill),
        "mark-done": {"fill": GREEN.fill, "stroke": GREEN.ink, "stroke-width": 1},
        "mark-planned": {"fill": SKY.tint, "stroke": BLUE.ink, "stroke-width": 1.4},
        "mark-critical": {"fill": ORANGE.fill, "stroke": ORANGE.ink, "stroke-width": 1.4},
        "mark-late": {"fill": VERMILLION.fill, "stroke": VERMILLION.ink, "stroke-width": 1.4},
        "mark-dot": {"fill": ORANGE.ink},
        "mark-bang": _line(PAPER, 1.6),
        "target": {"fill": PAPER, "stroke": INK, "stroke-width": 1.3},
        "limit": _line(VERMILLION.ink, 2),
        "link": _line(GREY.fill, 0.9),
        "link-head": {"fill": GREY.fill},
        "link-critical": _line(_CRITICAL, 1.4),
        "link-critical-head": {"fill": _CRITICAL},
        # load
        "too-much": {"fill": VERMILLION.tint},
        "there-are": {"fill": RAISED, "stroke": GREY.ink, "stroke-width": 0.8},
        "planned-work": {"fill": SKY.fill, "stroke": BLUE.ink, "stroke-width": 0.8},
        # lines
        "overdue": {"fill": VERMILLION.tint},
        **{name: _line(colour, 2) for name, colour in zip(LINES, _LINE_COLOURS, strict=True)},
        **{f"{name}-dashed": _line(colour, 2, "6 3") for name, colour in zip(LINES, _LINE_COLOURS, strict=True)},
        **{f"{name}-lead": _line(colour, 0.8) for name, colour in zip(LINES, _LINE_COLOURS, strict=True)},
        **{
            f"{name}-sign": {"fill": colour, "stroke": PAPER, "stroke-width": 1}
            for name, colour in zip(LINES, _LINE_COLOURS, strict=True)
        },
        "scope": _line(INK, 1.8),
        "promised": _line(BLUE.fill, 2, "7 4"),
        "done-line": _line(GREEN.ink, 2.6),
        "done-area": {"fill": GREEN.tint},
        "range": {"fill": PURPLE.tint},
        "range-hatch": _line(PURPLE.fill, 1.2),
        "range-line": _line(PURPLE.ink, 1),
        "range-mark": {"fill": PURPLE.fill, "stroke": PURPLE.ink, "stroke-width": 1},
        "lead": _line(MUTED, 0.8, "1.5 2.5"),
        "scope-text": _text(INK, LABEL, 600),
        "promised-text": _text(BLUE.ink, LABEL, 600),
        "done-text": _text(GREEN.ink, LABEL, 600),
        "range-text": _text(PURPLE.ink, LABEL, 600),
        "ended": {"fill": GREEN.ink, "stroke": PAPER, "stroke-width": 1},
        "tick": _line(PAPER, 1.5),
    }
)


def attributes(classes: list[str]) -> Iterator[tuple[str, str]]:
    """The light look of some classes, as attributes of an element."""
    for name in classes:
        for key, value in STYLES[name].items():
            yield key, value.light if isinstance(value, Shade) else str(value)


def dark(names: Collection[str] = STYLES.keys()) -> str:
    """What is other than in ``attributes`` where the reader's screen is dark, as CSS."""
    return f"@media screen and (prefers-color-scheme: dark) {{\n{''.join(_dark_rules(names))}}}\n"


def css() -> str:
    """Everything, as CSS for a page that pictures stand in."""
    frame = f".{PREFIX}frame {{ display: block; width: 100%; height: auto; }}\n"
    rules = (_rule(name, {key: _css(key, value) for key, value in style.items()}) for name, style in STYLES.items())
    return f"{frame}{''.join(rules)}{dark()}"


def _dark_rules(names: Collection[str]) -> Iterator[str]:
    for name, style in ((name, style) for name, style in STYLES.items() if name in names):
        shades = {key: value.dark for key, value in style.items() if isinstance(value, Shade)}
        if shades:
            yield f"  {_rule(name, shades)}"


def _rule(name: str, properties: Mapping[str, str]) -> str:
    return f".{PREFIX}{name} {{ {' '.join(f'{key}: {value};' for key, value in properties.items())} }}\n"


def _css(key: str, value: Value) -> str:
    text = value.light if isinstance(value, Shade) else str(value)
    return f"{text}px" if key == "font-size" else text
