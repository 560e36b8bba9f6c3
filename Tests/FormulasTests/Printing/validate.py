#!/usr/bin/env python3
"""Checks the stored outputs of the printers against the systems that they are written for.

Reads the table in PrintedFormulas.swift, which the Swift tests compare with what the printers
print. Every SymPy text is run after `from sympy import *`, every PARI text in gp when it is
installed, and both values are compared with an evaluation of the formula by mpmath that knows
nothing of the printers. Needs python3 with sympy (which brings mpmath).

    python3 Tests/FormulasTests/Printing/validate.py
"""

import ast
import pathlib
import re
import shutil
import subprocess
import sys

import mpmath
import sympy

mpmath.mp.dps = 40
TOLERANCE = mpmath.mpf(10) ** -25

VALUES = dict(
    a=3, b=5, c=2, d=7, e_=1, f=11, x=4, y=3, n=3, k=2, m=6, N=5, L=2, z0=2, sw2=3, sb2=7,
    alpha_1=2, theta=5, beta1=3, foo=4, a_b=6, E=9, I=8, O=7, _x=3, v_x=4, symbol1=2, Pi=3,
    Sum=5)
VALUES["lambda"] = 6


def blocks():
    text = pathlib.Path(__file__).with_name("PrintedFormulas.swift").read_text()
    table = re.search(r'#"""\n(.*?)\n *"""#', text, re.S).group(1)
    for block in re.split(r"\n\s*\n", table):
        entry = {}
        for line in block.split("\n"):
            line = line.strip()
            key, _, rest = line.partition(" ")
            if key == "+":
                entry[last] += " " + rest
            else:
                last = key
                entry[key] = rest
        yield entry


class Unknown(Exception):
    """The formula has one of the network's quantities, which has no value here."""


def reference(formula):
    text = formula.replace("²", "^2").replace("³", "^3")
    while "!" in text:
        text = re.sub(r"(factorial\([^()]*\)|\b\w+|\((?:[^()]|\([^()]*\))*\))!", r"factorial(\1)", text)
    text = re.sub(r"\blambda\b", "lambda_", text.replace("^", "**"))
    return value(ast.parse(text, mode="eval").body, text, dict(VALUES, lambda_=VALUES["lambda"]))


def value(node, text, symbols):
    def v(part):
        return value(part, text, symbols)

    if isinstance(node, ast.Constant):
        return mpmath.mpf(ast.get_source_segment(text, node))
    if isinstance(node, ast.Name):
        if node.id in symbols:
            return mpmath.mpf(symbols[node.id])
        constants = dict(pi=mpmath.pi, e=mpmath.e, euler_gamma=mpmath.euler,
                         inf=mpmath.inf, oo=mpmath.inf)
        if node.id in constants:
            return +constants[node.id]
        raise Unknown(node.id)
    if isinstance(node, ast.UnaryOp):
        return -v(node.operand)
    if isinstance(node, ast.List):
        return [v(element) for element in node.elts]
    if isinstance(node, ast.BinOp):
        left, right = v(node.left), v(node.right)
        return {ast.Add: lambda: left + right, ast.Sub: lambda: left - right,
                ast.Mult: lambda: left * right, ast.Div: lambda: left / right,
                ast.Pow: lambda: left ** right}[type(node.op)]()
    name, arguments = node.func.id, node.args
    if name in ("sum", "product"):
        body = lambda i: value(arguments[0], text, {**symbols, arguments[1].id: i})
        bounds = [v(arguments[2]), v(arguments[3])]
        return (mpmath.nsum if name == "sum" else mpmath.nprod)(body, bounds)
    functions = dict(
        abs=abs, erf=mpmath.erf, meijerg=meijerg, arc_cosine=arc_cosine,
        fuss_catalan=lambda s, m: raney(s + 1, 1, m), raney=raney)
    if name in ("moment", "cumulant", "output_moment"):
        raise Unknown(name)
    return functions.get(name, getattr(mpmath, name, None))(*map(v, arguments))


def meijerg(*arguments):
    if len(arguments) == 3:
        return mpmath.meijerg(*arguments)
    a, b, c, d, z = arguments
    return mpmath.meijerg([a, b], [c, d], z)


def arc_cosine(n, t):
    """2 pi E u^n v^n over u, v > 0, unit Gaussians with correlation cos t, in polar coordinates."""
    radial = mpmath.fac2(2 * n) if n else 1
    return radial * mpmath.quad(
        lambda x: (mpmath.cos(x) * mpmath.cos(x - t)) ** n, [t - mpmath.pi / 2, mpmath.pi / 2])


def raney(p, r, m):
    return r / (m * p + r) * mpmath.binomial(m * p + r, m)


def flat(x):
    return [z for y in x for z in flat(y)] if isinstance(x, (list, tuple)) else [x]


def agree(left, right):
    left, right = flat(left), flat(right)
    return len(left) == len(right) and all(
        abs(p - q) <= TOLERANCE * max(abs(p), abs(q)) for p, q in zip(left, right))


def sympy_value(text):
    namespace = {}
    exec("from sympy import *", namespace)
    result = eval(text, namespace)
    values = {sympy.Symbol(name): number for name, number in VALUES.items()}

    def number(part):
        if isinstance(part, list):
            return [number(element) for element in part]
        exact = sympy.sympify(part).subs(values).doit()
        if exact.has(sympy.core.function.AppliedUndef):
            return None
        if exact.has(sympy.Float):
            raise ValueError("a float in an exact expression")
        return mpmath.mpmathify(sympy.N(exact, 40))

    return number(result)


def pari_values(entries):
    """The values in gp; for what is only read (quantities, infinite sums), nothing."""
    script = ["default(realprecision,57);", "default(colors,\"no\");"]
    for entry in entries:
        if entry["computed"] and not re.search(r"inf\(|meijerg", entry["pari"]):
            names = set(re.findall(r"[A-Za-z_]\w*", entry["pari"]))
            assigned = [f"my({entry['names'].get(n, n)}={VALUES[n]});"
                        for n in VALUES if entry["names"].get(n, n) in names]
            script.append(f"print((()->{''.join(assigned)}{entry['pari']})())")
        else:
            script.append(f"f_()={entry['pari']};\nprint(\"read\")")
    output = subprocess.run(["gp", "-q", "-f"], input="\n".join(script) + "\n",
                            capture_output=True, text=True)
    return output.stdout.split("\n"), output.stderr


def pari_name(name):
    if name in ("sw2", "sb2") or re.fullmatch(r"[A-HJ-NP-Za-z]|[A-Za-z][0-9]+", name):
        return name
    return ("v" if re.match(r"v*_", name) else "") + name + "_"


def main():
    entries, failures = list(blocks()), 0
    for entry in entries:
        entry["names"] = {name: pari_name(name) for name in VALUES}
        try:
            entry["value"] = reference(entry["formula"])
            entry["computed"] = True
        except Unknown:
            entry["computed"] = False
        try:
            found = sympy_value(entry["sympy"])
            if entry["computed"] and not agree(found, entry["value"]):
                raise ValueError(f"{found} instead of {entry['value']}")
        except Exception as error:
            failures += 1
            print(f"SymPy: {entry['formula']}: {type(error).__name__} {error}")
    if shutil.which("gp"):
        lines, complaints = pari_values(entries)
        if complaints.strip():
            failures += 1
            print("PARI:", complaints)
        for entry, line in zip(entries, lines):
            if line == "read":
                continue
            try:
                text = re.sub(r"(\d) E([-+]?\d)", r"\1e\2", line)
                numbers = re.findall(r"-?[\d.]+(?:e-?\d+)?(?:/\d+)?", text)
                found = [mpmath.mpf(p) / mpmath.mpf(q or 1)
                         for p, _, q in (number.partition("/") for number in numbers)]
                if not agree(found, entry["value"]):
                    raise ValueError(f"{line} instead of {entry['value']}")
            except Exception as error:
                failures += 1
                print(f"PARI: {entry['formula']}: {type(error).__name__} {error}")
    print(f"{len(entries)} formulas, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
