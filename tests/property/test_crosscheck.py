"""Laws of the cross-check, over made-up reports: every mutation is caught, every faithful rewriting accepted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Claim, check_claims

THINGS = [
    ("收到行政复议申请", "件"),
    ("办理行政诉讼案件", "件"),
    ("开展法治宣传活动", "场次"),
    ("审查政府合同", "份"),
    ("培训执法人员", "名"),
    ("化解信访积案", "起"),
    ("发放宣传资料", "份"),
    ("抽查执法案卷", "卷"),
    ("聘请法律顾问", "名"),
    ("公开政府信息", "条"),
    ("罚没金额", "元"),
    ("建成公共法律服务站", "个"),
]
SAME = {"件": "起", "起": "件", "名": "人", "场次": "场"}
OTHER = {"件": "人", "起": "人", "名": "件", "场次": "人次", "份": "人", "卷": "人", "条": "人", "元": "件", "个": "人"}
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Told:
    """One line of a made-up report: what is counted, in which unit, how many."""

    thing: str
    unit: str
    number: int

    @property
    def clause(self) -> str:
        """The line as a report has it."""
        return f"{self.thing}{self.number}{self.unit}"


@st.composite
def reports(draw: st.DrawFn) -> list[Told]:
    """Some things counted, each with a number of its own that no digit slip turns into another's."""
    chosen = draw(st.lists(st.sampled_from(THINGS), min_size=3, max_size=8, unique=True))
    numbers = draw(
        st.lists(
            st.integers(12, 98765), min_size=len(chosen), max_size=len(chosen), unique_by=lambda n: str(n).strip("0")
        )
    )
    return [Told(thing, unit, number) for (thing, unit), number in zip(chosen, numbers, strict=True)]


def source(lines: list[Told]) -> str:
    """Write a report of some lines."""
    body = "".join(f"{line.clause}。" for line in lines)
    return f"青溪县2023年法治政府建设情况报告\n\n一、主要工作\n\n2023年,{body}\n"


def claim(line: Told, number: str | None = None, unit: str | None = None) -> Claim:
    """Assert a line, with its true quote, as it is or with another number or unit."""
    written, unit = number or str(line.number), unit or line.unit
    return Claim(line.thing, "", "", "", f"{line.thing}{written}{unit}。", f"{line.clause}")


def accepted(claims: list[Claim], lines: list[Told]) -> list[bool]:
    """Say which claims are accepted."""
    return [finding.accepted for finding in check_claims(claims, source(lines))]


def spelled(number: int) -> str:
    """Write a number below 100000 digit by digit with its powers of ten."""
    powers = ("万", "千", "百", "十", "")
    written, gap = "", False
    for place, name in zip(f"{number:05}", powers, strict=True):
        if place == "0":
            gap = bool(written)
        else:
            written += ("零" if gap else "") + DIGITS[int(place)] + name
            gap = False
    return written


@settings(deadline=None, max_examples=60)
@given(reports())
def test_what_the_report_says_is_accepted_in_every_writing(lines: list[Told]):
    """Chinese numerals, separators, full width, exact 万 and a measure word of the same meaning change nothing."""
    claims = []
    for line in lines:
        wide = str(line.number).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
        scaled = f"{line.number / 10000:.4f}".rstrip("0").rstrip(".") + "万"
        claims += [claim(line, n) for n in (None, spelled(line.number), f"{line.number:,}", wide, scaled)]
        claims.append(claim(line, unit=SAME.get(line.unit, line.unit)))
    assert all(accepted(claims, lines))


@settings(deadline=None, max_examples=60)
@given(reports(), st.data())
def test_every_mutation_is_caught(lines: list[Told], data: st.DataObject):
    """A digit changed, dropped or moved, a power of ten, another unit, a qualifier put in, another year."""
    line = data.draw(st.sampled_from(lines))
    digits = str(line.number)
    at = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != digits[at]]))
    wrong = {digits[:at] + other + digits[at + 1 :], digits + "0", digits[1:], digits[:-1], digits[::-1]}
    wrong = {w for w in wrong if w.strip("0") and not w.startswith("0") and int(w) != line.number}
    told = {str(one.number) for one in lines}
    claims = [claim(line, w) for w in sorted(wrong - told)]
    claims.append(claim(line, unit=OTHER[line.unit]))
    claims.append(claim(line, f"{line.number}余"))
    year = Claim(line.thing, "", "", "", f"2021年,{line.clause}。", line.clause)
    assert not any(accepted([*claims, year], lines))


@settings(deadline=None, max_examples=60)
@given(reports())
def test_a_number_of_something_else_is_caught(lines: list[Told]):
    """Another line's number, with its own true quote, is not this thing's."""
    claims = []
    for one, other in pairwise(lines):
        text = f"{one.thing}{other.number}{one.unit}。"
        claims.append(Claim(one.thing, "", "", "", text, other.clause))
    assert not any(accepted(claims, lines))


@settings(deadline=None, max_examples=30)
@given(reports(), st.randoms(use_true_random=False))
def test_no_verdict_depends_on_the_order_of_claims(lines: list[Told], random: object):
    """Shuffled claims get the findings they got before."""
    claims = [claim(line) for line in lines] + [claim(line, str(line.number + 1)) for line in lines]
    shuffled = list(claims)
    random.shuffle(shuffled)
    first = dict(zip(claims, check_claims(claims, source(lines)), strict=True))
    again = dict(zip(shuffled, check_claims(shuffled, source(lines)), strict=True))
    assert first == again


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet='收到行政复议12０〇一二万%余近(（）),，。;、:《》"\n年月件人次未没无由到增加0.', max_size=60))
def test_no_claim_however_odd_breaks_the_check(text: str):
    """Any text is judged, as claim, as quote and as source."""
    findings = check_claims([Claim(text, text, text, text, text, text)], text)
    assert len(findings) == 1
