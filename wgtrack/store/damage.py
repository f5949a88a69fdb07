"""What a stored value that cannot be read means for who uses the database."""

from wgtrack.errors import StoreDamagedError
from wgtrack.messages.message import call, untranslated
from wgtrack.store.codecs import DamagedValueError

#: What to do about a damaged database.
RESTORE = untranslated(
    "look into it with {examine}, or restore it from a backup", examine=call("wgtrack.doctor.examine", ...)
)


def damaged(path: str, error: DamagedValueError) -> StoreDamagedError:
    """The error that whoever asked gets."""
    return StoreDamagedError(path, untranslated("the database is damaged: {reason}", reason=str(error)), RESTORE)
