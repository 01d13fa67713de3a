#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Trains the language model: language_train.py ROOT [PUBLIC] [options]

ROOT is the project's folder: read are the sentences of corpus/language, the
posts and news of corpus, and the words of lexicons. PUBLIC is a folder of files
'<language>_train.tsv', one text a line. The rows of the public files are
translations of each other, so that row i of all of them, and of rows nearly
equal to it, stands in one fold.

    -o FILE     write the weights (lexicons/language-weights.tsv)
    --folds N   print the accuracy on texts that were not trained on
    --export DIR  with --folds: write the weights and the texts left out of each
                fold instead, for tests/bench/language_score

Multinomial logistic regression with L2 over the n-grams of words. A word's
weights add up, a text's are divided by the square root of its words. No random
numbers, no clock: the same input gives the same bytes. The reading of words is
that of engine/text/language_word.c; change both or none.
"""
import argparse
import collections
import json
import math
import os
import re
import sys
import unicodedata

LANGUAGES = ('id', 'ms', 'jv', 'su', 'min', 'en')
LEAST, MOST = 2, 4      # letters of an n-gram, edges of the word included
LETTERS_MAX = 24        # longer words say nothing
PIECE = 6               # words: long texts are trained on piece by piece
SCALE = 24.0            # units of a weight in the file for one logit
ROWS = 16000            # features that are kept
LISTS = ('roots', 'slang', 'sentiment', 'stopwords')
# Classes of roots that are of no language here, or of a Malay between two.
REGIONAL = ('bet', 'ban', 'bal', 'bug', 'mad', 'btk', 'tim', 'plb')
NAMES = ('place', 'name', 'inst', 'acr', 'party', 'tech', 'loan')
LISTED = 0.15           # what a text made of them counts
PUBLIC = 2.0            # and a translation, of which the others are the foil
LIST = 6                # words of a lexicon that make one text
RATE = 0.5
FIRST = 1.0             # so that a rare part does not weigh much
DECAY = 2e-3
POWER = 0.5             # how far languages with few samples are raised
SEEN = 3                # a feature of fewer texts is dropped

NO_WORD = re.compile(r'https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\S*\.(?:com|id|co'
                     r'|org|net)\b\S*')
TOKEN = re.compile(r"[^\W_]+(?:['’‘`\-][^\W_]+)*")


def letters(part):
    """a-z of a part, without what stands above letters; '' if it has others."""
    out = []
    for c in unicodedata.normalize('NFD', part):
        if 'a' <= c <= 'z':
            out.append(c)
        elif not unicodedata.combining(c):
            return ''
    word = re.sub(r'(.)\1\1+', r'\1', ''.join(out))
    return word if len(word) <= LETTERS_MAX else ''


def grams(word):
    padded = '^' + word + '$'
    found = [padded[i:i + n] for n in range(LEAST, MOST + 1)
             for i in range(len(padded) - n + 1)]
    if len(padded) > MOST:
        found.append(padded)
    return found


def words(text):
    """The parts of each word that votes."""
    found = []
    for token in TOKEN.findall(NO_WORD.sub(' ', text)):
        token = re.sub("['’‘`]", '', unicodedata.normalize('NFKC',
                                                           token).lower())
        parts = [letters(p) for p in re.split(r'[\-0-9]+', token)]
        parts = [p for p in parts if p]
        if parts:
            found.append(parts)
    return found


def features(parts_of_words):
    """Feature -> value, already divided by the root of the words."""
    value = collections.Counter()
    for parts in parts_of_words:
        for part in parts:
            for gram in grams(part):
                value[gram] += 1.0 / len(parts)
    root = math.sqrt(len(parts_of_words))
    return [(g, v / root) for g, v in sorted(value.items())]


def read(path):
    with open(path, encoding='utf-8') as file:
        return [line.rstrip('\n') for line in file if not
                line.startswith('# ') and line.strip()]


def near(a, b):
    return len(a & b) / max(1, len(a | b)) >= 0.5


def groups_of(rows):
    """A group number for each row; rows nearly equal share it."""
    sets = [set(w for p in words(r) for w in p) for r in rows]
    group = list(range(len(rows)))
    index = collections.defaultdict(list)
    for i, s in enumerate(sets):
        for w in s:
            index[w].append(i)
    for i, s in enumerate(sets):
        rare = sorted(s, key=lambda w: (len(index[w]), w))[:6]
        for j in sorted({j for w in rare for j in index[w] if j < i}):
            if near(s, sets[j]):
                old, new = max(group[i], group[j]), min(group[i], group[j])
                group = [new if g == old else g for g in group]
    return group


def corpus(root):
    """(language, text, name) of the items of the sample corpus."""
    for name in ('posts', 'news'):
        for line in read(os.path.join(root, 'corpus', name + '.ndjson')):
            item = json.loads(line)
            language = item.get('language', 'id')
            if item.get('title'):
                yield language, item['title'], name
            for part in re.split(r'(?<=[.!?])\s+|\n+', item['text']):
                yield language, part, name


def lists(root):
    """(language, words of one class, name) of the lexicons. What names things
    in every language is given to each of them, so that it says nothing."""
    for name, column, skip in (('roots', 1, REGIONAL),
                               ('slang', 2, ('daerah',)),
                               ('sentiment', 2, ()),
                               ('stopwords', 1, ())):
        by = collections.OrderedDict()
        for row in read(os.path.join(root, 'lexicons', name + '.tsv'))[1:]:
            cell = row.split('\t')
            if cell[column] not in skip and not row.startswith('#'):
                group = (NAMES if cell[column] in NAMES else
                         (cell[column],) if cell[column] in LANGUAGES else
                         ('id',))
                by.setdefault(group, []).append(cell[0])
        for group, found in by.items():
            step = (len(found) + LIST - 1) // LIST
            for at in range(step):
                for language in LANGUAGES if group == NAMES else group:
                    yield language, ' '.join(found[at::step]), name


def load(root, public):
    """(language, text, fold key, kind) in a fixed order."""
    texts = []
    if public:
        group = None
        for k, language in enumerate(LANGUAGES):
            path = os.path.join(public, language + '_train.tsv')
            if not os.path.exists(path):
                continue
            rows = read(path)
            group = group or groups_of(rows)
            texts += [(k, row, group[i], 'public')
                      for i, row in enumerate(rows)]
    for k, language in enumerate(LANGUAGES):
        path = os.path.join(root, 'corpus', 'language', language + '.tsv')
        texts += [(k, row, i, 'own') for i, row in enumerate(read(path))]
    for source in (corpus, lists):
        texts += [(LANGUAGES.index(language), text, i, name) for
                  i, (language, text, name) in enumerate(source(root))]
    return texts


def pieces(texts):
    out = []
    for language, text, _, kind in texts:
        found = words(text)
        step = max(1, math.ceil(len(found) / PIECE))
        size = math.ceil(len(found) / step) if found else 0
        for at in range(0, len(found), max(1, size)):
            if len(found[at:at + size]) >= 2:
                out.append((language, features(found[at:at + size]),
                            LISTED if kind in LISTS else
                            PUBLIC if kind == 'public' else 1.0))
    return out


def probabilities(sums):
    most = max(sums)
    e = [math.exp(s - most) for s in sums]
    total = sum(e)
    return [x / total for x in e]


def fit(examples, keep, epochs):
    """Weights by AdaGrad; L2 falls on what an example touches."""
    n = len(LANGUAGES)
    many = [0.0] * n
    for k, _, counts in examples:
        many[k] += counts
    balance = [(sum(many) / (n * m)) ** POWER if m else 0 for m in many]
    rate = RATE
    weight = {g: [0.0] * n for g in sorted(keep)}
    square = {g: [FIRST] * n for g in weight}
    rows = [(k, [(weight[g], square[g], v) for g, v in f if g in weight],
             balance[k] * counts) for k, f, counts in examples]
    step = 7919
    while math.gcd(step, len(rows)) != 1:
        step += 2
    at = 0
    for epoch in range(epochs):
        for _ in range(len(rows)):
            at = (at + step) % len(rows)
            k, f, counts = rows[at]
            sums = [0.0] * n
            for w, _, v in f:
                for j in range(n):
                    sums[j] += w[j] * v
            p = probabilities(sums)
            p[k] -= 1.0
            error = [x * counts for x in p]
            if max(abs(x) for x in error) < 1e-3:
                continue
            for w, s, v in f:
                for j in range(n):
                    g = error[j] * v + DECAY * w[j]
                    s[j] += g * g
                    w[j] -= rate * g / math.sqrt(s[j])
        rate *= 0.8
    return weight


def train(texts, quiet=True):
    examples = pieces(texts)
    seen = collections.Counter(g for _, f, _ in examples for g, _ in f)
    keep = {g for g, c in seen.items() if c >= SEEN}
    first = fit(examples, keep, 3)

    def gain(g):
        return (max(first[g]) - min(first[g])) * math.sqrt(seen[g])
    ranked = sorted(keep, key=lambda g: (-gain(g), g))[:ROWS]
    if not quiet:
        print('%d examples, %d features, %d kept' % (len(examples), len(keep),
                                                     len(ranked)))
    weight = fit(examples, ranked, 6)
    out = {}
    for g, w in weight.items():
        mean = sum(w) / len(w)
        units = [max(-127, min(127, round((x - mean) * SCALE))) for x in w]
        if any(units):
            out[g] = units
    return out


def judge(model, text):
    found = words(text)
    sums = [0.0] * len(LANGUAGES)
    for g, v in features(found) if found else []:
        w = model.get(g)
        if w:
            for j, x in enumerate(w):
                sums[j] += x * v / SCALE
    return probabilities(sums), len(found)


def export(texts, folds, folder):
    """For each fold the weights that the others make, and its sentences, for
    tests/bench/language_score to judge as the program does."""
    for fold in range(folds):
        place = os.path.join(folder, 'fold%d' % fold)
        os.makedirs(place, exist_ok=True)
        write(train([t for t in texts if t[2] % folds != fold]),
              os.path.join(place, 'language-weights.tsv'))
        for k, language in enumerate(LANGUAGES):
            for source, name in (('public', 'train'), ('own', 'own')):
                rows = [t[1] for t in texts if t[0] == k and t[3] == source
                        and t[2] % folds == fold]
                if rows:
                    path = os.path.join(place, language + '_%s.tsv' % name)
                    with open(path, 'w', encoding='utf-8') as file:
                        file.write('\n'.join(rows) + '\n')


def cross(texts, folds):
    n = len(LANGUAGES)
    right = collections.defaultdict(lambda: [[0, 0] for _ in range(n)])
    confusion = collections.Counter()
    for fold in range(folds):
        model = train([t for t in texts if t[2] % folds != fold])
        for k, text, key, public in texts:
            if key % folds != fold:
                continue
            p, _ = judge(model, text)
            best = max(range(n), key=lambda j: p[j])
            right[public][k][0] += best == k
            right[public][k][1] += 1
            if best != k:
                confusion[LANGUAGES[k], LANGUAGES[best]] += 1
    for public in sorted(right):
        for k in range(n):
            good, all_ = right[public][k]
            if all_:
                print('%-9s %-4s %6.2f %%  of %d' % (public, LANGUAGES[k],
                                                     100 * good / all_, all_))
    for (a, b), count in confusion.most_common():
        print('%s taken for %s: %d' % (a, b, count))


HEAD = '''# Weights of the parts of words for each language: '^' begins a word, '$' ends it.
# Made by tests/tools/language_train.py; lexicons/README.md has the command. Do not edit by hand.
'''


def write(model, path):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(HEAD)
        file.write('part\t' + '\t'.join(LANGUAGES) + '\n')
        for g in sorted(model):
            file.write(g + '\t' + '\t'.join(map(str, model[g])) + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('root')
    parser.add_argument('public', nargs='?')
    parser.add_argument('-o', dest='out')
    parser.add_argument('--folds', type=int)
    parser.add_argument('--export')
    options = parser.parse_args()
    texts = load(options.root, options.public)
    if options.folds and options.export:
        export(texts, options.folds, options.export)
    elif options.folds:
        cross(texts, options.folds)
    if options.out:
        model = train(texts, quiet=False)
        write(model, options.out)
        print('%d rows' % len(model))
    return 0


if __name__ == '__main__':
    sys.exit(main())
