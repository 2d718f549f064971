"""The reading of a report: everything the patterns see in it, built once and handed upward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.facts import read_facts
from summarizer.figures import extract_figures
from summarizer.latest import Latest
from summarizer.layout import outline
from summarizer.sources import load_text

if TYPE_CHECKING:
    from summarizer.facts import Fact
    from summarizer.figures import Figure
    from summarizer.layout import Section
    from summarizer.sources import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its sections, figures and facts, each in order of appearance."""

    report: Report
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]


def read(report: Report) -> Reading:
    """Read everything the patterns see in a report."""
    return reading_of(report)


@Latest
def reading_of(report: Report) -> Reading:
    """Return the reading of a report."""
    sections = outline(report.text, report.marks)
    figures = extract_figures(report.text)
    facts = read_facts(report.text, sections, figures, report.tables)
    return Reading(report, tuple(sections), tuple(figures), tuple(facts))


def read_text(text: str, name: str = "text") -> Reading:
    """Read a bare text as a report of its own."""
    return read(load_text(text, name))
