"""What proves which text was handed in when: the receipt, and every version of the text."""

from typing import Any

from flask import Response, abort, render_template, request
from flask_login import current_user

from hack.policy import can
from hack.proposals.queries import files_of_version, received_proposal, versions_of
from hack.proposals.texts import digest_of, in_words, told_to, written
from hack.proposals.views.blueprint import bp
from hack.proposals.views.files import SHELF
from hack.web import may


@bp.get("/proposals/<key>/receipt")
@may("proposal.read", received_proposal)
def receipt(proposal: Any) -> Any:
    versions, version, words = _asked_for(proposal)
    whole = can(current_user, "proposal.read_confidential", proposal)
    return render_template(
        "proposals/receipt.html",
        proposal=proposal,
        versions=versions if whole else versions[:1],
        version=version,
        sealed=version is not None or digest_of(proposal) == proposal.digest,
        kind=words["kind"],
        read_by_section=told_to(words),
        files=files_of_version(proposal, version.number, whole=whole) if version else [],
        shelf=SHELF,
        whole=whole,
    )


@bp.get("/proposals/<key>/receipt/text")
@may("proposal.read", received_proposal)
def receipt_text(proposal: Any) -> Any:
    _, version, words = _asked_for(proposal)
    whole = request.args.get("whole") == "1" and can(current_user, "proposal.read_confidential", proposal)
    answer = Response(written(words, whole=whole), content_type="text/plain; charset=utf-8")
    name = f"{proposal.number}-{version.number}" if version else proposal.number
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}{'-whole' if whole else ''}.txt")
    return answer


def _asked_for(proposal: Any) -> tuple[list[Any], Any, dict[str, Any]]:
    """Every version, the one that the address asks for (the last, unless it says), and its words.

    The section reads the last alone. What was handed in before versions were kept has none: its words are those it says now.
    """
    versions = versions_of(proposal)
    number = request.args.get("version", "")
    chosen = versions[0] if versions else None
    if number:
        chosen = next((one for one in versions if str(one.number) == number), None)
        last = chosen is not None and chosen is versions[0]
        if chosen is None or not (last or can(current_user, "proposal.read_confidential", proposal)):
            abort(404)
    return versions, chosen, chosen.text if chosen else in_words(proposal)
