#!/usr/bin/env python3
"""How well messages in one language find claims in another, and English tweets their fact checks.

    bench/other_languages.py [--folder DATA] [--program build/bench/kentongan]

NusaX: the 1,000 Indonesian sentences are the claims, their translations the messages; `test` is its test file (400
messages a language), `other` its training and validation files (600). CheckThat! 2020 task 2: 10,375 verified claims,
the tweets of the test (200) and of the development set (197). What it prints are the rows of `kentongan evaluate`:
R@1 for NusaX, MAP@5 for CheckThat!. The data is read at run time and is no part of the project.
"""
import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
import zipfile

LANGUAGES = ["javanese", "sundanese", "ngaju", "banjarese", "balinese", "madurese", "minangkabau", "acehnese",
             "buginese", "toba_batak", "english"]


def one_line(text):
    return " ".join(text.split())


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        for row in [header, *rows]:
            file.write("\t".join(one_line(cell) for cell in row) + "\n")


def make_nusax(data, folder):
    """Claims, and messages of each language and split; the pairs of file names."""
    sentences = []
    for split in ["test", "train", "valid"]:
        with open(os.path.join(data, "local-languages", "mt", split + ".csv"), encoding="utf-8", newline="") as file:
            sentences += [(split, f"{split}{at}", row) for at, row in enumerate(csv.DictReader(file))]
    write(folder, "nusax.tsv", ["id", "title"], [[name, row["indonesian"]] for _, name, row in sentences])
    pairs = []
    for language in LANGUAGES:
        for what, splits in {"test": ["test"], "other": ["train", "valid"]}.items():
            file = f"NusaX {what} {language}"
            write(folder, file, ["qid", "docid", "text"],
                  [[name, name, row[language]] for split, name, row in sentences if split in splits])
            pairs.append(("nusax.tsv", file))
    return pairs


def table(archive, name):
    """Rows of a tab-separated file with quoted cells, as pandas reads them, without the first line."""
    with archive.open(name) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
        return list(csv.reader(lines, delimiter="\t"))[1:]


def right_ones(archive, name):
    right = {}
    for line in archive.read(name).decode("utf-8").splitlines():
        tweet, _, claim, relevance = line.split()
        if relevance != "0":
            right.setdefault(tweet, []).append(claim)
    return right


def make_checkthat(data, folder):
    """Claims, and the tweets of both sets; the pairs of file names."""
    with zipfile.ZipFile(os.path.join(data, "checkthat2020", "data", "v3.zip")) as known, \
         zipfile.ZipFile(os.path.join(data, "checkthat2020", "test-input", "test-input.zip")) as test:
        claims = table(known, "v3.0/verified_claims.docs.tsv")
        write(folder, "checkthat.tsv", ["id", "narrative", "title"], claims)
        pairs = []
        for what, archive, inside in [("test", test, ""), ("development", known, "v3.0/dev/")]:
            right = right_ones(archive, inside + "tweet-vclaim-pairs.qrels")
            file = f"CheckThat! 2020 {what}"
            write(folder, file, ["qid", "docid", "text"],
                  [[tweet, ",".join(right.get(tweet, [])), text]
                   for tweet, text in table(archive, inside + "tweets.queries.tsv")])
            pairs.append(("checkthat.tsv", file))
    return pairs


def evaluate(program, folder, fields, pairs):
    words = [program, "evaluate", "--fields", fields]
    for claims, messages in pairs:
        words += ["--factchecks", claims, "--queries", messages]
    return subprocess.run(words, cwd=folder, check=False).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default=os.environ.get("KENTONGAN_EVAL_DATA", "../shared/data"))
    parser.add_argument("--program", default="build/bench/kentongan")
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.folder, "local-languages", "mt", "test.csv")):
        sys.exit(f"no evaluation data in {options.folder} (KENTONGAN_EVAL_DATA=FOLDER)")
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as folder:
        codes = [evaluate(program, folder, "title", make_nusax(options.folder, folder)),
                 evaluate(program, folder, "all", make_checkthat(options.folder, folder))]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
