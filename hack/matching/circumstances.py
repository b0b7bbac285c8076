"""Why a need and a seed go together besides their words, and what is missing: rules over the fields of both, only true statements."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hack.matching import conditions
from hack.matching.circumstance import Circumstance, Side, Sort, Told, fits, quoted, told_to
from hack.needs.models import Field, Need, Pattern
from hack.seeds.models import Readiness, Seed

U, D = Sort.UNKNOWN, Sort.DIFFERS
RIPE_FOR = {
    Pattern.CREATE: (Readiness.IDEA, Readiness.PROTOTYPE),
    Pattern.TRY: (Readiness.PROTOTYPE, Readiness.PROVEN, Readiness.ADOPTED),
    Pattern.SERVE: (Readiness.PROVEN, Readiness.ADOPTED),
}
"""How ripe a seed is expected to be, by how far the need is from a solution."""
_MUNICIPALITY = re.compile(
    r"自治体|市役所|区役所|町役場|村役場|[0-9０-９一二三四五六七八九十数](?:つの)?(?:市|区|町|村)|[一-鿿ヶケ]{1,5}(?<![都本当同全各])市(?![場民販況街内外])"
)


def field(need: Need, seed: Seed) -> Iterator[Circumstance]:
    """The field of city life that both are about."""
    if need.field is None:
        told = "ニーズの分野が選ばれていません。"
        yield Circumstance(U, "ニーズの分野なし", f"{told}いちばん近いものを選びます。", told, ("need", "field"))
    if seed.field is None:
        told = "シーズの分野が選ばれていません。"
        yield Circumstance(U, "シーズの分野なし", told, f"{told}いちばん近いものを選びます。", ("seed", "field"))
    if need.field is None or seed.field is None or Field.OTHER in (need.field, seed.field):
        return
    if need.field is seed.field:
        yield fits("分野が同じ", f"分野が同じです({need.field.label})。")
    else:
        told = f"ニーズの分野は{need.field.label}、シーズの分野は{seed.field.label}です。"
        yield Circumstance(
            D,
            "分野が違う",
            f"{told}この分野でも使えるかを相手に確かめます。",
            f"{told}ニーズの分野でも使えるなら「解ける課題」に書き足します。",
            ("seed", "solves"),
        )


def ripeness(need: Need, seed: Seed) -> Iterator[Circumstance]:
    """How far the need is from a solution, and how ripe the seed is."""
    if need.pattern is None:
        told = "ニーズの参画パターンが選ばれていません。"
        yield Circumstance(U, "パターンの記載なし", f"{told}課題の粗さに合わせて選びます。", told, ("need", "pattern"))
    if seed.readiness is None:
        yield Circumstance(
            U,
            "成熟度の記載なし",
            "シーズの成熟度が書かれていません。相手に確かめます。",
            "シーズの成熟度が選ばれていません。いまの段階にいちばん近いものを選びます。",
            ("seed", "readiness"),
        )
    if need.pattern is None or seed.readiness is None:
        return
    told = f"ニーズは「{need.pattern.label}」、シーズの成熟度は「{seed.readiness.label}」です。"
    if seed.readiness in RIPE_FOR[need.pattern]:
        yield fits("段階が合う", f"段階が合っています。{told}")
    elif need.pattern is Pattern.CREATE:
        yield Circumstance(
            D,
            "段階が先に進んでいる",
            f"{told}課題から一緒に考えられるかを相手に確かめます。",
            f"{told}できあがった形にとらわれず一緒に考えられるかを、団体の中で確かめます。",
            ("seed", ""),
        )
    else:
        yield Circumstance(
            D,
            "段階がまだ手前",
            f"{told}いつごろ試せる形になるかを相手に確かめます。",
            f"{told}いつごろ試せる形になるかを「導入までの期間」に書き足します。",
            ("seed", "lead_time"),
        )


def references(need: Need, seed: Seed) -> Iterator[Circumstance]:
    """What the seed has shown elsewhere, above all in other municipalities."""
    told = seed.references.strip()
    if told and _MUNICIPALITY.search(told):
        yield fits("自治体での実績", f"シーズの実績に{quoted(told)}とあります。")
    elif told:
        yield fits("実績の記載あり", f"シーズの実績に{quoted(told)}とあります。")
    elif seed.readiness in (Readiness.PROVEN, Readiness.ADOPTED) or need.pattern is Pattern.SERVE:
        yield Circumstance(
            U,
            "実績の記載なし",
            "シーズに実績が書かれていません。どこで、どのような結果だったかを相手に確かめます。",
            "実績が、シーズに書かれていません。試した結果や導入した所を書き足します。",
            ("seed", "references"),
        )


def certified(_need: Need, seed: Seed) -> Iterator[Circumstance]:
    """What helps to buy it later."""
    if seed.trial_certified:
        yield fits("トライアル発注認定", "シーズはトライアル発注認定を受けています。")
    if seed.dmp_listed:
        yield fits("DMP登録", "シーズはデジタルマーケットプレイス(DMP)に登録されています。")


def freshness(_need: Need, seed: Seed) -> Iterator[Circumstance]:
    """Whether the seed's organisation has said of late that it still holds."""
    if seed.stale:
        told = "シーズの内容は、1年以上確かめられていません。"
        yield Circumstance(
            U,
            "1年以上更新なし",
            f"{told}いまの状況を相手に確かめます。",
            f"{told}シーズの画面で「いまも変わりありません」を押すか、書き直します。",
            ("seed", ""),
        )


RULES: tuple[Callable[[Need, Seed], Iterable[Circumstance]], ...] = (
    field,
    ripeness,
    references,
    conditions.ward,
    conditions.network,
    conditions.place,
    conditions.data,
    conditions.in_the_city,
    conditions.security,
    freshness,
    certified,
    conditions.money,
    conditions.time,
    conditions.limits,
)
"""What is asked of every pair, in the order in which people are told."""


class Circumstances(NamedTuple):
    """What one side is told of a pair: what speaks for it, and what has to be found out, each in the order of RULES."""

    side: Side
    fitting: list[Told]
    open: list[Told]


def circumstances_of(need: Need, seed: Seed) -> list[Circumstance]:
    """Everything that the fields of both say about the pair, in the order of RULES."""
    return [one for rule in RULES for one in rule(need, seed)]


def told(need: Need, seed: Seed, side: Side) -> Circumstances:
    """What this side is told of the pair."""
    every = [said for one in circumstances_of(need, seed) if (said := told_to(side, one))]
    return Circumstances(
        side,
        [one for one in every if one.sort is Sort.FITS],
        [one for one in every if one.sort is not Sort.FITS],
    )
