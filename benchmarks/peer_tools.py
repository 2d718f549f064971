"""The tools that benchmarks/peers.py compares, each asked through one endpoint and run in a process of its own.

A tool takes reports and an address and gives back, for each report, the figures that it hands on: what somebody who
goes by the tool's documentation takes for read. It prints them as JSON:

    python benchmarks/peer_tools.py NAME URL REPORTS.json

``reports`` maps a report's name to its text. In the answer a report that raised has null in the place of its figures,
and ``said`` holds what the tool told its caller.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import time
import warnings
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Figure = dict[str, str]
Handed = dict[str, list[Figure] | None]
FIELDS = ("indicator", "value", "unit", "qualifier")
TASK = "列出报告中的每一个数据：指标代码（indicator）、数值（value）、单位（unit）、限定词（qualifier），并引用原文。"
SAMPLE = "全年召开专题会议4次，受理群众来信近30件。"


def ours(url: str, reports: dict[str, str]) -> Handed:
    """This package: a value is handed on where the review accepts every finding on it."""
    model, sources = import_module("summarizer.engines.model"), import_module("summarizer.sources")
    form = import_module("summarizer.form").load_form("rule-of-law")
    fill, scan = import_module("summarizer.pipeline").fill, import_module("summarizer.layout").scan
    engine = model.ModelEngine(model.Endpoint(url, "any"), form)

    def one(text: str) -> list[Figure]:
        layout = scan(text)
        review = fill(sources.Report("report", text, spans=layout.spans, tables=layout.tables), form, engine)
        refused = {finding.claim.id for finding in review.findings if not finding.accepted}
        checked = {finding.claim.id for finding in review.findings} - refused
        for warned in review.warnings:
            if warned.kind == "unanswered":
                sys.stderr.write(f"unanswered: {warned.note}\n")
        return [
            {"indicator": f"{v.code}/{v.part}", "value": v.value, "unit": v.unit, "qualifier": v.qualifier}
            for v in review.assessment.values
            if v.id in checked and v.status != "conflict"
        ]

    handed = each(one, reports)
    engine.close()
    return handed


def langextract(url: str, reports: dict[str, str]) -> Handed:
    """LangExtract: an extraction is handed on where it is grounded, that is, where ``char_interval`` is not None."""
    lx = import_module("langextract")
    factory, tokenizer = import_module("langextract.factory"), import_module("langextract.tokenizer")
    provider = {"base_url": url, "api_key": "none"}
    sample = lx.data.Extraction(
        "figure", "召开专题会议4次", attributes=dict(zip(FIELDS, ("meetings/", "4", "次", ""), strict=True))
    )
    documents = [lx.data.Document(text=text, document_id=name) for name, text in reports.items()]
    annotated = lx.extract(
        documents,
        prompt_description=TASK,
        examples=[lx.data.ExampleData(text=SAMPLE, extractions=[sample])],
        config=factory.ModelConfig(model_id="gpt-4o-mini", provider="OpenAILanguageModel", provider_kwargs=provider),
        tokenizer=tokenizer.UnicodeTokenizer(),
    )
    return {
        document.document_id: [
            {field: str(found.attributes.get(field, "")) for field in FIELDS}
            for found in document.extractions or ()
            if found.char_interval is not None and found.attributes
        ]
        for document in annotated
    }


def contextgem(url: str, reports: dict[str, str]) -> Handed:
    """ContextGem: an item is handed on where it has a paragraph of reference."""
    gem = import_module("contextgem")
    llm = gem.DocumentLLM(model="openai/gpt-4o-mini", api_base=url, api_key="none", output_language="adapt")

    def one(text: str) -> list[Figure]:
        figures = gem.JsonObjectConcept(
            name="figures",
            description=TASK,
            structure=dict.fromkeys(FIELDS, str),
            add_references=True,
            reference_depth="paragraphs",
        )
        document = gem.Document(raw_text=text, concepts=[figures])
        items = llm.extract_all(document).concepts[0].extracted_items
        return [{field: item.value[field] for field in FIELDS} for item in items if item.reference_paragraphs]

    return each(one, reports)


def citations(url: str, reports: dict[str, str]) -> Handed:
    """Instructor's CitationMixin: a figure is handed on where a quote is left that was found in the source."""
    instructor, openai, pydantic = import_module("instructor"), import_module("openai"), import_module("pydantic")
    fields: dict[str, Any] = dict.fromkeys(FIELDS, (str, ...))
    figure = pydantic.create_model("Figure", __base__=instructor.CitationMixin, **fields)
    reply = pydantic.create_model("Reply", figures=(list[figure], ...))  # type: ignore[valid-type] # made just now
    client = instructor.from_openai(openai.OpenAI(base_url=url, api_key="none"))

    def one(text: str) -> list[Figure]:
        messages = [{"role": "system", "content": TASK}, {"role": "user", "content": "{{ context }}"}]
        found = client.create(model="any", messages=messages, response_model=reply, context={"context": text})
        return [{field: getattr(f, field) for field in FIELDS} for f in found.figures if f.substring_quotes]

    return each(one, reports)


def each(one: Callable[[str], list[Figure]], reports: dict[str, str]) -> Handed:
    """Ask for one report after another, as a caller does who lets one that fails not cost the others."""
    handed: Handed = {}
    for name, text in reports.items():
        try:
            handed[name] = one(text)
        except Exception as error:  # noqa: BLE001 - whatever a tool raises, the report has no figures
            sys.stderr.write(f"{name}: {type(error).__name__}: {error}\n")
            handed[name] = None
    return handed


TOOLS: dict[str, tuple[str, Callable[[str, dict[str, str]], Handed]]] = {
    "summarizer": ("summarizer", ours),
    "LangExtract": ("langextract", langextract),
    "LangExtract, number in the words": ("langextract", langextract),
    "ContextGem": ("contextgem", contextgem),
    "Instructor citations": ("instructor", citations),
}


def main() -> None:
    """Run one tool; the seconds are the processor's and leave out what it takes to import the tool."""
    name, url, file = sys.argv[1:]
    package, tool = TOOLS[name]
    reports = json.loads(Path(file).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(said):
        logging.basicConfig(stream=said, level=logging.WARNING)
        import_module(package)
        begun = time.process_time()
        try:
            handed = tool(url, reports)
        except Exception as error:  # noqa: BLE001 - as in each
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            handed = dict.fromkeys(reports)
        seconds = time.process_time() - begun
    print(json.dumps({"handed": handed, "seconds": seconds, "said": said.getvalue()}))


if __name__ == "__main__":
    main()
