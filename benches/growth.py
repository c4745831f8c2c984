#!/usr/bin/env python3
"""How the cost of a build grows with the number of articles.

Makes projects of 100, 1,000 and 10,000 articles, builds each three times into an empty folder, and prints time,
CPU time and peak memory. The text is generated, the same on every run: words with Zipf-like frequencies out of a
vocabulary that grows with the text, in about 3.7 kB an article of paragraphs, headings, lists, tables, code, callouts
and links, spread over 40 categories. Times are the least of the runs, memory is the most.

    cargo build --release
    python3 benches/growth.py

Only Python's standard library is needed. Runs on Unix.
"""

import argparse
import pathlib
import random
import tempfile
from itertools import accumulate

from measure import least, run

CATEGORIES = 40
COMMON_WORDS = """
the to you your a of and in is it can for or this on with if not from an account that we order by how are will when
open select settings app page email be as then change click choose new have payment password at more use add device
after delivery refund do address send before message number once card sign plan which their its contact support code
""".split()
SYLLABLES = "ba ce di fo gu ka le mi no pu ra se ti vo zu sha tri plo den mar lis ter con ver pro sta nel qui".split()


class Writer:
    """Writes articles; the same seed gives the same text."""

    def __init__(self, seed: int, paths: list[str]):
        self.random = random.Random(seed)
        self.paths = paths
        # Heaps' law: twice the text brings about half as many new words again.
        rare = int(60 * len(paths) ** 0.6) + 1_000
        self.vocabulary = COMMON_WORDS + ["".join(self.random.choices(SYLLABLES, k=3)) for _ in range(rare)]
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.vocabulary))))

    def words(self, least: int, most: int) -> str:
        count = self.random.randint(least, most)
        return " ".join(self.random.choices(self.vocabulary, cum_weights=self.weights, k=count))

    def phrase(self, least: int = 2, most: int = 6) -> str:
        return self.words(least, most).capitalize()

    def sentence(self) -> str:
        return self.phrase(6, 17) + "."

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self.random.randint(2, 4))]
        if self.random.random() < 0.4:
            sentences.append(f"See [{self.words(2, 4)}](/{self.random.choice(self.paths)}).")
        if self.random.random() < 0.4:
            sentences.append(f"Select **{self.phrase(1, 3)}**, then `{self.words(1, 1)}`.")
        return " ".join(sentences)

    def bullets(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(self.random.randint(3, 6)))

    def steps(self) -> str:
        return "\n".join(f"{number}. {self.sentence()}" for number in range(1, self.random.randint(4, 7)))

    def table(self) -> str:
        rows = [f"| {self.phrase(1, 3)} | {self.phrase(3, 8)} |" for _ in range(self.random.randint(3, 6))]
        return "\n".join([f"| {self.phrase(1, 2)} | {self.phrase(1, 2)} |", "| --- | --- |", *rows])

    def code(self) -> str:
        return "\n".join(["```sh", *(self.words(2, 6) for _ in range(self.random.randint(1, 3))), "```"])

    def callout(self) -> str:
        return f"> [!{self.random.choice(['NOTE', 'TIP', 'WARNING'])}]\n> {self.sentence()}"

    def section(self) -> str:
        kinds = [self.bullets, self.steps, self.table, self.code, self.callout]
        block = self.random.choices(kinds, weights=[5, 5, 1, 2, 2])[0]
        return "\n\n".join([f"## {self.phrase()}", self.paragraph(), block(), self.paragraph()])

    def article(self, number: int) -> str:
        head = f'---\ntitle: "{self.phrase(3, 7)} {number}"\ndescription: "{self.sentence()}"\n---\n'
        sections = [self.section() for _ in range(self.random.randint(3, 5))]
        return "\n\n".join([head + "\n" + self.paragraph(), *sections]) + "\n"


def make_project(articles: int, folder: pathlib.Path) -> float:
    """Writes a project; gives the mean size of an article in bytes."""
    paths = [f"category-{number % CATEGORIES:02}/article-{number:05}.md" for number in range(articles)]
    writer = Writer(articles, paths)
    content = folder / "content"
    for category in range(min(CATEGORIES, articles)):
        index = content / f"category-{category:02}" / "index.md"
        index.parent.mkdir(parents=True)
        index.write_text(f'---\ntitle: "{writer.phrase()} {category}"\n---\n', encoding="utf-8")
    size = 0
    for number, path in enumerate(paths):
        size += (content / path).write_bytes(writer.article(number).encode())
    settings = "title: Benchmark\nbase_url: https://help.example.org/\n"
    (folder / "answerbook.yaml").write_text(settings, encoding="utf-8")
    return size / articles


def main() -> None:
    parser = argparse.ArgumentParser(description="How the cost of a build grows with the number of articles.")
    parser.add_argument("--binary", type=pathlib.Path, default=pathlib.Path("target/release/answerbook"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    options = parser.parse_args()
    if not options.binary.is_file():
        parser.error(f"there is no {options.binary}: run `cargo build --release` first")
    binary = options.binary.resolve()

    print("articles  bytes/article  wall s   CPU s  ms CPU/article  peak MB")
    cost = {}
    for articles in options.sizes:
        with tempfile.TemporaryDirectory(prefix="answerbook-growth-") as scratch:
            project = pathlib.Path(scratch, "project")
            size = make_project(articles, project)
            sites = (pathlib.Path(scratch, f"site-{number}") for number in range(options.runs))
            command = [str(binary), "build", "--quiet", "--root", str(project), "--out"]
            used = least([run([*command, str(site)]) for site in sites])
        cost[articles] = used.cpu / articles
        figures = f"{used.wall:6.2f}  {used.cpu:6.2f}  {1_000 * cost[articles]:14.3f}  {used.peak / 1e6:7.1f}"
        print(f"{articles:8,}  {size:13,.0f}  {figures}", flush=True)
    for smaller, larger in zip(options.sizes, options.sizes[1:]):
        ratio = cost[larger] / cost[smaller]
        print(f"CPU time an article at {larger:,} is {ratio:.2f} times that at {smaller:,}")


if __name__ == "__main__":
    main()
