"""Made-up articles and claims on them, for tests of who says what."""

from __future__ import annotations

from dataclasses import replace

from making import number

from auditor.model import Article, Claim, Position, Question

WIRE = (
    "A fire destroyed the old fish market of Calder on Monday night. The coastguard said that nine boats burned at "
    "their moorings before help came. Nobody was hurt, although forty people had to leave their houses near the quay. "
    "The mayor of Calder promised that the market would be built again within two years."
)
OWN = (
    "The smell of smoke still hung over the quay when Ann Bell opened her shop. She counted what was left of the boats "
    "and found that nothing of her brother's could be saved. Children stood behind the fence and looked at the ruins."
)


def article(name: str, text: str, source: str = "", published: str = "") -> Article:
    return Article(name, f"{name}.txt", "", source, text, 0, published)


def claim(home: Article, said: str, figure: str, said_by: str = "", **slots: object) -> Claim:
    """The claim of ``home`` on the words ``said``."""
    start = home.text.index(said)
    qualifiers = (("attribution", said_by),) if said_by else ()
    made = number(figure, article=home.id, **({"qualifiers": qualifiers} | slots))
    return replace(made, start=start, end=start + len(said), text=said)


def question(*answers: tuple[Claim, ...]) -> Question:
    """A question with a position for each group of claims, labelled by its figure."""
    positions = tuple(Position(str(c[0].value), tuple(x.id for x in c), len({x.article for x in c})) for c in answers)
    return Question("q1", "How many?", "open", tuple(x.id for c in answers for x in c), positions)
