"""The journal replayed: what each promise became, and how far dates moved."""
