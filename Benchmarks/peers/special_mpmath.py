"""The workloads of special.py in mpmath."""

import math

import mpmath


def meijerg(factors, z, digits):
    mpmath.mp.dps = digits
    return mpmath.meijerg([[], []], [[0] * factors, []], mpmath.mpf(z.p) / z.q)


def product_density(degrees, points, digits):
    mpmath.mp.dps = digits
    mean = math.prod(degrees)
    constant = mpmath.mpf(2) ** (-len(degrees))
    for k in degrees:
        constant /= mpmath.gamma(mpmath.mpf(k) / 2)
    lower = [mpmath.mpf(k) / 2 - 1 for k in degrees]
    values = []
    for index in range(points):
        exponent = mpmath.mpf(2 * index - (points - 1)) / max(points - 1, 1)
        x = mpmath.mpf(mean) * mpmath.mpf(10) ** exponent / mpmath.mpf(2) ** len(degrees)
        values.append(constant * mpmath.meijerg([[], []], [lower, []], x))
    return values[points // 2]


def mellin_of_bessel(s, digits):
    mpmath.mp.dps = digits
    power = mpmath.mpf(s.p) / s.q

    def integrand(x):
        return x ** (power - 1) * 2 * mpmath.besselk(0, 2 * mpmath.sqrt(x))

    return mpmath.quad(integrand, [0, 1, mpmath.inf])
