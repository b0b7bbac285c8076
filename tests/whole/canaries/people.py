"""Words about organisations and people."""

from hack import db
from hack.accounts.actions import apply_organization, begin_sign_in, invite
from hack.accounts.models import OrganizationKind
from hack.roles import Role
from tests.whole.canaries.words import COMPANY, OFFICERS, Canaries
from tests.whole.town import Town


def about_people(canaries: Canaries, town: Town) -> None:
    cast, word = town.cast, canaries.word
    canaries.at("one_organization", cast.minato)
    for person in (cast.umi, cast.michi):
        canaries.at("one_person", person)
    with db.transaction():
        cast.minato.applicant_email = f"{word('applicant', {'mori'})}@minato.example"
        cast.minato.applicant_phone = word("bell", {"mori"})
        cast.minato.record = word("record", COMPANY | {"mori"})
        cast.umi.phone = word("umisphone", COMPANY | OFFICERS | {"mori"})
        cast.michi.phone = word("michisphone", OFFICERS | {"mori", "kan"})
    with db.transaction():
        applied = apply_organization(
            name=word("applied", {"mori"}),
            kind=OrganizationKind.STARTUP,
            in_city=True,
            applicant_name="磯部 新",
            applicant_email=f"{word('applied2', {'mori'})}@isogo.example",
        )
        invite(
            email=f"{word('invited', COMPANY | {'mori'})}@minato.example",
            name="浜 新人",
            role=Role.PROPOSER,
            organization=cast.minato,
            by=cast.umi,
        )
        begin_sign_in(cast.umi, word("device", {"umi"}))
    canaries.at("one_organization", applied)
