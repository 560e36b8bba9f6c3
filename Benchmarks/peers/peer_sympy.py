"""SymPy: DomainMatrix over QQ times a vector; sparse polynomial rings over ZZ."""

from math import comb

from sympy import QQ, ZZ, ring
from sympy.polys.matrices import DomainMatrix

from recursion import arguments, doubled_rising_coefficients, scaled_transfer, timed


def rational_vector(width, depth, order, d):
    rows, common = scaled_transfer(width, order, d)
    n = order + 1
    matrix = DomainMatrix(
        [[QQ(x, common) for x in row] + [QQ(0)] * (n - len(row)) for row in rows], (n, n), QQ)
    vector = DomainMatrix([[QQ(1)]] * n, (n, 1), QQ)
    for _ in range(depth):
        vector = matrix * vector
    return [row[0] for row in vector.to_list()]


def symbolic(depth, order):
    ring_of_x, x = ring("x", ZZ)
    falling = [ring_of_x.one]
    for t in range(order):
        falling.append(falling[-1] * (1 - t * x))
    layer = []
    for m, row in enumerate(doubled_rising_coefficients(order)):
        terms = (value * 2 ** (m - i) * falling[i] * x ** (m - i) for i, value in enumerate(row))
        layer.append(sum(terms, ring_of_x.zero))
    values = [ring_of_x.one] * (order + 1)
    for _ in range(depth):
        values = [
            layer[m] * sum((comb(m, j) * values[j] for j in range(m + 1)), ring_of_x.zero)
            for m in range(order + 1)
        ]
    return values[order]


def main():
    kind, width, depth, order, d = arguments()
    if kind == "symbolic":
        at = lambda p: sum((QQ(c) / QQ(width) ** e for (e,), c in p.terms()), QQ(0))
        timed("sparse ring over ZZ", lambda: symbolic(depth, order), lambda p: str(at(p)))
    elif order * depth <= 1000:
        show = lambda values: [str(values[1]), str(values[order])]
        timed("DomainMatrix over QQ", lambda: rational_vector(width, depth, order, d), show)


main()
