"""python-flint: fmpz_mat and fmpq_mat times a vector, a matrix power, scalars; fmpz_poly."""

from math import comb

from flint import fmpq, fmpq_mat, fmpz, fmpz_mat, fmpz_poly

import loops
from recursion import arguments, doubled_rising_coefficients
from recursion import scaled_layer_moments, scaled_transfer, timed


def transfer(width, order, d):
    rows, common = scaled_transfer(width, order, d)
    n = order + 1
    return fmpz_mat(n, n, [x for row in rows for x in row + [0] * (n - len(row))]), fmpz(common)


def integer_vector(width, depth, order, d):
    matrix, common = transfer(width, order, d)
    content = common
    for entry in matrix.entries():
        content = content.gcd(entry)
    reduced = [entry // content for entry in matrix.entries()]
    matrix, common = fmpz_mat(order + 1, order + 1, reduced), common // content
    vector = fmpz_mat(order + 1, 1, [1] * (order + 1))
    for _ in range(depth):
        vector = matrix * vector
    denominator = common**depth
    return [fmpq(x, denominator) for x in vector.entries()]


def rational_vector(width, depth, order, d):
    matrix, common = transfer(width, order, d)
    matrix = fmpq_mat(matrix) / fmpq(common)
    vector = fmpq_mat(order + 1, 1, [1] * (order + 1))
    for _ in range(depth):
        vector = matrix * vector
    return vector.entries()


def rational_power(width, depth, order, d):
    matrix, common = transfer(width, order, d)
    power = (fmpq_mat(matrix) / fmpq(common)) ** depth
    return (power * fmpq_mat(order + 1, 1, [1] * (order + 1))).entries()


def common_denominator(width, depth, order, d):
    """Numerators over (2 N d)^(m l), which each moment nearly fills, by Horner's rule."""
    q = 2 * width * d
    mu = [fmpz(x) for x in scaled_layer_moments(width, order)]
    binomials = [[fmpz(comb(m, j) * (2 * d) ** j) for j in range(m + 1)] for m in range(order + 1)]
    values = [fmpz(1)] * (order + 1)
    for layer in range(depth):
        shift = fmpz(width) * fmpz(q) ** layer
        new = []
        for m in range(order + 1):
            row, total = binomials[m], fmpz(0)
            for j in range(m + 1):
                total = total * shift + row[j] * values[j]
            new.append(mu[m] * total)
        values = new
    return [fmpq(x, fmpz(q) ** (m * depth)) for m, x in enumerate(values)]


def scalars(width, depth, order, d):
    rows, common = scaled_transfer(width, order, d)
    rows = [[fmpq(x, common) for x in row] for row in rows]
    values = [fmpq(1)] * (order + 1)
    for _ in range(depth):
        values = [sum((a * b for a, b in zip(row, values)), fmpq(0)) for row in rows]
    return values


def symbolic(depth, order):
    x = fmpz_poly([0, 1])
    falling = [fmpz_poly([1])]
    for t in range(order):
        falling.append(falling[-1] * (1 - t * x))
    layer = []
    for m, row in enumerate(doubled_rising_coefficients(order)):
        terms = (value * 2 ** (m - i) * falling[i] * x ** (m - i) for i, value in enumerate(row))
        layer.append(sum(terms, fmpz_poly()))
    values = [fmpz_poly([1])] * (order + 1)
    for _ in range(depth):
        values = [
            layer[m] * sum((comb(m, j) * values[j] for j in range(m + 1)), fmpz_poly())
            for m in range(order + 1)
        ]
    return values[order]


def main():
    kind, width, depth, order, d = arguments()
    if kind == "symbolic":
        show = lambda p: str(p(fmpq(1, width)))
        timed("fmpz_poly", lambda: symbolic(depth, order), show)
        return
    show = lambda values: [str(values[1]), str(values[order])]
    for name, method in [
        ("fmpz_mat times vector, common denominator", integer_vector),
        ("fmpz, denominators (2Nd)^(ml), Horner", common_denominator),
        ("fmpq_mat times vector", rational_vector),
        ("fmpq_mat power", rational_power),
        ("fmpz, Pascal by additions", lambda *case: loops.additions(fmpz, fmpq, *case)),
        # Last, because it is the one that a limit of time stops.
        ("fmpq scalars", scalars),
    ]:
        timed(name, lambda: method(width, depth, order, d), show)


main()
