import Formulas
import Testing

@Suite struct Dump {
  @Test func show() throws {
    for source in [
      "(1 + 5/N)^L", "(N+9)*(N^2+21*N+62)/N^3", "-x^2", "(-x)^2", "2^-3", "2^-N", "2^(-x^2)",
      "a^b^c", "(a^b)^c", "x!^2", "(x!)!", "2^3!",
      "a-(b-c)", "a-(b+c)", "a-(-b)", "-(-a)", "a*(b+c)", "a*(-b)", "a/(b*c)", "a/(b/c)", "a/b/c",
      "a/b*c/d", "a*(b/c)", "(a/b)^2", "1/3", "-2/3", "2*x*3", "2*(1/2)", "0.125", "(1/3)^2",
      "(-1)^k", "(1+2)/(3+4)", "2^3^2", "(2/3)^(1/2)", "2^(1/2)/3", "[1,[a,2],[]]",
      "pi*e^euler_gamma", "exp(x)^2", "exp(-x/2)", "sqrt(x^2+1)", "abs(x-1)^3",
      "sin(x)^2+cos(x)^2", "sin(x)^-1", "log(x)^n", "asin(1/2)+acos(1/2)+atan(1/2)",
      "sinh(1)*cosh(1)*tanh(1)", "asinh(1)+acosh(2)+atanh(1/2)",
      "gamma(1/2)^2", "loggamma(10)^2", "digamma(1/3)", "erf(1)+erfc(1)", "zeta(3)",
      "binomial(N,k)", "binomial(N+1,k)^2", "rf(x,3)", "rf(x+1,n)^2", "ff(x,3)*2", "rf(x,1/2)",
      "ff(7/2,-2)", "factorial(n+1)",
      "sum(binomial(N,k)/2^N*product(k+2*j,j,0,2),k,0,N)*(2/N)^3", "sum(1/k^2,k,1,inf)",
      "product(1-1/k^2,k,2,oo)", "sum(k,k,1,n)^2", "2*sum(k+1,k,1,n)+1", "1-sum(k,k,1,n)",
      "moment(2)", "moment(2)^L", "cumulant(m+1)", "mean", "variance-mean^2", "skewness",
      "kurtosis/output_kurtosis", "atom", "law", "output_moment(4)",
      "sw2^3*N/2+sb2", "z0^2", "alpha_1*lambda+theta", "beta1*foo+a_b", "E+I+O+N+L", "_x+v_x",
      "symbol1+Pi+Sum", "10^40", "(x+y)!", "(2*x)!", "x²+y³", "1.5e-3", "e*x", "(a+b)+c-(d-f)",
      "-a*b", "-(a*b)", "-(a+b)", "(-a)/b",
    ] {
      let e = try Expression(parsing: source)
      print(
        "§" + ([source] + FormulaFormat.allCases.map { e.printed(as: $0) }).joined(separator: "§"))
    }
  }
}
