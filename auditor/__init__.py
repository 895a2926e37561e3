"""auditor: finds where articles about the same events disagree, and shows the sentences that do.

    auditor.audit(articles)         what a set of articles disagrees about
    auditor.find_claims(article)    the checkable statements of one article
    auditor.find_quantities(text)   the figures of a text

Importing the package is cheap: the language model is loaded at the first call that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.auditing import audit as audit
    from auditor.extract.claims import find_claims as find_claims
    from auditor.extract.quantities import find_quantities as find_quantities

__version__ = "0.1.0"
__all__ = ["audit", "find_claims", "find_quantities"]

_HOMES = {
    "audit": "auditor.auditing",
    "find_claims": "auditor.extract.claims",
    "find_quantities": "auditor.extract.quantities",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'auditor' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
