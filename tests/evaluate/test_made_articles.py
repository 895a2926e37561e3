"""The made-up collection that the bench of re-running measures on."""

from __future__ import annotations

import sys
from pathlib import Path

from auditor import ingest
from auditor.auditing import audit

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from made_articles import articles, write


def test_the_same_numbers_give_the_same_articles_and_no_two_alike() -> None:
    made = articles(stories=40, each=8)
    assert made == articles(stories=40, each=8)
    assert len({one.text for one in made}) == len({one.name for one in made}) == 320
    assert [one.story for one in made if one.differs] == list(range(0, 40, 3))


def test_what_was_planted_is_found_in_its_story_alone(tmp_path: Path) -> None:
    made = articles(stories=4, each=5)
    write(made, tmp_path)
    found, _ = ingest.read([tmp_path])
    result = audit(found)
    home = {a.id: Path(a.path).name[:4] for a in result.articles}
    article = {c.id: c.article for c in result.claims}
    stories = [{home[article[c]] for c in q.claims} for q in result.questions]
    assert all(len(story) == 1 for story in stories)
    grave = [k for k in result.conflicts if k.severity == "high"]
    found_in = {home[article[k.sides[0].claims[0]]] for k in grave}
    assert found_in
    assert found_in <= {one.name[:4] for one in made if one.differs}
