"""``summarizer diff``: reviews side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.options import LangOption, OtherForm, spoken


class Shape(StrEnum):
    """How a comparison is written."""

    TERMINAL = "terminal"
    MD = "md"
    HTML = "html"
    JSON = "json"


def diff(
    reviews: Annotated[list[Path], typer.Argument(help="Two or more *.review.json files.", show_default=False)],
    shape: Annotated[Shape, typer.Option("--format", help="How it is written to stdout.")] = Shape.TERMINAL,
    everything: Annotated[bool, typer.Option("--all", help="Print what is the same too.")] = False,
    form: OtherForm = "",
    lang: LangOption = None,
) -> None:
    """Compare reviews: two engines, before and after a reviewer, two years, or a panel.

    Example: summarizer diff rules.review.json model.review.json
    """
    from summarizer.diff import diff as compare
    from summarizer.form import load_form
    from summarizer.review import read_review
    from summarizer.writers import compare_html, compare_json, compare_markdown, compare_terminal

    read = [read_review(path) for path in reviews]
    comparison = compare(*read)
    blank = load_form(form or read[0].form.id)
    speech = spoken(lang, read[0].report.text)
    match shape:
        case Shape.TERMINAL:
            text = compare_terminal(comparison, blank, speech, everything)
        case Shape.MD:
            text = compare_markdown(comparison, blank, speech)
        case Shape.HTML:
            text = compare_html(comparison, blank, speech)
        case Shape.JSON:
            text = compare_json(comparison)
    typer.echo(text, nl=False)
