"""What the components of a page may read: immutable, made by training, loaded from a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontrow.data.catalogue import Catalogue
from frontrow.data.quantiles import Quantiles
from frontrow.data.weights import Weights
from frontrow.errors import NotFound
from frontrow.models import CountingModel, ExplainingModel, Model, VectorModel


@dataclass(frozen=True)
class Knowledge:
    """A catalogue and the models fitted over it, by the names the configuration gives them.

    Parameters
    ----------
    catalogue
        Its order is the item index of every model.
    models
        ``ease`` (personal, explaining), ``next`` (what follows the titles watched last), ``popular`` (time-decayed
        plays by country), ``recent`` (plays of the last 7 days by country), ``trending`` (rising titles), ``item_knn``
        and ``content`` (titles like a title, by viewings and by what is known of them) and what a team adds.
    trained_at
        The end of the data, seconds since the epoch.
    version
        The bundle's name.
    quantiles, weights
        The table of completions and the weights that training graded with; a request grades with the same.
    """

    catalogue: Catalogue
    models: Mapping[str, Model] = field(default_factory=dict)
    trained_at: float = 0.0
    version: str = ""
    quantiles: Quantiles = field(default_factory=Quantiles)
    weights: Weights = field(default_factory=Weights)

    def model(self, name: str) -> Model:
        """Return the model of a name.

        Raises
        ------
        NotFound
            If there is none; the names there are stand in the message.
        """
        if name not in self.models:
            raise NotFound(f"bundle {self.version!r} has no model {name!r}.", f"It has {sorted(self.models)}.")
        return self.models[name]

    def counting(self, name: str) -> CountingModel:
        """Return the model of a name, which has counted plays.

        Raises
        ------
        NotFound
            If there is none, or it counts nothing.
        """
        model = self.model(name)
        if not isinstance(model, CountingModel):
            raise NotFound(f"model {name!r} counts no plays.", "Name one whose learner is popularity.")
        return model

    def explaining(self, name: str) -> ExplainingModel:
        """Return the model of a name, whose scores have reasons.

        Raises
        ------
        NotFound
            If there is none, or it explains nothing.
        """
        model = self.model(name)
        if not isinstance(model, ExplainingModel):
            raise NotFound(f"model {name!r} explains nothing.", "Name one that does; sparse_ease makes one.")
        return model

    def vectors(self, name: str) -> VectorModel:
        """Return the model of a name, whose scores are inner products.

        Raises
        ------
        NotFound
            If there is none, or it has no vectors.
        """
        model = self.model(name)
        if not isinstance(model, VectorModel):
            raise NotFound(f"model {name!r} has no vectors.", "Name one whose learner is ials or semantic_graph.")
        return model
