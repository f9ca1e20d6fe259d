"""A JSON file of results, changed as no command would."""

import json
from pathlib import Path
from typing import Any


def edited(file: Path, **values: Any) -> None:
    """Give some of its values another value."""
    held = json.loads(file.read_text(encoding="utf-8"))
    assert values.keys() <= held.keys()
    file.write_text(json.dumps(held | values), encoding="utf-8")
