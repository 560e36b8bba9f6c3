#!/usr/bin/env python3
"""Reference values for outputs, activations and joint distributions: mpmath quadrature.

    python3 generate-outputs.py > outputs.txt

The density of the norm before the last layer is that of one layer (a mixture of chi-squares), so that
every value is one integral of elementary and error functions. Written independently of the library.
"""
import mpmath
from mpmath import mp, mpf

mp.dps = 60
DIGITS = 40


def one_layer(width, variance, activity):
    """Density of z_1 at y > 0 and its atom."""
    weights = [
        mpmath.binomial(width, k) * activity**k * (1 - activity) ** (width - k)
        for k in range(width + 1)
    ]

    def density(y):
        u = y / variance
        return sum(
            w * u ** (mpf(k) / 2 - 1) * mpmath.exp(-u / 2) / (2 ** (mpf(k) / 2) * mpmath.gamma(mpf(k) / 2))
            for k, w in enumerate(weights)
            if k and w
        ) / variance

    return density, weights[0]


def expectation(g, width, variance, activity):
    """E g(z_1), by the trapezoid rule in log z; the step is halved until 45 digits agree."""
    density, atom = one_layer(width, variance, activity)

    def f(u):
        y = mpmath.exp(u)
        return density(y) * y * g(y)

    step = mpf(1) / 8
    previous = None
    low, high = -260, 8
    while True:
        value = step * mpmath.fsum(f(j * step) for j in range(int(low / step), int(high / step)))
        value += atom * g(mpf(0)) if atom else 0
        if previous is not None and abs(value - previous) < mpf(10) ** -46 * abs(value):
            return value
        previous = value
        step /= 2


def phi(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def main():
    print("# mpmath %s, generate-outputs.py; columns: quantity, width, weight variance, bias variance," % mpmath.__version__)
    print("# activation, argument(s), value. Depth 2 (the output: depth 1), input norm 1.")
    half = mpf(1) / 2
    cases = [
        (3, "2/3", "0", "relu"), (3, "2/3", "1/10", "relu"), (2, "1", "1/2", "relu"),
        (5, "2/5", "1/100", "relu"), (4, "1/4", "1/3", "linear"), (3, "1/2", "1/4", "dropout:1/2"),
    ]
    for width, sw, sb, activation in cases:
        a, b = mpmath.mpf(eval_fraction(sw)), mpmath.mpf(eval_fraction(sb))
        keep = mpf(1)
        if activation.startswith("dropout"):
            keep = eval_fraction(activation.split(":")[1])
        activity = mpf(1) if activation == "linear" else keep / 2
        before = (a + b) / keep**2

        def sigma(y):
            return mpmath.sqrt(a * y + b)

        for x in ("1/2", "1", "7/3"):
            t = eval_fraction(x)
            if b:
                p = expectation(
                    lambda y: mpmath.npdf(t, 0, sigma(y)), width, before, activity)
                print("output_density", width, sw, sb, activation, x, mpmath.nstr(p, DIGITS))
        for text in ("1", "1/2,1", "1/3,1,2"):
            points = [eval_fraction(v) for v in text.split(",")]
            if len(points) > width:
                continue

            def g(y):
                if a * y + b == 0:
                    return mpf(1)
                value = mpf(1)
                for point in points:
                    if activation == "linear":
                        value *= phi(point / sigma(y))
                    else:
                        value *= 1 - keep + keep * phi(keep * point / sigma(y))
                return value

            p = expectation(g, width, before, activity)
            print("joint_cdf", width, sw, sb, activation, text, mpmath.nstr(p, DIGITS))


def eval_fraction(text):
    parts = text.split("/")
    return mpf(parts[0]) / (mpf(parts[1]) if len(parts) > 1 else 1)


main()
