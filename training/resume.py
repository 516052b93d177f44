"""Takes the weights of an exported reader (ONNX) back into a network, so that training can go on from it."""

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from networks import Beside, normalised


def weights_of(file):
    """[(weight, bias)] of every convolution of an exported network, in order."""
    graph = onnx.load(str(file)).graph
    tensors = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    return [tuple(tensors[name] for name in node.input[1:3]) for node in graph.node if node.op_type == 'Conv']


@torch.no_grad()
def restore(network, file, pictures):
    """Sets a Reader from an export of one; what the network has and the export has not (Beside) adds nothing yet.

    An export has its normalisation folded into the convolutions. Here each gets back the mean and spread that its
    sums have on `pictures` (uint8), and a scale and a shift that undo them, so the network computes what it did.
    """
    weights, every = weights_of(file), [one for one in network.modules() if isinstance(one, nn.Conv2d)]
    added = [one for one in network.stack if isinstance(one, Beside)]
    if len(weights) not in (len(every), len(every) - len(added)):
        raise SystemExit(f'{file} has {len(weights)} convolutions, the network {len(every)}')
    whole = len(weights) == len(every)
    x, left = normalised(torch.from_numpy(pictures)[:, None]), iter(weights)
    network.eval()
    for i, module in enumerate(network.stack):
        if isinstance(module, nn.Conv2d) and module.bias is not None:
            module.weight.copy_(next(left)[0])
            module.bias.copy_(weights[-1][1])
        elif isinstance(module, nn.Conv2d):
            unfold(x, module, network.stack[i + 1], *next(left))
        elif isinstance(module, Beside) and whole:
            unfold(x, *module.layers, *next(left))
        x = module(x)
    network.train()


def unfold(x, convolution, norm, weight, bias):
    """Sets a convolution and its normalisation to what an export holds as one, as seen on the pictures `x`."""
    convolution.weight.copy_(weight)
    sums = convolution(x)
    norm.running_mean.copy_(sums.mean((0, 2, 3)))
    norm.running_var.copy_(sums.var((0, 2, 3)))
    norm.weight.copy_((norm.running_var + norm.eps).sqrt())
    norm.bias.copy_(norm.running_mean + bias)
