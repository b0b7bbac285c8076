"""The files of a case."""

from flask_login import current_user

from hack.files.models import StoredFile
from hack.files.queries import Hung
from hack.files.rules import brought_by_ones_own
from hack.files.shelves import Shelf, put_up
from hack.intake.actions import add_case_file, remove_case_file
from hack.intake.models import Case
from hack.intake.queries import one_case, one_case_file, one_case_file_once
from hack.intake.views.blueprint import bp
from hack.policy import can


def hung(file: StoredFile, case: Case) -> Hung:
    """A file of a case; when the case has ended, those who brought it do not take it away any more."""
    return Hung(file, case, held=case.step.ends and not can(current_user, "case.end", case))


SHELF = Shelf(
    bp=bp,
    noun="case",
    under="/cases/<key>/files",
    find=one_case,
    find_file=one_case_file,
    find_file_once=one_case_file_once,
    add=add_case_file,
    remove=remove_case_file,
    own=brought_by_ones_own,
    template="intake/files.html",
    added="ファイルを添えました。事務局と関係する課が読みます。",
    told_why="案件の「連絡」に書かれ、出した団体に伝わります。",
    hung=hung,
)
put_up(SHELF)
