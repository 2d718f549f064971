"""Which engine a command uses: the options, and the engine they choose.

An option of the command line comes before an environment variable, and that before the config file.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.engines import Engine
    from summarizer.engines.model import Endpoint
    from summarizer.engines.store import Store
    from summarizer.form import Form

OPENAI = "https://api.openai.com/v1"
KEYS = ("SUMMARIZER_API_KEY", "OPENAI_API_KEY")


class EngineName(StrEnum):
    """The engines there are."""

    RULES = "rules"
    MODEL = "model"
    REPLAY = "replay"


class ModeName(StrEnum):
    """How an endpoint is held to the schema."""

    TOOLS = "tools"
    JSON_SCHEMA = "json_schema"
    JSON = "json"


def _use_config(ctx: typer.Context, path: Path | None) -> Path | None:
    """Take the config file's entries as defaults: below options and environment, above what is built in."""
    if path is not None:
        ctx.default_map = {**(ctx.default_map or {}), **read_config(path)}
    return path


def read_config(path: Path) -> dict[str, Any]:
    """Read a config file: TOML whose keys are the options' names, and ``api_key``.

    Raises:
        UsageError: the file cannot be read, or has a key that is no option.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f'{path}: cannot be read as a config file ({error}); write TOML such as model = "…"'
        ) from error
    known = {field.name for field in fields(EngineOptions)} - {"config"} | {"api_key"}
    unknown = sorted(set(entries) - known)
    if unknown:
        raise UsageError(f"{path}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    return entries


@dataclass(frozen=True)
class EndpointOptions:
    """The options by which a command finds an endpoint."""

    base_url: Annotated[
        str, typer.Option(envvar=["SUMMARIZER_BASE_URL", "OPENAI_BASE_URL"], help="An OpenAI-compatible endpoint.")
    ] = ""
    model: Annotated[str, typer.Option(envvar=["SUMMARIZER_MODEL", "OPENAI_MODEL"], help="The model's name there.")] = (
        ""
    )
    mode: Annotated[ModeName, typer.Option(help="How the reply is held to the schema; see `doctor`.")] = (
        ModeName.JSON_SCHEMA
    )
    context: Annotated[int | None, typer.Option(min=1000, help="The model's window in tokens, if it is small.")] = None
    reply_tokens: Annotated[int, typer.Option(min=100, help="The longest reply asked for, in tokens.")] = 8192
    timeout: Annotated[float, typer.Option(min=1, help="Seconds one call may take.")] = 300.0
    offline: Annotated[bool, typer.Option("--offline", help="Refuse endpoints that are not on this machine.")] = False
    config: Annotated[
        Path | None,
        typer.Option(
            envvar="SUMMARIZER_CONFIG", callback=_use_config, is_eager=True, help="A TOML file of these options."
        ),
    ] = None


@dataclass(frozen=True)
class _Choice:
    engine: Annotated[
        EngineName | None, typer.Option("--engine", help="Default: model if one is configured, else rules.")
    ] = None


@dataclass(frozen=True)
class EngineOptions(EndpointOptions, _Choice):
    """The options by which a command chooses its engine; a dataclass takes the fields of its last base first."""

    rounds: Annotated[int, typer.Option(min=0, help="How often faulty records are asked for again.")] = 2
    jobs: Annotated[int, typer.Option(min=1, help="Calls at a time.")] = 4
    rpm: Annotated[int | None, typer.Option(min=1, help="Calls a minute, at most.")] = None
    tpm: Annotated[int | None, typer.Option(min=1, help="Tokens a minute, at most.")] = None
    max_calls: Annotated[int | None, typer.Option(min=0, help="Calls in this run, at most.")] = None
    max_tokens: Annotated[int | None, typer.Option(min=0, help="Tokens in this run, at most.")] = None
    max_cost: Annotated[str | None, typer.Option(help="Cost of this run, at most, by the price table.")] = None
    cache: Annotated[Path | None, typer.Option(help="Folder of kept answers.", show_default=False)] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep no answers.")] = False
    recording: Annotated[Path | None, typer.Option(help="Recorded answers, for replay.", show_default=False)] = None


def choose(options: EngineOptions, form: Form) -> Engine:
    """Return the engine that the options ask for.

    Raises:
        UsageError: the options contradict each other or lack something.
        InputError: the recording cannot be read.
    """
    configured = EngineName.MODEL if options.base_url and options.model else EngineName.RULES
    match options.engine or configured:
        case EngineName.MODEL:
            from summarizer.engines.model import ModelEngine

            return ModelEngine(endpoint(options), form, store(options))
        case EngineName.REPLAY:
            from summarizer.engines.replay import ReplayEngine

            if options.recording is None:
                raise UsageError("--engine replay: no recording given; add --recording FILE")
            return ReplayEngine(options.recording, form)
        case EngineName.RULES:
            from summarizer.engines.rules import RulesEngine

            return RulesEngine(form)


def found_endpoint(options: EndpointOptions) -> Endpoint:
    """Return the endpoint that the options, the environment and the config file name.

    Raises:
        UsageError: something is missing or wrong.
    """
    from summarizer.engines.model import Endpoint, Mode

    return Endpoint(
        base_url=options.base_url or OPENAI,
        model=options.model,
        api_key=_key(options.config),
        mode=Mode(options.mode.value),
        context=options.context,
        reply_tokens=options.reply_tokens,
        timeout=options.timeout,
        offline=options.offline,
    )


def endpoint(options: EngineOptions) -> Endpoint:
    """Return the endpoint with its bounds, and how often it is asked again.

    Raises:
        UsageError: as `found_endpoint`, or a bound is no number.
    """
    from summarizer.engines.model import Bounds

    bounds = Bounds(
        options.jobs, options.rpm, options.tpm, options.max_calls, options.max_tokens, _cost(options.max_cost)
    )
    return replace(found_endpoint(options), rounds=options.rounds, bounds=bounds)


def store(options: EngineOptions) -> Store | None:
    """Return the store of kept answers, or None where none are kept."""
    from summarizer.engines.store import Store

    return None if options.no_cache else Store(options.cache or default_cache())


def default_cache() -> Path:
    """Return where answers are kept unless told otherwise."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "summarizer"


def _key(config: Path | None) -> str:
    """Return the key: from the environment, else from the config file; never from the command line."""
    for name in KEYS:
        if os.environ.get(name):
            return os.environ[name]
    return str(read_config(config).get("api_key", "")) if config else ""


def _cost(given: str | None) -> Decimal | None:
    try:
        return None if given is None else Decimal(given)
    except InvalidOperation as error:
        raise UsageError(f"--max-cost {given}: no number; write for example --max-cost 5.00") from error
