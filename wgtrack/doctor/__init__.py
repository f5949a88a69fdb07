"""What only specialists need: a database looked through and, where it must be, made anew from its journal."""

from wgtrack.doctor.examination import examine, repair
from wgtrack.model.examination import Examination, Repair, Symptom
from wgtrack.model.journal import Head

__all__ = ["Examination", "Head", "Repair", "Symptom", "examine", "repair"]
