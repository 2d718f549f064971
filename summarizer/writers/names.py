"""What the codes of a review are called, and in which order the form has them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import FormError
from summarizer.form import Form, load_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.form import Dimension, Field, Indicator
    from summarizer.form.header import Choice, Level
    from summarizer.review import Review
    from summarizer.writers.labels import Labels, Named


@dataclass(frozen=True, slots=True)
class Names:
    """What a form calls its codes; a code that it lacks goes by itself, after all others."""

    indicators: Mapping[str, Indicator] = dataclasses.field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = dataclasses.field(default_factory=dict)
    fields: Mapping[str, Field] = dataclasses.field(default_factory=dict)
    others: Mapping[str, Named] = dataclasses.field(default_factory=dict)
    ranks: Mapping[str, int] = dataclasses.field(default_factory=dict)
    form: Form | None = None

    @classmethod
    def of(cls, review: Review, form: Form | None = None) -> Names:
        """Return the names of a review's form, looked up by the review's stamp where ``form`` is None.

        A form that is not to be found is no reason to hide a review: then the codes stand for the names.
        """
        if form is None:
            try:
                form = load_form(review.form.id)
            except FormError:
                return cls()
        return cls.of_form(form)

    @classmethod
    def of_form(cls, form: Form) -> Names:
        """Return the names of a form."""
        return cls(
            indicators={indicator.code: indicator for indicator in form.indicators},
            dimensions={dimension.code: dimension for dimension in form.dimensions},
            fields={field.code: field for field in form.header},
            others={**{item.code: item for item in form.items}, **{kind.kind: kind for kind in form.statements}},
            ranks={indicator.code: rank for rank, indicator in enumerate(form.indicators)},
            form=form,
        )

    def of_code(self, code: str, labels: Labels) -> str:
        """Return what an indicator, a header field, a statutory item or a kind of statement is called."""
        found = self.indicators.get(code) or self.fields.get(code) or self.others.get(code)
        return labels.name(found) if found else code

    def of_dimension(self, code: str, labels: Labels) -> str:
        """Return what a dimension is called."""
        found = self.dimensions.get(code)
        return labels.name(found) if found else code

    def of_choice(self, field: str, value: str, labels: Labels) -> str:
        """Return what the value of a header field is called, where the field has choices, or is the issuer's level."""
        known = self.fields.get(field)
        choices: list[Choice | Level] = list(known.choices) if known else []
        if known and known.find == "level" and self.form:
            choices += self.form.levels
        found = next((choice for choice in choices if choice.code == value), None)
        return labels.name(found) if found else value

    def dimension_of(self, code: str) -> str:
        """Return the code of an indicator's dimension, or nothing where the form does not know the indicator."""
        found = self.indicators.get(code)
        return found.dimension if found else ""

    def rank(self, code: str) -> int:
        """Return an indicator's place in the form."""
        return self.ranks.get(code, len(self.ranks))
