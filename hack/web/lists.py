"""What every list has."""

from flask import request

MOST = 2**31 - 1
"""The largest whole number in the database."""


def page_number(name: str = "page") -> int:
    """Which page of a list the address asks for; rubbish counts as the first. `name`: where a page has several lists."""
    return request.args.get(name, 1, type=int)


def asked_number(name: str) -> int | None:
    """The whole number that the address gives for `name`, if it is one that the database can count to."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 <= number <= MOST else None
