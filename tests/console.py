"""The blocks of the docs: run, compared with what the page shows, or written anew.

A block is fenced as ``console``; a line that begins with ``$ `` is a command, the lines below it are its output. A
command that ends with ``&`` is a server: it runs until the page ends. A line ``…`` stands for any lines that the page
leaves out. A block fenced as ``sh`` that begins with ``cat >`` writes a file. A block fenced as ``python`` is a
program, and a ``text`` block right under it is what the program prints. Each page has a folder of its own with the
fixtures in it, where its blocks run in order and may write. ``python tests/console.py README.md …`` renews the outputs.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
FENCED = re.compile(
    r"^```(?P<kind>console|python|sh(?=\ncat >))\n(?P<body>.*?)^```$(?:\n\n```text\n(?P<told>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<shown>(?:^(?!\$ ).*\n)*)", re.MULTILINE)
LEFT_OUT = "…"
PORT = "8099"  # of the servers that pages start; while a page is run, a port that is free


@dataclass(frozen=True)
class Example:
    """A command or program of a page, and the output that the page shows."""

    kind: str
    command: str
    shown: tuple[str, ...]

    def agrees(self, lines: list[str]) -> bool:
        """Whether the page shows these lines, with what it leaves out left out."""
        parts = [r"(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line.rstrip()) + r"\n" for line in self.shown]
        return re.fullmatch("".join(parts), "".join(line.rstrip() + "\n" for line in lines)) is not None


@dataclass
class Place:
    """The folder that a page's commands run in, with the servers that they started."""

    folder: Path
    servers: list[subprocess.Popen[str]] = field(default_factory=list)
    port: str = PORT

    def run(self, example: Example) -> list[str]:
        """Run a command or program; return its stdout and stderr as lines, of a server the first one."""
        command = example.command.replace(PORT, self.port)
        if example.kind == "console" and command.endswith("&"):
            told = self._serve(command.removesuffix("&"))
        else:
            words = [sys.executable, "-c"] if example.kind == "python" else ["bash", "-c"]
            done = subprocess.run(
                [*words, command], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0 or example.kind != "python", done.stderr
            told = done.stdout + done.stderr
        return told.replace(self.port, PORT).splitlines()

    def _serve(self, command: str) -> str:
        words = ["bash", "-c", f"exec {command}"]
        server = subprocess.Popen(words, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True)
        self.servers.append(server)
        assert server.stdout is not None
        return server.stdout.readline()

    @property
    def environment(self) -> dict[str, str]:
        """What commands find around them: this checkout's tools, no endpoint, a cache that goes away."""
        ours = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.folder / ".cache"),
            "NO_COLOR": "1",
            "COLUMNS": "100",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
        return kept | ours

    def close(self) -> None:
        """End the servers."""
        for server in self.servers:
            server.kill()
            server.communicate()


@contextmanager
def place() -> Iterator[Place]:
    """Make a folder with the fixtures and the stand-in for a model; it goes away with what was written there."""
    with ExitStack() as kept, socket.socket() as taken:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory()))
        shutil.copytree(ROOT / "fixtures", folder / "fixtures")
        (folder / "tests").mkdir()
        shutil.copy(ROOT / "tests" / "loopback.py", folder / "tests")
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        taken.close()
        made = Place(folder, port=port)
        kept.callback(made.close)
        yield made


def examples(page: str) -> list[Example]:
    """Return the examples of a page in order."""
    return [example for block in FENCED.finditer(page) for example in _in_block(block)]


def _in_block(block: re.Match[str]) -> list[Example]:
    if block["kind"] != "console":
        told = LEFT_OUT if block["kind"] == "python" and block["told"] is None else block["told"] or ""
        return [Example(block["kind"], block["body"], tuple(told.splitlines()))]
    return [
        Example("console", found["command"], tuple(found["shown"].splitlines()))
        for found in COMMAND.finditer(block["body"])
    ]


def renewed(page: str, where: Place) -> str:
    """Return the page with every complete output as the command prints it now; one with a gap is left alone."""

    def now(example: Example) -> str:
        lines = where.run(example)
        kept = example.shown if LEFT_OUT in map(str.strip, example.shown) else lines
        return "".join(line.rstrip() + "\n" for line in kept)

    def renew(block: re.Match[str]) -> str:
        written = _in_block(block)
        if block["kind"] == "console":
            return "".join(["```console\n", *(f"$ {example.command}\n{now(example)}" for example in written), "```"])
        told = now(written[0])
        return f"```{block['kind']}\n{block['body']}```" + (f"\n\n```text\n{told}```" if block["told"] else "")

    return FENCED.sub(renew, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = ROOT / name
        with place() as here:
            path.write_text(renewed(path.read_text("utf-8"), here), encoding="utf-8")
