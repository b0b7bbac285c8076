"""A lab that the secretariat knows from a source comes to those who run it, whoever of the two speaks first."""

from tests.livinglabs.words import a_lab


def test_from_the_secretariats_offer_to_the_runners_own_words(cast, browser_of, new_letters):
    lab = a_lab(by=cast.mori)
    mori, umi, visitor = browser_of(cast.mori), browser_of(cast.umi), browser_of(None)
    mori.visit(f"/livinglabs/{lab.key}").follow("運営する団体に引き継ぐ")
    mori.press("申し出る", 団体=cast.minato.key, 伝えること="町内会の紹介です。")
    assert mori.status == 200 and "港計測株式会社" in mori.main and "返事待ち" in mori.main
    assert new_letters() == [("lab_offered", "sora"), ("lab_offered", "umi")]
    assert browser_of(cast.riku).visit(f"/livinglabs/{lab.key}/handovers").status == 403
    assert "引き継ぎ" not in browser_of(cast.riku).visit(f"/livinglabs/{lab.key}").main

    umi.visit("/home").follow("みなと坂リビングラボ")
    assert "町内会の紹介です。" in umi.main
    assert umi.press("答える").status == 422
    umi.press("答える", 返事="yes")
    assert umi.path == f"/livinglabs/{lab.key}" and "運営する団体: 港計測株式会社" in umi.words
    assert new_letters() == [("lab_handover_answered", "mori"), ("lab_handover_answered", "sora")]
    umi.follow("書き換える").press("保存する", 開く頻度="毎月第2土曜日")
    visitor.visit(f"/livinglabs/{lab.key}")
    assert "毎月第2土曜日" in visitor.main and "もとの出典: 2019年の記事" in visitor.words
    assert "引き継いだ日" in visitor.main and "町内会の紹介" not in visitor.main


def test_who_runs_a_lab_says_so_and_is_answered(cast, browser_of, new_letters):
    lab = a_lab(by=cast.mori)
    umi, mori = browser_of(cast.umi), browser_of(cast.mori)
    umi.visit(f"/livinglabs/{lab.key}").follow("これは私たちのラボです")
    assert umi.press("事務局に申し出る").status == 422
    umi.press("事務局に申し出る", 運営していることが分かること="紹介ページの運営者です。")
    page = umi.path
    assert "返事を待っています。" in umi.main and new_letters() == [("lab_claimed", "mori")]
    assert "返事を待っています。" in umi.visit(f"/livinglabs/{lab.key}/claim").main
    mori.visit("/home").follow("みなと坂リビングラボ").press("答える", 返事="no", 伝えること="運営者が違います。")
    assert mori.status == 200 and new_letters() == [("lab_handover_answered", "umi")]
    assert "運営者が違います。" in umi.visit(page).main
    assert browser_of(cast.riku).visit(page).status == 404
    assert browser_of(None).visit(f"/livinglabs/{lab.key}/claim").heading == "サインイン"
