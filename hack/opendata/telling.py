"""What the catalogue says of a data set: to people, to machines (DCAT in JSON-LD), and as a table."""

from collections.abc import Callable, Iterable
from typing import Any

from hack import clock
from hack.labels import Labelled
from hack.opendata.models import DataFile, DataSet

Address = Callable[[DataSet], str]
HEADINGS = (
    "データセット名", "説明", "所管課", "分野", "キーワード", "対象の期間", "最終更新日", "更新の頻度", "ライセンス", "形式", "ファイルのアドレス",
    "大きさ", "ページ",
)  # fmt: skip
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def told_of(dataset: DataSet) -> dict[str, Any]:
    """Everything that the catalogue says, by what it is called; nothing that is empty."""
    said = {
        "データセット名": dataset.title,
        "説明": dataset.description,
        "分野": _word(dataset.field),
        "キーワード": "、".join(dataset.words),
        "対象の期間": dataset.period,
        "最終更新日": dataset.updated_on.isoformat() if dataset.updated_on else "",
        "更新の頻度": _word(dataset.rhythm),
        "ライセンス": _word(dataset.licence),
        "配布": "\n".join(_file_in_words(file) for file in dataset.files),
    }
    return {label: words for label, words in said.items() if words}


def rows_of(datasets: Iterable[DataSet], address: Address) -> list[list[str]]:
    """The catalogue as a table under HEADINGS: a row for each file."""
    return [
        [
            dataset.title,
            dataset.description,
            dataset.section.full_name,
            _word(dataset.field),
            "、".join(dataset.words),
            dataset.period,
            dataset.updated_on.isoformat() if dataset.updated_on else "",
            _word(dataset.rhythm),
            _word(dataset.licence),
            _word(file.format),
            file.url,
            file.size,
            address(dataset),
        ]
        for dataset in datasets
        for file in dataset.files
    ]


def as_dcat(datasets: Iterable[DataSet], address: Address, catalogue: str) -> dict[str, Any]:
    """The catalogue at the address `catalogue` in the words of DCAT 2 (W3C, "Data Catalog Vocabulary"), as JSON-LD."""
    return {
        "@context": CONTEXT,
        "@id": catalogue,
        "@type": "dcat:Catalog",
        "dct:title": "オープンデータカタログ",
        "dct:language": "ja",
        "dcat:dataset": [_in_dcat(dataset, address(dataset)) for dataset in datasets],
    }


def _in_dcat(dataset: DataSet, page: str) -> dict[str, Any]:
    told = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.key,
        "dct:title": dataset.title,
        "dct:description": dataset.description,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": dataset.section.full_name},
        "dcat:theme": _word(dataset.field),
        "dcat:keyword": dataset.words,
        "dct:temporal": dataset.period,
        "dct:issued": _day(clock.in_japan(dataset.published_at).date() if dataset.published_at else None),
        "dct:modified": _day(dataset.updated_on),
        "dct:accrualPeriodicity": {"@id": dataset.rhythm.address},
        "dct:license": {"@id": dataset.licence.page},
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [_file_in_dcat(file, dataset) for file in dataset.files],
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _file_in_dcat(file: DataFile, dataset: DataSet) -> dict[str, Any]:
    told = {
        "@type": "dcat:Distribution",
        "dct:title": file.format.label,
        "dcat:accessURL": {"@id": file.url},
        "dcat:mediaType": file.format.media_type,
        "dct:extent": file.size,
        "dct:license": {"@id": dataset.licence.page},
    }
    return {name: value for name, value in told.items() if value}


def _day(day: Any) -> dict[str, str] | None:
    return None if day is None else {"@type": "xsd:date", "@value": day.isoformat()}


def _word(choice: Labelled | None) -> str:
    return choice.label if choice else ""


def _file_in_words(file: DataFile) -> str:
    return " ".join(part for part in (file.format.label, file.url, file.size) if part)
