"""Makes numbered chunks of training data: chunk k of a seed is the same pictures wherever and whenever it is made.

    python3 chunks.py reader|corners|captions --seed 7 --count 300 --out DIR [--start K --stride N] [--size N]
"""

import argparse
import os
import time
from pathlib import Path

import cv2
import numpy as np

import capture
import plates
import scenes
from chance import Chance
from networks import (CAPTIONED_HEIGHT, CAPTION_HEIGHT, CAPTION_WIDTH, CORNER_HEIGHT, CORNER_WIDTH, READER_HEIGHT,
                      READER_WIDTH)
from wording import letters_of

LOOKS_PER_PLATE = 4
EASY_CHUNKS = 24   # the first chunks are easy to read, or an untrained CTC network takes long to find its feet


def reader_chunk(chance, size, hardness):
    """X (size, 64, 160) uint8, numbers, states ('' where the name cannot be read)."""
    pictures = np.empty((size, READER_HEIGHT, READER_WIDTH), np.uint8)
    numbers, states = [], []
    while len(numbers) < size:
        plate = plates.paint(chance)
        image = capture.grey(chance, plate.image)
        for _ in range(min(LOOKS_PER_PLATE, size - len(numbers))):
            pictures[len(numbers)] = capture.crop(chance, image, READER_WIDTH, READER_HEIGHT, hardness)
            numbers.append(plate.number)
            states.append(plate.state)
    return dict(X=pictures, numbers=np.array(numbers), states=np.array(states))


def corner_chunk(chance, size):
    """X (size, 48, 96) uint8; Y (size, 9) float32: 1 and corners where there is a plate, else zeros."""
    pictures = np.empty((size, CORNER_HEIGHT, CORNER_WIDTH), np.uint8)
    answers = np.zeros((size, 9), np.float32)
    at = 0
    while at < size:
        for picture, answer in scenes.windows(chance, CORNER_WIDTH, CORNER_HEIGHT)[:size - at]:
            pictures[at], answers[at] = picture, answer
            at += 1
    return dict(X=pictures, Y=answers)


def caption_chunk(chance, size):
    """X (size, 64, 384) uint8, numbers: what says the state in this band, A-Z and 0-9, or '' (one band in four).

    Small print is legible on near plates alone, and what is taught by pictures of nothing is guessing.
    """
    pictures = np.empty((size, CAPTION_HEIGHT, CAPTION_WIDTH), np.uint8)
    texts = []
    while len(texts) < size:
        plate = plates.paint(chance, any_state=True)
        image = capture.grey(chance, plate.image)
        words = [next((text for text, y in plate.said if (y < plates.HEIGHT / 2) == top), '') for top in (True, False)]
        for _ in range(2):
            hardness = chance.uniform(0, 0.9 if chance.flip(0.15) else 0.3)
            look = capture.crop(chance, image, CAPTION_WIDTH, CAPTIONED_HEIGHT, hardness)
            for text, band in zip(words, (look[:CAPTION_HEIGHT], look[-CAPTION_HEIGHT:])):
                if len(texts) < size and (text or chance.flip(0.25)):
                    pictures[len(texts)] = band
                    texts.append(letters_of(text))
    return dict(X=pictures, numbers=np.array(texts))


def make(kind, seed, index, size, easy=EASY_CHUNKS):
    chance = Chance(kind, seed, index)
    if kind == 'corners':
        return corner_chunk(chance, size)
    if kind == 'captions':
        return caption_chunk(chance, size)
    # Held-out chunks (index 'held-out') and all after the first easy ones are at full hardness.
    hardness = min(1.0, 0.15 + index / easy) if isinstance(index, int) and easy else 1.0
    return reader_chunk(chance, size, hardness)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind', choices=['reader', 'corners', 'captions'])
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--count', type=int, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--start', type=int, default=0)
    parser.add_argument('--stride', type=int, default=1)
    parser.add_argument('--size', type=int, default=4096)
    parser.add_argument('--easy', type=int, default=EASY_CHUNKS, help='0 for a network that can already read')
    args = parser.parse_args()
    cv2.setNumThreads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    print(f'{args.kind}: seed {args.seed}, {args.count} chunks of {args.size}', flush=True)
    for index in ['held-out'] * (args.start == 0) + list(range(args.start, args.count, args.stride)):
        file = args.out / f'{args.kind}-{index}.npz'
        if file.exists():
            continue
        began = time.time()
        part = file.with_suffix(f'.{os.getpid()}.part.npz')
        np.savez(part, **make(args.kind, args.seed, index, args.size, args.easy))
        part.rename(file)
        print(f'{file.name} {args.size / (time.time() - began):.0f}/s', flush=True)


if __name__ == '__main__':
    main()
