#!/usr/bin/env python3
"""Writes leaky-law.txt: laws of networks with leaky units by mpmath, from other formulas than ours.

    python3 Tests/RandomNetworksTests/Data/generate-leaky.py > Tests/RandomNetworksTests/Data/leaky-law.txt

One layer: the density of chi2_J + a chi2_(N-J) as a convolution integral, mixed over J ~ Bin(N, 1/2).
Two layers: the density is integrated over the norm after the first.
Columns: width depth slope function x value. He weights of ReLU, variance 2/width, norm 1.
"""

from mpmath import binomial, cos, exp, gamma, mp, mpf, nstr, pi, quad, sin

mp.dps = 40


def chi(k, u):
    return u ** (mpf(k) / 2 - 1) * exp(-u / 2) / (2 ** (mpf(k) / 2) * gamma(mpf(k) / 2))


def one_layer(n, a, z):
    """The density of xi at z."""
    total = (chi(n, z) + chi(n, z / a) / a) / mpf(2) ** n
    for k in range(1, n):
        # u = z sin^2 of an angle: no singular ends.
        def integrand(t):
            u, v = z * sin(t) ** 2, z * cos(t) ** 2
            return chi(k, u) * chi(n - k, v / a) / a * 2 * z * sin(t) * cos(t)

        total += binomial(n, k) / mpf(2) ** n * quad(integrand, [0, pi / 8, pi / 4, 3 * pi / 8, pi / 2])
    return total


def density(n, depth, a, z):
    scale = mpf(2) / n
    if depth == 1:
        return one_layer(n, a, z / scale) / scale

    def integrand(t):
        y = exp(t)
        return one_layer(n, a, z / (scale * y)) / (scale * y) * one_layer(n, a, y / scale) / scale * y

    # The trapezoid rule: the integrand falls off on both sides and is analytic in a strip.
    h = mpf(1) / 4
    return h * sum(integrand(j * h) for j in range(-180, 30))


def survival(n, a, z):
    """One layer, by the density's tail integral."""
    return quad(lambda x: density(n, 1, a, x), [z, z + 1, z + 3, z + 8, z + 20, z + 50, z + 100, z + 250, z + 600, z + 1500, z + 4000])


def main():
    print("# generate-leaky.py; mpmath with 40 digits, 25 printed")
    for n in (1, 2, 3, 6):
        for slope in ("1/10", "1/100", "3/4", "-1/3", "3"):
            p, _, q = slope.partition("/")
            a = (mpf(p) / mpf(q or 1)) ** 2
            for x in ("1/50", "1", "7/2"):
                p, _, q = x.partition("/")
                z = mpf(p) / mpf(q or 1)
                print(n, 1, slope, "density", x, nstr(density(n, 1, a, z), 25))
            if n <= 2 and slope in ("1/10", "3"):
                print(n, 1, slope, "survival", "1", nstr(survival(n, a, mpf(1)), 25))
    mp.dps = 15
    for n, slope in ((2, "1/4"), (3, "1/10")):
        p, q = slope.split("/")
        print(n, 2, slope, "density", "1", nstr(density(n, 2, (mpf(p) / mpf(q)) ** 2, mpf(1)), 11))


if __name__ == "__main__":
    main()
