"""Sentences that leave the reader guessing: which words do it, and the question whose answer would help."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。!?!?\n]+[。!?!?]?")
_FIGURE = re.compile(
    r"[0-9０-９]|[一二三四五六七八九十百千万]+(?:件|人|回|時間|か所|箇所|割|倍|日|年|か月|名|校|区|施設|分)|半分|半減|倍増|ゼロ"
)
_NOUN = r"[一-鿿々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9]+"
_SAYS_LITTLE = re.compile(
    r"(?:業務|作業|事務|仕事|対応|運用|運営|取組|取り組み|行政|市政|サービス|もの|こと|全体|業務全般)$"
)
_OBJECT = re.compile(
    rf"(?P<object>{_NOUN})(?:業務|作業|事務)?(?:など|等)?(?:の|を|が|も|は)?(?:より|一層|さらに|もっと|大幅に)?$"
)
_ETC = re.compile(r"など|(?<![平均同高中対初一二三上下優劣何])等(?![級しく分号身価速間辺])")
_EXAMPLES = re.compile(r"(?:、|や|・|「).*(?:など|等|といった|のような)")


@dataclass(frozen=True)
class Vague:
    """A sentence with words that say too little: the sentence, what in it, and the question that helps."""

    sentence: str
    words: str
    asks: str


@dataclass(frozen=True)
class Habit:
    """Words that often say too little, unless the sentence says the rest itself."""

    pattern: re.Pattern[str]
    asks: str
    excused: Callable[[str, re.Match[str]], bool] = lambda _sentence, _found: False


def has_figures(told: str) -> bool:
    """Whether the text says how much of something: a number, or a measure in words."""
    return bool(_FIGURE.search(told))


def sentences_of(told: str) -> list[str]:
    """The sentences of a text, in order."""
    return [sentence for found in _SENTENCE.findall(told) if (sentence := found.strip())]


def vague_in(told: str) -> list[Vague]:
    """The sentences that leave the reader guessing, in order; each habit once a sentence."""
    return [one for sentence in sentences_of(told) for one in _vague_in(sentence)]


def _vague_in(sentence: str) -> Iterator[Vague]:
    for habit in HABITS:
        found = habit.pattern.search(sentence)
        if found and not habit.excused(sentence, found):
            yield Vague(sentence, found.group(), habit.asks)
    if len(etc := _ETC.findall(sentence)) >= 3:
        yield Vague(
            sentence,
            "・".join(dict.fromkeys(etc)),
            "「等」「など」が重なっています。大事なもの2つか3つだけを、名前で書けますか。",
        )


def _measured(sentence: str, _found: re.Match[str]) -> bool:
    """The sentence says how much."""
    return has_figures(sentence)


def _named_or_measured(sentence: str, found: re.Match[str]) -> bool:
    """The sentence says of what (more than 業務 or 対応), or how much."""
    said = _OBJECT.search(sentence[: found.start()])
    named = said is not None and len(said["object"]) > 1 and not _SAYS_LITTLE.fullmatch(said["object"])
    return named or has_figures(sentence)


def _shown_by_examples(sentence: str, found: re.Match[str]) -> bool:
    """Examples are given in the same sentence."""
    return bool(_EXAMPLES.search(sentence[: found.start()]) or _EXAMPLES.search(sentence[found.end() :]))


def _told_before(sentence: str, found: re.Match[str]) -> bool:
    """The sentence says what the trouble is before it calls it one: 〜ため、〜という課題."""
    before = sentence[: found.start()]
    return len(before) > 40 or bool(re.search(r"という$|ため|ので|ことから|足り|不足|できず|できない", before))


# fmt: off
HABITS = (
    Habit(re.compile(r"様々|さまざま|色々|いろいろ"), "たとえば何ですか。2つか3つ、名前で書けますか。", _shown_by_examples),
    Habit(re.compile(r"適切(?:に|な)|適正(?:に|な)"), "何がどうなっていれば「適切」ですか。だれが見ても分かるしるしはありますか。", _measured),
    Habit(re.compile(r"効率(?:化|的|よく|良く|を(?:上げ|高め|向上))|省力化|合理化|生産性"), "何にかかっている時間を、どのくらい減らしたいですか。", _named_or_measured),
    Habit(re.compile(r"最適化|高度化|活性化|見える化|可視化"), "何を、どうなるまで変えたいですか。", _named_or_measured),
    Habit(re.compile(r"DX化|ＤＸ化|DX(?:を|の)推進|デジタル化|ICT化|ＩＣＴ化|IT化"), "何の仕事の、どの手順を変えたいですか。紙や電話のまま困っているのはどこですか。", _named_or_measured),
    Habit(re.compile(r"検討(?:する|します|したい|していきたい|していきます|を行う|を進め(?:る|ます|たい))"), "検討した先に、何ができるようになっていればよいですか。"),
    Habit(re.compile(r"できるだけ|できる限り|出来るだけ|なるべく|可能な限り|極力"), "どこまでなら「よし」としますか。時間や件数で言えますか。", _measured),
    Habit(re.compile(r"スムーズ|円滑"), "いま、どこで止まったり待ったりしていますか。", _measured),
    Habit(re.compile(r"しっかり|きちんと|十分に"), "何ができていれば足りますか。"),
    Habit(re.compile(r"(?:には|では|にも|にお(?:いて|ける)(?:は|も)?|に|、|^)(?:多くの|大きな|様々な|さまざまな)?(?:課題|問題)(?:が(?:ある|あり|あっ|多|山積|生じ)|を抱え)"), "どんな課題ですか。だれが、いつ、何に困るのかを書けますか。", _told_before),
    Habit(re.compile(r"(?:多く|多大|膨大|相当|かなり)の?な?(?:時間|手間|人手|労力|費用|コスト|負担)"), "どのくらいですか。1件に何分、年に何時間など、おおよその数で言えますか。", _measured),
    Habit(re.compile(r"(?:満足度|利便性|サービス|質)の?向上"), "だれの、何が、いまと比べてどう変わればよいですか。", _measured),
)
# fmt: on
