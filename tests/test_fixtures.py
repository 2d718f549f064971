"""The fixtures are what they claim to be: gold that stands at its offsets, claims that are labelled honestly."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer.engines.replay import ReplayEngine

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
REPORTS = {path.name[:3]: path for path in sorted((FIXTURES / "reports").glob("*.txt"))}
AMOUNTS = ("quantity", "percent", "money", "duration")
KINDS = (
    *AMOUNTS,
    *("date", "year_range", "ordinal", "document_number", "phone_or_code", "name"),
    *("heading_number", "list_marker", "damaged"),
)
RIGHT = {"supported", "converted", "rounded", "derived"}
WRONG = {
    *("altered_value", "dropped_digit", "transposed_digits", "scale_lost", "unit_changed", "percent_vs_points"),
    *("qualifier_dropped", "direction_flipped", "wrong_year", "swapped_indicator", "part_for_whole"),
    *("prior_year_as_current", "target_as_result", "invented", "sum_invented", "wrong_quote", "unreadable"),
}
AT_LEAST = 30

# How each style of writing a number looks in the surface of an amount.
STYLES = {
    "Arabic digits": r"^\D*[0-9]+[^0-9.,]*$",
    "full-width digits": r"[０-９]",
    "thousands separators": r"[0-9],[0-9]{3}",
    "decimals with .": r"[0-9]\.[0-9]",
    "decimals with ．": r"[0-9０-９]．[0-9０-９]",
    "decimals with 点": r"点[〇零一二三四五六七八九]",
    "Chinese numerals": r"[一二三四五六七八九]",
    "两": r"两",
    "零 inside": r"[万千百拾佰仟]零",
    "廿 and 卅": r"[廿卅]",
    "半": r"半",
    "last unit left out (两百五)": r"[一二三四五六七八九两][百千万][一二三四五六七八九]$",
    "capital forms": r"[壹贰叁肆伍陆柒捌玖拾佰仟]",
    "万 and 亿 after digits": r"[0-9][万亿]",
    "千 and 百 after digits": r"[0-9][千百]",
    "negative": r"^-",
    "Chinese fractions": r"(?<![百千])分之",
    "fractions with /": r"[0-9]/[0-9]",
    "百分之": r"百分之",
    "千分之 and ‰": r"千分之|‰",
    "成": r"成",
    "折": r"折",
    "个百分点": r"个百分点",
    "倍 and 番": r"[倍番]",
    "余 and 多": r"[余多]",
    "近, 约, 左右": r"近|约|左右",
    "以上, 以下, 以内": r"以上|以下|内$",
    "words before: 超 逾 不足 不少于 …": r"^(超|逾|突破|不足|不到|不|至)",
    "ranges": r"[0-9０-９一二三四五六七八九十%个日月][-—–~～至到]+[0-9０-９一二三四五六七八九十]",
}


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def text_of(doc: str) -> str:
    """The text of record of a fixture report."""
    with REPORTS[doc].open(encoding="utf-8", newline="") as file:
        return file.read()


def gold(folder: str, doc: str) -> list[dict[str, Any]]:
    """The gold figures of one report, or what was left out of them on purpose."""
    return rows(FIXTURES / "gold" / folder / f"{doc}.jsonl")


def facts(doc: str) -> dict[str, Any]:
    """The gold facts of one report."""
    found: dict[str, Any] = json.loads((FIXTURES / "gold" / "facts" / f"{doc}.json").read_text(encoding="utf-8"))
    return found


def claims() -> list[dict[str, Any]]:
    """All labelled claims, templated and natural."""
    return [
        row
        for folder in ("claims", "natural")
        for path in sorted((FIXTURES / folder).glob("*.jsonl"))
        for row in rows(path)
    ]


@pytest.mark.parametrize("doc", REPORTS)
def test_gold_figures_stand_in_order_at_their_offsets(doc: str) -> None:
    """Every gold figure is the text at its offsets, and no two overlap."""
    text, last = text_of(doc), 0
    for figure in gold("figures", doc):
        assert text[figure["start"] : figure["end"]] == figure["surface"]
        assert figure["start"] >= last
        assert figure["kind"] in KINDS
        last = figure["end"]


@pytest.mark.parametrize("doc", REPORTS)
def test_no_digit_of_a_report_is_forgotten(doc: str) -> None:
    """Every run of digits lies inside one gold figure."""
    spans = [(figure["start"], figure["end"]) for figure in gold("figures", doc)]
    for run in re.finditer(r"[0-9０-９]+", text_of(doc)):
        assert any(start <= run.start() and run.end() <= end for start, end in spans), run


@pytest.mark.parametrize("doc", REPORTS)
def test_quotes_of_the_facts_are_the_text(doc: str) -> None:
    """Headings, facts, problems, plans, relations and noise stand where they say."""
    text, found = text_of(doc), facts(doc)
    quotes = [
        (row["start"], row["quote"]) for part in ("facts", "problems", "plans", "arithmetic") for row in found[part]
    ]
    quotes += [(row["start"], row["heading"]) for part in ("sections", "soft_sections") for row in found[part]]
    quotes += [(row["start"], row["surface"]) for row in found["noise"]]
    for start, quote in quotes:
        assert quote
        assert text.startswith(quote, start)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_thirty(kind: str) -> None:
    """Each kind of figure occurs at least thirty times over the fixture reports."""
    assert sum(figure["kind"] == kind for doc in REPORTS for figure in gold("figures", doc)) >= AT_LEAST


@pytest.mark.parametrize("style", STYLES)
def test_every_numeral_style_has_its_thirty(style: str) -> None:
    """Each style of writing a number occurs in at least thirty amounts."""
    looks = re.compile(STYLES[style])
    amounts = [figure for doc in REPORTS for figure in gold("figures", doc) if figure["kind"] in AMOUNTS]
    assert sum(bool(looks.search(figure["surface"])) for figure in amounts) >= AT_LEAST


def test_the_shared_checker_passes(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker of the real gold finds no error, once its rule for plain numbers is kept to what it can read."""
    spec = importlib.util.spec_from_file_location("check_gold", shared / "gold" / "check_gold.py")
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    monkeypatch.setattr(checker, "HERE", str(FIXTURES / "gold"))
    errors: list[str] = []

    def report(*words: object) -> None:
        errors.append(" ".join(map(str, words)))

    for doc in REPORTS:
        text = text_of(doc)
        figures = checker.figures(doc, text, report, lambda *_: None)
        checker.facts(doc, text, figures, report, lambda *_: None)
    assert [error for error in errors if not _beyond_the_checker(error)] == []


_SIGNS = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_PLAIN = re.compile(r"value (\S+) does not follow from \D*?([0-9][0-9,]*(?:\.[0-9]+)?)(.*)")
_OVER = re.compile(r"/([0-9]+)")
_GROUP = re.compile(r"([0-9]+(?:\.[0-9]+)?)[余多零]?([千百]?[万亿]|[千百]?)")
_SCALES = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


def _beyond_the_checker(error: str) -> bool:
    """Whether the value does follow from a surface such as 1,204 １．５ 3千余 1亿3千万 2/5 4成.

    The checker stops at the first sign that is neither digit nor point, and reads 1, 1, 3 there.
    """
    match = _PLAIN.search(error.translate(_SIGNS))
    if match is None:
        return False
    number, rest = Decimal(match[2].replace(",", "")), match[3]
    if over := _OVER.match(rest):
        return Decimal(match[1]) * int(over[1]) == number
    if rest.startswith("成"):
        return Decimal(match[1]) == number * 10
    groups = _GROUP.findall(match[2].replace(",", "") + rest)
    total = sum(Decimal(digits) * _SCALES[scale] for digits, scale in groups)
    return Decimal(match[1]) == total


def test_claims_are_labelled_honestly() -> None:
    """Labels are known, ids are unique, and `quote_in_text` is the truth."""
    found = claims()
    assert len({row["claim_id"] for row in found}) == len(found)
    for row in found:
        assert row["label"] in RIGHT | WRONG
        assert row["quote_in_text"] == (bool(row["quote"]) and row["quote"] in text_of(row["doc"])), row["claim_id"]
        assert row["quote_in_text"] or row["label"] not in RIGHT, row["claim_id"]


def test_claims_show_every_kind_of_error_twice() -> None:
    """Every label occurs at least twice, and right claims are neither rare nor nearly all."""
    labels = Counter(row["label"] for row in claims())
    assert set(labels) == RIGHT | WRONG
    assert min(labels.values()) >= 2
    assert 0.35 < sum(labels[label] for label in RIGHT) / labels.total() < 0.7


def test_spoiled_summaries_differ_only_where_they_say() -> None:
    """Each listed error stands at its span, its source is in the report, and all else is the faithful text."""
    for path in sorted((FIXTURES / "natural").glob("*.summary-bad.json")):
        doc = path.name[:3]
        bad = path.with_name(f"{doc}.summary-bad.txt").read_text(encoding="utf-8")
        good = path.with_name(f"{doc}.summary.txt").read_text(encoding="utf-8")
        edge, kept = 0, []
        for error in json.loads(path.read_text(encoding="utf-8")):
            assert bad[error["start"] : error["end"]] == error["wrong"]
            assert error["source"] in text_of(doc)
            assert all(error["start"] <= start < end <= error["end"] for start, end in error["numbers"])
            kept.append(bad[edge : error["start"]])
            edge = error["end"]
        for piece in [*kept, bad[edge:]]:
            assert piece in good


def test_coverage_names_indicators_and_quotes_the_reports() -> None:
    """The table of stated indicators uses codes of the form and quotes that the reports carry."""
    with (FIXTURES / "gold" / "coverage.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    form = (ROOT / "schemas" / "rule-of-law.toml").read_text(encoding="utf-8")
    assert table
    for row in table:
        assert f'"{row["code"]}"' in form, row["code"]
        assert row["quote"] in text_of(row["seed"]), row["quote"]


def planted() -> list[Any]:
    """The wrong answers among the recorded ones, a parameter each."""
    return [
        pytest.param(path.name[:3], wrong, id=f"{path.name[:3]}-{wrong['code']}")
        for path in sorted((FIXTURES / "replies").glob("*.planted.json"))
        for wrong in json.loads(path.read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="module")
def replayed() -> dict[str, summarizer.Review]:
    """The reviews of the recorded answers, by document."""
    form = summarizer.load_form("rule-of-law")
    engine = ReplayEngine(FIXTURES / "replies" / "recorded.jsonl", form)
    tables = sorted((FIXTURES / "replies").glob("*.table.json"))
    return {
        path.name[:3]: summarizer.fill(summarizer.load(REPORTS[path.name[:3]]), form=form, engine=engine)
        for path in tables
    }


@pytest.mark.parametrize(("doc", "wrong"), planted())
def test_a_wrong_recorded_answer_is_not_accepted(
    doc: str, wrong: dict[str, Any], replayed: dict[str, summarizer.Review]
) -> None:
    """A number that the careless model got wrong stays in the review and is not shown as confirmed."""
    review = replayed[doc]
    ids = {
        value.id
        for value in review.assessment.values
        if value.code == wrong["code"] and any(place.quote == wrong["quote"] for place in value.places)
    }
    verdicts = [finding.accepted for finding in review.findings if finding.claim.id in ids]
    assert verdicts
    assert not any(verdicts)


def test_nothing_is_copied_from_the_real_reports(shared: Path) -> None:
    """No twenty characters of a fixture report stand in a real one, but for the titles of national rules."""
    real = "".join(path.read_text(encoding="utf-8") for path in (shared / "reports").glob("*.txt"))
    known = {real[at : at + 20] for at in range(len(real) - 20)}
    for doc in REPORTS:
        text = text_of(doc)
        assert not [text[at : at + 20] for at in range(len(text) - 20) if text[at : at + 20] in known]
