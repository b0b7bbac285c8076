"""The documents that are written from the code: the paths, the permissions, the words."""

from pathlib import Path

from flask import Flask

from hack.pipeline import Path as Way
from hack.pipeline import (
    check,
    data_inquiry,
    datarequest,
    dataset,
    evaluation,
    front,
    inquiry,
    livinglab,
    livinglab_project,
    member,
    need,
    proposal,
    question,
    round,
    site,
    support,
    workgroup,
)
from hack.policy import PERMISSIONS
from hack.web import guarded

PATHS: tuple[Way, ...] = (
    need.PATH,
    question.PATH,
    site.PATH,
    support.PATH,
    livinglab.PATH,
    livinglab_project.PATH,
    proposal.PATH,
    front.PATH,
    inquiry.PATH,
    evaluation.PATH,
    round.PATH,
    workgroup.PATH,
    check.PATH,
    datarequest.PATH,
    data_inquiry.PATH,
    dataset.PATH,
    member.PATH,
)
MARKS = {
    "public": "公開",
    "editable": "編集可",
    "open": "受付中",
    "rests": "だれも待っていない",
    "ends": "終わり",
    "hoped": "望む結末",
    "aside": "わき道",
}


def write_docs(app: Flask, folder: Path) -> list[Path]:
    """Write the generated pages into `folder`; which of them changed."""
    changed = []
    for name, text in pages(app).items():
        place = folder / name
        if not place.exists() or place.read_text() != text:
            place.write_text(text)
            changed.append(place)
    return changed


def pages(app: Flask) -> dict[str, str]:
    """The generated pages as they should be, by file name."""
    return {"paths.md": _paths(), "permissions.md": _permissions(app)}


def _paths() -> str:
    parts = ["# 道筋(段階と操作)\n\nこのページは `hack docs` が `hack/pipeline/` から書き出す。手では直さない。\n"]
    for path in PATHS:
        parts += [f"\n## {path.label}(`{path.noun}`)\n", _diagram(path), _steps(path), _moves(path)]
    return "\n".join(parts)


def _diagram(path: Way) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {step.value} : {step.label}" for step in path.steps]
    lines.append(f"    [*] --> {path.begins.value}")
    lines += [f"    {start.value} --> {m.end.value} : {m.label}" for m in path.moves for start in m.from_steps]
    lines += [f"    {step.value} --> [*]" for step in path.steps if step.ends]
    return "\n".join([*lines, "```\n"])


def _steps(path: Way) -> str:
    rows = ["| 段階 | コード | 意味 |", "|---|---|---|"]
    for step in path.steps:
        marks = "、".join(says for mark, says in MARKS.items() if mark in step.marks)
        rows.append(f"| {step.label} | `{step.value}` | {marks} |")
    return "\n".join(rows) + "\n"


def _moves(path: Way) -> str:
    rows = ["| 操作 | コード | から | へ | だれの | 理由 | 期限の目安 | 画面 |", "|---|---|---|---|---|---|---|---|"]
    for m in path.moves:
        starts = "・".join(step.label for step in m.from_steps)
        whose = "・".join(part.label for part in m.parts)
        days = f"{m.days}{path.unit}" if m.days else ""
        page = f"`{m.made_at}`" if m.made_at else ""
        reason = "要" if m.needs_reason else ""
        rows.append(f"| {m.label} | `{m.name}` | {starts} | {m.end.label} | {whose} | {reason} | {days} | {page} |")
    return "\n".join(rows) + "\n"


def _permissions(app: Flask) -> str:
    rows = [
        "# だれが何をできるか\n\nこのページは `hack docs` が各章の `rules.py` と画面から書き出す。手では直さない。\n"
    ]
    rows += ["## 許可と規則\n", "| 許可 | 規則 |", "|---|---|"]
    rows += [f"| `{name}` | {PERMISSIONS[name].name.replace('|', chr(92) + '|')} |" for name in sorted(PERMISSIONS)]
    rows += ["\n## 画面と許可\n", "| 画面 | 方法 | アドレス | 許可 |", "|---|---|---|---|"]
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        if rule.endpoint == "static":
            continue
        methods = "・".join(sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"}))
        permission = guarded(app.view_functions[rule.endpoint])
        rows.append(f"| `{rule.endpoint}` | {methods} | `{rule.rule}` | `{permission}` |")
    return "\n".join(rows) + "\n"
