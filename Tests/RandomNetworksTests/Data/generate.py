"""Writes moments.txt: exact moments by enumeration, with nothing but fractions.

Gaussian weights: the number K of active units is enumerated with its binomial weight, and the
moments of s1 chi^2_K + s0 chi^2_(N-K) are summed binomially.

Orthogonal weights: given the squared norm r^2 of the rotated input, h = r e_1 + sb g in R^n; every
coordinate pattern is integrated monomial by monomial. The direction is averaged by hand: E u^(2a) of
a uniform direction u in R^n is prod (2a_i - 1)!! / (n (n+2) ...). The units' masks are enumerated.

Run: python3 generate.py > moments.txt
"""

from fractions import Fraction as F
from itertools import product
from math import comb
import random

random.seed(20260)


def double_factorial(n):
    result = 1
    while n > 1:
        result *= n
        n -= 2
    return result


def chi_square(k, m):
    result = 1
    for j in range(m):
        result *= k + 2 * j
    return result


def unit(activation):
    """Probability of the first branch, and the squared factors on both."""
    kind, _, text = activation.partition(":")
    if kind == "relu":
        return F(1, 2), F(1), F(0)
    if kind == "linear":
        return F(1), F(1), F(0)
    if kind == "leaky":
        return F(1, 2), F(1), F(text) ** 2
    keep = F(text)
    return keep / 2, 1 / keep**2, F(0)


def second_moment(activation):
    a, s1, s0 = unit(activation)
    return a * s1 + (1 - a) * s0


def gaussian_layer(moments, n, activation, variance, bias):
    a, s1, s0 = unit(activation)
    order = len(moments) - 1
    result = []
    for m in range(order + 1):
        xi = F(0)
        for k in range(n + 1):
            weight = comb(n, k) * a**k * (1 - a) ** (n - k)
            xi += weight * sum(
                comb(m, i) * s1**i * chi_square(k, i) * s0 ** (m - i) * chi_square(n - k, m - i)
                for i in range(m + 1)
            )
        power = sum(
            comb(m, j) * variance**j * bias ** (m - j) * moments[j] for j in range(m + 1)
        )
        result.append(xi * power)
    return result


def compositions(total, parts):
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first,) + rest


def multinomial(parts):
    result, total = 1, 0
    for part in parts:
        total += part
        result *= comb(total, part)
    return result


def orthogonal_layer(moments, n_in, n, activation, variance, bias):
    """h = W x + b, W = gain * (Haar isometry or coisometry)."""
    gain = variance * max(n_in, n)
    order = len(moments) - 1
    a, s1, s0 = unit(activation)
    # W x / |x| = gain^(1/2) times the first n coordinates of a uniform direction in R^max.
    big = max(n_in, n)
    result = []
    for m in range(order + 1):
        total = F(0)
        # E prod h_i^(2 c_i) over |c| = m, times E of the units' factors.
        for c in compositions(m, n):
            value = F(0)
            for d in product(*[range(ci + 1) for ci in c]):
                # h_i^(2 c_i): the part of even degree 2 d_i in the direction.
                j = sum(d)
                direction = F(1)
                for di in d:
                    direction *= double_factorial(2 * di - 1)
                direction /= chi_square(big if n <= n_in else n, j)
                noise = F(1)
                for ci, di in zip(c, d):
                    noise *= comb(2 * ci, 2 * di) * double_factorial(2 * (ci - di) - 1)
                value += gain**j * moments[j] * direction * bias ** (m - j) * noise
            # Signs are independent fair coins: the direction and the noise are symmetric.
            factor = F(1)
            for ci in c:
                factor *= 1 if ci == 0 else a * s1**ci + (1 - a) * s0**ci
            total += multinomial(c) * value * factor
        result.append(total)
    return result


def scheme_variance(scheme, n_in, n, activation):
    if scheme == "he":
        return 1 / (second_moment(activation) * n_in)
    if scheme == "he-fan-out":
        return 1 / (second_moment(activation) * n)
    if scheme == "lecun":
        return F(1, n_in)
    if scheme == "glorot":
        return F(2, n_in + n)
    return F(scheme)


def network(widths, norm, layers, order):
    moments = [norm**m for m in range(order + 1)]
    for n_in, n, (activation, scheme, bias, ensemble) in zip(widths, widths[1:], layers):
        variance = scheme_variance(scheme, n_in, n, activation)
        if ensemble == "gaussian":
            moments = gaussian_layer(moments, n, activation, variance, bias)
        else:
            moments = orthogonal_layer(moments, n_in, n, activation, variance, bias)
    return moments


ACTIVATIONS = ["relu", "linear", "leaky:1/10", "leaky:-2", "leaky:0", "leaky:1", "dropout:3/5",
               "dropout:1"]
SCHEMES = ["he", "he-fan-out", "lecun", "glorot", "3/7", "0"]

print("# Exact moments E z_L^m, m = 0 ... order, by enumeration over active units (generate.py in")
print("# this folder, Python's fractions only). A line: widths, input norm, then one layer each as")
print("# activation,weights,bias variance,ensemble without blanks; then = and the moments.")
for case in range(120):
    depth = random.choice([0, 1, 1, 2, 2, 3, 4])
    ensembles = ["gaussian"] if case % 3 else ["gaussian", "orthogonal", "orthogonal"]
    top = 6 if case % 3 else 4
    widths = [random.randint(1, top) for _ in range(depth + 1)]
    norm = random.choice([F(0), F(1), F(7, 3), F(1, 1000), F(12)])
    layers = [
        (random.choice(ACTIVATIONS), random.choice(SCHEMES),
         random.choice([F(0), F(1, 10), F(5, 3)]), random.choice(ensembles))
        for _ in range(depth)
    ]
    if case % 4 == 0 and layers:
        layers = [layers[0]] * depth
        widths = [widths[0]] + [widths[1]] * depth
    order = random.choice([0, 1, 2, 4, 5]) if case % 3 else random.choice([1, 2, 3])
    values = network(widths, norm, layers, order)
    print(",".join(map(str, widths)), norm,
          *[f"{a},{s},{b},{e}" for a, s, b, e in layers], "=", *values)
