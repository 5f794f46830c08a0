"""Pages: which rows, in which order, with which titles.

An assembler is a frozen dataclass whose first field is the knowledge and whose other fields are its settings; called
with the rows on offer, it returns those of the page. Adding one is one file and one line of :data:`ASSEMBLERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontrow.page.assembler import Assembler
from frontrow.page.template import Template

ASSEMBLERS: Mapping[str, Callable[..., Assembler]] = {"template": Template}
