"""What a participant is: the one definition of persons, and the one of organisations, by which everything here counts."""

from hack.labels import Labelled
from hack.pipeline.member import MemberStep


class Counted(Labelled):
    """What is counted as a participant; the strategy's 参加者数 does not say which of the two it means."""

    ORGANIZATIONS = "organizations", "団体数"
    PERSONS = "persons", "人数"

    @property
    def unit(self) -> str:
        """What a number of them is called."""
        return UNITS[self]

    @property
    def definition(self) -> str:
        """Who is counted and who is not, in the words that stand on the page."""
        return DEFINITIONS[self]


UNITS = {Counted.ORGANIZATIONS: "団体", Counted.PERSONS: "人"}
DEFINITIONS = {
    Counted.ORGANIZATIONS: (
        "その時点で参加の段階が「有効」の企業・大学・NPOなどを、1団体として数えます。申請中、確認済(だれもまだ利用を始めていない)、"
        "停止中、退会、見送りの団体は数えません。市の局・区・課は数えません。"
    ),
    Counted.PERSONS: (
        "その時点で「有効」の団体に属し、利用できるアカウントを持つ人を、1人として数えます。招待しただけの人、アカウントを停止した人、"
        "停止中や退会した団体の人は数えません。市の職員、事務局、管理者、監査担当は数えません。"
    ),
}
TAKES_PART: str = MemberStep.ACTIVE.value
"""Where an organisation stands while it counts."""
