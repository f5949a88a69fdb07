"""What a stored value that cannot be read means for who uses the database."""

from wgtrack.errors import StoreDamagedError
from wgtrack.store.codecs import DamagedValueError

#: What to do about a damaged database.
RESTORE = "look into it with 'wgtrack doctor', or restore it from a backup"


def damaged(path: str, error: DamagedValueError) -> StoreDamagedError:
    """The error that whoever asked gets."""
    return StoreDamagedError(path, f"the database is damaged: {error}", RESTORE)
