"""PyTorch: eager with the penalty's subgradient added by hand, which is its fastest way here; or
compiled with the penalty in the loss."""

import time

from workloads import L1, RATE

threads = 1


def configure(count):
    global threads
    threads = count


def version():
    import torch

    return f"PyTorch {torch.__version__}"


class Training:
    compiled = False

    def __init__(self, workload):
        import torch

        torch.set_num_threads(threads)
        inputs, classes = workload.data()
        self.inputs, self.classes = torch.tensor(inputs), torch.tensor(classes)
        self.batch, self.minibatches, self.next = workload.batch, workload.minibatches, 0
        activation = torch.nn.Tanh if workload.activation == "tanh" else torch.nn.ReLU
        modules = []
        for index, (w, b) in enumerate(workload.weights()):
            layer = torch.nn.Linear(*w.shape)
            with torch.no_grad():
                layer.weight.copy_(torch.tensor(w.T))
                layer.bias.copy_(torch.tensor(b))
            modules += [layer] if index == 0 else [activation(), layer]
        self.model = torch.nn.Sequential(*modules)
        self.matrices = [p for p in self.model.parameters() if p.dim() == 2]
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=RATE)
        self.torch = torch
        cross_entropy = torch.nn.CrossEntropyLoss()

        def loss(x, y):
            value = cross_entropy(self.model(x), y)
            if self.compiled:
                value = value + L1 * sum(w.abs().sum() for w in self.matrices)
            return value

        self.loss = torch.compile(loss) if self.compiled else loss
        for _ in range(5):
            self._step()

    def _step(self):
        start = self.next * self.batch
        self.next = (self.next + 1) % self.minibatches
        self.optimizer.zero_grad(set_to_none=True)
        rows = slice(start, start + self.batch)
        self.loss(self.inputs[rows], self.classes[rows]).backward()
        if not self.compiled:
            with self.torch.no_grad():
                for w in self.matrices:
                    w.grad.add_(w.sign(), alpha=L1)
        self.optimizer.step()

    def run(self, seconds):
        """Steps for about `seconds`; returns their number and the time they took."""
        start, steps = time.perf_counter(), 0
        while time.perf_counter() - start < seconds:
            self._step()
            steps += 1
        return steps, time.perf_counter() - start

    def weight_bytes(self):
        return b"".join(p.detach().numpy().tobytes() for p in self.model.parameters())
