"""Nobody needs a mouse, and nobody needs JavaScript."""

import pytest

from tests.cast import PASSWORD, a_need

pytestmark = pytest.mark.e2e

HERE = """() => {
  const part = document.activeElement;
  const words = part.labels?.length ? part.labels[0].innerText : part.getAttribute("aria-label") || part.innerText || "";
  const box = part.getBoundingClientRect();
  const ringed = [part, part.closest(".card")].some((one) => one && getComputedStyle(one).boxShadow.includes("6px"));
  const shown = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return { words: words.replace(/\\s+/g, " ").trim(), seen: part === document.body || (ringed && shown) };
}"""
"""What the reader stands on, in words, and whether that can be seen: a ring around it, and it is on the screen."""


class Keys:
    """Somebody at a screen who has a keyboard and no mouse."""

    def __init__(self, screen):
        self.screen = screen
        self.keyboard = screen.page.keyboard

    def go_to(self, words):
        """Press Tab until the reader stands on what says `words`; on the way, where one stands is always seen."""
        for _ in range(150):
            self.keyboard.press("Tab")
            here = self.screen.page.evaluate(HERE)
            assert here["seen"], f"nobody sees that the reader stands on {here['words']!r} at {self.screen.path}"
            if here["words"].removesuffix("必須").removesuffix("任意").strip() == words:
                return self
        raise AssertionError(f"no Tab leads to {words!r} at {self.screen.path}")

    def type(self, **answers):
        """Go from question to question in this order and type the answers."""
        for label, answer in answers.items():
            self.go_to(label)
            self.keyboard.insert_text(answer)
        return self

    def choose(self, label, option):
        """Go to a list of choices and press the arrow down, from its top, until it shows `option`."""
        self.go_to(label).keyboard.press("Home")
        shows = "document.activeElement.selectedOptions[0].label"
        for _ in range(40):
            if self.screen.page.evaluate(shows) == option:
                return self
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} offers no {option}")

    def press(self, words, key="Enter"):
        """Go to a button or link and press it; the answer must be good."""
        self.go_to(words)
        with self.screen.page.expect_navigation() as went:
            self.keyboard.press(key)
        assert went.value is not None and went.value.ok, f"{words} was refused: {self.screen.words[:500]}"
        return self


def test_a_company_comes_from_a_seed_to_a_proposal_by_keyboard_alone(site, screen_of):
    need = a_need(by=site.cast.michi, title="橋の点検を人手によらず行いたい")
    screen = screen_of(site.cast.umi, reduced_motion="reduce").visit("/home")
    keys = Keys(screen)

    keys.press("シーズを登録する")
    keys.type(名称="橋の傷みを写真から見つける", 一文の要約="橋の写真から、ひび割れを自動で見つけます。")
    keys.choose("分野", "道路・河川・下水道")
    keys.type(解ける課題="橋の点検で、技術者が近くで目で見る手間を減らします。", 使っている技術="画像認識")
    keys.choose("成熟度", "実績あり").press("下書きを保存する").press("書き換える").press("保存して公開する", "Space")
    assert "カタログに載っています" in screen.words

    keys.press("ニーズ").press(need.title).press("このニーズに提案する")
    keys.choose("もとにするシーズ", "橋の傷みを写真から見つける").go_to("アイデア(まず軽く提案する)")
    keys.type(提案名="写真による橋の点検", 要約="橋の写真からひび割れを見つける。", 使う技術="画像認識")
    keys.type(ニーズのどこに効くか="点検にかかる日数を半分にする。").press("下書きを保存する").press("提案する")
    keys.go_to("所管課が読む内容を確かめました").keyboard.press("Space")
    keys.press("提案する", "Space")

    assert "受付の控え" in screen.words and "写真による橋の点検" in screen.words
    assert screen.complaints == []


def test_an_officer_writes_a_need_and_hands_it_in_without_javascript(site, screen_of):
    michi = screen_of(site.cast.michi, java_script_enabled=False)

    michi.visit("/needs/new")
    with michi.page.expect_navigation():
        michi.main.get_by_role("button", name="下書きを保存する").click()
    assert "題名を入力してください。" in michi.words

    michi.press("下書きを保存する", 題名="街路樹の傷みを早く知りたい")
    michi.follow("事務局に確認を頼む")
    assert "次の項目が必要です" in michi.words
    michi.follow("もう少し書く").press(
        "保存する",
        分野="道路・河川・下水道",
        参画パターン="1 新たなソリューションの創造",
        背景="街路樹は市内に十三万本ある。",
        いまの仕事の流れと量="年に一度、作業員が一本ずつ目で見ている。",
        困っていること="見回りの間に枝が落ちることがある。",
        期待する姿="傷んだ木が早く分かる。",
        問い合わせ先="道路局企画課",
    )
    michi.follow("事務局に確認を頼む").press("確認を頼む")

    assert "事務局確認" in michi.words
    assert "街路樹の傷みを早く知りたい" in screen_of(site.cast.mori, java_script_enabled=False).visit("/desk").words


def test_everybody_finds_and_signs_in_without_javascript(site, screen_of):
    a_need(by=site.cast.michi, title="水道管の漏水を音で見つけたい")
    visitor = screen_of(None, java_script_enabled=False)
    visitor.visit("/needs/").page.get_by_role("searchbox", name="題名の言葉で探す").fill("漏水")

    visitor.press("検索する").follow("水道管の漏水を音で見つけたい").follow("サインインして提案する")
    visitor.press("サインインする", メールアドレス="umi@minato.example", パスワード=PASSWORD)

    assert "水道管の漏水を音で見つけたい" in visitor.words
    assert visitor.main.get_by_role("link", name="このニーズに提案する").first.is_visible()
