"""What is told of a text while it is being written: beside the form, and in another tab; what was typed stays where it is."""

import pytest
from playwright.sync_api import expect

from hack import db
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.e2e.test_keyboard_and_no_script import Keys

pytestmark = pytest.mark.e2e

VAGUE = "業務を効率化したい。"
HELPS = "何にかかっている時間を、どのくらい減らしたいですか。"


@pytest.fixture
def draft(site):
    """The address of a draft of Michi's."""
    key = a_need(by=site.cast.michi, step=NeedStep.DRAFT).key
    db.session.rollback()
    return key


def test_a_pause_in_writing_is_enough_to_be_told(site, screen_of, draft):
    screen = screen_of(site.cast.michi).visit(f"/needs/{draft}/edit")
    assert HELPS not in screen.words

    screen.answer("期待する姿", VAGUE)

    expect(screen.main.get_by_text(HELPS)).to_be_visible()
    assert screen.complaints == []


def test_another_tab_tells_the_same_and_the_form_keeps_what_was_typed(site, screen_of, draft):
    screen = screen_of(site.cast.michi).visit(f"/needs/{draft}/edit")
    screen.answer("期待する姿", VAGUE)
    with screen.page.context.expect_page() as opened:
        screen.main.get_by_role("button", name="いまの文章を読み返す").click()

    expect(opened.value.get_by_text(HELPS)).to_be_visible()
    assert screen.main.get_by_label("期待する姿").input_value() == VAGUE
    screen.page.on("dialog", lambda dialog: dialog.accept())
    screen.page.reload()
    screen.main.get_by_role("button", name="入力を戻す").click()
    assert screen.main.get_by_label("期待する姿").input_value() == VAGUE


def test_a_need_is_written_question_by_question_with_the_keyboard_alone(site, screen_of):
    screen = screen_of(site.cast.michi, reduced_motion="reduce").visit("/advice/new")
    keys = Keys(screen)
    keys.type(**{"ひとことで言うと、何に困っていますか": "橋を見て回れない"}).press("下書きを作って、最初の質問へ")
    keys.go_to("何に困っていますか").keyboard.insert_text("人が足りない。")
    keys.press("保存して次の質問へ").press("答えずに次の質問へ")

    assert screen.path.endswith("/where")


def test_a_need_is_written_question_by_question_without_scripts(site, screen_of, draft):
    screen = screen_of(site.cast.michi, java_script_enabled=False).visit(f"/advice/needs/{draft}/who")
    screen.press("保存して次の質問へ", だれが困っていますか="職員4人").follow("前の質問")

    assert screen.main.get_by_label("だれが困っていますか").input_value() == "職員4人"
