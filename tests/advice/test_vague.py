"""Vague sentences are found, and sentences that say enough are left in peace."""

import json
from pathlib import Path

import pytest

from hack.advice.vague import has_figures, sentences_of, vague_in

FIELDS = ("title", "background", "present", "problem", "hoped", "tried", "technology", "place", "offered", "outlook")
REAL = [
    need[name]
    for file in sorted(Path("hack/demo/data").glob("needs_*.json"))
    for need in json.loads(file.read_text())
    for name in FIELDS
    if need.get(name)
]


def _words(text):
    return [one.words for one in vague_in(text)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("様々な課題に対応したい。", ["様々"]),
        ("業務を効率化したい。", ["効率化"]),
        ("もっと効率的に進めたい。", ["効率的"]),
        ("窓口で適切に案内する。", ["適切に"]),
        ("できるだけ早く終えたい。", ["できるだけ"]),
        ("手続をスムーズに進める。", ["スムーズ"]),
        ("業務のDX化を進める。", ["DX化"]),
        ("運営に課題がある。", ["に課題がある"]),
        ("導入の可否を検討する。", ["検討する"]),
        ("集計に多くの時間がかかる。", ["多くの時間"]),
        ("写真等、図面等、台帳等をそろえる。", ["等"]),
        ("市民の利便性の向上を図る。", ["利便性の向上"]),
        ("点検をしっかり行う。", ["しっかり"]),
    ],
)
def test_words_that_say_too_little_are_pointed_at(sentence, words):
    assert _words(sentence) == words
    assert [one.sentence for one in vague_in(sentence)] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "除雪の依頼電話の受付を効率化したい。",
        "業務を効率化し、年に200時間を100時間にしたい。",
        "写真、図面、音声などさまざまな記録がある。",
        "道路の凹みや白線の薄れなど、様々な傷みを見つける。",
        "集計に多くの時間がかかり、1か所で3日になる。",
        "できるだけ早く、3日以内に知らせる。",
        "参加者を平等に扱い、均等に割り当て、同等の対応をする。",
        "調査員の確保が課題となっている。",
        "庁内で検討した結果、導入を見送った。",
        "職員が足りず、夜間の対応に課題がある。",
        "写真等をそろえる。",
        "",
    ],
)
def test_sentences_that_say_enough_are_left_in_peace(sentence):
    assert _words(sentence) == []


def test_only_the_sentence_concerned_is_pointed_at():
    told = "交差点で数えている。様々な課題がある。\n年に50か所である。"

    assert sentences_of(told) == ["交差点で数えている。", "様々な課題がある。", "年に50か所である。"]
    assert {one.sentence for one in vague_in(told)} == {"様々な課題がある。"}


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("年に50か所", True),
        ("3人", True),
        ("三人がかり", True),
        ("手間を半分にする", True),
        ("一つずつ確かめる", False),
        ("多くの人", False),
        ("", False),
    ],
)
def test_numbers_are_told_from_words(told, figures):
    assert has_figures(told) is figures


def test_needs_that_were_published_are_hardly_ever_pointed_at():
    """Texts that the city worked over and published; the demo data has 32 of them."""
    sentences = sum(len(sentences_of(text)) for text in REAL)
    pointed_at = sum(len(vague_in(text)) for text in REAL)

    assert sentences > 300
    assert pointed_at <= sentences * 0.03
