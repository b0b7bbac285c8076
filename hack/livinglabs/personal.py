"""What of a text tells how to reach a person: e-mail addresses and telephone numbers."""

import re
import unicodedata

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBERS = re.compile(r"(?<![\d.])\+?\d[\d()\- ‐‑–—―−ー]{7,20}\d(?![\d.])")
LENGTHS = (10, 11)
"""How many figures a telephone number has in Japan, the first of them a zero."""


def contacts_in(text: str) -> list[str]:
    """The e-mail addresses and telephone numbers in the text, in whatever width they are typed, in their order of kind."""
    plain = unicodedata.normalize("NFKC", text)
    numbers = [found.strip() for found in NUMBERS.findall(plain) if _is_telephone(found)]
    return [*EMAIL.findall(plain), *numbers]


def _is_telephone(found: str) -> bool:
    figures = re.sub(r"\D", "", found)
    if found.startswith("+81"):
        figures = f"0{figures[2:].lstrip('0')}"
    return len(figures) in LENGTHS and figures.startswith("0")
