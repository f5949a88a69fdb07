"""What a notebook (Jupyter) shows of an answer.

The formats stand above what they write, so they are looked up by name here, when a notebook asks.
"""

from html import escape
from importlib import import_module
from typing import Any


def page(report: Any) -> str:
    """A report as it would be written for a browser, in a frame of its own: its styles do not reach the notebook."""
    written = import_module("wgtrack.formats").render(report, "html")
    return f'<iframe srcdoc="{escape(written)}" style="width: 100%; height: 40em; border: 0"></iframe>'


def text(status: Any) -> str:
    """A status as it is written for a terminal."""
    return f"<pre>{escape(import_module('wgtrack.formats').render(status, 'terminal'))}</pre>"


def timeline(bars: Any) -> str:
    """A timeline as an SVG picture in English."""
    english = import_module("wgtrack.messages.languages").ENGLISH
    return str(import_module("wgtrack.charts").timeline_picture(bars, english).alone())
