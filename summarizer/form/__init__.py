"""The form: which fields, dimensions and indicators are asked for. A form is a file in ``schemas/``, not code."""

from __future__ import annotations

from summarizer.form.blank import CellLabels, Dimension, Form, Indicator
from summarizer.form.constraint import (
    AtMost,
    Balance,
    BaseUnit,
    Bound,
    Constraint,
    ExternalNorm,
    FromLevel,
    LabelSum,
    Share,
    SumOf,
    Trait,
)
from summarizer.form.guide import guide, indicator_list
from summarizer.form.header import OVERVIEW, Choice, Deadline, Field, Genre, Item, Level, Outline, StatementKind
from summarizer.form.load import DEFAULT_FORM, form_names, load_form
from summarizer.form.response import json_schema, response_model
from summarizer.form.starter import new_form

__all__ = [
    "DEFAULT_FORM",
    "OVERVIEW",
    "AtMost",
    "Balance",
    "BaseUnit",
    "Bound",
    "CellLabels",
    "Choice",
    "Constraint",
    "Deadline",
    "Dimension",
    "ExternalNorm",
    "Field",
    "Form",
    "FromLevel",
    "Genre",
    "Indicator",
    "Item",
    "LabelSum",
    "Level",
    "Outline",
    "Share",
    "StatementKind",
    "SumOf",
    "Trait",
    "form_names",
    "guide",
    "indicator_list",
    "json_schema",
    "load_form",
    "new_form",
    "response_model",
]
