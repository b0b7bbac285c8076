"""What we ask of somebody who writes down a need."""

from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.questions import Group, Grouped, line, one_of, text, web_page
from hack.needs.models import CostShare, Field, Pattern, Personal


class Conditions(Form):
    """Under what conditions a solution can be tried out."""

    place = text(
        "実証の場所",
        "どこで試せますか。なぜその場所ですか。例: 市内の4交差点。交通量が多く、人手観測の記録がある所。",
        3,
    )
    offered = text(
        "市が提供できるもの", "データ、画像、場所、協力者など。例: 過去5年分の観測結果、電源、道路の使用の調整。", 3
    )
    period = line("実証の時期・期間", 200, "例: 10月から3か月ほど。雨の多い時期は避ける。")
    cost_share = SelectField("費用負担", **one_of(CostShare), description="実証にかかる費用をだれが負担しますか。")
    selected = line("選ぶ数", 80, "例: 原則1者。複数になることもある。")
    criteria = text("評価の観点", "何を見て選びますか。例: 測定の正しさ、費用、設置のしやすさ、安全。", 3)
    eligibility = text("応募できる人", "グループでもよいか、必要な資格など。例: 法人。グループでの応募もできる。", 2)


class Questions(Grouped, Conditions):
    """The whole text of a need. Only the title must be there; what else is needed is asked when it is handed in."""

    title = line(
        "題名",
        80,
        "何に困っているかが一目で分かる題名にします。例: 交差点の交通量を人手によらず測りたい",
        InputRequired("題名を入力してください。"),
    )
    field = SelectField("分野", **one_of(Field), description="いちばん近いものを1つ選びます。")
    pattern = SelectField(
        "参画パターン",
        **one_of(Pattern),
        description="課題がまだ粗いなら1、試せる技術がありそうなら2、すでに使われているサービスがあるなら3です。",
    )
    contact = line(
        "問い合わせ先", 200, "外に見えます。課の名前と代表の連絡先を書き、個人名は書きません。例: 道路局企画課"
    )
    co_scheme = line("連携する窓口", 80, "ほかの窓口と一緒に進めるときだけ書きます。")
    source_url = web_page("参考になるページ", "市の計画や記者発表など。")
    background = text("背景", "なぜいま取り組むのですか。計画の名前や数字があると伝わります。")
    present = text(
        "いまの仕事の流れと量",
        "だれが、何を、どの順で、年に何件・何時間・何人でしていますか。例: 年に50か所、1か所あたり調査員3人で12時間。",
    )
    problem = text(
        "困っていること", "いまのやり方で、何がうまくいきませんか。例: 調査員が集まらず、調べられる場所が限られる。"
    )
    tried = text("これまでに試したこと", "うまくいかなかったことや、いまの契約も役に立ちます。", 3)
    glossary = text("用語の説明", "市の外の人が知らない言葉があれば、説明します。", 2)
    hoped = text(
        "期待する姿", "どうなれば解決ですか。数字で言えるなら書きます。例: 調査の時間を半分にし、年100か所で測れる。"
    )
    technology = text("求める技術の例", "思い当たらなければ空欄で構いません。例: 画像認識、センサー。", 3)
    expertise = text("求める専門性", "例: 交通工学、現場での設置の経験。", 2)
    outlook = text("実証の後の見通し", "うまくいったらどうしますか。予算を求める年度や、調達の方法など。", 3)
    internal = BooleanField("庁内限定にする", description="印を付けると、公開の段階に進んでも市の職員だけに見えます。")
    sealed = BooleanField(
        "締切まで提案の件数と提案者名を職員に見せない",
        description="印を付けると、募集が終わるまで、提案があることも事務局だけが知っています。",
    )
    under_way = text("課の着手状況", "課の中でどこまで進んでいますか。", 3)
    budget = line("予算事業", 120, "例: 事業名、番号。未定なら空欄。")
    consulted = line("庁内の合議先", 200, "先に話しておく課があれば書きます。")
    personal = SelectField("個人情報", **one_of(Personal), description="実証で個人情報を扱いますか。")
    priority = line("優先度", 40, "例: 高い(来年度の予算に間に合わせたい)")
    notes = text("深掘りのメモ", "事務局と話したことなど。", 4)

    GROUPS = (
        Group("基本", "まず題名だけ書けば、下書きとして保存できます。", ("title", "field", "pattern", "contact", "co_scheme", "source_url")),
        Group("いま困っていること", "うまく書けなくても構いません。事務局が一緒に深掘りします。", ("background", "present", "problem", "tried", "glossary")),
        Group("求めるもの", "やり方ではなく、どうなりたいかを書きます。", ("hoped", "technology", "expertise", "outlook")),
        Group("実証の条件", "決まっているところだけ書きます。実証提案の募集までに埋まれば間に合います。", ("place", "offered", "period", "cost_share", "selected", "criteria", "eligibility")),
        Group("庁内だけのメモ", "市の職員だけが読みます。企業・大学等には見えません。", ("internal", "sealed", "under_way", "budget", "consulted", "personal", "priority", "notes")),
    )  # fmt: skip


class NewNeedForm(Questions, CreatingForm):
    """A need that is begun; a coordinator says for which section."""

    section = SelectField(
        "所管課",
        [InputRequired("所管課を選んでください。")],
        coerce=lambda value: int(value) if value else None,
        description="このニーズを持つ課です。",
    )

    @classmethod
    def for_sections(cls, sections: list[Any], **words: Any) -> "NewNeedForm":
        """The form with these sections to choose from; without the question where there is only one. It begins with `words`."""
        form = cls.from_request(data=words)
        form.section.choices = {"": "選んでください"} | {section.id: section.full_name for section in sections}
        if len(sections) == 1:
            del form.section
        return form


class NeedForm(Questions, EditingForm):
    """A need that is changed."""


class SubmitForm(SeenForm):
    """The button that asks the secretariat to check."""
