"""The two networks: Corners finds a plate's four corners in a window, Reader reads its number or its small print."""

import torch
from torch import nn

from syntax import ALPHABET

READER_WIDTH, READER_HEIGHT = 160, 64
CORNER_WIDTH, CORNER_HEIGHT = 96, 48
# A caption is read by a Reader of its own, in a band of 384 x 64 from the top or the bottom of a look of 384 x 192: there
# its letters are as large as those of a number in a look of 160 x 64.
CAPTION_WIDTH, CAPTION_HEIGHT, CAPTIONED_HEIGHT = 384, 64, 192
BLANK = 0
INDEX = {char: i + 1 for i, char in enumerate(ALPHABET)}


def layer(inputs, outputs, kernel, stride=1, padding=0):
    return [nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=padding, bias=False),
            nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]


class Beside(nn.Module):
    """Adds what a convolution sees to what came in; it begins by adding nothing, so it can join a trained network."""

    def __init__(self, channels, kernel, padding):
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(channels, channels, kernel, padding=padding, bias=False),
                                    nn.BatchNorm2d(channels))
        nn.init.zeros_(self.layers[1].weight)

    def forward(self, x):
        return torch.relu(x + self.layers(x))


class Reader(nn.Module):
    """(B, 1, 64, W) normalised grey -> (B, 37, W/4) scores: blank, A-Z, 0-9 at places from left to right; W is 160."""

    def __init__(self):
        super().__init__()
        self.stack = nn.Sequential(
            *layer(1, 20, 5, 2, 2), *layer(20, 32, 3, 2, 1), *layer(32, 48, 3, 1, 1), nn.MaxPool2d((2, 1)),
            *layer(48, 64, 3, 1, 1), *layer(64, 64, 3, 1, 1), nn.MaxPool2d((2, 1)), *layer(64, 96, 3, 1, 1),
            Beside(96, 3, 1), *layer(96, 128, (4, 1)), *layer(128, 128, (1, 5), 1, (0, 2)),
            Beside(128, (1, 9), (0, 4)), nn.Conv2d(128, len(ALPHABET) + 1, 1))

    def forward(self, x):
        return self.stack(x).squeeze(2)


class Corners(nn.Module):
    """(B, 1, 48, 96) normalised grey -> (B, 9): plate score (logit), then x, y of the corners in window units."""

    def __init__(self):
        super().__init__()
        self.stack = nn.Sequential(
            *layer(1, 16, 5, 2, 2), *layer(16, 24, 3, 2, 1), *layer(24, 32, 3, 1, 1), nn.MaxPool2d(2),
            *layer(32, 48, 3, 1, 1), nn.MaxPool2d(2), *layer(48, 64, 3, 1, 1), nn.Flatten(),
            nn.Linear(64 * 18, 96), nn.ReLU(), nn.Linear(96, 9))

    def forward(self, x):
        return self.stack(x)


def normalised(x):
    """uint8 or float (B, 1, H, W) -> zero mean, unit spread per picture; the 6 keeps flat pictures flat."""
    x = x.float()
    return (x - x.mean((2, 3), keepdim=True)) / (x.std((2, 3), keepdim=True) + 6)


def decode(scores):
    """Best path of (B, 37, T) scores as texts."""
    texts = []
    for path in scores.argmax(1).tolist():
        kept = [c for i, c in enumerate(path) if c != BLANK and (i == 0 or path[i - 1] != c)]
        texts.append(''.join(ALPHABET[c - 1] for c in kept))
    return texts


class Average:
    """A running average of a network's weights: what is measured and exported."""

    def __init__(self, network, decay=0.998):
        self.decay = decay
        self.state = {name: value.detach().clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def follow(self, network, step):
        keep = min(self.decay, (1 + step) / (20 + step))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[name].lerp_(value, 1 - keep)
            else:
                self.state[name].copy_(value)


def learning_rate(done, total, peak, decay_from=0.7):
    """Warm-up, a plateau, then a cosine down to a hundredth; `done` and `total` in the same unit."""
    share = done / total
    if share < decay_from:
        return peak * min(1.0, 0.05 + share * 60)
    rest = (share - decay_from) / (1 - decay_from)
    return peak * max(0.01, 0.5 * (1 + torch.cos(torch.tensor(rest * torch.pi)).item()))
