"""Writes product-law.txt: density, survival and distribution function of z_L without bias.

The inverse Mellin transform is integrated by python-flint's acb.integral (adaptive Gauss-Legendre,
Arb's own bounds) in pieces of a vertical line, upward until the pieces are negligible. The transform
of a layer is the plain sum 2^s sum_k P(K = k) Gamma(k/2 + s)/Gamma(k/2) with Arb's gamma function: no
recurrence, no windows. Every value is computed on two lines, which must agree.

Run: python3 generate-product-law.py > product-law.txt
"""

from fractions import Fraction as F
from math import comb, lgamma, log
import random

from flint import acb, arb, ctx

random.seed(77)
DIGITS = 45


def rational(q):
    return arb(q.numerator) / arb(q.denominator)


class Layer:
    def __init__(self, width, activation, variance):
        self.width, self.activation, self.variance = width, activation, variance
        kind = activation.split(":")
        if kind[0] == "linear":
            self.weights = {width: F(1)}
            self.scale = variance
        else:
            keep = F(kind[1]) if kind[0] == "dropout" else F(1)
            a = keep / 2
            self.weights = {
                k: comb(width, k) * a**k * (1 - a) ** (width - k) for k in range(1, width + 1)
            }
            self.scale = variance / keep**2

    def text(self):
        return f"{self.activation},{self.variance},0,gaussian"

    def log_size(self, s):
        terms = [
            log(w.numerator) - log(w.denominator) + lgamma(k / 2 + s) - lgamma(k / 2)
            for k, w in self.weights.items()
        ]
        top = max(terms)
        return top + log(sum(2.718281828459045 ** (x - top) for x in terms)) + s * log(
            2 * self.scale.numerator / self.scale.denominator
        )

    def prepare(self):
        self.coefficients = {
            k: rational(w) / (arb(k) / 2).gamma() for k, w in self.weights.items()
        }
        self.log_scale = acb(2 * rational(self.scale)).log()

    def transform(self, s):
        total = acb(0)
        for k, c in self.coefficients.items():
            total += c * (s + acb(k) / 2).gamma()
        return total * (s * self.log_scale).exp()


def integral(layers, norm, x, c, divided, digits):
    """(1/2 pi i) int (norm/x)^s prod M(s) [1/s] ds along Re s = c."""
    ctx.prec = int(3.33 * digits) + 120
    for layer in layers:
        layer.prepare()
    log_ratio = acb(rational(norm / x)).log()
    shift = arb(c.numerator) / c.denominator

    def integrand(t, analytic):
        s = acb(shift) + acb(0, 1) * t
        value = (s * log_ratio).exp()
        for layer in layers:
            value *= layer.transform(s)
        return value / s if divided else value

    total, low, step = acb(0), 0, 2
    peak = abs(integrand(acb(0), False))
    while True:
        piece = acb.integral(integrand, low, low + step, rel_tol=arb(2) ** -ctx.prec)
        total += piece
        low += step
        if abs(integrand(acb(low), False)) < peak * arb(10) ** (-digits - 12):
            break
    return (total.real / arb.pi()), peak


def saddle(layers, norm, x, low, divided):
    best, place = None, None
    for j in range(1, 240):
        c = low + 0.01 * 1.06**j
        if divided and c == 0:
            continue
        size = sum(l.log_size(c) for l in layers) + c * log(float(norm) / float(x))
        if divided:
            size -= log(abs(c))
        if best is None or size < best:
            best, place = size, c
    return place


def value(function, layers, norm, x):
    divided = function != "density"
    least = min(min(l.weights) for l in layers) / 2
    results = []
    c = saddle(layers, norm, x, 0 if divided else -least, divided)
    for factor in (1.0, 1.3):
        line = F(round((c + least) * factor * 64) or 1, 64) - F(round(least * 64), 64)
        if divided and line <= 0:
            line = F(1, 8) if factor == 1 else F(1, 4)
        digits = DIGITS
        while True:
            result, peak = integral(layers, norm, x, line, divided, digits)
            error = arb(10) ** (-digits - 8) * peak
            if function == "density":
                result, error = result / rational(x), error / rational(x)
            if function == "cdf":
                result = 1 - result
            result = arb(result.mid(), result.rad() + error.upper())
            if result.rel_accuracy_bits() > 3.33 * DIGITS:
                break
            digits += 30
            assert digits < 400
        results.append(result)
    assert results[0].overlaps(results[1]), (function, results)
    return results[0].str(DIGITS - 4, radius=False)


NETWORKS = [
    (1, [(2, "relu", F(1)), (2, "relu", F(1))]),
    (1, [(1, "relu", F(2))] * 3),
    (F(3, 2), [(3, "relu", F(2, 3)), (1, "linear", F(1, 2)), (5, "dropout:2/3", F(4, 15))]),
    (1, [(2, "linear", F(1, 2)), (7, "relu", F(2, 7)), (7, "relu", F(2, 7))]),
    (F(1, 3), [(4, "linear", F(1, 4)), (6, "linear", F(1, 6))]),
    (2, [(1, "dropout:1", F(1)), (1, "linear", F(3))]),
    (1, [(20, "relu", F(1, 10)), (11, "relu", F(2, 11))]),
    (1, [(12, "linear", F(1, 12))] * 4),
    (5, [(10, "dropout:1/10", F(1, 50))] * 2),
]

print("# Written by generate-product-law.py in this folder.")
print("# function x ; widths norm layers = value")
for norm, spec in NETWORKS:
    layers = [Layer(*entry) for entry in spec]
    norm = F(norm)
    widths = ",".join(["4"] + [str(l.width) for l in layers])
    for x in (F(1, 1000), F(1, 3), F(17, 10), F(40)):
        for function in ("density", "survival", "cdf"):
            if function == "cdf" and x > 1:
                continue
            text = value(function, layers, norm, x)
            print(
                f"{function} {x} {widths} {norm} {' '.join(l.text() for l in layers)} = {text}",
                flush=True,
            )
