"""The matcher's cache and its runs: overlapping, cut short, killed, damaged — and always brought back by the next round."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import func, select

from hack import clock, db, jobs
from hack.alone import Occupied, alone
from hack.events import NeedChanged, SeedChanged
from hack.matching import fitting, pairing, place, stock
from hack.matching.fitting import LOCK, refit, refit_if_needed
from hack.matching.likeness import space
from hack.matching.models import Run, Suggestion
from hack.matching.queries import last_run
from hack.matching.reactions import suggest_for_need, suggest_for_seed
from hack.matching.similarity import Background
from hack.needs.models import Need
from hack.seeds.models import Seed
from tests.cast import a_need, a_seed

OTHERWISE = {
    "title": "献立づくりを助けてほしい",
    "background": "栄養士が足りない。",
    "present": "",
    "problem": "献立作成とアレルギーの確認に時間がかかる。",
    "hoped": "",
    "place": "",
    "offered": "食材の表。",
}

PROCESS = """
import sys, time
from datetime import datetime
from pathlib import Path
from hack import clock, db
from hack.matching import fitting, place
from hack.matching.likeness.space import Space

database, folder, moment, harm = sys.argv[1:]
db.connect(database)
place.connect(Path(folder))

def stay():
    print("ready", flush=True)
    time.sleep(60)

def half(self, path):
    path.write_bytes(b"PK half a file")
    stay()

def together(done, total):
    print("ready", flush=True)
    sys.stdin.readline()

with clock.stopped_at(datetime.fromisoformat(moment)):
    if harm == "round":
        print("ready", flush=True)
        sys.stdin.readline()
        run = fitting.refit_if_needed()
        print("nothing" if run is None else run.key, flush=True)
    elif harm == "wait in storing":
        fitting.refit(together)
    elif harm == "killed in saving":
        Space.save = half
        fitting.refit()
    elif harm == "killed before saving":
        fitting.Stock.save = lambda *those: stay()
        fitting.refit()
    elif harm == "killed in storing":
        fitting.refit(lambda done, total: stay())
    elif harm == "killed at the end":
        fitting._brought_up_to_date = lambda fresh: stay()
        fitting.refit()
"""


@pytest.fixture
def town(cast, stage):
    """A need about traffic and one about meals, a seed that answers each, other needs; the matcher has run once."""
    place.connect(stage.folder / "matching")
    a_need(by=cast.michi)
    a_need(by=cast.midori, **OTHERWISE)
    for number in range(4):
        a_need(by=cast.midori, **dict.fromkeys(OTHERWISE, "") | {"title": f"ごみの分別の案内{number}"})
    a_seed(by=cast.umi)
    a_seed(
        by=cast.riku,
        title="給食の献立づくり",
        summary="栄養士の献立作成を助けます。",
        solves="アレルギーの確認。",
        technology="最適化",
        requires="食材の表。",
    )
    refit()


@pytest.fixture
def process(town, stage):
    """`process(harm)`: another process of this installation that fits, once it has said that it is ready."""
    begun = []

    def begin(harm):
        command = [sys.executable, "-c", PROCESS, stage.database, place.folder(), clock.now().isoformat(), harm]
        begun.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert begun[-1].stdout.readline() == "ready\n"
        return begun[-1]

    yield begin
    for one in begun:
        one.kill()
        one.communicate()


def _suggested():
    """The pairs that are suggested, and by which runs."""
    db.session.rollback()
    found = db.session.execute(select(Suggestion.need_id, Suggestion.seed_id, Suggestion.run_id)).all()
    return {(need, seed) for need, seed, _run in found}, {run for _need, _seed, run in found}


def _runs():
    db.session.rollback()
    return db.session.scalar(select(func.count(Run.id)))


def _left():
    return sorted(path.name for path in place.folder().iterdir() if path.name != LOCK)


def _usable():
    db.session.rollback()
    return stock.load(place.folder(), last_run().key) is not None


def _react(reaction, event):
    deed = reaction(event)
    with db.transaction():
        deed()


def _change(number, **texts):
    with db.transaction():
        need = db.session.get_one(Need, number)
        for name, text in texts.items():
            setattr(need, name, text)


@contextmanager
def _fitting_held():
    """A fitting in another thread, which waits while it stores; its run's number when it is done."""
    reached, go_on = threading.Event(), threading.Event()

    def wait(_done, _total):
        reached.set()
        assert go_on.wait(60)

    with ThreadPoolExecutor(1) as thread:
        fitted = thread.submit(_fit, clock.now(), wait)
        assert reached.wait(60)
        try:
            yield fitted
        finally:
            go_on.set()


def _fit(moment, progress=lambda done, total: None):
    """Fit in a thread of its own; the run's number."""
    with clock.stopped_at(moment):
        try:
            return refit(progress).id
        finally:
            db.session.remove()


BOTH = {(1, 1), (2, 2)}


def test_a_need_that_changes_while_a_fitting_stores_is_suggested_by_its_new_text(town):
    with _fitting_held() as fitted:
        _change(1, **OTHERWISE)
        _react(suggest_for_need, NeedChanged(1))
        assert _suggested()[0] == {(1, 2), (2, 2)}

    assert _suggested() == ({(1, 2), (2, 2)}, {fitted.result()})
    assert (refit_if_needed(), _runs(), _usable()) == (None, 2, True)


def test_what_changes_while_a_fitting_stores_is_caught_up_even_where_nobody_reacted(town):
    with _fitting_held() as fitted:
        _change(1, **OTHERWISE)
        with db.transaction():
            db.session.get_one(Seed, 1).archived_at = clock.now()

    assert _suggested() == ({(1, 2), (2, 2)}, {fitted.result()})


def test_a_reaction_never_fits_anew_and_what_it_could_not_compare_is_caught_up(town, app):
    shutil.rmtree(place.folder())
    _change(1, **OTHERWISE)

    _react(suggest_for_need, NeedChanged(1))
    assert (_suggested()[0], _runs()) == (BOTH, 1)

    jobs.tick(app)
    assert (_suggested()[0], _runs(), _usable()) == ({(1, 2), (2, 2)}, 2, True)


def test_a_reaction_that_was_overtaken_by_a_later_one_or_by_a_fitting_compares_again(town):
    late = suggest_for_need(NeedChanged(1))
    _change(1, **OTHERWISE)
    _react(suggest_for_need, NeedChanged(1))
    with db.transaction():
        late()
    assert _suggested()[0] == {(1, 2), (2, 2)}

    late = suggest_for_need(NeedChanged(1))
    run = refit()
    with db.transaction():
        late()
    assert _suggested() == ({(1, 2), (2, 2)}, {run.id})


def test_a_reaction_that_did_not_know_a_suggestion_leaves_it(town, monkeypatch):
    monkeypatch.setattr(pairing, "KEPT", 1)
    late = suggest_for_seed(SeedChanged(2))
    _change(1, **OTHERWISE)
    _react(suggest_for_need, NeedChanged(1))

    with db.transaction():
        late()

    assert _suggested()[0] == {(1, 2), (2, 2)}


def test_two_fittings_of_one_process_wait_for_each_other(town, monkeypatch):
    with _fitting_held() as first, ThreadPoolExecutor(1) as thread:
        assert refit_if_needed() is None
        monkeypatch.setattr(fitting, "PATIENCE", 0.2)
        with pytest.raises(Occupied):
            thread.submit(refit).result()
        assert _runs() == 2

    assert _suggested() == (BOTH, {first.result()})


def test_two_fittings_of_two_processes_wait_for_each_other(town, process):
    other = process("wait in storing")
    assert (refit_if_needed(), _runs(), last_run().id) == (None, 2, 1)

    with ThreadPoolExecutor(1) as thread:
        mine = thread.submit(_fit, clock.now())
        other.communicate("go on\n", timeout=60)
        assert mine.result(60) == 3

    assert other.returncode == 0
    assert _suggested() == (BOTH, {3})
    assert (refit_if_needed(), _usable(), len(_left())) == (None, True, 1)


def test_two_web_processes_fit_once_when_the_night_is_over(town, process):
    _change(1, **OTHERWISE)
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        webs = [process("round"), process("round")]
        for web in webs:
            web.stdin.write("go on\n")
            web.stdin.flush()
        said = sorted(web.communicate(timeout=60)[0].strip() for web in webs)

        assert _suggested() == ({(1, 2), (2, 2)}, {2})
        assert (said, _runs(), refit_if_needed()) == (sorted([last_run().key, "nothing"]), 2, None)


def test_who_has_lost_the_lock_gives_way_to_the_later_run(town):
    with _fitting_held() as first:
        shutil.rmtree(place.folder())
        later = refit().id

    with pytest.raises(RuntimeError, match="later run"):
        first.result()
    assert _suggested() == (BOTH, {later})


@pytest.mark.parametrize("harm", ["before saving", "in saving", "in storing", "at the end"])
def test_a_fitting_that_was_killed_is_made_up_for_by_the_next_round(process, harm):
    killed = process(f"killed {harm}")
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert (_suggested()[0], last_run().id, _usable()) == (BOTH, 1, True)

    assert refit_if_needed().id == 3

    assert _suggested() == (BOTH, {3})
    assert (_usable(), _left()) == (True, [f"run-{last_run().key}"])
    assert refit_if_needed() is None


def test_reactions_go_on_with_the_run_before_while_the_next_is_fitted(process):
    process("killed in saving")
    _change(1, **OTHERWISE)

    _react(suggest_for_need, NeedChanged(1))

    assert _suggested() == ({(1, 2), (2, 2)}, {1})


@pytest.mark.parametrize("name", ["needs.npz", "seeds.npz", "space.npz"])
@pytest.mark.parametrize("harm", ["gone", "empty", "half", "of another run", "rubbish"])
def test_a_damaged_cache_is_noticed_and_brought_back(town, tmp_path, name, harm):
    (folder,) = place.folder().glob("run-*")
    shutil.copytree(folder, tmp_path / "other")
    refit()
    (file,) = place.folder().glob(f"run-*/{name}")
    if harm == "gone":
        file.unlink()
    elif harm == "of another run":
        shutil.copy(tmp_path / "other" / name, file)
    else:
        whole = file.read_bytes()
        file.write_bytes({"empty": b"", "half": whole[: len(whole) // 2], "rubbish": b"\xff" * 500}[harm])

    assert not _usable()
    _react(suggest_for_need, NeedChanged(1))
    assert refit_if_needed() is not None
    assert (_usable(), _suggested()[0]) == (True, BOTH)


def test_much_that_is_new_is_fitted_anew_even_where_reactions_compared_it(town):
    for number in (1, 3):
        _change(number, **OTHERWISE)
        _react(suggest_for_need, NeedChanged(number))

    assert refit_if_needed() is not None


def test_in_a_town_of_one_need_and_one_seed_they_are_suggested_and_stay_so(cast, tmp_path):
    place.connect(tmp_path / "matching")
    a_need(by=cast.michi)
    a_seed(by=cast.umi)

    for _ in range(2):
        run = refit()
        assert _suggested() == ({(1, 1)}, {run.id})
    assert run.settings["background"] == Background.of(np.zeros(0))._asdict()


def test_no_transaction_is_open_while_the_space_is_fitted(town, monkeypatch):
    open_then, fit = [], fitting.Space.fit
    monkeypatch.setattr(
        fitting.Space,
        "fit",
        lambda *those, **how: (open_then.append(db.session().in_transaction()), fit(*those, **how))[1],
    )

    refit()

    assert open_then == [False]


def test_a_lock_is_free_again_when_its_holder_is_done(tmp_path):
    with alone(tmp_path / "in" / "lock"), pytest.raises(Occupied), alone(tmp_path / "in" / "lock", patience=0.1):
        pass

    with alone(tmp_path / "in" / "lock"):
        pass


def test_what_another_encoder_told_of_meanings_is_told_again(town, monkeypatch):
    run, wanted_now = last_run(), (fitting.wanted(Need), fitting.wanted(Seed))
    before = stock.told_before(place.folder(), run.key, *wanted_now)
    assert before.needs and before.seeds and before.words

    for module in (stock, space):
        monkeypatch.setattr(module, "encoder", lambda: "another encoder 2.0")

    assert stock.told_before(place.folder(), run.key, *wanted_now) == stock.NOTHING_TOLD
    assert stock.load(place.folder(), run.key) is None
