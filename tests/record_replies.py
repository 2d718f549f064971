"""Records the answers that `fixtures/replies/*.table.json` hold, as the model engine would keep them, for `replay`.

Run it again when the prompts' parts change, that is when headings, noise or the packing of a fixture report come out
differently::

    python tests/record_replies.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from loopback import Loopback, from_table

import summarizer
from summarizer.engines.model import Endpoint, ModelEngine
from summarizer.engines.store import Store

FIXTURES = Path(__file__).parent.parent / "fixtures"
RECORDING = FIXTURES / "replies" / "recorded.jsonl"
MODEL = "a-careless-model"


def record(folder: Path) -> list[str]:
    """Ask about every fixture report that has a table, over HTTP; return what was kept, a line an answer."""
    form = summarizer.load_form("rule-of-law")
    store = Store(folder)
    for table in sorted((FIXTURES / "replies").glob("*.table.json")):
        (report,) = (FIXTURES / "reports").glob(f"{table.name[:3]}_*.txt")
        with Loopback(from_table(**json.loads(table.read_text(encoding="utf-8")))) as server:
            engine = ModelEngine(Endpoint(server.base_url, MODEL), form, store)
            summarizer.fill(summarizer.load(report), form=form, engine=engine)
            engine.close()
    lines = list(store.export())
    store.close()
    return lines


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        RECORDING.write_text("\n".join(record(Path(folder))) + "\n", encoding="utf-8")
