"""`auditor evaluate`: how accurate the program is, measured on annotated data.

Heavy modules are imported inside the commands, so that help answers at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from auditor.evaluate.table import aligned, of, percent

if TYPE_CHECKING:
    from auditor.evaluate.score import Score

USAGE = 2
"""Exit status where something cannot be read or was not understood."""

app = typer.Typer(
    help="Measure how accurate the program is, on annotated data.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Annotated rows, one JSON object a line.")
]
Sample = Annotated[int | None, typer.Option(min=1, metavar="N", help="Take N rows, always the same ones.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table. For scripts.")]


@app.command(short_help="Measure on articles whose questions and discrepancies are annotated.")
def topics(
    gold: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder of annotations, a .json file a topic.")
    ],
    articles: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder of the articles, a folder a topic.")
    ],
    split: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False,
            help="A .toml file with the names of topics under 'build' and 'held_out', for sums over each.",
        ),
    ] = None,
    together: Annotated[bool, typer.Option("--together", help="Audit all topics in one run, not each alone.")] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="Name what went wrong on the topics under 'build'; never on others.")
    ] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Audit annotated topics and count what was found, aligned and reported rightly.

    found: mentions that a claim covers. valued: those with a number whose claim carries it. aligned: F1 of what is
    put under one question. high, medium, low: discrepancies found; recall: of high and medium. precision: conflicts
    of high and medium severity that are a discrepancy. traps: questions without any for which one was reported.
    updates: found updates that are called so. others: other found discrepancies that are called updates.
    """
    from auditor.evaluate.topics import as_data, evaluate_topics, read_split, totals

    if misses and split is None:
        _stop("--misses needs --split: only topics that the rules were built on may be looked into.")
    with _readable():
        groups = read_split(split) if split else {}
        told = groups.get("build", ()) if misses else ()
        scores = evaluate_topics(gold, articles, together=together, tell_misses_of=told)
        if not scores:
            _stop(f"{gold}: no annotated topics there")
    sums = totals(scores, groups)
    if as_json:
        _print_json({"topics": [as_data(s) for s in scores], "totals": [as_data(s) for s in sums]})
        return
    typer.echo(topic_table([*scores, *sums]))
    for miss in (miss for s in scores for miss in s.misses):
        typer.echo(miss)


def topic_table(scores: Sequence[Score]) -> str:
    """A line a topic or sum."""
    head = (
        "topic",
        "found",
        "valued",
        "aligned",
        "high",
        "medium",
        "low",
        "recall",
        "precision",
        "traps",
        "updates",
        "others",
    )
    return aligned([head, *map(_topic_row, scores)])


def _topic_row(score: Score) -> tuple[str, ...]:
    from auditor.evaluate.score import SEVERITIES, figures

    shares = figures(score)
    return (
        score.topic,
        percent(shares["found"]),
        percent(shares["valued"]),
        f"{shares['aligned F1']:.3f}",
        *(of(*score.recall[severity]) for severity in SEVERITIES),
        percent(shares["recall of high and medium"]),
        f"{of(score.conflicts_ok, score.conflicts_ok + score.conflicts_wrong)} {percent(shares['precision']):>6}",
        of(score.traps, score.trap_questions),
        of(*score.updates),
        of(*score.others),
    )


@app.command(short_help="Measure how well figures are found in sentences.")
def quantities(file: File, as_json: AsJson = False) -> None:
    """Find the figures of annotated sentences, and count those whose value, unit and so on are right."""
    from auditor.evaluate.quantities import evaluate_quantities

    with _readable(file):
        result = evaluate_quantities(file)
    if as_json:
        _print_json(result)
        return
    parts = {name: part for name, part in result.items() if isinstance(part, Mapping)}
    typer.echo(f"{result['sentences']} sentences, {result['annotated']} annotated figures")
    typer.echo(_shares("right in", parts))


@app.command(short_help="Measure on summaries of documents, right and wrong ones.")
def summaries(file: File, sample: Sample = None, as_json: AsJson = False) -> None:
    """Audit each document and its summary as two sources: a conflict should be reported where the label is 0."""
    from auditor.evaluate.summaries import evaluate_summaries

    with _readable(file):
        result = evaluate_summaries(file, sample)
    if as_json:
        _print_json(result)
    else:
        typer.echo(_shares("set", {"summaries": result}))


@app.command(short_help="Measure on pairs of sentences, contradicting and other ones.")
def pairs(file: File, sample: Sample = None, as_json: AsJson = False) -> None:
    """Audit each pair as two sources: a conflict should be reported where the label is contradiction."""
    from auditor.evaluate.pairs import evaluate_pairs

    with _readable(file):
        result = evaluate_pairs(file, sample)
    if as_json:
        _print_json(result)
    else:
        typer.echo(_shares("set", result))


def _shares(first: str, rows: Mapping[str, Mapping[str, float]]) -> str:
    """A line a row of shares; whole numbers are counts."""
    head = [first, *next(iter(rows.values()))]
    body = [[name, *(str(n) if isinstance(n, int) else percent(n) for n in row.values())] for name, row in rows.items()]
    return aligned([head, *body])


@contextmanager
def _readable(file: Path | None = None) -> Iterator[None]:
    """Ends the program with the reason where data cannot be read."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        _stop(f"{file}: {reason}" if file else reason)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, indent=1))


def _stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
