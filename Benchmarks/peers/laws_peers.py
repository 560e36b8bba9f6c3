"""The density of z_L at equal widths, He weights, z_0 = 1, in other systems, where they can do it.

None has the law: each program below is what a user of that system has to write, from the inverse
Mellin transform (theory, section 4), the mixture of Meijer G functions, or the kernel (section 5).
Tails and steps are cut by hand, so no error is proven, except that python-flint's arithmetic and its
quadrature between the cuts are. Each prints seconds and a value:

    python3 Benchmarks/peers/laws_peers.py flint mellin 200 10 1 50
"""

import itertools
import json
import math
import subprocess
import sys
import time


def cut(width, depth, digits):
    """Where the integrand has fallen below the digits: |Gamma(a + it)/Gamma(a)| at a = N/4."""
    a, reach = width / 4, 1.0
    while depth * (reach * math.atan(reach / a) - a / 2 * math.log1p((reach / a) ** 2)) \
            < digits * 2.302585 + 10:
        reach *= 1.1
    return reach


def flint_mellin(width, depth, x, digits):
    """acb.integral of (1/pi) Re z^(-s-1) (sigma^(2s) M_N(s))^L on Re s = 0."""
    from flint import acb, arb, ctx
    ctx.prec = int(digits * 3.3219281) + 32 + width
    even = [arb(math.comb(width, k)) / arb(2) ** width / (arb(k) / 2).gamma()
            for k in range(2, width + 1, 2)]
    odd = [arb(math.comb(width, k)) / arb(2) ** width / (arb(k) / 2).gamma()
           for k in range(1, width + 1, 2)]
    log_x = arb(x).log()
    log_scale = (arb(4) / width).log()

    def factor(s):
        """M_N(s) sigma^(2s) by Horner's rule in rising factorials."""
        total = acb(0)
        for j in range(len(even) - 1, -1, -1):
            total = even[j] + total * (s + (j + 1))
        result = total * (s + 1).gamma()
        total = acb(0)
        half = s + arb(1) / 2
        for j in range(len(odd) - 1, -1, -1):
            total = odd[j] + total * (half + j)
        return (result + total * half.gamma()) * (s * log_scale).exp()

    def integrand(t, _):
        s = acb(0, 1) * t
        return (-(s + 1) * log_x).exp() * factor(s) ** depth

    reach = cut(width, depth, digits)
    return (acb.integral(integrand, 0, reach).real / arb.pi()).str(digits + 5, radius=True)


def flint_biased(width, x, digits):
    """Two layers, sw2 = 2/N, sb2 = 1/10: the density of z_1 against the kernel, cut by hand."""
    from flint import acb, arb, ctx
    ctx.prec = int(digits * 3.3219281) + 32
    weights = [arb(math.comb(width, k)) / arb(2) ** width / (arb(k) / 2).gamma()
               for k in range(1, width + 1)]
    point = acb(x)

    def kernel(z, variance):
        u = z / (2 * variance)
        root = u.sqrt()
        total = acb(0)
        for weight in reversed(weights):
            total = (total + weight) * root
        return total * (-u).exp() / z

    bias = arb(1) / 10
    first = acb(arb(2) / width + bias)

    def integrand(v, _):
        # y = v^2 takes the root out of the density at 0.
        y = v * v
        u = y / (2 * first)
        root = v / (2 * first).sqrt()
        total = acb(0)
        for weight in reversed(weights):
            total = (total + weight) * root
        # The sum starts with v: y's density times 2 v dv, the pole at v = 0 taken out.
        density = acb(0)
        for weight in reversed(weights):
            density = density * root + weight
        density = density / (2 * first).sqrt() * 2 * (-u).exp()
        return density * kernel(point, y * 2 / width + bias)

    reach = math.sqrt(2 * float(first.real) * (digits * 2.302585 + 20))
    value = acb.integral(integrand, 0, reach) + kernel(point, acb(bias)) / 2 ** width
    return value.real.str(digits + 5, radius=True)


def mpmath_mellin(width, depth, x, digits):
    """mpmath.quad of the same integrand."""
    import mpmath
    from mpmath import mp
    mp.dps = digits + 15
    weights = [mp.binomial(width, k) * mp.mpf(2) ** -width / mp.gamma(mp.mpf(k) / 2)
               for k in range(1, width + 1)]
    scale = mp.mpf(4) / width

    def integrand(t):
        s = mp.mpc(0, t)
        even, odd = mp.gamma(s + 1), mp.gamma(s + mp.mpf(1) / 2)
        total = mp.mpf(0)
        for k in range(1, width + 1):
            if k % 2:
                total += weights[k - 1] * odd
                odd *= s + mp.mpf(k) / 2
            else:
                total += weights[k - 1] * even
                even *= s + mp.mpf(k) / 2
        return mp.re(mp.mpf(x) ** (-s - 1) * (scale ** s * total) ** depth)

    reach = cut(width, depth, digits)
    pieces = max(4, int(reach / 4))
    value = mp.quad(integrand, [reach * i / pieces for i in range(pieces + 1)]) / mp.pi
    return mpmath.nstr(value, digits)


def mpmath_mixture(width, depth, x, digits):
    """The mixture of N^L products, equal ones counted, each a call of meijerg."""
    import mpmath
    from mpmath import mp
    mp.dps = digits
    scale = mp.mpf(2) / width
    total = mp.mpf(0)
    for degrees in itertools.combinations_with_replacement(range(1, width + 1), depth):
        count = math.factorial(depth)
        for k in set(degrees):
            count //= math.factorial(degrees.count(k))
        term = mp.mpf(count)
        for k in degrees:
            term *= mp.binomial(width, k) * mp.mpf(2) ** -width / (2 * mp.gamma(mp.mpf(k) / 2))
        u = mp.mpf(x) / scale ** depth
        lower = [mp.mpf(k) / 2 - 1 for k in degrees]
        total += term / scale ** depth * mp.meijerg([[], []], [lower, []], u / 2 ** depth)
    return mpmath.nstr(total, digits)


def pari_mixture(width, depth, x, digits):
    """The same mixture by gammamellininv; guard digits as for a single product."""
    terms = []
    for degrees in itertools.combinations_with_replacement(range(1, width + 1), depth):
        count = math.factorial(depth)
        for k in set(degrees):
            count //= math.factorial(degrees.count(k))
        for k in degrees:
            count *= math.comb(width, k)
        constant = "*".join(f"2*gamma({k}/2)" for k in degrees)
        total = f"({sum(degrees) - 2 * depth}/2)"
        lower = ",".join(str(k - 2) for k in degrees)
        terms.append(
            f"{count}/({constant})*Pi^{total}/2*gammamellininv([{lower}], r)")
    # u = x / (2/N)^L, and the argument of G is u / 2^L.
    program = (
        f"default(realprecision, {digits + 10}); default(parisizemax, 4*10^9);\n"
        f"t = getabstime(); r = sqrt({x}*({width}/4)^{depth})/Pi^({depth}/2);\n"
        f"v = (" + " + ".join(terms) + f")/2^{width * depth}*({width}/2)^{depth};\n"
        f"print((getabstime() - t)/1000.); default(realprecision, {digits}); print(v); quit\n")
    done = subprocess.run(["gp", "-q", "-f"], input=program, capture_output=True, text=True)
    seconds, value = done.stdout.split()[:2]
    return float(seconds), value


def main():
    system, name, *words = sys.argv[1:]
    work = globals()[f"{system}_{name}"]
    start = time.process_time()
    value = work(*(int(word) for word in words))
    seconds = time.process_time() - start
    if system == "pari":
        seconds, value = value
    print(json.dumps({"seconds": seconds, "value": value}))


if __name__ == "__main__":
    main()
