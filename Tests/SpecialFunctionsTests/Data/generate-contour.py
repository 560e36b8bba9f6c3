"""Writes contour-mpmath.txt: values of Meijer G where the Mellin-Barnes integral converges
exponentially, m + n > (p + q)/2.

    python3 generate-contour.py > contour-mpmath.txt

Each value is computed at two precisions that agree to 42 digits, and has 40 of them; arguments are
dyadic or integers. Convention of mpmath: meijerg([a1..an, ..ap], [b1..bm, ..bq], z).
"""
import random
import signal
import sys

import mpmath
from fractions import Fraction

random.seed(20240611)
mpmath.mp.dps = 50


def timeout(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, timeout)


def value(a1, a2, b1, b2, z, digits):
    mpmath.mp.dps = digits
    number = lambda q: mpmath.mpf(q.numerator) / q.denominator
    lists = [[number(q) for q in part] for part in (a1, a2, b1, b2)]
    point = mpmath.mpc(z[0], z[1]) if z[1] else mpmath.mpf(z[0])
    return mpmath.mpmathify(
        mpmath.meijerg([lists[0], lists[1]], [lists[2], lists[3]], point))


def text(x):
    return mpmath.nstr(x, 40, strip_zeros=False, min_fixed=0, max_fixed=0)


print(f"# mpmath {mpmath.__version__}, seed 20240611, generate-contour.py")
print("# a_1..a_n; a_(n+1)..a_p; b_1..b_m; b_(m+1)..b_q; Re z; Im z; Re G; Im G")
shifts = [Fraction(0), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(-1, 2),
          Fraction(1, 3), Fraction(5, 2), Fraction(-3, 4), Fraction(7), Fraction(49)]
rows = 0
while rows < 90:
    m, n = random.randint(1, 4), random.choice([0, 0, 0, 1, 2])
    extra_p, extra_q = random.choice([0, 0, 0, 1]), random.choice([0, 0, 0, 1])
    p, q = n + extra_p, m + extra_q
    if 2 * (m + n) <= p + q or p > q:
        continue
    a1 = [random.choice(shifts[:9]) for _ in range(n)]
    b1 = [random.choice(shifts) for _ in range(m)]
    if any((a - b).denominator == 1 and a > b for a in a1 for b in b1):
        continue
    a2 = [random.choice(shifts) for _ in range(extra_p)]
    b2 = [random.choice(shifts) for _ in range(extra_q)]
    size = random.choice([Fraction(1, 8), Fraction(1), Fraction(3, 2), Fraction(5), Fraction(20)])
    z = (size, Fraction(0))
    if random.random() < 0.3:
        z = (size, random.choice([Fraction(1), Fraction(-1, 2), Fraction(3)]))
        angle = abs(mpmath.arg(mpmath.mpc(float(z[0]), float(z[1]))))
        if angle >= (m + n - (p + q) / 2) * 3.14:
            continue
    if p == q and abs(complex(z[0], z[1])) == 1:
        continue
    point = (mpmath.mpf(z[0].numerator) / z[0].denominator,
             mpmath.mpf(z[1].numerator) / z[1].denominator)
    try:
        signal.alarm(10)
        first, second = (value(a1, a2, b1, b2, point, d) for d in (50, 75))
        signal.alarm(0)
    except Exception:
        signal.alarm(0)
        continue
    mpmath.mp.dps = 50
    if not mpmath.isfinite(second) or second == 0:
        continue
    if abs(first - second) > abs(second) * mpmath.mpf(10) ** -43:
        continue
    # Parts that are zero but for rounding.
    if not z[1]:
        if abs(second.imag) > abs(second) * mpmath.mpf(10) ** -60:
            continue
        second = mpmath.mpc(second.real, 0)
    elif min(abs(second.real), abs(second.imag)) < abs(second) * mpmath.mpf(10) ** -2:
        continue
    fields = [",".join(map(str, part)) for part in (a1, a2, b1, b2)]
    fields += [str(z[0]), str(z[1]), text(second.real), text(second.imag) if z[1] else "0"]
    print("; ".join(fields))
    sys.stdout.flush()
    rows += 1
