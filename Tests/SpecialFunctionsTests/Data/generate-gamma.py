"""Writes gamma.txt: values of the gamma family by python-flint (Arb), and by mpmath where Arb's
Python interface has no function. Arguments are exact dyadic or rational numbers, biased to poles,
half-integers, huge and tiny numbers. Run: python3 generate-gamma.py > gamma.txt
"""
import random
from fractions import Fraction as F
import flint, mpmath
from flint import arb, acb, fmpq, ctx

random.seed(20261124)
DIGITS = 60
ctx.cap = 20

def q(x): return fmpq(x.numerator, x.denominator)

def real(x):
    return arb(q(x))

def text(ball):
    """A decimal within one unit of its last digit, or None."""
    if ball == 0: return "0"
    if not ball.is_finite(): return None
    s = ball.str(DIGITS, radius=False)
    return None if s == "0" or s.startswith("0e") else s

def complex_value(f, x, y):
    for bits in (400, 1200, 4000, 12000):
        ctx.prec = bits
        v = f(acb(real(x), real(y)))
        re, im = text(v.real), text(v.imag)
        if re and im and v.real.rel_accuracy_bits() > 210 and (v.imag == 0 or v.imag.rel_accuracy_bits() > 210):
            return re, im
    return None

def sample():
    kind = random.randrange(9)
    if kind == 0: return F(random.randint(-12, 12))
    if kind == 1: return F(2 * random.randint(-12, 12) + 1, 2)
    if kind == 2: return random.randint(-8, 8) + F(random.choice([-1, 1]), 2 ** random.randint(1, 300))
    if kind == 3: return F(random.choice([-1, 1]) * random.randint(1, 9), 2 ** random.randint(50, 2000))
    if kind == 4: return F(random.randint(-10**6, 10**6), 8)
    if kind == 5: return F(random.randint(10**15, 10**16), 1)
    return F(random.randint(-2**24, 2**24), 2 ** random.randint(14, 24))

rows = []
functions = {"gamma": lambda z: z.gamma(), "reciprocalGamma": lambda z: z.rgamma(),
             "logGamma": lambda z: z.lgamma(), "digamma": lambda z: z.digamma()}
while len(rows) < 400:
    x, y = sample(), random.choice([sample(), sample(), F(0)])
    name = random.choice(list(functions))
    # Arb's lgamma on the cut has its own side: only off it.
    if name == "logGamma" and y == 0 and x <= 0: continue
    if name in ("gamma", "reciprocalGamma") and max(abs(x), abs(y)) > 10**12: continue
    v = complex_value(functions[name], x, y)
    if v: rows.append((name, x, y) + v)

def real_row(name, a, b, f):
    for bits in (400, 1200, 4000, 12000):
        ctx.prec = bits
        v = f(real(a), real(b))
        t = text(v)
        if t and v.rel_accuracy_bits() > 210:
            rows.append((name, a, b, t, "0"))
            return

for _ in range(60):
    s, a = random.choice([F(random.randint(2, 40)), F(random.randint(5, 400), 4), F(random.randint(-80, 3), 4), F(-random.randint(0, 9)), 1 + F(1, 2 ** random.randint(4, 60))]), abs(sample())
    if a > 0 and s != 1: real_row("hurwitzZeta", s, a, lambda s, a: acb(s).zeta(acb(a)).real)
for _ in range(60):
    m, x = random.choice([1, 1, 2, 3, 5, 8, 20, 60]), sample()
    if not (x.denominator == 1 and x <= 0) and abs(x) < 10**5:
        if x > 0:
            real_row("polygamma", F(m), x, lambda m, x: (acb(m + 1).zeta(acb(x)) * acb(m + 1).gamma()).real * (-1) ** (int(m.unique_fmpz()) + 1))
        elif x > -50:
            mpmath.mp.prec = 6000
            v = mpmath.psi(m, mpmath.mpf(x.numerator) / x.denominator)
            if v != 0 and abs(v) < mpmath.mpf(10) ** 2000: rows.append(("polygamma", F(m), x, mpmath.nstr(v, DIGITS, strip_zeros=False), "0"))
for _ in range(60):
    a, b = sample(), sample()
    if max(abs(a), abs(b)) < 10**5:
        real_row("beta", a, b, lambda a, b: a.gamma() * b.gamma() * (a + b).rgamma())

# Taylor coefficients.
for a in [F(1), F(2), F(7), F(1, 2), F(1, 3), F(-1, 3), F(-7, 2), F(22, 7), F(0), F(-1), F(-4), F(10**6) + F(1, 3), F(1, 10**6), F(1) + F(1, 10**30), F(-2001, 2)]:
    ctx.prec = 900
    z = flint.arb_series([q(a), 1], prec=12)
    zc = lambda k, f: f[k]
    for name, f in (("gammaTaylor", lambda z: z.gamma()), ("reciprocalGammaTaylor", lambda z: z.rgamma()), ("logGammaTaylor", lambda z: z.lgamma())):
        if name == "gammaTaylor" and a.denominator == 1 and a <= 0: continue
        if name == "logGammaTaylor" and a <= 0: continue
        c = f(z)
        values = [c[k] for k in range(12)]
        t = [("0" if (v == 0 or (not v.rel_accuracy_bits() > 210 and v.contains(0))) else text(v)) for v in values]
        if all(t): rows.append((name, a, F(12)) + (",".join(t), "0"))

print("# The gamma family: function, argument(s) as fractions, value (real part, imaginary part).")
print("# Each decimal is within one unit of its last digit. By generate-gamma.py with python-flint",
      flint.__version__, "and mpmath", mpmath.__version__)
for name, x, y, re, im in rows: print(name, x, y, re, im)
