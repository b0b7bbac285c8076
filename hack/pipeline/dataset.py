"""The path of a data set (データセット): from its draft into the catalogue, and out of it."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class DataSetStep(Step):
    # fmt: off
    DRAFT     = "draft",     "下書き",   "editable"
    PUBLISHED = "published", "公開中",   "public", "editable", "rests", "hoped"
    WITHDRAWN = "withdrawn", "公開終了", "rests", "aside"


S = DataSetStep
BOTH = (P.OFFICER, P.COORDINATOR)

# fmt: off
PATH = Path("dataset", "データセット", S.DRAFT, (
    Move("publish",   S.DRAFT,     S.PUBLISHED, BOTH, "カタログに公開する", days=30, binding=True),
    Move("withdraw",  S.PUBLISHED, S.WITHDRAWN, BOTH, "公開を終える", needs_reason=True, binding=True),
    Move("republish", S.WITHDRAWN, S.PUBLISHED, BOTH, "もう一度公開する", needs_reason=True, binding=True),
))
