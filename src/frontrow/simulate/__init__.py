"""A world of viewers with known tastes who answer pages with events: for demos, tests and the study of methods.

It shows that machinery works. **Its figures are no evidence about real viewers.** The truth (tastes, satisfaction)
stays here: what :func:`simulate` yields holds only what a service could observe.
"""

from frontrow.simulate.parameters import Parameters, read_parameters
from frontrow.simulate.run import accounts, populated, simulate, users

__all__ = ["Parameters", "accounts", "populated", "read_parameters", "simulate", "users"]
