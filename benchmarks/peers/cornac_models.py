"""The models of Cornac: ``python -m benchmarks.peers.cornac_models FOLDER K SETTINGS``, see ``outside``.

Settings: ``model`` (``ease`` or ``vaecf``, its Mult-VAE) and those of Cornac's model. Cornac scores users of its
training matrix; that matrix is exchanged for the titles the queries know, which is folding in for both models.
"""

from __future__ import annotations

import numpy as np
import torch
from cornac.data import Dataset
from cornac.models import EASE, VAECF
from scipy.sparse import csr_matrix

from benchmarks.peers.exchange import Score, Scores, Settings, answer

SEED = 0


def dataset(watched: csr_matrix) -> Dataset:
    """Return Cornac's form of a matrix, with its numbers of users and titles as their names."""
    users, items = watched.nonzero()
    n_users, n_items = watched.shape
    names = ({number: number for number in range(n)} for n in (n_users, n_items))
    return Dataset(n_users, n_items, *names, (users, items, np.ones(len(items), np.float32)), seed=SEED)


def ease(watched: csr_matrix, settings: Settings) -> Score:
    """Fit EASE, without its negative weights if ``posB``."""
    model = EASE(lamb=settings["lamb"], posB=bool(settings["posB"]), verbose=False).fit(dataset(watched))
    return lambda known: np.asarray(known @ model.B)


def vaecf(watched: csr_matrix, settings: Settings) -> Score:
    """Fit the variational autoencoder with one hidden layer of ``width``."""
    if not hasattr(csr_matrix, "A"):  # Cornac 2 reads it; SciPy 1.14 took it away
        setattr(csr_matrix, "A", property(csr_matrix.toarray))  # noqa: B010 - the checker knows of no such attribute
    torch.set_num_threads(1)
    model = VAECF(
        k=int(settings["k"]),
        autoencoder_structure=[int(settings["width"])],
        n_epochs=int(settings["n_epochs"]),
        batch_size=int(settings["batch_size"]),
        learning_rate=settings["learning_rate"],
        beta=settings["beta"],
        seed=SEED,
    ).fit(dataset(watched))

    def score(known: csr_matrix) -> Scores:
        with torch.no_grad():
            mean, _ = model.vae.encode(torch.tensor(known.toarray(), dtype=torch.float32))
            return np.asarray(model.vae.decode(mean).numpy())

    return score


if __name__ == "__main__":
    answer({"ease": ease, "vaecf": vaecf})
