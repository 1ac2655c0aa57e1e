"""JAX: an epoch is one compiled scan, with the penalty in the loss."""

import os
import time

from workloads import L1, RATE


def configure(threads):
    """To be called before JAX is imported. Its pools are as large as the cores it may use."""
    parallel = "true" if threads > 1 else "false"
    os.environ["XLA_FLAGS"] = (
        f"--xla_cpu_multi_thread_eigen={parallel} intra_op_parallelism_threads={threads}"
    )
    os.environ["JAX_PLATFORMS"] = "cpu"


def version():
    import jax

    return f"JAX {jax.__version__}"


class Training:
    def __init__(self, workload):
        import jax
        import jax.numpy as jnp

        inputs, classes = workload.data()
        self.jax = jax
        self.inputs, self.classes = jnp.array(inputs), jnp.array(classes)
        self.weights = [(jnp.array(w), jnp.array(b)) for w, b in workload.weights()]
        activation = jnp.tanh if workload.activation == "tanh" else jax.nn.relu
        batch, minibatches = workload.batch, workload.minibatches
        # As many steps as hide what a call from Python costs.
        self.steps_per_call = max(minibatches, 2000 if batch == 1 else 1)

        def loss(weights, x, y):
            for index, (w, b) in enumerate(weights):
                x = x @ w + b
                if index < len(weights) - 1:
                    x = activation(x)
            likelihood = jax.nn.log_softmax(x)[jnp.arange(batch), y]
            return -jnp.mean(likelihood) + L1 * sum(jnp.abs(w).sum() for w, _ in weights)

        def step(weights, index):
            start = index % minibatches * batch
            x = jax.lax.dynamic_slice_in_dim(self.inputs, start, batch)
            y = jax.lax.dynamic_slice_in_dim(self.classes, start, batch)
            gradient = jax.grad(loss)(weights, x, y)
            return jax.tree.map(lambda w, g: w - RATE * g, weights, gradient), None

        self.call = jax.jit(
            lambda weights: jax.lax.scan(step, weights, jnp.arange(self.steps_per_call))[0])
        self._advance()

    def _advance(self):
        self.weights = self.jax.block_until_ready(self.call(self.weights))

    def run(self, seconds):
        """Steps for about `seconds`; returns their number and the time they took."""
        start, steps = time.perf_counter(), 0
        while time.perf_counter() - start < seconds:
            self._advance()
            steps += self.steps_per_call
        return steps, time.perf_counter() - start

    def weight_bytes(self):
        import numpy

        return b"".join(numpy.asarray(array).tobytes() for pair in self.weights for array in pair)
