"""The ways through the site that every page shows: few doors, and behind a door what belongs together."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request, url_for
from flask_login import current_user

from hack.policy import can

Link = tuple[str, str, str]
"""What a link says, the page it leads to, and the permission that it takes; "" where everybody may go there."""


@dataclass(frozen=True)
class Way:
    """A link of the navigation; `current` as in aria-current: "page" on the page itself, "true" on what belongs to it, else ""."""

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Ways:
    """What a page shows: the doors, and what else is behind the one that the page belongs to."""

    doors: list[Way]
    behind: list[Way]
    name: str
    above: Way | None
    """The page that this one belongs to; None on that page itself, and where there is none."""


# fmt: off
DOORS: tuple[tuple[str, tuple[Link, ...]], ...] = (
    ("わたしのページ", (
        ("やること", "home.mine", "home.read"),
        ("宿題", "workgroups.my_tasks", "task.list_own"),
        ("会議のカレンダー", "workgroups.calendar", "calendar.own"),
        ("お知らせ", "notices.index", "notice.read"),
        ("フォロー", "following.index", "follow.read"),
        ("アカウント", "accounts.mine", "account.read"),
    )),
    ("ニーズ", (
        ("ニーズ", "needs.index", ""),
    )),
    ("シーズ", (
        ("シーズ", "seeds.index", ""),
        ("自分の団体のシーズ", "seeds.mine", "seed.list_own"),
        ("文章で探す", "matching.try_out", "suggestion.try"),
    )),
    ("提案", (
        ("提案", "proposals.index", "proposal.index"),
        ("自分の団体の提案", "proposals.mine", "proposal.list_own"),
        ("提案への招待", "proposals.invitations", "partner.list"),
    )),
    ("共創フロント", (
        ("共創フロント", "intake.front", ""),
        ("テーマ", "intake.themes", ""),
        ("自分の団体の案件", "intake.mine", "case.list_own"),
        ("案件", "intake.cases", "case.list"),
    )),
    ("ワーキング", (
        ("ワーキング", "workgroups.index", "workgroup.index"),
    )),
    ("オープンデータ", (
        ("データのカタログ", "opendata.index", ""),
        ("質問と回答", "opendata.answers", ""),
        ("データの依頼", "opendata.requests", "datarequest.list"),
        ("データセットの管理", "opendata.sets", "dataset.list_inside"),
    )),
    ("ラボと協定", (
        ("リビングラボ", "livinglabs.index", ""),
        ("自分の団体のラボ", "livinglabs.mine", "livinglab.list_own"),
        ("参加しているラボ", "livinglabs.joined", "lab_member.list_own"),
        ("市民の声", "livinglabs.all_voices", "voice.index"),
        ("連携協定", "agreements.index", ""),
    )),
    ("庁内の仕事", (
        ("庁内合議", "consultations.index", "consultation.index"),
        ("付議", "deliberations.index", "paper.list"),
        ("評価", "evaluation.index", "evaluation.index"),
        ("割り当て案", "rounds.index", "round.index"),
        ("支援", "support.index", "support.list"),
        ("実証フィールド", "sites.index", "site.index"),
        ("進行ボード", "desk.board", "desk.read"),
        ("候補の偏り", "matching.exposure", "exposure.read"),
        ("候補の質", "indicators.quality", "quality.read"),
        ("用語集", "wordbook.index", "wordbook.read"),
    )),
    ("団体と人", (
        ("参加団体", "accounts.organizations", ""),
        ("参加者数", "indicators.participants", "participants.read"),
        ("公表された数", "indicators.figures", "figure.read"),
        ("利用者", "accounts.people", "person.list"),
        ("招待中の人", "accounts.invitations", "person.invite"),
    )),
    ("運用の記録", (
        ("出来事の記録", "audit.index", "audit.read"),
        ("届かなかったもの", "notices.dead", "notice.dead"),
    )),
)
# fmt: on
BESIDES = {
    "home.mine": ("/unsubscribe",),
    "needs.index": ("/advice", "/questions", "/suggestions", "/evaluation/needs", "/exchange/needs"),
    "seeds.index": ("/exchange/seeds",),
    "proposals.index": ("/exchange/proposals",),
    "intake.cases": ("/front/inquiries", "/exchange/cases"),
    "workgroups.index": ("/exchange/workgroups",),
    "livinglabs.index": ("/exchange/livinglabs",),
    "opendata.requests": ("/opendata/inquiries",),
}
"""Addresses that do not begin as the page does to which they belong."""
FOOTER = (
    ("このサイトについて", "home.about"),
    ("参加の申請", "accounts.apply"),
    ("利用規約", "accounts.terms"),
    ("アクセシビリティ", "home.accessibility"),
)


def ways() -> Ways:
    """The navigation for the person who looks: what is not theirs is not offered, and a door with one thing behind it bears its name."""
    rooms = [(name, _offered(links)) for name, links in DOORS]
    here = _nearest(url for _, links in rooms for _, url, belongs in links for url in (url, *belongs))
    doors, behind, entered, above = [], [], "", None
    for name, links in rooms:
        if not links:
            continue
        shown = [Way(label, url, _current(url, here, belongs)) for label, url, belongs in links]
        inside = next((way for way in shown if way.current), None)
        above = inside if inside and inside.current == "true" else above
        label = name if len(shown) > 1 else shown[0].label
        doors.append(Way(label, shown[0].url, shown[0].current or ("true" if inside else "")))
        if inside and len(shown) > 1:
            behind, entered = shown, name
    return Ways(doors, behind, entered, above)


def footer_ways() -> list[Way]:
    """The links at the foot of every page."""
    return [Way(label, url_for(endpoint)) for label, endpoint in FOOTER]


def _offered(links: Iterable[Link]) -> list[tuple[str, str, tuple[str, ...]]]:
    """The links that this person may follow: what each says, its address, and the further addresses that belong to it."""
    return [
        (label, url_for(endpoint), BESIDES.get(endpoint, ()))
        for label, endpoint, permission in links
        if not permission or can(current_user, permission)
    ]


def _nearest(addresses: Iterable[str]) -> str:
    """The longest of the addresses that this page lies at or below; "" if there is none."""
    return max((one for one in addresses if _below(one)), key=len, default="")


def _below(address: str) -> bool:
    return f"{request.path.rstrip('/')}/".startswith(f"{address.rstrip('/')}/")


def _current(url: str, nearest: str, belongs: tuple[str, ...]) -> str:
    if not nearest or nearest not in (url, *belongs):
        return ""
    return "page" if request.path == url else "true"
