"""Deadlines: from what was written for a date to the day and instant it means. Computed here, and nowhere else."""

from wgtrack.dates.expressions import Expression, Precision, parse, referenced
from wgtrack.dates.resolver import Deadline, Resolver

__all__ = ["Deadline", "Expression", "Precision", "Resolver", "parse", "referenced"]
