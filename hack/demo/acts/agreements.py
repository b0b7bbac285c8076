"""What stands in the register of agreements: the real ones with their sources, and two that are made up."""

from datetime import date
from typing import Any

from hack import clock
from hack.agreements.actions import add_contact, add_outcome, conclude_agreement, enter_agreement, extend_agreement
from hack.agreements.days import When
from hack.agreements.models import AgreementKind, Renewal
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of


def register(stage: Stage, act: Row, today: date) -> None:
    """Somebody of the city enters an agreement, and it is published."""
    stage.agreements[act["agreement"]] = enter_agreement(
        by=stage.people[act["by"]],
        parties=act["parties"],
        city_side=act["city_side"],
        when=When.read(act["signed"]),
        announced_on=day_of(act["announced"], today) if "announced" in act else None,
        **_said(act, today),
    )


def conclude(stage: Stage, act: Row, today: date) -> None:
    """A case comes to an agreement, concluded on that very day."""
    case, day = stage.cases[act["case"]], clock.today()
    stage.agreements[act["agreement"]] = conclude_agreement(
        case,
        by=stage.people[act["by"]],
        parties=[case.organization.name],
        city_side="横浜市",
        when=When(day.year, day.month, day.day),
        **_said(act, today),
    )


def _said(act: Row, today: date) -> dict[str, Any]:
    return {
        "kind": choice(AgreementKind, act["kind"]),
        "name": act["name"],
        "until": day_of(act["until"], today) if "until" in act else None,
        "renewal": choice(Renewal, act.get("renewal", Renewal.UNKNOWN.value)),
        "purpose": act["purpose"],
        "notes": act["notes"],
        "source_name": act["source_name"],
        "source_url": act.get("source_url", ""),
        "published": True,
    }


def come_of(stage: Stage, act: Row, today: date) -> None:
    """Somebody writes down what came of an agreement."""
    add_outcome(
        stage.agreements[act["agreement"]],
        by=stage.people[act["by"]],
        when=When.read(act["when"]),
        told=act["told"],
        source_name=act["source_name"],
        source_url=act.get("source_url", ""),
    )


def know_whom(stage: Stage, act: Row, today: date) -> None:
    """Somebody writes down whom to turn to on the other side."""
    facts = {name: act.get(name, "") for name in ("party", "office", "person", "email", "phone", "note")}
    add_contact(stage.agreements[act["agreement"]], by=stage.people[act["by"]], **facts)


def prolong(stage: Stage, act: Row, today: date) -> None:
    """An agreement goes on until another day."""
    until = day_of(act["until"], today)
    extend_agreement(stage.agreements[act["agreement"]], by=stage.people[act["by"]], until=until, note=act["note"])
