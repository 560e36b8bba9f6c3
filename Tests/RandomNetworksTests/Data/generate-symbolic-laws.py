"""Densities and survival functions of z_L without bias, for SymbolicLawFormulaTests.

Independent of the program: every choice of the numbers of active units is weighted by its
probability; for one layer the chi-square density, for two layers Bessel K of the general order, for
three the two-layer density integrated against the third layer's by the trapezoid rule. Survival
functions are integrals of densities by mpmath's quadrature. Prints the lines of the table in the test.
"""
from itertools import product
from mpmath import mp, mpf, binomial, gamma, exp, sqrt, besselk, quad, nstr

mp.dps = 40


def layer(width, activity):
    if activity == 1:
        return [(width, mpf(1))]
    return [(k, binomial(width, k) * activity**k * (1 - activity) ** (width - k))
            for k in range(1, width + 1)]


def chi_square(k, u):
    return u ** (mpf(k) / 2 - 1) * exp(-u / 2) / (mpf(2) ** (mpf(k) / 2) * gamma(mpf(k) / 2))


def product_of_two(a, b, u):
    # The density of a product of two independent chi-squares.
    half = (mpf(a) + b) / 4
    return (2 * (u / 4) ** half * besselk((mpf(a) - b) / 2, sqrt(u))
            / (u * gamma(mpf(a) / 2) * gamma(mpf(b) / 2)))


def unit_density(layers, u):
    if len(layers) == 1:
        return sum(w * chi_square(k, u) for k, w in layers[0])
    if len(layers) == 2:
        return sum(w * v * product_of_two(k, j, u)
                   for (k, w), (j, v) in product(layers[0], layers[1]))
    # The trapezoid rule in t = ln u_3: the integrand is analytic and falls like exp(-e^|t|/c).
    last = layers[-1]
    total, step = mpf(0), mpf(1) / 12
    for j in range(-12 * 14, 12 * 6):
        v = exp(j * step)
        total += unit_density(layers[:-1], u / v) * sum(w * chi_square(k, v) for k, w in last)
    return total * step


def main():
    half = mpf(1) / 2
    cases = [
        ([4], ["relu"], "1/3", "7/5"),
        ([7], ["relu"], "2/7", "1/50"),
        ([3], ["dropout:1/3"], "5", "2"),
        ([2, 2], ["relu", "relu"], "1", "17/10"),
        ([1, 1], ["relu", "relu"], "2", "3"),
        ([3, 5], ["relu", "relu"], "1/4", "2/3"),
        ([6, 2], ["relu", "linear"], "1/3", "5"),
        ([5, 4], ["linear", "dropout:3/4"], "1/2", "11"),
        ([3, 4], ["linear", "linear"], "1/3", "1/7"),
        ([2, 3, 1], ["relu", "relu", "relu"], "1", "1/2"),
        ([3, 2, 4], ["relu", "linear", "dropout:1/2"], "1/2", "2"),
    ]
    for widths, kinds, variance, point in cases:
        layers, scale = [], mpf(1)
        top, _, bottom = variance.partition("/")
        for width, kind in zip(widths, kinds):
            name, _, keep = kind.partition(":")
            own = mpf(top) / mpf(bottom or 1)
            if name == "dropout":
                a, b = keep.split("/")
                own /= (mpf(a) / mpf(b)) ** 2
                layers.append(layer(width, mpf(a) / mpf(b) / 2))
            else:
                layers.append(layer(width, 1 if name == "linear" else half))
            scale *= own
        top, _, bottom = point.partition("/")
        x = mpf(top) / mpf(bottom or 1)
        density = unit_density(layers, x / scale) / scale
        text = nstr(density, 32)
        if len(layers) < 3:
            # u = v^2 makes the integrand smooth and of exponential decay.
            start = sqrt(x / scale)
            nodes = [start + t for t in (0, 3, 8, 16, 32, 64, 128)]
            survival = nstr(quad(lambda v: 2 * v * unit_density(layers, v * v), nodes), 32)
        else:
            survival = "-"
        print(",".join(map(str, widths)), ",".join(kinds), variance, point, text, survival,
              flush=True)


if __name__ == "__main__":
    main()
