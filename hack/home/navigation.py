"""The ways through the site that every page shows."""

from dataclasses import dataclass

from flask import request, url_for
from flask_login import current_user

from hack.policy import can


@dataclass(frozen=True)
class Way:
    """A link of the navigation."""

    label: str
    url: str
    current: bool


MAIN = (
    ("ニーズ", "needs.index", ""),
    ("シーズ", "seeds.index", ""),
    ("提案", "proposals.index", "proposal.index"),
    ("ワーキング", "workgroups.index", "workgroup.index"),
    ("実証フィールド", "sites.index", "site.index"),
    ("支援", "support.index", "support.list"),
    ("庁内合議", "consultations.index", "consultation.index"),
    ("評価", "evaluation.index", "evaluation.index"),
    ("参加団体", "accounts.organizations", ""),
    ("進行ボード", "desk.board", "desk.read"),
    ("出来事の記録", "audit.index", "audit.read"),
    ("お知らせ", "notices.index", "notice.read"),
)
FOOTER = (
    ("このサイトについて", "home.about"),
    ("参加の申請", "accounts.apply"),
    ("利用規約", "accounts.terms"),
    ("アクセシビリティ", "home.accessibility"),
)


def main_ways() -> list[Way]:
    """The main navigation for the person who looks: what is not theirs is not offered."""
    here = request.path.strip("/").split("/")[0]
    return [
        Way(label, url_for(endpoint), url_for(endpoint).strip("/") == here)
        for label, endpoint, permission in MAIN
        if not permission or can(current_user, permission)
    ]


def footer_ways() -> list[Way]:
    """The links at the foot of every page."""
    return [Way(label, url_for(endpoint), False) for label, endpoint in FOOTER]
