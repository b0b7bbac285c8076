"""Writing a data set, putting it into the catalogue, and taking it out. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from hack import clock, db, outbox, passages
from hack.accounts.models import Section, User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.events import DataRequestChanged, DataSetChanged, DataSetDrafted, DataSetMoved
from hack.opendata.models import MOST_FILES, DataFile, DataRequest, DataSet, DataSetVersion
from hack.opendata.rules import set_moves_open_to
from hack.opendata.telling import told_of
from hack.opendata.words import DataFormat
from hack.passages import Passage, check_version, keep_changes
from hack.pipeline.dataset import DataSetStep
from hack.policy import can

# fmt: off
ANSWERS = frozenset((
    "title", "description", "field", "keywords", "period", "updated_on", "rhythm", "licence",
))
# fmt: on
TO_PUBLISH = {
    "description": "データの説明を入力してください。",
    "field": "分野を選んでください。",
    "updated_on": "データを最後に更新した日を入力してください。",
}
NO_FILE = "配布するファイルかAPIのアドレスを一つ以上入力してください。"


class File(NamedTuple):
    """A way in which a data set is to be given out: as what, where, how large."""

    format: DataFormat
    url: str
    size: str = ""


def missing_in(dataset: DataSet) -> dict[str, str]:
    """The answers that the catalogue still asks for: the question's field name, and what to do about it."""
    owed = {name: says for name, says in TO_PUBLISH.items() if not getattr(dataset, name)}
    return owed if dataset.files else owed | {"url_1": NO_FILE}


def draft_dataset(
    *, by: User, section: Section, files: Sequence[File] = (), request: DataRequest | None = None, **answers: Any
) -> DataSet:
    """Begin a data set of a section; with a request, it is to answer that.

    Raises NotAllowed, RuleBroken (files that can not be). Records DataSetDrafted, and DataRequestChanged with a request.
    """
    if not can(by, "dataset.create", section):
        raise NotAllowed("dataset.create")
    if request is not None and not can(by, "dataset.create_for", request):
        raise NotAllowed("dataset.create_for")

    dataset = DataSet(section_id=section.id, author_id=by.id, **_written(answers))
    dataset.files = _files(files)
    db.session.add(dataset)
    db.session.flush()
    outbox.record(DataSetDrafted(dataset.id), by=by)
    if request is not None and not request.step.ends:
        request.dataset_id = dataset.id
        keep_changes()
        outbox.record(DataRequestChanged(request.id), by=by)
    return dataset


def edit_dataset(
    dataset: DataSet, *, by: User, seen: int | None, files: Sequence[File], note: str = "", **answers: Any
) -> None:
    """Change what a data set says; in the catalogue that makes a new version, which says for everybody what is new.

    Raises NotAllowed, Overtaken (changed meanwhile, or withdrawn), Incomplete (what the catalogue asks for), RuleBroken (files that can
    not be, or nothing is said of what is new). Records DataSetChanged if anything is different.
    """
    if not can(by, "dataset.edit", dataset):
        raise NotAllowed("dataset.edit")
    check_version(dataset, seen)
    if not dataset.step.editable:
        raise Overtaken(f"いまの段階({dataset.step.label})では、書き換えられません。")
    if not _put(dataset, answers, files):
        return
    if dataset.public:
        _refuse_missing(dataset, "カタログに載せているあいだは、次の項目が必要です。")
        if not note.strip():
            raise RuleBroken("何が変わったかを入力してください。", "note")
    flag_modified(dataset, "title")  # whoever changes the files alone changes the data set too
    keep_changes()
    if dataset.public:
        _keep_version(dataset, note.strip(), by=by)
    outbox.record(DataSetChanged(dataset.id), by=by)


def move_dataset(dataset: DataSet, name: str, *, by: User, reason: str | None = "", seen: int | None = None) -> Passage:
    """Take a data set one move along its path; what enters the catalogue must be complete, and is a new version.

    Raises Incomplete, and as `passages.advance` does. Records DataSetMoved.
    """
    if not can(by, "dataset.move", dataset):
        raise NotAllowed("dataset.move")
    check_version(dataset, seen)
    among = set_moves_open_to(by, dataset)
    entering = any(move.name == name and move.end.public for move in among)
    if entering:
        _refuse_missing(dataset, "公開するには、次の項目が必要です。")
        dataset.published_at = clock.now()
        keep_changes()
    passage = passages.advance(dataset, name, among=among, by=by, reason=reason)
    if entering:
        first = passage.start == DataSetStep.DRAFT.value
        _keep_version(dataset, "公開しました。" if first else "もう一度公開しました。", by=by)
    outbox.record(DataSetMoved(dataset.id, passage.start, passage.end, passage.move), by=by)
    return passage


def _put(dataset: DataSet, answers: dict[str, Any], files: Sequence[File]) -> bool:
    """Write these answers and files down; whether anything is different."""
    different = False
    for name, answer in _written(answers).items():
        if getattr(dataset, name) != answer:
            setattr(dataset, name, answer)
            different = True
    if [File(one.format, one.url, one.size) for one in dataset.files] != list(files):
        dataset.files = []
        db.session.flush()
        dataset.files = _files(files)
        different = True
    return different


def _files(files: Sequence[File]) -> list[DataFile]:
    if len(files) > MOST_FILES:
        raise RuleBroken(f"配布するファイルは{MOST_FILES}件までです。")
    for place, file in enumerate(files, 1):
        if not file.url.startswith("https://"):
            raise RuleBroken("https:// で始まるアドレスを入力してください。", f"url_{place}")
    return [DataFile(place=place, **file._asdict()) for place, file in enumerate(files, 1)]


def _keep_version(dataset: DataSet, note: str, *, by: User) -> None:
    last = db.session.scalar(select(func.max(DataSetVersion.number)).where(DataSetVersion.dataset_id == dataset.id))
    version = DataSetVersion(
        dataset_id=dataset.id, number=(last or 0) + 1, by_id=by.id, note=note, said=told_of(dataset)
    )
    db.session.add(version)
    db.session.flush()


def _written(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if all of them are among those that people may write; TypeError otherwise."""
    if strange := set(answers) - ANSWERS:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def _refuse_missing(dataset: DataSet, message: str) -> None:
    if missing := missing_in(dataset):
        raise Incomplete(message, missing)
