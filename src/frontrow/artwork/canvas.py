"""A sheet of 640 × 360 units that shapes are put on, and that becomes SVG text at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 360

Point: TypeAlias = tuple[float, float]
Stop: TypeAlias = tuple[float, str, float]  # where in [0, 1], colour, opacity

# Characters that XML 1.0 cannot hold, not even escaped.
_UNWRITABLE = {
    code: "\ufffd"
    for code in (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
}


def written(text: str) -> str:
    """Return text as it may stand in an SVG element or attribute."""
    return escape(text.translate(_UNWRITABLE), {'"': "&quot;"})


def n(value: float) -> str:
    """Return a number in few characters: a tenth of a unit is finer than a pixel."""
    return f"{round(value, 1):g}" if abs(value) >= 1 else f"{round(value, 3):g}"


def points(path: Iterable[Point]) -> str:
    """Return the path data of a line through points."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in path)


class Canvas:
    """Collects shapes, back to front.

    Parameters
    ----------
    name
        Tells this picture's gradients from those of others on the same page.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._defs: list[str] = []
        self._parts: list[str] = []

    def put(self, element: str) -> None:
        """Add an element as written."""
        self._parts.append(element)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, more: str = "") -> None:
        """Add a rectangle."""
        self.put(f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" fill="{fill}"{_more(more)}/>')

    def cover(self, fill: str, more: str = "") -> None:
        """Fill the whole sheet."""
        self.put(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{fill}"{_more(more)}/>')

    def circle(self, x: float, y: float, radius: float, fill: str, more: str = "") -> None:
        """Add a circle."""
        self.put(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{fill}"{_more(more)}/>')

    def ring(self, x: float, y: float, radius: float, stroke: str, width: float, more: str = "") -> None:
        """Add the outline of a circle."""
        self.circle(x, y, radius, "none", f'stroke="{stroke}" stroke-width="{n(width)}" {more}'.strip())

    def path(self, data: str, fill: str, more: str = "") -> None:
        """Add a filled path."""
        self.put(f'<path d="{data}" fill="{fill}"{_more(more)}/>')

    def stroke(self, data: str, colour: str, width: float, more: str = "") -> None:
        """Add a drawn line."""
        self.path(data, "none", f'stroke="{colour}" stroke-width="{n(width)}" {more}'.strip())

    def area(self, top: Sequence[Point], fill: str, more: str = "") -> None:
        """Fill everything from a line, given left to right, down to the lower edge."""
        self.path(f"{points(top)}L{n(top[-1][0])} {HEIGHT}L{n(top[0][0])} {HEIGHT}Z", fill, more)

    def linear(self, stops: Sequence[Stop], start: Point = (0, 0), end: Point = (0, 1)) -> str:
        """Define a gradient between two points of the shape it fills (in parts of it); return its name as a fill."""
        line = f'x1="{n(start[0])}" y1="{n(start[1])}" x2="{n(end[0])}" y2="{n(end[1])}"'
        return self._define(f"linearGradient {line}", "linearGradient", stops)

    def radial(self, stops: Sequence[Stop], centre: Point = (0.5, 0.5), radius: float = 0.5) -> str:
        """Define a gradient outwards from a point of the shape it fills; return its name as a fill."""
        circle = f'cx="{n(centre[0])}" cy="{n(centre[1])}" r="{n(radius)}"'
        return self._define(f"radialGradient {circle}", "radialGradient", stops)

    def _define(self, opening: str, element: str, stops: Sequence[Stop]) -> str:
        name = f"{self._name}{len(self._defs)}"
        inner = "".join(
            f'<stop offset="{n(at)}" stop-color="{colour}"'
            + (f' stop-opacity="{n(opacity)}"/>' if opacity < 1 else "/>")
            for at, colour, opacity in stops
        )
        kind, _, where = opening.partition(" ")
        self._defs.append(f'<{kind} id="{name}" {where}>{inner}</{element}>')
        return f"url(#{name})"

    def glow(self, x: float, y: float, radius: float, colour: str, opacity: float = 1.0) -> None:
        """Add a soft light."""
        fill = self.radial([(0, colour, opacity), (0.45, colour, opacity * 0.38), (1, colour, 0)])
        self.circle(x, y, radius, fill)

    def svg(self, label: str) -> str:
        """Return the picture; ``label`` is what a screen reader says.

        Shown with ``#plain`` after its address it has no lettering, for places that set the title themselves.
        """
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" id="plain" role="img" '
            f'aria-label="{written(label)}"><style>#plain:target text{{display:none}}</style>'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._parts)}</svg>"
        )


def _more(attributes: str) -> str:
    return f" {attributes}" if attributes else ""
