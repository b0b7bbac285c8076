"""The files of a proposal, for those who evaluate it."""

import pytest

from hack.pipeline.evaluation import EvaluationStep
from hack.proposals.models import Readers
from tests.evaluation.words import an_entry, an_evaluation, an_evaluator
from tests.proposals.words import a_file_of

S = EvaluationStep


@pytest.fixture
def evaluated(app, cast):
    """`evaluated(step)`: a proposal that Kaji evaluates and Midori stands back from, with a file for each kind of reader, one
    that was not handed in, and one of an earlier version."""

    def make(step):
        evaluation = an_evaluation(by=cast.michi, step=step)
        entry = an_entry(evaluation, by=cast.umi)
        an_evaluator(evaluation, cast.kaji, entry)
        an_evaluator(evaluation, cast.midori, entry, but=entry)
        made = {
            "told": a_file_of(entry.proposal, by=cast.umi, first=2),
            "secret": a_file_of(entry.proposal, by=cast.umi, name="原価.txt", readers=Readers.SECRETARIAT),
            "waiting": a_file_of(entry.proposal, by=cast.umi, name="未提出の資料.txt", first=None),
            "earlier": a_file_of(entry.proposal, by=cast.umi, name="前の版.txt", first=1, last=1),
        }
        return f"/evaluation/{evaluation.key}/proposals/{entry.key}", made

    return make


def test_an_evaluator_saves_the_files_that_the_section_reads_and_no_other(browser_of, cast, evaluated):
    path, files = evaluated(S.SCORING)
    page = browser_of(cast.kaji).visit(path)

    assert "計画.txt" in page.main
    assert not [word for word in ("原価", "未提出の資料", "前の版") if word in page.response.text]
    answer = page.client.get(page.links["計画.txt"])
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "計画")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    for name in ("secret", "waiting", "earlier"):
        assert page.client.get(f"{path}/files/{files[name].key}").status_code == 404


def test_who_stands_back_or_was_not_asked_saves_nothing(browser_of, cast, evaluated):
    path, files = evaluated(S.SCORING)

    for person in (cast.midori, cast.umi, cast.riku, cast.kan, cast.ken):
        assert browser_of(person).client.get(f"{path}/files/{files['told'].key}").status_code == 404


@pytest.mark.parametrize(
    ("step", "kaji", "michi"), [(S.SCORING, 200, 403), (S.JOINT, 200, 200), (S.RELEASED, 403, 200)]
)
def test_a_file_is_saved_where_the_text_is_read(browser_of, cast, evaluated, step, kaji, michi):
    path, files = evaluated(step)
    address = f"{path}/files/{files['told'].key}"

    assert browser_of(cast.kaji).client.get(address).status_code == kaji
    assert browser_of(cast.michi).client.get(address).status_code == michi


def test_those_who_confer_find_the_files_beside_the_text(browser_of, cast, evaluated):
    path, _ = evaluated(S.JOINT)
    page = browser_of(cast.kaji).visit(path.replace("/proposals/", "/joint/"))

    assert "計画.txt" in page.main and "原価" not in page.response.text
