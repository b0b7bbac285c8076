"""Entering agreements into the register, and changing what is said of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.agreements import rules  # noqa: F401 (states who keeps the register)
from hack.agreements.days import When
from hack.agreements.models import (
    MOST_PARTIES,
    USUAL_NOTICE,
    Agreement,
    AgreementParty,
    AgreementTerm,
    TermDeed,
    first_reminder,
)
from hack.agreements.queries import organizations_called
from hack.errors import NotAllowed, RuleBroken
from hack.events import AgreementChanged, AgreementEntered, AgreementPublished
from hack.intake.actions import move_case
from hack.intake.models import Case
from hack.passages import check_version, keep_changes
from hack.policy import can

FACTS = frozenset(
    {
        *("kind", "name", "city_side", "section_id", "when", "announced_on", "until", "renewal", "notice_days", "ended_on"),
        *("purpose", "notes", "source_name", "source_url", "published"),
    }
)  # fmt: skip
AHEAD = "先の日は書けません。"
TOO_EARLY = "締結した日か、それより後の日を入力してください。"


def enter_agreement(*, by: User, parties: Sequence[str], **facts: Any) -> Agreement:
    """Enter an agreement into the register; an officer's is looked after by the own section.

    parties: the names of those on the other side, in order. Raises NotAllowed, RuleBroken (nobody on the other side, a day that
    cannot be, published without a source). Records AgreementEntered, and AgreementPublished where it is.
    """
    if not can(by, "agreement.enter"):
        raise NotAllowed("agreement.enter")

    agreement = Agreement(entered_by_id=by.id, notice_days=USUAL_NOTICE, published=False)
    _write(agreement, by=by, parties=parties, facts=facts)
    db.session.add(agreement)
    db.session.flush()
    outbox.record(AgreementEntered(agreement.id), by=by)
    if agreement.published:
        outbox.record(AgreementPublished(agreement.id), by=by)
    return agreement


def conclude_agreement(
    case: Case, *, by: User, parties: Sequence[str], seen: int | None = None, **facts: Any
) -> Agreement:
    """Enter the agreement that came of a case of the front; each leads to the other, and the case goes to CaseStep.AGREED.

    Raises NotAllowed, RuleBroken as `enter_agreement`, and as `passages.advance` does. Records AgreementEntered and CaseMoved.
    """
    if not can(by, "agreement.conclude", case):
        raise NotAllowed("agreement.conclude")
    check_version(case, seen)
    move_case(case, "agree", by=by, made_at="agreements.conclude")
    agreement = enter_agreement(by=by, parties=parties, **facts)
    agreement.case_id = case.id
    keep_changes()
    return agreement


def edit_agreement(agreement: Agreement, *, by: User, seen: int | None, parties: Sequence[str], **facts: Any) -> None:
    """Change what is said of an agreement; that a day of its term was put right is kept.

    Raises as `enter_agreement`, and Overtaken. Records AgreementChanged if anything is different, and AgreementPublished where it
    came into the public register.
    """
    if not can(by, "agreement.edit", agreement):
        raise NotAllowed("agreement.edit")
    check_version(agreement, seen)
    before, was_published = agreement.party_names, agreement.published
    term = (agreement.until, agreement.ended_on)

    _write(agreement, by=by, parties=parties, facts=facts)
    keep_term(agreement, TermDeed.CORRECTED, term, by=by)
    if db.session.is_modified(agreement) or agreement.party_names != before:
        agreement.changed_at = clock.now()
        keep_changes()
        outbox.record(AgreementChanged(agreement.id), by=by)
    if agreement.published and not was_published:
        outbox.record(AgreementPublished(agreement.id), by=by)


def keep_term(
    agreement: Agreement, deed: TermDeed, before: tuple[date | None, date | None], *, by: User, note: str = ""
) -> None:
    """Keep what became of the term (until when, and when it ended), and what both were before; nothing where both are the same."""
    if before == (agreement.until, agreement.ended_on) and deed is TermDeed.CORRECTED:
        return
    after = {"until_after": agreement.until, "ended_after": agreement.ended_on}
    told = {"until_before": before[0], "ended_before": before[1], "note": note, "by_id": by.id, **after}
    db.session.add(AgreementTerm(agreement_id=agreement.id, deed=deed, **told))


def _write(agreement: Agreement, *, by: User, parties: Sequence[str], facts: dict[str, Any]) -> None:
    if strange := set(facts) - FACTS:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if not can(by, "agreement.choose_section"):
        facts = facts | {"section_id": by.section_id}
    names = list(dict.fromkeys(parties))
    if not names:
        raise RuleBroken("相手方を1者以上入力してください。", "parties")
    if len(names) > MOST_PARTIES:
        raise RuleBroken(f"相手方は{MOST_PARTIES}者までです。", "parties")
    if facts.get("when", When()).ahead:
        raise RuleBroken(AHEAD, "signed")
    _check_end(agreement, facts)
    if facts.get("published") and not (facts.get("source_name") or facts.get("source_url")):
        raise RuleBroken("公表するには、出典の文書名かアドレスを入力してください。", "source_name")

    for name, answer in facts.items():
        if getattr(agreement, name) != answer:
            setattr(agreement, name, answer)
    set_reminder(agreement)
    if names != agreement.party_names:
        _name_parties(agreement, names)


def _check_end(agreement: Agreement, facts: dict[str, Any]) -> None:
    when = facts.get("when", agreement.when)
    check_begun(when, facts.get("until", agreement.until), "until")
    check_begun(when, facts.get("ended_on", agreement.ended_on), "ended_on" if "ended_on" in facts else "signed")


def check_begun(when: When, end: date | None, question: str) -> None:
    """Raise RuleBroken, at that question, if an agreement that was concluded then cannot have ended on that day."""
    if end is not None and when.earliest is not None and end < when.earliest:
        raise RuleBroken("終わった日より前の日を入力してください。" if question == "signed" else TOO_EARLY, question)


def set_reminder(agreement: Agreement) -> None:
    """Have the end of its term be near from the day on that its term and its notice say."""
    remind_from = first_reminder(agreement.until, agreement.notice_days)
    if agreement.remind_from != remind_from:
        agreement.remind_from = remind_from


def _name_parties(agreement: Agreement, names: list[str]) -> None:
    """Put these names on the other side; each is linked with the organisation of that name where exactly one takes part."""
    known = {party.name: party for party in agreement.parties}
    linked = organizations_called(names)
    parties = [known.get(name) or AgreementParty(name=name, organization_id=linked.get(name)) for name in names]
    for place, party in enumerate(parties):
        party.place = place
    agreement.parties = parties
