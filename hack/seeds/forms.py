"""What we ask of somebody who writes down a seed, or looks for one."""

from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.filters import Filter
from hack.forms.questions import Group, Grouped, line, one_of, text, web_page
from hack.needs.models import Field
from hack.seeds.models import CostBand, Lgwan, Readiness, Visibility


class Questions(Grouped, Form):
    """The whole text of a seed. Only the title must be there; what else is needed is asked when it is published."""

    title = line(
        "名称",
        80,
        "技術・製品・サービスの名前。何をするものかが分かると見つかりやすくなります。例: 画像認識による交通量計測",
        InputRequired("名称を入力してください。"),
    )
    summary = line("一文の要約", 200, "例: カメラの映像から、車の台数と進む方向を自動で数えます。")
    field = SelectField("分野", **one_of(Field), description="いちばん近いものを1つ選びます。")
    solves = text(
        "解ける課題",
        "どんな人の、どんな困りごとに効きますか。例: 調査員が現地で数えている交通量の調査を、少ない人手で行えます。",
    )
    technology = line("使っている技術", 200, "例: 画像認識、AIカメラ、クラウド")
    readiness = SelectField("成熟度", **one_of(Readiness), description="いまの段階にいちばん近いものを選びます。")
    references = text(
        "実績", "導入した自治体や、試した結果。数字があると伝わります。例: 2市で導入。人手観測との差は5%以内。", 3
    )
    wish = text("市で実証したいこと", "例: 夜間や雨の日の正しさを確かめたい。", 3)
    requires = text("必要なデータ・環境", "例: 交差点を見渡せる設置場所と電源。", 3)
    lead_time = line("導入までの期間", 120, "例: 契約から2か月ほど")
    cost_band = SelectField("概算の費用", **one_of(CostBand), description="1年使うときの目安です。")
    lgwan = SelectField("LGWAN", **one_of(Lgwan), description="自治体の閉じたネットワークで使えますか。")
    security = text("セキュリティ", "データを置く場所、認証の方法など。例: 国内のクラウド。映像は保存しない。", 3)
    rights = text("知的財産", "特許や、成果の扱いについての考え。", 2)
    limits = text("制約", "できないこと、苦手なこと。先に分かると話が早く進みます。", 3)
    trial_certified = BooleanField("トライアル発注認定を受けている")
    dmp_listed = BooleanField("デジタルマーケットプレイス(DMP)に登録している")
    source_url = web_page("紹介ページ", "例: https://www.example.com/product")
    visibility = RadioField(
        "公開範囲",
        choices=Visibility.choices(),
        coerce=lambda value: Visibility(value),
        default=Visibility.PUBLIC,
        description="営業上の理由で広く見せたくないときは「市の職員のみ」にします。",
    )

    GROUPS = (
        Group("基本", "名称だけ書けば、下書きとして保存できます。", ("title", "summary", "field", "source_url")),
        Group("何に効くか", "技術の説明より先に、だれの何が楽になるかを書くと伝わります。", ("solves", "wish", "limits")),
        Group("技術と実績", "", ("technology", "readiness", "references", "trial_certified", "dmp_listed", "rights")),
        Group("使うための条件", "決まっていないところは空欄で構いません。", ("requires", "lead_time", "cost_band", "lgwan", "security")),
        Group("公開のしかた", "", ("visibility",)),
    )  # fmt: skip


class NewSeedForm(Questions, CreatingForm):
    """A seed that is begun."""


class SeedForm(Questions, EditingForm):
    """A seed that is changed."""


class SeedFilter(Filter):
    """Which seeds somebody looks for."""

    q = StringField("名称や要約の言葉", [Length(max=200)])
    field = SelectField("分野", **one_of(Field, "すべての分野"))
    readiness = SelectField("成熟度", **one_of(Readiness, "すべて"))
    lgwan = SelectField("LGWAN", **one_of(Lgwan, "すべて"))
    of = StringField("団体名(一部でも)", [Length(max=80)])
