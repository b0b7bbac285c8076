"""What can be done with seeds."""

from typing import Any

from hack import clock, db, outbox, passages, policy
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken
from hack.events import SeedArchived, SeedChanged, SeedDrafted, SeedPublished
from hack.seeds.models import Seed

# fmt: off
ANSWERS = frozenset((
    "title", "summary", "field", "solves", "technology", "readiness", "references", "requires", "lead_time", "cost_band", "lgwan",
    "security", "rights", "wish", "limits", "trial_certified", "dmp_listed", "source_url", "visibility",
))
# fmt: on
TO_PUBLISH = {
    "summary": "一文の要約を入力してください。",
    "field": "分野を選んでください。",
    "solves": "解ける課題を入力してください。",
    "technology": "使っている技術を入力してください。",
    "readiness": "成熟度を選んでください。",
}


def missing_in(seed: Seed) -> dict[str, str]:
    """The answers that the catalogue still asks for: the question's field name, and what to do about it."""
    return {name: says for name, says in TO_PUBLISH.items() if not getattr(seed, name)}


def draft_seed(*, by: User, **answers: Any) -> Seed:
    """Begin a seed of the person's organisation; only its title must be there. Records SeedDrafted."""
    if not policy.can(by, "seed.create"):
        raise NotAllowed("seed.create")

    seed = Seed(organization_id=by.organization_id, author_id=by.id, **_written(answers))
    db.session.add(seed)
    db.session.flush()
    outbox.record(SeedDrafted(seed.id), by=by)
    return seed


def draft_seed_for(person: User, *, by: User, **answers: Any) -> Seed:
    """Begin a seed for a proposer's organisation with what the city knows of it already: a draft that only its people read, and
    complete and publish themselves. Records SeedDrafted.
    """
    if not policy.can(by, "seed.create_for") or person.organization_id is None:
        raise NotAllowed("seed.create_for")

    seed = Seed(organization_id=person.organization_id, author_id=person.id, **_written(answers))
    db.session.add(seed)
    db.session.flush()
    outbox.record(SeedDrafted(seed.id), by=by)
    return seed


def edit_seed(seed: Seed, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change the text of a seed; one in the catalogue counts as confirmed thereby, and must stay complete.

    Raises NotAllowed, Overtaken (changed or archived meanwhile), Incomplete. Records SeedChanged if anything is different.
    """
    _check(seed, by, seen)
    if seed.archived_at is not None:
        raise Overtaken("このシーズは保管されています。書き換えるには、先に保管を解いてください。")

    for name, answer in _written(answers).items():
        if getattr(seed, name) != answer:
            setattr(seed, name, answer)
    if seed not in db.session.dirty:
        return
    if seed.listed:
        _refuse_missing(seed, "カタログに載せているあいだは、次の項目が必要です。")
        seed.confirmed_at = clock.now()
    _keep(seed, SeedChanged(seed.id), by)


def publish_seed(seed: Seed, *, by: User, seen: int | None = None) -> None:
    """Put a seed into the catalogue, confirmed as of now.

    Raises NotAllowed, Overtaken (it is there already, or archived), Incomplete with every answer that is missing.
    Records SeedPublished.
    """
    _check(seed, by, seen)
    if not policy.can(by, "seed.publish", seed):
        raise Overtaken("このシーズは、もう公開されているか、保管されています。")
    _refuse_missing(seed, "公開するには、次の項目が必要です。")

    seed.published_at = seed.confirmed_at = clock.now()
    _keep(seed, SeedPublished(seed.id), by)


def confirm_seed(seed: Seed, *, by: User, seen: int | None = None) -> None:
    """Say that a seed of the catalogue still holds; it is fresh again for twelve months.

    Raises NotAllowed, Overtaken. Records SeedChanged.
    """
    _check(seed, by, seen)
    if not seed.listed:
        raise Overtaken("このシーズは、いまカタログに載っていません。")

    seed.confirmed_at = clock.now()
    _keep(seed, SeedChanged(seed.id), by)


def archive_seed(seed: Seed, *, by: User, seen: int | None = None) -> None:
    """Take a seed out of the catalogue (or put a draft away), and keep it. Raises NotAllowed, Overtaken. Records SeedArchived."""
    _check(seed, by, seen)
    if seed.archived_at is not None:
        raise Overtaken("このシーズは、もう保管されています。")

    seed.archived_at = clock.now()
    _keep(seed, SeedArchived(seed.id), by)


def restore_seed(seed: Seed, *, by: User, seen: int | None = None) -> None:
    """Bring an archived seed back to where it was: into the catalogue, confirmed as of now, or among the drafts.

    Raises NotAllowed, Overtaken, Incomplete. Records SeedPublished or SeedChanged.
    """
    _check(seed, by, seen)
    if seed.archived_at is None:
        raise Overtaken("このシーズは、保管されていません。")

    seed.archived_at = None
    if seed.listed:
        _refuse_missing(seed, "カタログに戻すには、次の項目が必要です。")
        seed.confirmed_at = clock.now()
    _keep(seed, SeedPublished(seed.id) if seed.listed else SeedChanged(seed.id), by)


def _check(seed: Seed, by: User, seen: int | None) -> None:
    if not policy.can(by, "seed.write", seed):
        raise NotAllowed("seed.write")
    passages.check_version(seed, seen)


def _keep(seed: Seed, event: Any, by: User) -> None:
    passages.keep_changes()
    outbox.record(event, by=by)


def _written(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if all of them are among those that people may write; TypeError otherwise."""
    strange = set(answers) - ANSWERS
    if strange:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def _refuse_missing(seed: Seed, message: str) -> None:
    missing = missing_in(seed)
    if missing:
        raise Incomplete(message, missing)
