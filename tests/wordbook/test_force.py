"""An edition comes into force: for the matcher and the search, once, and also where its file is lost."""

from sqlalchemy import func, select

from hack import clockwork, db, text
from hack.jobs import settle, tick
from hack.matching.models import Run, Suggestion
from hack.search.library import index
from hack.text import edition
from hack.wordbook.actions import go_back
from hack.wordbook.force import bring_into_force
from tests.cast import a_need, a_seed
from tests.wordbook.words import a_word, released, some_synonyms


def _runs() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Run.id))) or 0


def test_without_a_release_nothing_is_written(cast, app):
    a_word(by=cast.mori)

    assert bring_into_force() is None
    assert text.current() == text.NOTHING
    assert not (edition.folder() / edition.FILE).exists()


def test_a_release_reaches_the_matcher_and_the_search_and_both_are_made_anew_once(cast, app):
    need = a_need(by=cast.michi, title="排雪", background="", present="", problem="", hoped="")
    seed = a_seed(by=cast.umi, title="オンデマンド搬送", summary="", solves="", technology="")
    tick(app)
    runs = _runs()
    suggested = select(Suggestion.score).where(Suggestion.need_id == need.id, Suggestion.seed_id == seed.id)
    before, told = db.session.scalar(suggested) or 0, index().made_with()

    for number in range(5):
        a_word(f"第{number}除排雪車両", by=cast.mori)
    some_synonyms("排雪", "オンデマンド搬送", by=cast.mori)
    first = released(by=cast.mori)
    settle(app)
    assert text.current().edition == 1
    assert index().state().value == "stale"
    tick(app)
    tick(app)

    assert db.session.scalars(suggested).one() > before
    assert _runs() == runs + 1
    assert index().healthy() and index().made_with() == text.dictionary_version() != told

    a_word("共創フロント", by=cast.mori)
    released(by=cast.mori)
    with db.transaction():
        go_back(first, by=cast.mori, seen=2)
    tick(app)
    assert _runs() == runs + 1
    assert (text.current().edition, text.current().digest) == (3, text.in_file().digest)


def test_a_file_that_is_lost_comes_back(cast, app):
    a_word(by=cast.mori)
    released(by=cast.mori)
    settle(app)
    (edition.folder() / edition.FILE).unlink()
    text.connect(edition.folder())
    assert text.current() == text.NOTHING

    clockwork.turn()

    assert text.terms("除排雪車両")[0] == "除排雪車両"
    assert bring_into_force() is None


def test_a_file_of_another_database_is_put_right(cast, app):
    text.put_in_force(text.Wordbook(8, (text.Whole("共創フロント"),)))

    assert bring_into_force() == text.NOTHING
    assert text.terms("共創フロント") == ["共創", "フロント"]


def test_another_spelling_is_found_by_the_usual_one(cast, app, browser_of):
    a_need(by=cast.michi, title="共創フロントの窓口")
    a_word("ドロ上げ", by=cast.mori, form="泥上げ")
    released(by=cast.mori)
    a_need(by=cast.michi, title="側溝のドロ上げ")
    settle(app)
    tick(app)

    assert "側溝の ドロ上げ" in browser_of(cast.umi).visit("/search?q=泥上げ").main
