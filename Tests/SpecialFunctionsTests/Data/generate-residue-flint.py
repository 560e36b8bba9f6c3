"""Writes residue-flint.txt: confluent G^{L,0}_{0,L}(z | b) from python-flint.

By the integral of prod Gamma(c + it + b_j) z^-(c+it) over a line with acb.integral: another
algorithm than ours.  The cut tails are below the digits given.
Usage: python3 generate-residue-flint.py > residue-flint.txt
"""

import math

from flint import acb, arb, ctx, fmpq

ctx.prec = 400
print("# G^{L,0}_{0,L}(z | b) by acb.integral of python-flint, generate-residue-flint.py")
print("# leading a; trailing a; leading b; trailing b; z; value")

CASES = [
    ["0"] * 2, ["0"] * 3, ["0"] * 5, ["0"] * 10, ["0", "1/2"], ["0", "0", "1/2"],
    ["1", "1", "3"], ["3/2", "3/2", "7", "7"], ["0", "1/3", "1/3"], ["0", "0", "0", "1/2", "1/2"],
]


def integral(b, z, c):
    """(1/pi) int_0^T of the real part."""
    logarithm = arb(z).log()

    def f(t, _):
        s = acb(c) + acb(0, 1) * t
        product = (-s * logarithm).exp()
        for value in b:
            product *= (s + acb(value)).gamma()
        return product

    end = 200 * math.log(10) / (len(b) * math.pi / 2) / 1.5 + 30
    up = acb.integral(f, 0, end, rel_tol=arb(2) ** -250, abs_tol=arb(2) ** -380)
    down = acb.integral(f, -end, 0, rel_tol=arb(2) ** -250, abs_tol=arb(2) ** -380)
    return ((up + down) / (2 * arb.pi())).real


for names in CASES:
    b = [fmpq(*[int(x) for x in name.split("/")]) for name in names]
    for z in (fmpq(1, 2), fmpq(5), fmpq(40), fmpq(1000)):
        # Near the saddle z = prod(c + b_j).
        c = max(1.0, (float(z.p) / float(z.q)) ** (1 / len(b)) - float(sum(b, fmpq(0)).p) / len(b))
        value = integral(b, z, arb(c))
        text = value.str(45, radius=False)
        print(f"; ; {','.join(names)}; ; {z}; {text}", flush=True)
