"""Paints one US-like plate, 256 x 128 pixels: background, small print, number, dirt and frame."""

import re
from dataclasses import dataclass

import cv2
import numpy as np

from faces import CAPTION_FILES, Face, NAME_FILES, word_mask
from syntax import SEPARATORS, STATES, draw_text, number_of
from wording import COUNTIES, DEALERS, KINDS, LOGO_WORDS, MONTHS, NAME_BELOW, NAMES, SHARED_SLOGANS, SLOGANS

WIDTH, HEIGHT, MARGIN = 256, 128, 44
# Small print that differs from its ground by fewer grey levels than this says nothing.
VISIBLE = 40


@dataclass
class Plate:
    """A painted plate on a margin of its surroundings."""
    image: np.ndarray      # uint8 (HEIGHT + 2 MARGIN, WIDTH + 2 MARGIN, 3)
    number: str            # what is to be read, A-Z0-9
    state: str             # USPS code when its name or a slogan of its own can be read on the plate, else ''
    core: tuple            # x0, y0, x1, y1 of the number in plate pixels
    rim: int               # pixels around the plate that belong to its frame
    said: tuple = ()       # (text, top in plate pixels) of what says the state and is not hidden


def stamp(canvas, mask, x, y):
    """Takes the brighter of canvas and mask, clipped at the border."""
    x, y = round(x), round(y)
    h, w = mask.shape
    x0, y0, x1, y1 = max(0, x), max(0, y), min(canvas.shape[1], x + w), min(canvas.shape[0], y + h)
    if x1 > x0 and y1 > y0:
        np.maximum(canvas[y0:y1, x0:x1], mask[y0 - y:y1 - y, x0 - x:x1 - x], out=canvas[y0:y1, x0:x1])


def blend(image, mask, colour):
    """Inks `colour` through a uint8 mask, in place, only where there is ink."""
    rows = np.flatnonzero(mask.any(1))
    if not len(rows):
        return
    part = slice(rows[0], rows[-1] + 1)
    alpha = mask[part, :, None].astype(np.float32) / 255
    image[part] = (image[part] + (np.float32(colour) - image[part]) * alpha).astype(np.uint8)


def colour(chance, low, high):
    return [chance.whole(low, high) for _ in range(3)]


def clipped(values):
    return [int(min(255, max(0, v))) for v in values]


def background(chance, dark):
    """A plain, shaded or pictured ground; returns (image, its main colour)."""
    base = colour(chance, 0, 110) if dark else colour(chance, 150, 255)
    if chance.flip(0.55):
        grey = sum(base) / 3
        base = clipped(grey + chance.uniform(-14, 14) for _ in range(3))
    image = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    image[:] = base
    if chance.flip(0.5):
        other = np.float32(clipped(b + chance.uniform(-110, 60) for b in base))
        ramp = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None] ** chance.uniform(0.5, 5)
        ramp = ramp if chance.flip(0.6) else ramp[::-1]
        image[:] = (base + (other - base) * ramp)[:, None, :].astype(np.uint8)
    for _ in range(chance.pick([0, 0, 0, 1, 2, 4])):
        picture(chance, image, clipped(b + chance.uniform(-80, 50) for b in base))
    if chance.flip(0.12):
        height = chance.whole(18, 36)
        cv2.rectangle(image, (0, 0), (WIDTH, height), colour(chance, 0, 220), -1)
    return image, base


def picture(chance, image, ink):
    """One shape of the plate's artwork: hill, sun, tree, outline."""
    x, y = chance.whole(0, WIDTH), chance.whole(0, HEIGHT)
    kind = chance.uniform(0, 1)
    if kind < 0.35:
        axes = (chance.whole(6, 72), chance.whole(5, 40))
        cv2.ellipse(image, (x, y), axes, chance.whole(0, 90), 0, 360, ink, chance.pick([-1, -1, 1, 3]))
    elif kind < 0.8:
        reach = chance.whole(14, 110)
        points = chance.arrays.integers(-reach, reach, (chance.whole(3, 7), 2)) // [1, 2] + [x, y]
        cv2.fillPoly(image, [points.astype(np.int32)], ink)
    else:
        for i in range(chance.whole(2, 6)):
            cv2.line(image, (0, y + 6 * i), (WIDTH, y + 6 * i + chance.whole(-30, 30)), ink, chance.whole(1, 3))


def symbol(chance, height):
    """What stands between groups: a state's outline, a sticker, a star, a heart, a seal."""
    size = chance.whole(9, 24)
    mask = np.zeros((height, size), np.uint8)
    ink, middle, r = chance.whole(70, 255), height // 2 + chance.whole(-4, 4), size // 2 - 1
    kind = chance.uniform(0, 1)
    if kind < 0.12:
        cv2.circle(mask, (size // 2, middle), r, ink, chance.pick([-1, -1, 2]))
    elif kind < 0.2:
        # A seal, a wheel, a ribbon: rings with something inside.
        axes = (max(2, r), max(3, round(r * chance.uniform(0.8, 2.2))))
        cv2.ellipse(mask, (size // 2, middle), axes, 0, 0, 360, ink, chance.whole(1, 3))
        foot = (chance.whole(0, size), middle + 2 * r)
        cv2.line(mask, (chance.whole(0, size), middle - r), foot, ink, chance.whole(1, 3))
    elif kind < 0.5:
        angles = np.sort(chance.arrays.uniform(0, 2 * np.pi, chance.whole(5, 9)))
        radii = chance.arrays.uniform(0.35, 1, len(angles)) * r
        points = np.stack([size // 2 + radii * np.cos(angles), middle + radii * 1.2 * np.sin(angles)], 1)
        cv2.fillPoly(mask, [points.astype(np.int32)], ink)
    elif kind < 0.8:
        tall = round(size * chance.uniform(0.6, 1.6) / 2)
        cv2.rectangle(mask, (1, middle - tall), (size - 2, middle + tall), ink, chance.pick([-1, -1, 1]))
        for row in range(middle - tall + 3, middle + tall - 1, 5):
            cv2.line(mask, (3, row), (size - 4, row + chance.whole(-1, 1)), chance.whole(0, 255), 1)
    elif kind < 0.9:
        turns = np.arange(10) * np.pi / 5 - np.pi / 2
        radii = np.where(np.arange(10) % 2, 0.4, 1) * r
        star = np.stack([size // 2 + radii * np.cos(turns), middle + radii * np.sin(turns)], 1)
        cv2.fillPoly(mask, [star.astype(np.int32)], ink)
    else:
        cv2.circle(mask, (size // 2 - r // 2, middle - r // 2), r // 2 + 1, ink, -1)
        cv2.circle(mask, (size // 2 + r // 2, middle - r // 2), r // 2 + 1, ink, -1)
        heart = np.array([[0, middle - r // 3], [size, middle - r // 3], [size // 2, middle + r]], np.int32)
        cv2.fillPoly(mask, [heart], ink)
    return mask


def tiny_words(chance, height):
    """A seal of words: two or three rows of print far too small to be part of the number."""
    width, row = chance.whole(16, 34), chance.whole(6, 9)
    mask = np.zeros((height, width), np.uint8)
    top = chance.whole(0, max(0, height - 3 * row - 4))
    for i in range(chance.whole(1, 3)):
        words = word_mask(chance.pick(MONTHS + LOGO_WORDS), chance.pick(CAPTION_FILES), row)
        stamp(mask, cv2.resize(words, (width, row), interpolation=cv2.INTER_AREA), 0, top + i * (row + 1))
    return mask


def stacked(face, letters):
    """Two small letters, one on the other, as high together as the number."""
    small = face.smaller(0.46)
    masks = [small.glyph(char) for char in letters]
    width = max(mask.shape[1] for mask in masks)
    out = np.zeros((face.height, width), np.uint8)
    for mask, y in zip(masks, (0, face.height - small.height - 2)):
        stamp(out, mask, (width - mask.shape[1]) / 2, y)
    return out


def beside(chance, face, letters):
    """Small letters side by side, on the line of the number, in its middle or at its top: [(mask, width)]."""
    small = face.smaller(chance.uniform(0.5, 0.8))
    top = round((face.height - small.height) * chance.pick([0, 0.5, 1]))
    out = []
    for char in letters:
        glyph = small.glyph(char)
        mask = np.zeros((face.height + 4, glyph.shape[1]), np.uint8)
        stamp(mask, glyph, 0, top)
        out.append((mask, mask.shape[1]))
    return out


def between(chance, char, face):
    """What stands for a separator: (mask or None, width)."""
    if char == ' ':
        return None, chance.whole(4, 20)
    if char == '-':
        half, high = max(1, face.weight // 2), face.height // 2 + chance.whole(-4, 4)
        mask = np.zeros((face.height, chance.whole(5, 15)), np.uint8)
        mask[high - half:high + half, 1:-1] = 255
    elif chance.flip(0.25):
        mask = np.zeros((face.height, 8), np.uint8)
        for y in chance.pick([[0.5], [0.5], [0.3, 0.7]]):
            cv2.circle(mask, (4, round(face.height * y)), chance.whole(2, 3), 255, -1)
    else:
        mask = tiny_words(chance, face.height) if chance.flip(0.2) else symbol(chance, face.height)
    return mask, mask.shape[1]


def pieces(chance, text, face):
    """Returns [(mask or None, width)] for each character, group and separator of a text."""
    out = []
    for part in re.findall(r'\{\w+\}|<\w+>|.', text):
        if part[0] == '{':
            mask = stacked(face, part[1:-1])
            out.append((mask, mask.shape[1]))
        elif part[0] == '<':
            out += beside(chance, face, part[1:-1])
        elif part in SEPARATORS:
            out.append(between(chance, part, face))
        else:
            mask = face.glyph(part)
            out.append((mask, mask.shape[1]))
    return out


def logo(chance, image, left, right):
    """The badge of a special plate beside the number: shapes, words and lines, but no number."""
    wide, top, bottom = right - left, chance.whole(22, 44), chance.whole(80, 108)
    for _ in range(chance.whole(2, 7)):
        at, ink = (chance.whole(left, right), chance.whole(top, bottom)), colour(chance, 0, 255)
        kind = chance.uniform(0, 1)
        if kind < 0.4:
            axes = (chance.whole(3, max(4, wide // 2)), chance.whole(3, 26))
            cv2.ellipse(image, at, axes, chance.whole(0, 90), 0, 360, ink, chance.pick([-1, -1, 2]), cv2.LINE_AA)
        elif kind < 0.75:
            reach = max(4, wide // 2)
            points = np.array(at) + chance.arrays.integers(-reach, reach + 1, (chance.whole(3, 8), 2))
            cv2.fillPoly(image, [points.astype(np.int32)], ink, cv2.LINE_AA)
        elif kind < 0.9:
            layer = np.zeros((HEIGHT, WIDTH), np.uint8)
            words = word_mask(chance.pick(LOGO_WORDS), chance.pick(CAPTION_FILES), chance.whole(7, 13))
            words = words if words.shape[1] < wide else cv2.resize(words, (wide, words.shape[0]))
            stamp(layer, words, left, at[1])
            blend(image, layer, ink)
        else:
            cv2.line(image, at, (chance.whole(left, right), chance.whole(top, bottom)), ink, chance.whole(1, 4))


def number_mask(chance, text, unseen=False, field=False):
    """Lays the number out; returns (ink mask of the plate, its box, from where to where there is room for a badge)."""
    height = round(HEIGHT * chance.uniform(0.38, 0.56))
    face = Face(chance, height, unseen)
    if field:
        face.like_most_states(chance)
    parts, gap = pieces(chance, text, face), chance.uniform(1.0, 7.0)
    room = WIDTH - chance.whole(6, 34)
    shift, on_left = 0, chance.flip(0.75)
    if chance.flip(0.2):
        shift = chance.whole(28, 66)
        room = min(room, WIDTH - shift - 8)
    total = sum(width for _, width in parts) + gap * (len(parts) - 1)
    squeeze = min(1.0, room / total)
    ink = np.zeros((HEIGHT, WIDTH), np.uint8)
    slack = WIDTH - shift - total * squeeze
    x = slack / 2 + chance.uniform(-0.5, 0.5) * max(0, slack - 6) * chance.pick([0.1, 0.2, 1.0])
    x = left = x + (shift if on_left else 0)
    y = (HEIGHT - height) / 2 + chance.whole(-6, 13)
    for mask, width in parts:
        width = max(2, round(width * squeeze))
        if mask is not None:
            if squeeze < 1:
                mask = cv2.resize(mask, (width, mask.shape[0]), interpolation=cv2.INTER_AREA)
            stamp(ink, mask, x, y + (height - mask.shape[0]) / 2)
        x += width + gap * squeeze
    logo_at = (4, shift) if shift and on_left else (WIDTH - shift, WIDTH - 4) if shift else None
    if field:
        ink = strange(chance, ink)
    return ink, (left, y, x - gap * squeeze, y + height), logo_at


def strange(chance, ink):
    """The number as a workshop nobody has seen cuts it: strokes thinner or thicker, shapes a little bent."""
    weight = chance.pick([-1, 0, 0, 0, 1])
    if weight:
        change = cv2.dilate if weight > 0 else cv2.erode
        ink = change(ink, np.ones((2, 2), np.uint8))
    reach, every = chance.uniform(0.2, 1.6), chance.pick([12, 18, 26])
    coarse = chance.arrays.normal(0, reach, (2, HEIGHT // every + 2, WIDTH // every + 2)).astype(np.float32)
    across, down = (cv2.resize(one, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) for one in coarse)
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    return cv2.remap(ink, x + across, y + down, cv2.INTER_LINEAR)


def caption(chance, ink, text, y, height):
    mask = word_mask(text, chance.pick(NAME_FILES), height)
    limit = WIDTH - 40
    if mask.shape[1] > limit:
        mask = cv2.resize(mask, (limit, height), interpolation=cv2.INTER_AREA)
    if chance.flip(0.3):
        slant = chance.uniform(-0.35, 0)
        width = mask.shape[1] + 10
        mask = cv2.warpAffine(mask, np.float32([[1, slant, 8], [0, 1, 0]]), (width, height))
    stamp(ink, mask, (WIDTH - mask.shape[1]) / 2 + chance.whole(-14, 14), y)


def small_print(chance, image, state, core, ink_colour):
    """Name, slogan and stickers; returns [(text, top, bottom)] of what says the state, in plate pixels."""
    above, below = core[1] - 2, HEIGHT - core[3] - 2
    name, said = NAMES[state] if chance.flip(0.9) else '', []
    slogan = chance.pick(SLOGANS[state]) if chance.flip(0.6) else chance.pick(COUNTIES + KINDS)
    if not name and chance.flip(0.5):
        slogan = ''
    texts = [name, slogan if chance.flip(0.8) else '']
    if chance.flip(0.7 if state in NAME_BELOW else 0.15):
        texts.reverse()
    for text, top, room in ((texts[0], True, above), (texts[1], False, below)):
        if not text or room < 9:
            continue
        height = min(round(room), chance.whole(13, 27) if text == name else chance.whole(8, 16))
        layer = np.zeros((HEIGHT, WIDTH), np.uint8)
        y = chance.uniform(0, max(1, room - height)) if top else HEIGHT - height - chance.uniform(0, room - height)
        caption(chance, layer, chance.pick([text, text.upper()]), y, height)
        tone = chance.pick([ink_colour, colour(chance, 0, 180)])
        distinct = abs(image[layer > 128].mean() - sum(tone) / 3) > VISIBLE if (layer > 128).any() else False
        blend(image, layer, tone)
        if distinct and (text == name or text in SLOGANS[state] and text not in SHARED_SLOGANS):
            said.append((text, y, y + height))
    for x in (chance.whole(3, 24), WIDTH - chance.whole(32, 56)):
        if chance.flip(0.45):
            sticker(chance, image, x, above, below)
    return said


def sticker(chance, image, x, above, below):
    width, height = chance.whole(18, 34), chance.whole(10, 19)
    y = chance.whole(2, 8) if chance.flip(0.7) else HEIGHT - height - chance.whole(2, 8)
    if height > (above if y < HEIGHT / 2 else below) + 5:
        return
    ground = colour(chance, 0, 255)
    cv2.rectangle(image, (x, y), (x + width, y + height), ground, -1)
    text = chance.pick(MONTHS + [f'{chance.whole(0, 30):02d}', str(2000 + chance.whole(0, 30))])
    cv2.putText(image, text, (x + 2, y + height - 3), 0, height / 36, [255 - g for g in ground], 1, cv2.LINE_AA)


def emboss(image, ink, chance):
    """Raises the characters: light from above, shade below."""
    relief = cv2.GaussianBlur(ink, (0, 0), 1.6).astype(np.int16)
    slope = (np.roll(relief, -2, 0) - np.roll(relief, 2, 0)) * chance.uniform(0.15, 0.5)
    image[:] = np.clip(image + slope[..., None], 0, 255).astype(np.uint8)


def dirt(chance, image):
    blotch = chance.arrays.random((6, 12), dtype=np.float32)
    layer = cv2.resize(blotch, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    shade = 1 - chance.uniform(0.2, 0.8) * np.clip(layer - chance.uniform(0.3, 0.6), 0, 1)
    image[:] = (image * shade[..., None]).astype(np.uint8)


def rim(chance, image, ink_colour):
    """The raised or painted line along a plate's edge, which is no 1 and no I."""
    inset, tone = chance.whole(1, 5), clipped(c + chance.whole(0, 90) for c in ink_colour)
    cv2.rectangle(image, (inset, inset), (WIDTH - 1 - inset, HEIGHT - 1 - inset), tone, chance.whole(1, 3), cv2.LINE_AA)


def bolts(chance, image):
    for x in (48, WIDTH - 48):
        for y in (10, HEIGHT - 10):
            if chance.flip(0.4):
                at = (x + chance.whole(-5, 5), y + chance.whole(-3, 3))
                cv2.circle(image, at, chance.whole(2, 5), [chance.pick([chance.whole(0, 80), 220])] * 3, -1)


def shadow(chance, image):
    """The edge of a shadow across the plate, or a bright patch."""
    layer = np.full(image.shape[:2], 255, np.uint8)
    x, lean, deep = chance.whole(0, WIDTH), chance.whole(-90, 90), chance.whole(90, 220)
    if chance.flip(0.6):
        edge = [[-99, -99], [x + lean, -99], [x - lean, HEIGHT + 99], [-99, HEIGHT + 99]]
    else:
        y = chance.whole(10, HEIGHT)
        edge = [[-99, -99], [WIDTH + 99, -99], [WIDTH + 99, y + lean // 4], [-99, y - lean // 4]]
    cv2.fillPoly(layer, [np.array(edge, np.int32)], deep)
    layer = cv2.GaussianBlur(layer, (0, 0), chance.uniform(0.8, 8)).astype(np.uint16)
    image[:] = (image.astype(np.uint16) * layer[..., None] >> 8).astype(np.uint8)


def frame(chance, canvas, core):
    """A dealer's frame that hides the small print but never the number; returns (hidden above, hidden below)."""
    shade = chance.pick([chance.whole(0, 70), chance.whole(0, 40), chance.whole(160, 255)])
    ring = [clipped(shade + chance.uniform(-10, 10) for _ in range(3))] * 2
    top = min(chance.whole(0, 26), max(2, int(core[1]) - 2))
    bottom = min(chance.whole(4, 30), max(2, HEIGHT - int(core[3]) - 2))
    side = chance.whole(1, 8)
    left, right = min(side, max(0, int(core[0]) - 2)), min(side, max(0, WIDTH - int(core[2]) - 2))
    x0, y0, x1, y1 = MARGIN - 7, MARGIN - 7, MARGIN + WIDTH + 7, MARGIN + HEIGHT + 7
    for box in ((x0, y0, x1, MARGIN + top), (x0, y1 - 7 - bottom, x1, y1), (x0, y0, MARGIN + left, y1),
                (x1 - 7 - right, y0, x1, y1)):
        cv2.rectangle(canvas, box[:2], box[2:], ring[0], -1)
    for y, height in ((MARGIN - 6, top + 6), (y1 - 6 - bottom, bottom + 5)):
        if height > 11 and chance.flip(0.75):
            mask = word_mask(chance.pick(DEALERS), chance.pick(CAPTION_FILES), chance.whole(8, min(20, height - 2)))
            layer = np.zeros(canvas.shape[:2], np.uint8)
            stamp(layer, mask, (canvas.shape[1] - mask.shape[1]) / 2 + chance.whole(-20, 20), y + 1)
            blend(canvas, layer, [255 - shade] * 3 if chance.flip(0.8) else colour(chance, 0, 255))
    return top, bottom


def surroundings(chance):
    canvas = np.empty((HEIGHT + 2 * MARGIN, WIDTH + 2 * MARGIN, 3), np.uint8)
    canvas[:] = colour(chance, 0, 230) if chance.flip(0.5) else [chance.whole(0, 160)] * 3
    if chance.flip(0.4):
        rough = chance.arrays.normal(0, 30, (8, 14)).astype(np.float32)
        rough = cv2.resize(rough, (canvas.shape[1], canvas.shape[0]))
        canvas[:] = np.clip(canvas[0, 0, 0] + rough, 0, 255).astype(np.uint8)[..., None]
    return canvas


def tidy(chance, text, state):
    """A clean plate, blue or black on white, that says its state: (image, core) as a new car wears it."""
    image = np.full((HEIGHT, WIDTH, 3), 238, np.uint8)
    ink_colour = chance.pick([(95, 35, 25), (30, 30, 30), (40, 70, 30)])
    ink, core, _ = number_mask(chance, text)
    blend(image, ink, ink_colour)
    emboss(image, ink, chance)
    for words, y, height in ((NAMES[state].upper(), 5, 20), (SLOGANS[state][0].upper(), HEIGHT - 17, 11)):
        if words and not core[1] < y + height < core[3] + height:
            layer = np.zeros((HEIGHT, WIDTH), np.uint8)
            stamp(layer, word_mask(words, CAPTION_FILES[0], height), WIDTH / 2 - 4 * len(words) * height / 16, y)
            blend(image, layer, chance.pick([(40, 40, 170), ink_colour]))
    bolts(chance, image)
    canvas = surroundings(chance)
    canvas[MARGIN:MARGIN + HEIGHT, MARGIN:MARGIN + WIDTH] = image
    framed = chance.flip(0.3)
    if framed:
        frame(chance, canvas, core)
    return Plate(canvas, number_of(text), '' if framed else state, core, 7 if framed else 1)


def paint(chance, as_on_roads=False, any_state=False, field=False):
    """One plate in its surroundings, as a camera a hand away would see it.

    In the `field` its die is strange to all that was trained, and O and 0 are mostly one.
    With `any_state` its small print is of one state and its number of another: what learns from it learns the small
    print alone.
    """
    text, state = draw_text(chance, as_on_roads)
    if any_state:
        state = chance.pick(STATES)
    infrared, dark = chance.flip(0.1), chance.flip(0.13)
    image, base = background(chance, dark and not infrared)
    if infrared:
        image[:] = chance.whole(150, 250)
        base = [int(image[0, 0, 0])] * 3
    ink_colour = colour(chance, 170, 255) if dark and not infrared else colour(chance, 0, 90)
    if not dark and not infrared and chance.flip(0.3):
        ink_colour[chance.whole(0, 2)] = chance.whole(60, 190)
    ink, core, logo_at = number_mask(chance, text, as_on_roads and chance.flip(0.5), field)
    if logo_at:
        logo(chance, image, *logo_at)
    faded = clipped(b + chance.uniform(-50, 10) for b in base)
    said = small_print(chance, image, state, core, faded if infrared else ink_colour)
    hidden = (0, 0)
    embossed = chance.flip(0.6)
    if embossed and chance.flip(0.5):
        emboss(image, ink, chance)
    if chance.flip(0.12):
        halo = clipped(b + chance.uniform(-60, 60) for b in base)
        blend(image, cv2.dilate(ink, np.ones((3, 3), np.uint8)), halo)
    blend(image, ink, ink_colour)
    if embossed:
        emboss(image, ink, chance)
    if chance.flip(0.3):
        rim(chance, image, ink_colour)
    bolts(chance, image)
    if chance.flip(0.25):
        dirt(chance, image)
    if chance.flip(0.2):
        shadow(chance, image)
    canvas = surroundings(chance)
    canvas[MARGIN:MARGIN + HEIGHT, MARGIN:MARGIN + WIDTH] = image
    framed = chance.flip(0.45)
    if framed:
        hidden = frame(chance, canvas, core)
    elif chance.flip(0.5):
        cv2.rectangle(canvas, (MARGIN, MARGIN), (MARGIN + WIDTH, MARGIN + HEIGHT), colour(chance, 0, 255),
                      chance.whole(1, 3))
    # A frame may cover a third of a line before it cannot be read any more.
    shown = [(words, y) for words, y, foot in said
             if y + (foot - y) / 3 > hidden[0] and foot - (foot - y) / 3 < HEIGHT - hidden[1]]
    readable = state if shown and not infrared else ''
    return Plate(canvas, number_of(text), readable, core, 7 if framed else 1, shown)
