"""Cause and effect are complete."""

from dataclasses import fields, is_dataclass
from inspect import getmembers, isfunction
from typing import get_args, get_type_hints

from hack import events, outbox, wiring
from hack.events import Event
from hack.notices import reactions as notices
from hack.search import reactions as search

KINDS = {kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)} - {Event}
TOLD = {
    "need_id": {search.index_need, wiring.suggest_for_need},
    "seed_id": {search.index_seed, wiring.suggest_for_seed},
    "proposal_id": {search.index_proposal},
    "workgroup_id": {search.index_workgroup},
    "member_id": {search.index_workgroup_of_member},
}
"""Who is told whatever becomes of a thing, by the field of the event that names the thing."""
DRAFTED = {events.NeedDrafted, events.SeedDrafted, events.ProposalDrafted}
"""What is nobody else's business yet."""


def test_every_event_either_has_reactions_or_is_said_to_have_none():
    assert set(wiring.REACTIONS) | wiring.SILENT == KINDS
    assert set(wiring.REACTIONS) & wiring.SILENT == set()


def test_every_event_is_frozen_and_carries_plain_values():
    for kind in KINDS:
        assert is_dataclass(kind) and kind.__dataclass_params__.frozen, kind
        assert {field.type for field in fields(kind)} <= {int, str, "int", "str"}, kind


def test_every_reaction_can_be_called():
    for reactions in wiring.REACTIONS.values():
        for reaction in reactions:
            assert callable(reaction) and reaction.__name__


def test_whatever_becomes_of_a_thing_is_told_to_the_search_and_the_matcher():
    untold = {}
    for kind in KINDS - DRAFTED:
        owed = {reaction for field in fields(kind) for reaction in TOLD.get(field.name, ())}
        untold[kind] = {reaction.__name__ for reaction in owed - set(wiring.REACTIONS.get(kind, ()))}

    assert {kind.__name__: names for kind, names in untold.items() if names} == {}


def test_the_seeds_of_an_organization_come_and_go_with_it():
    assert search.index_seeds_of_organization in wiring.REACTIONS[events.OrganizationMoved]


def test_every_letter_is_written_about_the_events_that_its_reaction_names_and_no_others():
    writes = {name: reaction for name, reaction in getmembers(notices, isfunction) if name.startswith("write_")}
    named = {name: get_type_hints(reaction)["event"] for name, reaction in writes.items()}
    wired = {
        name: {kind for kind, reactions in wiring.REACTIONS.items() if reaction in reactions}
        for name, reaction in writes.items()
    }

    assert wired == {name: set(get_args(kinds) or (kinds,)) for name, kinds in named.items()}


def test_what_is_owed_is_called_by_its_chapter_whichever_file_it_stands_in():
    names = {outbox._name(reaction) for reactions in wiring.REACTIONS.values() for reaction in reactions}

    assert {"notices.reactions.write_about_need", "search.reactions.index_need"} <= names
    assert {name.count(".") for name in names} == {2}
    assert len(names) == len({reaction for reactions in wiring.REACTIONS.values() for reaction in reactions})
    assert wiring.LETTERS[events.ProposalMoved] == [notices.write_about_proposal]
