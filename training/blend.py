"""Blends two exported readers of one descent, weight by weight, into one that costs no more to run than either.

    python3 blend.py FIRST.onnx SECOND.onnx --share 0.3 --out FILE.onnx     # 0.7 of the first

Only networks that went on from the same one can be blended (Wortsman et al. 2022, arXiv:2203.05482). Needs python3-onnx.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper


def convolutions(graph):
    """The names of the weights and the bias of each convolution, in order."""
    return [tuple(node.input[1:]) for node in graph.node if node.op_type == 'Conv']


def blend(first, second, share):
    """Sets the weights of `first` to the blend, in place."""
    mine = {one.name: one for one in first.graph.initializer}
    others = {one.name: one for one in second.graph.initializer}
    pairs = list(zip(convolutions(first.graph), convolutions(second.graph), strict=True))
    for names, other_names in pairs:
        for name, other in zip(names, other_names, strict=True):
            values = (1 - share) * numpy_helper.to_array(mine[name]) + share * numpy_helper.to_array(others[other])
            mine[name].CopyFrom(numpy_helper.from_array(values.astype(np.float32), name))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('first', type=Path)
    parser.add_argument('second', type=Path)
    parser.add_argument('--share', type=float, required=True, help='of the second, 0 to 1')
    parser.add_argument('--out', type=Path, required=True)
    args = parser.parse_args()
    network, other = onnx.load(str(args.first)), onnx.load(str(args.second))
    blend(network, other, args.share)
    onnx.save(network, str(args.out))
    print(f'{args.out}: sha-256 {hashlib.sha256(args.out.read_bytes()).hexdigest()}')


if __name__ == '__main__':
    main()
