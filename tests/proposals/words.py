"""What the tests of this chapter say again and again."""

from io import BytesIO
from typing import Any

from hack import clock, db
from hack.accounts.models import User, Visitor
from hack.files.actions import keep_file, take_in
from hack.needs.models import Need
from hack.proposals.actions import draft_proposal, submit_proposal
from hack.proposals.models import Proposal, ProposalFile, ProposalKind, Readers

IDEA: dict[str, Any] = {
    "title": "AIカメラによる交通量の自動計測",
    "summary": "交差点に仮設のカメラを置き、映像から方向別・車種別の台数を数えます。",
    "technology": "画像認識",
    "effect": "調査員の確保と集計の手間を減らします。",
}
SOLUTION: dict[str, Any] = IDEA | {
    "plan": "2か所の交差点で2週間計測し、人手の結果と比べます。",
    "measures": "台数の誤差。現状値なし、目標は5%以内。",
    "team": "計測2人、分析1人。",
    "asked_of_city": "交差点の使用の調整。",
    "cost": "提案者が負担します。",
    "safety": "映像は数えたあとすぐに消します。",
}
TYPED = {
    "提案名": IDEA["title"],
    "要約": IDEA["summary"],
    "使う技術": IDEA["technology"],
    "ニーズのどこに効くか": IDEA["effect"],
}


def a_draft(*, by: User, need: Need, kind: ProposalKind = ProposalKind.IDEA, **answers: Any) -> Proposal:
    """A complete draft, made by the deed itself."""
    with db.transaction():
        return draft_proposal(
            need=need, by=by, kind=kind, **((SOLUTION if kind is ProposalKind.SOLUTION else IDEA) | answers)
        )


def handed_in(*, by: User, need: Need, **answers: Any) -> Proposal:
    """A proposal that was drafted and handed in."""
    proposal = a_draft(by=by, need=need, **answers)
    with db.transaction():
        submit_proposal(proposal, by=by)
    return proposal


def a_file_of(
    proposal: Proposal,
    *,
    by: User,
    name: str = "計画.txt",
    text: str = "計画",
    readers: Readers = Readers.SECTION,
    first: int | None = 1,
    last: int | None = None,
) -> ProposalFile:
    """A file on a proposal, handed in with its first version unless said otherwise, whatever step the proposal stands at."""
    with db.transaction():
        file = keep_file(proposal, *take_in(BytesIO(text.encode()), name), by=by, about="資料")
        hung = ProposalFile(proposal=proposal, file=file, readers=readers, first_version=first, last_version=last)
        hung.left_out_at = clock.now() if last else None
        db.session.add(hung)
    return hung


def everybody(cast: Any) -> dict[str, Any]:
    """All who may look, by name, somebody not signed in among them."""
    names = ("mori", "michi", "kaji", "midori", "umi", "sora", "riku", "kita", "kan", "ken")
    return {name: getattr(cast, name) for name in names} | {"visitor": Visitor()}
