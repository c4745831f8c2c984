#!/usr/bin/env python3
"""How soon `answerbook serve` shows an edit: from saving an article to its page with the new text.

    cargo build --release
    python3 benches/serve.py PROJECT [--rounds 20] [--hugo PROGRAM]

The project is copied to a temporary folder first. Each round appends a word to another article, saves it in place, and asks
for its page again and again on one connection until the word is there; then for the search, until that finds it. Prints
medians and the slowest of both, and the memory of the server at the end. With `--hugo`, the same edits follow before Hugo's
server, over the same articles with the theme of `peers.py`.

Only Python's standard library is needed. Runs on Linux.
"""

import argparse
import http.client
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from peers import make_hugo

PROGRAM = pathlib.Path(__file__).parent.parent / "target" / "release" / "answerbook"
PATIENCE = 120


def wait(look):
    """Seconds until `look` is true."""
    start = time.perf_counter()
    while not look():
        if time.perf_counter() - start > PATIENCE:
            sys.exit("waited in vain")
        # Asking without a rest would take a processor from the one who is asked.
        time.sleep(0.002)
    return time.perf_counter() - start


def finds(get, word, seen):
    """Whether the search has the word. Files are named by their content, so those in `seen` need no second look."""
    manifest = get("/search/index.json")
    if word in manifest:
        return True
    for name in set(re.findall(r'"([0-9a-f]{10})"', manifest)) - seen:
        if word in get(f"/search/{name}.json"):
            return True
        seen.add(name)
    return False


def ours(root, program):
    """Our server over a project: its process, and its port once it is ready."""
    command = [program, "serve", "--root", root, "--base-url", "http://localhost/"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return server, first_port(server.stdout, r"localhost:(\d+)|127.0.0.1:(\d+)")


def hugos(root, program):
    """Hugo's server over the same articles."""
    folder = root.parent / "hugo"
    make_hugo(root, folder)
    command = [program, "server", "--source", folder, "--port", "1414", "--baseURL", "http://localhost/"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return server, first_port(server.stdout, r"available at .*?localhost:(\d+)|127.0.0.1:(\d+)")


def first_port(lines, pattern):
    return next(int(match[1] or match[2]) for line in lines if (match := re.search(pattern, line)))


def opened(port):
    """What asks a server for a path's text."""
    connection = http.client.HTTPConnection("localhost", port)

    def get(path):
        connection.request("GET", path)
        return connection.getresponse().read().decode()

    return get


def report(name, times):
    times = [1000 * seconds for seconds in times]
    print(f"{name}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms", flush=True)
    return statistics.median(times)


def rounds(get, articles, options, word_of, after):
    """Edits one article after the other; seconds until each one's page has the new word, then what is done `after` that."""
    pages = []
    for at in range(options.rounds):
        path, file = articles[at * 7919 % len(articles)]
        word = word_of(f"{'abcdefghij'[at // 10 % 10]}{'abcdefghij'[at % 10]}")
        text = file.read_text()
        file.write_text(f"{text}\n{word}\n")
        pages.append(wait(lambda: word in get(f"/{path}")))
        after(word, pages[-1])
        time.sleep(options.pause)
    return pages


def copied(project, root):
    """A copy of a project, to be changed."""
    for name in ["answerbook.yaml", "content", "static", "themes"]:
        if (project / name).is_dir():
            shutil.copytree(project / name, root / name)
        elif (project / name).exists():
            root.mkdir(exist_ok=True)
            shutil.copy(project / name, root)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between one edit and the next")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    parser.add_argument("--hugo", metavar="PROGRAM", help="then measure Hugo's server, too, over the same articles")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / "project"
        copied(options.project, root)
        started = time.perf_counter()
        server, port = ours(root, options.program)
        try:
            print(f"ready after {time.perf_counter() - started:.2f} s")
            get = opened(port)
            home, index = get("/"), get("/search/")
            paths = sorted(set(re.findall(r'href="\.\./([^"#?]+/)"', index)))
            language = re.search(r'<html lang="([^"]+)"', home)[1]
            content = root / "content"
            inside = content / language if (content / language).is_dir() else content
            articles = [(path, inside / f"{path.rstrip('/')}.md") for path in paths]
            articles = [(path, file) for path, file in articles if file.exists()]
            # What was written a moment ago is read again.
            time.sleep(3)
            searches, seen = [], set()

            def search(word, page):
                searches.append(page + wait(lambda: finds(get, word, seen)))

            pages = rounds(get, articles, options, "zyx{}qu".format, search)
            page = report("page", pages)
            report("search", searches)
            status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
            memory = re.search(r"VmRSS:\s+(\d+)", status)[1]
            print(f"memory {int(memory) / 1000:.0f} MB")
        finally:
            server.terminate()
            server.wait()
        if options.hugo:
            beside_hugo(root, articles, options, page)


def beside_hugo(root, articles, options, ours_took):
    """The same edits before Hugo's server, over what the project is now."""
    started = time.perf_counter()
    server, port = hugos(root, options.hugo)
    try:
        print(f"Hugo ready after {time.perf_counter() - started:.2f} s")
        folder = root.parent / "hugo"
        articles = [(path, folder / file.relative_to(root)) for path, file in articles]
        get = opened(port)
        time.sleep(3)
        took = report("Hugo's page", rounds(get, articles, options, "qux{}zy".format, lambda word, page: None))
        print(f"ours: 1/{took / ours_took:.1f} of Hugo's time")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
