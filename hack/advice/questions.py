"""The questions that a need is asked for one by one, and where each answer belongs in its text."""

from dataclasses import dataclass

from hack.advice.labelled import FREE, answers_in, with_answer
from hack.needs.models import Need


@dataclass(frozen=True)
class Question:
    """One thing that is asked: its name in addresses, its words, the field of the need that the answer belongs to, and the
    label under which it stands there; without a label it is what the field says before the first label.
    """

    name: str
    asks: str
    hint: str
    field: str
    label: str = FREE
    short: str = ""
    """What it is called in a list."""


CONDITIONS = "conditions"
"""The question that is answered by choosing, not by writing."""

# fmt: off
QUESTIONS = (
    Question("trouble",  "何に困っていますか", "うまくいっていないことを、起きているとおりに書きます。例: 調査員が集まらず、調べられる交差点が限られる。", "problem", short="困りごと"),
    Question("who",      "だれが困っていますか", "市民、施設の人、職員など。人数が分かれば添えます。例: 調査を手配する係の職員4人と、夏の路上に立つ調査員。", "problem", "困っている人", short="困っている人"),
    Question("where",    "どこで起きていますか", "場所や場面を書きます。例: 市内の幹線道路の交差点。とくに朝夕の混む時間。", "problem", "起きている場所", short="起きている場所"),
    Question("flow",     "いま、その仕事をどのように進めていますか", "だれが、何を、どの順でしているかを書きます。例: 委託先が調査員を集め、数取器で数え、翌週に集計表が届く。", "present", short="仕事の流れ"),
    Question("volume",   "どのくらいの頻度・件数ですか", "おおよその数で構いません。例: 2年に1度、50か所から60か所。", "present", "頻度・件数", short="頻度・件数"),
    Question("effort",   "1回に、どのくらいの時間と人数がかかりますか", "おおよその数で構いません。例: 1か所に3人から7人で12時間。集計に3日。", "present", "1回の時間・人数", short="時間・人数"),
    Question("why",      "なぜ、いま取り組むのですか", "計画の名前、法律、増えている数など。例: 道路の計画に欠かせない調査だが、応募する人が5年で半分になった。", "background", short="取り組む理由"),
    Question("tried",    "これまでに何を試しましたか", "うまくいかなかったことも、いまの契約も役に立ちます。なければ「まだ試していない」と書きます。", "tried", short="試したこと"),
    Question("hoped",    "どうなればよいですか", "やり方ではなく、できあがりの姿を書きます。例: 調査の時間を半分にし、年に100か所で測れる。", "hoped", short="期待する姿"),
    Question("place",    "どこで試せますか", "決まっていなければ「候補は…」で構いません。例: 市内の4交差点。人手で数えた記録がある所。", "place", short="試せる場所"),
    Question("data",     "どんなデータや場所、協力を出せますか", "例: 過去5年分の観測結果、電源、道路の使用の調整。", "offered", short="出せるもの"),
    Question(CONDITIONS, "個人情報と費用は、どうなりそうですか", "決まっていなければ「未定」「協議して決める」を選びます。", "", short="個人情報・費用"),
)
# fmt: on
BY_NAME = {question.name: question for question in QUESTIONS}


def labels_of(field: str) -> tuple[str, ...]:
    """The labels that the answers in this field of a need stand under, in order."""
    return tuple(one.label for one in QUESTIONS if one.field == field and one.label)


@dataclass(frozen=True)
class Asked:
    """A question asked of one need."""

    need: Need
    question: Question

    @property
    def number(self) -> int:
        """The how-manieth of the questions it is, from 1."""
        return QUESTIONS.index(self.question) + 1

    @property
    def before(self) -> Question | None:
        """The question before it, if any."""
        return QUESTIONS[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Question | None:
        """The question after it, if any."""
        return QUESTIONS[self.number] if self.number < len(QUESTIONS) else None

    @property
    def field_text(self) -> str:
        """All that the field says now."""
        return getattr(self.need, self.question.field) if self.question.field else ""

    @property
    def answer(self) -> str:
        """What the need answers now."""
        return answers_in(self.field_text, labels_of(self.question.field)).get(self.question.label, "")

    @property
    def answered(self) -> bool:
        """Whether the need says anything about it."""
        if self.question.name == CONDITIONS:
            return self.need.personal is not None or self.need.cost_share is not None
        return bool(self.answer)

    def field_with(self, answer: str) -> str:
        """All that the field says once this is the answer."""
        return with_answer(self.field_text, labels_of(self.question.field), self.question.label, answer)


def asked_of(need: Need) -> list[Asked]:
    """Every question, asked of this need, in order."""
    return [Asked(need, question) for question in QUESTIONS]
