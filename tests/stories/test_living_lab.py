"""A living lab: applied for, checked, registered; what its residents say becomes a need that companies read."""

from sqlalchemy import select

from hack import db, outbox
from hack.events import NeedChanged
from hack.livinglabs.models import LivingLab, Voice, VoiceState
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from tests.livinglabs.words import TYPED


def test_a_lab_is_registered_and_its_residents_voice_becomes_a_need(app, cast, browser_of, new_letters):
    kita, mori, michi, visitor = (browser_of(one) for one in (cast.kita, cast.mori, cast.michi, None))

    # The university applies, is asked something, answers, and is registered.
    kita.visit("/livinglabs/").follow("ラボの登録を申請する").press("登録を申請する", **TYPED)
    lab = f"/livinglabs/{_only(LivingLab).key}"
    assert visitor.visit(lab).status == 404 and browser_of(cast.riku).visit(lab).status == 404
    assert new_letters() == [("livinglab_applied", "mori")]
    mori.visit("/desk?noun=livinglab").follow("みなと坂リビングラボ").press("確認を始める").follow("確認の問いに答える")
    yes = {"住民が": "yes", "区は": "yes", "テーマは": "yes"}
    mori.press("答えを送る", どうしますか="return", 伝えること="開く頻度を書いてください。", **yes)
    kita.visit("/home").follow("みなと坂リビングラボ").follow("書き換える").press("保存する", 開く頻度="毎月第2土曜日")
    kita.press("直して出し直す")
    mori.visit(f"{lab}/check").press("答えを送る", どうしますか="register", **yes)
    assert new_letters() == [("livinglab_applied", "mori"), *[("livinglab_moved", "kita")] * 2]
    kita.visit(lab).press("活動中にする")

    # Everybody finds it on the map, and reads of the day it met.
    kita.visit(f"{lab}/gatherings/new").press(
        "載せる", 題="空き家の対話", 開催日="2026-05-09", 種類="talk", 場所="集会所", 参加した人数="23"
    )
    visitor.visit("/livinglabs/?ward=minami").follow("みなと坂リビングラボ").follow("開催をすべて見る")
    assert "空き家の対話" in visitor.main and "23人" in visitor.main

    # A voice is written down without who it was, and becomes a need of Michi's section.
    kita.visit(f"{lab}/voices/new").press("書き留める", テーマ="空き家", 声の内容="電話は 090-1234-5678 です。")
    assert kita.status == 422 and "090-1234-5678" in kita.main
    kita.press("書き留める", 声の内容="使っていない家を、昼だけ集まりに貸してもよい。")
    assert visitor.visit(f"{lab}/voices").heading != "みなと坂リビングラボ"
    voice = _only(Voice)
    michi.visit("/livinglabs/voices").follow("みなと坂リビングラボ").follow("声からニーズの下書きを作る")
    michi.press("ニーズの下書きを作る", 声=[voice.key], 題名="空き家を昼の居場所に")
    need = _only(Need)
    assert (need.step, _only(Voice).state) == (NeedStep.DRAFT, VoiceState.NEED)
    assert "昼だけ集まりに貸してもよい" in michi.main and "みなと坂リビングラボ" in michi.main
    assert new_letters() == [("voices_used", "kita")]
    assert "公開されていないニーズ(公開前)" in kita.visit(f"{lab}/voices").main

    # Once it is public, both lead to each other, for everybody who may read them.
    with db.transaction():
        kept = db.session.get_one(Need, need.id)
        db.session.execute(Need.__table__.update().values(step=NeedStep.WORKING))
        outbox.record(NeedChanged(need.id), by=None)
    assert kept.public
    kita.visit(f"{lab}/voices").follow("空き家を昼の居場所に")
    assert kita.status == 200 and "市民の声から" in kita.main
    assert visitor.visit(f"/needs/{need.key}").follow("みなと坂リビングラボ").heading == "みなと坂リビングラボ"


def _only(kind):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()
