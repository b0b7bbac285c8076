"""What tells how to reach somebody is found, and nothing else."""

import pytest

from hack.livinglabs.personal import contacts_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hanako@example.co.jp に送って", ["hanako@example.co.jp"]),
        ("ＨＡＮＡＫＯ＠ｅｘａｍｐｌｅ．ｃｏｍ", ["HANAKO@example.com"]),
        ("電話は045-671-2121です", ["045-671-2121"]),
        ("０９０－１２３４－５６７８", ["090-1234-5678"]),
        ("09012345678へ", ["09012345678"]),
        ("(045)671-2121", ["045)671-2121"]),
        ("+81 90-1234-5678", ["+81 90-1234-5678"]),
        ("03 1234 5678", ["03 1234 5678"]),
    ],
)
def test_contacts_are_found_in_whatever_width_they_are_typed(text, found):
    assert contacts_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-12 13:00から",
        "0.1234567890の割合",
        "人口は3,740,000人",
        "5人が@の付いた看板を見た",
        "12345678901234567890",
        "空き家は1,200軒、うち30-40軒",
    ],
)
def test_days_and_amounts_are_no_contacts(text):
    assert contacts_in(text) == []
