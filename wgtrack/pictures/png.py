"""Pictures as PNG, through the optional extra ``png`` (resvg)."""

from wgtrack.errors import InputError


def png(document: str, scale: float) -> bytes:
    """An SVG document as PNG, ``scale`` dots for each unit of its width. InputError without the extra ``png``."""
    if not 0.1 <= scale <= 10:  # noqa: PLR2004 - from 96 to 9,600 dots
        raise InputError(f"a picture cannot be drawn {scale} times its size", "give a scale from 0.1 to 10")
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - optional
    except ImportError:
        raise InputError(
            "a PNG needs the package resvg_py, which is not installed",
            "install it with 'pip install \"wgtrack[png]\"', or write a file that ends in .svg",
        ) from None
    return bytes(svg_to_bytes(svg_string=document, zoom=scale))
