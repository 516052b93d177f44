"""Draws the pictures of a model's card: the curve of a training, and whether confidence means what it says.

    python3 figures.py curve --log train.log --out ../models/reader-curve.svg
    python3 figures.py reliability --report streets.json crops.json --out ../models/reader-reliability.svg

The log is what train_reader.py or train_corners.py prints; a report is what `alpr-ledger bench recognition --json` does.
"""

import argparse
import json
import re
from pathlib import Path

import matplotlib

matplotlib.use('svg')
import matplotlib.pyplot as plt

# Text stays text and ids are fixed, so that the same figures are the same file.
plt.rcParams.update({'svg.fonttype': 'none', 'svg.hashsalt': 'alpr-ledger', 'font.size': 8, 'axes.spines.top': False,
                     'axes.spines.right': False})


def curve(log):
    """Loss of each chunk, and the share of held-out plates read without a mistake where it was measured."""
    chunks = {}
    for line in log.read_text().splitlines():
        if line.startswith('chunk'):
            words = line.split()
            chunks[int(words[1])] = dict(zip(words[2::2], map(float, re.findall(r'[\d.]+', ' '.join(words[3::2])))))
    figure, left = plt.subplots(figsize=(4.2, 2.4))
    left.plot(list(chunks), [one['loss'] for one in chunks.values()], color='#777', label='loss')
    left.set(xlabel='chunk', ylabel='loss')
    right = left.twinx()
    measured = {at: one['exact'] for at, one in chunks.items() if one.get('exact')}
    right.plot(list(measured), list(measured.values()), 'o-', color='#05a', markersize=3)
    right.set_ylabel('held-out plates read exactly', color='#05a')
    return figure


def reliability(reports):
    figure, axes = plt.subplots(figsize=(3, 3))
    axes.plot([0, 1], [0, 1], color='#bbb', linewidth=1)
    for colour, file in zip(['#05a', '#a50', '#080', '#707'], reports):
        report = json.loads(file.read_text())
        bins = report['reliability']
        said, right = [one['said'] for one in bins], [one['right']['share'] for one in bins]
        below = [max(0, one['right']['share'] - one['right']['low']) for one in bins]
        above = [max(0, one['right']['high'] - one['right']['share']) for one in bins]
        label = f'{file.stem} (n = {sum(one["right"]["n"] for one in bins)}, ECE {report["calibrationError"]:.3f})'
        axes.errorbar(said, right, [below, above], fmt='o-', markersize=3, linewidth=1, color=colour, label=label)
    axes.set(xlabel='confidence', ylabel='share right', xlim=(0, 1.02), ylim=(0, 1.02))
    axes.legend(frameon=False, fontsize=6, loc='upper left')
    return figure


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind', choices=['curve', 'reliability'])
    parser.add_argument('--log', type=Path)
    parser.add_argument('--report', type=Path, nargs='+')
    parser.add_argument('--out', type=Path, required=True)
    args = parser.parse_args()
    figure = curve(args.log) if args.kind == 'curve' else reliability(args.report)
    figure.savefig(args.out, bbox_inches='tight', metadata={'Date': None})


if __name__ == '__main__':
    main()
