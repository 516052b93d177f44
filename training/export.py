"""Writes a trained network as ONNX.

    python3 export.py reader|corners|captions --checkpoint FILE.pt --out FILE.onnx
"""

import argparse
import hashlib
from pathlib import Path

import torch

from networks import (CAPTION_HEIGHT, CAPTION_WIDTH, CORNER_HEIGHT, CORNER_WIDTH, Corners, READER_HEIGHT, READER_WIDTH,
                      Reader)

KINDS = {'reader': (Reader, READER_HEIGHT, READER_WIDTH), 'corners': (Corners, CORNER_HEIGHT, CORNER_WIDTH),
         'captions': (Reader, CAPTION_HEIGHT, CAPTION_WIDTH)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind', choices=sorted(KINDS))
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    args = parser.parse_args()
    make, height, width = KINDS[args.kind]
    network = make()
    saved = torch.load(args.checkpoint, map_location='cpu')
    network.load_state_dict(saved['average'])
    network.eval()
    torch.onnx.export(network, torch.zeros(1, 1, height, width), str(args.out), input_names=['x'], output_names=['y'],
                      dynamic_axes={'x': {0: 'n'}, 'y': {0: 'n'}}, opset_version=13)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(f'{args.out}: chunk {saved["chunk"]}, step {saved["step"]}, seed {saved["seed"]}, '
          f'{args.out.stat().st_size} bytes, sha-256 {digest}')


if __name__ == '__main__':
    main()
