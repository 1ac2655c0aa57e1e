"""scikit-learn: MLPClassifier, which has no L1; its L2 stands in."""

import time
import warnings

from workloads import L1, RATE


def configure(threads):
    pass


def version():
    import sklearn

    return f"scikit-learn {sklearn.__version__}"


class Training:
    def __init__(self, workload):
        self.workload = workload
        self.inputs, self.classes = workload.data()
        self.first = min(self._fit(1) for _ in range(2))

    def _fit(self, epochs):
        """Seconds of training that many epochs from the start."""
        from sklearn.neural_network import MLPClassifier

        self.model = MLPClassifier(
            self.workload.widths[1:-1], activation=self.workload.activation, solver="sgd",
            alpha=L1, batch_size=self.workload.batch, learning_rate_init=RATE, momentum=0,
            max_iter=epochs, tol=0, n_iter_no_change=10**6, random_state=0)
        start = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.model.fit(self.inputs, self.classes)
        return time.perf_counter() - start

    def run(self, seconds):
        """Epochs after the first for about `seconds`: checks of the data are not counted.

        Returns the number of their steps and the time they took.
        """
        first = min(self._fit(1) for _ in range(2))
        epochs = max(1, round(seconds / first))
        return epochs * self.workload.minibatches, max(1e-9, self._fit(1 + epochs) - first)

    def weight_bytes(self):
        self._fit(5)
        return b"".join(array.tobytes() for array in self.model.coefs_)
