"""The spaCy pipeline, loaded once for each model."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from auditor.model import DEFAULT_MODEL

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "load"]


@functools.cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """The named pipeline. Raises OSError where that model is not installed."""
    import spacy  # slow to import, so only once text has to be parsed

    return spacy.load(model)
