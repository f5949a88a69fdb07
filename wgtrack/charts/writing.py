"""Elements of a picture written out as XML, with everything escaped here: what svg.py writes itself is not."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from svg import Element

from wgtrack.charts.style import PREFIX, attributes
from wgtrack.sanitize import clean

#: An attribute that names another element of the picture.
_REFERENCE = re.compile(r"(?<=^url\(#)[\w-]+(?=\)$)|(?<=^#)[\w-]+$")


def written(element: Element, prefix: str, *, styled: bool) -> str:
    """An element with all that is in it. Ids begin with ``prefix``; ``styled`` adds the light look of each class."""
    inside = escape(clean(element.text), quote=False) if element.text else ""
    inside += "".join(written(one, prefix, styled=styled) for one in element.elements or ())
    shown = "".join(f' {key}="{_quoted(value)}"' for key, value in _attributes(element, prefix, styled=styled))
    name = element.element_name
    return f"<{name}{shown}>{inside}</{name}>" if inside else f"<{name}{shown}/>"


def _quoted(value: str) -> str:
    return escape(clean(value), quote=False).replace('"', "&quot;")


def classes(elements: Iterable[Element]) -> Iterator[str]:
    """The classes of some elements and of all that is in them."""
    for element in elements:
        yield from _classes(element)
        yield from classes(element.elements or ())


def _classes(element: Element) -> list[str]:
    return getattr(element, "class_", None) or []


def _attributes(element: Element, prefix: str, *, styled: bool) -> Iterator[tuple[str, str]]:
    for key, value in {**element.as_dict(), **(element.extra or {})}.items():
        if key == "id":
            yield key, f"{prefix}-{value}"
        elif key == "class":
            yield key, " ".join(f"{PREFIX}{name}" for name in _classes(element))
        elif key == "aria-labelledby":
            yield key, " ".join(f"{prefix}-{name}" for name in value.split())
        else:
            yield key, _REFERENCE.sub(rf"{prefix}-\g<0>", value)
    if styled:
        yield from attributes(_classes(element))
