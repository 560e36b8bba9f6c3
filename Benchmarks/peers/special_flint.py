"""The workloads of special.py in python-flint: the residue series and contour integrals.

The residue series is what a skilled user writes for G^{L,0}_{0,L}(z | 0, ..., 0); its tail is
estimated, not proven. Everything else is ball arithmetic with proven bounds, except that the
tails of the integrals are cut by hand.
"""

import math

from flint import acb, arb, arb_series, ctx, fmpq


def working_bits(digits, extra=0):
    return int(digits * 3.3219281) + 32 + int(extra)


def residue_series(factors, z, digits):
    """G^{L,0}_{0,L}(z | 0^L): minus the sum of the residues at s = -k, as power series in e."""
    root = float(z) ** (1.0 / factors)
    ctx.prec = working_bits(digits, 2 * factors * root * 1.4427 + 16)
    ctx.cap = factors
    x = arb(z.p) / arb(z.q)
    e = arb_series([0, 1])
    # Gamma(s)^L z^-s at s = -k + e, without its pole: Gamma(1+e)^L z^-e z^k / prod (e-j)^L.
    initial = (arb_series([1, 1]).gamma() ** factors) * (-(e * x.log())).exp()
    term = arb_series([1])
    total = arb_series([0])
    least = arb(2) ** (-ctx.prec)
    k = 0
    while True:
        total = total + term
        k += 1
        step = (arb_series([-k, 1])) ** factors
        term = term * x / step
        if k > root and abs(term[0]) < least:
            break
    return (total * initial)[factors - 1]


def second_residue_series(factors, z, digits):
    """The one of meijerg_peer.py, written independently."""
    import meijerg_peer

    return meijerg_peer.meijerg_residue_series(factors, fmpq(z.p, z.q), digits)


def confluent_integral(factors, z, digits):
    """(1/pi) Re of the integral of Gamma(c+it)^L z^-(c+it) over t > 0, by acb.integral."""
    ctx.prec = working_bits(digits)
    x = arb(z.p) / arb(z.q)
    center = arb(max(1, round(float(z) ** (1.0 / factors))))
    reach = (digits * 2.302585 + 40) / (factors * math.pi / 2) + 2 * float(center)
    log_z = acb(x).log()

    def integrand(t, _):
        s = acb(center) + acb(0, 1) * t
        return (s.lgamma() * factors - s * log_z).exp()

    return acb.integral(integrand, 0, reach).real / arb.pi()


def product_integral(degrees, points, digits):
    mean = math.prod(degrees)
    values = []
    ctx.prec = working_bits(digits, 16)
    scale = arb(mean) / arb(2) ** len(degrees)
    constant = arb(2) ** (-len(degrees))
    for k in degrees:
        constant = constant / (arb(k) / 2).gamma()
    for index in range(points):
        exponent = arb(2 * index - (points - 1)) / max(points - 1, 1)
        x = scale * arb(10) ** exponent
        root = float(x) ** (1.0 / len(degrees))
        center = arb(max(1, round(root - min(degrees) / 2.0 + 1)))
        reach = 4 * math.sqrt((digits * 2.302585 + 40) * max(root, 8) / len(degrees)) + 40
        log_x = acb(x).log()

        def integrand(t, _):
            s = acb(center) + acb(0, 1) * t
            total = -s * log_x
            for k in degrees:
                total += (s + acb(k) / 2 - 1).lgamma()
            return total.exp()

        values.append(acb.integral(integrand, 0, reach).real / arb.pi() * constant)
    return values[points // 2]


def mellin_of_bessel(s, digits):
    """The integral of x^(s-1) 2 K_0(2 sqrt x) over x > 0, in v = sqrt x, from 0 cut off by hand.

    K_0 of a box loses digits: the working precision is raised until the integral has them all.
    """
    power = 2 * s.p // s.q - 1
    wanted = arb(10) ** (-digits)
    factor = 1.0
    while True:
        ctx.prec = int(working_bits(digits) * factor)
        right = (digits * 2.302585 + 30) / 2
        left = arb(10) ** (-digits - 5)

        def integrand(v, _):
            return 4 * v**power * (2 * v).bessel_k(0)

        value = acb.integral(
            integrand, left, right, eval_limit=10**8, depth_limit=10**6).real
        if value.rad() < wanted * abs(value):
            return value
        factor *= 1.3
