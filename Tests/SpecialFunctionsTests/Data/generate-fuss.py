"""Reference values of the Raney laws and the arc-cosine kernels, by mpmath.

Run: python3 generate-fuss.py > fuss.txt

density   the root v of v^k - x v^l + x, p = k/l, of smallest positive argument, by polynomial root
          finding; W = |v|^(lr) sin(lr arg v)/(pi x)
cdf       F by quadrature over the angle of the curve, with the derivative of log x as a sum of
          cotangents: no closed form is used
kernel    J_n = A_n(cos t) sin t + B_n(cos t) (pi - t) at 900 digits, with the polynomials of the n-th
          derivative in cos t of (pi - t)/sin t
"""
from mpmath import *
import mpmath
from fractions import Fraction as Q

mp.dps = 60
print("# mpmath %s, generate-fuss.py: name, parameters, argument, value" % mpmath.__version__)


def angle(p, x):
    "phi of x by bisection on the parametrization at 90 digits."
    f = lambda t: p * log(sin(p * t)) - log(sin(t)) - (p - 1) * log(sin((p - 1) * t)) - log(x)
    low, high = mpf(10) ** -40, pi / p * (1 - mpf(10) ** -85)
    for _ in range(330):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return middle


def density(p, r, x):
    k, l = p.numerator, p.denominator
    c = [mpf(0)] * (k + 1)
    c[0] = mpf(1)
    c[k - l] -= x
    c[k] += x
    roots = polyroots(c, maxsteps=500, extraprec=400)
    v = min((t for t in roots if im(t) > mpf(10) ** -40), key=arg)
    e = mpf(r.numerator) / r.denominator * l
    return abs(v) ** e * sin(e * arg(v)) / (pi * x)


def mass(p, r, x):
    mp.dps = 90
    P, R = mpf(p.numerator) / p.denominator, mpf(r.numerator) / r.denominator
    end = angle(P, x)
    mp.dps = 60

    # t = pi/P - v^(1/R) takes the algebraic singularity at x = 0 away.
    def f(v):
        d = v ** (1 / R)
        t = pi / P - d
        b = pi / P + (P - 1) * d
        rate = cot(t) - (P - 1) ** 2 * cot(b) + P ** 2 * cot(P * d)
        return (sin(P * d) / sin(b)) ** R * sin(R * t) * rate / pi * d / (v * R)

    top = (pi / P - end) ** R
    return quad(f, [0, top / 2, top])


laws = ["2 1", "3 1", "6 1", "3/2 1", "10/3 1", "21 1", "2 2", "3 3", "7/2 5/3", "5/3 1/7", "4 5/2", "9/8 1"]
for law in laws:
    p, r = (Q(t) for t in law.split())
    K = float(p) ** float(p) / float(p - 1) ** float(p - 1)
    for share in ["1/1024", "1/64", "5/32", "1/2", "27/32", "63/64"]:
        x = Q(int(float(Q(share)) * K * 2 ** 20), 2 ** 20)
        if x == 0:
            continue
        X = mpf(x.numerator) / x.denominator
        print("density", law, x, nstr(re(density(p, r, X)), 40))
        print("cdf", law, x, nstr(re(mass(p, r, X)), 40))

for n in [0, 1, 2, 3, 4, 7, 20, 60]:
    for t in ["0", "1/1024", "1/2", "1", "3/2", "13/8", "5/2", "3", "201/64"]:
        mp.dps = 900
        theta = mpf(Q(t).numerator) / Q(t).denominator
        u, s = cos(theta), sin(theta)
        # A_n, B_n of J_n = A_n(u) sin + B_n(u) (pi - theta), from the n-th derivative.
        A, B = [mpf(0)], [mpf(1)]
        for m in range(n):
            def step(f, c, g):
                h = [mpf(0)] * (max(len(f) + 1, len(g)) + 1)
                for i, a in enumerate(f):
                    if i: h[i - 1] += i * a
                    h[i + 1] += (c - i) * a
                for i, a in enumerate(g): h[i] += a
                return h
            A, B = step(A, 2 * m, B), step(B, 2 * m + 1, [])
        value = polyval(A[::-1], u) * s + polyval(B[::-1], u) * (pi - theta)
        mp.dps = 60
        print("kernel", n, "0", t, nstr(value, 40))
