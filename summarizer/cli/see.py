"""``summarizer figures`` and ``summarizer outline``: what the patterns see in a report."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.options import Listing, ReportPath, table

if TYPE_CHECKING:
    from collections.abc import Sequence


def figures(
    report: ReportPath, output: Annotated[Listing, typer.Option("--format", help="table or jsonl")] = Listing.TABLE
) -> None:
    """List every numeric mention of a report with kind, value, unit and qualifier.

    Example: summarizer figures report.txt --format jsonl
    """
    from summarizer.figures import extract_figures
    from summarizer.review import figure_data
    from summarizer.sources import load

    rows = [figure_data(figure) for figure in extract_figures(load(report).text)]
    _show(rows, output, ("start", "surface", "kind", "value", "value_high", "unit", "qualifier", "note"))


def outline(
    report: ReportPath, output: Annotated[Listing, typer.Option("--format", help="table or jsonl")] = Listing.TABLE
) -> None:
    """List the sections of a report with heading, level and place.

    Example: summarizer outline report.txt
    """
    from summarizer.layout import outline as sections_of
    from summarizer.sources import load

    source = load(report)
    rows = [asdict(section) for section in sections_of(source.text, source.marks)]
    _show(rows, output, ("start", "end", "level", "style", "heading"))


def _show(rows: Sequence[dict[str, object]], output: Listing, columns: tuple[str, ...]) -> None:
    if output is Listing.JSONL:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        typer.echo(table(columns, rows))
