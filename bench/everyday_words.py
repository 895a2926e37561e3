"""Writes auditor/align/everyday.txt: words that news of any event uses, and that so tell no event from another.

    python bench/everyday_words.py --articles ../shared/articles

A word is one of these when claims of LEAST or more of the topics under `build` in gold_split.toml have it as a word
that is no part of a name there; so no list of these topics' people and places comes into the program.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path

from auditor import ingest
from auditor.align.stories import EVERYDAY
from auditor.extract.claims import find_claims

LEAST = 3


def topic_words(folder: Path) -> set[str]:
    read, _ = ingest.read([folder])
    claims = [claim for article in read for claim in find_claims(article)]
    named = {part for claim in claims for name in claim.names for part in name.casefold().split()}
    return {word for claim in claims for word in claim.words} - named


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    options = parser.parse_args()
    names = tomllib.loads((Path(__file__).parent / "gold_split.toml").read_text())["build"]
    topics = Counter(word for name in names for word in topic_words(options.articles / name))
    EVERYDAY.write_text("".join(f"{word}\n" for word in sorted(topics) if topics[word] >= LEAST))


if __name__ == "__main__":
    main()
