"""Words kept by the hash of their text."""

import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from hack import clock, text
from hack.text import Whole, Wordbook, kept

TEXTS = ["除排雪車両を使う。", "", "見守りの事業", "除排雪車両を使う。", "\ud800壊れた\x1f文字\x1e"]


@pytest.fixture(autouse=True)
def nowhere() -> None:
    """No wordbook is in force before a test says so."""
    text.connect(None)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the words are kept; nowhere afterwards."""
    text.connect(tmp_path / "words")
    yield tmp_path / "words"
    text.connect(None)


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is cut, in order."""
    seen: list[str] = []
    cut = kept.cut
    monkeypatch.setattr(kept, "cut", lambda written: seen.append(written) or cut(written))
    return seen


def test_a_text_is_cut_once_and_comes_out_as_it_went_in(folder, cuts):
    first = kept.words_of_many(TEXTS)
    assert cuts == list(dict.fromkeys(TEXTS))

    again = kept.words_of_many(TEXTS[::-1])[::-1]
    assert len(cuts) == 4
    assert first == again == [kept.cut(written) for written in TEXTS]
    assert first[0].terms == text.terms(TEXTS[0])


def test_a_new_edition_is_cut_anew_and_the_old_one_swept_the_day_after(folder, cuts):
    kept.words_of_many(TEXTS)
    text.put_in_force(Wordbook(1, (Whole("除排雪車両"),)))

    assert kept.words_of_many(TEXTS)[0].terms[0] == "除排雪車両"
    assert len(cuts) == 8
    assert kept.sweep() == 0
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        kept.words_of_many(TEXTS[:2])
        assert kept.sweep() == 4
        text.put_in_force(Wordbook(2))
        kept.words_of_many(TEXTS)
    assert len(cuts) == 12


def test_what_nobody_asks_for_is_forgotten_after_a_while(folder):
    kept.words_of_many(TEXTS)
    with clock.stopped_at(clock.now() + timedelta(days=20)):
        kept.words_of_many(TEXTS[:1])
    with clock.stopped_at(clock.now() + timedelta(days=kept.UNUSED_DAYS + 1)):
        assert kept.sweep() == 3
        assert kept.sweep() == 0


def test_no_more_than_so_many_texts_are_kept(folder, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 3)
    kept.words_of_many(TEXTS)

    assert kept.sweep() == 1


def test_a_file_that_is_deleted_or_damaged_costs_only_the_cutting(folder, cuts):
    whole = kept.words_of_many(TEXTS)
    for end in ("", "-wal", "-shm"):
        (folder / f"{kept.FILE}{end}").unlink(missing_ok=True)
    assert kept.words_of_many(TEXTS) == whole
    (folder / kept.FILE).write_bytes(b"no database" * 1000)
    assert kept.words_of_many(TEXTS) == whole
    assert len(cuts) == 12

    assert kept.words_of_many(TEXTS) == whole
    assert len(cuts) == 12


def test_where_nothing_can_be_written_texts_are_cut(tmp_path, cuts):
    (tmp_path / "words").write_text("")
    text.connect(tmp_path / "words")
    try:
        assert kept.words_of_many(TEXTS)[2].terms == text.terms(TEXTS[2])
    finally:
        text.connect(None)
    assert kept.words_of_many(TEXTS)[2].terms == text.terms(TEXTS[2])
    assert kept.sweep() == 0


def test_many_threads_keep_and_recall_at_the_same_time(folder):
    many = [f"第{number}号の街路樹を調べる" for number in range(200)]
    found: list[list[kept.Words]] = []
    threads = [threading.Thread(target=lambda: found.append(kept.words_of_many(many))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [[kept.cut(written) for written in many]] * 4


def test_several_processes_share_what_is_kept(folder, cuts):
    many = [f"第{number}号の街路樹を調べる" for number in range(200)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        found = list(workers.map(_elsewhere, [folder] * 2, [many] * 2))

    assert found == [kept.words_of_many(many)] * 2
    assert cuts == []


def _elsewhere(folder: Path, many: list[str]) -> list[kept.Words]:
    text.connect(folder)
    return kept.words_of_many(many)
