"""What we ask of somebody who looks through proposals."""

from wtforms import SelectField

from hack.forms.filters import Filter
from hack.forms.questions import one_of
from hack.pipeline.proposal import ProposalStep


class StepFilter(Filter):
    """Which step the proposals of a list stand at."""

    step = SelectField("段階", **one_of((s for s in ProposalStep if s is not ProposalStep.DRAFT), "すべての段階"))
