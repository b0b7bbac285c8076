"""Under what conditions a need and a seed come together: place, data, network, money and time, as far as their texts say."""

import re
from collections.abc import Iterator
from typing import Any

from hack.matching.circumstance import Circumstance, Sort, fits, quoted
from hack.matching.likeness.documents import written
from hack.matching.likeness.hollow import HOLLOW
from hack.needs.models import CostShare, Need, Personal
from hack.seeds.models import CostBand, Lgwan, Seed
from hack.sites.models import Ward
from hack.text import normal

Told = Iterator[Circumstance]
D, U = Sort.DIFFERS, Sort.UNKNOWN
_WARDS = {ward: re.compile(rf"(?:横浜市|(?<![一-鿿々])(?<!ケ)){ward.label.replace('ケ', '[ケヶが]')}") for ward in Ward}
_INSIDE = re.compile(
    r"lgwan|庁内(?:の)?(?:ネットワーク|lan|端末|パソコン|pc|システム)|職員(?:用)?の?(?:業務)?(?:端末|パソコン|pc)|業務(?:用)?の?端末|閉域|住民記録|住民情報システム"
)
_ON_SITE = re.compile(r"(?:^|(?<=[。\n]))[^。\n]*?(?:設置|取り?付け|据え?付け|敷設|埋設|現地)[^。\n]*")
_PERSONAL = re.compile(r"個人情報|氏名|住所録|名簿|顔(?:写真|認証|画像)|マイナンバー|カルテ|相談記録")
_FROM_THE_CITY = re.compile(r"市内(?:に(?:本社|本店|事業所|事務所|拠点)|の?(?:企業|事業者|団体|法人|大学))")


def ward(need: Need, seed: Seed) -> Told:
    """The wards that the need wants to try it out in, and those that the seed's organisation names."""
    here = wards_in(f"{need.place}\n{need.section.bureau.name}")
    there = wards_in(f"{seed.wish}\n{seed.references}\n{seed.limits}\n{seed.organization.address}")
    if both := [one.label for one in here if one in there]:
        names = "、".join(both)
        yield fits(f"{names}が同じ", f"どちらも{names}を挙げています。")
    elif here and there:
        mine, theirs = ("、".join(one.label for one in those) for those in (here, there))
        yield Circumstance(
            D,
            "区が違う",
            f"ニーズは{mine}、シーズや団体の所在地は{theirs}です。{mine}でもできるかを相手に確かめます。",
            f"ニーズは{mine}を挙げています。シーズや団体の所在地は{theirs}です。{mine}でもできるなら「市で実証したいこと」に書き足します。",
            ("seed", "wish"),
        )


def data(need: Need, seed: Seed) -> Told:
    """What the seed needs, and what the city can provide."""
    needed, offered = seed.requires.strip(), need.offered.strip()
    if needed and offered:
        if both := _in_both(needed, offered):
            words = "、".join(both)
            yield fits("必要なものが重なる", f"シーズに必要なものと市が提供できるものの両方に、{words}があります。")
        else:
            yield Circumstance(
                D,
                "データ・環境を照らす",
                f"シーズには{quoted(needed)}が必要です。市が提供できるもの{quoted(offered)}で足りるかを相手に確かめます。",
                f"市が提供できるものは{quoted(offered)}です。必要なもの{quoted(needed)}に足りるかを所管課に確かめます。",
            )
        return
    if not offered:
        wants = f"シーズには{quoted(needed)}が必要です。" if needed else ""
        yield Circumstance(
            U,
            "市のデータ未記載",
            f"市が提供できるものが、ニーズに書かれていません。{wants}出せるデータや環境を書き足します。",
            "市が提供できるものが、ニーズに書かれていません。出せるデータや環境を所管課に確かめます。",
            ("need", "offered"),
        )
    if not needed:
        yield Circumstance(
            U,
            "必要なデータ不明",
            "シーズに必要なデータ・環境が書かれていません。相手に確かめます。",
            "必要なデータ・環境が、シーズに書かれていません。所管課が用意できるかを考えられるように書き足します。",
            ("seed", "requires"),
        )


def place(need: Need, seed: Seed) -> Told:
    """That something has to be set up on the spot, and whether the need names a place."""
    found = _ON_SITE.search(f"{seed.requires}\n{seed.wish}")
    if found is None:
        return
    what = quoted(found.group())
    if need.place.strip():
        told = f"シーズには{what}とあり、ニーズには実証の場所{quoted(need.place)}が書かれています。"
        yield fits("実証の場所あり", told)
    else:
        yield Circumstance(
            U,
            "現地設置が要る",
            f"シーズには{what}とあります。ニーズに実証の場所が書かれていないので、候補の場所を書き足します。",
            f"シーズには{what}とありますが、ニーズに実証の場所が書かれていません。使える場所を所管課に確かめます。",
            ("need", "place"),
        )


def network(need: Need, seed: Seed) -> Told:
    """Whether the seed runs on the local governments' closed network, where the need speaks of it."""
    found = _INSIDE.search(normal(f"{need.title}\n{need.text}"))
    if found is None:
        return
    says = f"ニーズに「{found.group().upper()}」とあります。"
    if seed.lgwan is Lgwan.YES:
        yield fits("LGWANで使える", f"{says}シーズはLGWANで使えます。")
    elif seed.lgwan is Lgwan.NO:
        yield Circumstance(
            D,
            "LGWANで使えない",
            f"{says}シーズはインターネットだけで使うものです。端末やデータの置き方を相手に確かめます。",
            f"{says}シーズはインターネットだけで使うものです。庁内で使う方法があれば「セキュリティ」に書き足します。",
            ("seed", "security"),
        )
    else:
        yield Circumstance(
            U,
            "LGWAN不明",
            f"{says}シーズがLGWANで使えるかは未確認です。相手に確かめます。",
            f"{says}LGWANで使えるかを確かめて、シーズに書き足します。",
            ("seed", "lgwan"),
        )


def in_the_city(need: Need, seed: Seed) -> Told:
    """Whether the organisation is in the city, where the need asks for that."""
    found = _FROM_THE_CITY.search(need.eligibility)
    if found is None:
        return
    says = f"応募できる人に{quoted(need.eligibility)}とあります。"
    inside = seed.organization.in_city
    if inside:
        yield fits("市内の団体", f"{says}市内の団体です。")
    elif inside is None:
        told = f"{says}団体が市内かどうかは分かっていません。"
        yield Circumstance(U, "市内か不明", f"{told}相手に確かめます。", f"{told}事務局に伝えてください。")
    else:
        yield Circumstance(
            D,
            "市外の団体",
            f"{says}市外の団体です。応募できるかを確かめます。",
            f"{says}団体は市外です。応募できるかを所管課に確かめます。",
        )


def money(need: Need, seed: Seed) -> Told:
    """Who pays for a trial, and about what it costs."""
    if need.cost_share is CostShare.CITY:
        yield fits("費用は市が負担", "実証の費用は市が負担します。")
    elif seed.cost_band is CostBand.FREE:
        yield fits("無償で使える", "シーズの概算の費用は無償です。")
    elif need.cost_share is CostShare.PROPOSER:
        cost = f"シーズの概算の費用(1年)は{seed.cost_band.label}です。" if seed.cost_band else ""
        yield Circumstance(
            D,
            "費用は提案者の負担",
            f"実証の費用は提案者の負担です。{cost}負担できるかを相手に確かめます。",
            f"実証の費用は提案者の負担です。{cost}負担できるかを団体の中で確かめます。",
            ("seed", ""),
        )
    elif need.cost_share is None:
        yield Circumstance(
            U,
            "費用負担の記載なし",
            "費用をだれが負担するかが、ニーズに書かれていません。書き足します。",
            "費用をだれが負担するかが、ニーズに書かれていません。所管課に確かめます。",
            ("need", "cost_share"),
        )
    if seed.cost_band is None:
        yield Circumstance(
            U,
            "費用の記載なし",
            "シーズに概算の費用が書かれていません。相手に確かめます。",
            "概算の費用が、シーズに書かれていません。幅のある額でも書き足します。",
            ("seed", "cost_band"),
        )


def time(need: Need, seed: Seed) -> Told:
    """When it is to be tried out, and how long it takes to begin."""
    when, long = need.period.strip(), seed.lead_time.strip()
    if when and long:
        told = f"実証の時期・期間は{quoted(when)}、導入までの期間は{quoted(long)}です。間に合うかを"
        yield Circumstance(D, "時期を照らす", f"{told}相手に確かめます。", f"{told}所管課に確かめます。")
    elif when:
        yield Circumstance(
            U,
            "導入期間の記載なし",
            f"実証の時期・期間は{quoted(when)}です。シーズに導入までの期間が書かれていません。相手に確かめます。",
            f"実証の時期・期間は{quoted(when)}です。導入までの期間を、シーズに書き足します。",
            ("seed", "lead_time"),
        )


def security(need: Need, seed: Seed) -> Told:
    """Whether the seed says how it guards personal data; a company is told only of what the need's public text says of them."""
    openly = _PERSONAL.search(f"{need.title}\n{need.text}")
    if seed.security.strip() or not (openly or need.personal is Personal.SOME):
        return
    says = f"ニーズに「{openly.group()}」とあります。" if openly else ""
    inside = says or "このニーズの実証では個人情報を扱います(庁内だけのメモ)。"
    yield Circumstance(
        U,
        "セキュリティの記載なし",
        f"{inside}シーズにセキュリティの記載がありません。データの置き場所や認証の方法を相手に確かめます。",
        f"{says}セキュリティが、シーズに書かれていません。データの置き場所や認証の方法を書き足します。" if says else "",
        ("seed", "security"),
    )


def limits(_need: Need, seed: Seed) -> Told:
    """What the seed cannot do, by its own words: the bureau's to read."""
    if seed.limits.strip():
        told = f"シーズの制約に{quoted(seed.limits)}とあります。この課題で支障がないかを相手に確かめます。"
        yield Circumstance(D, "制約あり", told, "")


def wards_in(told: str) -> list[Ward]:
    """The city's wards that a text names, in the city's order; a ward of another city with the same name is not meant."""
    return [ward for ward, name in _WARDS.items() if name.search(told)]


def _in_both(needed: str, offered: str) -> list[str]:
    """The nouns that both texts have and that tell something, as the first has them, at most three."""
    there = {each.word.term for each in _nouns(offered)}
    return list(dict.fromkeys(each.surface for each in _nouns(needed) if each.word.term in there))[:3]


def _nouns(told: str) -> list[Any]:
    words = [each for each in written(told) if each.word.noun and each.word.term not in HOLLOW]
    return [each for each in words if len(each.plain) > 1 or each.alone]
