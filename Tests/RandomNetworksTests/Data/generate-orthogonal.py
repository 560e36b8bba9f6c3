#!/usr/bin/env python3
"""Writes orthogonal-law.txt: laws with orthogonal weights by mpmath's integrals of beta densities.

    python3 Tests/RandomNetworksTests/Data/generate-orthogonal.py \
        > Tests/RandomNetworksTests/Data/orthogonal-law.txt

Columns: widths (inputs first), activation, function, x, value; weight variance 2/N of a layer with N
units, input norm 1. Products of betas by Mellin convolution over the first factor.
"""

from mpmath import beta, betainc, binomial, cos, mp, mpf, nstr, pi, quad, sin

mp.dps = 30


def parts(units, dimension, kind):
    """(weight, k): B ~ Beta(k/2, (D-k)/2)."""
    if kind == "linear":
        return [(mpf(1), units)]
    return [(binomial(units, k) / mpf(2) ** units, k) for k in range(1, units + 1)]


def density(k, d, b, rest=None):
    rest = 1 - b if rest is None else rest
    return b ** (mpf(k) / 2 - 1) * rest ** (mpf(d - k) / 2 - 1) / beta(mpf(k) / 2, mpf(d - k) / 2)


def tail(k, d, b):
    """P(B > b)."""
    if b >= 1:
        return mpf(0)
    if k == d:
        return mpf(1)
    return betainc(mpf(k) / 2, mpf(d - k) / 2, b, 1, regularized=True)


def survival(layers, x):
    """P(B_1 ... B_n > x) for layers (parts, D)."""
    (first, d), rest = layers[0], layers[1:]
    total = mpf(0)
    for weight, k in first:
        if not rest:
            total += weight * tail(k, d, x)
        elif k == d:
            total += weight * survival(rest, x)
        elif x < 1:
            # b = 1 - (1-x) cos^2, no singular end.
            def integrand(t):
                c = (1 - x) * cos(t) ** 2
                b = 1 - c
                return density(k, d, b, c) * survival(rest, x / b) * 2 * (1 - x) * cos(t) * sin(t)

            total += weight * quad(integrand, [0, pi / 4, pi / 2])
    return total


def product_density(layers, x):
    (first, d), rest = layers[0], layers[1:]
    total = mpf(0)
    for weight, k in first:
        if not rest:
            total += weight * density(k, d, x) if k < d and x < 1 else 0
        elif k == d:
            total += weight * product_density(rest, x)
        elif x < 1:
            total += weight * quad(
                lambda b: density(k, d, b) * product_density(rest, x / b) / b,
                [x, (1 + x) / 2, 1])
    return total


def main():
    print("# generate-orthogonal.py; mpmath with 30 digits, 20 printed")
    for widths, kind in (
            ((3, 3), "relu"), ((5, 3), "relu"), ((4, 6), "relu"), ((6, 6), "relu"), ((5, 3), "linear"),
            ((4, 3, 3), "relu"), ((4, 4, 4), "relu"), ((6, 4, 2), "linear")):
        layers, scale = [], mpf(1)
        for before, units in zip(widths, widths[1:]):
            d = max(before, units)
            scale *= mpf(2) / units * d
            layers.append((parts(units, d, kind), d))
        name = ",".join(map(str, widths))
        for share in ("1/20", "1/2", "9/10"):
            p, q = share.split("/")
            b = mpf(p) / mpf(q)
            # x is written as a fraction: S is one.
            top, bottom = int(p), int(q)
            for before, units in zip(widths, widths[1:]):
                top, bottom = top * 2 * max(before, units), bottom * units
            print(name, kind, "survival", f"{top}/{bottom}", nstr(survival(layers, b), 20))
            if len(widths) == 2:
                print(name, kind, "density", f"{top}/{bottom}",
                      nstr(product_density(layers, b) / scale, 20))
    # An output of width n behind one layer: y^2 = gain z Beta(1/2, (n-1)/2).
    for n in (3, 4):
        layers = [(parts(n, n, "relu"), n), ([(mpf(1), 1)], n)]
        for text in ("1/4", "1"):
            p, _, q = text.partition("/")
            y = mpf(p) / mpf(q or 1)
            print(f"{n},{n}", "relu", "output_survival", text, nstr(survival(layers, y * y / 4) / 2, 20))


if __name__ == "__main__":
    main()
