"""What we ask about something to do."""

from typing import Any, Self

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import DayField, at_most, line, one_of
from hack.workgroups.models import Meeting, Member, Task, TaskState


class About(Form):
    """What is to do, whose it is, until when."""

    title = line("すること", 120, "", InputRequired("することを入力してください。"))
    owner = SelectField("担当", [InputRequired("担当を選んでください。")])
    due_on = DayField("期限", [Optional()], description="決めていなければ空欄。")
    details = TextAreaField("くわしい内容", [at_most(2000)], render_kw={"rows": 4})

    def offer(self, members: list[Member]) -> None:
        """Let one of these members be chosen."""
        people = [(one.key, f"{one.user.name}({one.user.belonging})") for one in members]
        self.owner.choices = [("", "選んでください"), *people]


class NewTaskForm(About, CreatingForm):
    """Something to do that came up, perhaps at a meeting."""

    meeting = SelectField("どの会議から")

    @classmethod
    def among(cls, members: list[Member], meetings: list[Meeting], **defaults: Any) -> Self:
        """The form with these members and meetings to choose from."""
        form = cls.from_request(**defaults)
        form.offer(members)
        form.meeting.choices = [("", "会議とは別に"), *((one.key, one.title) for one in meetings)]
        return form


class TaskForm(About, EditingForm):
    """A task that is not as it was given."""

    @classmethod
    def of(cls, task: Task, **defaults: Any) -> Self:
        """The form with what the task says now; an owner who has left the group stands among the members."""
        form = cls.from_request(**defaults)
        members = task.workgroup.members
        form.offer(members if any(one.id == task.owner_id for one in members) else [task.owner, *members])
        return form

    def words(self, thing: Any) -> dict[str, Any]:
        return words_of(thing)


class StateForm(SeenForm):
    """The buttons that say how far a task is."""

    state = SelectField("状態", **one_of(TaskState))


class TaskFilter(Filter):
    """Which tasks of a group are looked for."""

    state = SelectField("状態", **one_of(TaskState, "まだ終わっていないもの"))


def words_of(task: Task) -> dict[str, Any]:
    """What a task says now, by question."""
    return {"title": task.title, "owner": task.owner.key, "due_on": task.due_on, "details": task.details}
