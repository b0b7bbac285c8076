"""The city's bureaus, wards and sections, as reference data that every installation begins with."""

import json
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from hack import db
from hack.accounts.models import Bureau, Section

PLACE = files("hack.accounts") / "bureaus.json"


def bureaus() -> list[dict[str, Any]]:
    """The bureaus, headquarters and 18 wards: name, kind, ward_code (JIS code of a ward, or None), names of sections.

    Names are those of the time of their sources (the city's press releases and plans of 2017 to 2022).
    """
    return list(json.loads(PLACE.read_text(encoding="utf-8")))


def load_bureaus() -> int:
    """Enter the bureaus and sections that are missing; how many rows that were. What is there stays as it is."""
    db.alone_with("bureaus")  # web and worker that begin together: one after the other
    there = {bureau.name: bureau for bureau in db.session.scalars(select(Bureau))}
    known = {(section.bureau_id, section.name) for section in db.session.scalars(select(Section))}
    entered = 0
    for row in bureaus():
        bureau = there.get(row["name"])
        if bureau is None:
            bureau = Bureau(name=row["name"], kind=row["kind"], ward_code=row["ward_code"])
            db.session.add(bureau)
            db.session.flush()
            entered += 1
        missing = [name for name in row["sections"] if (bureau.id, name) not in known]
        db.session.add_all(Section(bureau_id=bureau.id, name=name) for name in missing)
        entered += len(missing)
    db.session.flush()
    return entered
