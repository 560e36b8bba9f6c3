"""Writes integrals.txt: definite integrals with 60 digits.

    python3 generate-integrals.py > integrals.txt

Analytic integrands: certified by acb.integral of python-flint at 260 bits, and compared with PARI's
intnum (gp, 77 digits, in pieces) to 50 digits. Integrals to infinity and with singular ends: closed forms of
mpmath with gamma functions at 90 digits, compared with mpmath's quad (tanh-sinh) to 30 digits.
"""
import subprocess
import sys
from fractions import Fraction

import flint
import mpmath
from flint import acb, arb, ctx, fmpq

ctx.prec = 260
mpmath.mp.dps = 90


def exact(text):
    q = Fraction(text)
    return arb(fmpq(q.numerator, q.denominator))


def number(text):
    q = Fraction(text)
    return mpmath.mpf(q.numerator) / q.denominator


def pari(expression, cuts):
    pieces = "+".join(f"intnum(x={u},{v},{expression},2)" for u, v in zip(cuts, cuts[1:]))
    script = f"default(realprecision,77);print({pieces})"
    result = subprocess.run(["gp", "-q"], input=script + "\n", capture_output=True, text=True)
    return mpmath.mpf(result.stdout.strip().replace(" E", "e"))


def digits(x):
    return mpmath.nstr(x, 60, strip_zeros=False, min_fixed=0, max_fixed=0)


def arb_text(x):
    middle = mpmath.mpf(x.mid().str(80, radius=False))
    assert float(x.rad()) < 1e-66 * max(abs(float(middle)), 1e-300), x
    return digits(middle)


rows = []


def analytic(name, parameters, a, b, function, gp):
    value = acb.integral(function, acb(exact(a)), acb(exact(b))).real
    text = arb_text(value)
    # PARI's error is not known and grows with the interval: in pieces of at most 1.
    cuts = [Fraction(a)]
    while Fraction(b) - cuts[-1] > 1:
        cuts.append(cuts[-1] + 1)
    cuts.append(Fraction(b))
    other = pari(gp, cuts)
    assert abs(other - mpmath.mpf(text)) < mpmath.mpf(10) ** -50 * abs(other), (name, a, b)
    rows.append(" ".join([name, *parameters, a, b, text]))


def branch(z, analytic_flag, value):
    """acb.integral's integrands: not finite where the function has a cut in the ball."""
    if analytic_flag and z.imag.contains(0) and not z.real > 0:
        return acb("nan")
    return value


for a, b in [("0", "1"), ("-3", "5/2"), ("-10", "10"), ("1/7", "22/7")]:
    for k in ["1", "3", "1/2", "11"]:
        analytic("exponentialSine", [k], a, b,
                 lambda x, _, k=k: (x * acb(exact(k))).sin().exp(), f"exp(sin(({k})*x))")
    for k in ["0", "5", "7/3"]:
        analytic("gaussian", [k], a, b,
                 lambda x, _, k=k: (-x * x).exp() * (x * acb(exact(k))).cos(),
                 f"exp(-x^2)*cos(({k})*x)")
    for c in ["1", "1/16", "100"]:
        analytic("quartic", [c], a, b,
                 lambda x, _, c=c: 1 / (acb(exact(c)) + x**4), f"1/({c}+x^4)")
for a, b in [("1", "2"), ("1/10", "3"), ("1/2", "10"), ("5/2", "11/4")]:
    analytic("gamma", [], a, b, lambda x, _: x.gamma(), "gamma(x)")
    for n in ["0", "1", "6"]:
        analytic("besselI", [n], a, b,
                 lambda x, _, n=n: x.bessel_i(acb(int(n))) * (-x).exp(),
                 f"besseli({n},x)*exp(-x)")
    analytic("root", [], a, b,
             lambda x, f: branch(1 + x**3, f, (1 + x**3).sqrt()), "sqrt(1+x^3)")
    analytic("logarithm", [], a, b,
             lambda x, f: branch(x, f, x.log() * x.cos()), "log(x)*cos(x)")

# e^z/z along the polygon: Ei and turns of 2 pi i, by acb.integral side by side.
for points in ["1,0;2,3;-4,1", "1,0;0,1;-1,0;0,-1;1,0", "2,-1;-1,-1/2;-2,5", "1/4,0;1/4,10"]:
    corners = [acb(*(exact(t) for t in p.split(","))) for p in points.split(";")]
    total = acb(0)
    for start, end in zip(corners, corners[1:]):
        total += acb.integral(lambda z, _: z.exp() / z, start, end)
    parts = []
    for part in (total.real, total.imag):
        middle = mpmath.mpf(part.mid().str(80, radius=False))
        parts.append("0" if abs(middle) < 1e-60 else arb_text(part))
    rows.append(" ".join(["path", points, *parts]))


def checked(name, parameters, value, *pieces):
    other = sum(mpmath.quad(integrand, places) for integrand, places in pieces)
    assert abs(other - value) < mpmath.mpf(10) ** -30 * abs(value), (name, parameters, other, value)
    rows.append(" ".join([name, *parameters, digits(value)]))


# t^a e^-t/(t + c) over (0, inf): c^a e^c Γ(a + 1) Γ(-a, c).
for a in ["-1/2", "0", "1/3", "4", "-9/10"]:
    for c in ["1", "1/4", "20"]:
        p, q = number(a), number(c)
        value = q**p * mpmath.exp(q) * mpmath.gamma(p + 1) * mpmath.gammainc(-p, q)
        # t = u^10 makes the end smooth for every a here.
        checked("stieltjes", [a, c], value,
                (lambda u: 10 * u ** (10 * p + 9) * mpmath.exp(-u**10) / (u**10 + q),
                 [0, 0.5, 1, 1.3, 1.7]))
# t^a/(1 + t)^b over (0, inf): B(a + 1, b - a - 1).
for a, b in [("-1/2", "1"), ("0", "2"), ("1/3", "5"), ("-9/10", "1/2"), ("3", "9/2")]:
    p, q = number(a), number(b)
    checked("algebraic", [a, b], mpmath.beta(p + 1, q - p - 1),
            # t = e^v.
            (lambda v: mpmath.exp((p + 1) * v) / (1 + mpmath.exp(v)) ** q,
             mpmath.linspace(-900, 900, 61)))
half = mpmath.root(mpmath.mpf(0.5), 10)
# t^a (1 - t)^b e^(ct) over (0, 1): B(a + 1, b + 1) 1F1(a + 1; a + b + 2; c).
for a, b, c in [("-1/2", "-1/2", "1"), ("-2/3", "3/2", "-5"), ("0", "-9/10", "2"),
                ("5", "1/2", "-20"), ("1/7", "0", "10")]:
    p, q, r = number(a), number(b), number(c)
    value = mpmath.beta(p + 1, q + 1) * mpmath.hyp1f1(p + 1, p + q + 2, r)
    checked("finite", [a, b, c], value,
            # t = u^10 on the left half, 1 - t = u^10 on the right one.
            (lambda u: 10 * u ** (10 * p + 9) * (1 - u**10) ** q * mpmath.exp(r * u**10),
             [0, 0.5, half]),
            (lambda u: 10 * u ** (10 * q + 9) * (1 - u**10) ** p * mpmath.exp(r * (1 - u**10)),
             [0, 0.5, half]))

gp_version = subprocess.run(["gp", "-q"], input="print(version())\n", capture_output=True,
                            text=True).stdout.strip()
print(f"# generate-integrals.py: python-flint {flint.__version__}, mpmath {mpmath.__version__},"
      f" PARI {gp_version}")
print("# kind, its parameters, from, to (or the polygon), value with 60 digits (Re Im for paths)")
print("\n".join(rows))
