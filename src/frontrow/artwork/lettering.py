"""Lettering: how wide text is, where its lines break, how large it can be set."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile

from frontrow.artwork.canvas import Canvas, n, written

# Advance widths of the characters from space to tilde in thousandths of the size, of Arial Bold, Arial and Times Bold
# and of the free fonts made to their measure (Liberation).
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 "
    "333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 "
    "611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
_PLAIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_SERIF = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 "
    "333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 "
    "722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 "
    "556 444 389 333 556 500 722 500 500 444 394 220 394 520"
)
_FIRST, _LAST = 32, 126
_WIDE, _OTHER = 1.0, 0.66  # of the size: East Asian characters, and those of scripts without a table
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})  # marks that stand on the character before them
ELLIPSIS = "…"


@dataclass(frozen=True)
class Face:
    """A way of setting text.

    Parameters
    ----------
    family
        Names of fonts as CSS has them, quoted singly, the first preferred.
    widths
        Thousandths of the size, from space to tilde.
    scale
        What the widths are multiplied by (narrow fonts).
    tracking
        Space added between characters, in sizes.
    caps
        Whether everything is set in capitals.
    leading
        From one line to the next, in sizes.
    """

    family: str
    weight: int
    widths: tuple[int, ...]
    scale: float = 1.0
    tracking: float = 0.0
    caps: bool = False
    italic: bool = False
    leading: float = 1.06

    def spelt(self, text: str) -> str:
        """Return text as this face shows it."""
        return text.upper() if self.caps else text

    def width(self, text: str) -> float:
        """Return the width of a line set at size 1."""
        shown = self.spelt(text)
        return sum(self._advance(character) for character in shown) + self.tracking * max(0, len(shown) - 1)

    def _advance(self, character: str) -> float:
        if not _FIRST <= ord(character) <= _LAST:
            character = _stand_in(character)
        if len(character) != 1:
            return float(character or 0) * self.scale
        return self.widths[ord(character) - _FIRST] / 1000 * self.scale


@lru_cache(maxsize=4096)
def _stand_in(character: str) -> str:
    """Return the plain letter an accented one is as wide as, or a width in sizes as text of several characters."""
    plain = unicodedata.normalize("NFKD", character)[:1]
    if plain and _FIRST <= ord(plain) <= _LAST:
        return plain
    if unicodedata.category(character) in _NO_WIDTH:
        return ""
    return f"{_WIDE if unicodedata.east_asian_width(character) in 'WF' else _OTHER:.2f}"


def _table(widths: str) -> tuple[int, ...]:
    return tuple(map(int, widths.split()))


_SANS = "Arial,'Liberation Sans',Helvetica,sans-serif"
HEAVY = Face(_SANS, 700, _table(_BOLD), tracking=-0.015, caps=True, leading=0.98)
BOLD = Face(_SANS, 700, _table(_BOLD), tracking=-0.02, leading=1.04)
NARROW = Face(
    "'Arial Narrow','Liberation Sans Narrow',Arial,sans-serif", 700, _table(_BOLD), scale=0.82, caps=True, leading=0.98
)
AIRY = Face(_SANS, 400, _table(_PLAIN), tracking=0.16, caps=True, leading=1.22)
PLAIN = Face(_SANS, 400, _table(_PLAIN))
LABEL = Face(_SANS, 700, _table(_BOLD), tracking=0.14, caps=True, leading=1.3)
SERIF = Face("'Times New Roman','Liberation Serif',Times,serif", 700, _table(_SERIF), leading=1.02)
ROMAN = Face(
    "'Times New Roman','Liberation Serif',Times,serif", 700, _table(_SERIF), tracking=0.05, caps=True, leading=1.06
)
ITALIC = Face("'Times New Roman','Liberation Serif',Times,serif", 700, _table(_SERIF), italic=True, leading=1.02)


@dataclass(frozen=True)
class Block:
    """Text broken into lines and sized to fit a box.

    Parameters
    ----------
    widths
        Of each line at ``size``, as estimated; the picture makes every line exactly so wide.
    """

    face: Face
    size: float
    lines: tuple[str, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """Return the width of the widest line."""
        return max(self.widths)

    @property
    def height(self) -> float:
        """Return from the top of the first line to the foot of the last."""
        return self.size * self.face.leading * len(self.lines)


def fitted(
    text: str, face: Face, width: float, height: float, largest: float, smallest: float = 15.0, most_lines: int = 4
) -> Block:
    """Set text as large as a box lets it be, its lines about equally long.

    Parameters
    ----------
    width, height
        Of the box.
    largest, smallest
        Bounds of the size; what does not fit at the smallest is cut short, with an ellipsis.
    most_lines
        At most so many lines, more only when the smallest size is reached.
    """
    words = text.split() or [text]
    best: tuple[float, list[str]] = (0.0, [text])
    for count in range(1, min(most_lines, len(words)) + 1):
        lines = broken(words, face, count)
        widest = max(face.width(line) for line in lines)
        size = min(largest, width / widest if widest else largest, height / face.leading / len(lines))
        if size > best[0] * 1.02:  # another line must be worth it
            best = (size, lines)
    size, lines = best
    if size < smallest:
        size, lines = smallest, _cut(words, face, width / smallest, max(1, int(height / face.leading / smallest)))
    return Block(face, size, tuple(lines), tuple(face.width(line) * size for line in lines))


def broken(words: Sequence[str], face: Face, count: int) -> list[str]:
    """Break words into ``count`` lines so that the widest is as narrow as can be."""
    spans = [face.width(word) for word in words]
    space = face.width(" ") + 2 * face.tracking
    reach = [0.0]
    for span in spans:
        reach.append(reach[-1] + span + space)

    # least[k] = (widest line, where the last line starts) for the first k words on the lines so far
    least: list[tuple[float, tuple[int, ...]]] = [(reach[k] - space, (0,)) for k in range(1, len(words) + 1)]
    for line in range(1, count):
        least = [
            min(
                (
                    (max(least[cut - 1][0], reach[k] - reach[cut] - space), (*least[cut - 1][1], cut))
                    for cut in range(line, k)
                ),
                default=least[k - 1],
            )
            for k in range(1, len(words) + 1)
        ]
    starts = (*least[-1][1], len(words))
    return [" ".join(words[a:b]) for a, b in pairwise(starts)]


def _cut(words: Sequence[str], face: Face, width: float, most: int) -> list[str]:
    """Fill lines one after the other, cutting words that are too long and ending in an ellipsis what is left over."""
    lines: list[str] = []
    rest = " ".join(words)
    while rest and len(lines) < most:
        if face.width(rest) <= width:
            return [*lines, rest]
        end = _reaching(rest, face, width - face.width(ELLIPSIS) - face.tracking)
        space = rest.rfind(" ", 0, end + 1)
        end = space if space > 0 and len(lines) < most - 1 else end
        lines.append(rest[:end].rstrip() or rest[:1])
        rest = rest[max(1, end) :].lstrip()
    return [*lines[:-1], lines[-1].rstrip() + ELLIPSIS]


def _reaching(text: str, face: Face, width: float) -> int:
    """Return how many characters of a text fit a width."""
    reach = accumulate(face.width(character) + face.tracking for character in text)
    return sum(1 for _ in takewhile(lambda end: end <= width, reach))


def set_block(
    canvas: Canvas, block: Block, x: float, y: float, fill: str, anchor: str = "start", more: str = ""
) -> None:
    """Put a block on the canvas with its top at ``y``.

    Parameters
    ----------
    x
        The left edge, the middle or the right edge, as ``anchor`` (``start``, ``middle``, ``end``) says.
    """
    step = block.size * block.face.leading
    lines = [
        (line, width, y + step * index + block.size * (0.5 * block.face.leading + 0.34))
        for index, (line, width) in enumerate(zip(block.lines, block.widths, strict=True))
    ]
    spans = "".join(
        f'<tspan x="{n(x)}" y="{n(base)}" textLength="{n(width)}" lengthAdjust="'
        f'spacingAndGlyphs">{written(block.face.spelt(line))}</tspan>'
        for line, width, base in lines
    )
    canvas.put(
        f'<text {attributes(block.face, block.size)} text-anchor="{anchor}"'
        f' fill="{fill}"{" " + more if more else ""}>{spans}</text>'
    )


def attributes(face: Face, size: float) -> str:
    """Return a face as attributes of an SVG text."""
    slant = ' font-style="italic"' if face.italic else ""
    tracking = f' letter-spacing="{n(face.tracking * size)}"' if face.tracking else ""
    return f'font-family="{face.family}" font-weight="{face.weight}" font-size="{n(size)}"{slant}{tracking}'
