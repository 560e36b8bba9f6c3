#!/usr/bin/env python3
"""Compares both sides of every reduction rule, and derived closed forms, in mpmath.

Reads the rules from Sources/Formulas/Reductions/*Rules.swift and evaluates them at random
parameters that meet their conditions. With the path of the built tool as an argument it also
derives the formulas of reductions.txt beside this file and compares them with their closed forms.

    python3 Tests/FormulasTests/Reductions/validate-rules.py [.build/release/layerlaw]
"""

import pathlib
import random
import re
import subprocess
import sys

import mpmath as mp

mp.mp.dps = 30
HERE = pathlib.Path(__file__).parent
SOURCES = HERE.parents[2] / "Sources/Formulas/Reductions"
random.seed(20)


def meijerg(a, b, c, d, z):
    if any(mp.isint(x - y) and x > y for x in a for y in c):
        raise ZeroDivisionError("no path separates the poles")
    return mp.meijerg([a, b], [c, d], z)


FUNCTIONS = dict(
    hyper=mp.hyper, gammainc=mp.gammainc, gamma=mp.gamma, exp=mp.exp, log=mp.log, sqrt=mp.sqrt,
    sin=mp.sin, cos=mp.cos, sinh=mp.sinh, cosh=mp.cosh, erf=mp.erf, erfc=mp.erfc, erfi=mp.erfi,
    atan=mp.atan, atanh=mp.atanh, asin=mp.asin, asinh=mp.asinh, besselk=mp.besselk,
    besseli=mp.besseli, hyperu=mp.hyperu, expint=mp.expint, pi=mp.pi, e=mp.e, zeta=mp.zeta,
    hyp0f1=mp.hyp0f1, hyp1f1=mp.hyp1f1, hyp2f1=mp.hyp2f1, digamma=mp.digamma,
    meijerg=meijerg)


def value(text, symbols):
    text = re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"mpf(\1)", text).replace("^", "**")
    return eval(text, dict(FUNCTIONS, mpf=mp.mpf, **symbols))


def rules():
    pattern = re.compile(
        r'ReductionRule\(\s*"([^"]*)",\s*"([^"]*)"(?:\s*\+ "([^"]*)")?(?:,\s*where: \[(.*?)\])?\)',
        re.S)
    for path in sorted(SOURCES.glob("*Rules.swift")):
        for left, right, more, conditions in pattern.findall(path.read_text()):
            only = re.findall(r'\.only\(\.(\w+), "([^"]*)"\)', conditions)
            yield left, right + more, only


def holds(properties, symbols):
    for name, text in properties:
        x = value(text, symbols)
        good = dict(
            positive=x > 0, betweenZeroAndOne=0 < x < 1,
            positiveInteger=x > 0 and mp.isint(x))[name]
        if not good:
            return False
    return True


def check(left, right, only):
    """The number of points compared; raises at a difference."""
    names = sorted(set(re.findall(r"\b[a-dxz]\b", left)))
    compared = 0
    for attempt in range(4000):
        symbols = {n: mp.mpf(random.randint(1, 30)) / random.choice([1, 2, 3, 7]) for n in names}
        for n in names:
            if n in "xz":
                symbols[n] = mp.mpf(random.randint(1, 96)) / 97
            elif "positiveInteger" in str(only):
                symbols[n] = mp.mpf(random.randint(1, 9)) - mp.mpf(1) / 2
            elif random.random() < 0.5:
                symbols[n] = -symbols[n] / 9
        if not holds(only, symbols):
            continue
        try:
            a, b = value(left, symbols), value(right, symbols)
        except (ValueError, ZeroDivisionError, mp.libmp.NoConvergence):
            continue
        if mp.isnan(a) or mp.isnan(b) or mp.isinf(a) or mp.isinf(b):
            continue
        if abs(a - b) > mp.mpf(10) ** -15 * (abs(a) + abs(b)):
            raise ValueError(f"{left} = {a}, {right} = {b} at {symbols}")
        compared += 1
        if compared == 12:
            break
    if compared < 4:
        raise ValueError(f"{left}: only {compared} points")
    return compared


def main():
    count, failures = 0, 0
    for left, right, only in rules():
        count += 1
        try:
            check(left, right, only)
        except Exception as error:
            failures += 1
            print(f"rule {left}: {type(error).__name__} {error}")
    if len(sys.argv) > 1:
        for formula in (HERE / "reductions.txt").read_text().split("\n"):
            if not formula or formula.startswith("#"):
                continue
            count += 1
            try:
                run = subprocess.run([sys.argv[1], "derive", formula], capture_output=True, text=True)
                check(formula, run.stdout.strip(), [])
            except Exception as error:
                failures += 1
                print(f"derive {formula}: {type(error).__name__} {error}")
    print(f"{count} identities, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
