"""Draws the text of a plate: a serial in some state's syntax, or a personalised one."""

from pathlib import Path

LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
DIGITS = '0123456789'
ALPHABET = LETTERS + DIGITS
UNMISTAKABLE = ''.join(c for c in LETTERS if c not in 'IOQ')
SEPARATORS = ' -*{}<>'
# Most states skip I, O and Q, for their likeness to 1 and 0, or use them seldom; the reader must still know them.
LETTERS_IN_TRAINING, LETTERS_ON_ROADS = UNMISTAKABLE * 3 + 'IOQ', UNMISTAKABLE * 12 + 'IOQ'
# Special series: how many characters they have, and in how many runs of letters or of digits.
SPECIAL_LENGTHS = {4: 0.08, 5: 0.25, 6: 0.42, 7: 0.25}
SPECIAL_RUNS = {1: 0.12, 2: 0.53, 3: 0.29, 4: 0.06}
VOWELS, CONSONANTS = 'AEIOUY', 'BCDFGHJKLMNPRSTVWZ'


def read_table(path=Path(__file__).parent.parent / 'models' / 'syntax.tsv'):
    """Returns [(state, vehicles in millions, [pattern, ...], its letters as on roads)] from models/syntax.tsv."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith('#')][1:]
    cells = [(line + '\t').split('\t') for line in lines]
    return [(state, float(vehicles), patterns.split('|'), pool(letters))
            for state, vehicles, patterns, letters, *_ in cells]


def pool(letters):
    """Letters to pick from, as often as a state uses them: '+' ordinary ones, '-' none; I, O and Q are else rare."""
    ordinary, _, never = letters.partition('-')
    weights = {char: 1 if char in 'IOQ' else 12 for char in LETTERS}
    weights.update({char: 12 for char in ordinary.strip('+')})
    return ''.join(char * weight for char, weight in weights.items() if char not in never)


TABLE = read_table()
STATES = [state for state, *_ in TABLE]
# The square root keeps small states in view: California alone would fill a tenth of the plates.
WEIGHTS = [vehicles ** 0.5 for _, vehicles, *_ in TABLE]
VEHICLES = [vehicles for _, vehicles, *_ in TABLE]
# On roads each pattern of a state is taken to be half as common as the one before.
HALF = [0.5 ** rank for rank in range(20)]
ANYTHING = 0.5
# Shares of serials of the table and of special series; the rest is personalised. The second as in syntax.ts.
IN_TRAINING, ON_ROADS = (0.62, 0.22), (0.78, 0.16)


def serial(chance, pattern, letters):
    """Fills a pattern of models/syntax.tsv; separators stay in the text.

    They are a space, -, * (a picture), {AB} (small letters on each other) and <AB> (small letters side by side).
    """
    kinds = {'#': DIGITS, '1': DIGITS[1:], 'A': letters, 'B': UNMISTAKABLE, 'X': UNMISTAKABLE + DIGITS}
    return ''.join(chance.pick(kinds[c]) if c in kinds else c for c in pattern)


def special(chance, letters):
    """A special, commercial or older series: one to four runs of letters or digits, few I, O, Q among the letters."""
    length = chance.weighted(list(SPECIAL_LENGTHS), list(SPECIAL_LENGTHS.values()))
    runs = min(length, chance.weighted(list(SPECIAL_RUNS), list(SPECIAL_RUNS.values())))
    cuts = [0, *sorted(chance.shuffled(range(1, length))[:runs - 1]), length]
    lettered, text = runs > 1 and chance.flip(0.5), ''
    for i, (start, end) in enumerate(zip(cuts, cuts[1:])):
        run = ''.join(chance.pick(letters if lettered else DIGITS) for _ in range(end - start))
        if lettered and len(run) <= 3 and chance.flip(0.3):
            # Small letters: two or three on top of each other, or side by side.
            run = f'{{{run}}}' if len(run) == 2 and chance.flip(0.6) else f'<{run}>'
        text += ('' if i == 0 else chance.pick(['', '', ' ', ' ', '-', '*', '*'])) + run
        lettered = not lettered
    return ('*' if chance.flip(0.15) else '') + text + ('*' if chance.flip(0.1) else '')


def personalised(chance):
    """A made-up word or jumble of 2 to 8 characters, sometimes with a space or a heart."""
    if chance.flip(0.6):
        first = chance.whole(0, 1)
        text = ''.join(chance.pick(CONSONANTS if i % 2 == first else VOWELS) for i in range(chance.whole(4, 7)))
    else:
        text = ''.join(chance.pick(ALPHABET) for _ in range(chance.whole(2, 8)))
    if chance.flip(0.25) and len(text) < 7:
        text += chance.pick(DIGITS)
    if chance.flip(0.25) and 3 < len(text) < 8:
        cut = chance.whole(1, len(text) - 1)
        text = text[:cut] + chance.pick('  *') + text[cut:]
    return text


def draw_text(chance, as_on_roads=False):
    """Returns (text with separators, state).

    Training sees odd numbers and small states more often than a road does; confidence is fitted as on roads, where
    states come by their vehicles, serials by their rank in the table, and the shares are those of syntax.ts.
    In training half of the texts keep only the shape of a number: any character may stand anywhere, so that the
    network learns to look, and how numbers are written is said by syntax.ts alone.
    """
    text, state = _drawn(chance, as_on_roads)
    if not as_on_roads and chance.flip(ANYTHING):
        text = ''.join(c if c in SEPARATORS else chance.pick(ALPHABET) for c in text)
    return text, state


def _drawn(chance, as_on_roads):
    state, _, patterns, own_letters = chance.weighted(TABLE, VEHICLES if as_on_roads else WEIGHTS)
    serials, specials = ON_ROADS if as_on_roads else IN_TRAINING
    letters = LETTERS_ON_ROADS if as_on_roads else LETTERS_IN_TRAINING
    own_letters = own_letters if as_on_roads else LETTERS_IN_TRAINING
    x = chance.uniform(0, 1)
    if x < serials:
        pattern = chance.weighted(patterns, HALF[:len(patterns)]) if as_on_roads else chance.pick(patterns)
        return serial(chance, pattern, own_letters), state
    if x < serials + specials:
        return special(chance, letters), state
    return personalised(chance), state


def number_of(text):
    """The number that is to be read: the text without its separators."""
    return ''.join(c for c in text if c not in SEPARATORS)
