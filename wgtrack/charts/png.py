"""Pictures as PNG, through the optional extra ``png`` (resvg)."""

from wgtrack.errors import InputError, NotInstalledError
from wgtrack.messages.message import untranslated


def png(document: str, scale: float) -> bytes:
    """An SVG document as PNG, ``scale`` dots for each unit of its width.

    NotInstalledError without the extra ``png``.
    """
    if not 0.1 <= scale <= 10:  # noqa: PLR2004 - from 96 to 9,600 dots
        message = untranslated("a picture cannot be drawn {scale} times its size", scale=str(scale))
        raise InputError(message, untranslated("give a scale from 0.1 to 10"))
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - optional
    except ImportError:
        message = untranslated("a PNG needs the package resvg_py, which is not installed")
        raise NotInstalledError(message, "resvg_py", "png", untranslated("write it as SVG")) from None
    return bytes(svg_to_bytes(svg_string=document, zoom=scale))
