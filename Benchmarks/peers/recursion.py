"""What the peers share: the recursion's integers, and how a method is timed.

The recursion (He-like ReLU layers of one width N, z_0 = 1):

    E z_l^m = mu_m sum_j C(m,j) sw2^j sb2^(m-j) E z_{l-1}^j,
    mu_m = E prod_{j<m} (K + 2j), K ~ Bin(N, 1/2).

mu_m comes from prod_{j<m} (k + 2j) = sum_i S(m,i) k (k-1) ... (k-i+1), because the factorial
moments of K are N (N-1) ... (N-i+1) / 2^i. So 2^m mu_m is an integer.
"""

import json
import statistics
import sys
import time
from math import comb


def doubled_rising_coefficients(order):
    """Rows m = 0..order of S(m, i)."""
    rows = [[1]]
    for m in range(order):
        row = [0] * (m + 2)
        for i, value in enumerate(rows[-1]):
            row[i + 1] += value
            row[i] += (i + 2 * m) * value
        rows.append(row)
    return rows


def scaled_layer_moments(width, order):
    """2^m mu_m for m = 0..order."""
    out = []
    for m, row in enumerate(doubled_rising_coefficients(order)):
        falling, total = 1, 0
        for i, value in enumerate(row):
            total += value * falling << (m - i)
            falling *= width - i
        out.append(total)
    return out


def scaled_transfer(width, order, denominator):
    """Rows of the transfer matrix times (2 N d)^order, for sw2 = 2/N and sb2 = 1/d: integers.

    Row m times (2 N d)^m is already one; the common factor is what lets the matrix act on one
    vector of integers, with no fraction inside the loop.
    """
    q = 2 * width * denominator
    rows = []
    for m, mu in enumerate(scaled_layer_moments(width, order)):
        # 2^m mu_m C(m,j) (2 d)^j N^(m-j) = q^m mu_m C(m,j) (2/N)^j (1/d)^(m-j).
        scale = mu * q ** (order - m)
        rows.append([
            scale * comb(m, j) * (2 * denominator) ** j * width ** (m - j) for j in range(m + 1)
        ])
    return rows, q**order


def timed(method, body, show, budget=5.0, runs=5):
    """Runs the body several times within a budget of CPU seconds; prints one line of JSON."""
    seconds = []
    while len(seconds) < runs and (not seconds or sum(seconds) < budget):
        start = time.process_time()
        value = body()
        seconds.append(time.process_time() - start)
    line = {
        "method": method,
        "seconds": statistics.median(seconds),
        "runs": len(seconds),
        "value": show(value),
    }
    print(json.dumps(line), flush=True)


def arguments():
    """The case: the kind ("exact" or "symbolic"), width, depth, order, 1/sb2."""
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    kind, *numbers = sys.argv[1:]
    return kind, *map(int, numbers)
