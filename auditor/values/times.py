"""Dates and times, in one place: finding them in prose, comparing them, and the date of an article."""

from auditor.values.dateline import dateline
from auditor.values.time_compare import compare_times
from auditor.values.time_finding import find_times

__all__ = ["compare_times", "dateline", "find_times"]
