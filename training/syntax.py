"""Draws the text of a plate: a serial in some state's syntax, or a personalised one."""

from pathlib import Path

LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
DIGITS = '0123456789'
ALPHABET = LETTERS + DIGITS
UNMISTAKABLE = ''.join(c for c in LETTERS if c not in 'IOQ')
SEPARATORS = ' -*'
# Most states skip I, O and Q or use them seldom; the reader must still know them.
SERIAL_LETTERS = UNMISTAKABLE * 3 + 'IOQ' * 2
VOWELS, CONSONANTS = 'AEIOUY', 'BCDFGHJKLMNPRSTVWZ'


def read_table(path=Path(__file__).parent.parent / 'models' / 'syntax.tsv'):
    """Returns [(state, vehicles in millions, [pattern, ...])] from models/syntax.tsv."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith('#')][1:]
    cells = [line.split('\t') for line in lines]
    return [(state, float(vehicles), patterns.split('|')) for state, vehicles, patterns in cells]


TABLE = read_table()
STATES = [state for state, _, _ in TABLE]
# The square root keeps small states in view: California alone would fill a tenth of the plates.
WEIGHTS = [vehicles ** 0.5 for _, vehicles, _ in TABLE]


def serial(chance, pattern):
    """Fills a pattern of models/syntax.tsv; separators stay in the text."""
    kinds = {'#': DIGITS, '1': DIGITS[1:], 'A': SERIAL_LETTERS, 'B': UNMISTAKABLE}
    return ''.join(chance.pick(kinds[c]) if c in kinds else c for c in pattern)


def personalised(chance):
    """A made-up word or jumble of 2 to 8 characters, sometimes with a space or a heart."""
    if chance.flip(0.45):
        text = ''.join(chance.pick(CONSONANTS if i % 2 == chance.whole(0, 1) else VOWELS)
                       for i in range(chance.whole(4, 7)))
    else:
        text = ''.join(chance.pick(ALPHABET) for _ in range(chance.whole(2, 8)))
    if chance.flip(0.25) and len(text) < 7:
        text += chance.pick(DIGITS)
    if chance.flip(0.25) and 3 < len(text) < 8:
        cut = chance.whole(1, len(text) - 1)
        text = text[:cut] + chance.pick('  *') + text[cut:]
    return text


def draw_text(chance):
    """Returns (text with separators, state): three quarters follow a state's syntax."""
    state, _, patterns = chance.weighted(TABLE, WEIGHTS)
    x = chance.uniform(0, 1)
    if x < 0.75:
        return serial(chance, chance.pick(patterns)), state
    if x < 0.80:
        return ''.join(chance.pick(DIGITS) for _ in range(chance.whole(5, 7))), state
    return personalised(chance), state


def number_of(text):
    """The number that is to be read: the text without its separators."""
    return ''.join(c for c in text if c not in SEPARATORS)
