"""The bodies that cases are laid before."""

from hack import db, outbox
from hack.accounts.models import User
from hack.deliberations import rules  # noqa: F401 (states who does what)
from hack.deliberations.models import Body
from hack.errors import NotAllowed, RuleBroken
from hack.events import BodyChanged, BodyEntered
from hack.passages import check_version, keep_changes
from hack.policy import can

BODY_FACTS = frozenset({"name", "since_month", "until_month", "chair", "note"})


def enter_body(*, by: User, name: str, since_month: str, **facts: str) -> Body:
    """Enter a body. Raises NotAllowed, RuleBroken (months out of order). Records BodyEntered."""
    if not can(by, "body.enter"):
        raise NotAllowed("body.enter")
    body = Body()
    _tell(body, {"name": name, "since_month": since_month} | facts)
    db.session.add(body)
    db.session.flush()
    outbox.record(BodyEntered(body.id), by=by)
    return body


def edit_body(body: Body, *, by: User, seen: int | None, **facts: str) -> None:
    """Change what is said of a body. Raises NotAllowed, Overtaken, RuleBroken. Records BodyChanged if anything is different."""
    if not can(by, "body.edit", body):
        raise NotAllowed("body.edit")
    check_version(body, seen)
    _tell(body, facts)
    if db.session.is_modified(body):
        keep_changes()
        outbox.record(BodyChanged(body.id), by=by)


def _tell(body: Body, facts: dict[str, str]) -> None:
    if strange := set(facts) - BODY_FACTS:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    since, until = facts.get("since_month", body.since_month), facts.get("until_month", body.until_month)
    if until and until < since:
        raise RuleBroken("始まりの月か、それより後の月を入力してください。", "until_month")
    for name, answer in facts.items():
        if getattr(body, name) != answer:
            setattr(body, name, answer)
