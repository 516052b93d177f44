"""What a camera makes of a scene: few pixels, blur, noise, little contrast, JPEG."""

import math

import cv2
import numpy as np

from plates import HEIGHT, MARGIN, WIDTH


def grey(chance, image):
    """uint8 (H, W, 3) -> float32 (H, W); infrared cameras weigh the colours differently."""
    if chance.flip(0.7):
        return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32)
    weights = np.float32([chance.uniform(0.1, 1) for _ in range(3)])
    return image @ (weights / weights.sum())


def sensor(chance, image, hardness=1.0):
    """Degrades a float32 grey picture in place of optics, sensor and coder; returns uint8 of the same size.

    `hardness` 0..1 scales the damage, so that training can begin with what is easy to read.
    """
    h, w = image.shape
    if chance.flip(0.5):
        image = cv2.GaussianBlur(image, (0, 0), chance.uniform(0.3, 0.4 + hardness * (0.6 if w < 100 else 1.3)))
    if chance.flip(0.2 * hardness):
        image = motion(chance, image)
    if chance.flip(0.3):
        soft = cv2.GaussianBlur(image, (0, 0), chance.uniform(0.7, 1.6))
        image = image + (image - soft) * chance.uniform(0.4, 2.0)
    if chance.flip(0.06 * hardness):
        image = glare(chance, image)
    contrast = chance.uniform(1.0 - 0.9 * hardness, 1.1) if chance.flip(0.75) else chance.uniform(0.9, 1.7)
    image = (image - 128) * contrast + chance.uniform(60, 170)
    if chance.flip(0.15):
        image = 255 * (np.clip(image, 0, 255) / 255) ** chance.uniform(0.5, 2.0)
    noise = chance.pick([0, 0, 1, 3, 6]) * min(1, contrast * 1.5) * hardness
    if noise:
        image = image + chance.arrays.standard_normal((h, w), dtype=np.float32) * noise
    image = np.clip(image, 0, 255).astype(np.uint8)
    if chance.flip(0.75):
        quality = chance.whole(round(75 - 58 * hardness), 92)
        image = cv2.imdecode(cv2.imencode('.jpg', image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 0)
    return image


def glare(chance, image):
    """A headlight or the sun in the picture: bright, soft, and over part of the plate."""
    h, w = image.shape
    x, y = np.arange(w, dtype=np.float32) - chance.uniform(-0.2, 1.2) * w, \
        np.arange(h, dtype=np.float32)[:, None] - chance.uniform(-0.3, 1.3) * h
    reach = chance.uniform(0.1, 0.5) * w
    return image + chance.uniform(60, 240) * np.exp(-(x * x + y * y) / (2 * reach * reach)).astype(np.float32)


def motion(chance, image):
    length = chance.pick([3, 3, 5, 5, 7])
    kernel = np.zeros((length, length), np.float32)
    if chance.flip(0.65):
        kernel[length // 2] = 1 / length
    else:
        np.fill_diagonal(kernel, 1 / length)
        if chance.flip(0.5):
            kernel = kernel.T[::-1]
    return cv2.filter2D(image, -1, np.ascontiguousarray(kernel))


def quad(chance, wobble):
    """Corners (4, 2) in canvas pixels that a corner finder would give for the plate: near, never exact."""
    left, top, right, bottom = (chance.uniform(-0.02, 0.10) for _ in range(4))
    box = np.float32([[-left * WIDTH, -top * HEIGHT], [(1 + right) * WIDTH, -top * HEIGHT],
                      [(1 + right) * WIDTH, (1 + bottom) * HEIGHT], [-left * WIDTH, (1 + bottom) * HEIGHT]])
    centre = box.mean(0)
    angle, shear = math.radians(chance.normal(0, 3.5)), chance.normal(0, 0.07)
    x, y = (box - centre).T
    turned = np.stack([x * math.cos(angle) - y * math.sin(angle) + shear * y,
                       x * math.sin(angle) + y * math.cos(angle)], 1)
    return (turned + centre + MARGIN + chance.arrays.uniform(-wobble, wobble, (4, 2))).astype(np.float32)


def crop(chance, image, width, height, hardness=1.0):
    """One rectified look at a plate (grey float32 canvas), as the reader gets it: uint8 (height, width)."""
    low = math.log(45 + 90 * (1 - hardness))
    pixels = round(math.exp(chance.uniform(low, math.log(230))))
    rows = max(10, round(pixels * chance.uniform(0.46, 0.54)))
    twice = 2 if pixels < 110 else 1
    target = np.float32([[0, 0], [pixels * twice, 0], [pixels * twice, rows * twice], [0, rows * twice]])
    corners = quad(chance, 6)
    if chance.flip(0.2):
        # The picture ends where the plate does: what the reader sees beyond are its last pixels, drawn out.
        left, top, right, bottom = (MARGIN + chance.whole(-2, 8) for _ in range(4))
        image = image[top:image.shape[0] - bottom, left:image.shape[1] - right]
        corners = corners - np.float32([left, top])
    matrix = cv2.getPerspectiveTransform(corners, target)
    soft = 0.35 * WIDTH / (pixels * twice)
    if soft > 0.4:
        image = cv2.GaussianBlur(image, (0, 0), soft)
    seen = cv2.warpPerspective(image, matrix, (pixels * twice, rows * twice), flags=cv2.INTER_LINEAR,
                               borderMode=cv2.BORDER_REPLICATE)
    if twice == 2:
        seen = cv2.resize(seen, (pixels, rows), interpolation=cv2.INTER_AREA)
    if chance.flip(0.15 * hardness) and pixels < 120:
        # A frame of a video that was enlarged before it was stored.
        grown = chance.uniform(1.2, 2.0)
        seen = cv2.resize(seen, None, fx=grown, fy=grown, interpolation=chance.pick([1, 2]))
    seen = sensor(chance, seen, hardness)
    shrink = cv2.INTER_AREA if seen.shape[1] > width else cv2.INTER_LINEAR
    return cv2.resize(seen, (width, height), interpolation=shrink)
