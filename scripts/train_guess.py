#!/usr/bin/env python3
"""Trains the language guess (src/language/guess.cpp) from parallel sentences.

train_guess.py FOLDER OUT.inc MORE.tsv  learn from train.csv and valid.csv, write the weights; the second
                                        column of MORE is Indonesian as it is forwarded (a dev split)
train_guess.py FOLDER --sentences test  print `language<TAB>sentence`, for bench/guess_bench

FOLDER holds CSV files with a column for each language (../shared/data/local-languages/mt). What is
written is no text: hashed letter groups, a number each. Multinomial naive Bayes over groups of two to
five letters inside words, W. B. Cavnar and J. M. Trenkle, "N-gram-based text categorization", 1994, for
the features. The same files give the same numbers."""
import csv
import math
import pathlib
import re
import sys

LANGUAGES = ["indonesian", "javanese", "sundanese", "ngaju", "banjarese", "english"]
BUCKETS = 1 << 13
LONGEST = 5
SMOOTHING = 0.5
SHARE = 1.0  # of forwarded Indonesian to edited Indonesian
STEP = 0.125  # nats between two levels of a weight; 64 levels
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"


def sentences(folder: pathlib.Path, part: str) -> list[tuple[int, str]]:
    with open(folder / f"{part}.csv", encoding="utf-8", newline="") as file:
        return [(place, row[name].replace("\n", " ").replace("\t", " "))
                for row in csv.DictReader(file) for place, name in enumerate(LANGUAGES)]


def groups(text: str) -> list[int]:
    """Buckets of every group of 2 to 5 letters that does not cross a word; as in guess.cpp."""
    plain = " " + re.sub(r"[^a-z]+", " ", text.lower()).strip() + " "
    found = []
    for begin in range(len(plain)):
        value = 0x811C9DC5
        for at in range(begin, min(begin + LONGEST, len(plain))):
            if at > begin + 1 and plain[at - 1] == " ":
                break
            value = ((value ^ ord(plain[at])) * 0x01000193) & 0xFFFFFFFF
            if at > begin:
                found.append((value ^ value >> 15) % BUCKETS)
    return found


def likeliest(weights: list[list[float]], text: str) -> int:
    found = groups(text)
    return max(range(len(weights)), key=lambda place: sum(weights[place][bucket] for bucket in found))


def counts_of(texts: list[str]) -> list[float]:
    counts = [0.0] * BUCKETS
    for text in texts:
        for bucket in groups(text):
            counts[bucket] += 1
    return counts


def weights_of(counts: list[list[float]]) -> list[list[float]]:
    smooth = [[count + SMOOTHING for count in row] for row in counts]
    logs = [[math.log(count / total) for count in row] for row in smooth for total in [sum(row)]]
    means = [sum(row[bucket] for row in logs) / len(logs) for bucket in range(BUCKETS)]
    return [[row[bucket] - means[bucket] for bucket in range(BUCKETS)] for row in logs]


def train(texts: list[tuple[int, str]], more: list[str]) -> list[list[float]]:
    counts = [counts_of([text for language, text in texts if language == place])
              for place in range(len(LANGUAGES))]
    weights = weights_of(counts)
    # Some of the forwarded messages are English; what the first model takes for it teaches nothing.
    english = LANGUAGES.index("english")
    forwarded = counts_of([text for text in more if likeliest(weights, text) != english])
    # Both kinds of Indonesian count the same, however much there is of each.
    scale = SHARE * sum(counts[0]) / sum(forwarded)
    counts[0] = [plain + scale * other for plain, other in zip(counts[0], forwarded)]
    return weights_of(counts)


def written(weights: list[list[float]]) -> str:
    lines = ["// Made by scripts/train_guess.py: the weight of each bucket, one letter of 64 levels each;",
             "// one piece a language, in the order of language::Language. No text can be read from it."]
    for row in weights:
        letters = "".join(ALPHABET[min(max(round(weight / STEP) + 32, 0), 63)] for weight in row)
        pieces = [f'"{letters[at:at + 120]}"' for at in range(0, BUCKETS, 120)]
        lines.append("\n".join(pieces) + ",")
    return "\n".join(lines) + "\n"


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    if sys.argv[2] == "--sentences":
        for language, text in sentences(folder, sys.argv[3]):
            print(f"{LANGUAGES[language]}\t{text}")
        return
    with open(sys.argv[3], encoding="utf-8") as file:
        more = [line.split("\t")[1] for line in file]
    weights = train(sentences(folder, "train") + sentences(folder, "valid"), more)
    pathlib.Path(sys.argv[2]).write_text(written(weights), encoding="ascii")


if __name__ == "__main__":
    main()
