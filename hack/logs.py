"""Log lines as JSON on standard error: when, what, which request; no names, addresses, texts or queries."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from hack import outbox

FACTS = ("event", "route", "method", "status", "ms", "user", "reaction", "tries", "letter", "count")


class JsonLines(logging.Formatter):
    """One JSON object a line; control characters are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "source": record.name,
            "says": record.getMessage(),
            "request": outbox.request_id.get(),
        }
        line |= {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
            # the places alone: what a fault says may hold what somebody wrote, such as a statement's parameters
            places = traceback.extract_tb(record.exc_info[2])[-3:]
            line["where"] = [f"{place.filename}:{place.lineno} {place.name}" for place in places]
        return json.dumps(line, ensure_ascii=False)


def begin(level: int = logging.INFO) -> None:
    """Send all log lines of this process to standard error, as JSON."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    logging.basicConfig(handlers=[lines], level=level, force=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
