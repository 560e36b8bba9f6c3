"""Writes biased-tails.txt: densities, survival functions and P(0 < z <= x) of networks of two layers
with bias, far out on both sides, by one integral over z_1: the trapezoid rule in log z_1, which
converges exponentially. Two steps must agree to all digits written.

    python3 generate-bias-tails.py > biased-tails.txt       (mpmath; some minutes)

A line: the layers, "width,activation,weight variance,bias variance" each, separated by ";", then z_0, the
function, x, and the value.
"""
import sys
from fractions import Fraction
from mpmath import mp, mpf, exp, log, gamma, gammainc, binomial, sqrt

mp.dps = 75
DIGITS = 50


class Layer:
    def __init__(self, text):
        width, activation, weight, bias = text.split(",")
        n = int(width)
        number = lambda t: mpf(Fraction(t).numerator) / Fraction(t).denominator
        kind = activation.split(":")
        scale, active = mpf(1), mpf(1) / 2
        if kind[0] == "linear":
            active = mpf(1)
        elif kind[0] == "dropout":
            active, scale = number(kind[1]) / 2, 1 / number(kind[1]) ** 2
        self.slope, self.shift = number(weight) * scale, number(bias) * scale
        self.weights = [
            (k, binomial(n, k) * active**k * (1 - active) ** (n - k)) for k in range(1, n + 1)
        ]
        self.weights = [(k, w) for k, w in self.weights if w != 0]
        self.dead = (1 - active) ** n

    def function(self, name, v, z):
        """Of v xi at z."""
        u = z / v / 2
        if name == "density":
            return sum(w * u ** (mpf(k) / 2) / gamma(mpf(k) / 2) for k, w in self.weights) * exp(-u) / z
        total = mpf(0)
        for k, w in self.weights:
            a = mpf(k) / 2
            part = gammainc(a, u, mp.inf) if name == "survival" else gammainc(a, 0, u)
            total += w * part / gamma(a)
        return total


def value(first, last, z0, name, x, step):
    v0 = first.slope * z0 + first.shift

    def integrand(u):
        y = exp(u)
        return first.function("density", v0, y) * y * last.function(name, last.slope * y + last.shift, x)

    # Around the largest terms.
    rough = [(integrand(mpf(j) / 2), j) for j in range(-60, 90)]
    top, place = max(rough)
    total, j0 = mpf(0), int(mpf(place) / 2 / step)
    for direction in (1, -1):
        j = j0 if direction == 1 else j0 - 1
        small = 0
        while small < 8:
            term = integrand(j * step)
            total += term
            small = small + 1 if term < top * mpf(10) ** -62 else 0
            j += direction
    total *= step
    if first.dead:
        total += first.dead * last.function(name, last.shift, x)
    return total


CASES = [
    ("3,relu,2/3,1/10;3,relu,2/3,1/10", "1", ["density", "survival"], ["500", "1e3", "1e4", "1e7"]),
    ("5,relu,1/5,1/2;2,linear,2,1/50", "2", ["density", "survival"], ["1e3", "1e5"]),
    ("4,dropout:3/5,1/4,1/3;6,relu,1/3,2", "1", ["density", "survival"], ["2e3", "1e6"]),
    ("1,relu,1/100,3;30,relu,1/30,1/1000", "1/3", ["density", "survival"], ["1e4"]),
    ("3,relu,2/3,1/10;3,relu,2/3,1/10", "1", ["density", "lower"], ["1/200", "1e-30", "1e-300"]),
    ("5,relu,1/5,1/2;2,linear,2,1/50", "2", ["density", "lower"], ["1/1000", "1e-40"]),
    ("4,dropout:3/5,1/4,1/3;6,relu,1/3,2", "1", ["density", "lower"], ["1/9", "1e-25"]),
]

for text, norm, names, places in CASES:
    first, last = (Layer(t) for t in text.split(";"))
    z0 = mpf(Fraction(norm).numerator) / Fraction(norm).denominator
    for place in places:
        x = mpf(Fraction(place).numerator) / Fraction(place).denominator
        for name in names:
            step, known = mpf(1) / 8, None
            while True:
                current = value(first, last, z0, name, x, step)
                if known is not None and abs(current / known - 1) < mpf(10) ** -(DIGITS + 3):
                    break
                known, step = current, step / 2
            print(text, norm, name, place, mp.nstr(current, DIGITS + 2, strip_zeros=False))
            sys.stdout.flush()
