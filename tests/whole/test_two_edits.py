"""Two who change the same thing at once: no text is lost, whichever form of the product it is."""

import pkgutil
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

import hack
from hack import clock, db
from hack.accounts.models import User
from hack.consultations.actions import Ask, open_consultation
from hack.consultations.models import CheckKind
from hack.deliberations.models import Ruling
from hack.evaluation.choices import Decision
from hack.forms import EditingForm
from hack.intake.actions import keep_grounds
from hack.intake.models import Condition
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.roles import Role
from hack.workgroups.actions import give_task, open_discussion
from hack.workgroups.models import Post
from tests.agreements.words import a_contact, an_agreement, an_outcome
from tests.browser import Browser
from tests.cast import Cast, a_need, a_person, a_seed
from tests.deliberations.words import a_body, a_paper, a_sitting, ruled, tabled
from tests.deliberations.words import a_case as a_checked_case
from tests.evaluation.words import an_entry, an_evaluation, an_evaluator, decided
from tests.indicators.words import a_figure, aims, an_actual
from tests.intake.words import a_case, a_theme
from tests.livinglabs.words import a_gathering, a_lab, a_project, a_voice
from tests.opendata.words import a_dataset, a_request
from tests.opendata.words import answered as answered_by_sections
from tests.opendata.words import decided as decided_about
from tests.proposals.words import a_draft
from tests.questions.words import a_question, answered
from tests.rounds.words import a_round, three_evaluators
from tests.sites.words import a_call
from tests.support.papers import a_support
from tests.wordbook.words import a_word, some_synonyms
from tests.workgroups.words import a_meeting, a_workgroup

NOT_KEPT = ("reason", "note")
"""What belongs to a change and not to the thing: it is not there to be read beside one's own."""
CHOSEN = ("personal", "result", "move", "opens_on", "how", "wording", "kana", "field")
"""What is chosen, or is the same for both."""


class Edit(NamedTuple):
    """Where two people write, who they are, and what each of them writes, by the name of the question."""

    address: str
    first: User
    second: User
    theirs: dict[str, str]
    own: dict[str, str]
    ends: bool = False
    """Whether the first one's deed leaves nothing for the second to do but to take the own text elsewhere."""


def _need(cast: Cast) -> Edit:
    need = a_need(by=cast.michi, step=NeedStep.DRAFT)
    return Edit(f"/needs/{need.key}/edit", cast.michi, cast.mori, {"hoped": "道野の言葉"}, {"hoped": "森の言葉"})


def _publishing(cast: Cast) -> Edit:
    need = a_need(by=cast.michi, step=NeedStep.READY)
    days = {"move": "open_ideas", "opens_on": "2026-05-12", "closes_on": "2026-06-30"}
    theirs, own = days | {"criteria": "道野の言葉"}, days | {"criteria": "森の言葉", "closes_on": "2026-07-31"}
    return Edit(f"/needs/{need.key}/publish", cast.michi, cast.mori, theirs, own, ends=True)


def _call_days(cast: Cast) -> Edit:
    need = a_need(by=cast.michi)
    theirs = {"closes_on": "2026-06-20", "reason": "道野の言葉"}
    own = {"closes_on": "2026-06-25", "reason": "森の言葉"}
    return Edit(f"/needs/{need.key}/call", cast.michi, cast.mori, theirs, own)


def _advice(cast: Cast) -> Edit:
    need = a_need(by=cast.michi, step=NeedStep.DRAFT)
    page = f"/advice/needs/{need.key}/hoped"
    return Edit(page, cast.michi, cast.mori, {"answer": "道野の言葉"}, {"answer": "森の言葉"})


def _advice_choices(cast: Cast) -> Edit:
    need = a_need(by=cast.michi, step=NeedStep.DRAFT)
    page = f"/advice/needs/{need.key}/conditions"
    return Edit(page, cast.michi, cast.mori, {"personal": "some"}, {"personal": "none"})


def _seed(cast: Cast) -> Edit:
    seed = a_seed(by=cast.umi)
    return Edit(f"/seeds/{seed.key}/edit", cast.umi, cast.sora, {"wish": "海野の言葉"}, {"wish": "空閑の言葉"})


def _proposal(cast: Cast) -> Edit:
    draft = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    page = f"/proposals/{draft.key}/edit"
    return Edit(page, cast.umi, cast.sora, {"effect": "海野の言葉"}, {"effect": "空閑の言葉"})


def _organization(cast: Cast) -> Edit:
    page = f"/organizations/{cast.minato.key}/edit"
    kana = {"kana": "ミナトケイソクカブシキガイシャ"}
    theirs, own = kana | {"strengths": "海野の言葉"}, kana | {"strengths": "空閑の言葉"}
    return Edit(page, cast.umi, cast.sora, theirs, own)


def _places_wanted(cast: Cast) -> Edit:
    need = a_call(a_need(by=cast.michi), by=cast.michi).need
    page = f"/needs/{need.key}/sites/call/edit"
    return Edit(page, cast.michi, cast.mori, {"wanted": "道野の言葉"}, {"wanted": "森の言葉"})


def _wish(cast: Cast) -> Edit:
    support = a_support(cast)
    page = f"/support/{support.key}/edit"
    return Edit(page, cast.michi, cast.michi, {"wish": "はじめの窓の言葉"}, {"wish": "次の窓の言葉"})


def _support_result(cast: Cast) -> Edit:
    support = a_support(cast, step=SupportStep.UNDER_WAY)
    page = f"/support/{support.key}/finish"
    return Edit(page, cast.mori, cast.mori, {"result": "はじめの窓の言葉"}, {"result": "次の窓の言葉"}, ends=True)


def _answer(cast: Cast) -> Edit:
    question = a_question(a_need(by=cast.michi), by=cast.umi)
    how = {"how": "answer", "wording": "カメラを付けられますか。"}
    theirs, own = how | {"answer": "道野の言葉"}, how | {"answer": "森の言葉"}
    return Edit(f"/questions/{question.key}/answer", cast.michi, cast.mori, theirs, own, ends=True)


def _corrected_answer(cast: Cast) -> Edit:
    question = answered(a_question(a_need(by=cast.michi), by=cast.umi), by=cast.michi)
    theirs = {"answer": "道野の言葉", "note": "道野の訂正"}
    own = {"answer": "森の言葉", "note": "森の訂正"}
    return Edit(f"/questions/{question.key}/correct", cast.michi, cast.mori, theirs, own)


def _lab(cast: Cast) -> Edit:
    page = f"/livinglabs/{a_lab(by=cast.umi).key}/edit"
    return Edit(page, cast.umi, cast.sora, {"outline": "海野の言葉"}, {"outline": "空閑の言葉"})


def _gathering(cast: Cast) -> Edit:
    page = f"/livinglabs/gatherings/{a_gathering(a_lab(by=cast.umi), by=cast.umi).key}/edit"
    return Edit(page, cast.umi, cast.sora, {"record": "海野の言葉"}, {"record": "空閑の言葉"})


def _lab_project(cast: Cast) -> Edit:
    page = f"/livinglabs/projects/{a_project(a_lab(by=cast.umi), by=cast.umi).key}/edit"
    return Edit(page, cast.umi, cast.sora, {"results": "海野の言葉"}, {"results": "空閑の言葉"})


def _voice(cast: Cast) -> Edit:
    page = f"/livinglabs/voices/{a_voice(a_lab(by=cast.umi), by=cast.umi).key}/edit"
    return Edit(page, cast.umi, cast.sora, {"said": "海野の言葉"}, {"said": "空閑の言葉"})


def _check(cast: Cast) -> Edit:
    asked = Ask(
        kind=CheckKind.LEGAL, section_id=cast.resources.id, asked="見てほしい", due_on=clock.today() + timedelta(days=9)
    )
    about = a_need(by=cast.michi)
    with db.transaction():
        check = open_consultation(about=about, by=cast.michi, title="合議", asks=[asked]).checks[0]
    page = f"/consultations/checks/{check.key}/edit"
    return Edit(page, cast.michi, cast.michi, {"asked": "はじめの窓の言葉"}, {"asked": "次の窓の言葉"})


def _criteria(cast: Cast) -> Edit:
    evaluation = an_evaluation(by=cast.michi, need=a_need(by=cast.michi, step=NeedStep.READY))
    page = f"/evaluation/{evaluation.key}/criteria"
    return Edit(page, cast.michi, cast.mori, {"looks_at_1": "道野の言葉"}, {"looks_at_1": "森の言葉"})


def _corrected_criteria(cast: Cast) -> Edit:
    evaluation = an_evaluation(by=cast.michi)
    page = f"/evaluation/{evaluation.key}/criteria"
    theirs = {"looks_at_1": "道野の言葉", "reason": "道野の理由"}
    return Edit(page, cast.michi, cast.mori, theirs, {"looks_at_1": "森の言葉", "reason": "森の理由"})


def _settings(cast: Cast) -> Edit:
    evaluation = an_evaluation(by=cast.michi)
    page = f"/evaluation/{evaluation.key}/edit"
    return Edit(page, cast.michi, cast.mori, {"due_on": "2026-06-20"}, {"due_on": "2026-06-25"})


def _sheet(cast: Cast) -> Edit:
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    an_evaluator(evaluation, cast.kaji, entry)
    page = f"/evaluation/{evaluation.key}/proposals/{entry.proposal.key}"
    theirs, own = {"comment": "はじめの窓の言葉"}, {"comment": "次の窓の言葉", "remark_1": "次の窓のコメント"}
    return Edit(page, cast.kaji, cast.kaji, theirs, own)


def _result(cast: Cast) -> Edit:
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.JOINT)
    entry = an_entry(evaluation, by=cast.umi)
    page = f"/evaluation/{evaluation.key}/joint/{entry.proposal.key}"
    theirs = {"result": "recommended", "result_words": "道野の言葉"}
    return Edit(page, cast.michi, cast.mori, theirs, {"result": "not", "result_words": "森の言葉"})


def _decision(cast: Cast) -> Edit:
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.DECIDING)
    entry = an_entry(evaluation, by=cast.umi)
    decided(entry, Decision.CHOOSE, by=cast.michi)
    page = f"/evaluation/{evaluation.key}/decisions/{entry.proposal.key}"
    theirs, own = {"told_words": "道野の言葉"}, {"told_words": "森の言葉"}
    return Edit(page, cast.michi, cast.mori, theirs, own)


def _limit(cast: Cast) -> Edit:
    round_ = a_round(three_evaluators(cast)[0], by=cast.mori)
    page = f"/rounds/{round_.key}/people/{round_.carriers[0].key}"
    return Edit(page, cast.mori, mona(cast), {"capacity": "41"}, {"capacity": "52"})


def _sorting(cast: Cast) -> Edit:
    page = f"/front/cases/{a_case(by=cast.umi).key}/sort"
    return Edit(page, cast.mori, mona(cast), {"field": "roads"}, {"field": "health"})


def _grounds(cast: Cast) -> Edit:
    case = a_case(by=cast.umi)
    with db.transaction():
        keep_grounds(case, {Condition.ACROSS: "二つの局"}, by=cast.mori)
    page = f"/front/cases/{case.key}/grounds"
    return Edit(page, cast.mori, mona(cast), {"across_evidence": "森の言葉"}, {"across_evidence": "最上の言葉"})


def _theme(cast: Cast) -> Edit:
    page = f"/front/themes/{a_theme(cast.roads, by=cast.michi).key}/edit"
    return Edit(page, cast.michi, cast.mori, {"text": "道野の言葉"}, {"text": "森の言葉"})


def _given(cast: Cast) -> Edit:
    round_ = a_round(three_evaluators(cast)[0], by=cast.mori)
    page, wish = f"/rounds/{round_.key}/matters/{round_.matters[0].key}", f"wish_{round_.carriers[0].key}"
    return Edit(page, cast.mori, mona(cast), {wish: "1"}, {wish: "3"})


def _group(cast: Cast, step: WorkgroupStep = WorkgroupStep.ACTIVE, **facts: Any) -> Any:
    return a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=step, people=(cast.umi, cast.sora), **facts)


def _about_group(cast: Cast) -> Edit:
    page = f"/workgroups/{_group(cast).key}/edit"
    return Edit(page, cast.mori, mona(cast), {"purpose": "森の言葉"}, {"purpose": "道野の言葉"})


def _charter(cast: Cast) -> Edit:
    page = f"/workgroups/{_group(cast).key}/charter/edit"
    return Edit(page, cast.mori, mona(cast), {"within": "森の言葉"}, {"within": "道野の言葉"})


def _of_meeting(cast: Cast, page: str) -> str:
    """The address of that page of a new group's meeting."""
    group = _group(cast)
    return f"/workgroups/{group.key}/meetings/{a_meeting(group, by=cast.mori).key}/{page}"


def _agenda(cast: Cast) -> Edit:
    return Edit(
        _of_meeting(cast, "agenda"), cast.mori, cast.michi, {"rows-0-title": "森の議題"}, {"rows-0-title": "道野の議題"}
    )


def _requirements(cast: Cast) -> Edit:
    page = f"/workgroups/{_group(cast).key}/requirements"
    return Edit(page, cast.mori, cast.michi, {"rows-0-words": "森の要件"}, {"rows-0-words": "道野の要件"})


def _meeting(cast: Cast) -> Edit:
    return Edit(_of_meeting(cast, "edit"), cast.mori, cast.michi, {"agenda": "森の言葉"}, {"agenda": "道野の言葉"})


def _minutes(cast: Cast) -> Edit:
    return Edit(_of_meeting(cast, "minutes"), cast.mori, cast.michi, {"minutes": "森の言葉"}, {"minutes": "道野の言葉"})


def _closing(cast: Cast) -> Edit:
    page = f"/workgroups/{_group(cast, WorkgroupStep.SUMMARISING).key}/close"
    theirs = {"move": "hand_on", "report": "はじめの窓の言葉"}
    return Edit(page, cast.mori, cast.mori, theirs, theirs | {"report": "次の窓の言葉"}, ends=True)


def _summary(cast: Cast) -> Edit:
    page = f"/workgroups/{_group(cast, WorkgroupStep.SUMMARISING).key}/summary"
    return Edit(page, cast.mori, mona(cast), {"summary": "森の言葉"}, {"summary": "道野の言葉"})


def _task(cast: Cast) -> Edit:
    group = _group(cast)
    with db.transaction():
        task = give_task(group, by=cast.mori, title="見積もり", owner=group.members[-1])
    page = f"/workgroups/{group.key}/tasks/{task.key}/edit"
    return Edit(page, cast.mori, cast.michi, {"details": "森の言葉"}, {"details": "道野の言葉"})


def _post(cast: Cast) -> Edit:
    group = _group(cast)
    with db.transaction():
        talk = open_discussion(group, by=cast.umi, subject="測る場所", words="どこで")
    post = db.session.scalars(select(Post).where(Post.discussion_id == talk.id)).one()
    page = f"/workgroups/{group.key}/talk/{talk.key}/{post.key}"
    return Edit(page, cast.umi, cast.umi, {"text": "はじめの窓の言葉"}, {"text": "次の窓の言葉"})


def _word(cast: Cast) -> Edit:
    page = f"/wordbook/entries/{a_word(by=cast.mori).key}/edit"
    return Edit(page, cast.mori, cast.mori, {"note": "はじめの窓の言葉"}, {"note": "次の窓の言葉"})


def _synonyms(cast: Cast) -> Edit:
    page = f"/wordbook/entries/{some_synonyms(by=cast.mori).key}/edit"
    return Edit(page, cast.mori, cast.mori, {"note": "はじめの窓の言葉"}, {"note": "次の窓の言葉"})


def _target(cast: Cast) -> Edit:
    aims()
    theirs, own = {"target_source": "森の言葉"}, {"target_source": "最上の言葉"}
    return Edit(*_of_term(cast, "target"), theirs | {"reason": "改定"}, own | {"reason": "改定"})


def _actual(cast: Cast) -> Edit:
    an_actual(2024, 700, by=cast.mori)
    theirs, own = {"actual_source": "森の言葉"}, {"actual_source": "最上の言葉"}
    return Edit(*_of_term(cast, "actual"), theirs | {"reason": "誤り"}, own | {"reason": "誤り"})


def _outlook(cast: Cast) -> Edit:
    return Edit(*_of_term(cast, "outlook"), {"outlook": "森の言葉"}, {"outlook": "最上の言葉"})


def _of_term(cast: Cast, part: str) -> tuple[str, User, User]:
    return f"/participants/3q/{part}", cast.mori, mona(cast)


def _figure(cast: Cast) -> Edit:
    page = f"/figures/{a_figure(by=cast.mori).key}/edit"
    theirs, own = {"note": "森の言葉", "reason": "誤り"}, {"note": "最上の言葉", "reason": "誤り"}
    return Edit(page, cast.mori, mona(cast), theirs, own)


def _data_wish(cast: Cast) -> Edit:
    page = f"/opendata/requests/{a_request(by=cast.umi).key}/edit"
    return Edit(page, cast.umi, cast.sora, {"wanted": "海野の言葉"}, {"wanted": "空閑の言葉"})


def _data_answer(cast: Cast) -> Edit:
    request = answered_by_sections(a_request(by=cast.umi), cast)
    theirs = {"move": "plan", "planned_on": "2026-09-01", "told": "はじめの窓の言葉"}
    own = {"move": "plan", "planned_on": "2026-10-01", "told": "次の窓の言葉"}
    return Edit(f"/opendata/requests/{request.key}/decide", cast.mori, cast.mori, theirs, own, ends=True)


def _data_day(cast: Cast) -> Edit:
    request = answered_by_sections(a_request(by=cast.umi), cast)
    decided_about(request, "plan", cast, planned_on=clock.today() + timedelta(days=60))
    theirs = {"planned_on": "2026-09-01", "told": "はじめの窓の言葉"}
    own = {"planned_on": "2026-10-01", "told": "次の窓の言葉"}
    return Edit(f"/opendata/requests/{request.key}/plan", cast.mori, cast.mori, theirs, own)


def _data_for_everybody(cast: Cast) -> Edit:
    request = answered_by_sections(a_request(by=cast.umi, open_to_all=True), cast)
    decided_about(request, "plan", cast, planned_on=clock.today() + timedelta(days=60))
    theirs, own = {"answer": "はじめの窓の言葉"}, {"answer": "次の窓の言葉"}
    return Edit(f"/opendata/requests/{request.key}/public", cast.mori, cast.mori, theirs, own)


def _dataset(cast: Cast) -> Edit:
    page = f"/opendata/sets/{a_dataset(cast).key}/edit"
    theirs = {"description": "道野の言葉", "size_1": "9MB", "note": "道野の変更"}
    own = {"description": "森の言葉", "size_1": "8MB", "note": "森の変更"}
    return Edit(page, cast.michi, cast.mori, theirs, own)


def _agreement(cast: Cast) -> Edit:
    page = f"/agreements/{an_agreement(by=cast.michi).key}/edit"
    return Edit(page, cast.michi, cast.mori, {"purpose": "道野の言葉"}, {"purpose": "森の言葉"})


def _outcome(cast: Cast) -> Edit:
    agreement = an_agreement(by=cast.michi)
    page = f"/agreements/{agreement.key}/outcomes/{an_outcome(agreement, by=cast.michi).key}"
    return Edit(page, cast.michi, cast.mori, {"told": "道野の言葉"}, {"told": "森の言葉"})


def _paper(cast: Cast) -> Edit:
    case = a_checked_case(cast)
    a_paper(case, by=cast.mori)
    page = f"/deliberations/cases/{case.key}/edit"
    return Edit(page, cast.mori, mona(cast), {"asked": "森の言葉"}, {"asked": "最上の言葉"})


def _contact(cast: Cast) -> Edit:
    agreement = an_agreement(by=cast.michi)
    page = f"/agreements/{agreement.key}/contacts/{a_contact(agreement, by=cast.michi).key}"
    return Edit(page, cast.michi, cast.mori, {"note": "道野の言葉"}, {"note": "森の言葉"})


def _ruling(cast: Cast) -> Edit:
    a_body(by=cast.mori)
    case = a_checked_case(cast)
    item = ruled(a_paper(case, by=cast.mori), Ruling.PROCEED, by=cast.mori)
    page = f"/deliberations/cases/{case.key}/tabled/{item.key}/correct"
    theirs, own = {"said": "森の言葉", "reason": "森の理由"}, {"said": "最上の言葉", "reason": "最上の理由"}
    return Edit(page, cast.mori, mona(cast), theirs, own)


def _replaced_paper(cast: Cast) -> Edit:
    a_body(by=cast.mori)
    case = a_checked_case(cast)
    tabled(a_paper(case, by=cast.mori), a_sitting(by=cast.mori), by=cast.mori)
    theirs, own = {"asked": "森の言葉", "reason": "森の理由"}, {"asked": "最上の言葉", "reason": "最上の理由"}
    return Edit(f"/deliberations/cases/{case.key}/replace", cast.mori, mona(cast), theirs, own)


def _sitting(cast: Cast) -> Edit:
    a_body(by=cast.mori)
    page = f"/deliberations/sittings/{a_sitting(by=cast.mori).key}/edit"
    return Edit(page, cast.mori, mona(cast), {"minutes": "森の言葉"}, {"minutes": "最上の言葉"})


def _body(cast: Cast) -> Edit:
    page = f"/deliberations/bodies/{a_body(by=cast.mori).key}/edit"
    return Edit(page, cast.mori, mona(cast), {"note": "森の言葉"}, {"note": "最上の言葉"})


EDITS: dict[str, Callable[[Cast], Edit]] = {
    "accounts.forms.organizations.OrganizationForm": _organization,
    "advice.forms.AnswerForm": _advice,
    "advice.forms.ConditionsForm": _advice_choices,
    "agreements.forms.outcomes.OutcomeForm": _outcome,
    "agreements.forms.register.AgreementForm": _agreement,
    "agreements.forms.terms.ContactForm": _contact,
    "consultations.forms.checking.CheckForm": _check,
    "deliberations.forms.sittings.BodyForm": _body,
    "deliberations.forms.rulings.CorrectionForm": _ruling,
    "deliberations.forms.papers.PaperForm": _paper,
    "deliberations.forms.papers.ReplacingForm": _replaced_paper,
    "deliberations.forms.sittings.SittingForm": _sitting,
    "evaluation.forms.criteria.CorrectionForm": _corrected_criteria,
    "evaluation.forms.criteria.CriteriaForm": _criteria,
    "evaluation.forms.deciding.DecisionForm": _decision,
    "evaluation.forms.deciding.ResultForm": _result,
    "evaluation.forms.criteria.SettingsForm": _settings,
    "evaluation.forms.scoring.SheetForm": _sheet,
    "indicators.figures.forms.FigureForm": _figure,
    "indicators.participants.forms.ActualForm": _actual,
    "indicators.participants.forms.OutlookForm": _outlook,
    "indicators.participants.forms.TargetForm": _target,
    "livinglabs.forms.labs.LabForm": _lab,
    "livinglabs.forms.meetings.GatheringForm": _gathering,
    "livinglabs.forms.meetings.VoiceForm": _voice,
    "livinglabs.forms.projects.ProjectForm": _lab_project,
    "intake.forms.sorting.GroundsForm": _grounds,
    "intake.forms.sorting.SortForm": _sorting,
    "intake.forms.themes.ThemeForm": _theme,
    "needs.forms.calls.ChangeCallForm": _call_days,
    "needs.forms.calls.PublishForm": _publishing,
    "needs.forms.texts.NeedForm": _need,
    "opendata.forms.deciding.DecideForm": _data_answer,
    "opendata.forms.deciding.PlanForm": _data_day,
    "opendata.forms.deciding.ShowForm": _data_for_everybody,
    "opendata.forms.requests.ChangeForm": _data_wish,
    "opendata.forms.sets.SetForm": _dataset,
    "proposals.forms.writing.EditProposalForm": _proposal,
    "questions.forms.AnswerForm": _answer,
    "questions.forms.CorrectForm": _corrected_answer,
    "rounds.forms.CapacityForm": _limit,
    "rounds.forms.MatterForm": _given,
    "seeds.forms.SeedForm": _seed,
    "sites.forms.SiteCallForm": _places_wanted,
    "support.forms.ChangeForm": _wish,
    "support.forms.FinishForm": _support_result,
    "wordbook.forms.SynonymsForm": _synonyms,
    "wordbook.forms.WholeForm": _word,
    "workgroups.forms.charters.CharterForm": _charter,
    "workgroups.forms.closing.CloseForm": _closing,
    "workgroups.forms.closing.SummaryForm": _summary,
    "workgroups.forms.groups.WorkgroupForm": _about_group,
    "workgroups.forms.meetings.MeetingForm": _meeting,
    "workgroups.forms.meetings.MinutesForm": _minutes,
    "workgroups.forms.rows.AgendaForm": _agenda,
    "workgroups.forms.rows.RequirementsForm": _requirements,
    "workgroups.forms.talk.CorrectionForm": _post,
    "workgroups.forms.tasks.TaskForm": _task,
}
"""How two people come to write in each editing form of the product."""


def test_every_editing_form_of_the_product_is_tried_below():
    for module in pkgutil.walk_packages(hack.__path__, "hack."):
        if ".forms" in module.name:
            __import__(module.name)
    assert {_name(form) for form in _kinds(EditingForm)} == set(EDITS)


@pytest.mark.parametrize("form", EDITS)
def test_of_two_who_write_at_once_the_second_reads_both_and_loses_nothing(cast, browser_of, form):
    edit = EDITS[form](cast)
    quick, slow = browser_of(edit.first).visit(edit.address), browser_of(edit.second).visit(edit.address)
    assert (quick.status, slow.status) == (200, 200)

    send(quick, edit.theirs)
    assert quick.status == 200, quick.main
    assert not quick.page.select(".error-summary"), quick.main
    send(slow, edit.own)

    assert slow.status in (409, 422), slow.main
    assert {name: slow.questions[name] for name in edit.own} == {
        name: [answer] if isinstance(slow.questions[name], list) else answer for name, answer in edit.own.items()
    }
    for name, answer in edit.theirs.items():
        if name not in NOT_KEPT and name not in CHOSEN:
            assert answer in slow.main, f"what the first one wrote is not shown: {answer}"

    again = send(slow, {name: slow.questions[name] for name in edit.own})
    if edit.ends:
        assert again.status == 422
        assert again.questions[list(edit.own)[-1]] == list(edit.own.values())[-1]
        return
    assert again.status == 200, again.main
    kept = browser_of(edit.second).visit(edit.address).questions
    for name, answer in edit.own.items():
        if name not in NOT_KEPT:
            assert kept[name] in (answer, [answer]), name


def mona(cast: Cast) -> User:
    """Another coordinator."""
    person = a_person("最上 並", "mona@city.example", Role.COORDINATOR)
    with db.transaction():
        db.session.add(person)
    return person


def send(browser: Browser, answers: dict[str, str]) -> Browser:
    """Send the page's form that has seen a version, with these answers by the names of its questions."""
    form = next(
        form
        for form in browser.page.find_all("form")
        if {"seen", *answers} <= browser._filled(form).keys() | {str(one.get("name")) for one in form.find_all("input")}
    )
    sent = browser._filled(form) | answers
    where = str(form.get("action") or browser.path)
    return browser._read(browser.client.post(where, data=sent, follow_redirects=True))


def _kinds(kind: type) -> list[type]:
    """The forms that descend from `kind` and are no other form's kind; those made while a page is asked for are not counted."""
    named = [one for one in kind.__subclasses__() if getattr(sys.modules[one.__module__], one.__name__, None) is one]
    below = [form for one in named for form in _kinds(one)]
    return below if named else [kind]


def _name(form: type) -> str:
    return f"{form.__module__.removeprefix('hack.')}.{form.__name__}"
