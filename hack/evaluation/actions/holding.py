"""Holding an evaluation as it stands while somebody answers, scores or confers."""

from hack import db
from hack.evaluation.models import Evaluation


def hold(evaluation: Evaluation) -> None:
    """Keep the evaluation at its step, and others from answering and handing in, until the transaction ends; what it says is read afresh.

    To be done before anything else is read of it: then nobody scores after the close, and of two who hand in last at once one
    closes. On SQLite every transaction is alone anyway.
    """
    db.session.refresh(evaluation, with_for_update={"of": Evaluation})
