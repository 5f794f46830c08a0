"""Products of small matrices held in vector registers: what a plain loop cannot say to the compiler.

Both kernels work on tiles of 8 rows and 16 or 32 columns. Their sums stay in registers while the loop runs over what is
summed, so that it is the arithmetic and not the memory that takes the time. On processors with shorter registers than
16 numbers the compiler splits each in two or four.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from frontrow.core import Floats

ROWS = 8  # of a tile
LANES = 16  # numbers in one vector register

_FLOAT = ir.FloatType()
_VECTOR = ir.VectorType(_FLOAT, LANES)
_INDEX = ir.IntType(64)
_code: Any = cgutils  # numba's own helpers are not typed
_FUSED = ("contract",)  # a product and the sum after it may be rounded once


class _Matrix:
    """A C-ordered float32 matrix as compiled code sees it: where its entries stand in memory."""

    def __init__(self, context: Any, builder: Any, array: Any, value: Any) -> None:
        made = context.make_array(array)(context, builder, value)
        self._builder = builder
        self._data = made.data
        self._columns = _code.unpack_tuple(builder, made.shape)[1]

    def at(self, row: Any, column: Any) -> Any:
        place = self._builder.add(self._builder.mul(row, self._columns), column)
        return self._builder.gep(self._data, [place])

    def vector(self, row: Any, column: Any) -> Any:
        return self._builder.bitcast(self.at(row, column), _VECTOR.as_pointer())


class _Vector:
    """A contiguous float32 vector as compiled code sees it."""

    def __init__(self, context: Any, builder: Any, array: Any, value: Any) -> None:
        self._builder = builder
        self._data = context.make_array(array)(context, builder, value).data

    def at(self, place: Any) -> Any:
        return self._builder.gep(self._data, [place])

    def lanes(self, place: Any) -> Any:
        return self._builder.bitcast(self.at(place), _VECTOR.as_pointer())


def _tile(vectors: int) -> Any:
    """Return the kernel that adds to tiles of 16 · ``vectors`` columns."""

    @intrinsic
    def add_tile(  # noqa: PLR0917  # two matrices, the place, how many and the sign: a kernel has no structs
        typing: Any, out: Any, row: Any, column: Any, rows: Any, count: Any, sign: Any
    ) -> tuple[Any, Callable[..., Any]]:
        """Add ``sign`` · Σ_(k < count) rows[k, row + r] · rows[k, column + c] to each out[row + r, column + c]."""
        signature = types.void(out, types.int64, types.int64, rows, types.int64, types.float32)

        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            target = _Matrix(context, builder, signature.args[0], arguments[0])
            source = _Matrix(context, builder, signature.args[3], arguments[3])
            _, row, column, _, count, sign = arguments
            columns = [builder.add(column, _INDEX(LANES * v)) for v in range(vectors)]
            lines = [builder.add(row, _INDEX(r)) for r in range(ROWS)]
            sums = [[_code.alloca_once_value(builder, ir.Constant(_VECTOR, None)) for _ in columns] for _ in lines]
            with _code.for_range(builder, count) as loop:
                right = [_load(builder, source.vector(loop.index, one)) for one in columns]
                for line, kept in zip(lines, sums, strict=True):
                    left = _spread(builder, builder.load(source.at(loop.index, line)))
                    for place, other in zip(kept, right, strict=True):
                        builder.store(_fused(builder, left, other, builder.load(place)), place)
            factor = _spread(builder, sign)
            for line, kept in zip(lines, sums, strict=True):
                for one, place in zip(columns, kept, strict=True):
                    where = target.vector(line, one)
                    _store(builder, _fused(builder, factor, builder.load(place), _load(builder, where)), where)
            return context.get_dummy_value()

        return signature, code

    return add_tile


@intrinsic
def _divide(typing: Any, matrix: Any, row: Any, column: Any, factor: Any) -> tuple[Any, Callable[..., Any]]:
    """Turn 8 rows, 16 columns of the matrix into F⁻ᵀ times themselves; F is an upper triangle of 8 × 8.

    The diagonal of ``factor`` holds 1 / F[r, r].
    """
    signature = types.void(matrix, types.int64, types.int64, factor)

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        target = _Matrix(context, builder, signature.args[0], arguments[0])
        known = _Matrix(context, builder, signature.args[3], arguments[3])
        places = [target.vector(builder.add(arguments[1], _INDEX(r)), arguments[2]) for r in range(ROWS)]
        solved: list[Any] = []
        for r, place in enumerate(places):
            value = _load(builder, place)
            for s, above in enumerate(solved):
                weight = builder.fneg(_spread(builder, builder.load(known.at(_INDEX(s), _INDEX(r)))))
                value = _fused(builder, weight, above, value)
            inverse = _spread(builder, builder.load(known.at(_INDEX(r), _INDEX(r))))
            solved.append(builder.fmul(value, inverse))
        for value, place in zip(solved, places, strict=True):
            _store(builder, value, place)
        return context.get_dummy_value()

    return signature, code


@intrinsic
def _subtract_rows(typing: Any, b: Any, column: Any, matrix: Any, row: Any) -> tuple[Any, Callable[..., Any]]:
    """Subtract Σ_(r < 16) b[row + r] · matrix[row + r, column + c] from each of 16 b[column + c]."""
    signature = types.void(b, types.int64, matrix, types.int64)

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        _, column, _, row = arguments
        vector = _Vector(context, builder, signature.args[0], arguments[0])
        source = _Matrix(context, builder, signature.args[2], arguments[2])
        value = _load(builder, vector.lanes(column))
        for r in range(LANES):
            line = builder.add(row, _INDEX(r))
            weight = builder.fneg(_spread(builder, builder.load(vector.at(line))))
            value = _fused(builder, weight, _load(builder, source.vector(line, column)), value)
        _store(builder, value, vector.lanes(column))
        return context.get_dummy_value()

    return signature, code


@intrinsic
def _subtract_products(typing: Any, b: Any, row: Any, matrix: Any, last: Any) -> tuple[Any, Callable[..., Any]]:
    """Subtract Σ_c matrix[row + r, c] · b[c], row + 16 ≤ c < last, from each of 16 b[row + r]."""
    signature = types.void(b, types.int64, matrix, types.int64)

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        _, row, _, last = arguments
        vector = _Vector(context, builder, signature.args[0], arguments[0])
        source = _Matrix(context, builder, signature.args[2], arguments[2])
        lines = [builder.add(row, _INDEX(r)) for r in range(LANES)]
        sums = [_code.alloca_once_value(builder, ir.Constant(_VECTOR, None)) for _ in lines]
        first = builder.add(row, _INDEX(LANES))
        with _code.for_range_slice(builder, first, last, _INDEX(LANES)) as (column, _):
            right = _load(builder, vector.lanes(column))
            for line, place in zip(lines, sums, strict=True):
                left = _load(builder, source.vector(line, column))
                builder.store(_fused(builder, left, right, builder.load(place)), place)
        for line, place in zip(lines, sums, strict=True):
            where = vector.at(line)
            builder.store(builder.fsub(builder.load(where), _total(builder, builder.load(place))), where)
        return context.get_dummy_value()

    return signature, code


def _load(builder: Any, place: Any) -> Any:
    """Read a vector that begins anywhere, not only at a multiple of its length."""
    return builder.load(place, align=4)


def _store(builder: Any, value: Any, place: Any) -> None:
    builder.store(value, place, align=4)


def _spread(builder: Any, number: Any) -> Any:
    """Return the vector that holds one number in every lane."""
    single = builder.insert_element(ir.Constant(_VECTOR, ir.Undefined), number, ir.IntType(32)(0))
    everywhere = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(single, ir.Constant(_VECTOR, ir.Undefined), everywhere)


def _total(builder: Any, vector: Any) -> Any:
    """Return the sum of all lanes."""
    kind = ir.FunctionType(_FLOAT, [_FLOAT, _VECTOR])
    add = _code.get_or_insert_function(builder.module, kind, f"llvm.vector.reduce.fadd.v{LANES}f32")
    return builder.call(add, [_FLOAT(0.0), vector], fastmath=("reassoc",))


def _fused(builder: Any, a: Any, b: Any, c: Any) -> Any:
    """Return a · b + c."""
    return builder.fadd(builder.fmul(a, b, flags=_FUSED), c, flags=_FUSED)


_Add: TypeAlias = Callable[[Floats, int, int, Floats, int, np.float32], None]
add_wide_tile: _Add = _tile(2)
add_narrow_tile: _Add = _tile(1)
subtract_rows: Callable[[Floats, int, Floats, int], None] = cast(Any, _subtract_rows)
subtract_products: Callable[[Floats, int, Floats, int], None] = cast(Any, _subtract_products)
divide_tile: Callable[[Floats, int, int, Floats], None] = cast(Any, _divide)
