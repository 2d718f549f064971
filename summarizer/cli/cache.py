"""``summarizer cache``: what answers are kept, forgetting them, and taking them out for replay."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.engine import ModeName, default_cache
from summarizer.cli.options import counted
from summarizer.errors import UsageError

app = typer.Typer(help="Kept answers of models: how many, clear, export.", no_args_is_help=True, rich_markup_mode=None)

Folder = Annotated[Path | None, typer.Option("--cache", help="Folder of kept answers.", show_default=False)]


@app.command()
def stats(cache: Folder = None) -> None:
    """Say how many answers are kept, of which models, and how much room they take.

    Example: summarizer cache stats
    """
    from summarizer.engines.store import Store

    folder = cache or default_cache()
    with closing(Store(folder)) as store:
        kept = store.stats()
    typer.echo(f"{counted(kept.answers, 'answer')}, {kept.bytes / 1e6:.1f} MB in {folder}")
    for model, answers in kept.models:
        typer.echo(f"{answers:8}  {model}")


@app.command()
def clear(cache: Folder = None) -> None:
    """Forget every kept answer.

    Example: summarizer cache clear
    """
    from summarizer.engines.store import Store

    with closing(Store(cache or default_cache())) as store:
        typer.echo(f"{counted(store.clear(), 'answer')} forgotten")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where the answers go, one a line.", show_default=False)],
    model: Annotated[str, typer.Option(help="Only the answers of this model.")] = "",
    mode: Annotated[ModeName | None, typer.Option(help="Only those given in this mode.")] = None,
    cache: Folder = None,
) -> None:
    """Write kept answers to a file that `--engine replay --recording FILE` reads.

    Example: summarizer cache export answers.jsonl --model qwen-plus
    """
    from summarizer.engines.store import Store
    from summarizer.files import write_bytes

    folder = cache or default_cache()
    with closing(Store(folder)) as store:
        lines = [line + "\n" for line in store.export(model, mode.value if mode else "")]
    if not lines:
        raise UsageError(f"{folder}: no such answers are kept; `summarizer cache stats` says which models have some")
    write_bytes(file, "".join(lines).encode())
    typer.echo(f"{counted(len(lines), 'answer')} written to {file}", err=True)
