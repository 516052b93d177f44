"""Trains the corner finder on numbered chunks and keeps a checkpoint, from which it can go on.

    python3 train_corners.py --seed 7 --chunks 28 --rounds 8 --data DIR --out DIR [--threads 1]
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from chance import Chance
from networks import Average, Corners, learning_rate, normalised

BATCH, PEAK = 64, 2e-3
CORNER_SHARE = 20.0   # a corner that is off by 2 % of the window weighs as much as an unsure score


def load(folder, index):
    """Waits for a chunk that is still being made."""
    file = folder / f'corners-{index}.npz'
    while not file.exists():
        time.sleep(2)
    with np.load(file) as data:
        return torch.from_numpy(data['X']), torch.from_numpy(data['Y'])


def shifted(pictures, answers):
    """Moves and scales the windows a little, and their corners with them."""
    n = len(pictures)
    scale = 1 + 0.24 * (torch.rand(n) - 0.5)
    move = 0.16 * (torch.rand(n, 2) - 0.5)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = scale
    theta[:, :, 2] = move
    grid = F.affine_grid(theta, list(pictures.shape), align_corners=False)
    pictures = F.grid_sample(pictures, grid, padding_mode='border', align_corners=False)
    corners = answers[:, 1:].reshape(n, 4, 2) * 2 - 1
    corners = ((corners - move[:, None]) / scale[:, None, None] + 1) / 2
    return pictures, torch.cat([answers[:, :1], corners.reshape(n, 8)], 1)


def loss_of(network, pictures, answers):
    pictures, answers = shifted(pictures[:, None].float(), answers)
    with torch.autocast('cpu', dtype=torch.bfloat16):
        found = network(normalised(pictures).to(memory_format=torch.channels_last))
    found, there = found.float(), answers[:, :1]
    score = F.binary_cross_entropy_with_logits(found[:, :1], there)
    place = F.smooth_l1_loss(found[:, 1:], answers[:, 1:], reduction='none', beta=0.02) * there
    return score + CORNER_SHARE * place.sum() / (8 * there.sum().clamp(min=1))


@torch.no_grad()
def measure(state, pictures, answers):
    """Held-out windows: share of right plate-or-not, mean corner error in window units."""
    network = Corners().eval()
    network.load_state_dict(state)
    found = network(normalised(pictures[:, None]))
    there = answers[:, 0] > 0
    right = ((found[:, 0] > 0) == there).float().mean().item()
    return right, (found[there, 1:] - answers[there, 1:]).abs().mean().item()


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    network = Corners().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), PEAK, weight_decay=1e-3)
    average, first, step = Average(network), 0, 0
    checkpoint = args.out / 'corners.pt'
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved['network'])
        optimiser.load_state_dict(saved['optimiser'])
        average.state, first, step = saved['average'], saved['chunk'] + 1, saved['step']
    held, total, began = load(args.data, 'held-out'), args.chunks * args.rounds, time.time()
    print(f'corners: seed {args.seed}, chunks {first}..{total - 1}, '
          f'{sum(p.numel() for p in network.parameters())} parameters', flush=True)
    for chunk in range(first, total):
        pictures, answers = load(args.data, chunk % args.chunks)
        order = torch.from_numpy(Chance('train-corners', args.seed, chunk).arrays.permutation(len(answers)))
        batches, total_loss = len(order) // BATCH, 0.0
        for b in range(batches):
            for group in optimiser.param_groups:
                group['lr'] = learning_rate(chunk + b / batches, total, PEAK, 0.5)
            chosen = order[b * BATCH:(b + 1) * BATCH]
            loss = loss_of(network, pictures[chosen], answers[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            average.follow(network, step)
            total_loss += loss.item()
        torch.save(dict(network=network.state_dict(), optimiser=optimiser.state_dict(), average=average.state,
                        chunk=chunk, step=step, seed=args.seed), checkpoint)
        right, off = measure(average.state, *held)
        print(f'chunk {chunk} step {step} loss {total_loss / batches:.4f} right {right:.4f} off {off:.4f} '
              f'{time.time() - began:.0f}s', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--chunks', type=int, required=True)
    parser.add_argument('--rounds', type=int, default=8)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == '__main__':
    main()
