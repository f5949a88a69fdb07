"""Languages of reports: how a sentence, a day, a number and a list are told in each."""

from importlib import import_module

from wgtrack.errors import InputError
from wgtrack.messages.english import ENGLISH
from wgtrack.messages.language import Language
from wgtrack.messages.message import untranslated

#: Each language by its BCP 47 tag, as it calls itself.
LANGUAGES = {"en": "English", "zh-Hans": "简体中文"}

__all__ = ["ENGLISH", "LANGUAGES", "Language", "language"]

#: Scripts that a tag means without naming them: Chinese is written in another one there.
_SCRIPTS = {"tw": "hant", "hk": "hant", "mo": "hant"}


def language(tag: str | Language = "en") -> Language:
    """The language of a tag: ``en``, ``zh-Hans``, or one that means it (``en-GB``, ``zh``, ``zh_CN``).

    InputError, naming those there are, if there is none of this tag.
    """
    if isinstance(tag, Language):
        return tag
    known = _known(tag)
    if known is None:
        there_are = ", ".join(f"{each} ({name})" for each, name in LANGUAGES.items())
        message = untranslated("there is no report language {tag}", code="unknown_language", tag=repr(tag))
        raise InputError(message, untranslated("choose from {known}", known=there_are))
    if known == ENGLISH.tag:
        return ENGLISH
    found: Language = import_module("wgtrack.messages.catalogue").translated(known)
    return found


def _known(tag: object) -> str | None:
    """The tag of LANGUAGES that is meant: the same language, in the same script where both say one."""
    if not isinstance(tag, str):
        return None
    wanted = tag.strip().replace("_", "-").casefold().split("-")
    for known in LANGUAGES:
        name, *script = known.casefold().split("-")
        said = _script(wanted[1:])
        if name == wanted[0] and (not script or said is None or said in script):
            return known
    return None


def _script(parts: list[str]) -> str | None:
    """The script that the rest of a tag names, or means by a country."""
    four = len("Hans")
    named = next((part for part in parts if len(part) == four and part.isalpha()), None)
    return named or next((_SCRIPTS[part] for part in parts if part in _SCRIPTS), None)
