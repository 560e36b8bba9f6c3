"""The workloads of special.py in PARI/GP, as programs for gp that print seconds and a value."""

import math


def timed(body, digits):
    return (
        f"default(realprecision, {digits}); default(parisizemax, 4*10^9);\n"
        f"t = getabstime(); v = {body}; print((getabstime() - t)/1000.); print(v); quit\n")


def meijerg(factors, z, digits):
    # Guard digits for the cancellation, as a careful user adds them.
    guard = int(2 * factors * float(z) ** (1 / factors) / 2.302585) + 10
    inner = digits + guard
    zeros = ",".join(["0"] * factors)
    return (
        f"default(realprecision, {inner}); default(parisizemax, 4*10^9);\n"
        f"t = getabstime(); G = gammamellininvinit([{zeros}]); "
        f"v = gammamellininv(G, sqrt({z.p}/{z.q})/Pi^({factors}/2)) / 2; "
        f"print((getabstime() - t)/1000.); default(realprecision, {digits}); print(v); quit\n")


def product_density(degrees, points, digits):
    # G(z | b) = 1/2 Pi^(sum b) gammamellininv([2 b], sqrt(z)/Pi^(L/2)).
    size = len(degrees)
    lower = ",".join(str(k - 2) for k in degrees)
    guard = int(sum(degrees) * 0.45) + 10
    total = sum(k / 2 - 1 for k in degrees)
    half = f"{int(2 * total)}/2"
    constant = "*".join(f"1/gamma({k}/2)" for k in degrees)
    return (
        f"default(realprecision, {digits + guard}); default(parisizemax, 4*10^9);\n"
        f"t = getabstime(); G = gammamellininvinit([{lower}]); "
        f"c = 2^-{size}*{constant}*Pi^({half})/2; "
        f"w = vector({points}, i, c*gammamellininv(G, "
        f"sqrt({math.prod(degrees)}*10^((2*(i-1)-{points - 1})/{max(points - 1, 1)}.)"
        f"/2^{size})/Pi^({size}/2))); "
        f"print((getabstime() - t)/1000.); default(realprecision, {digits}); "
        f"print(w[{points // 2 + 1}]); quit\n")


def mellin_of_bessel(s, digits):
    return timed(
        f"intnum(x = [0, {s.p}/{s.q} - 1], [oo, 2], "
        f"x^({s.p}/{s.q} - 1)*2*besselk(0, 2*sqrt(x)))", digits)
