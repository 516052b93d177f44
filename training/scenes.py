"""Windows of a street scene as the corner finder meets them: a plate on a car, or something that looks like one."""

import math

import cv2
import numpy as np

import capture
import plates
from faces import CAPTION_FILES, word_mask
from plates import HEIGHT, MARGIN, WIDTH, stamp
from wording import DEALERS, NAMES, SLOGANS

LOOKS_PER_PLATE = 5
SHARE_EMPTY = 0.34
WORDS = DEALERS + list(NAMES.values()) + [slogan for some in SLOGANS.values() for slogan in some]


def ground(chance, width, height):
    """Bodywork, road, leaves, lettering, grille: float32 (height, width), anything but a plate."""
    image = np.full((height, width), chance.whole(5, 225), np.float32)
    cells = (chance.whole(2, 9), chance.whole(2, 12))
    rough = chance.arrays.standard_normal(cells, dtype=np.float32) * chance.pick([4, 12, 25, 45])
    image += cv2.resize(rough, (width, height), interpolation=chance.pick([0, 1, 2]))
    for _ in range(chance.pick([0, 1, 2, 3, 4, 6])):
        shape(chance, image)
    if chance.flip(0.2):
        step, bright = chance.whole(3, 12), chance.whole(0, 255)
        x, y = chance.whole(-40, width // 2), chance.whole(-20, height // 2)
        part = image[max(0, y):y + chance.whole(20, height), max(0, x):x + chance.whole(40, width)]
        (part if chance.flip(0.5) else part.T)[::step] = bright
    if chance.flip(0.1):
        image += chance.arrays.standard_normal((height, width), dtype=np.float32) * chance.uniform(5, 40)
    return image


def shape(chance, image):
    height, width = image.shape
    tone = chance.whole(0, 255)
    x, y = chance.whole(-40, width + 40), chance.whole(-20, height + 20)
    kind = chance.uniform(0, 1)
    if kind < 0.35:
        far = (x + chance.whole(-120, 120), y + chance.whole(-60, 60))
        cv2.rectangle(image, (x, y), far, tone, chance.pick([-1, -1, 1, 3]))
    elif kind < 0.6:
        far = (chance.whole(-40, width + 40), chance.whole(-20, height + 20))
        cv2.line(image, (x, y), far, tone, chance.whole(1, 7), cv2.LINE_AA)
    else:
        axes = (chance.whole(3, 60), chance.whole(3, 34))
        cv2.ellipse(image, (x, y), axes, chance.whole(0, 90), 0, 360, tone, chance.pick([-1, -1, 2]))


def decoy(chance, image):
    """What a finder of plates is fooled by: lettering, an empty white board, a row of lights."""
    height, width = image.shape
    kind = chance.uniform(0, 1)
    x, y = chance.whole(-20, width // 2), chance.whole(0, height * 2 // 3)
    if kind < 0.6:
        mask = word_mask(chance.pick(WORDS).upper(), chance.pick(CAPTION_FILES), chance.whole(7, 60))
        ink = np.zeros(image.shape, np.uint8)
        stamp(ink, mask, x, y)
        image += (chance.whole(0, 255) - image) * (ink / np.float32(255))
    elif kind < 0.8:
        far = (x + chance.whole(40, 150), y + chance.whole(20, 70))
        cv2.rectangle(image, (x, y), far, chance.whole(120, 255), -1)
        cv2.rectangle(image, (x, y), far, chance.whole(0, 255), chance.whole(1, 4))
    else:
        for i in range(chance.whole(3, 9)):
            cv2.circle(image, (x + i * 14, y + 10), chance.whole(2, 6), chance.whole(0, 255), -1)


def pose(chance, width, height):
    """Corners (4, 2) of a plate in a window of this size, in window pixels."""
    wide = chance.uniform(0.34, 0.92) * width
    tall = wide * 0.5 * chance.uniform(0.8, 1.2)
    angle, shear = math.radians(chance.normal(0, 5)), chance.normal(0, 0.1)
    x = np.float32([-wide, wide, wide, -wide]) / 2
    y = np.float32([-tall, -tall, tall, tall]) / 2
    x = x + shear * y
    turned = np.stack([x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)], 1)
    turned += chance.arrays.uniform(-0.03, 0.03, (4, 2)) * wide
    centre = [width * (0.5 + chance.uniform(-0.2, 0.2)), height * (0.5 + chance.uniform(-0.2, 0.2))]
    return (turned + centre).astype(np.float32)


def mount(image, plate, grey, corners, rim):
    """Sets a painted plate with its frame into a float32 scene, in place."""
    source = np.float32([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]) + MARGIN
    matrix = cv2.getPerspectiveTransform(source, corners)
    size = (image.shape[1], image.shape[0])
    shown = np.zeros(grey.shape, np.float32)
    shown[MARGIN - rim:MARGIN + HEIGHT + rim, MARGIN - rim:MARGIN + WIDTH + rim] = 1
    wide = float(np.hypot(*(corners[1] - corners[0])))
    if wide < WIDTH:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.4 * WIDTH / wide)
    seen = cv2.warpPerspective(grey, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(shown, matrix, size)
    image += (seen - image) * mask


def finish(chance, image, width, height):
    pixels = round(chance.uniform(38, 2 * width))
    small = cv2.resize(image, (pixels, max(12, pixels * height // width)), interpolation=cv2.INTER_AREA)
    seen = capture.sensor(chance, small)
    shrink = cv2.INTER_AREA if pixels > width else cv2.INTER_LINEAR
    return cv2.resize(seen, (width, height), interpolation=shrink)


def windows(chance, width, height):
    """A few windows, each (uint8 (height, width), answer (9,)): 1 and corners in window units, or zeros."""
    plate, out = plates.paint(chance), []
    grey = capture.grey(chance, plate.image)
    for _ in range(LOOKS_PER_PLATE):
        image, answer = ground(chance, 2 * width, 2 * height), np.zeros(9, np.float32)
        if chance.flip(0.5):
            decoy(chance, image)
        if not chance.flip(SHARE_EMPTY):
            corners = pose(chance, 2 * width, 2 * height)
            if chance.flip(0.3):
                niche = (corners - corners.mean(0)) * chance.uniform(1.1, 1.6) + corners.mean(0)
                cv2.fillPoly(image, [niche.astype(np.int32)], chance.whole(0, 200))
            mount(image, plate, grey, corners, plate.rim)
            answer[0], answer[1:] = 1, (corners / [2 * width, 2 * height]).ravel()
        elif chance.flip(0.25):
            # Most of a plate outside the window is no plate: another window will hold it.
            corners = pose(chance, 2 * width, 2 * height)
            far = np.float32([chance.pick([-1, 1]) * chance.uniform(0.75, 1.1) * 2 * width, 0])
            mount(image, plate, grey, corners + far, plate.rim)
        out.append((finish(chance, image, width, height), answer))
    return out
