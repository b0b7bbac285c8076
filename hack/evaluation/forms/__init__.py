"""What we ask of those who set an evaluation up, who score, who confer, and who decide."""

from hack.evaluation.forms.criteria import CorrectionForm, Criteria, CriteriaForm, NewEvaluationForm, SettingsForm
from hack.evaluation.forms.deciding import DecisionForm, ReleaseForm, ResultForm, UndoForm
from hack.evaluation.forms.evaluators import AnswerForm, ButtonForm, DeclarationForm, InviteForm
from hack.evaluation.forms.scoring import SheetForm

__all__ = [
    "AnswerForm",
    "ButtonForm",
    "CorrectionForm",
    "Criteria",
    "CriteriaForm",
    "DecisionForm",
    "DeclarationForm",
    "InviteForm",
    "NewEvaluationForm",
    "ReleaseForm",
    "ResultForm",
    "SettingsForm",
    "SheetForm",
    "UndoForm",
]
