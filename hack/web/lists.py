"""What every list has."""

from flask import request


def page_number(name: str = "page") -> int:
    """Which page of a list the address asks for; rubbish counts as the first. `name`: where a page has several lists."""
    return request.args.get(name, 1, type=int)
