"""Trains the reader of numbers or of captions on numbered chunks and keeps a checkpoint, from which it can go on.

    python3 train_reader.py --seed 7 --chunks 160 --data DIR --out DIR [--threads 1]
    python3 train_reader.py … --resume reader.onnx --peak 0.001     # goes on from an exported reader
    python3 train_reader.py … --kind captions --resume reader.onnx  # teaches a reader of numbers to read small print
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from chance import Chance
from networks import Average, INDEX, Reader, decode, learning_rate, normalised

BATCH, WINDOW = 64, 60


def load(folder, kind, index):
    """Waits for a chunk that is still being made."""
    file = folder / f'{kind}-{index}.npz'
    while not file.exists():
        time.sleep(2)
    with np.load(file) as data:
        return data['X'], data['numbers'].tolist()


def loss_of(network, pictures, numbers):
    targets = torch.tensor([INDEX[c] for number in numbers for c in number])
    lengths = torch.tensor([len(number) for number in numbers])
    x = normalised(torch.from_numpy(pictures)[:, None]).to(memory_format=torch.channels_last)
    with torch.autocast('cpu', dtype=torch.bfloat16):
        scores = network(x)
    logs = scores.float().permute(2, 0, 1).log_softmax(2)
    places = torch.full((len(numbers),), logs.shape[0])
    return F.ctc_loss(logs, targets, places, lengths, zero_infinity=True)


@torch.no_grad()
def exact(state, pictures, numbers):
    """Share of held-out plates read without a mistake, best path, no help from syntax."""
    network = Reader().eval()
    network.load_state_dict(state)
    right = 0
    for i in range(0, len(numbers), 256):
        texts = decode(network(normalised(torch.from_numpy(pictures[i:i + 256])[:, None])))
        right += sum(a == b for a, b in zip(texts, numbers[i:i + 256]))
    return right / len(numbers)


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    network = Reader().to(memory_format=torch.channels_last)
    held_pictures, held_numbers = load(args.data, args.kind, 'held-out')
    if args.resume:
        from resume import restore   # needs python3-onnx, which a training from scratch does not
        restore(network, args.resume, held_pictures[:1024])
        began_with = exact(network.state_dict(), held_pictures, held_numbers)
        print(f'begins with {args.resume.name}: exact {began_with:.4f}', flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), args.peak, weight_decay=1e-3)
    average, first, step = Average(network), 0, 0
    checkpoint = args.out / f'{args.kind}.pt'
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved['network'])
        optimiser.load_state_dict(saved['optimiser'])
        average.state, first, step = saved['average'], saved['chunk'] + 1, saved['step']
    print(f'{args.kind}: seed {args.seed}, chunks {first}..{args.chunks - 1}, '
          f'{sum(p.numel() for p in network.parameters())} parameters', flush=True)
    began = time.time()
    for chunk in range(first, args.chunks):
        chance = Chance('train-reader', args.seed, chunk)
        fresh = load(args.data, args.kind, chunk)
        again = load(args.data, args.kind, chance.whole(max(0, chunk - WINDOW), chunk))
        pictures, numbers = np.concatenate([fresh[0], again[0]]), fresh[1] + again[1]
        order = chance.arrays.permutation(len(numbers))
        total_loss, batches = 0.0, len(order) // BATCH
        for b in range(batches):
            rate = learning_rate(chunk + b / batches, args.chunks, args.peak, args.decay_from)
            for group in optimiser.param_groups:
                group['lr'] = rate
            chosen = order[b * BATCH:(b + 1) * BATCH]
            loss = loss_of(network, pictures[chosen], [numbers[i] for i in chosen])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            step += 1
            average.follow(network, step)
            total_loss += loss.item()
        torch.save(dict(network=network.state_dict(), optimiser=optimiser.state_dict(), average=average.state,
                        chunk=chunk, step=step, seed=args.seed), checkpoint)
        right = exact(average.state, held_pictures, held_numbers) if chunk % 5 == 4 or chunk + 1 == args.chunks else 0
        print(f'chunk {chunk} step {step} loss {total_loss / batches:.4f} exact {right:.4f} rate {rate:.5f} '
              f'{time.time() - began:.0f}s', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--kind', choices=['reader', 'captions'], default='reader')
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--chunks', type=int, required=True)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--peak', type=float, default=2.5e-3)
    parser.add_argument('--decay-from', type=float, default=0.7, help='share of the chunks after which the rate falls')
    parser.add_argument('--resume', type=Path, help='an exported reader to go on from')
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == '__main__':
    main()
