"""Options that belong together, taken as one dataclass: a command stays short, and two commands share them exactly."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def gather(name: str, options: type[Any]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Give a command an option for each field of the dataclass ``options``, handed over together as ``name``.

    The fields are annotated as typer wants options annotated.
    """

    def decorate(command: Callable[..., T]) -> Callable[..., T]:
        hints = get_type_hints(command, include_extras=True)
        own = [p.replace(annotation=hints[p.name]) for p in signature(command).parameters.values() if p.name != name]
        shared = _parameters(options)

        @wraps(command)
        def run(**given: Any) -> T:
            together = options(**{parameter.name: given.pop(parameter.name) for parameter in shared})
            return command(**given, **{name: together})

        parameters = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in (*own, *shared)]
        run.__signature__ = signature(command).replace(parameters=parameters, return_annotation=None)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorate


def _parameters(options: type[Any]) -> list[Parameter]:
    hints = get_type_hints(options, include_extras=True)
    return [
        Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(options)
    ]
