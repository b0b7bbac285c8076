"""The files of a proposal, for those who write it; whoever else reads them finds them on the proposal's own page."""

from hack.files.rules import of_its_thing
from hack.files.shelves import Shelf, put_up
from hack.proposals.actions import add_proposal_file, leave_out_file
from hack.proposals.forms.files import ProposalFileForm
from hack.proposals.models import Proposal, ProposalFile
from hack.proposals.queries import (
    files_being_written,
    files_left_out,
    one_proposal,
    one_proposal_file,
    one_proposal_file_once,
)
from hack.proposals.rules import proposing
from hack.proposals.views.blueprint import bp


def attached(one: ProposalFile, _proposal: Proposal) -> ProposalFile:
    """A file of a proposal knows its proposal."""
    return one


SHELF = Shelf(
    bp=bp,
    noun="proposal",
    under="/proposals/<key>/files",
    find=one_proposal,
    find_file=one_proposal_file,
    find_file_once=one_proposal_file_once,
    add=add_proposal_file,
    remove=leave_out_file,
    own=of_its_thing(proposing),
    template="proposals/files.html",
    added="ファイルを置きました。提出するまで、提案する団体のほかにはだれも読めません。",
    form=ProposalFileForm,
    files=files_being_written,
    hung=attached,
    beside=lambda proposal: {"left_out": files_left_out(proposal)},
)
put_up(SHELF)
