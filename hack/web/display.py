"""How days, moments and numbers are shown: in Japanese, on a Japanese clock."""

from datetime import date, datetime
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from hack import clock, policy

WEEKDAYS = "月火水木金土日"
DAY = 86_400
AGES = (
    (365 * DAY, 2, "年前"),
    (30 * DAY, 2, "か月前"),
    (DAY, 1, "日前"),
    (3_600, 1, "時間前"),
    (60, 1, "分前"),
)
"""How ages are told: seconds of a unit, from how many of them on, its word."""


def jdate(day: date | datetime | None) -> str:
    """2026年11月22日(日); a moment is read on a Japanese clock; nothing for None."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = clock.in_japan(day).date()
    return f"{day.year}年{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def jtime(moment: datetime | None) -> str:
    """2026年11月22日(日) 14時05分, on a Japanese clock; nothing for None."""
    if moment is None:
        return ""
    local = clock.in_japan(moment)
    return f"{jdate(local.date())} {local.hour}時{local.minute:02d}分"


def ago(moment: datetime | None) -> str:
    """How long ago, in the largest unit that fits: 3日前; from two months on in months, from two years on in years (約3年前)."""
    if moment is None:
        return ""
    seconds = int((clock.now() - moment).total_seconds())
    for size, least, unit in AGES:
        if seconds >= size * least:
            return f"{seconds // size}{unit}" if size <= DAY else f"約{seconds // size}{unit}"
    return "たった今"


def days_left(day: date | None) -> int | None:
    """How many days are left until `day` ends in Japan: 0 on its last day, negative after; None for None."""
    return None if day is None else (day - clock.today()).days


def fiscal(day: date | None) -> str:
    """The fiscal year of `day`: 令和4年度(2022年度)."""
    if day is None:
        return ""
    year = clock.fiscal_year(day)
    era = f"令和{'元' if year == 2019 else year - 2018}年度" if year >= 2019 else f"平成{year - 1988}年度"
    return f"{era}({year}年度)"


def here(**changes: Any) -> str:
    """The address of this page with some of its arguments changed; an argument of None is left out."""
    arguments = {**(request.view_args or {}), **request.args.to_dict(), **changes}
    return url_for(request.endpoint or "home.front", **{k: v for k, v in arguments.items() if v not in (None, "")})


def install(app: Flask) -> None:
    """Give the templates of `app` these filters, `can(permission, thing)` and `here(…)`."""
    for show in (jdate, jtime, ago, days_left, fiscal):
        app.add_template_filter(show)

    def can(permission: str, thing: Any = None) -> bool:
        return policy.can(current_user, permission, thing)

    app.add_template_global(can)
    app.add_template_global(here)
    app.add_template_global(lambda number: here(page=number), "page_url")
