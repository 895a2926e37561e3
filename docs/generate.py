"""Rewrites the parts of README.md and docs/ that repeat what the code says.

    python docs/generate.py            rewrite them
    python docs/generate.py --check    write nothing; name the files that are out of date, exit with 1

A generated part stands between <!-- NAME: generated --> and <!-- NAME: end -->. docs/report-schema.md is generated
as a whole. tests/test_docs.py runs the check.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from inspect import cleandoc
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from typer.main import get_command
from typer.models import OptionInfo

from auditor import kinds
from auditor.checks import CODES
from auditor.cli import app, run
from auditor.kinds import Kind
from auditor.report.schema import documentation

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "reports" / "sample" / "report.md"
SHOWN = "N001"
"""The code of the finding that the README shows."""


def generated(root: Path = ROOT) -> dict[Path, str]:
    """File -> its text as it should be."""
    texts = {root / name: fill((root / name).read_text("utf-8"), parts) for name, parts in PARTS.items()}
    return texts | {root / "docs" / "report-schema.md": documentation()}


def fill(text: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """The text with each part between its markers made anew. Raises ValueError where the markers are missing."""
    for name, make in parts.items():
        between = re.compile(rf"(<!-- {name}: generated -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
        if len(between.findall(text)) != 1:
            raise ValueError(f"the markers of the part {name!r} do not stand there once")
        made = make()
        if made:
            text = between.sub(lambda found, made=made: f"{found[1]}\n{made.strip()}\n\n{found[2]}", text)
    return text


def finding() -> str:
    """The first finding of the sample report that has the code SHOWN, with one quotation for each side.

    Nothing where the sample has not been made.
    """
    if not SAMPLE.exists():
        return ""
    sections = re.split(r"\n(?=## )", SAMPLE.read_text("utf-8"))
    heading, _, body = next(section for section in sections if f" · {SHOWN} " in section).partition("\n")
    text = f"**{heading.partition('. ')[2]}**\n\n" + "\n\n".join(_shortened(body.strip()))
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _shortened(body: str) -> Iterator[str]:
    """The finding's paragraphs without the further quotations of a side and the reasons."""
    return (text for text in re.split(r"\n\n+", body) if not re.match(r"- (?!\*\*)|  >|  and ", text))


def command_table() -> str:
    commands: Mapping[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    rows = [(f"`auditor {name}`", each.get_short_help_str(200)) for name, each in commands.items() if not each.hidden]
    return table(("command", "what it does"), rows)


def option_table() -> str:
    """The options of ``auditor run``."""
    hints = get_type_hints(run, include_extras=True)
    found = [(name, hint.__origin__, hint.__metadata__[0]) for name, hint in hints.items() if get_origin(hint)]
    rows = [
        (f"`{_option(name, origin, info)}`", info.help)
        for name, origin, info in found
        if isinstance(info, OptionInfo) and not info.hidden
    ]
    return table(("option", "what it does"), rows)


def _option(name: str, origin: Any, info: OptionInfo) -> str:
    given = (info.default, *(info.param_decls or ()))  # in Annotated, Typer keeps the first name as the default
    option = next((text for text in given if str(text).startswith("--")), "--" + name.replace("_", "-"))
    values = info.metavar or "|".join(_choices(origin))
    return f"{option} {values}".strip()


def _choices(origin: Any) -> tuple[str, ...]:
    """The texts of a Literal, also of one that may be None."""
    if get_origin(origin) is Literal:
        return get_args(origin)
    return next((texts for part in get_args(origin) if (texts := _choices(part))), ())


def code_table() -> str:
    link = "[{0}](docs/codes.md#{1})"
    rows = [(link.format(c.code, f"{c.code}-{c.name}".lower()), c.name, c.title) for c in CODES]
    return table(("code", "name", "what it reports"), rows)


def code_sections() -> str:
    return "\n\n".join(f"## {c.code} {c.name}\n\n{_paragraphs(c.check.__doc__ or '')}" for c in CODES)


def _paragraphs(docstring: str) -> str:
    """Each paragraph on one line, its first word ("Why:") in italics."""
    folded = (" ".join(part.split()) for part in cleandoc(docstring).split("\n\n"))
    return "\n\n".join(re.sub(r"^(Why|Example|Not one):", r"*\1:*", part) for part in folded)


def kind_list() -> str:
    """The declared kinds by family."""
    found = sorted(kinds.load(), key=lambda kind: (kind.family, kind.name))
    families = groupby(found, key=lambda kind: kind.family)
    return "\n\n".join(f"### {family}\n\n{_kind_table(list(group))}" for family, group in families)


def _kind_table(found: list[Kind]) -> str:
    rows = [
        (f"[`{kind.name}`](../auditor/kinds/{kind.name}.toml)", kind.question, kind.answers, kind.examples[0])
        for kind in found
    ]
    return table(("kind", "question", "answers", "for example"), rows)


RELIABILITY = ROOT / "bench" / "reliability.json"


def confidence_table() -> str:
    """How many of the conflicts that were rated so are discrepancies."""
    told = json.loads(RELIABILITY.read_text("utf-8"))
    rows = []
    for mine, other in zip(told["build"], told["held out"], strict=True):
        cells = [f"{row['right']} of {row['conflicts']} (mean rating {row['mean']:.2f})" for row in (mine, other)]
        rows.append((f"{mine['from']:.2f} to {mine['to']:.2f}", *cells))
    return table(("confidence", "to build on, each topic rated by the others", "held out"), rows)


def support_table() -> str:
    """How often the side with most independent origins is called better supported."""
    told = json.loads(RELIABILITY.read_text("utf-8"))["support"]
    names = sorted({name for group in told.values() for name in group})
    rows = [(name, *(str(told[group].get(name, 0)) for group in ("build", "held out"))) for name in names]
    return table(("conflicts", "to build on", "held out"), rows)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = [[cell.replace("|", "\\|") for cell in row] for row in [head, *rows]]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"finding": finding, "commands": command_table, "options": option_table, "codes": code_table},
    "docs/accuracy.md": {"confidence": confidence_table, "support": support_table},
    "docs/codes.md": {"codes": code_sections},
    "docs/kinds.md": {"kinds": kind_list},
}
"""File -> its generated parts and what makes them."""


def stale() -> list[Path]:
    return [path for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]


def main() -> int:
    old = stale()
    for path in old:
        print(path.relative_to(ROOT))
    if "--check" in sys.argv:
        return int(bool(old))
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
