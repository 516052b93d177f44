"""Characters drawn with one stroke width, the way plate dies are cut: rounded boxes and straight bars."""

import cv2
import numpy as np

# Each character has one or more shapes; a shape is strokes joined by '|'; a stroke is 'x,y' points in a unit box
# (y downward). 'r' rounds the corner at that point, 'z' closes the stroke.
BOX = '0,0r 1,0r 1,1r 0,1r z'
BOWL = '0,0 1,0r 1,.53r 0,.53'
SHAPES = {
    '0': [BOX],  # and O below: one die in most states
    '1': ['.1,.2 .5,0 .5,1', '.5,0 .5,1', '.15,.18 .55,0 .55,1|.15,1 .95,1', '.2,.12 .5,0 .5,1'],
    '2': ['0,.25 0,0r 1,0r 1,.45r 0,1 1,1', '0,.25 0,0r 1,0r 1,.5r 0,.62r 0,1 1,1', '0,.2 0,0r 1,0r 1,.4 0,1 1,1'],
    '3': ['0,.2 0,0r 1,0r 1,.47r .4,.47|.4,.47 1,.47r 1,1r 0,1r 0,.8', '0,0 1,0 .4,.42 1,.42r 1,1r 0,1r 0,.8'],
    '4': ['.75,1 .75,0 0,.7 1,.7', '.7,1 .7,0 0,.62 1,.62', '.1,0 0,.6 1,.6|.75,.3 .75,1'],
    '5': ['.95,0 .08,0 .04,.45 .25,.37 1,.37r 1,1r 0,1r 0,.8', '1,0 0,0 0,.42 1,.42r 1,1r 0,1r 0,.8'],
    '6': ['0,.42r 1,.42r 1,1r 0,1r z|0,.7 0,0r 1,0r 1,.2', '0,.42r 1,.42r 1,1r 0,1r z|.75,0 0,.45 0,.7'],
    '7': ['0,0 1,0 .35,1', '0,0 1,0 1,.2 .4,.55 .4,1', '0,.12 0,0 1,0 .4,1'],
    '8': ['.05,0r .95,0r .95,.46r .05,.46r z|0,.46r 1,.46r 1,1r 0,1r z'],
    '9': ['0,0r 1,0r 1,.58r 0,.58r z|1,.3 1,1r 0,1r 0,.8', '0,0r 1,0r 1,.58r 0,.58r z|1,.3 1,.55 .3,1'],
    'A': ['0,1 .5,0 1,1|.17,.66 .83,.66', '0,1 .4,0 .6,0 1,1|.12,.7 .88,.7', '0,1 .3,0r .7,0r 1,1|.1,.66 .9,.66'],
    'B': ['0,0 .95,0r .95,.47r 0,.47|0,.47 1,.47r 1,1r 0,1 0,0'],
    'C': ['1,.25 1,0r 0,0r 0,1r 1,1r 1,.75', '1,.3 1,0r 0,0r 0,1r 1,1r 1,.7'],
    'D': ['0,0 1,0r 1,1r 0,1 z', '0,0 .6,0 1,.2r 1,.8r .6,1 0,1 z'],
    'E': ['1,0 0,0 0,1 1,1|0,.48 .8,.48'],
    'F': ['1,0 0,0 0,1|0,.48 .8,.48'],
    'G': ['1,.25 1,0r 0,0r 0,1r 1,1r 1,.55 .55,.55', '1,.25 1,0r 0,0r 0,1r 1,1r|1,1 1,.52 .5,.52'],
    'H': ['0,0 0,1|1,0 1,1|0,.48 1,.48', '0,0 0,1|1,0 1,1|0,.55 1,.55'],
    'I': ['.5,0 .5,1|.15,0 .85,0|.15,1 .85,1', '.5,0 .5,1'],
    'J': ['1,0 1,1r 0,1r 0,.7', '.35,0 1,0 1,1r 0,1r 0,.7', '.9,0 .9,1r 0,1r 0,.75'],
    'K': ['0,0 0,1|1,0 0,.6|.3,.42 1,1', '0,0 0,1|1,0 .1,.48 1,1'],
    'L': ['0,0 0,1 1,1'],
    'M': ['0,1 0,0 .5,.55 1,0 1,1', '0,1 0,0 .5,.85 1,0 1,1', '0,1 .08,0 .5,.6 .92,0 1,1'],
    'N': ['0,1 0,0 1,1 1,0'],
    'P': [BOWL + '|0,0 0,1'],
    'Q': [BOX + '|.55,.72 1.04,1.05', BOX + '|.5,.8 1,1', BOX + '|.6,.85 .6,1.1'],
    'R': [BOWL + '|0,0 0,1|.5,.53 1,1', BOWL + '|0,0 0,1|.4,.53 1,.6 1,1'],
    'S': ['1,.25 1,0r 0,0r 0,.45r 1,.53r 1,1r 0,1r 0,.75'],
    'T': ['0,0 1,0|.5,0 .5,1'],
    'U': ['0,0 0,1r 1,1r 1,0'],
    'V': ['0,0 .5,1 1,0', '0,0 0,.55 .5,1 1,.55 1,0', '0,0 .42,1 .58,1 1,0'],
    'W': ['0,0 .25,1 .5,.3 .75,1 1,0', '0,0 .04,1 .5,.3 .96,1 1,0', '0,0 0,1 .5,.62 1,1 1,0',
          '0,0 .2,1 .5,.12 .8,1 1,0', '0,0 .1,1 .5,.42 .9,1 1,0', '0,0 .25,1 .5,0 .75,1 1,0', '0,0 0,1 .5,.5 1,1 1,0'],
    'X': ['0,0 1,1|1,0 0,1'],
    'Y': ['0,0 .5,.5 1,0|.5,.5 .5,1', '0,0 .5,.42 1,0|.5,.42 .5,1'],
    'Z': ['0,0 1,0 0,1 1,1'],
}
SHAPES['O'] = SHAPES['0']
# Where a state does tell 0 from O, its 0 has a stroke through it.
SLASHED = BOX + '|.2,.8 .8,.2'
SLASH = -1
_paths = {}


def _parse(stroke):
    """'x,yr ... z' -> (array of x, y, rounded?; closed?)."""
    words = stroke.split()
    closed = words[-1] == 'z'
    points = [(*map(float, w.rstrip('r').split(',')), w.endswith('r')) for w in (words[:-1] if closed else words)]
    return np.array(points, np.float32), closed


def _where(spec):
    """Points at the same place of a die, in whichever stroke, share one of its 16 bends."""
    return (np.rint(spec[:, 0] * 7).astype(int) * 5 + np.rint(spec[:, 1] * 11).astype(int)) % 16


def _rounded(points, flags, closed, radius):
    """Replaces each flagged corner by a quadratic curve that starts and ends `radius` pixels from it."""
    out, n = [], len(points)
    for i, point in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % n]
        if not flags[i] or (not closed and i in (0, n - 1)):
            out.append(point)
            continue
        ends = []
        for other in (before, after):
            length = float(np.hypot(*(other - point)))
            ends.append(point + (other - point) * min(0.5, radius / max(length, 1e-3)))
        for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
            out.append(ends[0] * (1 - t) ** 2 + point * 2 * t * (1 - t) + ends[1] * t * t)
    return np.array(out, np.float32)


def stroke_glyph(char, shape, height, width, weight, roundness, bend=None):
    """Mask (height+4, width+4) uint8 of one character; `roundness` is the corner radius as a share of the width.

    `bend` (16, 2) moves the points of the die by shares of its size: no two workshops cut the same letter.
    """
    strokes = SLASHED if shape == SLASH else SHAPES[char][shape % len(SHAPES[char])]
    mask = np.zeros((height + 4, width + 4), np.uint8)
    scale = np.float32([width - weight, height - weight])
    for stroke in strokes.split('|'):
        if stroke not in _paths:
            _paths[stroke] = _parse(stroke)
        spec, closed = _paths[stroke]
        points = spec[:, :2] if bend is None else spec[:, :2] + bend[_where(spec)]
        path = _rounded(points * scale, spec[:, 2] > 0, closed, roundness * width) + 2 + weight / 2
        cv2.polylines(mask, [np.rint(path * 16).astype(np.int32)], closed, 255, weight, cv2.LINE_AA, 4)
    return mask
