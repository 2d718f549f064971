"""The docs cannot lie: what a page shows is what happens, and what it tells to type can be typed."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import library
import pytest
from console import ROOT, Place, examples, place, renewed
from loopback import from_table
from postoffice import PostOffice

import summarizer

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
SHOWING = [page for page in PAGES if examples(page.read_text("utf-8"))]
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = [
    page for page in PAGES if "benchmarks" not in page.parts and SHELL.search(page.read_text("utf-8"))
]  # a benchmark stands in an environment of its own
ADDRESS = re.compile(r"https?://[\w.:-]+(?:/[\w-]+)*/v1\b")

# What a page tells to type, with stand-ins for what is no part of this project: targets are looked up and not made,
# nothing is installed or fetched, no model server is started; a report of doubtful numbers (exit code 1) is no failure.
STAND_INS = """
set -euo pipefail
make() { command make --directory "$ROOT" --dry-run "$@" >/dev/null; }
summarizer() {
  case "$*" in
    "review open "*) command python -c "$DECIDE" "$3" ;;
    *" --on "*) ;; # a cluster
    *) command summarizer "$@" || [ $? -eq 1 ] ;;
  esac
}
python() { :; }; pip() { :; }; git() { :; }; cd() { :; }; ollama() { :; }; vllm() { :; }; llama-server() { :; }
source() { :; }; .() { :; }
"""

# What is left when a reviewer has opened a review and looked at it.
DECIDE = """
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
review = json.loads(path.read_text("utf-8"))
about = {"name": review["report"]["name"], "digest": review["report"]["digest"], "form": review["form"]}
decisions = {"format": "summarizer.decisions/1", "review": about, "reviewer": "any", "decisions": []}
path.with_name(path.name.replace(".review.", ".decisions.")).write_text(json.dumps(decisions), "utf-8")
"""


def name(page: Path) -> str:
    """Return how a page is called in the list of tests."""
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", SHOWING, ids=name)
def test_every_output_is_what_the_command_prints(page: Path) -> None:
    """Each command and program of a page prints what the page shows."""
    with place() as folder:
        for example in examples(page.read_text("utf-8")):
            lines = folder.run(example)
            assert example.agrees(lines), f"$ {example.command}\n" + "\n".join(lines)


@pytest.mark.slow
def test_the_programs_of_the_docs_are_typed(tmp_path: Path) -> None:
    """Each program of a page passes the type checker in its strict mode."""
    programs = [
        (name(page), example.command)
        for page in PAGES
        for example in examples(page.read_text("utf-8"))
        if example.kind == "python"
    ]
    assert programs
    files = [tmp_path / f"program_{at}.py" for at in range(len(programs))]
    for file, (page, program) in zip(files, programs, strict=True):
        file.write_text(f"# {page}\n{program}", encoding="utf-8")
    words = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *map(str, files)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", TYPED, ids=name)
def test_what_a_page_tells_to_type_can_be_typed(page: Path) -> None:
    """The commands of a page's shell blocks run, with an endpoint on this machine in the place of each it names."""
    blocks = SHELL.findall(page.read_text("utf-8"))
    with place() as folder, PostOffice(from_table()) as server:
        lay_out_reports(folder)
        script = STAND_INS + ADDRESS.sub(server.base_url, "".join(blocks))
        given = {"ROOT": str(ROOT), "DECIDE": DECIDE, "SUMMARIZER_BASE_URL": server.base_url, "SUMMARIZER_MODEL": "any"}
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=folder.folder,
            env=folder.environment | given,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr


def lay_out_reports(place: Place) -> None:
    """Put down the reader's own report and folder of reports that pages speak of."""
    (place.folder / "reports").mkdir()
    for at in ("101_township", "116_county_brief"):
        text = (place.folder / "fixtures" / "reports" / f"{at}.txt").read_bytes()
        (place.folder / "reports" / f"{at}.txt").write_bytes(text)
        (place.folder / "report.txt").write_bytes(text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link of a page names a file that is there."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_renewing_a_page_that_is_true_changes_nothing() -> None:
    """A page whose outputs are what is printed is written as it was, gaps, programs and servers included."""
    page = (
        "text\n\n```console\n$ echo one\none\n$ seq 3\n1\n…\n```\n\n```sh\ncat > a.txt <<'END'\ntwo\nEND\n```\n\n"
        "```console\n$ cat a.txt\ntwo\n```\n\n```python\nprint(3)\n```\n\n```text\n3\n```\n"
    )
    with place() as folder:
        assert renewed(page, folder) == page
        assert "\nfour\n" in renewed(page.replace("echo one", "echo four"), folder)


def test_both_readmes_show_the_same() -> None:
    """The Chinese README has the same commands, programs, headings and links out of the project as the English one."""
    english, chinese = ((ROOT / readme).read_text("utf-8") for readme in ("README.md", "README.zh-CN.md"))
    assert [example.command for example in examples(english) if example.kind == "console"] == [
        example.command for example in examples(chinese) if example.kind == "console"
    ]
    assert re.findall(r"^#+", english, re.MULTILINE) == re.findall(r"^#+", chinese, re.MULTILINE)
    assert set(re.findall(r"https?://[^\s`)]+", english)) == set(re.findall(r"https?://[^\s`)]+", chinese))


def test_what_the_readmes_say_was_measured_stands_in_the_pages_of_benchmarks() -> None:
    """Each row of the READMEs' comparison begins a row of a benchmark's table, number by number."""
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "benchmarks").glob("*.md"))
    measured = [re.findall(r"[\d.,]+", row) for row in re.findall(r"^\| .*\d.* \|$", pages, re.MULTILINE)]
    for readme in ("README.md", "README.zh-CN.md"):
        rows = re.findall(r"^\| .*\d.* \|$", (ROOT / readme).read_text("utf-8").rpartition("## ")[0], re.MULTILINE)
        compared = [re.findall(r"[\d.,]+", row) for row in rows if not re.match(r"\| \d \|", row)]
        assert compared
        for numbers in compared:
            assert any(_in_order(numbers, row) for row in measured), numbers


def _in_order(numbers: list[str], row: list[str]) -> bool:
    """Whether some numbers stand in a row in this order, others between them."""
    rest = iter(row)
    return all(number in rest for number in numbers)


def test_the_chinese_readme_has_chinese_punctuation() -> None:
    """Between Chinese characters of the Chinese README's own words, marks are of full width."""
    own = re.sub(r"```.*?```|`[^`]*`", "", (ROOT / "README.zh-CN.md").read_text("utf-8"), flags=re.DOTALL)
    assert not re.findall(r"[一-鿿][,;:!?()]|[,;:!?(][一-鿿]", re.sub(r"!?\[|\]\([^)]*\)", "", own))


def test_the_library_reference_is_what_the_code_says() -> None:
    """The page holds the signature and docstring of each public name as they are now; `make docs` renews it."""
    assert library.PAGE.read_text("utf-8") == library.reference()


def test_every_public_name_says_what_it_is() -> None:
    """Each public function names its errors where it raises some, and each public type and property has a docstring."""
    for name in summarizer.__all__:
        thing = getattr(summarizer, name)
        if name == "__version__":
            continue
        words = inspect.getdoc(thing) or ""
        assert len(words) > 10, name
        raises = inspect.isfunction(thing) and re.search(r"\braise \w+Error", inspect.getsource(thing))
        assert "Raises:" in words or not raises, name
        for attribute, member in vars(thing).items() if inspect.isclass(thing) else ():
            assert not isinstance(member, property) or attribute.startswith("_") or member.__doc__, (name, attribute)
