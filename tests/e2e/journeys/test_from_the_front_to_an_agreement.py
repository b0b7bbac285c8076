"""A free proposal at real screens: from the form over a dialogue and the city's body to an agreement that everybody reads."""

import pytest

from hack import clock, db
from hack.intake.forms.sorting import ASKS
from hack.intake.models import Case, Condition
from hack.pipeline.front import CaseStep
from hack.web.display import jdate
from tests.e2e.journeys.journey import in_days, is_missing, path_in

pytestmark = pytest.mark.e2e

TITLE = "橋の音を聞く"
TECHNOLOGY = f"{Condition.TECHNOLOGY.label}: {ASKS[Condition.TECHNOLOGY][0]}"
BODY = "横浜市DX推進本部"


@pytest.fixture
def page(site, screen_of):
    """The page of a free proposal that Umi has typed, and that has its number."""
    umi = screen_of(site.cast.umi).visit("/front/").follow("フリー提案")
    assert umi.main.get_by_label("フリー提案(自由に提案する)").is_checked()
    said = {"件名": TITLE, "内容": "橋の音から傷みを見つける。", "社会課題と期待する効果": "点検の人手が足りない。"}
    umi.press("出す", **said, **{"提案時の留意事項を読み、同意します": "はい"})
    assert umi.path.endswith("/receipt") and "F-" in umi.words
    return umi.path.removesuffix("/receipt")


def test_a_free_proposal_comes_to_an_agreement_that_everybody_reads(site, screen_of, page):
    cast = site.cast
    umi, mori, michi = screen_of(cast.umi), screen_of(cast.mori), screen_of(cast.michi)
    visitor = screen_of()
    number = _case().number

    # The letter leads the coordinator there, who says whom it concerns and offers two days; one is chosen.
    arrived = site.letter_to("mori@city.example", f"共創フロントに案件が届きました({number})")
    assert path_in(site, arrived, "/front/") == page and is_missing(michi, page)
    mori.visit(page).shoot("pact-1-arrived").press("内容の確認を始める").follow("分類する")
    mori.press("分類を保存する", 分野="道路・河川・下水道", 関係する課="道路局 企画課")
    assert "橋の音から傷みを見つける。" in michi.visit(page).words
    mori.follow("対話の候補日を示す").refused("候補日を示す", "時刻を入力してください。", 候補1の日付=in_days(7))
    mori.shoot("pact-2-dates").press(
        "候補日を示す", 候補1の時刻="14:00", 候補2の日付=in_days(8), 候補2の時刻="10:00", 場所="会議室5"
    )
    umi.visit(page)
    with umi.page.expect_navigation():
        umi.main.get_by_role("button", name="この日にする").nth(1).click()
    assert "対話中" in mori.visit(page).words

    # What was said is written down for both sides, and one remark for the city alone.
    said = {"話したこと・決めたこと": "一つの橋で試す。", "庁内だけのメモ": "予算は未定。"}
    mori.follow("対話を記録する").press("記録する", **said)
    assert "一つの橋で試す。" in umi.visit(page).shoot("pact-3-dialogue").words and "予算は未定。" not in umi.words

    # The section that it concerns is asked, and answers the city alone.
    mori.visit(page).press("庁内で検討する").follow("課に確認する")
    mori.press("確認を頼む", 確認する課="道路局 企画課", 確認したいこと="どの橋がよいか。")
    asked = site.letter_to("michi@city.example", "確認のお願いです")
    michi.visit(path_in(site, asked, "/front/inquiries/")).shoot("pact-4-inquiry").press(
        "回答する", 回答="北の橋がよい。"
    )
    assert is_missing(umi, michi.path) and "北の橋" not in umi.visit(page).words

    # Without a condition there is nothing to lay before the body; with one, the paper begins with what is known.
    mori.visit(page).follow("付議を準備する")
    assert "付議の条件が一つも確かめられていません。" in mori.words
    mori.visit(page).follow("付議の条件を確かめる").press(
        "保存する", **{TECHNOLOGY: "はい", "「先端技術」の根拠": "音を機械で聞き分ける。"}
    )
    mori.follow("付議を準備する").shoot("pact-5-prepare")
    assert mori.main.get_by_label("各課の見解").input_value() == "道路局 企画課: 北の橋がよい。"
    mori.press("付議書を作る", 選べる方針="北の橋で試す。試さない。", 決めてほしいこと="北の橋で試すこと。")
    paper = mori.path

    # A body and its sitting of today; the paper is laid before it and stays as it was.
    mori.visit("/deliberations/").follow("付議先").follow("付議先を登録する")
    mori.refused("登録する", "月を「2017-04」の形で", 名前=BODY, いつから="5月").press("登録する", いつから="2021-05")
    mori.follow("会議").follow("会議を登録する").press("登録する", 会議の日=in_days(0), 場所="会議室1")
    sitting = f"{jdate(clock.today())} {BODY}(会議室1)"
    mori.visit(paper).follow("付議する").press("付議する", どの会議に付議するか=sitting).shoot("pact-6-tabled")
    assert "方針待ち" in mori.words and is_missing(umi, paper)
    assert mori.main.get_by_role("link", name="書き直す").count() == 0
    assert path_in(site, site.letter_to("michi@city.example", "が付議されます")) == paper

    # The body rules; the section reads how, the proposer only that it did.
    mori.visit(paper).follow("方針を書く").press(
        "記録する",
        方針="条件付きで進める",
        付ける条件="費用は提案者が持つこと。",
        内容と理由="北の橋で試す。費用の条件を付ける。",
    )
    assert "費用は提案者が持つこと。" in michi.visit(paper).shoot("pact-7-ruled").words
    assert "方針決定" in umi.visit(page).words and "費用" not in umi.words and "付議書" not in umi.words

    # It is worked out and, once its condition is met, agreed upon; as long as it is not published, a visitor finds nothing.
    mori.visit(page).press("実現に向けて調整する")
    assert "確かめていない条件が1件ある" in mori.words
    mori.visit(paper)
    mori.main.get_by_text("満たしたことを記す").click()
    mori.press("満たしたと記す", 満たしたことが分かるもの="協定書の案の第4条。")
    mori.visit(page).follow("協定等を結ぶ").shoot("pact-8-conclude")
    name = mori.main.get_by_label("名前").input_value()
    mori.press("協定を登録して案件を進める", 種類="連携協定", 目的="橋を守る。", 出典の文書名="協定書")
    agreement = mori.path
    assert is_missing(visitor, agreement) and name not in visitor.visit("/agreements/").words
    mori.follow("書き直す").press("保存する", 登録簿で公表する="はい")
    visitor.visit("/agreements/").shoot("pact-9-register").follow(name)
    assert "港計測株式会社" in visitor.words and number not in visitor.words
    umi.visit(page).shoot("pact-10-agreed").follow("この案件から生まれた協定").follow(name)
    assert number in umi.words and _case().step is CaseStep.AGREED
    assert [one.complaints for one in (umi, mori, michi, visitor)] == [[], [], [], []]


def _case() -> Case:
    """The case, as it stands in the database now."""
    db.session.rollback()
    return db.session.query(Case).filter_by(title=TITLE).one()
