"""The same loops for number types that are used one number at a time."""

from math import gcd

from recursion import scaled_layer_moments, scaled_transfer


def integers(integer, fraction, width, depth, order, d):
    """One vector of integers over a common denominator."""
    rows, common = scaled_transfer(width, order, d)
    content = common
    for row in rows:
        for entry in row:
            content = gcd(content, entry)
    rows = [[integer(entry // content) for entry in row] for row in rows]
    values = [integer(1)] * (order + 1)
    for _ in range(depth):
        new = []
        for row in rows:
            total = integer(0)
            for a, b in zip(row, values):
                total += a * b
            new.append(total)
        values = new
    denominator = integer(common // content) ** depth
    return [fraction(x, denominator) for x in values]


def fractions(fraction, width, depth, order, d):
    """Fractions throughout."""
    rows, common = scaled_transfer(width, order, d)
    rows = [[fraction(entry, common) for entry in row] for row in rows]
    values = [fraction(1)] * (order + 1)
    for _ in range(depth):
        new = []
        for row in rows:
            total = fraction(0)
            for a, b in zip(row, values):
                total += a * b
            new.append(total)
        values = new
    return values


def additions(integer, fraction, width, depth, order, d):
    """Scaled so that the transfer is a diagonal times Pascal's triangle, which takes additions.

    w_m = (sw2/sb2)^m E z^m obeys w_m <- sw2^m mu_m sum_j C(m,j) w_j, and sums with binomial
    coefficients are n (n+1) / 2 additions of neighbours.
    """
    moments = scaled_layer_moments(width, order)
    common = width**order
    factors = [mu * width ** (order - m) for m, mu in enumerate(moments)]
    content = common
    for factor in factors:
        content = gcd(content, factor)
    factors = [integer(factor // content) for factor in factors]
    # sw2 / sb2 = 2 d / N; the vector starts with a denominator of its own.
    values = [integer((2 * d) ** m * width ** (order - m)) for m in range(order + 1)]
    for _ in range(depth):
        for start in range(1, order + 1):
            for m in range(order, start - 1, -1):
                values[m] += values[m - 1]
        values = [a * b for a, b in zip(factors, values)]
    denominator = integer(common // content) ** depth * integer(width) ** order
    return [
        fraction(x * integer(width) ** m, denominator * integer(2 * d) ** m)
        for m, x in enumerate(values)
    ]
