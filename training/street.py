"""Draws a street in colour, 1280 x 720: sky, houses, road, and cars seen from behind with their plates."""

from dataclasses import dataclass

import cv2
import numpy as np

import plates
from faces import CAPTION_FILES, word_mask
from plates import HEIGHT, MARGIN, WIDTH, blend, clipped, stamp

ACROSS, DOWN = 1280, 720
PAINTS = [(38, 34, 30), (225, 226, 228), (150, 150, 152), (90, 60, 30), (40, 40, 140), (60, 80, 50), (120, 140, 150)]


@dataclass
class Car:
    """A car: where its plate's middle is, how wide the plate is in pixels, and what is on it."""
    x: float
    y: float
    plate_width: float
    chosen: tuple = None     # (text, state), or None to draw one
    tall: bool = False       # a van or pick-up rather than a saloon
    plated: bool = True
    turn: float = 0.0        # how far the far edge of the plate is shortened, -0.2..0.2
    lean: float = 0.0        # radians


def backdrop(chance, night):
    """Sky, houses, trees, pavement and road; uint8 (DOWN, ACROSS, 3)."""
    image = np.empty((DOWN, ACROSS, 3), np.uint8)
    horizon = round(DOWN * chance.uniform(0.34, 0.46))
    high, low = ((30, 20, 12), (60, 45, 35)) if night else ((225, 170, 120), (245, 230, 215))
    ramp = np.linspace(0, 1, DOWN, dtype=np.float32)[:, None] * (DOWN / horizon)
    sky = np.float32(high) + (np.float32(low) - high) * np.clip(ramp, 0, 1)
    image[:] = np.clip(sky, 0, 255)[:, None].astype(np.uint8)
    x = -40
    while x < ACROSS:
        x = house(chance, image, x, horizon, night)
    for _ in range(chance.whole(1, 4)):
        tree(chance, image, horizon, night)
    road(chance, image, horizon, night)
    return cv2.GaussianBlur(image, (0, 0), chance.uniform(0.8, 2.0))


def house(chance, image, x, horizon, night):
    width, top = chance.whole(110, 300), chance.whole(10, horizon - 90)
    tone = chance.whole(120, 205)
    wall = clipped((tone + tint) * (0.35 if night else 1) for tint in (chance.whole(-30, 5), 0, chance.whole(-5, 30)))
    cv2.rectangle(image, (x, top), (x + width, horizon + 20), wall, -1)
    for y in range(top + 16, horizon - 26, chance.whole(34, 52)):
        for left in range(x + 14, x + width - 24, chance.whole(32, 60)):
            lit = night and chance.flip(0.3)
            cv2.rectangle(image, (left, y), (left + 16, y + 22), (120, 190, 220) if lit else (90, 70, 60), -1)
    shop = clipped(v * 0.6 for v in wall)
    cv2.rectangle(image, (x + 6, horizon - 34), (x + width - 6, horizon + 20), shop, -1)
    return x + width + chance.pick([0, 0, 30])


def tree(chance, image, horizon, night):
    x, crown = chance.whole(0, ACROSS), chance.whole(40, 90)
    cv2.rectangle(image, (x - 6, horizon - 60), (x + 6, horizon + 22), (40, 55, 70), -1)
    for _ in range(14):
        at = (x + chance.whole(-crown, crown) // 2, horizon - 80 + chance.whole(-crown, crown) // 2)
        green = clipped(v * (0.3 if night else 1) for v in (50, chance.whole(90, 140), 60))
        cv2.circle(image, at, crown // 3, green, -1, cv2.LINE_AA)


def road(chance, image, horizon, night):
    asphalt = chance.whole(35, 55) if night else chance.whole(85, 120)
    cv2.rectangle(image, (0, horizon + 14), (ACROSS, horizon + 40), [asphalt + 50] * 3, -1)
    cv2.rectangle(image, (0, horizon + 40), (ACROSS, DOWN), [asphalt] * 3, -1)
    vanish = (ACROSS // 2 + chance.whole(-150, 150), horizon - 30)
    for foot in (-500, 150, 1150, 1800):
        for i in range(8):
            ends = []
            for t in (i / 8, i / 8 + 0.07):
                t = 0.2 + 0.8 * t * t
                ends.append((round(vanish[0] + (foot - vanish[0]) * t), round(vanish[1] + (DOWN + 40 - vanish[1]) * t)))
            if ends[0][1] > horizon + 44:
                cv2.line(image, *ends, [min(255, asphalt + 110)] * 3, 2 + i, cv2.LINE_AA)
    grain = chance.arrays.normal(0, 5, (DOWN - horizon, ACROSS, 1))
    image[horizon:] = np.clip(image[horizon:] + grain, 0, 255).astype(np.uint8)


def polygon(image, car, points, ink):
    """Fills a shape given in plate widths from the plate's middle."""
    pixels = np.float32(points) * car.plate_width + [car.x, car.y]
    cv2.fillPoly(image, [np.rint(pixels * 16).astype(np.int32)], ink, cv2.LINE_AA, 4)


def rectangle(image, car, left, top, right, bottom, ink):
    polygon(image, car, [(left, top), (right, top), (right, bottom), (left, bottom)], ink)


def body(chance, image, car, dim):
    """Everything of the car but its plate."""
    paint = clipped(v * dim + chance.uniform(-8, 8) for v in chance.pick(PAINTS))
    darker, lighter = clipped(v * 0.55 for v in paint), clipped(v * 1.15 + 12 * dim for v in paint)
    roof, waist = (-3.6, -1.5) if car.tall else (-2.5, -0.95)
    shade = image.copy()
    middle = (round(car.x), round(car.y + 1.75 * car.plate_width))
    axes = (round(3.4 * car.plate_width), round(0.4 * car.plate_width))
    cv2.ellipse(shade, middle, axes, 0, 0, 360, (12, 12, 12), -1)
    image[:] = cv2.addWeighted(image, 0.35, cv2.GaussianBlur(shade, (0, 0), 4), 0.65, 0)
    for side in (-1, 1):
        rectangle(image, car, side * 2.75, 0.7, side * 2.0, 1.8, (16, 16, 16))
    polygon(image, car, [(-2.3, roof), (2.3, roof), (2.85, waist), (-2.85, waist)], darker)
    polygon(image, car, [(-2.0, roof + 0.2), (2.0, roof + 0.2), (2.4, waist - 0.1), (-2.4, waist - 0.1)],
            clipped(v * dim for v in (75, 62, 50)))
    polygon(image, car, [(-1.9, roof + 0.25), (-0.6, roof + 0.25), (-1.5, waist - 0.15), (-2.3, waist - 0.15)],
            clipped(v * dim for v in (125, 112, 100)))
    polygon(image, car, [(-2.9, waist), (2.9, waist), (3.08, -0.3), (3.05, 0.75), (2.85, 1.25), (-2.85, 1.25),
                         (-3.05, 0.75), (-3.08, -0.3)], paint)
    rectangle(image, car, -2.9, waist, 2.9, waist + 0.12, lighter)
    rectangle(image, car, -3.0, 0.72, 3.0, 1.25, darker if chance.flip(0.5) else clipped(v * 0.85 for v in paint))
    for side in (-1, 1):
        rectangle(image, car, side * 2.95, waist + 0.25, side * chance.uniform(1.7, 2.1), waist + 0.85,
                  clipped(v * max(dim, 0.6) for v in (35, 30, 190)))
        rectangle(image, car, side * 2.4, 0.85, side * 1.9, 0.98, clipped(v * dim for v in (40, 40, 170)))
    depth = chance.uniform(0.5, 0.85)
    niche = clipped(v * depth for v in paint)
    rectangle(image, car, -0.8, -0.42, 0.8, 0.42, niche)
    badge(chance, image, car, waist, lighter)


def badge(chance, image, car, waist, ink):
    middle = (round(car.x), round(car.y + (waist + 0.28) * car.plate_width))
    axes = (round(0.22 * car.plate_width), round(0.13 * car.plate_width))
    cv2.ellipse(image, middle, axes, 0, 0, 360, ink, 2, cv2.LINE_AA)
    mask = word_mask(chance.pick(['GLIDE', 'ORBIT', 'TERRA', '2.0 T', 'HYBRID']), CAPTION_FILES[0],
                     max(6, round(0.16 * car.plate_width)))
    layer = np.zeros(image.shape[:2], np.uint8)
    stamp(layer, mask, car.x - 1.6 * car.plate_width, car.y - 0.05 * car.plate_width)
    blend(image, layer, ink)


def corners_of(car):
    """Where the plate's corners are, (4, 2) pixels."""
    w, h = car.plate_width / 2, car.plate_width / 4
    left, right = 1 + car.turn / 2, 1 - car.turn / 2
    points = np.float32([[-w, -h * left], [w, -h * right], [w, h * right], [-w, h * left]])
    c, s = np.cos(car.lean), np.sin(car.lean)
    return (points @ np.float32([[c, s], [-s, c]]) + [car.x, car.y]).astype(np.float32)


def hang(image, plate, corners):
    """Sets a painted plate into the street, in place."""
    source = np.float32([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]) + MARGIN
    matrix = cv2.getPerspectiveTransform(source, corners)
    rim = plate.rim
    shown = np.zeros(plate.image.shape[:2], np.float32)
    shown[MARGIN - rim:MARGIN + HEIGHT + rim, MARGIN - rim:MARGIN + WIDTH + rim] = 1
    wide, art = float(np.hypot(*(corners[1] - corners[0]))), plate.image
    if wide < WIDTH:
        art = cv2.GaussianBlur(art, (0, 0), 0.4 * WIDTH / wide)
    seen = cv2.warpPerspective(art, matrix, (ACROSS, DOWN)).astype(np.float32)
    mask = cv2.warpPerspective(shown, matrix, (ACROSS, DOWN))[..., None]
    image[:] = (image + (seen - image) * mask).astype(np.uint8)


def scene(chance, cars, night=False, infrared=False, blur=0.0, noise=2.0, field=False):
    """Draws a street with these cars; returns (image, [(corners, plate)] of the plates that are shown)."""
    image, shown = backdrop(chance, night or infrared), []
    dim = 0.35 if night or infrared else 1.0
    for car in sorted(cars, key=lambda one: one.plate_width):
        body(chance, image, car, dim)
        if car.plated:
            corners = corners_of(car)
            plate = (plates.tidy(chance, *car.chosen) if car.chosen
                     else plates.paint(chance, as_on_roads=True, field=field))
            if night and not infrared:
                plate.image = (plate.image * 0.6).astype(np.uint8)
            hang(image, plate, corners)
            shown.append((corners, plate))
    if infrared:
        image[:] = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[..., None]
    if blur:
        image = cv2.GaussianBlur(image, (0, 0), blur)
    image = np.clip(image + chance.arrays.normal(0, noise, image.shape), 0, 255).astype(np.uint8)
    return image, shown
