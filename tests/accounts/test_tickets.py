"""The links in letters: sealed, good for one use, and for a time."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.accounts.actions import accept_invitation, ask_reset, invite, reset_password
from hack.accounts.models import Ticket, TicketKind, User
from hack.accounts.queries import ticket_behind
from hack.accounts.tickets import good, key_in, path_of, sealed
from hack.errors import RuleBroken
from hack.roles import Role
from tests.accounts.words import SECRET, an_invitation, link_of
from tests.cast import HASH


def test_a_link_is_good_only_with_its_seal(cast):
    ticket = an_invitation(by=cast.umi)
    token = link_of(ticket).removeprefix("/accept/")

    assert ticket_behind(token, TicketKind.INVITATION, SECRET) is ticket
    assert ticket_behind(ticket.key, TicketKind.INVITATION, SECRET) is None
    assert ticket_behind(f"{ticket.key}.", TicketKind.INVITATION, SECRET) is None
    assert ticket_behind(token[:-1], TicketKind.INVITATION, SECRET) is None
    assert ticket_behind(token, TicketKind.INVITATION, "y" * 40) is None
    assert ticket_behind(token, TicketKind.RESET, SECRET) is None
    assert ticket_behind("ありえない.文字", TicketKind.INVITATION, SECRET) is None


def test_a_letter_that_waits_holds_the_link_without_its_seal(cast):
    ticket = an_invitation(by=cast.umi)

    assert path_of(ticket) == f"/accept/{ticket.key}"
    assert link_of(ticket).startswith(f"/accept/{ticket.key}.")
    assert key_in(link_of(ticket).removeprefix("/accept/"), TicketKind.INVITATION, SECRET) == ticket.key
    assert sealed("/needs/abc", SECRET) == "/needs/abc"
    assert sealed(link_of(ticket), SECRET) == link_of(ticket)


def test_an_invitation_lets_one_person_in_once(cast):
    ticket = an_invitation(by=cast.umi)

    with db.transaction():
        person = accept_invitation(ticket, name="浜 新人", password_hash=HASH)

    assert (person.email, person.role, person.organization) == ("hama@minato.example", Role.PROPOSER, cast.minato)
    assert ticket.user_id == person.id
    assert not good(ticket)
    with pytest.raises(RuleBroken, match="すでに使われた"), db.transaction():
        accept_invitation(ticket, name="別人", password_hash=HASH)


@pytest.mark.parametrize(("late", "holds"), [(timedelta(days=7, seconds=-1), True), (timedelta(days=7), False)])
def test_an_invitation_holds_for_seven_days(cast, late, holds):
    ticket = an_invitation(by=cast.umi)

    with clock.stopped_at(clock.now() + late):
        assert good(ticket) is holds
        if not holds:
            with pytest.raises(RuleBroken, match="期限"), db.transaction():
                accept_invitation(ticket, name="浜 新人", password_hash=HASH)


@pytest.mark.parametrize(("late", "holds"), [(timedelta(minutes=59), True), (timedelta(hours=1), False)])
def test_a_link_for_a_new_password_holds_for_an_hour(cast, late, holds):
    with db.transaction():
        ticket = ask_reset("umi@minato.example")

    with clock.stopped_at(clock.now() + late):
        assert good(ticket) is holds
        if not holds:
            with pytest.raises(RuleBroken, match="期限"), db.transaction():
                reset_password(ticket, password_hash="new")


def test_a_second_invitation_puts_the_first_out_of_use(cast):
    first, elsewhere = an_invitation(by=cast.umi), an_invitation(by=cast.riku)
    second = an_invitation(by=cast.sora)

    assert [good(first), good(elsewhere), good(second)] == [False, True, True]


def test_a_used_reset_puts_the_others_out_of_use(cast):
    with db.transaction():
        first, second = ask_reset("umi@minato.example"), ask_reset(" UMI@minato.example ")
    with db.transaction():
        reset_password(second, password_hash="new")

    assert db.session.get_one(User, cast.umi.id).password_hash == "new"
    assert not good(first)


@pytest.mark.parametrize("address", ["nobody@minato.example", "moto@minato.example"])
def test_there_is_no_link_for_somebody_unknown_or_out_of_use(cast, address):
    with db.transaction():
        assert ask_reset(address) is None

    assert db.session.query(Ticket).count() == 0


def test_an_invitation_to_an_address_that_has_an_account_is_sent_like_any_other_and_lets_nobody_in(cast):
    ticket = an_invitation(by=cast.riku, email="umi@minato.example")

    assert good(ticket)
    with pytest.raises(RuleBroken, match="すでにあります"), db.transaction():
        accept_invitation(ticket, name="海野 凪", password_hash=HASH)
    assert cast.umi.organization is cast.minato
    assert good(ticket)


def test_full_width_letters_are_the_same_address(cast):
    with db.transaction():
        ticket = invite(
            email="Hama@minato.example", name="浜", role=Role.PROPOSER, organization=cast.minato, by=cast.umi
        )

    assert ticket.email == "hama@minato.example"
