"""Several people at once, each in a thread of their own: nobody's work is lost, and the slower one is told."""

import threading

import pytest

from hack import clock, db
from hack.accounts.models import User
from hack.errors import Overtaken
from hack.needs.actions import edit_need, move_need
from hack.needs.models import Need
from hack.passages import passages_of
from hack.pipeline.need import NeedStep
from hack.seeds.actions import edit_seed
from hack.seeds.models import Seed
from tests.cast import a_need, a_seed
from tests.conftest import NOON


def all_at_once(deeds):
    """Run each deed in a thread of its own, all released together; what came of each: "done" or "told", in order."""
    results: list[str] = [""] * len(deeds)
    gate = threading.Barrier(len(deeds))

    def run(number, deed):
        try:
            with clock.stopped_at(NOON):
                gate.wait()
                with db.transaction():
                    deed()
            results[number] = "done"
        except Overtaken:
            results[number] = "told"
        finally:
            db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize(("kind", "make", "edit"), [(Need, a_need, edit_need), (Seed, a_seed, edit_seed)])
def test_of_six_who_save_the_same_version_one_is_kept_and_five_are_told(cast, kind, make, edit):
    author = cast.umi if kind is Seed else cast.michi
    thing = make(by=author, step=NeedStep.DRAFT) if kind is Need else make(by=author)
    number, seen, person = thing.id, thing.version, author.id
    db.session.remove()

    def saving(title):
        return lambda: edit(db.session.get(kind, number), by=db.session.get(User, person), seen=seen, title=title)

    results = all_at_once([saving(f"題名{n}") for n in range(6)])

    assert sorted(results) == ["done"] + ["told"] * 5
    kept = db.session.get(kind, number)
    assert (kept.title, kept.version) == (f"題名{results.index('done')}", seen + 1)


def test_of_six_who_press_at_once_one_moves_the_need_and_five_are_told(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)
    number, seen, person = need.id, need.version, cast.mori.id
    db.session.remove()

    def pressing():
        move_need(db.session.get(Need, number), "approve", by=db.session.get(User, person), seen=seen)

    assert sorted(all_at_once([pressing] * 6)) == ["done"] + ["told"] * 5
    need = db.session.get(Need, number)
    assert (need.step, [p.move for p in passages_of(need)]) == (NeedStep.READY, ["approve"])
