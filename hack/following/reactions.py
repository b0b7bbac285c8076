"""Those who want to be told at once get a letter when something happens to what they follow."""

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from hack import db, outbox
from hack.accounts.models import User
from hack.following.letters import followed
from hack.following.matching import pair
from hack.following.models import Follow, Kind, Topic, Way, Wishes
from hack.following.news import News, news_in
from hack.following.queries import seen_among
from hack.following.things import need_thing
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.notices.writing import Draft, keep
from hack.outbox import Deed, EventRecord


def tell_followers(_event: Any) -> Deed | None:
    """Each follower who wants to be told of such a thing at once gets one letter; not the doer, and nobody whom another letter tells."""
    record = db.session.get(EventRecord, outbox.reacting_to.get() or 0)
    news = news_in([record]) if record else []
    if not record or not news:
        return None
    event_id, drafts = record.id, _drafts(news[0])
    return (lambda: keep(drafts, event_id)) if drafts else None


def _drafts(news: News) -> list[Draft]:
    by_person: dict[User, list[Follow]] = {}
    wishes: dict[int, Wishes] = {}
    for follow, wished in _followers(news):
        by_person.setdefault(follow.user, []).append(follow)
        wishes[follow.user_id] = wished
    told = set(db.session.scalars(select(Letter.to_id).where(Letter.event_id == news.event_id)))
    drafts = []
    for person, follows in by_person.items():
        if person.id in told or person.id == news.by_id or not person.is_active:
            continue
        for one, follow, topic in pair(follows, [news], person):
            if wishes[person.id].way(topic) is Way.AT_ONCE and _sees(news, person):
                drafts.append(followed(person, _under(one), (one.about, one.words), follow, one.page))
    return drafts


def _followers(news: News) -> list[tuple[Follow, Wishes]]:
    """Those who follow what the news could concern, and want to be told of something at once."""
    concerned = [and_(Follow.kind == Kind.NEED, Follow.thing == news.need)]
    if news.fresh:
        concerned.append(and_(Follow.kind == Kind.FIELD, Follow.thing == news.about.field))
        concerned.append(and_(Follow.kind == Kind.SEARCH, Follow.noun.in_(("", news.about.noun))))
    at_once = or_(*[getattr(Wishes, topic.value) == Way.AT_ONCE for topic in Topic])
    those = (
        select(Follow, Wishes)
        .join(Wishes, Wishes.user_id == Follow.user_id)
        .where(or_(*concerned), at_once)
        .options(
            joinedload(Follow.user).joinedload(User.organization), joinedload(Follow.user).joinedload(User.section)
        )
    )
    return [(row.Follow, row.Wishes) for row in db.session.execute(those.order_by(Follow.id))]


def _sees(news: News, person: User) -> bool:
    thing = (news.about.noun, news.about.key)
    return news.about.public or thing in seen_among({thing}, person)


def _under(news: News) -> Any:
    need = db.session.scalar(select(Need).where(Need.key == news.need)) if news.need else None
    return need_thing(need) if need else news.about
