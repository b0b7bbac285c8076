"""What speaks for giving a thing to a person, in words."""

from hack.rounds.clues import likeness


def test_words_that_fit_everything_are_no_clue():
    of_lamps, of_things = "街路灯の見回りの手間を減らすこと。", "図書館の職員の手間を減らすこと。"

    ((clue, nothing),) = likeness([of_lamps], ["街路灯の記録を付けること。", of_things])

    assert clue.because == ["共通する言葉: 街路"]
    assert nothing == (0.0, [])
