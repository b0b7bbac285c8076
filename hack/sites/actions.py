"""What can be done about places: looking for them, offering one, taking or declining it. All inside the caller's transaction."""

from datetime import date
from typing import Any

from sqlalchemy import update

from hack import clock, db, outbox, passages, policy
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import SiteCallChanged, SiteCallOpened, SiteMoved, SiteOffered
from hack.needs.actions.calls import LONGEST
from hack.needs.models import Need
from hack.passages import Passage
from hack.pipeline.site import SiteStep
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.sites.queries import how_many_offered
from hack.sites.rules import moves_open_to

MOST_OFFERS = 20
"""How many places one organisation offers to one call."""


def open_site_call(need: Need, *, wanted: str, capacity: int, until: date, by: User) -> SiteCall:
    """Look for places where the need can be tried out, at most `capacity`, until 24:00 JST of the day `until`.

    Raises NotAllowed, RuleBroken (there is a call already, or the day is over or more than two years away). Records SiteCallOpened.
    """
    if not policy.can(by, "site_call.open", need):
        raise NotAllowed("site_call.open")
    _refuse_odd_day(until)

    facts = {"wanted": wanted, "capacity": capacity, "taken": 0, "until": until, "by_id": by.id}
    call = db.enter_once(SiteCall, key=db.random_key(), need_id=need.id, version=1, opened_at=clock.now(), **facts)
    if call is None:
        raise RuleBroken("このニーズでは、もうフィールドを募集しています。募集の内容を直してください。")
    outbox.record(SiteCallOpened(call.id), by=by)
    return call


def edit_site_call(call: SiteCall, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what is looked for, how many at most or until when.

    Raises NotAllowed, Overtaken, RuleBroken (fewer than are taken already, or a day that is over or more than two years away). Records SiteCallChanged.
    """
    passages.check_version(call, seen)
    if not policy.can(by, "site_call.edit", call):
        raise NotAllowed("site_call.edit")
    if answers["capacity"] < call.taken:
        raise RuleBroken(f"すでに{call.taken}か所を採用しているので、それより少なくはできません。", "capacity")
    if answers["until"] != call.until:
        _refuse_odd_day(answers["until"])

    for name in ("wanted", "capacity", "until"):
        if getattr(call, name) != answers[name]:
            setattr(call, name, answers[name])
    if call in db.session.dirty:
        passages.keep_changes()
        outbox.record(SiteCallChanged(call.id), by=by)


def offer_site(
    call: SiteCall,
    *,
    name: str,
    ward: Ward,
    kind: SiteKind,
    description: str,
    contact: str,
    by: User,
    conditions: str = "",
) -> Site:
    """Offer a place of `by`'s organisation; it stands at OFFERED.

    Raises NotAllowed, Overtaken (the call is over, or has what it looks for), RuleBroken (MOST_OFFERS). Records SiteOffered.
    """
    if not policy.can(by, "site.offer", call) or by.organization_id is None:
        raise NotAllowed("site.offer")
    if not call.takes_offers:
        raise Overtaken("フィールドの募集は終わりました。")
    db.alone_with("offers", call.key, str(by.organization_id))
    if how_many_offered(call, by.organization_id) >= MOST_OFFERS:
        raise RuleBroken(f"ひとつの募集に申し出られるのは、団体ごとに{MOST_OFFERS}か所までです。")

    said = {"name": name, "ward": ward, "kind": kind, "description": description, "conditions": conditions}
    site = Site(call_id=call.id, organization_id=by.organization_id, by_id=by.id, contact=contact, **said)
    db.session.add(site)
    db.session.flush()
    outbox.record(SiteOffered(site.id), by=by)
    return site


def move_site(site: Site, name: str, *, by: User, **how: Any) -> Passage:
    """Take a place one move along its path; takes and raises what `passages.advance` does. Records SiteMoved.

    Raises RuleBroken too where as many are taken as are looked for: counted in one statement with the check.
    """
    passage = passages.advance(site, name, among=moves_open_to(by, site), by=by, **how)
    if site.step is SiteStep.TAKEN:
        _count(site.call, +1)
    elif passage.start == SiteStep.TAKEN.value:
        _count(site.call, -1)
    outbox.record(SiteMoved(site.id, passage.start, passage.end, passage.move), by=by)
    return passage


def _count(call: SiteCall, more: int) -> None:
    counted = db.session.execute(
        update(SiteCall)
        .where(SiteCall.id == call.id, SiteCall.taken + more <= SiteCall.capacity)
        .values(taken=SiteCall.taken + more, version=SiteCall.version + 1),
        execution_options={"synchronize_session": False},
    )
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        raise RuleBroken("募集した数をもう採用しています。増やすときは、先に募集の数を直してください。")
    db.session.refresh(call)


def _refuse_odd_day(until: date) -> None:
    if until < clock.today():
        raise RuleBroken("今日か、それより後の日を入力してください。", "until")
    if until > clock.today() + LONGEST:
        raise RuleBroken("募集の終わりは、2年以内の日にしてください。", "until")
