"""Taking files in and removing them. Who may is asked by the chapter whose thing they hang on."""

from typing import Any, BinaryIO

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import FileAdded, FileRemoved
from hack.files.inspection import Named, inspect, named
from hack.files.models import StoredFile
from hack.files.pictures import stripped
from hack.files.queries import count_of, room_taken
from hack.files.scanning import scan
from hack.files.store import MB, Content, store, write
from hack.policy import Rule, can


def take_in(content: BinaryIO, name: str | None) -> tuple[Named, Content]:
    """Inspect content and write it down, a picture without its metadata; outside any transaction: what `keep_file` needs.

    Raises RuleBroken at "file" where it is not taken; nothing is left behind then.
    """
    called = named(name)
    inspect(content, called.kind)
    scan(content, store().scanner)
    with stripped(content, called.kind) as plain:
        return called, write(plain)


def keep_file(
    thing: Any,
    called: Named,
    content: Content,
    *,
    by: User,
    about: str = "",
    hanging: int | None = None,
    most: int | None = None,
) -> StoredFile:
    """Hang a file whose content was written down on a thing; whoever else does so at the same time waits.

    hanging: how many of the thing's files count, where its chapter keeps some for ever; all that were not removed, if None.
    most: how many there may be whatever the settings say, where the chapter takes no more.
    Raises RuleBroken at "file" where the thing has as many as it may, or there is no room left. Records FileAdded.
    """
    limits, noun, whose = store(), thing.__tablename__, by.organization_id
    most = limits.per_thing if most is None else min(most, limits.per_thing)
    db.alone_with("room for files", str(whose or "city"))
    db.alone_with("files of", f"{noun}:{thing.id}")
    if (count_of(noun, thing.id) if hanging is None else hanging) >= most:
        raise RuleBroken(f"ファイルは{most}個までです。要らないものを削除してから送ってください。", "file")
    room = limits.for_the_city if whose is None else limits.per_organization
    if room_taken(whose) + content.size > room:
        raise RuleBroken(
            f"{'市' if whose is None else '団体'}で使える容量({room // MB:,}MB)を超えます。"
            f"削除したファイルの分は、{limits.days_kept}日後に空きます。",
            "file",
        )

    file = StoredFile(
        noun=noun,
        thing_id=thing.id,
        name=called.name,
        extension=called.extension,
        media_type=called.kind.media_type,
        about=about,
        size=content.size,
        digest=content.digest,
        stored_as=content.stored_as,
        organization_id=whose,
        by_id=by.id,
    )
    db.session.add(file)
    db.session.flush()
    outbox.record(FileAdded(file.id, noun, thing.id), by=by)
    return file


def remove_file(file: StoredFile, *, by: User, reason: str = "") -> None:
    """Take a file away from its thing, once; its content is kept for a while yet. Records FileRemoved."""
    removed = db.session.execute(
        update(StoredFile)
        .where(StoredFile.id == file.id, StoredFile.removed_at.is_(None))
        .values(removed_at=clock.now(), removed_by_id=by.id, removal_reason=reason),
        execution_options={"synchronize_session": False},
    )
    if removed.rowcount:  # type: ignore[attr-defined]
        db.session.expire(file)
        outbox.record(FileRemoved(file.id, file.noun, file.thing_id), by=by)


def take_away(hung: Any, permission: str, own: Rule, *, by: User, reason: str = "") -> None:
    """Remove a file for somebody who has `permission` with it; nothing happens where it is gone already.

    hung: the file with its thing. own: whether the person needs no reason. Raises NotAllowed, RuleBroken (none was given).
    Records FileRemoved.
    """
    if not can(by, permission, hung):
        raise NotAllowed(permission)
    if not own(by, hung) and not reason.strip():
        raise RuleBroken("削除する理由を入力してください。", "reason")
    remove_file(hung.file, by=by, reason=reason.strip())
