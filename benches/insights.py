#!/usr/bin/env python3
"""What `answerbook insights` costs on a long log of events.

Writes a log (10 million events, about 1.7 GB by default; the same on every run), and prints time and peak memory of the report beside
`wc -l` and a parse of every line by Python's `json`, one after the other, which are the measure: the report should take at most
three times as long as both, and at most 512 MB.

    cargo build --release
    python3 benches/insights.py
    python3 benches/insights.py --duckdb      # also DuckDB's answers to the same questions (`pip install duckdb`)

`--write FILE` only writes the log. Only Python's standard library is needed. Runs on Unix.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from itertools import accumulate

from measure import run

WORDS = """refund money back invoice password sign in account delivery late order cancel change email address card payment
broken return exchange size colour app update phone tablet plan price student discount gift voucher code pickup store hours
vat receipt subscription pause family share login error reset lock delete data export privacy""".split()
FOREIGN = ["επιστροφή χρημάτων", "возврат денег", "返金したい", "استرداد المال", "rückerstattung", "ramburs comandă"]
REASONS = ["unclear", "outdated", "incomplete", "wrong", "other"]
PARSE = "import json, sys\nfor line in open(sys.argv[1], 'rb'):\n    json.loads(line)\n"
START = 1_767_225_600  # 2026-01-01
STEP = 2.6  # seconds between two events
LIMIT_MB = 512
LIMIT_TIMES = 3


class Visitors:
    """Makes visits; the same seed gives the same ones."""

    def __init__(self, seed: int, events: int):
        self.random = random.Random(seed)
        self.events = events
        self.pages = [f"/help/topic-{number % 40}/what-to-do-when-something-goes-wrong-with-part-{number}/" for number in range(5_000)]
        self.page_weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.pages))))
        self.word_weights = list(accumulate(1 / (rank + 1) for rank in range(len(WORDS))))
        self.queries = [self.new_query() for _ in range(200_000)]
        self.query_weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.queries))))
        self.languages = ["en"] * 6 + ["el", "ro", "ar", "ja"]

    def query(self) -> str:
        return self.random.choices(self.queries, cum_weights=self.query_weights)[0]

    def new_query(self) -> str:
        if self.random.random() < 0.01:
            return self.random.choice(FOREIGN)
        words = self.random.choices(WORDS, cum_weights=self.word_weights, k=self.random.randint(1, 4))
        return " ".join(words)

    def page(self) -> str:
        return self.random.choices(self.pages, cum_weights=self.page_weights)[0]

    def visit(self) -> list[dict]:
        chance = self.random.random
        page = "/" if chance() < 0.3 else self.page()
        steps: list[dict] = [{"type": "view", "page": page}]
        while chance() < 0.75:
            what = chance()
            if what < 0.35:
                query = self.query()
                results = 0 if chance() < 0.08 else self.random.randint(1, 60)
                steps.append({"type": "search", "page": page, "q": query, "results": results})
                if results and chance() < 0.6:
                    to = self.page()
                    steps.append({"type": "open", "page": page, "q": query, "rank": self.random.randint(1, 5), "to": to})
                    page = to
                    steps.append({"type": "view", "page": page})
            elif what < 0.8:
                page = self.page()
                steps.append({"type": "view", "page": page})
            elif what < 0.9:
                rating: dict = {"type": "helpful", "page": page, "value": chance() < 0.7}
                if not rating["value"]:
                    rating["reason"] = self.random.choice(REASONS)
                steps.append(rating)
            elif what < 0.95:
                steps.append({"type": "view", "page": "/contact/"})
                steps.append({"type": "contact", "page": "/contact/", "channel": "email"})
            else:
                steps.append({"type": "deflected", "page": page, "q": self.query(), "to": self.page()})
        return steps

    def write(self, path: pathlib.Path) -> None:
        """Writes visits that overlap, by time."""
        left, clock = self.events, float(START)
        open_visits: list[tuple[dict, list[dict]]] = []
        with path.open("w", encoding="utf-8") as log:
            while left > 0:
                while len(open_visits) < 200:
                    head = {"lang": self.random.choice(self.languages), "s": self.random.randrange(2**48)}
                    open_visits.append((head, self.visit()[::-1]))
                place = self.random.randrange(len(open_visits))
                head, steps = open_visits[place]
                clock += STEP
                stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(clock))
                event = {"v": 1, "t": stamp, **head, **steps.pop()}
                log.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n")
                if not steps:
                    open_visits[place] = open_visits[-1]
                    open_visits.pop()
                left -= 1


def duckdb_differences(binary: str, log: str) -> list[str]:
    """Which lists differ between the program and DuckDB."""
    import duckdb

    report = json.loads(subprocess.check_output([binary, "insights", "--format", "json", log]))
    script = subprocess.check_output([binary, "insights", "--sql", "duckdb", log], text=True)
    connection, wrong = duckdb.connect(), []
    for statement in filter(str.strip, script.split(";\n")):
        result = connection.execute(statement)
        name = next((line[3:] for line in statement.strip().splitlines() if line.startswith("-- ")), "")
        if name not in report:
            continue
        columns = [column[0] for column in result.description]
        rows = [dict(zip(columns, row)) for row in result.fetchall()]
        expected = report[name]
        if isinstance(expected, dict):
            expected = [{column: expected[column] for column in columns}]
        if rows != expected:
            wrong.append(name)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description="What `answerbook insights` costs on a long log of events.")
    parser.add_argument("--binary", type=pathlib.Path, default=pathlib.Path("target/release/answerbook"))
    parser.add_argument("--events", type=int, default=10_000_000, metavar="N")
    parser.add_argument("--log", type=pathlib.Path, help="a log to measure instead of writing one")
    parser.add_argument("--write", type=pathlib.Path, help="only write the log, here")
    parser.add_argument("--duckdb", action="store_true")
    options = parser.parse_args()
    if options.write:
        Visitors(7, options.events).write(options.write)
        return
    if not options.binary.is_file():
        parser.error(f"there is no {options.binary}: run `cargo build --release` first")
    with tempfile.TemporaryDirectory() as folder:
        log = options.log or pathlib.Path(folder) / "events.jsonl"
        if not options.log:
            Visitors(7, options.events).write(log)
        binary, name = str(options.binary.resolve()), str(log.resolve())
        print(f"{log.stat().st_size / 1e6:.0f} MB")
        counting = run(["wc", "-l", name])
        parsing = run([sys.executable, "-c", PARSE, name])
        ours = run([binary, "insights", "--format", "json", name], cwd=folder)
        floor = counting.wall + parsing.wall
        print(f"wc -l {counting.wall:.1f} s, JSON {parsing.wall:.1f} s")
        print(f"insights {ours.wall:.1f} s ({ours.wall / floor:.2f} times), CPU {ours.cpu:.1f} s, {ours.peak / 1e6:.0f} MB")
        failed = ours.wall > LIMIT_TIMES * floor or ours.peak > LIMIT_MB * 1e6
        if options.duckdb:
            wrong = duckdb_differences(binary, name)
            print(f"DuckDB differs in: {', '.join(wrong) or 'nothing'}")
            failed = failed or bool(wrong)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
