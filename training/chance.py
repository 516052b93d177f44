"""The one source of chance of a generator, so that a printed seed rebuilds every picture."""

import random

import numpy as np


class Chance:
    """Scalars from random.Random (fast), arrays from numpy, both from one seed."""

    def __init__(self, *seed):
        name = '-'.join(map(str, seed))
        self._scalars = random.Random(name)
        self.arrays = np.random.default_rng(self._scalars.getrandbits(63))
        self.uniform = self._scalars.uniform
        self.whole = self._scalars.randint
        self.pick = self._scalars.choice
        self.normal = self._scalars.gauss

    def flip(self, probability):
        return self._scalars.random() < probability

    def weighted(self, items, weights):
        return self._scalars.choices(items, weights)[0]

    def shuffled(self, items):
        return self._scalars.sample(items, len(items))
