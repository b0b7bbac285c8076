"""What the city has published about its labs: counts with the time they are of and where they stand. Never mixed with what is registered here."""

ARTICLE = "横浜市の共創(公民連携)についての2019年の記事"
PLAN = "横浜市官民データ活用推進計画の令和3年度の取組状況"
OF_THE_ARTICLE = "15を超えるリビングラボが活動を展開しているとしています。"
YEARS = ("平成30年度", "令和元年度", "令和2年度", "令和3年度")
FIGURES: tuple[tuple[str, ...], ...] = (
    ("リビングラボ実施数", "15件", "15件", "15件", "17件"),
    ("うち、市が協働・支援した地縁型", "", "", "", "14件"),
    ("うち、サポートオフィスが推進するテーマ型", "", "", "", "3件"),
    ("共創ラボの取組テーマ数", "3件", "2件", "1件", "3件"),
    ("共創ラボの開催(オンライン)", "", "", "", "8回"),
)
"""What was counted, and how many in each of YEARS as PLAN tells it; empty where it tells nothing."""
SUPPORT_OFFICE = "https://livinglabsupportoffice.yokohama/livinglab/"
"""The list of labs that 一般社団法人YOKOHAMAリビングラボサポートオフィス keeps."""
