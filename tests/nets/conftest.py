"""A net small enough to be trained in a test, and histories it can learn."""

import numpy as np
import pytest

from frontrow.nets.windows import Entries


@pytest.fixture
def circle():
    """Users who watch 8 titles round and round: what follows a title is the next one."""
    pytest.importorskip("torch")
    from frontrow.nets.batches import Events

    starts, length, n_items = np.arange(24), 6, 8
    items = ((starts[:, None] + np.arange(length)) % n_items).reshape(-1).astype(np.int32)
    entries = Entries(items, np.arange(len(items)) * 60.0, np.ones(len(items), np.float32))
    return Events(entries, starts * length, (starts + 1) * length, n_items)


@pytest.fixture
def follower():
    """Return a maker of nets that see the last title alone, with some dropout."""
    torch = pytest.importorskip("torch")
    from frontrow.nets.dropout import Dropout
    from frontrow.nets.losses import softmax_loss

    class Follower(torch.nn.Module):
        def __init__(self, n_items):
            super().__init__()
            self.table = torch.nn.Parameter(torch.randn(n_items, 4))
            self.inputs = torch.nn.Embedding(n_items + 1, 4)
            self.bias = torch.nn.Parameter(torch.zeros(n_items))
            self.dropout = Dropout(0.1)

        def forward(self, items, ages, grades, now):
            return self.inputs(items[:, -1]) @ self.table.T + self.bias

        def loss(self, batch):
            return softmax_loss(self.dropout(self.inputs(batch.items)), self.table, self.bias, batch.targets)

    def make(n_items=8):
        torch.manual_seed(5)
        return Follower(n_items)

    return make
