#!/usr/bin/env python3
"""How soon `answerbook serve` shows an edit: from saving an article to its page with the new text.

    cargo build --release
    python3 benches/serve.py PROJECT [--rounds 20]

The project is copied to a temporary folder first. Each round appends a word to another article, saves it in place, and asks
for its page again and again on one connection until the word is there; then for the search, until that finds it. Prints
medians and the slowest of both, and the memory of the server at the end.

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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between one edit and the next")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / "project"
        for name in ["answerbook.yaml", "content", "static", "themes"]:
            if (arguments.project / name).is_dir():
                shutil.copytree(arguments.project / name, root / name)
            elif (arguments.project / name).exists():
                root.mkdir(exist_ok=True)
                shutil.copy(arguments.project / name, root)
        started = time.perf_counter()
        command = [arguments.program, "serve", "--root", root, "--base-url", "http://localhost/"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = next(int(match[1] or match[2]) for line in server.stdout if (match := re.search(r"localhost:(\d+)|127.0.0.1:(\d+)", line)))
            print(f"ready after {time.perf_counter() - started:.2f} s")
            connection = http.client.HTTPConnection("localhost", port)

            def get(path):
                connection.request("GET", path)
                return connection.getresponse().read().decode()

            home = get("/")
            index = get("/search/")
            paths = sorted(set(re.findall(r'href="\.\./([^"#?]+/)"', index)))
            language = re.search(r'<html lang="([^"]+)"', home)[1]
            content = root / "content"
            inside = content / language if (content / language).is_dir() else content
            articles = [(path, inside / f"{path.rstrip('/')}.md") for path in paths]
            articles = [(path, file) for path, file in articles if file.exists()]
            # What was written a moment ago is read again.
            time.sleep(3)
            pages, searches, seen = [], [], set()
            for at in range(arguments.rounds):
                path, file = articles[at * 7919 % len(articles)]
                word = f"zyx{'abcdefghij'[at // 10 % 10]}{'abcdefghij'[at % 10]}qu"
                text = file.read_text()
                file.write_text(f"{text}\n{word}\n")
                pages.append(wait(lambda: word in get(f"/{path}")))
                searches.append(pages[-1] + wait(lambda: finds(get, word, seen)))
                time.sleep(arguments.pause)
            for name, times in [("page", pages), ("search", searches)]:
                times = [1000 * seconds for seconds in times]
                print(f"{name}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms")
            status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
            memory = re.search(r"VmRSS:\s+(\d+)", status)[1]
            print(f"memory {int(memory) / 1000:.0f} MB")
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
