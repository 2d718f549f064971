"""``summarizer forms``: list, show, check, start, export a form, and print its coder's guide."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli.options import Lang, table

app = typer.Typer(
    help="Forms: which there are, what they ask, how to write one.", no_args_is_help=True, rich_markup_mode=None
)

FormArgument = Annotated[str, typer.Argument(help="A form's name or file.", show_default=False)]


@app.command("list")
def list_forms() -> None:
    """List the forms that ship with the package.

    Example: summarizer forms list
    """
    from summarizer.form import form_names, load_form

    forms = [load_form(name) for name in form_names()]
    rows = [
        {
            "form": f.id,
            "version": f.version,
            "dimensions": len(f.dimensions),
            "indicators": len(f.indicators),
            "title": f.zh,
        }
        for f in forms
    ]
    typer.echo(table(("form", "version", "dimensions", "indicators", "title"), rows))


@app.command()
def show(form: FormArgument) -> None:
    """Print the indicators of a form.

    Example: summarizer forms show rule-of-law
    """
    from summarizer.form import load_form

    rows = [
        {"code": i.code, "dimension": i.dimension, "indicator": i.zh, "unit": "/".join(i.units), "type": i.type}
        for i in load_form(form).indicators
    ]
    typer.echo(table(("code", "dimension", "indicator", "unit", "type"), rows))


@app.command("check")
def check_form(form: FormArgument) -> None:
    """Validate a form file; every fault is printed with its line.

    Example: summarizer forms check my-form.toml
    """
    from summarizer.form import load_form

    checked = load_form(form)
    typer.echo(f"{form}: no faults ({len(checked.dimensions)} dimensions, {len(checked.indicators)} indicators)")


@app.command()
def new(name: Annotated[str, typer.Argument(help="The new form's name.", show_default=False)]) -> None:
    """Print a commented starter form.

    Example: summarizer forms new my-form > my-form.toml
    """
    from summarizer.form import new_form

    typer.echo(new_form(name), nl=False)


@app.command()
def export(form: FormArgument) -> None:
    """Print the JSON Schema of the answers that a form asks for.

    Example: summarizer forms export rule-of-law > schema.json
    """
    import json

    from summarizer.form import json_schema, load_form

    typer.echo(json.dumps(json_schema(load_form(form)), ensure_ascii=False, indent=2))


@app.command()
def guide(form: FormArgument, lang: Annotated[Lang, typer.Option("--lang", help="zh or en")] = Lang.ZH) -> None:
    """Print the coder's guide (填表说明): every cell, what counts, what does not, an example.

    Example: summarizer forms guide rule-of-law > guide.md
    """
    from summarizer.form import guide as guide_of
    from summarizer.form import load_form

    typer.echo(guide_of(load_form(form), lang.value))
