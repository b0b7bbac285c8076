"""Writing a theme, and publishing it."""

from typing import Any

from hack import clock, db, outbox, passages
from hack.accounts.models import Section, User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import ThemeChanged, ThemeDrafted, ThemePublished
from hack.intake.models import Theme
from hack.policy import can
from hack.roles import Role

EDITED = ("title", "text", "opens_on", "closes_on")


def draft_theme(*, section: Section, by: User, **answers: Any) -> Theme:
    """Begin a theme of a section; an officer's own one. Raises NotAllowed, RuleBroken (days in the wrong order). Records ThemeDrafted."""
    if not can(by, "theme.create") or (by.role is Role.OFFICER and by.section_id != section.id):
        raise NotAllowed("theme.create")
    _check_days(answers)

    theme = Theme(section_id=section.id, made_by_id=by.id, **answers)
    db.session.add(theme)
    db.session.flush()
    outbox.record(ThemeDrafted(theme.id), by=by)
    return theme


def edit_theme(theme: Theme, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what a theme says, also once it is published. Raises NotAllowed, Overtaken, RuleBroken. Records ThemeChanged."""
    if not can(by, "theme.edit", theme):
        raise NotAllowed("theme.edit")
    passages.check_version(theme, seen)
    _check_days(answers)

    for name in EDITED:
        if name in answers and getattr(theme, name) != answers[name]:
            setattr(theme, name, answers[name])
    if theme in db.session.dirty:
        passages.keep_changes()
        outbox.record(ThemeChanged(theme.id), by=by)


def publish_theme(theme: Theme, *, by: User, seen: int | None = None) -> None:
    """Let everybody read a theme; proposals are taken from its first day to its last. Records ThemePublished.

    Raises NotAllowed, Overtaken, RuleBroken (its last day is over). What is published already stays as it is.
    """
    if not can(by, "theme.publish", theme):
        raise NotAllowed("theme.publish")
    if theme.public:
        return
    passages.check_version(theme, seen)
    if theme.over:
        raise RuleBroken("募集の終わりの日が過ぎています。日付を直してから公開してください。")

    theme.published_at = clock.now()
    passages.keep_changes()
    outbox.record(ThemePublished(theme.id), by=by)


def check_open(theme: Theme) -> None:
    """Raise RuleBroken if no proposal about the theme is taken at this moment, by the server's clock; it stays as it is until
    the transaction ends.
    """
    db.session.refresh(theme, with_for_update={"read": True, "of": Theme})
    if not theme.public:
        raise Overtaken("このテーマは公開されていません。")
    if not theme.open:
        day = theme.opens_on if theme.coming else theme.closes_on
        words = "から募集します" if theme.coming else "の24時に募集を終わりました"
        raise RuleBroken(f"このテーマは{day.year}年{day.month}月{day.day}日{words}。", "theme")


def _check_days(answers: dict[str, Any]) -> None:
    if "opens_on" in answers and answers["closes_on"] < answers["opens_on"]:
        raise RuleBroken("募集の終わりは、始まりの日かそれより後にしてください。", "closes_on")
