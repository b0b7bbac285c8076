"""Cause and effect are complete."""

from dataclasses import fields, is_dataclass

from hack import events, wiring
from hack.events import Event

KINDS = {kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)} - {Event}


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
