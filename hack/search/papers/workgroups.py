"""Working groups, as they are searched."""

from sqlalchemy.orm import joinedload, selectinload

from hack.needs.models import Need
from hack.search.index import Paper
from hack.search.papers.noun import Noun
from hack.search.papers.readers import COORDINATOR, MEMBER, owners
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import visible_to


def workgroup_paper(workgroup: Workgroup) -> Paper:
    """The group's title and purpose; what its members wrote is not searched."""
    readers = {*owners(workgroup.need), COORDINATOR}
    readers |= {f"person:{member.user_id}" for member in workgroup.members}
    if workgroup.step.open and workgroup.need.public:
        readers.add(MEMBER)
    return Paper(
        "workgroup",
        workgroup.key,
        workgroup.title,
        workgroup.purpose,
        workgroup.changed_at,
        frozenset(readers),
    )


WORKGROUP = Noun(
    name="workgroup",
    label="ワーキング",
    thing=Workgroup,
    load=(joinedload(Workgroup.need).selectinload(Need.co_owners), selectinload(Workgroup.members)),
    paper=workgroup_paper,
    visible_to=visible_to,
    endpoint="workgroups.show",
    for_everybody=False,
    told=(Workgroup.purpose,),
)
