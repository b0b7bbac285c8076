"""Letters about data that organisations ask for."""

from typing import Any

from hack.accounts.models import User
from hack.notices.letters.facts import desk_of, once_each, still_of
from hack.notices.queries import coordinators, officers_of
from hack.notices.writing import Draft, path_to, to_each
from hack.opendata.models import DataInquiry, DataRequest
from hack.web.display import jdate


def datarequest_received(request: DataRequest) -> list[Draft]:
    """To the asker, or to the organisation where the asker has left it: the request has come, and its number."""
    return to_each(_askers(request), "datarequest_received", **_request(request))


def datarequest_arrived(request: DataRequest) -> list[Draft]:
    """To the coordinators: an organisation asks for data; which, stands on the page."""
    return to_each(coordinators(), "datarequest_arrived", **_request(request))


def datainquiry_made(inquiry: DataInquiry) -> list[Draft]:
    """To the officers of the section that is asked whether it holds the data."""
    return to_each(officers_of(inquiry.section), "datainquiry_made", **_inquiry(inquiry))


def datainquiry_withdrawn(inquiry: DataInquiry) -> list[Draft]:
    """To the officers of the section that was asked: no answer is needed any more."""
    return to_each(officers_of(inquiry.section), "datainquiry_withdrawn", **_inquiry(inquiry))


def datainquiry_due(inquiry: DataInquiry) -> list[Draft]:
    """To the officers of the section that is asked, and to whoever asked: the last day is near."""
    return to_each([*officers_of(inquiry.section), *desk_of(inquiry)], "datainquiry_due", **_inquiry(inquiry))


def datainquiry_overdue(inquiry: DataInquiry) -> list[Draft]:
    """To the section and all coordinators: the last day has passed without an answer."""
    return to_each([*officers_of(inquiry.section), *coordinators()], "datainquiry_overdue", **_inquiry(inquiry))


def datarequest_answered(request: DataRequest) -> list[Draft]:
    """To the coordinators: every section that was asked has answered."""
    return to_each(coordinators(), "datarequest_answered", **_request(request))


def datarequest_decided(request: DataRequest) -> list[Draft]:
    """To the asker, or to the organisation where the asker has left it: there is an answer; what it says stands on the page."""
    return to_each(_askers(request), "datarequest_decided", **_request(request))


def datarequest_ended(request: DataRequest) -> list[Draft]:
    """To the asker, or the organisation, and the coordinators: it was withdrawn or closed."""
    people = once_each([*_askers(request), *coordinators()])
    return to_each(people, "datarequest_ended", **_request(request), step=request.step.label)


def datarequest_returned(request: DataRequest) -> list[Draft]:
    """To the asker, or to the organisation where the asker has left it: the last move was undone, and it stands where it stood."""
    return to_each(_askers(request), "datarequest_returned", **_request(request), step=request.step.label)


def datarequest_replanned(request: DataRequest) -> list[Draft]:
    """To the asker, or to the organisation where the asker has left it: the data is promised for another day, or in other words."""
    return to_each(_askers(request), "datarequest_replanned", **_request(request), day=jdate(request.planned_on))


def datarequest_due(request: DataRequest) -> list[Draft]:
    """To the coordinators and the sections that were asked: the day for which the data was promised is near, or over."""
    asked = [one.section for one in request.asked]
    sections = officers_of(*asked) if asked else []
    people = once_each([*coordinators(), *sections])
    return to_each(people, "datarequest_due", **_request(request), day=jdate(request.planned_on))


def datarequest_shown(request: DataRequest) -> list[Draft]:
    """To the asker, or to the organisation where the asker has left it: question and answer are read by everybody now, without a name."""
    return to_each(_askers(request), "datarequest_shown", **_request(request))


def _askers(request: DataRequest) -> list[User]:
    return still_of(request.asker, request.organization_id)


def _request(request: DataRequest) -> dict[str, Any]:
    page = path_to("opendata.show", key=request.key)
    return {"about": ("datarequest", request.key), "path": page, "number": request.number}


def _inquiry(inquiry: DataInquiry) -> dict[str, Any]:
    page = path_to("opendata.answer", key=inquiry.key)
    facts = {"number": inquiry.request.number, "section": inquiry.section.full_name, "day": jdate(inquiry.due_on)}
    return {"about": ("data_inquiry", inquiry.key), "path": page, **facts}
