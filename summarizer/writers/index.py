"""The index of a batch: all its reviews in one sortable table, and any indicator across them with a small chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from summarizer.crosscheck import Verdict
from summarizer.form import load_form
from summarizer.writers.labels import labels
from summarizer.writers.names import Names
from summarizer.writers.tables import Cell, Choice, Table, TablesPage, tables_page
from summarizer.writers.wording import source_writing, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.form import Form
    from summarizer.review import Review
    from summarizer.writers.labels import Labels

# How warm a dimension's cell is, and the sign that says the same without colour.
_HEAT = {"figures": (3, "■"), "mentioned": (2, "◧"), "absent": (0, "□"), "not_applicable": (0, "·")}

_HEADER = frozenset({"issuer", "report_year"})


class Shown(NamedTuple):
    """A value that an index shows: its part, how it reads, its number, and how it was judged.

    ``verdict`` is empty where nothing was judged.
    """

    code: str
    part: str
    words: str
    number: str
    status: str
    verdict: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """What an index shows of a review, short enough to be kept for each of many; ``header`` is by field."""

    title: str
    name: str
    header: dict[str, str]
    timeliness: str
    verdicts: dict[str, int]
    doubtful: int
    unclaimed: int
    unanswered: int
    coverage: dict[str, str]
    values: tuple[Shown, ...]

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return own | {"values": [tuple(value) for value in self.values]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Brief:
        """Return it from what `to_data` gave."""
        return cls(**{**data, "values": tuple(Shown(*value) for value in data["values"])})


def brief(review: Review) -> Brief:
    """Return what an index shows of a review."""
    filled = review.assessment
    return Brief(
        title=review.report.title,
        name=review.report.name,
        header={entry.field: entry.value for entry in filled.header if entry.field in _HEADER},
        timeliness=filled.timeliness.value,
        verdicts=dict(Counter(finding.verdict.value for finding in review.findings)),
        doubtful=sum(not finding.accepted for finding in review.findings),
        unclaimed=len(review.unclaimed),
        unanswered=sum(answered is False for answered in review.answered),
        coverage={entry.dimension: entry.value for entry in filled.coverage},
        values=tuple(_shown(review)),
    )


def _shown(review: Review) -> Iterator[Shown]:
    found = {finding.claim.id: finding for finding in reversed(review.findings)}
    for value in review.assessment.values:
        if not value.status.is_blank:
            finding = found.get(value.id)
            said = value_words(value, source_writing(finding))
            verdict, accepted = (finding.verdict.value, finding.accepted) if finding else ("", False)
            yield Shown(value.code, value.part, said, value.value, value.status.value, verdict, accepted)


@dataclass
class _Gathered:
    """What the reviews seen so far come to: one row each, and the rows of every indicator."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    indicators: dict[str, list[tuple[Cell, ...]]] = field(default_factory=lambda: defaultdict(list))
    verdicts: Counter[str] = field(default_factory=Counter)
    unclaimed: int = 0


def write_index(entries: Iterable[tuple[str, Review]], form: Form | None = None, lang: str = "zh") -> str:
    """Return the index page of some reviews.

    ``entries`` are the pages' paths, relative to the index, with their reviews; they are taken one at a time, so
    memory does not grow with the texts. ``form`` is that of the reviews; without it, the first review's.
    """
    source = iter(entries)
    first = next(source, None)
    form = form or (load_form(first[1].form.id) if first else None)
    reviews = chain([first] if first else [], source)
    return write_briefs(((path, brief(review)) for path, review in reviews), form, lang)


def write_briefs(entries: Iterable[tuple[str, Brief]], form: Form | None, lang: str = "zh") -> str:
    """Return the index page of some reviews of one form, each with its page's path; otherwise as `write_index`."""
    words = labels(lang)
    names = Names.of_form(form) if form else Names()
    gathered = _Gathered()
    for path, told in entries:
        _gather(gathered, path, told, names, words)
    dimensions = [words.name(dimension) for dimension in names.dimensions.values()]
    heads = ("report", "issuer", "report_year", "timeliness", "values", "doubtful", "unclaimed", "unanswered")
    verdicts = [words.say("verdict", verdict) for verdict in Verdict]
    columns = (*(words.say("index", head) for head in heads), *verdicts, *dimensions)
    table = Table(words.say("index", "reviews"), columns, tuple(gathered.rows), tuple(range(4, len(columns))))
    legend = "  ".join(f"{sign} {words.say('coverage', value)}" for value, (_, sign) in _HEAT.items())
    charts = Choice(words.say("index", "across"), tuple(_charts(gathered, names, words)))
    page = TablesPage(words.say("index", "title"), (_summary(gathered, words), legend), (table,), (charts,))
    return tables_page(page, words)


def _gather(gathered: _Gathered, path: str, told: Brief, names: Names, words: Labels) -> None:
    gathered.verdicts.update(told.verdicts)
    gathered.unclaimed += told.unclaimed
    gathered.rows.append(tuple(_row(path, told, names, words)))
    report = (_link(path, told), Cell(told.header.get("report_year", "")))
    for value in told.values:
        judged = words.say("verdict", value.verdict) if value.verdict else words.say("status", value.status)
        number = Cell(value.words, sort=value.number)
        verdict = Cell(judged, tone="" if value.accepted else "bad")
        gathered.indicators[value.code].append((*report, Cell(value.part), number, verdict))


def _row(path: str, told: Brief, names: Names, words: Labels) -> Iterator[Cell]:
    yield _link(path, told)
    yield Cell(told.header.get("issuer", ""))
    yield Cell(told.header.get("report_year", ""))
    yield Cell(words.say("timeliness", told.timeliness), tone="bad" if told.timeliness == "late" else "")
    yield Cell(str(len(told.values)))
    yield Cell(str(told.doubtful), tone="bad" if told.doubtful else "good")
    yield Cell(str(told.unclaimed))
    yield Cell(str(told.unanswered), tone="bad" if told.unanswered else "")
    for verdict in Verdict:
        count = told.verdicts.get(verdict.value, 0)
        yield Cell(str(count), tone="" if count else "dim")
    for code in names.dimensions:
        heat, sign = _HEAT.get(told.coverage.get(code, "absent"), (0, "□"))
        yield Cell(sign, heat=heat, sort=str(heat))


def _link(path: str, told: Brief) -> Cell:
    # Quoted, so that no file name can be an address of another kind.
    return Cell(told.title or told.name, small=told.name if told.title else "", href=f"./{quote(path)}")


def _charts(gathered: _Gathered, names: Names, words: Labels) -> Iterator[Table]:
    heads = tuple(words.say("index", head) for head in ("report", "report_year", "part", "value", "verdict"))
    for code in sorted(gathered.indicators, key=names.rank):
        rows = gathered.indicators[code]
        yield Table(f"{names.of_code(code, words)} ({len(rows)})", heads, tuple(rows), chart=3)


def _summary(gathered: _Gathered, words: Labels) -> str:
    total = sum(gathered.verdicts.values())
    counted = [(gathered.verdicts[verdict.value], words.say("verdict", verdict)) for verdict in Verdict]
    parts = words.line("between").join(words.line("part", {"n": n, "verdict": name}) for n, name in counted if n)
    reports = words.line("reports", {"n": len(gathered.rows)})
    numbers = words.line("summary", {"total": total, "parts": parts}) if total else words.line("values_none")
    return reports + numbers + words.line("unclaimed", {"n": gathered.unclaimed})
