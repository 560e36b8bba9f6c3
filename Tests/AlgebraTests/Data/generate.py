"""Writes the reference data of the Algebra tests with SymPy: python3 generate.py

Each file begins with its provenance. A polynomial in x, y, z is written as its terms joined by
spaces, a term as coefficient:i,j,k; the fields of a line are separated by semicolons.
"""
import pathlib
import random

import sympy
from sympy import Poly, Rational, bernoulli, factor_list, gcd, symbols, together, fraction, cancel

x, y, z = symbols("x y z")
HERE = pathlib.Path(__file__).parent
random.seed(20240607)


def text(expression):
    poly = Poly(expression, x, y, z)
    return " ".join(f"{c}:{','.join(map(str, m))}" for m, c in poly.terms() if c != 0) or "0:0,0,0"


def polynomial(variables, terms, degree, size):
    total = sympy.Integer(0)
    for _ in range(random.randint(1, terms)):
        term = sympy.Integer(random.randint(-size, size))
        for v in variables:
            term *= v ** random.randint(0, degree)
        total += term
    return total


def write(name, what, lines):
    head = f"# {what}; SymPy {sympy.__version__}, Tests/AlgebraTests/Data/generate.py\n"
    (HERE / name).write_text(head + "\n".join(lines) + "\n")


def normalised(expression):
    """Coprime integer coefficients, positive leading coefficient in the graded order."""
    poly = Poly(expression, x, y, z)
    poly = poly.clear_denoms()[1].primitive()[1]
    return -poly.as_expr() if poly.LC(order="grlex") < 0 else poly.as_expr()


lines = []
while len(lines) < 120:
    variables = random.choice([[x], [x, y], [x, y, z]])
    a = polynomial(variables, 5, 4, 50)
    b = polynomial(variables, 5, 4, 50)
    g = polynomial(variables, 4, 3, 30)
    if 0 in (a, b, g):
        continue
    lines.append(";".join(map(text, (a * g, b * g, normalised(gcd(sympy.expand(a * g), sympy.expand(b * g)))))))
write("greatest-common-divisors.txt", "a; b; gcd(a, b)", lines)

lines = []
while len(lines) < 150:
    variables = random.choice([[x], [x], [x, y], [x, y, z]])
    parts = [polynomial(variables, 3, 3 if len(variables) == 1 else 2, 12) for _ in range(3)]
    product = sympy.expand(parts[0] * parts[1] ** random.choice([1, 2, 3]) * parts[2])
    if product.is_number:
        continue
    _, factors = factor_list(product, x, y, z)
    fields = [text(product)] + [f"{m}|{text(normalised(f))}" for f, m in factors]
    lines.append(";".join(fields))
for n in (12, 30, 60, 105):
    _, factors = factor_list(x**n - 1, x, y, z)
    lines.append(";".join([text(x**n - 1)] + [f"{m}|{text(normalised(f))}" for f, m in factors]))
write("factorizations.txt", "product; multiplicity|irreducible factor; ...", lines)

lines = []
while len(lines) < 80:
    variables = random.choice([[x], [x, y], [x, y, z]])
    p = [polynomial(variables, 3, 2, 9) for _ in range(4)]
    if 0 in (p[1], p[3]):
        continue
    top, bottom = fraction(cancel(together(p[0] / p[1] + p[2] / p[3])))
    lines.append(";".join(map(text, p + [top, bottom])))
write("fraction-sums.txt", "a; b; c; d; numerator; denominator of a/b + c/d", lines)

write("bernoulli-numbers.txt", "n; B_n", [
    f"{n};{Rational(-1, 2) if n == 1 else bernoulli(n)}" for n in list(range(0, 41)) + [100]])
