#!/usr/bin/env python3
"""Measures the search on test collections: one table with MRR@10, bytes, requests and times, targets beside them.

usage: search.py COLLECTIONS [--build PROGRAM] [--work DIR] [--only NAME,NAME]
COLLECTIONS  a folder with to_site.py, run.mjs, score.py and dev/NAME/{corpus.jsonl,queries*.jsonl,qrels.tsv}
PROGRAM      the answerbook to measure (target/release/answerbook)
Each collection becomes a project, is built, and asked every query as a browser would. Needs Python 3 and Node.js 20.
At the end: how much nDCG@10 the postings are worth that the index leaves out.
"""
import argparse, importlib.util, json, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

# MRR@10 that a change must not fall below.
TARGETS = {
    "stackfaq": {"clean": 0.84, "typo": 0.83, "prefix": 0.82},
    "covidqs": {"clean": 0.72, "typo": 0.71, "prefix": 0.69},
    "covidfaq": {"clean": 0.65, "typo": 0.63, "prefix": 0.60},
    "xquad-en": {"clean": 0.96, "typo": 0.955, "prefix": 0.945},
    "xquad-el": {"clean": 0.945, "typo": 0.94, "prefix": 0.93, "noaccent": 0.945},
    "xquad-ro": {"clean": 0.965, "typo": 0.96, "prefix": 0.95, "noaccent": 0.965},
    "facqa-id": {"clean": 0.82, "typo": 0.815, "prefix": 0.80},
    "belebele-jv": {"clean": 0.88, "typo": 0.88, "prefix": 0.83},
}


def most_kilobytes(documents):
    return 50 if documents <= 300 else 100 if documents <= 2500 else 130


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "target/release/answerbook")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--only")
    args = parser.parse_args()
    score = module(args.collections / "score.py")
    work = args.work or pathlib.Path(tempfile.mkdtemp(prefix="answerbook-search-"))
    names = args.only.split(",") if args.only else list(TARGETS)
    missed, losses = 0, {}
    print(f"{'collection':13} {'variant':9} {'MRR@10':>7} {'target':>7} {'nDCG@10':>8} {'zero':>6} "
          f"{'cold kB':>8} {'p95':>6} {'most':>5} {'requests':>8} {'ms p95':>7}")
    for name in names:
        source, project = args.collections / "dev" / name, work / name
        if not project.exists():
            subprocess.run([sys.executable, args.collections / "to_site.py", source, project], check=True)
        build(args.build, project, "site")
        qrels = score.read_qrels(source / "qrels.tsv")
        documents = sum(1 for line in open(source / "corpus.jsonl", encoding="utf-8") if line.strip())
        for variant in ["clean", "typo", "prefix", "noaccent", "short"]:
            queries = source / ("queries.jsonl" if variant == "clean" else f"queries.{variant}.jsonl")
            if not queries.exists():
                continue
            cost, mean = ask(args.collections, score, project, "site", queries, qrels)
            target = TARGETS.get(name, {}).get(variant)
            most = most_kilobytes(documents)
            short = (target and mean["mrr"] < target) or cost["cold_kb_p95"] > most or cost["cold_requests_median"] > 12
            missed += bool(short)
            print(f"{name:13} {variant:9} {mean['mrr']:7.3f} {target or '':>7} {mean['ndcg']:8.3f} {mean['zero']:6.3f} "
                  f"{cost['cold_kb_median']:8} {cost['cold_kb_p95']:6} {most:5} {cost['cold_requests_median']:8} "
                  f"{cost['ms_p95']:7}{'  <- short' if short else ''}", flush=True)
            if variant == "clean":
                build(args.build, project, "whole", "--all-postings")
                whole = ask(args.collections, score, project, "whole", queries, qrels)[1]
                losses[name] = whole["ndcg"] - mean["ndcg"]
    print("nDCG@10 lost by leaving postings out (at most 0.002): "
          + ", ".join(f"{name} {loss:+.4f}" for name, loss in losses.items()))
    missed += sum(loss >= 0.002 for loss in losses.values())
    print(f"{missed} short of a target" if missed else "every target holds")
    sys.exit(bool(missed))


def build(program, project, site, *options):
    subprocess.run([program, "build", "--quiet", *options, "--root", project, "--out", project / site], check=True)


def ask(collections, score, project, site, queries, qrels):
    """What the queries cost, and their mean measures."""
    run = project / f"{site}.{queries.name}"
    command = ["node", collections / "run.mjs", project / site, project / "ids.json", queries, run]
    flags = ["--prefix"] if ".prefix." in queries.name else []
    cost = json.loads(subprocess.run(command + flags, check=True, capture_output=True, text=True).stdout)
    rows = score.per_query(qrels, json.load(open(run)), [q for q in sorted(qrels) if q in ids(queries)])
    return cost, score.mean(rows)


def ids(queries):
    return {json.loads(line)["id"] for line in open(queries, encoding="utf-8") if line.strip()}


if __name__ == "__main__":
    main()
