"""Everything at once."""

from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.roles import Role
from tests.indicators.words import a_figure, an_actual
from tests.proposals.words import a_file_of
from tests.support.papers import a_support
from tests.whole.places.cases import enter_cases, enter_inquiries, enter_slot, enter_themes
from tests.whole.places.consultations import a_consultation
from tests.whole.places.data import enter_datasets, enter_requests, offer
from tests.whole.places.evaluations import EVALUATED, an_evaluated_call, enter_rounds
from tests.whole.places.groups import a_feed, a_file, a_group, kept_in
from tests.whole.places.labs import enter_labs
from tests.whole.places.needs import enter_needs, enter_questions, enter_sites, share
from tests.whole.places.pacts import of_pacts
from tests.whole.places.people import (
    a_batch,
    a_dead_letter,
    a_follow,
    a_reset,
    a_sign_in,
    a_stopping_token,
    an_invitation,
    token_of,
)
from tests.whole.places.place import Place, by_key_of
from tests.whole.places.proposals import PARTNERS, a_partner, enter_proposals, files_of_proposals
from tests.whole.places.seeds import a_suggestion, enter_seeds
from tests.whole.town import Town, an_applicant
from tests.wordbook.words import a_word, released, some_synonyms


def fill(town: Town) -> dict[str, list[Place]]:
    """Enter what the addresses are about; it by the name of the function that finds it."""
    cast = town.cast
    needs = enter_needs(town)
    opened, internal = needs["its call is open"], needs["internal, its call is open"]
    seeds = enter_seeds(town)
    proposals = enter_proposals(town, opened)
    questions = enter_questions(town, opened)
    groups = {
        "looks for members": a_group(town, opened, WorkgroupStep.RECRUITING),
        "of an internal need, looks for members": a_group(town, internal, WorkgroupStep.RECRUITING),
        "at work": a_group(town, opened, WorkgroupStep.ACTIVE),
    }
    cases = enter_cases(town)
    offered, slot = enter_slot(cases)
    about_need, of_rivers, _ = a_consultation(town, internal)
    about_proposal, of_resources, taken_back = a_consultation(town, opened, proposals["received"])
    suggestions = {
        "open call, listed seed": a_suggestion(opened, seeds["listed"], by=cast.umi),
        "draft, listed seed": a_suggestion(needs["a draft"], seeds["listed"]),
        "open call, archived seed": a_suggestion(opened, seeds["archived"]),
        "open call, seed of a suspended organisation": a_suggestion(opened, seeds["of a suspended organisation"]),
    }
    shared = needs["shaped, owned with Midori's section"]
    owner, remark = share(town, shared)
    sites = enter_sites(town, opened)
    supports = {
        "asked, about a need": a_support(cast, need=opened),
        "under way": a_support(cast, step=SupportStep.UNDER_WAY),
        "declined": a_support(cast, step=SupportStep.DECLINED),
    }
    organizations = {
        "active": cast.minato,
        "applied": an_applicant(),
        "verified": town.hatsu.organization,
        "suspended": town.tome.organization,
    }
    people = {"proposer": cast.umi, "proposer, out of use": cast.moto, "officer": cast.michi, "administrator": cast.kan}
    umis = an_invitation("hama@minato.example", Role.PROPOSER, by=cast.umi, organization=cast.minato)
    moris = an_invitation("hori@city.example", Role.OFFICER, by=cast.mori, section=cast.roads)
    kans = an_invitation("mizu@city.example", Role.COORDINATOR, by=cast.kan)
    words = {"kept whole": a_word(by=cast.mori), "grouped": some_synonyms(by=cast.mori)}
    an_actual(2024, 700, by=cast.mori)
    figures = by_key_of("figure", {"published": a_figure()})
    by_key = {
        "one_need": by_key_of("need", needs),
        "one_seed": by_key_of("seed", seeds),
        "one_proposal": by_key_of("proposal", proposals),
        "one_question": by_key_of("question", questions),
        "one_follow_once": by_key_of("follow", {"Umi's": a_follow(cast.umi)}),
        "one_workgroup": by_key_of("group", {name: group for name, (group, _, _) in groups.items()}),
        "one_support": by_key_of("support", supports),
        "one_case": by_key_of("case", cases),
        "one_inquiry": by_key_of("inquiry", enter_inquiries(town)),
        "one_theme": by_key_of("theme", enter_themes(town)),
        "one_consultation": by_key_of(
            "consultation", {"about an internal need": about_need, "about a proposal": about_proposal}
        ),
        "one_check": by_key_of(
            "check",
            {
                "asked of Kaji's section": of_rivers,
                "asked of Midori's section": of_resources,
                "withdrawn from Kaji's section": taken_back,
            },
        ),
        "one_suggestion": by_key_of("suggestion", {name: one for name, (one, _) in suggestions.items()}),
        "one_verdict": by_key_of("verdict", {"Umi's": suggestions["open call, listed seed"][1]}),
        "one_organization": by_key_of("organisation", organizations),
        "one_person": by_key_of("person", people),
        "one_invitation": by_key_of(
            "invitation", {"of the company": umis, "of a section": moris, "of the secretariat": kans}
        ),
        "one_sign_in": by_key_of("sign-in", {"Umi's": a_sign_in(cast.umi)}),
        "one_site": by_key_of("site", sites),
        "one_wordbook_entry": by_key_of("word", words),
        "wordbook_entry_ever": by_key_of("word", words),
        "one_wordbook_edition": by_key_of("edition", {"in force": released(by=cast.mori)}),
        "one_figure": figures,
        "figure_ever": figures,
        "one_dead_letter": by_key_of("letter", {"that was given up": a_dead_letter(cast.michi)}),
    }
    partners = {says: a_partner(town, opened, **facts) for says, facts in PARTNERS.items()}
    by_key["one_invitation_to_propose"] = by_key_of("proposal", {"Riku is invited to it": partners["Riku is invited"]})
    by_key |= enter_labs(town, opened)
    inside = {
        "one_owner_once": [Place("owner: Midori's section", {"key": shared.key, "owner_key": owner.key})],
        "one_remark": [Place("remark: on what two sections own", {"key": shared.key, "remark_key": remark.key})],
        "one_slot": [Place("case: its dates are offered", {"key": offered.key, "slot_key": slot.key})],
        "one_site_call": [Place("call for places: of a public need", {"key": opened.key})],
        "one_partner": [
            Place(f"proposal: {says}", {"key": partner.proposal.key, "partner_key": partner.key})
            for says, partner in partners.items()
        ],
        "one_meeting": [
            Place(f"group: {name}", {"key": group.key, "meeting_key": meeting.key})
            for name, (group, meeting, _) in groups.items()
        ],
        "one_member": [
            Place(f"group: {name}", {"key": group.key, "member_key": member.key})
            for name, (group, _, member) in groups.items()
        ],
    }
    to_be_answered = [
        Place(f"question of the writer: {name} of a need, {says}", {"key": needs[says].key, "question": name})
        for name in ("who", "conditions")
        for says in ("a draft", "its call is open")
    ]
    evaluations = {says: an_evaluated_call(town, step) for says, step in EVALUATED.items()}
    by_key["one_evaluation"] = by_key_of("evaluation", {says: one for says, (one, _, _) in evaluations.items()})
    inside["one_evaluator"] = [
        Place(f"evaluation: {says}", {"key": one.key, "place_key": place.key})
        for says, (one, _, place) in evaluations.items()
    ]
    inside["one_entry"] = inside["entry_to_score"] = [
        Place(f"evaluation: {says}", {"key": one.key, "proposal_key": entry.key})
        for says, (one, entry, _) in evaluations.items()
    ]
    datasets = enter_datasets(town)
    requests, data_inquiries = enter_requests(town, datasets["in the catalogue"])
    by_key["one_dataset"] = by_key_of("data set", datasets)
    by_key["one_datarequest"] = by_key_of("data request", requests)
    by_key["one_data_inquiry"] = by_key_of("data inquiry", data_inquiries)
    offered = offer(town, opened, datasets["in the catalogue"])
    inside["one_offered"] = [Place("data for a need: a public one", {"key": opened.key, "offered_key": offered.key})]
    rounds = enter_rounds(town)
    by_key["one_round"] = by_key_of("round", rounds)
    inside["one_matter"] = [
        Place(f"round: {says}", {"key": one.key, "matter_key": one.matters[0].key}) for says, one in rounds.items()
    ]
    inside["one_carrier"] = [
        Place(f"round: {says}", {"key": one.key, "carrier_key": one.carriers[0].key}) for says, one in rounds.items()
    ]
    files = [(name, group, a_file(town.cast.umi, group)) for name, (group, _, _) in groups.items()]
    of_groups = [Place(f"group: {name}", {"key": group.key, "file_key": file.key}) for name, group, file in files]
    of_proposals = files_of_proposals(proposals, partners, cast)
    of_cases = [
        Place(f"case: {says}", {"key": case.key, "file_key": a_file(cast.umi, case).key})
        for says, case in cases.items()
    ]
    of_entries = [
        Place(
            f"evaluation: {says}",
            {"key": one.key, "proposal_key": entry.key, "file_key": a_file_of(entry.proposal, by=cast.umi).key},
        )
        for says, (one, entry, _) in evaluations.items()
    ]
    consulted_on = a_file_of(about_proposal.proposal, by=cast.umi)
    inside |= kept_in({name: group for name, (group, _, _) in groups.items()}, cast)
    asked_for = [Place(one.says, query={"need": one.values["key"]}) for one in by_key["one_need"]]
    through = [Place(one.says, query={"suggestion": one.values["key"]}) for one in by_key["one_suggestion"]]
    return {
        **by_key,
        **inside,
        **of_pacts(town),
        "case_of_agreement": by_key["one_case"],
        "case_to_prepare": by_key["one_case"],
        "next_question": to_be_answered,
        "one_term": [
            Place("term: with an actual", {"term": "3q"}),
            Place("term: of which nothing is kept", {"term": "2q"}),
        ],
        "one_member_once": inside["one_member"],
        "one_post_once": inside["one_post"],
        "need_to_support": by_key["one_need"],
        "need_with_data": by_key["one_need"],
        "received_proposal": by_key["one_proposal"],
        "need_to_consult": by_key["one_need"],
        "proposal_to_consult": by_key["one_proposal"],
        "group_open_inside": by_key["one_workgroup"],
        "one_proposal_file": of_proposals,
        "one_proposal_file_once": of_proposals,
        "one_case_file": of_cases,
        "one_case_file_once": of_cases,
        "one_entry_file": of_entries,
        "one_file_consulted_on": [
            Place("consultation: about a proposal", {"key": about_proposal.key, "file_key": consulted_on.key})
        ],
        "one_group_file": of_groups,
        "one_group_file_once": of_groups,
        "one_batch": by_key_of("batch", {"Umi's": a_batch(cast.umi, "seed")}),
        "proposals.need_asked_for": asked_for,
        "evaluation.need_asked_for": asked_for,
        "workgroups.need_asked_for": [*asked_for, *through],
        "accept": [Place("link of an invitation", {"token": token_of(umis)})],
        "reset": [Place("link to a new password", {"token": token_of(a_reset(cast.umi))})],
        "unsubscribe": [Place("link that stops a letter", {"token": a_stopping_token(cast.riku)})],
        "feed_at": [Place("address of Umi's calendar", {"token": a_feed(cast.umi)})],
        "": [Place("")],
    }
