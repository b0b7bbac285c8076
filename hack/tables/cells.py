"""What may stand in a cell: texts that no spreadsheet takes for a formula, and values told as text."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

STARTS = "=+-@=＝＋－＠﹢﹣﹦﹫−"
"""What a formula begins with, and what some programs take for it."""
LONGEST = 32_767
"""How many letters Excel bears in one cell."""
DEFUSE = "'"
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def defused(text: str) -> str:
    """The text with a `'` before it if a spreadsheet could take it for a formula: if it begins with one of STARTS, a tab or a
    carriage return, spaces before it or not. Letters that no file can hold are left out, and so is what exceeds a cell.
    """
    text = UNREADABLE.sub("", text)
    if text.startswith(("\t", "\r")) or text.lstrip("\ufeff \u3000\t\r\n").startswith(tuple(STARTS)):
        text = DEFUSE + text
    return text[:LONGEST]


def restored(text: str) -> str:
    """What was there before `defused`."""
    plain = text.removeprefix(DEFUSE)
    return plain if defused(plain) == text else text


def told(value: Any) -> str:
    """A cell's value as a person would write it: 2026-04-01, 3, はい; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
