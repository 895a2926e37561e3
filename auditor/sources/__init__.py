"""Who repeats whom, how many independent origins an answer has, and which answer has the better support."""

from auditor.sources.families import families
from auditor.sources.origins import Origins, count_origins, origins
from auditor.sources.support import weigh
from auditor.sources.timeline import Period, timeline
from auditor.sources.truth import Decided

__all__ = ["Decided", "Origins", "Period", "count_origins", "families", "origins", "timeline", "weigh"]
