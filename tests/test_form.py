"""The form is data: read whole, checked whole, and everything else made from it."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from growth import quickest
from pydantic import ValidationError

from summarizer.engines.rules import RulesEngine
from summarizer.errors import FormError
from summarizer.form import (
    AtMost,
    Balance,
    BaseUnit,
    Bound,
    CellLabels,
    ExternalNorm,
    FromLevel,
    LabelSum,
    Share,
    SumOf,
    Trait,
    form_names,
    guide,
    indicator_list,
    json_schema,
    load_form,
    new_form,
    response_model,
)
from summarizer.form.constraint import codes_of, parse
from summarizer.form.faults import line_numbers
from summarizer.form.load import _load
from summarizer.form.table import written_out
from summarizer.parts import pack
from summarizer.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = Path(__file__).parent.parent / "schemas"
FORMS = form_names()

SMALL = """\
id = "small"
version = "1"
zh = "小表"
en = "Small form"

[[dimension]]
code = "d"
zh = "维度"
en = "Dimension"

[[indicator]]
code = "a"
dimension = "d"
zh = "甲"
en = "A"
units = ["件"]
type = "count"
aliases = ["收到申请"]

[[indicator]]
code = "b"
dimension = "d"
zh = "乙"
en = "B"
units = ["件"]
type = "count"
aliases = ["受理申请"]
"""


@pytest.fixture
def faults(tmp_path):
    """Return a function that gives the faults of a form file with this text, none where it loads."""

    def told(text: str) -> list[str]:
        path = tmp_path / "form.toml"
        path.write_text(text, encoding="utf-8")
        try:
            load_form(str(path))
        except FormError as error:
            return error.faults
        return []

    return told


class TestShipped:
    def test_names(self):
        """The three forms ship with the package, and no other data file is taken for a form."""
        assert FORMS == ["enforcement-statistics", "gov-info-disclosure", "rule-of-law"]

    def test_rule_of_law_is_complete(self):
        """The main form has its 11 dimensions, 90 indicators, 5 items and the header of the standard."""
        form = load_form("rule-of-law")
        assert len(form.dimensions) == 11
        assert len(form.indicators) == 90
        assert [item.code for item in form.items] == ["S1", "S2", "S3", "S4", "S5"]
        assert {"date_published", "date_signed", "date_generated"} <= {field.code for field in form.header}
        assert {"problem", "cause", "plan", "measure", "first_responsible"} <= {s.kind for s in form.statements}

    def test_same_codes_as_the_domain(self, shared):
        """Codes, labels, types and rules are those of the domain's list."""
        form = load_form("rule-of-law")
        with (shared / "domain" / "indicators.csv").open(encoding="utf-8") as rows:
            wanted = {row["code"]: row for row in csv.DictReader(rows)}
        assert [i.code for i in form.indicators] == list(wanted)
        for indicator in form.indicators:
            row = wanted[indicator.code]
            assert (indicator.zh, indicator.type, indicator.better) == (row["zh"], row["type"], row["better"])
            rules = {parse(rule.replace("|", " or ")) for rule in row["constraint"].split(";")}
            assert rules <= set(indicator.constraint)

    @pytest.mark.parametrize("name", FORMS)
    def test_every_indicator_is_explained(self, name):
        """Every indicator has labels, hints and an example in which its value can be read."""
        for indicator in load_form(name).indicators:
            told = (indicator.zh, indicator.en, indicator.hint, indicator.hint_en, indicator.example, indicator.gives)
            assert all(told), indicator.code
            assert Decimal(indicator.gives) >= 0

    def test_a_dimension_is_not_older_than_its_outline(self):
        """Emergency response and digital government are asked from 2021 on, the others always."""
        since = {d.code: d.since for d in load_form("rule-of-law").dimensions if d.since}
        assert since == {"emergency_response": 2021, "digital_government": 2021}

    def test_digest_is_the_files(self, tmp_path):
        """The digest changes with the file, and a changed file is read again."""
        path = tmp_path / "form.toml"
        path.write_text(SMALL, encoding="utf-8")
        first = load_form(str(path))
        path.write_text(SMALL.replace('version = "1"', 'version = "2.0"'), encoding="utf-8")
        second = load_form(str(path))
        assert (first.version, second.version) == ("1", "2.0")
        assert first.digest != second.digest

    def test_is_read_once(self):
        """A form that did not change is not read again."""
        assert load_form("rule-of-law") is load_form("rule-of-law")

    def test_reads_fast(self):
        """The largest form is read in well under a second, checks and all."""

        def read():
            _load.cache_clear()
            load_form("rule-of-law")

        assert quickest(read) < 0.5


class TestLookup:
    def test_unknown_name_lists_the_known(self):
        """An unknown name is answered with the names that there are."""
        with pytest.raises(FormError, match="rule-of-law") as caught:
            load_form("rule-of-lwa")
        assert "gov-info-disclosure" in str(caught.value)

    @pytest.mark.parametrize("name", ["missing.toml", "folder/missing"])
    def test_missing_file(self, name):
        """A path that leads nowhere is an error that names it."""
        with pytest.raises(FormError, match="missing"):
            load_form(name)

    def test_indicator_by_code(self):
        """An indicator is found by its code, and an unknown code is a KeyError."""
        form = load_form("rule-of-law")
        assert form.indicator("rc_closed").zh == "审结行政复议案件数"
        with pytest.raises(KeyError):
            form.indicator("nothing")

    @pytest.mark.parametrize(
        ("year", "on_time", "boundary"), [(2014, None, None), (2016, "03-31", ""), (2024, "03-31", "04-01")]
    )
    def test_deadline_of_the_year(self, year, on_time, boundary):
        """Each report year has the publication rule of its time, the early ones none."""
        rule = load_form("rule-of-law").deadline(year)
        assert (rule.on_time if rule else None, rule.boundary if rule else None) == (on_time, boundary)

    def test_deadline_of_the_level(self):
        """Where departments and governments have different days, the issuer's level decides."""
        form = load_form("gov-info-disclosure")
        days = {level: rule.on_time for level in ("department", "county") if (rule := form.deadline(2023, level))}
        assert days == {"department": "01-31", "county": "03-31"}

    def test_statement_by_kind(self):
        """What a form says of a kind of statement is found by the kind; what it does not ask for is None."""
        form = load_form("gov-info-disclosure")
        assert "下一步" in form.statement("plan").headings
        assert form.statement("cause") is None


class TestFaults:
    def test_none(self, faults):
        """A form without mistakes has no faults."""
        assert faults(SMALL) == []

    def test_all_at_once_with_lines(self, faults):
        """Mistakes of every sort in one file are told together, in the order of the file, each with its line."""
        text = (
            SMALL.replace('type = "count"\naliases = ["收到申请"]', 'type = "cuont"\naliases = ["收到申请"]')
            .replace('code = "b"', 'code = "a"')
            .replace('aliases = ["受理申请"]', 'aliases = ["收到申请"]\nrules = ["le:zz"]\ncolour = "red"')
            .replace('en = "Small form"\n', "")
        )
        told = faults(text)
        assert [re.sub(r":.*", "", fault) for fault in told] == [
            "line 1",
            "line 16",
            "line 20",
            "line 26",
            "line 27",
            "line 28",
        ]
        for fault, words in zip(
            told, ["en is missing", "'count'", "used before", "shared with a", "'zz'", "'colour'"], strict=True
        ):
            assert words in fault

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('id = "small"', 'id = "小表"', "must be letters"),
            ('version = "1"', "version = 1", "version must be a string in quotes, not 1"),
            ('zh = "维度"', 'zh = " "', "zh is empty"),
            ('dimension = "d"', 'dimension = "e"', "unknown dimension 'e'; known: d"),
            ('type = "count"', 'type = "percnt"', "did you mean 'percent'"),
            ('units = ["件"]', 'units = "件"', "units must be a list"),
            ('units = ["件"]', "units = [1]", "units must be a list of strings"),
            ('aliases = ["收到申请"]', "", "give at least one alias or pattern"),
            ('aliases = ["收到申请"]', 'alaises = ["收到申请"]', "did you mean 'aliases'"),
            ('aliases = ["收到申请"]', 'aliases = ["收到(申请|甲"]', "brackets do not match"),
            ('aliases = ["收到申请"]', 'patterns = ["收到申请"]', "must have {n} once"),
            ('aliases = ["收到申请"]', 'weak = [{ words = ["收到"] }]', "needs is missing"),
            ('aliases = ["收到申请"]', 'aliases = ["收到申请"]\nrules = ["int>0"]', "unknown rule 'int>0'"),
            ('aliases = ["收到申请"]', 'aliases = ["收到申请"]\nrules = ["sum:a"]', "cannot be read"),
            ('aliases = ["收到申请"]', 'aliases = ["收到申请"]\nrules = ["level:county+"]', "unknown level 'county'"),
            ("[[dimension]]", "[dimension]", "tables, each headed [[dimension]]"),
        ],
    )
    def test_each(self, faults, old, new, words):
        """Every sort of mistake is told in words that say what to do."""
        assert old in SMALL
        told = faults(SMALL.replace(old, new, 1))
        assert any(words in fault for fault in told), told

    def test_circle(self, faults):
        """Totals that are parts of each other are an error at each of them."""
        text = SMALL.replace('aliases = ["收到申请"]', 'aliases = ["收到申请"]\nrules = ["sum:b+b"]').replace(
            'aliases = ["受理申请"]', 'aliases = ["受理申请"]\nrules = ["sum:a+a"]'
        )
        told = faults(text)
        assert len(told) == 2
        assert "a → b → a" in told[0]
        assert "b → a → b" in told[1]

    def test_a_part_that_is_at_most_its_total_is_no_circle(self, faults):
        """A sum and the bound that follows from it go together."""
        text = SMALL.replace('aliases = ["收到申请"]', 'aliases = ["收到申请"]\nrules = ["sum:b+b"]').replace(
            'aliases = ["受理申请"]', 'aliases = ["受理申请"]\nrules = ["le:a"]'
        )
        assert faults(text) == []

    def test_table_forms_need_cells(self, faults):
        """In a form of tables an indicator without labels cannot be found, and that is told."""
        told = faults(SMALL.replace('en = "Small form"', 'en = "Small form"\nlocate = "table"'))
        assert len(told) == 2
        assert "give the labels of its cell" in told[0]

    @pytest.mark.parametrize(
        ("data", "words"), [(b"id = \xff", "not UTF-8 at byte 5"), (b"id = ", "not valid TOML"), (b"", "no indicator")]
    )
    def test_unreadable(self, tmp_path, data, words):
        """A file that is no TOML, no UTF-8 or empty is one error that says so."""
        path = tmp_path / "form.toml"
        path.write_bytes(data)
        with pytest.raises(FormError, match=words):
            load_form(str(path))

    def test_byte_order_mark_and_windows_lines(self, tmp_path):
        """A form saved by a Windows editor reads like any other."""
        path = tmp_path / "form.toml"
        path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
        assert load_form(str(path)).id == "small"


class TestAmbiguity:
    SHARED = SMALL.replace('aliases = ["受理申请"]', 'aliases = ["收到申请"]')

    def test_shared_alias(self, faults):
        """Two indicators in one unit may not share an alias."""
        assert any("'收到申请' is shared with a" in fault for fault in faults(self.SHARED))

    def test_told_apart_by_needed_words(self, faults):
        """They may if each needs another word nearby."""
        halves = self.SHARED.split('aliases = ["收到申请"]')
        text = (
            halves[0]
            + 'weak = [{ words = ["收到申请"], needs = ["复议"] }]'
            + halves[1]
            + 'weak = [{ words = ["收到申请"], needs = ["诉讼"] }]'
            + halves[2]
        )
        assert faults(text) == []
        assert any("both need '复议'" in fault for fault in faults(text.replace("诉讼", "复议")))

    def test_told_apart_by_unit(self, faults):
        """They may if no unit can be that of both: 出庭应诉141件, 出庭应诉95.9%."""
        head, tail = self.SHARED.rsplit('units = ["件"]\ntype = "count"', 1)
        assert faults(head + 'units = ["%"]\ntype = "percent"' + tail) == []

    def test_one_alias_in_two_groups(self, faults):
        """An alias with two sets of needed words is a mistake."""
        group = '{ words = ["收到"], needs = ["甲"] }'
        told = faults(SMALL.replace('aliases = ["收到申请"]', f"weak = [{group}, {group}]"))
        assert any("stands in two groups" in fault for fault in told)

    def test_shared_pattern(self, faults):
        """A pattern belongs to one indicator."""
        text = SMALL.replace('aliases = ["收到申请"]', 'patterns = ["申请{n}"]').replace(
            'aliases = ["受理申请"]', 'patterns = ["申请{n}"]'
        )
        assert any("is used by a too" in fault for fault in faults(text))


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "meaning"),
        [
            ("int>=0", Bound(Decimal(0), None, whole=True)),
            ("num>=0", Bound(Decimal(0), None)),
            ("range:[0,100]", Bound(Decimal(0), Decimal(100))),
            ("le:a", AtMost((("a",),), strict=True)),
            ("le~:a+b", AtMost((("a", "b"),), strict=False)),
            ("le:a or b", AtMost((("a",), ("b",)), strict=True)),
            ("sum:a+b", SumOf(("a", "b"), strict=True)),
            ("pct:a/b or c", Share("a", ("b", "c"), strict=False)),
            ("balance~:a+b=c", Balance(("a", "b"), ("c",), strict=False)),
            ("col_sum:甲+乙=总计", LabelSum("column", ("甲", "乙"), "总计", strict=True)),
            ("row_sum:甲+乙=总计", LabelSum("row", ("甲", "乙"), "总计", strict=True)),
            ("level:prefecture+", FromLevel("prefecture")),
            ("norm:>=5(国办发〔2018〕118号)", ExternalNorm(">=", Decimal(5), "国办发〔2018〕118号")),
            ("to:元", BaseUnit("元")),
            ("multi", Trait.MULTI),
            ("unit_from_header", Trait.UNIT_FROM_HEADER),
        ],
    )
    def test_language(self, rule, meaning):
        """Every rule of the language becomes one typed object."""
        assert parse(rule) == meaning

    @pytest.mark.parametrize("rule", ["", "le", "le:", "le:a+", "pct~:a/b", "range:[0]", "sum:a", "most:a", "norm:5"])
    def test_not_in_the_language(self, rule):
        """What is not in the language is refused, not guessed at."""
        with pytest.raises(ValueError, match="rule"):
            parse(rule)

    def test_codes_once_each(self):
        """The codes of a rule are named once each, in order."""
        assert codes_of(parse("balance:b+a=a+c")) == ("b", "a", "c")
        assert codes_of(parse("int>=0")) == ()

    def test_of_one_kind(self):
        """An indicator gives its rules by kind and says which traits it has."""
        rate = load_form("rule-of-law").indicator("li_head_appearance_rate")
        assert [rule.denominators for rule in rate.rules(Share)] == [("li_hearings", "li_closed", "li_cases")]
        assert not rate.has(Trait.MULTI)


class TestCells:
    CELL = CellLabels(row=("予以公开",), column=("总计",))

    @pytest.mark.parametrize(
        ("row", "column", "fits"),
        [
            ("予以公开", "总计", True),
            ("三、本年度办理结果 （一）予以公开", "申请人情况 总计", True),
            ("(一)予以公开(含主动提供)", "总计", True),
            ("（三）不予公开", "总计", False),
            ("予以公开 1.网上", "总计", False),
            ("予以公开", "自然人", False),
        ],
    )
    def test_fits(self, row, column, fits):
        """A cell is an indicator's own if the last steps of its labels are, numbers and remarks aside."""
        assert self.CELL.fits(row, column) is fits

    def test_covers_rows_below(self):
        """A row under the indicator's heading row is covered by it and is not its own."""
        refused = CellLabels(row=("不予公开",), column=("总计",))
        label = "三、本年度办理结果 （三）不予公开 1.属于国家秘密"
        assert refused.covers(label, "总计")
        assert not refused.fits(label, "总计")
        assert not refused.covers("（三）不予公开", "总计")

    def test_no_row_label_is_asked_for(self):
        """Where a table has no row labels the column alone decides."""
        assert CellLabels(row=(), column=("行政复议结果纠正",)).fits("0", "行政复议 结果纠正")


class TestWords:
    def test_alternatives(self):
        """Alternatives are written out, plain brackets stay."""
        assert written_out("(受理|办理)复议(案件|)") == ["受理复议案件", "受理复议", "办理复议案件", "办理复议"]
        assert written_out("罚没金额(万元)") == ["罚没金额(万元)"]
        assert written_out("收到(申请|(甲|乙)方)") == ["收到申请", "收到甲方", "收到申请", "收到乙方"]

    def test_longest_alias_first(self):
        """Aliases come longest first, so that the first that matches says most."""
        lengths = [len(alias) for alias in load_form("rule-of-law").indicator("rc_received").aliases]
        assert lengths == sorted(lengths, reverse=True)

    @pytest.mark.parametrize("name", FORMS)
    def test_examples_are_answered(self, name):
        """The rules engine reads each example of a form of sentences as the form says it is to be read."""
        form = load_form(name)
        if form.locate != "sentence":
            pytest.skip("the examples of a form of tables are cells, not sentences")
        engine = RulesEngine(form)
        misread = []
        for indicator in form.indicators:
            answers = [a for part in pack(read_text(indicator.example)) for a in engine.answer(part).answers]
            if (indicator.code, indicator.gives) not in {(a.code, a.value) for a in answers}:
                misread.append(indicator.code)
        assert misread == []

    def test_phrases_of_the_genre(self, form, fixtures):
        """Of what some 250 sentences of the genre state, nine tenths are read, and little is read that they do not."""
        engine = RulesEngine(form)
        right = stated = wrong = 0
        for sentence, wanted in _phrases(fixtures / "phrases" / "rule-of-law.txt"):
            found: dict[str, set[Decimal]] = {}
            for answer in (a for part in pack(read_text(sentence)) for a in engine.answer(part).answers):
                found.setdefault(answer.code, set()).add(Decimal(answer.value))
            hits = sum(wanted.get(code) == values for code, values in found.items())
            stated += len(wanted)
            right += hits
            wrong += len(found) - hits
        assert right / stated >= 0.9
        assert wrong / (right + wrong) <= 0.06


def _phrases(path: Path) -> Iterator[tuple[str, dict[str, set[Decimal]]]]:
    """Yield each sentence with the values of each indicator that it states."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, stated = line.partition(" ||")
            pairs = (pair.split("=") for pair in stated.split())
            yield sentence, {code: {Decimal(value) for value in values.split(",")} for code, values in pairs}


class TestReply:
    @pytest.mark.parametrize("name", FORMS)
    def test_exported_schema_is_current(self, name):
        """The JSON Schema beside a form is the one that the form gives; `summarizer forms export` renews it."""
        wanted = json.dumps(json_schema(load_form(name)), ensure_ascii=False, indent=2) + "\n"
        assert (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8") == wanted

    def test_strict(self, form):
        """Every object of the schema requires all its fields and allows no other, as strict endpoints ask."""
        schema = json_schema(form)
        objects = [schema, *schema["$defs"].values()]
        assert len(objects) == 4
        for each in objects:
            assert each["additionalProperties"] is False
            assert sorted(each["required"]) == sorted(each["properties"])
            assert not any("default" in field for field in each["properties"].values())

    def test_values_are_strings(self, form):
        """A value comes through as the model wrote it; a number is refused."""
        record = dict.fromkeys(("part", "value_high", "unit", "qualifier", "period", "scope", "quote"), "") | {
            "code": "rc_closed",
            "status": "stated",
            "value": "2024.0",
            "change": None,
        }
        model = response_model(form)
        reply = model.model_validate({"records": [record], "statements": []})
        assert reply.model_dump()["records"][0]["value"] == "2024.0"
        for wrong in (record | {"value": 2024}, record | {"code": "zz"}, record | {"more": ""}):
            with pytest.raises(ValidationError):
                model.model_validate({"records": [wrong], "statements": []})

    def test_narrowed(self, form):
        """A reply may be narrowed to some indicators; none at all is an error."""
        schema = response_model(form, {"rc_closed", "li_lost"}).model_json_schema()
        assert schema["$defs"]["Record"]["properties"]["code"]["enum"] == ["rc_closed", "li_lost"]
        with pytest.raises(ValueError, match="none of its indicators"):
            response_model(form, {"zz"})


class TestGuide:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("name", FORMS)
    def test_every_cell(self, name, lang):
        """The guide has every field, item, dimension and indicator, and leaves no variable unfilled."""
        form = load_form(name)
        text = guide(form, lang)
        for thing in (*form.header, *form.items, *form.dimensions, *form.indicators):
            assert getattr(thing, lang) in text
        for indicator in form.indicators:
            assert f"### `{indicator.code}`" in text
            assert indicator.example in text
        assert not re.search(r"\{\w+\}", text)

    def test_says_what_counts_and_what_does_not(self):
        """An indicator's entry says what counts, what does not, and how it is checked."""
        entry = guide(load_form("rule-of-law")).split("### `rc_closed`")[1].split("###")[0]
        assert "计入：" in entry
        assert "不计入：" in entry
        assert "不大于 受理行政复议案件数 + 行政复议上年结转件数（不符只作提示）" in entry

    def test_english_has_no_chinese_frame(self):
        """The English guide words rules and headings in English."""
        entry = guide(load_form("rule-of-law"), "en").split("### `rc_closed`")[1].split("###")[0]
        assert "Cases closed this year" in entry
        assert "at most Reconsideration cases accepted + " in entry

    def test_list_for_a_prompt(self):
        """The indicator list has one line an indicator, and can be narrowed."""
        form = load_form("rule-of-law")
        assert len(indicator_list(form).splitlines()) == 90
        assert indicator_list(form, "en", {"rc_upheld"}).startswith("rc_upheld｜Upheld｜件/起/宗｜")


class TestStarter:
    def test_is_a_valid_form(self, tmp_path):
        """What `new` writes loads as it is, under its new name."""
        path = tmp_path / "mine.toml"
        path.write_text(new_form("mine"), encoding="utf-8")
        form = load_form(str(path))
        assert form.id == "mine"
        assert form.indicators

    def test_bad_name(self):
        """A name that could not be a form's is refused."""
        with pytest.raises(FormError, match="letters"):
            new_form("我的表")


def test_line_numbers_of_nested_tables():
    """Tables of arrays, and tables inside them, are found with their lines; long strings are passed over."""
    text = 'a = 1\n[[t]]\nx = """\n[[t]]\ny = 2\n"""\n[[t.u]]\nz = 1\n[[t]]\n[[t.u]]\n[t.v]\nw = 1\n'
    places = line_numbers(text)
    assert places[("a",)] == 1
    assert places[("t", 0)] == 2
    assert places[("t", 0, "u", 0, "z")] == 8
    assert places[("t", 1)] == 9
    assert places[("t", 1, "u", 0)] == 10
    assert places[("t", 1, "v", "w")] == 12
    assert ("t", 0, "y") not in places
