"""What the city has published about its labs: counts with the time they are of and where they stand. Never mixed with what is registered here."""

from typing import NamedTuple

ARTICLE = "横浜市の共創(公民連携)についての2019年の記事"
PLAN = "横浜市官民データ活用推進計画の令和3年度の取組状況"


class Published(NamedTuple):
    """One published count: of what, when, how many as it was written, and where."""

    what: str
    when: str
    amount: str
    source: str


FIGURES = (
    Published("活動しているリビングラボ", "2019年", "15を超える", ARTICLE),
    Published("リビングラボ実施数", "平成30年度", "15件", PLAN),
    Published("リビングラボ実施数", "令和元年度", "15件", PLAN),
    Published("リビングラボ実施数", "令和2年度", "15件", PLAN),
    Published("リビングラボ実施数", "令和3年度", "17件", PLAN),
    Published("うち、市が協働・支援した地縁型リビングラボ", "令和3年度", "14件", PLAN),
    Published("うち、サポートオフィスが推進するテーマ型リビングラボ", "令和3年度", "3件", PLAN),
    Published("共創ラボの取組テーマ数", "平成30年度", "3件", PLAN),
    Published("共創ラボの取組テーマ数", "令和元年度", "2件", PLAN),
    Published("共創ラボの取組テーマ数", "令和2年度", "1件", PLAN),
    Published("共創ラボの取組テーマ数", "令和3年度", "3件", PLAN),
    Published("共創ラボの開催(オンライン)", "令和3年度", "8回", PLAN),
)
SUPPORT_OFFICE = "https://livinglabsupportoffice.yokohama/livinglab/"
"""The list of labs that 一般社団法人YOKOHAMAリビングラボサポートオフィス keeps."""
