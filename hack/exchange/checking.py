"""Checking a table row by row, by the questions of the page's form; nothing is written."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from hack.errors import RuleBroken
from hack.exchange.asking import NEEDS, SAMPLE, SECTION, Asked, Question, key_of
from hack.exchange.queries import need_titles, seed_titles
from hack.needs.queries import own_sections
from hack.tables import Row, Table

MOST_ROWS = 500
THERE, TWICE = "同じ題名のものがもうあります", "同じ題名の行がファイルの中にもあります"


@dataclass
class Checked:
    """A row that was checked: its number in the file, its answers as the form takes them, and what is wrong: (column, why)."""

    number: int
    title: str
    answers: dict[str, str] = field(default_factory=dict)
    section: int | None = None
    section_name: str = ""
    wrong: list[list[str]] = field(default_factory=list)
    same: str = ""
    """Whether something with the same title is there already, or stands in the file before."""


def check(asked: Asked, table: Table, by: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of the table as an ImportBatch keeps them, and the headings that no question belongs to.

    Raises RuleBroken where the table as a whole is of no use: no column for the title, headings given twice, too many rows.
    """
    columns, unused = _columns(asked, table.headings)
    sections = {key_of(one.full_name): one for one in own_sections(by)} if asked.in_sections else {}
    rows = [_checked(asked, row, columns, sections) for row in table.rows]
    rows = [row for row in rows if not row.title.startswith(SAMPLE)]
    if not rows:
        raise RuleBroken("見出しの下に、登録する行がありません。")
    if len(rows) > MOST_ROWS:
        raise RuleBroken(f"行が多すぎます({MOST_ROWS}行まで)。ファイルを分けてください。")
    _mark_same(asked, rows, by)
    return [asdict(row) for row in rows], unused


def drafts_of(asked: Asked, rows: list[dict[str, Any]], by: Any) -> list[dict[str, Any]]:
    """What the noun's own deed takes for each of these rows, checked once more by the form.

    Raises RuleBroken where a row that was right is so no longer: the questions, or the person's section, have changed meanwhile.
    """
    sections = {section.id: section for section in own_sections(by)} if asked.in_sections else {}
    drafts = []
    for row in rows:
        form = asked.form_of(row["answers"])
        if not form.validate() or (asked.in_sections and row["section"] not in sections):
            raise RuleBroken(
                f"{row['number']}行目をそのままでは登録できなくなりました。ファイルをもう一度送ってください。"
            )
        where = {"section": sections[row["section"]]} if asked.in_sections else {}
        drafts.append(form.answers() | where)
    return drafts


def _columns(asked: Asked, headings: list[str]) -> tuple[dict[int, Question | None], list[str]]:
    """Which question each column answers, by the column's place; None for the section. And the headings without a question."""
    questions = {key_of(question.label): question for question in asked.questions()}
    title = next(iter(questions.values()))
    places: dict[int, Question | None] = {}
    unused = []
    for place, heading in enumerate(headings):
        name = key_of(heading)
        if name in questions:
            places[place] = questions[name]
        elif asked.in_sections and name == key_of(SECTION):
            places[place] = None
        elif heading:
            unused.append(heading[:80])
    names = Counter(question.label if question else SECTION for question in places.values())
    if twice := [name for name, count in names.items() if count > 1]:
        raise RuleBroken(f"見出し「{twice[0]}」が2つあります。1つにしてください。")
    if title.label not in names:
        raise RuleBroken(f"見出し「{title.label}」の列がありません。ひな形の見出しを使ってください。")
    return places, unused


def _checked(asked: Asked, row: Row, columns: dict[int, Question | None], sections: dict[str, Any]) -> Checked:
    checked, where = Checked(row.number, ""), ""
    labels = {}
    for place, question in columns.items():
        cell = row.cells[place]
        if question is None:
            where = cell
            continue
        labels[question.name] = question.label
        try:
            if (answer := question.taken(cell)) != "":
                checked.answers[question.name] = answer
        except ValueError as fault:
            checked.wrong.append([question.label, str(fault)])
    form = asked.form_of(checked.answers)
    if not form.validate():
        checked.wrong += [
            [labels.get(name, form[name].label.text), " ".join(map(str, says))]
            for name, says in form.errors.items()
            if name
        ]
    checked.title = form.title.data or ""
    if asked.in_sections:
        _place(checked, where, sections)
    return checked


def _place(checked: Checked, where: str, sections: dict[str, Any]) -> None:
    """Say of which section the need is to be; the only one that the person has need not be named."""
    found = next(iter(sections.values())) if not where and len(sections) == 1 else sections.get(key_of(where))
    if found is not None:
        checked.section, checked.section_name = found.id, found.full_name
    elif not where:
        checked.wrong.append([SECTION, "所管課を「道路局 企画課」の形で書いてください。"])
    else:
        checked.wrong.append(
            [SECTION, f"「{where[:40]}」には登録できません。自分が書ける課を「道路局 企画課」の形で書いてください。"]
        )


def _mark_same(asked: Asked, rows: list[Checked], by: Any) -> None:
    titles = [row.title for row in rows if row.title and not row.wrong]
    there: set[Any] = set(need_titles(titles, by)) if asked is NEEDS else set(seed_titles(titles, by))
    seen: set[Any] = set()
    for row in rows:
        same = (row.title, row.section) if asked.in_sections else row.title
        row.same = THERE if same in there else TWICE if row.title and same in seen else ""
        if not row.wrong:
            seen.add(same)
