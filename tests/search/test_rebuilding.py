"""The index as a cache: built beside, swapped, damaged, deleted, written by many, killed — and always told how it is."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from hack.search.folder import FolderIndex
from hack.search.index import IndexBusy, IndexMissing, State
from tests.search.papers import OFFICER, VISITOR, a_paper, found_by, keys, opened

WRITER = """
import sys
from tests.search.papers import a_paper, opened

place, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
index = opened(place, cut=lambda text: (text.split(), []))
print("ready", flush=True)
for number in range(times):
    index.put([a_paper(f"{name}-{number}-{each}", "訓練", "words of some length " * 20) for each in range(10)])
"""

REBUILDER = """
import sys, time
from tests.search.papers import a_paper, opened

def papers():
    for number in range(500):
        yield a_paper(f"new{number}", "訓練", "words of some length " * 20)
    print("ready", flush=True)
    time.sleep(60)

opened(sys.argv[1], cut=lambda text: (text.split(), [])).rebuild(papers())
"""


def started(program: str, *arguments: object) -> subprocess.Popen:
    """A Python process that has said that it is ready."""
    process = subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen) -> None:
    """End it as a power cut would."""
    assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def folders(index: FolderIndex) -> list[str]:
    """What has been built and is still there."""
    return sorted(path.name for path in index.place.folder.glob("built-*"))


def test_a_new_index_holds_the_new_papers_only(index):
    index.put([a_paper("old", "防災")])

    assert (
        index.rebuild(a_paper(key, "防災", readers=tags) for key, tags in (("1", ["public"]), ("2", ["officer"]))) == 2
    )

    assert sorted(keys(found_by(index, "防災", OFFICER))) == ["1", "2"]
    assert (index.count(), set(index.stamps())) == (2, {("need", "1"), ("need", "2")})


def test_a_new_index_takes_no_more_room(folder_index):
    before = folders(folder_index)

    folder_index.rebuild([a_paper("1", "防災")])

    assert len(folders(folder_index)) == 1 and folders(folder_index) != before


def test_searches_go_on_while_the_index_is_rebuilt_and_written(index):
    papers = [
        a_paper(str(number), "防災", "訓練" * number, readers=["public", "officer"][number % 2 :])
        for number in range(20)
    ]
    papers = [
        a_paper(paper.key, paper.title, paper.text, readers=["officer"] if number % 2 else ["public"])
        for number, paper in enumerate(papers)
    ]
    index.rebuild(papers)
    over, totals = threading.Event(), []

    def search(readers):
        while not over.is_set():
            totals.append((len(readers), found_by(index, "防災", readers).total))

    with ThreadPoolExecutor(4) as threads:
        searching = [threads.submit(search, readers) for readers in (VISITOR, OFFICER, VISITOR, OFFICER)]
        for _ in range(6):
            index.rebuild(papers)
            for number in range(5):
                index.put([a_paper(f"other{number}", "介護")])
        over.set()
        for each in searching:
            each.result()

    assert set(totals) == {(1, 10), (3, 20)}
    assert len(totals) > 20


def test_nothing_written_during_a_rebuild_is_lost(index):
    reading, go_on = threading.Event(), threading.Event()

    def papers():
        yield a_paper("1", "防災")
        reading.set()
        go_on.wait(10)
        yield a_paper("2", "防災")

    with ThreadPoolExecutor(2) as threads:
        rebuilding = threads.submit(index.rebuild, papers())
        reading.wait(10)
        putting = threads.submit(index.put, [a_paper("3", "防災")])
        time.sleep(0.2)
        assert found_by(index, "防災").total == 0
        go_on.set()
        rebuilding.result()
        putting.result()

    assert sorted(keys(found_by(index, "防災"))) == ["1", "2", "3"]


def test_who_will_not_wait_for_a_rebuild_is_told_to_come_back(index, place):
    hasty = opened(place, patience=0.1)

    def papers():
        with pytest.raises(IndexBusy):
            hasty.put([a_paper("3", "防災")])
        yield a_paper("1", "防災")

    index.rebuild(papers())
    hasty.put([a_paper("3", "防災")])

    assert sorted(keys(found_by(index, "防災"))) == ["1", "3"]


def test_four_processes_write_at_the_same_time_and_nothing_is_lost(index, place):
    writers = [started(WRITER, place, name, 4) for name in "abcd"]

    assert [writer.communicate(timeout=60) and writer.returncode for writer in writers] == [0, 0, 0, 0]
    assert index.count() == 4 * 4 * 10


def test_a_writer_killed_in_the_middle_leaves_an_index_that_answers_and_can_be_written(index, place):
    index.put([a_paper("kept", "防災")])

    for attempt in range(6):
        writer = started(WRITER, place, f"run{attempt}", 10_000)
        time.sleep(0.11 * (attempt + 1))
        kill(writer)

        assert keys(found_by(index, "防災")) == ["kept"]
        index.put([a_paper(f"after{attempt}", "介護")])

    assert index.healthy()
    assert found_by(index, "介護").total == 6
    assert index.count() % 10 == 7  # what was put together is there together, or not at all
    assert index.rebuild([a_paper("1", "防災")]) == index.count() == 1


def test_a_rebuild_killed_in_the_middle_changes_nothing(index, place):
    index.put([a_paper("kept", "防災")])
    rebuilder = started(REBUILDER, place)
    kill(rebuilder)

    assert (index.healthy(), keys(found_by(index, "防災")), index.count()) == (True, ["kept"], 1)
    index.put([a_paper("after", "防災")])
    index.rebuild([a_paper("1", "防災")])
    assert found_by(index, "防災").total == 1


def test_what_a_killed_rebuild_has_left_is_swept_by_the_next(folder_index):
    kill(started(REBUILDER, folder_index.place.folder))
    assert len(folders(folder_index)) == 2

    folder_index.rebuild([])
    assert len(folders(folder_index)) == 1


def test_a_rebuild_that_fails_changes_nothing(index):
    index.put([a_paper("kept", "防災")])

    def papers():
        yield a_paper("1", "防災")
        raise ConnectionError("the database is gone")

    with pytest.raises(ConnectionError):
        index.rebuild(papers())
    index.put([a_paper("after", "防災")])

    assert (index.healthy(), sorted(keys(found_by(index, "防災")))) == (True, ["after", "kept"])


def test_a_deleted_folder_is_noticed_and_every_use_of_it_says_so(folder_index):
    folder_index.put([a_paper("1", "防災")])
    assert folder_index.healthy()

    shutil.rmtree(folder_index.place.folder)

    assert (folder_index.healthy(), folder_index.state()) == (False, State.MISSING)
    for use in (
        lambda: found_by(folder_index, "防災"),
        lambda: folder_index.put([a_paper("1", "防災")]),
        folder_index.count,
        folder_index.stamps,
    ):
        with pytest.raises(IndexMissing):
            use()
    folder_index.rebuild([a_paper("1", "防災")])
    assert (folder_index.healthy(), found_by(folder_index, "防災").total) == (True, 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves such files open
@pytest.mark.parametrize("kind", ["*.toc", "*.seg"])
@pytest.mark.parametrize("harm", ["gone", "empty", "half"])
def test_a_damaged_file_is_noticed(folder_index, kind, harm):
    folder_index.put([a_paper(str(number), "防災", "訓練" * 50) for number in range(20)])
    (file,) = folder_index.place.folder.glob(f"built-*/public/{kind}")
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] if harm == "half" else b"")

    assert folder_index.state() is State.BROKEN
    with pytest.raises(IndexMissing):
        found_by(folder_index, "防災")
    with pytest.raises(IndexMissing):
        folder_index.put([a_paper("1", "防災")])


@pytest.mark.parametrize(
    "marker", ["", "{}", "[]", "null", '{"folder": "../other", "format": 1, "dictionary": ""}', "\x00"]
)
def test_a_marker_that_makes_no_sense_is_noticed(folder_index, marker):
    (folder_index.place.folder / "current.json").write_text(marker)

    assert folder_index.state() is State.BROKEN
    with pytest.raises(IndexMissing):
        found_by(folder_index, "防災")
    folder_index.rebuild([])
    assert folder_index.healthy()


def test_an_index_made_with_another_dictionary_answers_but_is_stale(index, place):
    index.put([a_paper("1", "防災")])
    later = opened(place, dictionary="of next year")

    assert (later.state(), later.healthy(), index.state()) == (State.STALE, False, State.FIT)
    assert found_by(later, "防災").total == 1
    later.rebuild([a_paper("1", "防災")])
    assert (later.healthy(), index.state()) == (True, State.STALE)


def test_an_index_of_another_format_is_not_read(folder_index):
    marker = folder_index.place.folder / "current.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"format": 0}))

    assert folder_index.state() is State.BROKEN
    with pytest.raises(IndexMissing):
        found_by(folder_index, "防災")


def test_searching_does_not_load_the_numbers_of_matching():
    program = (
        "import sys, hack.search.index, hack.search.excerpt; print('sklearn' in sys.modules, 'flask' in sys.modules)"
    )

    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
