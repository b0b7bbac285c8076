"""What a proposal says, apart from the proposal: as it is being written, as it was handed in, and sealed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hack.proposals.models import Proposal, ProposalFile, ProposalKind, Readers, level_of
from hack.proposals.questions import BY_NAME, asked_of, shown


@dataclass(frozen=True)
class Text:
    """A text that is being written: of which kind it is, its answers and who reads each (`levels`), by the question's name.

    It answers to the names of its questions as a proposal does, and to `level_…` for the question beside each.
    """

    kind: ProposalKind
    answers: dict[str, Any]
    levels: dict[str, str]

    def __getattr__(self, name: str) -> Any:
        if name in BY_NAME:
            return self.answers[name]
        if name.startswith("level_") and (question := name.removeprefix("level_")) in BY_NAME:
            return self.level(question)
        raise AttributeError(name)

    def level(self, name: str) -> Readers:
        """Who reads the answer to the question of that name."""
        return level_of(self.levels, name)

    def kept(self) -> dict[str, Any]:
        """What the database keeps of it."""
        return {"kind": self.kind.value, "answers": self.answers, "levels": self.levels}


def handed_in_text(proposal: Proposal) -> Text:
    """What the proposal says to those who read it."""
    return Text(proposal.kind, {name: getattr(proposal, name) for name in BY_NAME}, dict(proposal.levels or {}))


def working_text(proposal: Proposal) -> Text:
    """What those who propose are writing at: what is not handed in yet, if there is any, else what the proposal says."""
    if proposal.unfinished is None:
        return handed_in_text(proposal)
    kept = proposal.unfinished
    return Text(ProposalKind(kept["kind"]), kept["answers"], kept["levels"])


def put(proposal: Proposal, text: Text) -> None:
    """Let the proposal say this, and nothing be unfinished."""
    for name, answer in text.answers.items():
        setattr(proposal, name, answer)
    proposal.kind, proposal.levels, proposal.unfinished = text.kind, text.levels, None


def levels_of(levels: dict[str, Readers]) -> dict[str, str]:
    """What is kept of who reads what: only where it is not the section. TypeError where a question lets nobody choose that."""
    wrong = {name for name, readers in levels.items() if name not in BY_NAME or readers not in BY_NAME[name].choices}
    if wrong:
        raise TypeError(f"nobody chooses who reads {', '.join(sorted(wrong))}")
    return {name: readers.value for name, readers in levels.items() if readers is not Readers.SECTION}


# Under the seal ------------------------------------------------------------------------------------------------------


def in_words(proposal: Proposal | Text, files: Iterable[ProposalFile] = ()) -> dict[str, Any]:
    """The text as it is kept for ever: `kind` in words, `answers` as [question, answer, readers] in their order, empty ones left
    out; and `files`, if there are any: each with its key, name, about, size, digest and readers.
    """
    asked = asked_of(proposal.kind, confidential=True)
    answers = [[q.label, shown(getattr(proposal, q.name)), proposal.level(q.name).value] for q in asked]
    words: dict[str, Any] = {"kind": proposal.kind.label, "answers": [one for one in answers if one[1]]}
    hung = [one.in_words() for one in files]
    return words | {"files": hung} if hung else words


def told_to(words: dict[str, Any], *, whole: bool = False) -> list[tuple[str, str]]:
    """(question, answer) of a kept text: what the section reads, or the whole."""
    return [(label, answer) for label, answer, readers in words["answers"] if whole or readers != "secretariat"]


def files_told_to(words: dict[str, Any], *, whole: bool = False) -> list[str]:
    """Each file of a kept text in words, with its own SHA-256: those that the section reads, or all."""
    return [
        f"{one['name']}({one['size']:,}バイト、SHA-256: {one['digest']})"
        + (f"\n {one['about']}" if one["about"] else "")
        for one in words.get("files", [])
        if whole or one["readers"] != "secretariat"
    ]


def written(words: dict[str, Any], *, whole: bool = False) -> str:
    """A kept text in one piece, always written in the same way: what the section reads, or the whole."""
    said = told_to(words, whole=whole)
    if files := files_told_to(words, whole=whole):
        said.append(("添付ファイル", "\n".join(files)))
    return f"提案の種類: {words['kind']}\n" + "".join(f"\n■ {label}\n{answer}\n" for label, answer in said)


def seal(text: str) -> str:
    """SHA-256 (64 hexadecimal letters) of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_handed_in(proposal: Proposal | Text) -> str:
    """The text that is sealed on receipt: all that the section reads."""
    return written(in_words(proposal))


def digest_of(proposal: Proposal | Text) -> str:
    """The seal of `text_handed_in`."""
    return seal(text_handed_in(proposal))
