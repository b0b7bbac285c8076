"""The words that a need begins with when voices of residents become one."""

from collections.abc import Sequence

from hack.livinglabs.models import LivingLab, Voice

ROOM = 2000
"""How many letters a need's background has."""
SCHEME = 80
"""How many letters say with which scheme a need goes."""


def needs_first_words(lab: LivingLab, voices: Sequence[Voice]) -> dict[str, str]:
    """The answers that such a need begins with: its background quotes the voices, as many as there is room for."""
    place = f"「{lab.name}」({lab.where})"
    told = f"{place}に、住民から次の声が寄せられています。"
    rest = "ほか{}件の声は、ラボの「市民の声」で読めます。"
    for number, voice in enumerate(voices):
        more = f"\n・{' '.join(voice.said.split())}"
        if len(told) + len(more) + len(rest) + 5 > ROOM:
            return _words(f"{told}\n{rest.format(len(voices) - number)}", lab)
        told += more
    return _words(told, lab)


def _words(background: str, lab: LivingLab) -> dict[str, str]:
    return {"background": background, "co_scheme": f"{lab.kind.label}「{lab.name}」"[:SCHEME]}
