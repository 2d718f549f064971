"""The form: which fields, dimensions and indicators are asked for. A form is a file in ``schemas/``, not code."""

from __future__ import annotations

from summarizer.form.blank import Dimension, Form, Indicator
from summarizer.form.load import form_names, load_form

__all__ = ["Dimension", "Form", "Indicator", "form_names", "load_form"]
