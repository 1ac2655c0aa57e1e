"""PyTorch with forward and backward passes compiled. Needs a C++ compiler."""

import torch_peer
from torch_peer import configure  # noqa: F401


def version():
    return torch_peer.version() + " compiled"


class Training(torch_peer.Training):
    compiled = True
