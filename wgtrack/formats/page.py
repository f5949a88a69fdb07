"""HTML pages that ask the network for nothing: one file with its style, its script and a policy that lets in no more."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple
from unicodedata import bidirectional

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wgtrack import charts
from wgtrack.charts.palette import BLUE, INK, MUTED, PAPER, RAISED, RULE, VERDICTS, Shade
from wgtrack.formats.sections import VERDICT_WORDS
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Phrase, Text, plural, translatable
from wgtrack.sanitize import clean
from wgtrack.status.report import Verdict

#: The icon of a page, which a browser would otherwise ask the network for.
ICON = Markup(
    "data:image/svg+xml,"
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230072b2'/%3E"
    "%3Cpath d='M4 8.5l2.5 2.5L12 5.5' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E"
)
#: A word that is made like a key; not all of them are.
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
#: A key with a hyphen, with its days or alone: "WP-9", "WP-9 3".
_NAMED = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9_]*-[A-Za-z0-9_-]*)(?: [0-9.]+)?")
_PAGE: dict[str, Shade] = {
    "paper": PAPER,
    "raised": RAISED,
    "ink": INK,
    "muted": MUTED,
    "rule": RULE,
    "accent": BLUE.ink,
    "accent-tint": BLUE.tint,
    "accent-fill": BLUE.fill,
}


class Link(NamedTuple):
    """A link to another page or file."""

    address: str
    words: Text


class Surroundings(NamedTuple):
    """What surrounds a page that is part of a site."""

    #: The pages above it, the first page in front.
    trail: tuple[Link, ...] = ()
    #: Files that say the same for other programs.
    downloads: tuple[Link, ...] = ()
    #: Address of the feed of changes.
    feed: str | None = None


def page(
    template: str,
    language: Language,
    *,
    script: str | None = None,
    site: Surroundings | None = None,
    **values: Any,
) -> str:
    """A whole page from a template in ``wgtrack/formats/templates`` that extends ``base.html``.

    ``script`` is the name of a file of that folder. Every value is text until a template or this package marks it up.
    """
    code = None if script is None else _file(script)
    made = _environment().get_template(template)
    return made.render(
        **words(language),
        **values,
        site=site,
        style=Markup(style()),  # noqa: S704 - a file of this package
        script=None if code is None else Markup(code),  # noqa: S704 - as above
        policy=policy(code),
        icon=ICON,
    )


def markup(template: str, language: Language, **values: Any) -> str:
    """A document of marked up text that is no page, from a template of the same folder; values are escaped alike."""
    return _environment().get_template(template).render(**words(language), **values)


def words(language: Language) -> dict[str, Any]:
    """What a template says things with: ``translatable`` and ``plural``, by whose names the messages are found, and marks."""
    return {
        "translatable": lambda message, /, **values: language.tell(translatable(message, **values)),
        "plural": lambda number, one, many, /, **values: language.tell(plural(number, one, many, **values)),
        "_": lambda sentence: told(sentence, language),
        "language": language,
        "titled": titled,
        "verdict": cache(lambda verdict: verdict_mark(verdict, language)),
        "day": cache(lambda day: day_mark(day, language)),
    }


def text(words: str) -> Markup:
    """A text that came from a user, safe in a page: escaped, on one line and without characters that are not seen."""
    return escape(clean(words))


def titled(words: str) -> Markup:
    """A title or a name: one in which letters run from right to left keeps its order to itself."""
    safe = text(words)
    return Markup('<span dir="auto">{}</span>').format(safe) if _runs_left(words) else safe


def _runs_left(words: str) -> bool:
    return not words.isascii() and any(bidirectional(character) in {"R", "AL"} for character in words)


def told(sentence: Text, language: Language) -> Markup:
    """A sentence in a language, safe in a page, whose keys are marked so that no line ends at a hyphen in them."""
    words = text(language.tell(sentence))
    keys = frozenset(_keys(sentence))
    if not keys:
        return words
    # A hyphen is in no character reference, so what is escaped is never taken for a key.
    return Markup(_KEY.sub(lambda found: _whole(found[0]) if found[0] in keys else found[0], words))  # noqa: S704 - keys are plain words, all else is escaped


def _whole(key: str) -> str:
    return f'<span class="whole-key">{key}</span>'


def _keys(value: object) -> Iterator[str]:
    """What reads like a key with a hyphen among the values that a sentence was made from."""
    if isinstance(value, Message):
        for part in value.values.values():
            yield from _keys(part)
    elif isinstance(value, Phrase):
        for part in value.value if isinstance(value.value, tuple) else ():
            yield from _keys(part)
    elif isinstance(value, str) and (found := _NAMED.fullmatch(value)):
        yield found["key"]


def verdict_mark(verdict: Verdict, language: Language) -> Markup:
    """A verdict as sign and word, so that it is told from others without colour."""
    word = escape(language.tell(VERDICT_WORDS[verdict]))
    sign = escape(VERDICTS[verdict].sign)
    return Markup(f'<span class="verdict {verdict}"><i aria-hidden="true">{sign}</i>{word}</span>')  # noqa: S704 - made of our own words


def day_mark(day: Any, language: Language) -> Markup:
    """A day for people, and for programs."""
    return Markup(f'<time datetime="{day.isoformat()}">{escape(language.short_day(day))}</time>')  # noqa: S704 - made of our own words


@cache
def style() -> str:
    """The style of every page: the colours of the palette, then the layout, then the pictures'."""
    return f"\n{_colours()}\n{_file('page.css')}\n{charts.CSS}\n"


def policy(script: str | None) -> str:
    """The Content-Security-Policy of a page with this script: its own style and script by their hashes, and no address at all."""
    allowed = {
        "default-src": "'none'",
        "style-src": _hash(style()),
        "script-src": "'none'" if script is None else _hash(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {where}" for what, where in allowed.items())


def _hash(inline: str) -> str:
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


@cache
def _file(name: str) -> str:
    return files("wgtrack.formats").joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("wgtrack.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: Any) -> Any:
    """What is put into a page: texts lose what is not seen; what is marked up already stays.

    A message has to be told in the page's language before; Jinja would write it in English.
    """
    if isinstance(value, Message | Phrase):
        raise TypeError(f"{value!r} is not told in the page's language")
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _colours() -> str:
    """The palette as properties: on light ground, on dark ground, and a class for each verdict."""
    shades = dict(_PAGE)
    for verdict, look in VERDICTS.items():
        for name, shade in look.hue._asdict().items():
            shades[f"{verdict}-{name}"] = shade
    return "\n".join(
        (
            _root((name, shade.light) for name, shade in shades.items()),
            f"@media screen and (prefers-color-scheme: dark) {{ {_root((name, shade.dark) for name, shade in shades.items())} }}",
            *map(_verdict_class, VERDICTS),
        )
    )


def _root(properties: Iterable[tuple[str, str]]) -> str:
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in properties)} }}"


def _verdict_class(verdict: Verdict) -> str:
    return (
        f".{verdict} {{ color: var(--{verdict}-ink); background: var(--{verdict}-tint); }}"
        f" .fill-{verdict} {{ fill: var(--{verdict}-fill); }}"
    )
