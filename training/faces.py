"""Type faces: open fonts from @fontsource packages and dies of our own, as masks of single characters and of words."""

import copy
import os
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from strokes import SHAPES, SLASH, stroke_glyph

# Condensed, even-weighted faces: the nearest open relatives of US plate dies.
PLATE_FACES = {
    'archivo-narrow': [600], 'asap-condensed': [600], 'b612-mono': [400, 700], 'barlow-condensed': [500, 600],
    'barlow-semi-condensed': [500, 600], 'dosis': [500, 600, 700], 'encode-sans-condensed': [600], 'fjalla-one': [400],
    'nunito': [700], 'overpass': [600], 'overpass-mono': [500, 600, 700], 'pt-sans-narrow': [700], 'quicksand': [700],
    'rajdhani': [600, 700], 'roboto-condensed': [500, 700], 'rubik': [500], 'saira-condensed': [500, 600],
    'saira-semi-condensed': [500], 'share-tech': [400], 'share-tech-mono': [400], 'sofia-sans-condensed': [600],
    'ubuntu-condensed': [400], 'varela-round': [400],
}
# Faces that no network is trained on: confidence is fitted where half of the dies are unknown, as they are on the road.
UNSEEN_FACES = {
    'antonio': [500, 700], 'bebas-neue': [400], 'cabin-condensed': [500, 700], 'electrolize': [400],
    'ibm-plex-mono': [500, 700], 'jetbrains-mono': [500, 800], 'khand': [500, 700], 'monda': [400, 700],
    'oxanium': [500, 700], 'pathway-gothic-one': [400], 'teko': [400, 600], 'yanone-kaffeesatz': [500, 700],
}
CAPTION_FACES = {**PLATE_FACES, 'oswald': [500], 'chakra-petch': [600]}
# Names of states are also set in serifs, in slabs and as if written with a brush.
NAME_FACES = {
    **CAPTION_FACES, 'alfa-slab-one': [400], 'anton': [400], 'bree-serif': [400], 'cinzel': [700], 'courgette': [400],
    'crete-round': [400], 'josefin-slab': [700], 'kaushan-script': [400], 'libre-baskerville': [700],
    'lobster': [400], 'pacifico': [400], 'playfair-display': [700, 900], 'roboto-slab': [500, 700], 'satisfy': [400],
}
FONTS = Path(os.environ.get('PLATE_FONTS', Path(__file__).parent / 'node_modules')) / '@fontsource'
# One font for everything, where the families are not installed: enough to prove that training runs, not to train with.
ONE_FONT = os.environ.get('PLATE_FONT')
EM = 96
ORDER = {char: i for i, char in enumerate(SHAPES)}
_fonts, _glyphs, _words = {}, {}, {}


def _files(faces):
    if ONE_FONT:
        return [Path(ONE_FONT)]
    files = [FONTS / name / 'files' / f'{name}-latin-{weight}-normal.woff'
             for name, weights in sorted(faces.items()) for weight in weights]
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        raise SystemExit(f'font files are missing, first {missing[0]}: see training/README.md, "Fonts"')
    return files


PLATE_FILES, CAPTION_FILES, NAME_FILES = _files(PLATE_FACES), _files(CAPTION_FACES), _files(NAME_FACES)
UNSEEN_FILES = _files(UNSEEN_FACES)


def _font(file):
    if file not in _fonts:
        _fonts[file] = ImageFont.truetype(str(file), EM)
    return _fonts[file]


def _typeset(text, file):
    """Mask of a text at EM pixels, cut to its ink."""
    left, top, right, bottom = _font(file).getbbox(text)
    image = Image.new('L', (right - left + 2, bottom - top + 2))
    ImageDraw.Draw(image).text((1 - left, 1 - top), text, 255, font=_font(file))
    return np.asarray(image)


def word_mask(text, file, height):
    """Mask of a caption, `height` pixels high."""
    key = (text, file)
    if key not in _words:
        if len(_words) > 6000:
            _words.clear()
        _words[key] = _typeset(text, file)
    mask = _words[key]
    width = max(4, round(mask.shape[1] * height / mask.shape[0]))
    return cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA)


class Face:
    """One die for a whole plate: `glyph(char)` gives its mask, `height` pixels high."""

    def __init__(self, chance, height, unseen=False):
        self.height = height
        self.own = chance.flip(0.6)
        self.file = chance.pick(PLATE_FILES)
        self.stretch = chance.uniform(0.75, 1.15)
        self.width = round(height * chance.uniform(0.40, 0.56))
        self.weight = max(3, round(height * chance.uniform(0.09, 0.165)))
        self.roundness = chance.uniform(0.28, 0.62)
        self.shapes = {char: chance.whole(0, 5) for char in SHAPES}
        # Some dies give I and 1 less room; O and 0 are one die in most states, a wider O in some.
        self.thin = chance.uniform(0.35, 1.0) if chance.flip(0.5) else 1.0
        self.wide_o = chance.uniform(1.05, 1.25) if chance.flip(0.35) else 1.0
        self.wide_w = chance.uniform(1.0, 1.3)
        self.bends = chance.arrays.normal(0, chance.pick([0, 0.012, 0.025]), (len(SHAPES), 16, 2)).astype(np.float32)
        self.bends[ORDER['O']] = self.bends[ORDER['0']]
        self._zero_and_o(chance)
        if unseen:
            self.own, self.file = False, chance.pick(UNSEEN_FILES)

    def _zero_and_o(self, chance):
        """How this die tells 0 from O: not at all, by a stroke through 0, by a squarer or narrower one of the two."""
        self.narrow_0, self.rounder = 1.0, {}
        x = chance.uniform(0, 1)
        if x < 0.06:
            self.shapes['0'] = SLASH
        elif x < 0.16:
            square, round_ = chance.uniform(0.1, 0.3), chance.uniform(0.45, 0.62)
            self.rounder = dict(zip('O0' if chance.flip(0.6) else '0O', (square, round_)))
        elif x < 0.26:
            self.narrow_0 = chance.uniform(0.78, 0.95)
        # Open fonts always draw the two apart; the dies of most states are one.
        self.one_die = {'0': 'O'} if chance.flip(0.25) else {'O': '0'} if chance.flip(0.3) else {}

    def like_most_states(self, chance):
        """From here on as the dies of most states are: O and 0 mostly one, I and 1 often."""
        if chance.flip(0.75):
            self.shapes['0'], self.rounder, self.narrow_0, self.wide_o = 0, {}, 1.0, 1.0
            self.one_die = {'0': 'O'} if chance.flip(0.5) else {'O': '0'}
        if chance.flip(0.35):
            self.one_die = {**self.one_die, **({'1': 'I'} if chance.flip(0.6) else {'I': '1'})}
            self.shapes['I'] = self.shapes['1'] = 1   # a bar for both
            self.bends[ORDER['I']] = self.bends[ORDER['1']]

    def smaller(self, share):
        """The same die, cut `share` as high, for the small letters of special series."""
        small = copy.copy(self)
        small.height, small.width = max(8, round(self.height * share)), max(6, round(self.width * share))
        small.weight = max(2, round(self.weight * share ** 0.7))
        return small

    def glyph(self, char):
        return self._stroked(char) if self.own else self._set(char)

    def _stroked(self, char):
        width = self.width
        if char in '1I':
            width *= self.thin
        elif char in 'OQ':
            width *= self.wide_o
        elif char == '0':
            width *= self.narrow_0
        elif char in 'WM':
            width *= self.wide_w
        width = max(self.weight + 3, round(width))
        return stroke_glyph(char, self.shapes[char], self.height, width, self.weight,
                            self.rounder.get(char, self.roundness), self.bends[ORDER[char]])

    def _set(self, char):
        char = self.one_die.get(char, char)
        key = (char, self.file)
        if key not in _glyphs:
            box = _font(self.file).getbbox('H')
            _glyphs[key] = (_typeset(char, self.file), box[3] - box[1])
        mask, capital = _glyphs[key]
        width = max(3, round(mask.shape[1] * self.height / capital * self.stretch))
        height = max(4, round(self.height * min(1.15, mask.shape[0] / capital)))
        return cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA)
