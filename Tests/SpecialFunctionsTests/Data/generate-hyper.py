"""Writes hyper.txt: values of hypergeometric functions by Arb (python-flint), and by mpmath where
Arb does not decide (on the cut, three and more upper parameters outside the unit disc).

Run in this folder: python3 generate-hyper.py
"""
import random
from fractions import Fraction
import flint
import mpmath
from flint import acb, arb, ctx

random.seed(20261124)
ctx.prec = 600
mpmath.mp.dps = 60


def point(value):
    x, y = value
    return acb(arb(x.numerator) / x.denominator, arb(y.numerator) / y.denominator)


def ball(value):
    return acb(arb(value.numerator) / value.denominator)


def mp(value):
    return mpmath.mpf(value.numerator) / value.denominator


def mpc(value):
    return mpmath.mpc(mp(value[0]), mp(value[1])) if value[1] else mp(value[0])


PARAMETERS = ["1/3", "2/3", "1/2", "1", "2", "3", "5/4", "-1/2", "-7/3", "13/2", "-5/2", "40", "7/5",
              "401/3", "1/1000"]
ARGUMENTS = [("1/2", "0"), ("-1/2", "0"), ("-3/4", "1/4"), ("-5", "0"), ("-300", "0"), ("9/8", "1/8"),
             ("1/2", "7/8"), ("1/2", "-7/8"), ("99/128", "0"), ("127/128", "0"), ("3", "-1/16"), ("3", "1/16"),
             ("-1/1024", "0"), ("0", "17/16"), ("-20000", "3"), ("1", "1/4096"), ("-1", "0"), ("50", "60"),
             ("129/128", "-1/1024")]


def parameter():
    return Fraction(random.choice(PARAMETERS))


def text(value, digits=40):
    return mpmath.nstr(value, digits) if isinstance(value, (mpmath.mpf,)) else value.str(digits, radius=False)


def write(out, kind, upper, lower, z, value):
    if isinstance(value, acb):
        if not value.is_finite() or value.rel_accuracy_bits() < 150:
            return False
        real, imaginary = value.real, value.imag
    else:
        value = mpmath.mpmathify(value)
        real, imaginary = mpmath.re(value), mpmath.im(value)
    row = [kind, ",".join(map(str, upper)) or "-", ",".join(map(str, lower)) or "-",
           str(z[0]), str(z[1]), text(real), text(imaginary)]
    out.write(" ".join(row) + "\n")
    return True


with open("hyper.txt", "w") as out:
    out.write(f"# python-flint {flint.__version__} (Arb), mpmath {mpmath.__version__};"
              " generate-hyper.py, seed 20261124, 40 digits\n")
    out.write("# kind upper lower Re(z) Im(z) Re(value) Im(value)\n")
    for _ in range(150):
        z = tuple(map(Fraction, random.choice(ARGUMENTS)))
        a, b, c = parameter(), parameter(), parameter()
        write(out, "pfq", [a, b], [c], z, point(z).hypgeom_2f1(ball(a), ball(b), ball(c)))
    for _ in range(90):
        z = tuple(map(Fraction, random.choice(ARGUMENTS)))
        a, c = parameter(), parameter()
        write(out, "pfq", [a], [c], z, point(z).hypgeom([ball(a)], [ball(c)]))
        write(out, "pfq", [], [c], z, point(z).hypgeom_0f1(ball(c)))
        write(out, "u", [a], [c], z, point(z).hypgeom_u(ball(a), ball(c)))
    for _ in range(40):
        z = tuple(map(Fraction, random.choice(ARGUMENTS)))
        a, b, c, d = parameter(), parameter(), parameter(), parameter()
        write(out, "pfq", [a, b], [c, d], z, point(z).hypgeom([ball(a), ball(b)], [ball(c), ball(d)]))
    for _ in range(25):
        z = tuple(map(Fraction, random.choice(ARGUMENTS[:10])))
        a, b, c, d, e = (Fraction(random.choice(PARAMETERS[:9])) for _ in range(5))
        try:
            value = mpmath.hyper([mp(a), mp(b), mp(c)], [mp(d), mp(e)], mpc(z))
        except Exception:
            continue
        if mpmath.isfinite(value):
            write(out, "pfq", [a, b, c], [d, e], z, value)
    for z in ("5/4", "3", "20"):
        z = (Fraction(z), Fraction(0))
        for a, b, c in (("1/3", "2/3", "5/4"), ("1/3", "2/3", "2"), ("1/2", "1/2", "1"), ("1", "1", "2")):
            a, b, c = Fraction(a), Fraction(b), Fraction(c)
            write(out, "pfq", [a, b], [c], z, mpmath.hyp2f1(mp(a), mp(b), mp(c), mpc(z)))
    for a, b, c, d, e in (("1/3", "1/2", "1/4", "1", "5/4"), ("1/2", "1/2", "1/2", "1", "1"),
                          ("1", "1", "1", "2", "2"), ("1/3", "1/2", "1/4", "3", "5/2"), ("1/2", "1/2", "1/2", "3/2", "3/2")):
        a, b, c, d, e = map(Fraction, (a, b, c, d, e))
        z = (Fraction(1), Fraction(0))
        write(out, "pfq", [a, b, c], [d, e], z, mpmath.hyper([mp(a), mp(b), mp(c)], [mp(d), mp(e)], 1))
