"""The index of a batch: all its reviews in one sortable table, and any indicator across them with a small chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from summarizer.assessment import Status
from summarizer.crosscheck import Verdict
from summarizer.form import load_form
from summarizer.writers.labels import labels
from summarizer.writers.names import Names
from summarizer.writers.tables import Cell, Choice, Table, TablesPage, tables_page
from summarizer.writers.wording import value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.crosscheck import Finding
    from summarizer.form import Form
    from summarizer.review import Review
    from summarizer.writers.labels import Labels

# How warm a dimension's cell is, and the sign that says the same without colour.
_HEAT = {"figures": (3, "■"), "mentioned": (2, "◧"), "absent": (0, "□"), "not_applicable": (0, "·")}

_BLANK = frozenset({Status.NOT_STATED, Status.NOT_APPLICABLE})


@dataclass
class _Gathered:
    """What the reviews seen so far come to: one row each, and the rows of every indicator."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    indicators: dict[str, list[tuple[Cell, ...]]] = field(default_factory=lambda: defaultdict(list))
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unclaimed: int = 0


def write_index(entries: Iterable[tuple[str, Review]], form: Form | None = None, lang: str = "zh") -> str:
    """Return the index page of a batch.

    ``entries`` are the pages' paths, relative to the index, with their reviews; they are taken one at a time, so
    memory does not grow with the texts. ``form`` is that of the reviews; without it, the first review's.
    """
    words = labels(lang)
    gathered = _Gathered()
    names: Names | None = None
    for path, review in entries:
        names = names or Names.of_form(form or load_form(review.form.id))
        _gather(gathered, path, review, names, words)
    names = names or Names()
    dimensions = [words.name(dimension) for dimension in names.dimensions.values()]
    heads = ("report", "issuer", "report_year", "timeliness", "values", "doubtful", "unclaimed", "unanswered")
    verdicts = [words.say("verdict", verdict) for verdict in Verdict]
    columns = (*(words.say("index", head) for head in heads), *verdicts, *dimensions)
    table = Table(words.say("index", "reviews"), columns, tuple(gathered.rows), tuple(range(4, len(columns))))
    legend = "  ".join(f"{sign} {words.say('coverage', value)}" for value, (_, sign) in _HEAT.items())
    charts = Choice(words.say("index", "across"), tuple(_charts(gathered, names, words)))
    page = TablesPage(words.say("index", "title"), (_summary(gathered, words), legend), (table,), (charts,))
    return tables_page(page, words)


def _gather(gathered: _Gathered, path: str, review: Review, names: Names, words: Labels) -> None:
    verdicts = Counter(finding.verdict for finding in review.findings)
    gathered.verdicts += verdicts
    gathered.unclaimed += len(review.unclaimed)
    gathered.rows.append(tuple(_row(path, review, verdicts, names, words)))
    found = {finding.claim.id: finding for finding in reversed(review.findings)}
    for value in review.assessment.values:
        if value.status not in _BLANK:
            finding = found.get(value.id)
            number = value_words(value, _like(finding))
            verdict = words.say("verdict", finding.verdict) if finding else words.say("status", value.status)
            tone = "" if finding and finding.accepted else "bad"
            cells = (_link(path, review), Cell(_header(review, "report_year")), Cell(value.part))
            gathered.indicators[value.code].append((*cells, Cell(number, sort=value.value), Cell(verdict, tone=tone)))


def _row(path: str, review: Review, verdicts: Counter[Verdict], names: Names, words: Labels) -> Iterator[Cell]:
    filled = review.assessment
    doubtful = sum(not finding.accepted for finding in review.findings)
    unanswered = sum(answered is False for answered in review.answered)
    yield _link(path, review)
    yield Cell(_header(review, "issuer"))
    yield Cell(_header(review, "report_year"))
    yield Cell(
        words.say("timeliness", filled.timeliness.value), tone="bad" if filled.timeliness.value == "late" else ""
    )
    yield Cell(str(sum(value.status not in _BLANK for value in filled.values)))
    yield Cell(str(doubtful), tone="bad" if doubtful else "good")
    yield Cell(str(len(review.unclaimed)))
    yield Cell(str(unanswered), tone="bad" if unanswered else "")
    for verdict in Verdict:
        yield Cell(str(verdicts[verdict]), tone="" if verdicts[verdict] else "dim")
    covered = {entry.dimension: entry.value for entry in filled.coverage}
    for code in names.dimensions:
        heat, sign = _HEAT.get(covered.get(code, "absent"), (0, "□"))
        yield Cell(sign, heat=heat, sort=str(heat))


def _link(path: str, review: Review) -> Cell:
    # Quoted, so that no file name can be an address of another kind.
    return Cell(
        review.report.title or review.report.name,
        small=review.report.name if review.report.title else "",
        href=f"./{quote(path)}",
    )


def _header(review: Review, name: str) -> str:
    return next((entry.value for entry in review.assessment.header if entry.field == name), "")


def _like(finding: Finding | None) -> str:
    return finding.figures[0].figure.surface if finding and finding.figures else ""


def _charts(gathered: _Gathered, names: Names, words: Labels) -> Iterator[Table]:
    heads = tuple(words.say("index", head) for head in ("report", "report_year", "part", "value", "verdict"))
    for code in sorted(gathered.indicators, key=names.rank):
        rows = gathered.indicators[code]
        yield Table(f"{names.of_code(code, words)} ({len(rows)})", heads, tuple(rows), chart=3)


def _summary(gathered: _Gathered, words: Labels) -> str:
    total = sum(gathered.verdicts.values())
    counted = [(gathered.verdicts[verdict], words.say("verdict", verdict)) for verdict in Verdict]
    parts = words.line("between").join(words.line("part", {"n": n, "verdict": name}) for n, name in counted if n)
    reports = words.line("reports", {"n": len(gathered.rows)})
    numbers = words.line("summary", {"total": total, "parts": parts}) if total else words.line("values_none")
    return reports + numbers + words.line("unclaimed", {"n": gathered.unclaimed})
