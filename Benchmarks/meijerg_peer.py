"""The confluent Meijer G function G^{L,0}_{0,L}(z | 0, ..., 0) by a residue series in python-flint.

The yardstick for `meijerGResidueSeries`: ball arithmetic on truncated power series, the tail
estimated and not proven.  Usage: python3 meijerg_peer.py [digits ...]
"""

import statistics
import sys
import time

from flint import arb, arb_series, ctx, fmpq


def precision_needed(order, z, digits):
    """Bits: the target, and twice the growth exp(L z^(1/L)) of the terms."""
    growth = float(order) * (float(z.p) / float(z.q)) ** (1.0 / order) * 1.4427
    return int(digits * 3.3219281) + int(2 * growth) + 32


def meijerg_residue_series(order, z, digits):
    """The sum over k of the residues of Gamma(s)^L z^-s at s = -k."""
    saved = ctx.prec, ctx.cap
    bits = precision_needed(order, z, digits)
    ctx.prec, ctx.cap = bits, order
    try:
        z = arb(fmpq(z))
        epsilon = arb_series([0, 1])
        # Gamma(e)^L z^-e without the pole: Gamma(1 + e)^L exp(-e log z).
        initial = (1 + epsilon).gamma() ** order * (-epsilon * z.log()).exp()
        term = arb_series([1])
        total = arb_series([1])
        tiny = arb(2) ** (-bits)
        k = 0
        while True:
            k += 1
            # Gamma(e - k)^L = Gamma(e)^L / prod (e - j)^L.
            step = ((arb_series([-k, 1])) ** order).inv() if order > 1 else arb_series([-k, 1]).inv()
            term = term * step * z
            total = total + term
            if k > float(z.mid()) ** (1.0 / order) and abs(term[0]).upper() < tiny:
                break
        return (initial * total)[order - 1]
    finally:
        ctx.prec, ctx.cap = saved


def median_time(order, z, digits, repeats=5):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        meijerg_residue_series(order, z, digits)
        times.append(time.perf_counter() - start)
        if sum(times) > 3:
            break
    return statistics.median(times)


def main():
    all_digits = [int(text) for text in sys.argv[1:]] or [50, 200, 1000, 5000]
    for digits in all_digits:
        for order in (2, 3, 5, 10):
            for z in (fmpq(1, 2), fmpq(5), fmpq(100), fmpq(10000)):
                seconds = median_time(order, fmpq(z), digits)
                print(digits, order, z, f"{seconds * 1e3:.3f} ms", flush=True)


if __name__ == "__main__":
    main()
