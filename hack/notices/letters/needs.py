"""Letters about needs, their calls and who owns them."""

from hack.needs.models import CoOwner, Need
from hack.notices.letters.facts import need_facts, once_each, owners_of
from hack.notices.queries import coordinators, officers_of, proposers_for
from hack.notices.writing import Draft, to_each


def need_submitted(need: Need) -> list[Draft]:
    """To the coordinators: a section asks for their check."""
    return to_each(coordinators(), "need_submitted", **need_facts(need))


def need_approved(need: Need) -> list[Draft]:
    """To the owners: the secretariat has checked it; it can be published."""
    return to_each(owners_of(need), "need_approved", **need_facts(need))


def need_returned(need: Need) -> list[Draft]:
    """To the owners: the secretariat gave it back; why is on the page."""
    return to_each(owners_of(need), "need_returned", **need_facts(need))


def need_published(need: Need) -> list[Draft]:
    """To the owners and the coordinators: its call is open."""
    return to_each(once_each([*owners_of(need), *coordinators()]), "need_published", **need_facts(need))


def call_changed(need: Need) -> list[Draft]:
    """To the owners, the coordinators, and everybody whose draft or proposal answers it: its days have changed."""
    people = once_each([*owners_of(need), *coordinators(), *proposers_for(need.id)])
    return to_each(people, "call_changed", **need_facts(need))


def call_closed(need: Need) -> list[Draft]:
    """To the owners: its call is over."""
    return to_each(owners_of(need), "call_closed", **need_facts(need))


def need_moved(need: Need) -> list[Draft]:
    """To the owners: the step that it stands at now."""
    return to_each(owners_of(need), "need_moved", **need_facts(need), step=need.step.label)


def need_shared(owner: CoOwner) -> list[Draft]:
    """To the officers of a section that owns the need from now on, together with the section that leads."""
    return to_each(officers_of(owner.section), "need_shared", **need_facts(owner.need))
