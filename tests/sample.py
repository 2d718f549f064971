"""A review built by hand: fictional places, one row of every kind a writer has to show."""

from __future__ import annotations

from dataclasses import replace

from summarizer.assessment import Assessment, Coverage, HeaderField, Place, Statement, Status, Timeliness, Value
from summarizer.crosscheck import Claim, Finding, Quote, Reason, Relation, Verdict
from summarizer.engines import Identity, Usage
from summarizer.facts import Direction, Fact, Mood, Period, PeriodKind, Role
from summarizer.figures import Figure, Kind
from summarizer.form import load_form
from summarizer.layout import Section
from summarizer.review import FormStamp, Review, Warned
from summarizer.sources import Report
from summarizer.spans import Span

TEXT = """云岭县2023年法治政府建设情况报告

一、依法化解矛盾纠纷

2023年,全县收到行政复议申请75件,受理48件,其中上年结转6件。2022年收到行政复议申请62件。
办理行政诉讼案件25件,其中民事类12件、土地类9件、其他3件,负责人出庭应诉率95.92%。
帮助农民工追回欠薪近900万元,开展法治宣传活动20余场次。

二、存在的问题

一是执法力量不足,持证人员仅占三成。点击领取礼包
"""


def figure(surface: str, value: str, unit: str, qualifier: str = "", kind: Kind = Kind.QUANTITY) -> Figure:
    """Return the figure that stands at the first place of ``surface`` in the sample's text."""
    start = TEXT.index(surface)
    return Figure(start, start + len(surface), surface, kind, value, unit=unit, qualifier=qualifier)


def fact(of: Figure, subject: str, period: Period | None = None) -> Fact:
    """Return a fact whose subject is the first place of ``subject`` in the sample's text."""
    at = TEXT.index(subject)
    span = Span(at, at + len(subject), "own")
    line = (TEXT.rfind("\n", 0, of.start) + 1, TEXT.index("\n", of.start))
    return Fact(of, (span,), period or Period(), Mood.RESULT, Role.PLAIN, Direction.NONE, "", line, line, 1)


def place(quote: str) -> Place:
    """Return the place of a quote in the sample's text."""
    start = TEXT.index(quote)
    return Place(quote, start, start + len(quote))


RECEIVED = figure("75件", "75", "件")
ACCEPTED = figure("48件", "48", "件")
PRIOR = figure("62件", "62", "件")
LAWSUITS = figure("25件", "25", "件")
RATE = figure("95.92%", "95.92", "%", kind=Kind.PERCENT)
WAGES = figure("近900万元", "9000000", "元", "近", Kind.MONEY)
EVENTS = figure("20余场次", "20", "场次", "余")


def value(code: str, number: str, unit: str, quote: str, qualifier: str = "") -> Value:
    """Return a value of the form; without a number, one that the report does not state."""
    status = Status.STATED if number else Status.NOT_STATED
    places = (place(quote),) if quote else ()
    first = places[0].start if places else "none"
    return Value(f"{code}//{first}", code, "", number, "", unit, qualifier, status, None, "", "", "", places)


def found(of: Value, verdict: Verdict, reason: Reason, facts: tuple[Fact, ...], quote: Quote = Quote.HOLDS) -> Finding:
    """Return a finding over a value."""
    asked = load_form("rule-of-law").indicator(of.code)
    quote_ = of.places[0].quote or ""
    claim = Claim(asked.zh, of.value, of.unit, of.qualifier, quote=quote_, aliases=asked.aliases, id=of.id)
    return Finding(claim, verdict, reason, quote, facts)


def sample_values() -> tuple[Value, ...]:
    """Return the sample's values: wrong ones, right ones, one in conflict with another, a blank."""
    conflict = Status.CONFLICT
    return (
        value("rc_received", "62", "件", "收到行政复议申请75件"),
        value("rc_accepted", "84", "件", "受理48件"),
        value("rc_upheld", "", "", ""),
        replace(value("li_cases", "25", "件", "办理行政诉讼案件25件"), status=conflict),
        replace(value("li_cases", "24", "件", "其中民事类12件、土地类9件、其他3件"), status=conflict),
        value("li_head_appearance_rate", "95.9", "%", "负责人出庭应诉率95.92%"),
        value("ls_publicity_events", "20", "场次", "开展法治宣传活动20余场次", "余"),
        value("ls_wages_recovered", "9000000", "元", "追回欠薪近900万元", "近"),
    )


def sample_review() -> Review:
    """Return a review with a row of every group."""
    values = sample_values()
    received, accepted, _, cases, parts, rate, events, wages = values
    prior = Period(PeriodKind.PRIOR, "2022", "2022年")
    findings = (
        found(received, Verdict.MISATTRIBUTED, Reason.PERIOD, (fact(PRIOR, "行政复议申请", prior),), Quote.ELSEWHERE),
        found(accepted, Verdict.ALTERED, Reason.TRANSPOSED, (fact(ACCEPTED, "受理"),)),
        found(cases, Verdict.SUPPORTED, Reason.NONE, (fact(LAWSUITS, "行政诉讼案件"),)),
        found(parts, Verdict.UNSUPPORTED, Reason.NONE, ()),
        found(rate, Verdict.ROUNDED, Reason.NONE, (fact(RATE, "负责人出庭应诉率"),)),
        found(events, Verdict.SUPPORTED, Reason.NONE, (fact(EVENTS, "法治宣传活动"),)),
        found(wages, Verdict.SUPPORTED, Reason.NONE, (fact(WAGES, "欠薪"),)),
    )
    parts_of = tuple(figure(s, s[:-1], "件") for s in ("25件", "12件", "9件", "3件"))
    spam = TEXT.index("点击领取礼包")
    return Review(
        report=Report("云岭县2023.txt", TEXT, "d" * 64, title="云岭县2023年法治政府建设情况报告"),
        sections=_sections(),
        answered=(None, True, False),
        form=FormStamp("rule-of-law", "2021.1", "f" * 64),
        engine=Identity("rules"),
        assessment=_assessment(values),
        findings=findings,
        unclaimed=(RECEIVED, figure("6件", "6", "件"), figure("12件", "12", "件")),
        arithmetic=(
            Relation(
                "25 = 12+9+3 (24)", False, tuple(fact(f, "行政诉讼案件") for f in parts_of), "各部分相加不等于总数"
            ),
        ),
        warnings=(Warned("spam", spam, spam + 6, "插入的广告"),),
        usage=Usage(),
    )


def _assessment(values: tuple[Value, ...]) -> Assessment:
    title = TEXT[: TEXT.index("\n")]
    problem = "执法力量不足,持证人员仅占三成"
    return Assessment(
        header=(HeaderField("title", title, "stated", title, 0, len(title)),),
        items=(("S1", "present"), ("S4", "absent")),
        timeliness=Timeliness("undated", "before 04-01", ""),
        values=values,
        statements=(Statement("problem//1", "problem", "dispute_resolution", problem, "", (place(problem),)),),
        coverage=(Coverage("dispute_resolution", "figures"), Coverage("law_based_society", "figures")),
    )


def _sections() -> tuple[Section, ...]:
    first, second = TEXT.index("一、依法"), TEXT.index("二、存在")
    heads = ("一、依法化解矛盾纠纷", "二、存在的问题")
    return (
        Section(None, 0, 0, 0, "plain", (), 0, first),
        Section(heads[0], first, first + len(heads[0]), 1, "numbered", (heads[0],), first, second),
        Section(heads[1], second, second + len(heads[1]), 1, "numbered", (heads[1],), second, len(TEXT)),
    )


def big_review(values: int = 1000, characters: int = 100_000, wrong: int = 100) -> Review:
    """Return a review of so many values over a report of so many characters, the first ``wrong`` values altered."""
    line = "全县第{0}批办理行政诉讼案件{0}件,依法化解矛盾纠纷,推进法治政府建设各项工作落到实处,成效明显。\n"
    text = "云岭县2023年法治政府建设情况报告\n" + "".join(line.format(1000 + at) for at in range(values))
    text += "持续推进依法行政,落实法治政府建设主体责任。\n" * (max(0, characters - len(text)) // 23)
    cells, findings, seek = [], [], 0
    for at in range(values):
        surface = f"{1000 + at}件"
        seek = text.index(surface, seek)
        start, seek = seek, seek + len(surface)
        quote = Place(text[start - 6 : seek], start - 6, seek)
        claimed = str(1000 + at + (7 if at < wrong else 0))
        cell = replace(value("li_cases", claimed, "件", ""), id=f"li_cases/{at}@{start}", part=str(at), places=(quote,))
        stated = replace(cell, status=Status.STATED)
        source = Figure(start, seek, surface, Kind.QUANTITY, str(1000 + at), unit="件")
        said = Fact(
            source,
            (Span(start - 6, start, "own"),),
            Period(),
            Mood.RESULT,
            Role.PLAIN,
            Direction.NONE,
            "",
            (start - 6, seek),
            (start - 6, seek),
            0,
        )
        judged = (Verdict.ALTERED, Reason.DIGITS) if at < wrong else (Verdict.SUPPORTED, Reason.NONE)
        cells.append(stated)
        findings.append(found(stated, *judged, (said,)))
    sample = sample_review()
    return replace(
        sample,
        report=replace(sample.report, text=text),
        sections=(Section(None, 0, 0, 0, "plain", (), 0, len(text)),),
        answered=(True,),
        assessment=replace(sample.assessment, header=(), values=tuple(cells), statements=()),
        findings=tuple(findings),
        unclaimed=(),
        arithmetic=(),
        warnings=(),
    )


HOSTILE = (
    "</script><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    "\u202e\u2066反转\u2069\u200b\u200d\ufeff\u2028|`*_[x](javascript:alert(1))`\x1b[31m\x00${7*7}{{7*7}}<!--"
    + "长"
    * 200
)


def hostile_review() -> Review:
    """Return the sample with hostile text wherever text of others gets in: name, title, text, quote, note, value."""
    sample = sample_review()
    text = TEXT + HOSTILE + "\n办理案件25件\n"
    start = len(TEXT)
    quote = Place(HOSTILE, start, start + len(HOSTILE), cited=HOSTILE, located="fuzzy")
    values = tuple(
        replace(v, part=HOSTILE, unit=v.unit + HOSTILE, places=(*v.places, quote)) for v in sample.assessment.values
    )
    last = sample.sections[-1]
    return replace(
        sample,
        report=replace(sample.report, name=HOSTILE, title=HOSTILE, text=text),
        sections=(*sample.sections[:-1], replace(last, end=len(text))),
        assessment=replace(sample.assessment, values=values),
        warnings=(Warned("spam", start, start + len(HOSTILE), HOSTILE),),
    )
