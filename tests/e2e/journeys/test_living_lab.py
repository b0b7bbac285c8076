"""Those who run a living lab: from the application over the map to a voice that becomes a need."""

import pytest

from tests.e2e.journeys.journey import key_in, path_in, the_need

pytestmark = pytest.mark.e2e


def test_a_lab_is_registered_and_a_voice_becomes_a_need(site, screen_of):
    kita, mori = screen_of(site.cast.kita), screen_of(site.cast.mori)
    kita.visit("/livinglabs/new").shoot("lab-1-application").answer("運営する人・団体", "みなと坂まちづくり協議会")
    about = {"ラボの名前": "みなと坂リビングラボ", "種類": "リビングラボ", "区": "南区", "テーマ": "空き家の活用"}
    kita.press("登録を申請する", **about)
    key = key_in(kita)
    lab = f"/livinglabs/{key}"

    # The secretariat checks it and takes it into the register.
    mori.visit(path_in(site, site.letter_to("mori@city.example", "ラボの登録申請がありました"), "/livinglabs/"))
    mori.press("確認を始める").follow("確認の問いに答える").shoot("lab-2-check")
    mori.answer("テーマは、地域や社会の課題ですか", "はい")
    mori.press("答えを送る", 住民が参加していますか="はい", 区は合っていますか="はい", どうしますか="登録する")
    assert "登録済" in mori.words
    kita.visit(lab).press("活動中にする")

    # A visitor finds it by its tile.
    visitor = screen_of().visit("/livinglabs/").shoot("lab-3-map")
    visitor.page.get_by_role("link", name="南区 1件").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**ward=minami**")
    assert "みなと坂リビングラボ" in visitor.words

    # A voice with a telephone number is refused, and what was typed stays.
    kita.visit(f"{lab}/voices/new")
    kita.refused("書き留める", "取り除いてください", テーマ="空き家", 声の内容="電話は 090-1234-5678")
    kita.press("書き留める", 声の内容="使っていない家を、昼だけ集まりに貸してもよい。").shoot("lab-4-voices")

    michi = screen_of(site.cast.michi).visit(f"{lab}/voices").follow("声からニーズの下書きを作る")
    michi.page.get_by_role("checkbox").first.check()
    michi.press("ニーズの下書きを作る", ニーズの題名="空き家を昼の居場所に").shoot("lab-5-need")
    need = key_in(michi)
    assert "市民の声から" in michi.words and "昼だけ集まりに貸してもよい" in the_need(need).background
    assert site.letter_to("kita@campus.example", "市民の声がニーズになりました")
