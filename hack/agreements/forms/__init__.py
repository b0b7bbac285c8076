"""What we ask of those who keep the register of agreements, and of those who look for something in it."""

from hack.agreements.forms.listing import AgreementFilter
from hack.agreements.forms.outcomes import NewOutcomeForm, OutcomeForm
from hack.agreements.forms.register import AgreementForm, ConcludingForm, NewAgreementForm, RenewalForm, said_of
from hack.agreements.forms.terms import ContactForm, EndForm, ExtendForm, NewContactForm, ResumeForm
from hack.forms import Form


class RemoveForm(Form):
    """The button that takes out what was written down by mistake, or is not so any more."""


__all__ = [
    "AgreementFilter",
    "AgreementForm",
    "ConcludingForm",
    "ContactForm",
    "EndForm",
    "ExtendForm",
    "NewAgreementForm",
    "NewContactForm",
    "NewOutcomeForm",
    "OutcomeForm",
    "RemoveForm",
    "RenewalForm",
    "ResumeForm",
    "said_of",
]
