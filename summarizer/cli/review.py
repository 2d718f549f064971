"""``summarizer review``: the reviewer's page, decisions applied, and what is corrected again and again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.gather import gather
from summarizer.cli.options import LangOption, OtherForm, Quiet, formats_of, table

if TYPE_CHECKING:
    from summarizer.review import Habit

app = typer.Typer(
    help="Review forms on a page, and take the decisions back.", no_args_is_help=True, rich_markup_mode=None
)

ReviewFile = Annotated[Path, typer.Argument(help="A *.review.json file.", show_default=False)]


@app.command("open")
def open_page(
    reviews: Annotated[list[Path], typer.Argument(help="*.review.json files.", show_default=False)],
    port: Annotated[int, typer.Option(help="Port on this machine; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the first page in a browser.")] = True,
    form: OtherForm = "",
    lang: LangOption = None,
) -> None:
    """Serve reviews as pages on this machine only; decisions are saved as they are made.

    Example: summarizer review open out/report.review.json
    """
    import webbrowser

    from summarizer.form import load_form
    from summarizer.writers import ReviewServer

    blank = load_form(form) if form else None
    with ReviewServer(reviews, port, lang.value if lang else "", blank) as server:
        for path, address in zip(reviews, server.addresses, strict=True):
            typer.echo(f"{path}: {address}")
        typer.echo("Ctrl-C ends; decisions are saved beside each review", err=True)
        if browser:
            webbrowser.open(server.addresses[0])
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("ended", err=True)


@dataclass(frozen=True)
class Applied:
    """Where the reviewed form goes, and how it is written."""

    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder; by default that of the review.")] = None
    formats: Annotated[str, typer.Option("--format", help="Any of json,md,html,xlsx,docx,csv.")] = "json"
    form: OtherForm = ""
    quiet: Quiet = False


@app.command()
@gather("options", Applied)
def apply(
    review: ReviewFile,
    decisions: Annotated[Path, typer.Argument(help="A decisions.json file.", show_default=False)],
    options: Applied,
) -> None:
    """Apply a reviewer's decisions: who, when, before and after; corrected values are cross-checked again.

    Example: summarizer review apply out/report.review.json decisions.json
    """
    from summarizer.form import load_form
    from summarizer.review import apply_decisions, read_decisions, read_review
    from summarizer.writers import write_files

    wanted = formats_of(options.formats)
    before = read_review(review)
    blank = load_form(options.form or before.form.id)
    applied = apply_decisions(before, read_decisions(decisions), blank)
    name = review.name.removesuffix(".json").removesuffix(".review").removesuffix(".reviewed") + ".reviewed"
    for path in write_files(applied, (options.out or review.parent) / name, wanted, form=blank):
        if not options.quiet:
            typer.echo(f"wrote {path}", err=True)
    raise typer.Exit(int(applied.needs_person))


@app.command()
def corrections(
    folder: Annotated[Path, typer.Argument(help="A folder of reviewed *.review.json files.", show_default=False)],
    form: OtherForm = "",
) -> None:
    """List what reviewers corrected again and again, by indicator, with the aliases that this proposes.

    Example: summarizer review corrections out
    """
    from summarizer.form import load_form
    from summarizer.review import corrections as habits_of
    from summarizer.review import read_review

    reviews = [read_review(path) for path in sorted(folder.rglob("*.review.json"))]
    forms = {review.form.id for review in reviews}
    rows = [
        _row(habit)
        for name in sorted(forms)
        for habit in habits_of([review for review in reviews if review.form.id == name], load_form(form or name))
    ]
    typer.echo(table(("indicator", "corrected", "rejected", "proposed aliases"), rows))


def _row(habit: Habit) -> dict[str, object]:
    aliases = ", ".join(f"{alias} ({count})" for alias, count in habit.aliases)
    return {
        "indicator": habit.code,
        "corrected": habit.corrected,
        "rejected": habit.rejected,
        "proposed aliases": aliases,
    }
