"""What the demo shows of each chapter: the sentences that a visitor should be able to say of it."""

from datetime import timedelta

from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import User
from hack.advice.reading import Fullness, fullness_of, sentences_by_field, texts_of
from hack.advice.vague import vague_in
from hack.agreements.models import Agreement, AgreementContact, TermDeed
from hack.agreements.queries import terms_of
from hack.consultations.models import Check, Consultation
from hack.deliberations.models import Ruling, Tabling
from hack.evaluation.choices import ConflictKind, Door, Refusal
from hack.evaluation.models import Entry, Evaluation, Evaluator, Sheet
from hack.evaluation.rules import place_of
from hack.files.models import StoredFile
from hack.files.store import Store
from hack.following.models import Follow, Kind
from hack.indicators.figures.models import PublishedFigure
from hack.indicators.figures.reference import published
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.queries import kept_terms, newest_measure
from hack.intake.models import Case, Inquiry, Theme
from hack.livinglabs.models import (
    Gathering,
    LabHandover,
    LabMember,
    LabProject,
    LivingLab,
    MemberState,
    Voice,
    VoiceState,
)
from hack.needs.models import Need, Remark
from hack.notices.models import Letter
from hack.opendata.models import DataRequest, DataSet
from hack.passages import announced_days, passages_of
from hack.pipeline.check import CheckStep as C
from hack.pipeline.datarequest import DataRequestStep as DataStep
from hack.pipeline.evaluation import EvaluationStep as E
from hack.pipeline.front import CaseStep
from hack.pipeline.front import CaseStep as F
from hack.pipeline.livinglab import LabStep as L
from hack.pipeline.need import NeedStep as N
from hack.pipeline.proposal import ProposalStep as P
from hack.pipeline.question import QuestionStep as Q
from hack.pipeline.round import RoundStep
from hack.pipeline.site import SiteStep
from hack.pipeline.support import SupportStep as S
from hack.proposals.models import Proposal, ProposalVersion
from hack.questions.models import Correction, Question
from hack.roles import Role
from hack.rounds.models import Round
from hack.rounds.queries import one_round
from hack.rounds.sheet import sheet_of
from hack.seeds.models import Lgwan, Seed
from hack.sites.models import Site, SiteCall
from hack.support.models import Support, SupportEntry
from hack.wordbook.editions import differences
from hack.wordbook.models import Deed
from hack.wordbook.queries import draft_lines, edition_in_force, lines_of
from hack.workgroups.models import (
    Confirmation,
    Discussion,
    Member,
    Post,
    Resolution,
    Side,
    Task,
    Workgroup,
)
from hack.workgroups.queries import charter_of, requirements_of


def one(kind, part):
    """The only thing of a kind whose title contains the words."""
    return db.session.scalars(select(kind).where(kind.title.contains(part))).one()


def all_of(kind, *where):
    return list(db.session.scalars(select(kind).where(*where).order_by(kind.id)))


def person(address):
    return db.session.scalars(select(User).where(User.email == address)).one()


def test_three_bureaus_own_the_watching_over_children_together(played):
    sections = [owner.bureau.name for owner in one(Need, "見守り機器を").sections]
    real = [owner.bureau.name for owner in one(Need, "置き去り").sections]

    assert sorted(sections) == sorted(real) == ["こども青少年局", "デジタル統括本部", "経済局"]


def test_the_secretariat_has_remarked_on_a_need_in_shaping(played):
    need = one(Need, "町内会館の空き")
    remarks = all_of(Remark, Remark.need_id == need.id)

    assert need.step is N.SHAPING
    assert sorted((remark.open, remark.answered) for remark in remarks) == [(False, 1), (True, 0), (True, 0), (True, 1)]


def test_the_writing_helper_has_much_to_say_of_a_vague_draft(played):
    draft = one(Need, "道路の問い合わせ対応")
    vague = [one.words for _, _, told in sentences_by_field(texts_of(draft)) for one in vague_in(told)]
    missing = [said.part.field for said in fullness_of(texts_of(draft)) if said.fullness is Fullness.MISSING]

    assert draft.step is N.DRAFT
    assert len(vague) >= 3
    assert {"present", "hoped"} <= set(missing)


def test_nurseries_lend_three_places_another_is_offered_and_one_was_declined(played):
    (call,) = all_of(SiteCall)
    steps = sorted(site.step.value for site in all_of(Site, Site.call_id == call.id))

    assert (call.capacity, call.taken, call.takes_offers) == (4, 3, True)
    assert steps == sorted([*[SiteStep.TAKEN.value] * 3, SiteStep.OFFERED.value, SiteStep.DECLINED.value])


def test_a_call_has_answers_one_of_them_corrected_and_a_question_that_waits(played):
    need = one(Need, "歩道の段差")
    questions = all_of(Question, Question.need_id == need.id)
    answers = {question.id for question in questions if question.published}

    assert [question.step for question in questions].count(Q.ANSWERED) == 3
    assert {question.step for question in questions} == {Q.ANSWERED, Q.ANSWERED_ALONE, Q.ASKED}
    assert [correction.question_id in answers for correction in all_of(Correction)] == [True]


def test_people_of_the_demo_follow_two_needs_a_field_and_a_search(played):
    kinds = {}
    for follow in all_of(Follow):
        kinds.setdefault(follow.user.email, []).append(follow.kind)

    assert set(kinds) == {"daigaku@univ.example", "startup@company.example", "douro@city.example"}
    assert all(those == [Kind.NEED, Kind.NEED, Kind.FIELD, Kind.SEARCH] for those in kinds.values())
    assert sorted(len(follow.facets) for follow in all_of(Follow, Follow.kind == Kind.SEARCH)) == [0, 1, 2]


def test_two_firms_write_a_proposal_together_and_a_third_is_invited(played):
    proposal = one(Proposal, "ひと続き")

    assert proposal.step is P.DRAFT
    assert [(partner.organization.name, partner.taking_part, partner.invited) for partner in proposal.partners] == [
        ("株式会社みさき計測(見本)", True, False),
        ("大東建託株式会社", False, True),
    ]


def test_two_proposals_wait_behind_the_seal_of_an_open_call(played):
    need = one(Need, "歩道の段差")
    handed_in = all_of(Proposal, Proposal.need_id == need.id, Proposal.received_at.is_not(None))

    assert need.sealed and need.takes_proposals
    assert [proposal.behind_the_seal for proposal in handed_in] == [True, True]


def test_a_proposal_stands_in_its_second_version_with_its_cost_for_the_secretariat_alone(played):
    proposal = one(Proposal, "掲示の紙を撮るだけ")
    versions = all_of(ProposalVersion, ProposalVersion.proposal_id == proposal.id)

    assert [version.number for version in versions] == [1, 2]
    assert proposal.levels == {"cost": "secretariat"}
    assert proposal.confidential
    assert [one["readers"] for one in versions[-1].text["files"]] == ["section", "secretariat"]


def test_a_pdf_hangs_on_a_proposal_and_on_a_case(played, installation):
    settings, _ = installation
    plan = all_of(StoredFile, StoredFile.noun == Proposal.__tablename__, StoredFile.extension == "pdf")
    sketch = all_of(StoredFile, StoredFile.noun == Case.__tablename__)

    contents = [Store.of(settings).place_of(file.stored_as).read_bytes() for file in (*plan, *sketch)]
    assert [one.startswith(b"%PDF-") and one.endswith(b"%%EOF\n") for one in contents] == [True, True]


def test_candidates_were_told_to_the_public_on_days_of_their_own(played):
    need = one(Need, "街路灯")
    days = set()
    for proposal in all_of(Proposal, Proposal.need_id == need.id):
        chosen = [passage for passage in passages_of(proposal) if passage.move == "choose"]
        announced = announced_days(chosen)
        days |= {(passage.happened_on, announced[passage.id]) for passage in chosen if passage.id in announced}

    assert need.step is N.CANDIDATE
    assert len(days) == 2
    assert all(happened < told for happened, told in days)


def test_of_those_who_were_chosen_one_negotiates_one_has_agreed_and_one_did_not_come_to_terms(played):
    need = one(Need, "街路灯")
    steps = [
        p.step for p in all_of(Proposal, Proposal.need_id == need.id) if p.title != "" and p.kind.value == "solution"
    ]

    assert sorted(step.value for step in steps) == ["agreed", "broken_off", "candidate", "declined", "negotiating"]


def _evaluation_of(part):
    return all_of(Evaluation, Evaluation.need_id == one(Need, part).id)[0]


def test_four_evaluators_confer_about_three_proposals_and_differ_widely(played):
    evaluation = _evaluation_of("行事の人手")
    entries = all_of(Entry, Entry.evaluation_id == evaluation.id)
    sheets = all_of(Sheet, Sheet.entry_id.in_([entry.id for entry in entries]))
    conflicts = [told.kind for place in evaluation.evaluators for told in place.declarations if told.kind.bars]
    points = {score.points for sheet in sheets for score in sheet.scores if not sheet.abstains}

    assert evaluation.step is E.JOINT
    assert (len(entries), len(evaluation.evaluators)) == (3, 4)
    assert conflicts == [ConflictKind.WORKED]
    assert [sheet.abstains for sheet in sheets].count(True) == 1
    assert {1, 5} < points
    assert [entry.result is None for entry in entries].count(True) == 2


def test_decisions_were_released_with_a_reason_and_another_door_for_who_was_refused(played):
    evaluation = _evaluation_of("街路灯")
    refused = [entry for entry in all_of(Entry, Entry.evaluation_id == evaluation.id) if entry.refusal is not None]

    assert evaluation.step is E.RELEASED and not evaluation.afterwards
    assert [(entry.refusal, entry.door) for entry in refused] == [(Refusal.FEASIBILITY, Door.NEEDS)]
    assert "ほかの募集中のニーズ" in passages_of(refused[0].proposal)[-1].reason


def test_an_officer_who_signs_in_has_proposals_to_evaluate(played):
    evaluation, officer = _evaluation_of("会議の記録"), person("douro@city.example")
    place = place_of(officer, evaluation)
    sheets = all_of(Sheet, Sheet.evaluator_id == place.id)

    assert evaluation.step is E.SCORING and evaluation.due_on > clock.today()
    assert place.declared_at is not None and place.handed_in_at is None
    assert [sorted(score.points or -1 for score in sheet.scores) for sheet in sheets] == [[-1, 4, 4]]
    assert len(all_of(Evaluator, Evaluator.evaluation_id == evaluation.id)) == 4


def _group():
    return one(Workgroup, "見守り機器")


def test_a_groups_charter_is_in_its_second_version_and_only_the_nursery_has_not_confirmed_it(played):
    group = _group()
    charter = charter_of(group)
    confirmed = {told.member_id for told in all_of(Confirmation, Confirmation.charter_id == charter.id)}

    assert charter.version == 2
    assert [member.user.email for member in group.members if member.id not in confirmed] == ["hoikuen@field.example"]
    assert [member.user.email for member in group.members if member.side is Side.FIELD] == ["hoikuen@field.example"]


def test_a_group_has_replaced_a_decision_and_one_of_its_tasks_is_late(played):
    group = _group()
    decisions = all_of(Resolution, Resolution.workgroup_id == group.id)
    late = [task for task in all_of(Task, Task.workgroup_id == group.id) if task.overdue]

    assert [decision.number for decision in decisions if decision.superseded_by_id] == [2]
    assert [task.owner.user.email for task in late] == ["startup@company.example"]


def test_what_was_taken_back_in_a_talk_leaves_a_trace(played):
    talks = all_of(Discussion, Discussion.workgroup_id == _group().id)
    posts = all_of(Post, Post.discussion_id == talks[0].id)

    assert [post.withdrawn_at is None for post in posts] == [True, True, False, True]


def test_groups_tell_everybody_how_far_they_came_and_hand_requirements_on(played):
    at_work, closed = _group(), one(Workgroup, "街路灯")

    assert at_work.shown and not at_work.step.ends
    assert closed.shown and closed.step.hoped
    assert len(requirements_of(at_work)) == 3
    assert len(requirements_of(closed)) == 5


def test_a_group_has_papers_of_three_kinds_that_can_be_fetched(played, installation):
    settings, _ = installation
    files = all_of(StoredFile, StoredFile.noun == Workgroup.__tablename__, StoredFile.thing_id == _group().id)
    contents = {file.extension: Store.of(settings).place_of(file.stored_as).read_bytes() for file in files}

    assert sorted(contents) == ["csv", "pdf", "txt"]
    assert contents["pdf"].startswith(b"%PDF-") and contents["pdf"].endswith(b"%%EOF\n")
    assert contents["csv"].decode("utf-8-sig").startswith("園,回,日,")
    assert "(見本)" in contents["txt"].decode()


def test_sections_have_said_yes_if_no_and_nothing_yet_to_a_proposal(played):
    checks = all_of(Check, Check.consultation_id == one(Consultation, "お知らせ便").id)

    assert {check.step: check.late for check in checks} == {C.CONDITIONAL: False, C.REFUSED: False, C.REQUESTED: True}
    assert one(Consultation, "街路灯").result == "全て了承"


def test_requests_for_support_stand_at_every_step(played):
    requests = {request.step: request for request in all_of(Support)}
    under_way = requests[S.UNDER_WAY]

    assert set(requests) == {S.ASKED, S.TAKEN, S.UNDER_WAY, S.DONE}
    assert clock.now() - requests[S.ASKED].asked_at >= timedelta(days=8)
    assert under_way.overdue
    assert len(all_of(SupportEntry, SupportEntry.support_id == under_way.id)) == 2
    assert requests[S.DONE].result


def _round(step):
    """The round that stands there, as the secretariat reads it."""
    return one_round(all_of(Round, Round.step == step)[0].key, person("jimukyoku@city.example"))


def test_a_draft_gives_each_of_seven_proposals_to_two_evaluators_and_nobody_more_than_five(played):
    sheet = sheet_of(_round(RoundStep.DRAFT))
    barred = [prospect for row in sheet.rows for prospect in row.matter.prospects if prospect.value is None]
    by_hand = [one.placing for row in sheet.rows for one in row.held if one.placing.stands]

    assert [len(row.held) for row in sheet.rows] == [2] * 7
    assert len(sheet.loads) == 4 and all(0 < load.count <= 5 for load in sheet.loads)
    assert [prospect.because for prospect in barred] == [["利害関係がある"]]
    assert len(by_hand) == 1


def test_five_proposals_were_given_out_to_two_evaluators_each_and_one_has_handed_in(played):
    evaluation = _evaluation_of("会議の記録")
    (released,) = all_of(Round, Round.step == RoundStep.RELEASED, Round.evaluation_id == evaluation.id)
    given = {place.user.email: len(place.allotments) for place in evaluation.evaluators}
    done = {place.user.email for place in evaluation.evaluators if place.handed_in_at}

    assert evaluation.allotted and evaluation.step is E.SCORING
    assert [len(matter.placings) for matter in released.matters] == [2] * 5
    assert given.pop("chiiki@city.example") == 0 and sum(given.values()) == 10 and min(given.values()) > 1
    assert done == {"kyoso@city.example"}


def test_two_coordinators_share_three_groups_that_sections_opened_by_themselves(played):
    groups = [matter.workgroup for matter in _round(RoundStep.RELEASED).matters]
    secretaries = {member.user.name for group in groups for member in group.members if member.side is Side.SECRETARIAT}

    assert [db.session.get(User, group.opened_by_id).role for group in groups] == [Role.OFFICER] * 3
    assert [sum(one.side is Side.SECRETARIAT for one in group.members) for group in groups] == [1, 1, 1]
    assert secretaries == {"森下 結", "伴 走"}


def test_the_first_words_are_in_force_and_three_changes_wait(played):
    edition = edition_in_force()

    assert (edition.number, edition.words, edition.groups) == (1, 9, 8)
    assert [one.deed for one in differences(lines_of(edition), draft_lines())] == [Deed.ADDED, Deed.ADDED, Deed.CHANGED]


def test_organisations_are_compared_with_the_published_aims_and_no_actual_is_made_up(played):
    kept = kept_terms()

    assert (newest_measure().who, [kept[year].target for year in sorted(kept)]) == (
        Counted.ORGANIZATIONS,
        [250, 500, 750, 1000],
    )
    assert {row.actual for row in kept.values()} == {None}
    assert "見本" in newest_measure().reason and "見本" in kept[2025].outlook
    assert len(all_of(PublishedFigure)) == len(published())


def test_six_real_labs_are_in_the_register_with_their_sources_and_nothing_that_no_source_tells(played):
    real = all_of(LivingLab, LivingLab.source != "", ~LivingLab.name.contains("(見本)"))

    assert [lab.name for lab in real] == [
        "井土ケ谷リビングラボ", "みなまきラボ", "Wise Living Lab", "戸塚リビングラボ", "共創ラボ", "ケアテック・オープン・ラボ横浜"
    ]  # fmt: skip
    assert {(lab.step, lab.basis.value, lab.organization_id) for lab in real} == {(L.REGISTERED, "unknown", None)}
    assert all("(見本)" in lab.name for lab in all_of(LivingLab, LivingLab.source == ""))


def test_a_labs_voices_have_become_a_need_and_an_organisation_waits_for_an_answer(played):
    used = all_of(Voice, Voice.state == VoiceState.NEED)

    assert len(used) == 2 and {voice.need.title for voice in used} == {"空き家を、昼の間だけ近所の居場所にしたい(見本)"}
    assert [one.name for one in all_of(LabMember, LabMember.state == MemberState.ASKED)] == [
        "株式会社あおぞら測量(見本)"
    ]
    assert sorted(lab.step.value for lab in all_of(LivingLab, LivingLab.step.in_((L.APPLIED, L.RETURNED)))) == [
        "applied", "returned"
    ]  # fmt: skip
    assert [one.coming for one in all_of(Gathering)] == [False, False, False, False, True, True]


def test_a_lab_from_a_source_was_handed_over_and_two_wait_for_an_answer(played):
    told = [(one.livinglab.name, one.side.value, one.state.value) for one in all_of(LabHandover)]

    assert sorted(told) == [
        ("おかの庭リビングラボ(見本)", "offer", "accepted"),
        ("ほしぞら団地ラボ(見本)", "offer", "open"),
        ("よあけ市場ラボ(見本)", "claim", "open"),
    ]


def test_projects_of_the_open_lab_have_their_sources_and_no_day_that_no_source_tells(played):
    real = all_of(LabProject, LabProject.source != "")

    assert {one.livinglab.name for one in real} == {"ケアテック・オープン・ラボ横浜"} and len(real) == 5
    assert {(one.since, one.until, len(one.partners)) for one in real} == {(None, None, 0)}
    assert all("(見本)" in one.title for one in all_of(LabProject, LabProject.source == ""))


def test_an_organisation_has_four_like_seeds_and_some_run_on_the_closed_network_and_some_do_not(played):
    seeds = [seed for seed in all_of(Seed) if "届出書" in seed.title]
    of_one = [seed for seed in seeds if seed.organization_id == person("startup@company.example").organization_id]

    assert len(of_one) == 4
    assert {seed.lgwan for seed in seeds} == set(Lgwan)
    assert "庁内の端末" in one(Need, "届出書").text


def test_two_seeds_have_come_into_the_catalogue_in_the_last_month(played):
    assert sum(seed.published_at >= clock.now() - timedelta(days=30) for seed in all_of(Seed)) == 2


def test_everybody_who_signs_in_to_work_finds_notices(played):
    written = {letter.to.email for letter in all_of(Letter, Letter.to_id.is_not(None))}

    assert {email for _, _, email in played.people} - written <= {
        "kanri@city.example",
        "kansa@city.example",
        "daigaku@univ.example",
    }
    assert all_of(Member, Member.left_at.is_not(None)) == []


def test_the_register_has_thirteen_real_agreements_told_as_far_as_they_are_known_and_two_made_up(played):
    agreements = all_of(Agreement)
    real = [one for one in agreements if "見本" not in one.name]

    assert (len(real), len(agreements)) == (13, 15)
    assert all(one.published and one.source_name for one in agreements)
    assert sorted(one.when.written for one in real) == [
        *[""] * 6,
        "2018-05-22",
        "2018-07-31",
        "2019-03-20",
        "2019年度",
        "2020-06-01",
        "2020-07-30",
        "2020-09-17",
    ]
    (near,) = [one for one in agreements if one.near_its_end]
    assert near.name == "町内会館の予約を軽くする取組に関する覚書(見本)"
    assert [term.deed for term in terms_of(near)] == [TermDeed.EXTENDED]
    assert [contact.agreement.case_id is None for contact in all_of(AgreementContact)] == [False]


def test_a_case_was_ruled_on_and_came_to_an_agreement_and_another_waits_for_its_day(played):
    ruled, waiting = all_of(Tabling)

    assert (ruled.ruling, ruled.paper.case.step) == (Ruling.CONDITIONAL, CaseStep.STARTED)
    assert [made.case_id for made in all_of(Agreement, Agreement.case_id.is_not(None))] == [ruled.paper.case_id]
    assert (waiting.ruling, waiting.paper.case.step) == (None, CaseStep.TABLED)
    assert waiting.sitting.held_on > clock.today()
    assert [one.ruling_before for one in ruled.corrections] == [Ruling.PROCEED]
    assert [one.met_at is None for one in ruled.conditions] == [False, False]
    assert ruled.sitting.present and waiting.paper.replaceable
    assert {item.sitting.body.name for item in (ruled, waiting)} == {"横浜市DX推進本部"}
    assert "街路樹の場所は出せます" in waiting.tabled["replies"]


def test_cases_of_the_front_stand_at_every_kind_of_step(played):
    steps = {case.step for case in all_of(Case)}

    assert steps == {
        F.RECEIVED, F.TRIAGE, F.SCHEDULING, F.MERGED, F.CHECKING, F.TABLED, F.TO_NEED, F.DECLINED, F.COORDINATING, F.STARTED,
    }  # fmt: skip
    assert one(Case, "子育ての催し").need.section.name == "地域活動推進課"
    assert one(Case, "学生による").late and not one(Case, "公園の土").late
    assert {ground.condition.value for ground in one(Case, "歩く速さ").grounds} == {"technology", "across"}
    assert {inquiry.step.ends for inquiry in all_of(Inquiry)} == {True, False}
    assert sorted(theme.state for theme in all_of(Theme)) == ["募集中", "募集終了"]


def test_the_open_data_desk_has_requests_at_every_stage_and_two_data_sets(played):
    steps = {one.step for one in all_of(DataRequest)}
    datasets = all_of(DataSet)

    assert steps == {DataStep.RECEIVED, DataStep.ASKED, DataStep.PLANNED, DataStep.PUBLISHED, DataStep.REFUSED}
    assert [one.public and one.title.endswith("(見本)") for one in datasets] == [True, True]
    assert all("data.example.jp" in file.url for one in datasets for file in one.files)
    assert all("見本" in one.title for one in all_of(DataRequest))
