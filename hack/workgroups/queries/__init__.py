"""What is to be seen of working groups and of what is kept in them, and by whom."""

from hack.workgroups.queries.calendars import feed_at, holds, own_feed
from hack.workgroups.queries.charters import charter_of, last_confirmed, to_confirm
from hack.workgroups.queries.closing import public_summaries, requirements_of
from hack.workgroups.queries.groups import (
    confirmed,
    joined_by,
    listed_workgroups,
    one_workgroup,
    open_inside_to,
    own_proposal_for,
    own_workgroups,
    recruiting_workgroups,
    suggestion_to_open_from,
    visible_to,
)
from hack.workgroups.queries.meetings import (
    attendances_at,
    how_many_resolutions,
    how_many_tasks,
    meetings_in_calendar,
    meetings_of,
    one_meeting,
    recent_meetings,
    resolutions_at,
    tasks_from,
)
from hack.workgroups.queries.members import one_member, one_member_once, place_of, roster_of
from hack.workgroups.queries.resolutions import next_number, resolutions_of, standing_resolutions
from hack.workgroups.queries.talk import discussions_of, one_discussion, one_post, one_post_once, posts_on
from hack.workgroups.queries.tasks import one_task, overdue_count, own_tasks, tasks_in_calendar, tasks_of

__all__ = [
    "attendances_at",
    "charter_of",
    "confirmed",
    "discussions_of",
    "feed_at",
    "holds",
    "how_many_resolutions",
    "how_many_tasks",
    "joined_by",
    "last_confirmed",
    "listed_workgroups",
    "meetings_in_calendar",
    "meetings_of",
    "next_number",
    "one_discussion",
    "one_meeting",
    "one_member",
    "one_member_once",
    "one_post",
    "one_post_once",
    "one_task",
    "one_workgroup",
    "open_inside_to",
    "overdue_count",
    "own_feed",
    "own_proposal_for",
    "own_tasks",
    "own_workgroups",
    "public_summaries",
    "recent_meetings",
    "recruiting_workgroups",
    "place_of",
    "posts_on",
    "requirements_of",
    "resolutions_at",
    "resolutions_of",
    "roster_of",
    "standing_resolutions",
    "suggestion_to_open_from",
    "tasks_from",
    "tasks_in_calendar",
    "tasks_of",
    "to_confirm",
    "visible_to",
]
