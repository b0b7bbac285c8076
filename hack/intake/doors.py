"""The doors of the front: one counter, and where each way in leads. Plain words, no database, no web."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Door:
    """A way in: what it is called, whom it is for, the page that it leads to with its arguments, and the permission that it takes."""

    name: str
    label: str
    says: str
    endpoint: str
    arguments: dict[str, str] = field(default_factory=dict)


DOORS: dict[str, Door] = {}


def open_door(door: Door) -> None:
    """Let the front page of the counter lead to this page too; a later chapter opens its own when its pages are loaded."""
    DOORS[door.name] = door


# fmt: off
for _door in (
    Door("consultation", "相談", "だれに聞けばよいか分からないことや、まだ形になっていない考えを相談します。", "intake.new", {"kind": "consultation"}),
    Door("free", "フリー提案", "市に課題や公募がなくても、企業・大学等の側から自由に提案します。", "intake.new", {"kind": "free"}),
    Door("theme", "テーマ提案", "市の課が示したテーマに、答えを提案します。", "intake.themes"),
    Door("budget", "予算事業への提案", "市の予算にある事業を選び、よりよい進め方を提案します。", "intake.new", {"kind": "budget"}),
    Door("parks", "公園の相談・提案(P×P)", "公園でやりたいこと、公園をよくする考えを出します。同じ書式で受け付けます。", "intake.new", {"kind": "free", "counter": "parks"}),
):
    open_door(_door)
