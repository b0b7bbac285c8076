"""What is looked at before a file is taken."""

import io
import warnings
from zipfile import ZipFile

import pytest

from hack.archives import Bounds, inspect_office
from hack.errors import RuleBroken
from hack.files.inspection import inspect, named
from hack.files.kinds import KINDS
from tests.files.papers import BAD, GOOD, office


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_every_kind_is_taken(name):
    inspect(io.BytesIO(GOOD[name]), named(name).kind)


def test_there_is_a_sample_of_every_kind():
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(KINDS)


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_what_it_says_or_hides_something_is_refused(case):
    name, content, says = BAD[case]

    with pytest.raises(RuleBroken, match=says) as refusal:
        inspect(io.BytesIO(content), named(name).kind)
    assert refusal.value.field == "file"


def test_a_name_given_twice_is_refused():
    content = io.BytesIO(office())
    with warnings.catch_warnings(), ZipFile(content, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "another")

    with pytest.raises(RuleBroken, match="安全でない"):
        inspect(content, KINDS["docx"])


def test_what_would_unpack_to_too_much_is_refused_by_what_it_declares():
    with pytest.raises(RuleBroken, match="展開した大きさ"):
        inspect_office(io.BytesIO(office(word__long="x" * 5000)), "word/document.xml", Bounds(size=4000))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("議事録.pdf", "議事録.pdf"),
        ("か\u3099く.PDF", "がく.pdf"),
        ("C:\\Users\\umi\\図 1.png", "図 1.png"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\u202etxt.pdf", "atxt.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ('<a>:"|?*.pdf', "_a______.pdf"),
        ("a.tar.pdf", "a.tar.pdf"),
        ("あ" * 300 + ".docx", "あ" * 115 + ".docx"),
    ],
)
def test_a_name_is_kept_without_what_could_deceive(given, kept):
    assert named(given).name == kept


@pytest.mark.parametrize(
    "given", [None, "", "a", "a.exe", "a.pdf.exe", "a.svg", "a.html", "a.docm", "a.zip", ".pdf", " .pdf", "a.pdf/"]
)
def test_other_kinds_and_no_name_are_refused(given):
    with pytest.raises(RuleBroken):
        named(given)
