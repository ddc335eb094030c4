#!/usr/bin/env python3
"""Writes claims for the scale benchmarks to standard output as `id<TAB>title<TAB>source`.

    bench/million.py [--folder DATA] [--made 1000000] [--seed 1] > million.tsv    the real claims, then made ones
    bench/million.py [--folder DATA] --sentences > sentences.tsv                   the real claims, then real sentences

A made title has a real title's length and the real titles' word statistics: each next word follows
the one before as in the real ones with probability one half (bigram), and is drawn by how often it
occurs otherwise (unigram), so that common words are as common as in life and no real title is
repeated whole. The sentences are those of the fact checks' explanations. The data is read at run
time and is no part of the project; the same data and seed give the same bytes.
"""
import argparse
import os
import random
import re
import sys


def rows(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def made_titles(titles, count, seed):
    chance = random.Random(seed)
    texts = [title.split() for title in titles if title.split()]
    lengths = [len(words) for words in texts]
    every = [word for words in texts for word in words]
    after = {}
    for words in texts:
        for one, other in zip(words, words[1:]):
            after.setdefault(one, []).append(other)
    pick = chance.random
    for _ in range(count):
        words = [every[int(pick() * len(every))]]
        for _ in range(lengths[int(pick() * len(lengths))] - 1):
            nexts = after.get(words[-1]) if pick() < 0.5 else None
            nexts = nexts or every
            words.append(nexts[int(pick() * len(nexts))])
        yield " ".join(words)


def sentences(folder):
    table = rows(os.path.join(folder, "factchecks", "corpus.tsv"))
    header = next(table)
    column = header.index("explanation")
    for row in table:
        text = row[column] if column < len(row) else ""
        for sentence in re.split(r"(?<=[.!?])\s+", text.replace("\\n", " ")):
            if 4 <= len(sentence.split()) <= 60:
                yield sentence


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default=os.environ.get("KENTONGAN_EVAL_DATA", "../shared/data"))
    parser.add_argument("--made", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sentences", action="store_true")
    options = parser.parse_args()
    claims = os.path.join(options.folder, "claimmatch", "claims.tsv")
    if not os.path.exists(claims):
        sys.exit(f"no evaluation data in {options.folder} (KENTONGAN_EVAL_DATA=FOLDER)")
    write = sys.stdout.write
    titles = []
    for row in rows(claims):
        titles.append(row[1])
        write("\t".join(row[:3]) + "\n")
    texts = sentences(options.folder) if options.sentences else made_titles(titles, options.made, options.seed)
    kind = "s" if options.sentences else "m"
    for number, text in enumerate(texts):
        write(f"{kind}{number}\t{text}\tmade\n")


if __name__ == "__main__":
    main()
