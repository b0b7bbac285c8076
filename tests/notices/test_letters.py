"""What every letter has in common: whom it reaches, where its link leads, and what it never says."""

from pathlib import Path

import pytest
from jinja2 import meta

from hack.notices.occasions import OCCASIONS
from hack.notices.writing import letter_templates
from tests.notices.papers import SECRET, WRITERS, written

LATER = {"followed", "digest"}
"""Letters that a later chapter writes; its own tests read them."""
FOLDERS = sorted(path.name for path in Path("templates/mail").iterdir() if path.is_dir())
PLACEHOLDERS = {
    *("name", "about", "link", "need", "section", "number", "checked"),
    *("kind", "result", "day", "step", "refused", "hoped", "belonging"),
    *("ends_at", "published", "parts", "more", "site", "stop", "inviter"),
    *("accepted", "count", "decision", "door", "door_says"),
    *("lab", "returned", "public", "again"),
    *("answer", "dialogue", "ended", "internal", "sorts"),
    *("agreement", "renewal", "body", "off"),
}
TO = {
    "organization_applied": "mori@city.example",
    "organization_verified": "shin@applied.example",
    "organization_declined": "shin@applied.example",
    "invitation": "new@minato.example",
    "reset": "umi@minato.example",
    "password_changed": "umi@minato.example",
    "need_submitted": "mori@city.example",
    "need_approved": "michi@city.example midori@city.example",
    "need_returned": "michi@city.example midori@city.example",
    "need_published": "michi@city.example mori@city.example",
    "call_closed": "michi@city.example",
    "need_moved": "michi@city.example midori@city.example",
    "question_asked": "michi@city.example",
    "question_answered": "umi@minato.example",
    "proposal_received": "umi@minato.example",
    "proposal_renewed": "umi@minato.example",
    "proposal_announced": "umi@minato.example",
    "proposals_opened": "michi@city.example",
    "partner_invited": "riku@oka.example",
    "partner_answered": "sora@minato.example",
    "partner_left": "sora@minato.example umi@minato.example",
    "partner_removed": "riku@oka.example",
    "proposal_arrived": "michi@city.example mori@city.example",
    "proposal_queried": "umi@minato.example",
    "proposal_answered": "mori@city.example",
    "proposal_moved": "umi@minato.example",
    "proposal_withdrawn": "michi@city.example mori@city.example",
    "support_asked": "mori@city.example",
    "support_taken": "michi@city.example",
    "support_ended": "michi@city.example",
    "support_withdrawn": "mori@city.example",
    "livinglab_applied": "mori@city.example",
    "livinglab_moved": "umi@minato.example",
    "voices_used": "umi@minato.example sora@minato.example",
    "lab_join_asked": "umi@minato.example sora@minato.example",
    "lab_join_answered": "riku@oka.example",
    "lab_offered": "umi@minato.example sora@minato.example",
    "lab_claimed": "mori@city.example",
    "lab_handover_answered": "umi@minato.example sora@minato.example mori@city.example",
    "case_received": "umi@minato.example",
    "case_arrived": "mori@city.example",
    "case_dates": "umi@minato.example",
    "case_dates_answered": "mori@city.example michi@city.example",
    "case_moved": "umi@minato.example",
    "case_handed_over": "michi@city.example",
    "case_withdrawn": "mori@city.example michi@city.example",
    "case_entry": "mori@city.example michi@city.example",
    "case_file": "mori@city.example michi@city.example",
    "dialogue_kept": "umi@minato.example",
    "inquiry_asked": "kaji@city.example",
    "inquiry_answered": "mori@city.example",
    "inquiry_withdrawn": "kaji@city.example",
    "inquiry_due": "kaji@city.example mori@city.example",
    "inquiry_overdue": "kaji@city.example mori@city.example",
    "workgroup_opened": "michi@city.example umi@minato.example",
    "workgroup_ended": "michi@city.example umi@minato.example",
    "member_joined": "umi@minato.example mori@city.example",
    "meeting_called": "michi@city.example umi@minato.example",
    "meeting_changed": "michi@city.example umi@minato.example",
    "minutes_kept": "michi@city.example umi@minato.example",
    "evaluator_invited": "kaji@city.example",
    "evaluator_answered": "michi@city.example",
    "evaluator_reminded": "kaji@city.example",
    "entries_allotted": "kaji@city.example",
    "allotment_withdrawn": "kaji@city.example",
    "evaluation_moved": "kaji@city.example michi@city.example mori@city.example",
    "decision_told": "umi@minato.example",
    "decision_undone": "umi@minato.example",
    "organization_suspended": "umi@minato.example sora@minato.example",
    "organization_resumed": "umi@minato.example sora@minato.example",
    "call_changed": "michi@city.example mori@city.example umi@minato.example",
    "need_shared": "midori@city.example",
    "site_offered": "michi@city.example",
    "site_moved": "umi@minato.example",
    "site_withdrawn": "michi@city.example",
    "check_asked": "kaji@city.example",
    "check_handed_over": "kaji@city.example",
    "check_answered": "michi@city.example midori@city.example",
    "check_withdrawn": "kaji@city.example",
    "check_returned": "kaji@city.example michi@city.example midori@city.example",
    "check_entry": "michi@city.example",
    "check_due": "kaji@city.example",
    "check_overdue": "kaji@city.example michi@city.example midori@city.example",
    "paper_tabled": "michi@city.example",
    "paper_ruled": "michi@city.example",
    "ruling_corrected": "michi@city.example",
    "sitting_moved": "mori@city.example michi@city.example",
    "sitting_called_off": "mori@city.example michi@city.example",
    "agreement_term_near": "michi@city.example",
    "agreement_term_over": "michi@city.example mori@city.example",
    "datarequest_received": "umi@minato.example",
    "datarequest_arrived": "mori@city.example",
    "datainquiry_made": "kaji@city.example",
    "datainquiry_withdrawn": "kaji@city.example",
    "datainquiry_due": "kaji@city.example mori@city.example",
    "datainquiry_overdue": "kaji@city.example mori@city.example",
    "datarequest_answered": "mori@city.example",
    "datarequest_decided": "umi@minato.example",
    "datarequest_ended": "umi@minato.example mori@city.example",
    "datarequest_returned": "umi@minato.example",
    "datarequest_replanned": "umi@minato.example",
    "datarequest_due": "mori@city.example kaji@city.example",
    "datarequest_shown": "umi@minato.example",
    "charter_written": "michi@city.example umi@minato.example",
    "task_given": "umi@minato.example",
    "discussion_opened": "michi@city.example umi@minato.example",
}
"""The addresses of those who get a letter about the papers, by its occasion."""


def test_every_letter_has_its_templates_its_name_and_its_function():
    assert FOLDERS == sorted(OCCASIONS) == sorted([*WRITERS, *LATER])
    for folder in FOLDERS:
        assert {path.name for path in Path("templates/mail", folder).iterdir()} == {"subject.txt", "body.txt"}, folder


def test_templates_know_named_placeholders_only(app):
    with app.app_context():
        env = letter_templates()
        for path in sorted(Path("templates/mail").rglob("*.txt")):
            unknown = meta.find_undeclared_variables(env.parse(path.read_text())) - PLACEHOLDERS
            assert unknown == set(), path


@pytest.mark.parametrize("occasion", sorted(WRITERS))
def test_a_letter_carries_its_link_and_no_private_text(app, papers, occasion):
    those = written(app, papers, occasion)

    assert those
    for one, body in those:
        told = one.subject + body + str(one.facts) + one.path
        assert SECRET not in told
        assert one.path.startswith("/") and f"\nhttps://hack.example{one.path}\n" in body
        assert one.subject and "\n" not in one.subject
        assert body.startswith(f"{one.facts['name']} 様\n\n")


@pytest.mark.parametrize("occasion", sorted(set(WRITERS) - {"invitation", "reset", "organization_verified"}))
def test_the_link_of_a_letter_opens_for_the_one_who_gets_it(app, browser_of, cast, papers, occasion):
    people = {person.id: person for person in cast.people} | {None: None}

    for one, _body in written(app, papers, occasion):
        page = browser_of(people[one.to_id]).visit(one.path)
        assert (page.status, page.path) == (200, one.path), one.address


@pytest.mark.parametrize("occasion", sorted(WRITERS))
def test_a_letter_goes_to_these_people_and_nobody_else(app, papers, occasion):
    assert [one.address for one, _body in written(app, papers, occasion)] == TO[occasion].split()
