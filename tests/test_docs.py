"""The documents say what the code does: generated parts are current, examples run, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from auditor import ingest, kinds
from auditor.auditing import audit
from auditor.extract.claims import find_claims
from auditor.kinds import Kind, declared
from auditor.model import Article

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _module()


def blocks(page: str, language: str) -> list[str]:
    """The page's code blocks in a language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


# --- generated parts ---


def test_generated_parts_are_current() -> None:
    assert [str(path.relative_to(ROOT)) for path in generate.stale()] == [], "run: make docs"


def test_a_part_without_its_markers_is_refused() -> None:
    text = "a\n<!-- codes: generated -->\nold\n<!-- codes: end -->\n"
    assert "old" not in generate.fill(text, {"codes": lambda: "new"})
    assert generate.fill(text, {"codes": lambda: ""}) == text
    with pytest.raises(ValueError, match="kinds"):
        generate.fill(text, {"kinds": lambda: "new"})


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 200


# --- examples ---


def test_the_readmes_python_example_prints_what_it_says() -> None:
    (example,) = blocks("README.md", "python")
    printed = blocks("README.md", "text")[0]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
    assert done.stdout == printed


def test_the_front_matter_that_is_shown_is_understood(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    front = re.search(r"^    ---\n.*?^    ---\n", text, re.MULTILINE | re.DOTALL)
    assert front
    path = tmp_path / "article.md"
    path.write_text(front[0].replace("    ", "") + "\nNorwick now owns 18% of Calder Ferries.\n", encoding="utf-8")
    (article,), problems = ingest.read([path])
    assert problems == ()
    assert (article.source, article.published) == ("Harbour Post", "2025-10-28")
    assert article.title.startswith("Norwick buys")
    assert article.url.startswith("https://")


def test_the_readme_names_every_file_of_a_report() -> None:
    from auditor.report import FORMATS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in text] == []


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Kind, ...]:
    """The kinds, with the user's own kind that docs/kinds.md shows."""
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "crowd.toml").write_text(blocks("docs/kinds.md", "toml")[0], encoding="utf-8")
    return kinds.load(folder)


def test_the_users_kind_finds_its_claims_and_no_others(own: tuple[Kind, ...]) -> None:
    (kind,) = (kind for kind in own if kind.name == "crowd")

    def found(sentence: str) -> list[str]:
        article = Article("a", "a.txt", "", "A", sentence)
        return [claim.text for claim in find_claims(article, own) if claim.kind == "crowd"]

    assert [sentence for sentence in kind.examples if not found(sentence)] == []
    assert [sentence for sentence in kind.counterexamples if found(sentence)] == []


def test_the_users_kind_gives_the_conflict_that_is_shown(own: tuple[Kind, ...]) -> None:
    (kind,) = (kind for kind in own if kind.name == "crowd")
    articles = [Article(f"a{n}", f"{n}.txt", "", f"S{n}", text) for n, text in enumerate(kind.examples)]
    told = [f"{c.severity} {c.code} {c.message}" for c in audit(articles, own).conflicts]
    assert told == blocks("docs/kinds.md", "text")[0].splitlines()


def test_the_users_kind_is_asked_before_the_built_in_ones(own: tuple[Kind, ...]) -> None:
    assert [kind.name for kind in own if kind.priority >= 60] == ["crowd"]


def test_every_key_of_a_kind_is_described() -> None:
    text = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
    used = {key for path in (ROOT / "auditor" / "kinds").glob("*.toml") for key in tomllib.loads(path.read_text())}
    words = {"words", "near", "without", "tokens", "value", "thing"}
    described = set(re.findall(r"`\[*(\w+)\]*`", text))
    assert sorted((used | words | set(declared.PATTERN_KEYS) | set(declared.ANCHORS)) - described) == []
    assert [source for source in declared.SLOT_SOURCES if f"`{source}`" not in text] == []


# --- links ---


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not _exists(page, link)] == []


def _exists(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
