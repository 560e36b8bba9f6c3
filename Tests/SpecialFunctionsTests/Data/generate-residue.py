"""Writes residue-*.txt: Meijer G values by mpmath, at random parameters biased to coincidences.

Coinciding parameters are perturbed here, all of them and by different amounts of 1e-40: G is
continuous in them.  (mpmath's own perturbation gives wrong factors where poles of a numerator and a
denominator coincide.)  A value is kept when two such perturbations agree to 24 digits.  For p = q,
m + n < p and |z| > 1 mpmath continues the inner function instead of taking the other poles: left out.  Usage: python3 generate-residue.py seed seconds > residue-mpmath.txt
"""

import random
import sys
import time

import mpmath
from mpmath import mp, mpc, mpf

random.seed(int(sys.argv[1]))
end = time.time() + float(sys.argv[2])
print("# G^{m,n}_{p,q}(z | a; b) by mpmath", mpmath.__version__, "meijerg, generate-residue.py")
print("# leading a; trailing a; leading b; trailing b; z (real or x,y); value (real or x,y)")


def parameter(offset):
    kind = random.random()
    if kind < 0.6:
        return (random.randint(-2, 3), 1)
    if kind < 0.85:
        return (2 * random.randint(-2, 3) + 1, 2)
    return (offset + 3 * random.randint(-2, 2), 3)


def number(fraction):
    return mpf(fraction[0]) / fraction[1]


def perturbed(fraction):
    return number(fraction) + mpf(random.randint(1, 10**6)) / 10**46


def text(fraction):
    return f"{fraction[0]}/{fraction[1]}" if fraction[1] > 1 else str(fraction[0])


def evaluate(lists, z, digits):
    mp.dps = digits
    a1, a2, b1, b2 = [[perturbed(x) for x in values] for values in lists]
    if isinstance(z[0], tuple):
        argument = mpc(number(z[0]), number(z[1]))
    else:
        argument = number(z)
    return mpmath.meijerg([a1, a2], [b1, b2], argument, maxterms=10**4)


def shown(value):
    if isinstance(value, mpc):
        return f"{mpmath.nstr(value.real, 22)},{mpmath.nstr(value.imag, 22)}"
    return mpmath.nstr(value, 22)


while time.time() < end:
    q = random.choice([1, 2, 2, 3, 3, 4])
    p = random.choice([0, 0, 1, 1, 2, 3])
    if p > q + 1:
        continue
    n = random.randint(0, p)
    m = random.randint(0, q)
    offset = random.choice([1, 2])
    lists = [[parameter(offset) for _ in range(k)] for k in (n, p - n, m, q - m)]
    if any(
        (number(a) - number(b)) % 1 == 0 and number(a) > number(b)
        for a in lists[0] for b in lists[2]
    ):
        continue
    z = random.choice([(1, 10), (1, 2), (3, 4), (4, 3), (2, 1), (5, 1), (30, 1), (1, 1000)])
    if random.random() < 0.3:
        z = ((random.choice([-3, -1, 1, 2]), 2), (random.choice([-2, -1, 1, 3]), 3))
    size = abs(complex(*[float(number(x)) for x in z])) if isinstance(z[0], tuple) else number(z)
    if p == q and (size == 1 or (m + n < p and size > 1)):
        continue
    try:
        low = evaluate(lists, z, 240)
        high = evaluate(lists, z, 240)
    except Exception:
        continue
    if low == 0 or high == 0 or not mpmath.isfinite(high):
        continue
    if abs(low / high - 1) > mpf(10) ** -24:
        continue
    if isinstance(high, mpc) and not isinstance(z[0], tuple):
        if high.imag != 0:
            continue
        high = high.real
    where = ",".join(text(x) for x in z) if isinstance(z[0], tuple) else text(z)
    fields = [",".join(text(x) for x in values) for values in lists] + [where, shown(high)]
    print("; ".join(fields), flush=True)
