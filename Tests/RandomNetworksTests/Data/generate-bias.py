"""Writes biased-law.txt: densities and survival functions of networks with bias, by a method of its
own: the recursion over densities, theory section 5, on a grid in y = exp(t - exp(-t)) where the
trapezoid rule converges double-exponentially. Two steps must agree to all digits written.

    python3 generate-bias.py > biased-law.txt       (python-flint; some minutes)

A line: the layers, "width,activation,weight variance,bias variance" each, separated by ";", then z_0, the
function, x, and the value.
"""
import sys
from fractions import Fraction
from flint import arb, fmpq, ctx

ctx.prec = 256
DIGITS = 52


def q(text):
    f = Fraction(text)
    return arb(fmpq(f.numerator, f.denominator))


def mid(x):
    return arb(x.mid())


class Layer:
    def __init__(self, text):
        width, activation, weight, bias = text.split(",")
        self.width = int(width)
        kind = activation.split(":")
        scale = arb(1)
        if kind[0] == "linear":
            self.activity = arb(1)
        elif kind[0] == "relu":
            self.activity = arb(1) / 2
        else:
            keep = q(kind[1])
            self.activity = keep / 2
            scale = 1 / keep**2
        self.slope, self.shift = q(weight) * scale, q(bias) * scale
        n = self.width
        self.weights = [
            (k, arb(fmpq(binomial(n, k))) * self.activity**k * (1 - self.activity) ** (n - k))
            for k in range(1, n + 1)
            if not (kind[0] == "linear" and k < n)
        ]
        self.dead = arb(0) if kind[0] == "linear" else (1 - self.activity) ** n
        self.norms = {k: w / (arb(2) ** (arb(k) / 2) * (arb(k) / 2).gamma()) for k, w in self.weights}

    def density(self, variance, z):
        """of (variance) xi at z."""
        u = z / variance
        root = u.sqrt()
        odd = sum((self.norms[k] * u ** ((k - 1) // 2) for k, _ in self.weights if k % 2), arb(0))
        even = sum((self.norms[k] * u ** (k // 2 - 1) for k, _ in self.weights if k % 2 == 0), arb(0))
        return mid((odd / root + even) * (-u / 2).exp() / variance)

    def survival(self, variance, z):
        x = z / variance / 2
        total = arb(0)
        for k, w in self.weights:
            total += w * x.gamma_upper(arb(k) / 2, 1)
        return mid(total)


def binomial(n, k):
    result = 1
    for i in range(k):
        result = result * (n - i) // (i + 1)
    return result


def evaluate(layers, z0, points, step):
    first, rest = layers[0], layers[1:]
    nodes = []
    j = -int(6 / float(step))
    while True:
        t = arb(j) * step
        e = (-t).exp()
        y = mid((t - e).exp())
        if float(t) > 8 + 6 * len(layers):
            break
        nodes.append((y, mid(step * y * (1 + e))))
        j += 1
    start = first.slope * z0 + first.shift
    # The layers' values at the nodes; the last at the points.
    if not rest:
        return [
            first.density(start, x) if f == "density" else first.survival(start, x) for f, x in points
        ]
    values = [first.density(start, y) for y, _ in nodes]
    dead = first.dead
    for index, layer in enumerate(rest):
        masses = [(w * f, y) for (y, w), f in zip(nodes, values)]
        masses = [(m, layer.slope * y + layer.shift) for m, y in masses if float(m) > 1e-75]

        def at(x, kind):
            total = arb(0)
            for m, v in masses:
                total += m * (layer.density(v, x) if kind == "density" else layer.survival(v, x))
            if float(layer.shift.mid()) > 0 and float(dead.mid()) > 0:
                total += dead * (
                    layer.density(layer.shift, x)
                    if kind == "density"
                    else layer.survival(layer.shift, x)
                )
            return mid(total)

        if index == len(rest) - 1:
            return [at(x, f) for f, x in points]
        values = [at(y, "density") for y, _ in nodes]
        if float(layer.shift.mid()) > 0:
            dead = layer.dead
        else:
            dead = dead + (1 - dead) * layer.dead


CASES = [
    ("3,relu,2/3,1/10", 2, "1", ["1/100", "1", "10"]),
    ("3,relu,2/3,1/10", 5, "1", ["1/100", "1", "30"]),
    ("1,relu,1/2,1/5", 4, "3", ["1/2", "4"]),
    ("2,linear,2/5,1/7", 3, "1/3", ["1/50", "2"]),
    ("5,linear,1/5,1/2", 4, "2", ["1/10", "3"]),
    ("4,dropout:3/5,1/4,1/3;2,relu,1,1/100;6,relu,1/3,2", 1, "1", ["1/4", "12"]),
    ("3,relu,2/3,0;4,relu,1/2,1/10", 1, "2", ["1/4", "3"]),
    ("4,relu,1/1000,1;4,relu,1/1000,1", 1, "1", ["1"]),
    ("4,relu,1/2,1/1000000;4,relu,1/2,1/1000000", 1, "1", ["1/3"]),
        ("3,relu,1/4,1/10", 9, "1", ["1"]),
]

for text, depth, norm, places in CASES:
    texts = text.split(";") * depth
    layers = [Layer(t) for t in texts]
    points = [(f, q(x)) for x in places for f in ("density", "survival")]
    names = [(f, x) for x in places for f in ("density", "survival")]
    step, last = arb(1) / 16, None
    while True:
        values = evaluate(layers, q(norm), points, step)
        if last is not None and all(
            abs(float(((a - b) / a).mid())) < 10.0**-DIGITS for a, b in zip(values, last)
        ):
            break
        last, step = values, step / 2
        print(text, depth, "step", step, file=sys.stderr)
    for (f, x), value in zip(names, values):
        print(";".join(texts), norm, f, x, value.str(DIGITS, radius=False, more=True))
    sys.stdout.flush()
