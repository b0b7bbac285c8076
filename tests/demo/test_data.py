"""The demo's data files: complete, consistent, and honest about where they come from."""

from collections import Counter
from datetime import date

import pytest

from hack.accounts.models import Organization, OrganizationKind
from hack.accounts.reference import bureaus
from hack.demo.acts import ACTS
from hack.demo.script import day_of, read_script, working_day_until
from hack.matching.lessons import COUNTED
from hack.matching.models import VerdictReason
from hack.needs.answers import CONDITIONS, TEXT
from hack.needs.models import Field, Need, Pattern
from hack.proposals.models import Proposal
from hack.seeds.models import Readiness, Seed
from hack.working_days import is_working_day

SCRIPT = read_script()
SECTIONS = {(bureau["name"], section) for bureau in bureaus() for section in bureau["sections"]}
SECTIONS |= {(row["bureau"], row["name"]) for row in SCRIPT.sections}
ORGANIZATIONS = {row["id"] for row in SCRIPT.organizations}


def fits(model: type, row: dict) -> bool:
    """Whether every text of the row fits into its column."""
    longest = {column.name: getattr(column.type, "length", None) for column in model.__table__.columns}
    return all(len(text) <= (longest.get(name) or 2000) for name, text in row.items() if isinstance(text, str))


def made_up(need: dict) -> bool:
    """Whether a need says of itself that it is invented: everybody reads where it comes from, the city its notes."""
    return need["co_scheme"].startswith("見本のために作った") and need["notes"].startswith(
        "見本のために作ったニーズです。"
    )


def test_the_reference_data_has_all_eighteen_wards_with_their_codes():
    assert [row["ward_code"] for row in bureaus() if row["kind"] == "区"] == [str(14100 + n) for n in range(1, 19)]


def made_up_seed(seed: dict) -> bool:
    """Whether a seed says of itself that it is invented, is an invented organisation's, and answers an invented need."""
    of = next(row for row in SCRIPT.organizations if row["id"] == seed["organization"])
    return seed["title"].endswith("(見本)") and of.get("invented", False) and made_up(SCRIPT.need(seed["need"]))


@pytest.mark.parametrize("row", SCRIPT.needs, ids=lambda row: row["id"])
def test_a_need_has_a_section_a_field_and_a_source(row):
    assert (row["bureau"], row["section"]) in SECTIONS
    assert Field(row["field"])
    assert row["pattern"] is None or Pattern(row["pattern"])
    assert row.get("source_url", "").startswith("http") or "アドレスのない" in row["notes"] or made_up(row)
    assert row["notes"]
    assert set(row) - {"id", "bureau", "section"} <= TEXT | CONDITIONS
    assert fits(Need, row)


@pytest.mark.parametrize("row", SCRIPT.seeds, ids=lambda row: row["id"])
def test_a_seed_has_an_organization_and_a_source(row):
    assert row["organization"] in ORGANIZATIONS
    assert SCRIPT.need(row["need"])
    assert Field(row["field"])
    assert Readiness(row["readiness"])
    assert row.get("source_url", "").startswith("http") or made_up_seed(row)
    assert fits(Seed, row)


def test_an_organization_is_said_to_be_in_the_city_or_outside_only_where_that_is_known():
    places = {row["id"]: row["in_city"] for row in SCRIPT.organizations}

    assert {name: places[name] for name in ("ycu", "gunma", "pasco")} == {"ycu": True, "gunma": False, "pasco": None}
    assert [row["id"] for row in SCRIPT.organizations if row["in_city"] is None and row["address"]] == []


def test_organizations_are_of_a_known_kind_and_differ_in_name():
    assert [name for name, times in Counter(row["name"] for row in SCRIPT.organizations).items() if times > 1] == []
    assert all(OrganizationKind(row["kind"]) and fits(Organization, row) for row in SCRIPT.organizations)


def test_invented_organizations_say_so_in_their_names():
    assert [row["id"] for row in SCRIPT.organizations if row.get("invented") and "(見本)" not in row["name"]] == []


def test_every_need_appears_in_the_history():
    begins = [act["need"] for act in SCRIPT.acts if act["do"] in ("draft", "ask", "post")]

    assert sorted(begins) == sorted(row["id"] for row in SCRIPT.needs)


def test_every_proposal_is_written_once_for_its_need():
    written = [
        (name, act["need"]) for act in SCRIPT.acts if act["do"] in ("propose", "prepare") for name in act["proposals"]
    ]

    assert sorted(written) == sorted((row["id"], row["need"]) for row in SCRIPT.proposals)
    assert {SCRIPT.organization_of(row) for row in SCRIPT.proposals} <= ORGANIZATIONS
    assert all(fits(Proposal, row) for row in SCRIPT.proposals)


def test_only_invented_organizations_answer_invented_needs():
    assert {org["id"] for org in SCRIPT.organizations if org.get("invented")} >= {
        SCRIPT.organization_of(row) for row in SCRIPT.proposals if row["need"].startswith("inv-")
    }


def test_every_act_is_one_that_can_be_played():
    assert {act["do"] for act in SCRIPT.acts} == set(ACTS)


@pytest.mark.parametrize("row", SCRIPT.verdicts, ids=lambda row: f"{row['by']}-{row['need']}-{row['seed']}")
def test_a_verdict_is_somebodys_on_a_pair_there_is_and_an_invented_word_says_so(row):
    reason = VerdictReason(row["reason"])
    of = SCRIPT.organization_of(SCRIPT.seed(row["seed"]))
    invented = next(one for one in SCRIPT.organizations if one["id"] == of).get("invented", False)

    assert row["by"] in SCRIPT.addresses and SCRIPT.need(row["need"]) and row["on"] < 0
    assert row["note"] == "" or row["note"].endswith("(見本の判断)")
    assert row["by"] in {one["id"] for one in SCRIPT.staff} | {of}
    assert invented or reason in (*COUNTED, VerdictReason.KNOWN), "nothing is made up of what a real firm can do"


def test_staff_work_in_sections_that_there_are():
    assert {(row["bureau"], row["section"]) for row in SCRIPT.staff if row["role"] == "officer"} <= SECTIONS


@pytest.mark.parametrize("today", [date(2026, 5, 10), date(2026, 11, 26), date(2027, 1, 4)])
def test_the_body_sits_on_days_on_which_the_offices_work(today):
    acts = [act for act in SCRIPT.acts if act["do"] in ("call_body", "lay_before_body", "body_rules")]
    held = {act["sitting"]: working_day_until(act["held"], today) for act in acts if act["do"] == "call_body"}

    assert [day for day in held.values() if not is_working_day(day)] == []
    for act in acts:
        if act["do"] == "lay_before_body":
            assert day_of(act["on"], today) <= held[act["sitting"]]
