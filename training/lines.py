"""Makes lines of text for training Tesseract: multi-page TIFFs with a WordStr box file beside each.

    python3 lines.py --seed 7 --files 20 --pages 2000 --out DIR [--first 0]
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

import capture
import plates
from chance import Chance

# What src/recognition/second.ts cuts out of a rectified plate.
LINE_WIDTH, LINE_HEIGHT, TOP, BOTTOM = 192, 48, 0.2, 0.86
WHOLE_HEIGHT = round(LINE_HEIGHT / (BOTTOM - TOP))


def line(chance, image):
    """The band of a rectified plate that holds its number, uint8 (48, 192)."""
    seen = capture.crop(chance, image, LINE_WIDTH, WHOLE_HEIGHT, chance.uniform(0.0, 0.7))
    first = round(TOP * WHOLE_HEIGHT)
    return seen[first:first + LINE_HEIGHT]


def write(chance, pages, stem):
    """Writes stem.tif and stem.box; the box of each page says what its line reads."""
    images, boxes = [], []
    while len(images) < pages:
        plate = plates.paint(chance)
        if not plate.number:
            continue
        grey = capture.grey(chance, plate.image)
        for _ in range(2):
            seen, page = line(chance, grey), len(images)
            # Tesseract is trained on dark letters on a light ground.
            images.append(Image.fromarray(255 - seen if dark_ground(seen) else seen))
            boxes.append(f'WordStr 0 0 {LINE_WIDTH} {LINE_HEIGHT} {page} #{plate.number}\n'
                         f'\t {LINE_WIDTH} 0 {LINE_WIDTH + 1} {LINE_HEIGHT} {page}\n')
    images[0].save(stem.with_suffix('.tif'), save_all=True, append_images=images[1:], compression='tiff_lzw')
    stem.with_suffix('.box').write_text(''.join(boxes))


def dark_ground(seen):
    """Whether most of the line is darker than the middle between its extremes."""
    low, high = np.percentile(seen, [5, 95])
    return float((seen < (low + high) / 2).mean()) > 0.62


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--files', type=int, required=True)
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--pages', type=int, default=2000)
    parser.add_argument('--out', type=Path, required=True)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    for index in range(args.first, args.first + args.files):
        write(Chance('lines', args.seed, index), args.pages, args.out / f'lines-{index}')
        print(f'lines-{index}: {args.pages} pages', flush=True)


if __name__ == '__main__':
    main()
