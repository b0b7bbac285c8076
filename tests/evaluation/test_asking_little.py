"""What an evaluator looks at asks little of the database."""

from hack.pipeline.evaluation import EvaluationStep
from tests.browser import Browser
from tests.whole.places.evaluations import an_evaluated_call
from tests.whole.test_queries_per_page import MOST, asked
from tests.whole.town import enter_town


def test_the_pages_of_one_proposal_load_their_evaluation_once(app, cast):
    evaluation, entry, _ = an_evaluated_call(enter_town(cast), EvaluationStep.JOINT)
    client = Browser(app, cast.kaji).client

    for address in [f"/evaluation/{evaluation.key}/{page}/{entry.key}" for page in ("proposals", "joint")]:
        with asked() as sent:
            response = client.get(address)
        assert response.status_code == 200
        assert len(sent) <= MOST
        assert sum("FROM evaluation " in statement for statement in sent) == 1
