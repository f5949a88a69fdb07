"""A static site of all groups of a record: reports, pictures, items with their history, archive, feeds and calendars."""

from wgtrack.site.values import File, GroupSite, IssuedDocument, Site

__all__ = ["File", "GroupSite", "IssuedDocument", "Site"]
