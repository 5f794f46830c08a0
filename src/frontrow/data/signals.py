"""Events to what models and pages read: feedback, a user's profile, a data set.

>>> from frontrow.data.signals import Weights, dataset, feedback, profile
"""

from __future__ import annotations

from frontrow.data.feedback import Feedback, feedback
from frontrow.data.prepare import dataset
from frontrow.data.profile import profile
from frontrow.data.quantiles import Quantiles
from frontrow.data.weights import Weights

__all__ = ["Feedback", "Quantiles", "Weights", "dataset", "feedback", "profile"]
