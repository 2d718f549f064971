"""Console blocks of the docs: run, compared with what the page shows, or written anew.

A block is fenced as ``console``; a line that begins with ``$ `` is a command, the lines below it are its output. A line
``…`` stands for any lines that the page leaves out. ``python tests/console.py README.md …`` renews the outputs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"


@dataclass(frozen=True)
class Example:
    """A command of a page and the output that the page shows."""

    command: str
    shown: tuple[str, ...]

    def run(self, folder: Path) -> list[str]:
        """Run the command in ``folder``; return its stdout and stderr as lines."""
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "NO_COLOR": "1",
            "COLUMNS": "100",
        }
        done = subprocess.run(
            ["bash", "-c", self.command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        return (done.stdout + done.stderr).splitlines()

    def agrees(self, lines: list[str]) -> bool:
        """Whether the page shows these lines, with what it leaves out left out."""
        parts = [r"(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line.rstrip()) + r"\n" for line in self.shown]
        return re.fullmatch("".join(parts), "".join(line.rstrip() + "\n" for line in lines)) is not None


def examples(page: str) -> list[Example]:
    """Return the examples of a page in order."""
    found = []
    for block in BLOCK.findall(page):
        for chunk in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = chunk.splitlines()
            found.append(Example(command, tuple(shown)))
    return found


def renewed(page: str, folder: Path) -> str:
    """Return the page with every complete output as the command prints it now; one with a gap is left alone."""

    def renew(block: re.Match[str]) -> str:
        lines = ["```console"]
        for example in examples(block[0]):
            told = list(example.shown) if LEFT_OUT in map(str.strip, example.shown) else example.run(folder)
            lines += [f"$ {example.command}", *(line.rstrip() for line in told)]
        return "\n".join([*lines, "```"])

    return BLOCK.sub(renew, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = ROOT / name
        path.write_text(renewed(path.read_text("utf-8"), ROOT), encoding="utf-8")
