"""The words that a data request and a data set choose from: formats, rhythms, licences, what sections say, why not."""

from hack.labels import Labelled

DCAT_RHYTHMS = {
    "once": "NEVER",
    "irregular": "IRREG",
    "live": "CONT",
    "day": "DAILY",
    "month": "MONTHLY",
    "quarter": "QUARTERLY",
    "year": "ANNUAL",
}
LICENCE_PAGES = {
    "cc_by": "https://creativecommons.org/licenses/by/4.0/deed.ja",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/deed.ja",
    "public_data": "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
}
MEDIA_TYPES = {
    "csv": "text/csv",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "shape": "application/zip",
    "xml": "application/xml",
    "pdf": "application/pdf",
}


class DataFormat(Labelled):
    """As what data is given out."""

    CSV = "csv", "CSV"
    EXCEL = "excel", "Excel"
    JSON = "json", "JSON"
    GEOJSON = "geojson", "GeoJSON"
    SHAPE = "shape", "シェープファイル"
    XML = "xml", "XML"
    PDF = "pdf", "PDF"
    API = "api", "API"
    OTHER = "other", "その他"

    @property
    def media_type(self) -> str:
        """What the format is called on the web (IANA); empty where there is no one name."""
        return MEDIA_TYPES.get(self.value, "")


class Rhythm(Labelled):
    """How often data is brought up to date."""

    ONCE = "once", "1回だけ"
    IRREGULAR = "irregular", "随時"
    LIVE = "live", "常時"
    DAY = "day", "毎日"
    MONTH = "month", "毎月"
    QUARTER = "quarter", "3か月ごと"
    YEAR = "year", "毎年"

    @property
    def address(self) -> str:
        """The rhythm in the EU's list of frequencies, which DCAT catalogues use."""
        return f"http://publications.europa.eu/resource/authority/frequency/{DCAT_RHYTHMS[self.value]}"


class Licence(Labelled):
    """Under which terms data may be used."""

    CC_BY = "cc_by", "CC BY 4.0"
    CC0 = "cc0", "CC0 1.0"
    PUBLIC_DATA = "public_data", "公共データ利用規約(第1.0版)"

    @property
    def page(self) -> str:
        """Where the terms can be read."""
        return LICENCE_PAGES[self.value]


class Says(Labelled):
    """What a section says of data that it is asked for."""

    CAN = "can", "公開できる"
    LATER = "later", "準備すれば公開できる"
    PARTLY = "partly", "一部なら公開できる"
    CANNOT = "cannot", "公開できない"
    NOT_HERE = "not_here", "この課は持っていない"


class Obstacle(Labelled):
    """Why data can not be published."""

    PERSONAL = "personal", "個人情報"
    RIGHTS = "rights", "第三者の権利"
    NONE_HELD = "none_held", "保有していない"
    SAFETY = "safety", "安全上の理由"
    COST = "cost", "費用"
    OTHER = "other", "その他"
