"""For specialists: a database looked through and, where it must be, made anew from its journal."""

from wgtrack.model.examination import Examination, Repair, Symptom
from wgtrack.model.journal import Head
from wgtrack.tracker.doctor import examine, repair

__all__ = ["Examination", "Head", "Repair", "Symptom", "examine", "repair"]
