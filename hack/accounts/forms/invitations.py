"""Whom to invite."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from hack.accounts.forms.questions import address, person
from hack.accounts.models import Section
from hack.forms import CreatingForm
from hack.roles import Role


def _section(asked: Any) -> SelectField:
    return SelectField("所属する課", [asked], coerce=lambda value: int(value) if value else None)


class InvitationForm(CreatingForm):
    """Whom to invite; where to is asked of those who may choose."""

    email = address("招待する方のメールアドレス")
    name = person("招待する方のお名前")
    role = RadioField("役割", [InputRequired("役割を選んでください。")], coerce=Role)
    section_id = _section(Optional())

    @staticmethod
    def offering(roles: tuple[Role, ...], sections: list[Section]) -> "InvitationForm":
        """The form with the roles and sections to choose from; a question with only one answer is not asked."""
        form = (OfficerInvitationForm if roles == (Role.OFFICER,) else InvitationForm).from_request()
        if len(roles) < 2:
            del form.role
        else:
            form.role.choices = {role.value: role.label for role in roles}
        if Role.OFFICER not in roles:
            del form.section_id
        else:
            form.section_id.choices = {"": "選んでください"} | {str(one.id): one.full_name for one in sections}
        return form


class OfficerInvitationForm(InvitationForm):
    """Whom to invite to which section, where somebody invites officers alone."""

    section_id = _section(InputRequired("所属する課を選んでください。"))
