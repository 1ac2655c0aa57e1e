"""What is trained: the same networks and minibatches for every peer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    name: str
    # Inputs, hidden widths, outputs.
    widths: tuple
    # Rows of a minibatch.
    batch: int
    activation: str

    @property
    def rows(self):
        """Rows of made data: twenty minibatches, within reason."""
        return max(200, min(20480, self.batch * 20))

    @property
    def minibatches(self):
        return self.rows // self.batch

    @property
    def layers(self):
        return list(zip(self.widths, self.widths[1:]))

    @property
    def operations_per_step(self):
        """(6·Σ inᵢ·outᵢ − 2·in₁·out₁) per row: the products of a step, nothing else."""
        products = sum(inputs * outputs for inputs, outputs in self.layers)
        return self.batch * (6 * products - 2 * self.widths[0] * self.widths[1])

    def threads(self, asked):
        """A minibatch of one row is nothing that threads could share."""
        return 1 if self.batch == 1 else asked

    def data(self):
        """Inputs `[rows, inputs]` in binary32, and a random class for each row."""
        import numpy

        random = numpy.random.RandomState(0)
        inputs = random.randn(self.rows, self.widths[0]).astype(numpy.float32)
        return inputs, random.randint(0, self.widths[-1], self.rows)

    def weights(self):
        """A matrix `[inputs, outputs]` and biases for each layer."""
        import numpy

        random = numpy.random.RandomState(1)
        return [
            ((random.randn(inputs, outputs) * 0.05).astype(numpy.float32),
             numpy.zeros(outputs, numpy.float32))
            for inputs, outputs in self.layers
        ]


RATE = 0.01
L1 = 1e-4

ALL = {
    workload.name: workload
    for workload in (
        Workload("seed", (10, 8, 4), 1, "tanh"),
        Workload("tab", (54, 128, 64, 7), 256, "relu"),
        Workload("mnist", (784, 256, 128, 10), 256, "relu"),
        Workload("wide", (784, 1024, 1024, 10), 1024, "relu"),
    )
}
