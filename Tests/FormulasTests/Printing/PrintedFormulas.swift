/// What every printer makes of a table of formulas.
///
/// The SymPy and PARI texts are validated by running them: `validate.py` beside this file reads the
/// table. A line that begins with `+` continues the line before it.
struct PrintedFormula: Sendable {
  let formula: String
  /// The outputs by the raw value of the format.
  let outputs: [String: String]

  static let table: [PrintedFormula] = {
    var table: [PrintedFormula] = []
    var fields: [String: String] = [:]
    var key = ""
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let space = line.firstIndex(of: " ") else {
        append(&fields, to: &table)
        continue
      }
      let rest = String(line[line.index(after: space)...])
      if line.hasPrefix("+ ") {
        fields[key, default: ""] += " " + rest
      } else {
        key = String(line[..<space])
        fields[key] = rest
      }
    }
    append(&fields, to: &table)
    return table
  }()

  private static func append(_ fields: inout [String: String], to table: inout [PrintedFormula]) {
    if let formula = fields.removeValue(forKey: "formula") {
      table.append(PrintedFormula(formula: formula, outputs: fields))
    }
    fields = [:]
  }

  private static let source = #"""
    formula (1 + 5/N)^L
    text (1 + 5/N)^L
    latex \left(1 + \frac{5}{N}\right)^{L}
    sympy (1 + 5/Symbol('N'))**Symbol('L')
    mathematica (1 + 5/symN)^L
    pari (1 + 5/N)^L

    formula (N+9)*(N^2+21*N+62)/N^3
    text (N + 9)*(N^2 + 21*N + 62)/N^3
    latex \frac{\left(N + 9\right) \left(N^{2} + 21 N + 62\right)}{N^{3}}
    sympy (Symbol('N') + 9)*(Symbol('N')**2 + 21*Symbol('N') + 62)/Symbol('N')**3
    mathematica (symN + 9)*(symN^2 + 21*symN + 62)/symN^3
    pari (N + 9)*(N^2 + 21*N + 62)/N^3

    formula -x^2
    text -x^2
    latex -x^{2}
    sympy -Symbol('x')**2
    mathematica -x^2
    pari -x^2

    formula (-x)^2
    text (-x)^2
    latex \left(-x\right)^{2}
    sympy (-Symbol('x'))**2
    mathematica (-x)^2
    pari (-x)^2

    formula 2^-3
    text 2^-3
    latex 2^{-3}
    sympy Integer(2)**-3
    mathematica 2^-3
    pari 2^-3

    formula 2^-N
    text 2^-N
    latex 2^{-N}
    sympy 2**-Symbol('N')
    mathematica 2^-symN
    pari 2^-N

    formula 2^(-x^2)
    text 2^(-x^2)
    latex 2^{-x^{2}}
    sympy 2**(-Symbol('x')**2)
    mathematica 2^(-x^2)
    pari 2^(-x^2)

    formula a^b^c
    text a^b^c
    latex a^{b^{c}}
    sympy Symbol('a')**Symbol('b')**Symbol('c')
    mathematica a^b^c
    pari a^b^c

    formula (a^b)^c
    text (a^b)^c
    latex \left(a^{b}\right)^{c}
    sympy (Symbol('a')**Symbol('b'))**Symbol('c')
    mathematica (a^b)^c
    pari (a^b)^c

    formula x!^2
    text x!^2
    latex x!^{2}
    sympy factorial(Symbol('x'))**2
    mathematica Factorial[x]^2
    pari x!^2

    formula (x!)!
    text (x!)!
    latex \left(x!\right)!
    sympy factorial(factorial(Symbol('x')))
    mathematica Factorial[Factorial[x]]
    pari (x!)!

    formula 2^3!
    text 2^3!
    latex 2^{3!}
    sympy 2**factorial(3)
    mathematica 2^Factorial[3]
    pari 2^3!

    formula a-(b-c)
    text a - (b - c)
    latex a - \left(b - c\right)
    sympy Symbol('a') - (Symbol('b') - Symbol('c'))
    mathematica a - (b - c)
    pari a - (b - c)

    formula a-(b+c)
    text a - (b + c)
    latex a - \left(b + c\right)
    sympy Symbol('a') - (Symbol('b') + Symbol('c'))
    mathematica a - (b + c)
    pari a - (b + c)

    formula a-(-b)
    text a - (-b)
    latex a - \left(-b\right)
    sympy Symbol('a') - (-Symbol('b'))
    mathematica a - (-b)
    pari a - (-b)

    formula -(-a)
    text -(-a)
    latex -\left(-a\right)
    sympy -(-Symbol('a'))
    mathematica -(-a)
    pari -(-a)

    formula a*(b+c)
    text a*(b + c)
    latex a \left(b + c\right)
    sympy Symbol('a')*(Symbol('b') + Symbol('c'))
    mathematica a*(b + c)
    pari a*(b + c)

    formula a*(-b)
    text a*(-b)
    latex a \left(-b\right)
    sympy Symbol('a')*(-Symbol('b'))
    mathematica a*(-b)
    pari a*(-b)

    formula a/(b*c)
    text a/(b*c)
    latex \frac{a}{b c}
    sympy Symbol('a')/(Symbol('b')*Symbol('c'))
    mathematica a/(b*c)
    pari a/(b*c)

    formula a/(b/c)
    text a/(b/c)
    latex \frac{a}{\frac{b}{c}}
    sympy Symbol('a')/(Symbol('b')/Symbol('c'))
    mathematica a/(b/c)
    pari a/(b/c)

    formula a/b/c
    text a/(b*c)
    latex \frac{a}{b c}
    sympy Symbol('a')/(Symbol('b')*Symbol('c'))
    mathematica a/(b*c)
    pari a/(b*c)

    formula a/b*c/d
    text a/b*c/d
    latex \frac{a}{b} \frac{c}{d}
    sympy Symbol('a')/Symbol('b')*Symbol('c')/Symbol('d')
    mathematica a/b*c/d
    pari a/b*c/d

    formula a*(b/c)
    text a*b/c
    latex a \frac{b}{c}
    sympy Symbol('a')*Symbol('b')/Symbol('c')
    mathematica a*b/c
    pari a*b/c

    formula (a/b)^2
    text (a/b)^2
    latex \left(\frac{a}{b}\right)^{2}
    sympy (Symbol('a')/Symbol('b'))**2
    mathematica (a/b)^2
    pari (a/b)^2

    formula 1/3
    text 1/3
    latex \frac{1}{3}
    sympy Rational(1, 3)
    mathematica 1/3
    pari 1/3

    formula -2/3
    text -2/3
    latex -\frac{2}{3}
    sympy -Rational(2, 3)
    mathematica -2/3
    pari -2/3

    formula 2*x*3
    text 2*x*3
    latex 2 x \cdot 3
    sympy 2*Symbol('x')*3
    mathematica 2*x*3
    pari 2*x*3

    formula 2*(1/2)
    text 2*1/2
    latex 2 \cdot \frac{1}{2}
    sympy 2*Rational(1, 2)
    mathematica 2*1/2
    pari 2*1/2

    formula 0.125
    text 1/8
    latex \frac{1}{8}
    sympy Rational(1, 8)
    mathematica 1/8
    pari 1/8

    formula (1/3)^2
    text (1/3)^2
    latex \left(\frac{1}{3}\right)^{2}
    sympy Rational(1, 3)**2
    mathematica (1/3)^2
    pari (1/3)^2

    formula (-1)^k
    text (-1)^k
    latex \left(-1\right)^{k}
    sympy (-1)**Symbol('k')
    mathematica (-1)^k
    pari (-1)^k

    formula (1+2)/(3+4)
    text (1 + 2)/(3 + 4)
    latex \frac{1 + 2}{3 + 4}
    sympy Integer(1 + 2)/(3 + 4)
    mathematica (1 + 2)/(3 + 4)
    pari (1 + 2)/(3 + 4)

    formula 2^3^2
    text 2^3^2
    latex 2^{3^{2}}
    sympy 2**Integer(3)**2
    mathematica 2^3^2
    pari 2^3^2

    formula (2/3)^(1/2)
    text (2/3)^(1/2)
    latex \left(\frac{2}{3}\right)^{\frac{1}{2}}
    sympy Rational(2, 3)**Rational(1, 2)
    mathematica (2/3)^(1/2)
    pari (2/3)^(1/2)

    formula 2^(1/2)/3
    text 2^(1/2)/3
    latex \frac{2^{\frac{1}{2}}}{3}
    sympy 2**Rational(1, 2)/3
    mathematica 2^(1/2)/3
    pari 2^(1/2)/3

    formula [1,[a,2],[]]
    text [1, [a, 2], []]
    latex \left[1, \left[a, 2\right], \left[\right]\right]
    sympy [1, [Symbol('a'), 2], []]
    mathematica {1, {a, 2}, {}}
    pari [1, [a, 2], []]

    formula pi*e^euler_gamma
    text pi*e^euler_gamma
    latex \pi e^{\gamma}
    sympy pi*E**EulerGamma
    mathematica Pi*E^EulerGamma
    pari Pi*exp(1)^Euler

    formula exp(x)^2
    text exp(x)^2
    latex \left(e^{x}\right)^{2}
    sympy exp(Symbol('x'))**2
    mathematica Exp[x]^2
    pari exp(x)^2

    formula exp(-x/2)
    text exp(-x/2)
    latex e^{-\frac{x}{2}}
    sympy exp(-Symbol('x')/2)
    mathematica Exp[-x/2]
    pari exp(-x/2)

    formula sqrt(x^2+1)
    text sqrt(x^2 + 1)
    latex \sqrt{x^{2} + 1}
    sympy sqrt(Symbol('x')**2 + 1)
    mathematica Sqrt[x^2 + 1]
    pari sqrt(x^2 + 1)

    formula abs(x-1)^3
    text abs(x - 1)^3
    latex \left|x - 1\right|^{3}
    sympy Abs(Symbol('x') - 1)**3
    mathematica Abs[x - 1]^3
    pari abs(x - 1)^3

    formula sin(x)^2+cos(x)^2
    text sin(x)^2 + cos(x)^2
    latex \sin^{2}\left(x\right) + \cos^{2}\left(x\right)
    sympy sin(Symbol('x'))**2 + cos(Symbol('x'))**2
    mathematica Sin[x]^2 + Cos[x]^2
    pari sin(x)^2 + cos(x)^2

    formula sin(x)^-1
    text sin(x)^-1
    latex \left(\sin\left(x\right)\right)^{-1}
    sympy sin(Symbol('x'))**-1
    mathematica Sin[x]^-1
    pari sin(x)^-1

    formula log(x)^n
    text log(x)^n
    latex \left(\log\left(x\right)\right)^{n}
    sympy log(Symbol('x'))**Symbol('n')
    mathematica Log[x]^n
    pari log(x)^n

    formula asin(1/2)+acos(1/2)+atan(1/2)
    text asin(1/2) + acos(1/2) + atan(1/2)
    latex \arcsin\left(\frac{1}{2}\right) + \arccos\left(\frac{1}{2}\right) +
    + \arctan\left(\frac{1}{2}\right)
    sympy asin(Rational(1, 2)) + acos(Rational(1, 2)) + atan(Rational(1, 2))
    mathematica ArcSin[1/2] + ArcCos[1/2] + ArcTan[1/2]
    pari asin(1/2) + acos(1/2) + atan(1/2)

    formula sinh(1)*cosh(1)*tanh(1)
    text sinh(1)*cosh(1)*tanh(1)
    latex \sinh\left(1\right) \cosh\left(1\right) \tanh\left(1\right)
    sympy sinh(1)*cosh(1)*tanh(1)
    mathematica Sinh[1]*Cosh[1]*Tanh[1]
    pari sinh(1)*cosh(1)*tanh(1)

    formula asinh(1)+acosh(2)+atanh(1/2)
    text asinh(1) + acosh(2) + atanh(1/2)
    latex \operatorname{arsinh}\left(1\right) + \operatorname{arcosh}\left(2\right) +
    + \operatorname{artanh}\left(\frac{1}{2}\right)
    sympy asinh(1) + acosh(2) + atanh(Rational(1, 2))
    mathematica ArcSinh[1] + ArcCosh[2] + ArcTanh[1/2]
    pari asinh(1) + acosh(2) + atanh(1/2)

    formula gamma(1/2)^2
    text gamma(1/2)^2
    latex \Gamma\left(\frac{1}{2}\right)^{2}
    sympy gamma(Rational(1, 2))**2
    mathematica Gamma[1/2]^2
    pari gamma(1/2)^2

    formula loggamma(10)^2
    text loggamma(10)^2
    latex \left(\log\Gamma\left(10\right)\right)^{2}
    sympy loggamma(10)**2
    mathematica LogGamma[10]^2
    pari lngamma(10)^2

    formula digamma(1/3)
    text digamma(1/3)
    latex \psi\left(\frac{1}{3}\right)
    sympy digamma(Rational(1, 3))
    mathematica PolyGamma[0, 1/3]
    pari psi(1/3)

    formula erf(1)+erfc(1)
    text erf(1) + erfc(1)
    latex \operatorname{erf}\left(1\right) + \operatorname{erfc}\left(1\right)
    sympy erf(1) + erfc(1)
    mathematica Erf[1] + Erfc[1]
    pari (1-erfc(1)) + erfc(1)

    formula zeta(3)
    text zeta(3)
    latex \zeta\left(3\right)
    sympy zeta(3)
    mathematica Zeta[3]
    pari zeta(3)

    formula binomial(N,k)
    text binomial(N, k)
    latex \binom{N}{k}
    sympy binomial(Symbol('N'), Symbol('k'))
    mathematica Binomial[symN, k]
    pari binomial(N, k)

    formula binomial(N+1,k)^2
    text binomial(N + 1, k)^2
    latex \binom{N + 1}{k}^{2}
    sympy binomial(Symbol('N') + 1, Symbol('k'))**2
    mathematica Binomial[symN + 1, k]^2
    pari binomial(N + 1, k)^2

    formula rf(x,3)
    text rf(x, 3)
    latex x^{\overline{3}}
    sympy RisingFactorial(Symbol('x'), 3)
    mathematica Pochhammer[x, 3]
    pari prod(i_=0,3-1,x+i_)

    formula rf(x+1,n)^2
    text rf(x + 1, n)^2
    latex \left(\left(x + 1\right)^{\overline{n}}\right)^{2}
    sympy RisingFactorial(Symbol('x') + 1, Symbol('n'))**2
    mathematica Pochhammer[x + 1, n]^2
    pari prod(i_=0,n-1,x + 1+i_)^2

    formula ff(x,3)*2
    text ff(x, 3)*2
    latex x^{\underline{3}} \cdot 2
    sympy FallingFactorial(Symbol('x'), 3)*2
    mathematica FactorialPower[x, 3]*2
    pari prod(i_=0,3-1,x-i_)*2

    formula rf(x,1/2)
    text rf(x, 1/2)
    latex x^{\overline{\frac{1}{2}}}
    sympy RisingFactorial(Symbol('x'), Rational(1, 2))
    mathematica Pochhammer[x, 1/2]
    pari (gamma(x + 1/2)/gamma(x))

    formula ff(7/2,-2)
    text ff(7/2, -2)
    latex \left(\frac{7}{2}\right)^{\underline{-2}}
    sympy FallingFactorial(Rational(7, 2), -2)
    mathematica FactorialPower[7/2, -2]
    pari (gamma(7/2 + 1)/gamma(7/2 - (-2) + 1))

    formula factorial(n+1)
    text (n + 1)!
    latex \left(n + 1\right)!
    sympy factorial(Symbol('n') + 1)
    mathematica Factorial[n + 1]
    pari (n + 1)!

    formula sum(binomial(N,k)/2^N*product(k+2*j,j,0,2),k,0,N)*(2/N)^3
    text sum(binomial(N, k)/2^N*product(k + 2*j, j, 0, 2), k, 0, N)*(2/N)^3
    latex \left(\sum_{k=0}^{N} \frac{\binom{N}{k}}{2^{N}} \prod_{j=0}^{2} \left(k + 2
    + j\right)\right) \left(\frac{2}{N}\right)^{3}
    sympy Sum(binomial(Symbol('N'), Symbol('k'))/2**Symbol('N')*Product(Symbol('k') +
    + 2*Symbol('j'), (Symbol('j'), 0, 2)), (Symbol('k'), 0, Symbol('N')))*(2/Symbol('N'))**3
    mathematica Sum[Binomial[symN, k]/2^symN*Product[k + 2*j, {j, 0, 2}], {k, 0,
    + symN}]*(2/symN)^3
    pari sum(k=0,N,binomial(N, k)/2^N*prod(j=0,2,k + 2*j))*(2/N)^3

    formula sum(1/k^2,k,1,inf)
    text sum(1/k^2, k, 1, inf)
    latex \sum_{k=1}^{\infty} \frac{1}{k^{2}}
    sympy Sum(1/Symbol('k')**2, (Symbol('k'), 1, oo))
    mathematica Sum[1/k^2, {k, 1, Infinity}]
    pari suminf(k=1,1/k^2)

    formula product(1-1/k^2,k,2,oo)
    text product(1 - 1/k^2, k, 2, inf)
    latex \prod_{k=2}^{\infty} \left(1 - \frac{1}{k^{2}}\right)
    sympy Product(1 - 1/Symbol('k')**2, (Symbol('k'), 2, oo))
    mathematica Product[1 - 1/k^2, {k, 2, Infinity}]
    pari prodinf(k=2,1 - 1/k^2)

    formula sum(k,k,1,n)^2
    text sum(k, k, 1, n)^2
    latex \left(\sum_{k=1}^{n} k\right)^{2}
    sympy Sum(Symbol('k'), (Symbol('k'), 1, Symbol('n')))**2
    mathematica Sum[k, {k, 1, n}]^2
    pari sum(k=1,n,k)^2

    formula 2*sum(k+1,k,1,n)+1
    text 2*sum(k + 1, k, 1, n) + 1
    latex 2 \sum_{k=1}^{n} \left(k + 1\right) + 1
    sympy 2*Sum(Symbol('k') + 1, (Symbol('k'), 1, Symbol('n'))) + 1
    mathematica 2*Sum[k + 1, {k, 1, n}] + 1
    pari 2*sum(k=1,n,k + 1) + 1

    formula 1-sum(k,k,1,n)
    text 1 - sum(k, k, 1, n)
    latex 1 - \sum_{k=1}^{n} k
    sympy 1 - Sum(Symbol('k'), (Symbol('k'), 1, Symbol('n')))
    mathematica 1 - Sum[k, {k, 1, n}]
    pari 1 - sum(k=1,n,k)

    formula moment(2)
    text moment(2)
    latex \mathbb{E}\left[z_L^{2}\right]
    sympy Function('moment')(2)
    mathematica moment[2]
    pari moment(2)

    formula moment(2)^L
    text moment(2)^L
    latex \mathbb{E}\left[z_L^{2}\right]^{L}
    sympy Function('moment')(2)**Symbol('L')
    mathematica moment[2]^L
    pari moment(2)^L

    formula cumulant(m+1)
    text cumulant(m + 1)
    latex \kappa_{m + 1}\left(z_L\right)
    sympy Function('cumulant')(Symbol('m') + 1)
    mathematica cumulant[m + 1]
    pari cumulant(m + 1)

    formula mean
    text mean
    latex \mathbb{E}\left[z_L\right]
    sympy Function('mean')()
    mathematica mean[]
    pari mean()

    formula variance-mean^2
    text variance - mean^2
    latex \operatorname{Var}\left(z_L\right) - \mathbb{E}\left[z_L\right]^{2}
    sympy Function('variance')() - Function('mean')()**2
    mathematica variance[] - mean[]^2
    pari variance() - mean()^2

    formula skewness
    text skewness
    latex \operatorname{Skew}\left(z_L\right)
    sympy Function('skewness')()
    mathematica skewness[]
    pari skewness()

    formula kurtosis/output_kurtosis
    text kurtosis/output_kurtosis
    latex \frac{\operatorname{Kurt}\left(z_L\right)}{\operatorname{Kurt}\left(y\right)}
    sympy Function('kurtosis')()/Function('output_kurtosis')()
    mathematica kurtosis[]/outputKurtosis[]
    pari kurtosis()/output_kurtosis()

    formula atom
    text atom
    latex \mathbb{P}\left(z_L = 0\right)
    sympy Function('atom')()
    mathematica atom[]
    pari atom()

    formula law
    text law
    latex \mathcal{L}\left(z_L\right)
    sympy Function('law')()
    mathematica law[]
    pari law()

    formula output_moment(4)
    text output_moment(4)
    latex \mathbb{E}\left[y^{4}\right]
    sympy Function('output_moment')(4)
    mathematica outputMoment[4]
    pari output_moment(4)

    formula sw2^3*N/2+sb2
    text sw2^3*N/2 + sb2
    latex \frac{\left(\sigma_w^{2}\right)^{3} N}{2} + \sigma_b^{2}
    sympy Symbol('sw2')**3*Symbol('N')/2 + Symbol('sb2')
    mathematica sw2^3*symN/2 + sb2
    pari sw2^3*N/2 + sb2

    formula z0^2
    text z0^2
    latex z_0^{2}
    sympy Symbol('z0')**2
    mathematica z0^2
    pari z0^2

    formula alpha_1*lambda+theta
    text alpha_1*lambda + theta
    latex \alpha_1 \lambda + \theta
    sympy Symbol('alpha_1')*Symbol('lambda') + Symbol('theta')
    mathematica alpha$1*lambda + theta
    pari alpha_1_*lambda_ + theta_

    formula beta1*foo+a_b
    text beta1*foo + a_b
    latex \beta_1 \mathrm{foo} + a_b
    sympy Symbol('beta1')*Symbol('foo') + Symbol('a_b')
    mathematica beta1*foo + a$b
    pari beta1_*foo_ + a_b_

    formula E+I+O+N+L
    text E + I + O + N + L
    latex E + I + O + N + L
    sympy Symbol('E') + Symbol('I') + Symbol('O') + Symbol('N') + Symbol('L')
    mathematica symE + symI + symO + symN + L
    pari E + I_ + O_ + N + L

    formula _x+v_x
    text _x + v_x
    latex \mathrm{\_x} + v_x
    sympy Symbol('_x') + Symbol('v_x')
    mathematica sym$x + v$x
    pari v_x_ + vv_x_

    formula symbol1+Pi+Sum
    text symbol1 + Pi + Sum
    latex \mathrm{symbol}_1 + \Pi + \mathrm{Sum}
    sympy Symbol('symbol1') + Symbol('Pi') + Symbol('Sum')
    mathematica symsymbol1 + symPi + symSum
    pari symbol1_ + Pi_ + Sum_

    formula 10^40
    text 10^40
    latex 10^{40}
    sympy Integer(10)**40
    mathematica 10^40
    pari 10^40

    formula (x+y)!
    text (x + y)!
    latex \left(x + y\right)!
    sympy factorial(Symbol('x') + Symbol('y'))
    mathematica Factorial[x + y]
    pari (x + y)!

    formula (2*x)!
    text (2*x)!
    latex \left(2 x\right)!
    sympy factorial(2*Symbol('x'))
    mathematica Factorial[2*x]
    pari (2*x)!

    formula x²+y³
    text x^2 + y^3
    latex x^{2} + y^{3}
    sympy Symbol('x')**2 + Symbol('y')**3
    mathematica x^2 + y^3
    pari x^2 + y^3

    formula 1.5e-3
    text 3/2000
    latex \frac{3}{2000}
    sympy Rational(3, 2000)
    mathematica 3/2000
    pari 3/2000

    formula e*x
    text e*x
    latex e x
    sympy E*Symbol('x')
    mathematica E*x
    pari exp(1)*x

    formula (a+b)+c-(d-f)
    text a + b + c - (d - f)
    latex a + b + c - \left(d - f\right)
    sympy Symbol('a') + Symbol('b') + Symbol('c') - (Symbol('d') - Symbol('f'))
    mathematica a + b + c - (d - f)
    pari a + b + c - (d - f)

    formula -a*b
    text -a*b
    latex -a b
    sympy -Symbol('a')*Symbol('b')
    mathematica -a*b
    pari -a*b

    formula -(a*b)
    text -a*b
    latex -a b
    sympy -Symbol('a')*Symbol('b')
    mathematica -a*b
    pari -a*b

    formula -(a+b)
    text -(a + b)
    latex -\left(a + b\right)
    sympy -(Symbol('a') + Symbol('b'))
    mathematica -(a + b)
    pari -(a + b)

    formula (-a)/b
    text (-a)/b
    latex \frac{-a}{b}
    sympy (-Symbol('a'))/Symbol('b')
    mathematica (-a)/b
    pari (-a)/b

    formula polygamma(2,x)
    text polygamma(2, x)
    latex \psi^{\left(2\right)}\left(x\right)
    sympy polygamma(2, Symbol('x'))
    mathematica PolyGamma[2, x]
    pari ((-1)^(2 + 1)*2!*zetahurwitz(2 + 1, x))

    formula beta(x,1/3)
    text beta(x, 1/3)
    latex \mathrm{B}\left(x, \frac{1}{3}\right)
    sympy beta(Symbol('x'), Rational(1, 3))
    mathematica Beta[x, 1/3]
    pari (gamma(x)*gamma(1/3)/gamma(x + 1/3))

    formula zeta(3,x)
    text zeta(3, x)
    latex \zeta\left(3, x\right)
    sympy zeta(3, Symbol('x'))
    mathematica HurwitzZeta[3, x]
    pari zetahurwitz(3, x)

    formula gammainc(1/3,x)^2
    text gammainc(1/3, x)^2
    latex \Gamma\left(\frac{1}{3}, x\right)^{2}
    sympy uppergamma(Rational(1, 3), Symbol('x'))**2
    mathematica Gamma[1/3, x]^2
    pari incgam(1/3, x)^2

    formula gammainc(1/3,0,x)
    text gammainc(1/3, 0, x)
    latex \gamma\left(\frac{1}{3}, x\right)
    sympy lowergamma(Rational(1, 3), Symbol('x'))
    mathematica Gamma[1/3, 0, x]
    pari incgamc(1/3, x)

    formula gammainc(1/3,y,x)
    text gammainc(1/3, y, x)
    latex \Gamma\left(\frac{1}{3}, y, x\right)
    sympy (uppergamma(Rational(1, 3), Symbol('y')) - uppergamma(Rational(1, 3), Symbol('x')))
    mathematica Gamma[1/3, y, x]
    pari (incgam(1/3, y) - incgam(1/3, x))

    formula gammainc(x)
    text gammainc(x)
    latex \Gamma\left(x\right)
    sympy gamma(Symbol('x'))
    mathematica Gamma[x]
    pari gamma(x)

    formula erfi(1/x)
    text erfi(1/x)
    latex \operatorname{erfi}\left(\frac{1}{x}\right)
    sympy erfi(1/Symbol('x'))
    mathematica Erfi[1/x]
    pari (2*1/x*hypergeom([1/2], [3/2], (1/x)^2)/sqrt(Pi))

    formula ei(x)
    text ei(x)
    latex \operatorname{Ei}\left(x\right)
    sympy Ei(Symbol('x'))
    mathematica ExpIntegralEi[x]
    pari (-real(eint1(-x)))

    formula expint(3,x)+expint(1,x)
    text expint(3, x) + expint(1, x)
    latex E_{3}\left(x\right) + E_{1}\left(x\right)
    sympy expint(3, Symbol('x')) + expint(1, Symbol('x'))
    mathematica ExpIntegralE[3, x] + ExpIntegralE[1, x]
    pari (x^(3 - 1)*incgam(1 - 3, x)) + eint1(x)

    formula besselk(1/3,x)*besseli(2,x)
    text besselk(1/3, x)*besseli(2, x)
    latex K_{\frac{1}{3}}\left(x\right) I_{2}\left(x\right)
    sympy besselk(Rational(1, 3), Symbol('x'))*besseli(2, Symbol('x'))
    mathematica BesselK[1/3, x]*BesselI[2, x]
    pari besselk(1/3, x)*besseli(2, x)

    formula hyp0f1(1/3,x)
    text hyp0f1(1/3, x)
    latex {}_{0}F_{1}\!\left(\begin{matrix} - \\ \frac{1}{3} \end{matrix}\,\middle|\,x\right)
    sympy hyper([], [Rational(1, 3)], Symbol('x'))
    mathematica Hypergeometric0F1[1/3, x]
    pari hypergeom([], [1/3], x)

    formula hyp1f1(a,1/3,-x)
    text hyp1f1(a, 1/3, -x)
    latex {}_{1}F_{1}\!\left(\begin{matrix} a \\ \frac{1}{3} \end{matrix}\,\middle|\,-x\right)
    sympy hyper([Symbol('a')], [Rational(1, 3)], -Symbol('x'))
    mathematica Hypergeometric1F1[a, 1/3, -x]
    pari hypergeom([a], [1/3], -x)

    formula hyp2f1(a,1/3,b,1/x)
    text hyp2f1(a, 1/3, b, 1/x)
    latex {}_{2}F_{1}\!\left(\begin{matrix} a, \frac{1}{3} \\ b
    + \end{matrix}\,\middle|\,\frac{1}{x}\right)
    sympy hyper([Symbol('a'), Rational(1, 3)], [Symbol('b')], 1/Symbol('x'))
    mathematica Hypergeometric2F1[a, 1/3, b, 1/x]
    pari hypergeom([a, 1/3], [b], 1/x)

    formula hyper([1/2,1,a],[3/2,2],1/x)
    text hyper([1/2, 1, a], [3/2, 2], 1/x)
    latex {}_{3}F_{2}\!\left(\begin{matrix} \frac{1}{2}, 1, a \\ \frac{3}{2}, 2
    + \end{matrix}\,\middle|\,\frac{1}{x}\right)
    sympy hyper([Rational(1, 2), 1, Symbol('a')], [Rational(3, 2), 2], 1/Symbol('x'))
    mathematica HypergeometricPFQ[{1/2, 1, a}, {3/2, 2}, 1/x]
    pari hypergeom([1/2, 1, a], [3/2, 2], 1/x)

    formula hyperu(1/2,1/3,x)
    text hyperu(1/2, 1/3, x)
    latex U\left(\frac{1}{2}, \frac{1}{3}, x\right)
    sympy (meijerg([1 - Rational(1, 2)], [], [0, 1 - Rational(1, 3)], [],
    + Symbol('x'))/(gamma(Rational(1, 2))*gamma(Rational(1, 2) - Rational(1, 3) + 1)))
    mathematica HypergeometricU[1/2, 1/3, x]
    pari hyperu(1/2, 1/3, x)

    formula hyperu(-2,1/3,x)
    text hyperu(-2, 1/3, x)
    latex U\left(-2, \frac{1}{3}, x\right)
    sympy (Integer(-1)**2*RisingFactorial(Rational(1, 3), 2)*hyper([-2], [Rational(1, 3)], Symbol('x')))
    mathematica HypergeometricU[-2, 1/3, x]
    pari hyperu(-2, 1/3, x)

    formula meijerg([],[],[0,1/3],[],x)^2
    text meijerg([], [], [0, 1/3], [], x)^2
    latex \left(G^{2,0}_{0,2}\!\left(\begin{matrix} - \\ 0, \frac{1}{3}
    + \end{matrix}\,\middle|\,x\right)\right)^{2}
    sympy meijerg([], [], [0, Rational(1, 3)], [], Symbol('x'))**2
    mathematica MeijerG[{{}, {}}, {{0, 1/3}, {}}, x]^2
    pari (1/2*Pi^(0 + 1/3)*gammamellininv([0, 2/3], sqrt(x)/Pi^1))^2

    formula meijerg([[1/3],[2]],[[0,1/2],[-1/4]],x)
    text meijerg([1/3], [2], [0, 1/2], [-1/4], x)
    latex G^{2,1}_{2,3}\!\left(\begin{matrix} \frac{1}{3}, 2 \\ 0, \frac{1}{2}, -\frac{1}{4}
    + \end{matrix}\,\middle|\,x\right)
    sympy meijerg([Rational(1, 3)], [2], [0, Rational(1, 2)], [-Rational(1, 4)], Symbol('x'))
    mathematica MeijerG[{{1/3}, {2}}, {{0, 1/2}, {-1/4}}, x]
    pari (intnum(t_=0,[oo,1/2*Pi],my(s_=1/3+I*t_);real(gamma(0+s_)*gamma((1/2)+s_)*gamma(1-(1/3)-s_)*1/gamma(2+s_)*1/gamma(1-(-1/4)-s_)*x^-s_))/Pi)

    formula meijerg([],[c],[0],[],1/x)
    text meijerg([], [c], [0], [], 1/x)
    latex G^{1,0}_{1,1}\!\left(\begin{matrix} c \\ 0 \end{matrix}\,\middle|\,\frac{1}{x}\right)
    sympy meijerg([], [Symbol('c')], [0], [], 1/Symbol('x'))
    mathematica MeijerG[{{}, {c}}, {{0}, {}}, 1/x]
    pari meijerg([], [c], [0], [], 1/x)

    formula arc_cosine(2,1)
    text arc_cosine(2, 1)
    latex J_{2}\left(1\right)
    sympy (3*cos(1)*sin(1) + (1 + 2*cos(1)**2)*(pi - 1))
    mathematica (3*Cos[1]*Sin[1] + (1 + 2*Cos[1]^2)*(Pi - 1))
    pari (3*cos(1)*sin(1) + (1 + 2*cos(1)^2)*(Pi - 1))

    formula fuss_catalan(2,x)
    text fuss_catalan(2, x)
    latex \mathrm{FC}_{2}\left(x\right)
    sympy (binomial((2 + 1)*Symbol('x'), Symbol('x'))/(2*Symbol('x') + 1))
    mathematica (Binomial[(2 + 1)*x, x]/(2*x + 1))
    pari (binomial((2 + 1)*x, x)/(2*x + 1))

    formula raney(1/2,3,x)
    text raney(1/2, 3, x)
    latex A_{x}\left(\frac{1}{2}, 3\right)
    sympy (3/(Symbol('x')*Rational(1, 2) + 3)*binomial(Symbol('x')*Rational(1, 2) + 3, Symbol('x')))
    mathematica (3/(x*1/2 + 3)*Binomial[x*1/2 + 3, x])
    pari (3/(x*1/2 + 3)*binomial(x*1/2 + 3, x))
    """#
}
