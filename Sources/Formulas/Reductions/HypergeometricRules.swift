extension ReductionRule {
  /// Hypergeometric functions that are elementary, error functions or Bessel functions.
  static let hypergeometric: [ReductionRule] = [
    ReductionRule("hyper([],[],x)", "exp(x)"),
    ReductionRule("hyper([a],[],x)", "(1-x)^(-a)"),
    ReductionRule("hyper([],[1/2],-x)", "cos(2*sqrt(x))"),
    ReductionRule("hyper([],[1/2],x)", "cosh(2*sqrt(x))"),
    ReductionRule("hyper([],[3/2],-x)", "sin(2*sqrt(x))/(2*sqrt(x))"),
    ReductionRule("hyper([],[3/2],x)", "sinh(2*sqrt(x))/(2*sqrt(x))"),
    ReductionRule("hyper([1/2],[3/2],-x)", "sqrt(pi)*erf(sqrt(x))/(2*sqrt(x))"),
    ReductionRule("hyper([1/2],[3/2],x)", "sqrt(pi)*erfi(sqrt(x))/(2*sqrt(x))"),
    ReductionRule("hyper([1],[3/2],-x)", "sqrt(pi)*exp(-x)*erfi(sqrt(x))/(2*sqrt(x))"),
    ReductionRule("hyper([1],[3/2],x)", "sqrt(pi)*exp(x)*erf(sqrt(x))/(2*sqrt(x))"),
    ReductionRule(
      "hyper([a],[a+1],-x)", "a*x^(-a)*gammainc(a,0,x)",
      where: [.not(.nonpositiveInteger, "a")]),
    ReductionRule(
      "hyper([a],[2*a],x)",
      "exp(x/2)*gamma(a+1/2)*(x/4)^(1/2-a)*besseli(a-1/2,x/2)",
      where: [.only(.positiveInteger, "a+1/2")]),
    ReductionRule("hyper([1,1],[2],-x)", "log(1+x)/x"),
    ReductionRule("hyper([1,1],[2],x)", "-log(1-x)/x"),
    ReductionRule("hyper([1/2,1],[3/2],-x)", "atan(sqrt(x))/sqrt(x)"),
    ReductionRule("hyper([1/2,1],[3/2],x)", "atanh(sqrt(x))/sqrt(x)"),
    ReductionRule("hyper([1/2,1/2],[3/2],-x)", "asinh(sqrt(x))/sqrt(x)"),
    ReductionRule("hyper([1/2,1/2],[3/2],x)", "asin(sqrt(x))/sqrt(x)"),
    ReductionRule("hyper([1,1],[3/2],-x)", "asinh(sqrt(x))/sqrt(x*(1+x))"),
    ReductionRule("hyper([1,1],[3/2],x)", "asin(sqrt(x))/sqrt(x*(1-x))"),
    ReductionRule("hyper([a,-a],[1/2],x)", "cos(2*a*asin(sqrt(x)))"),
    ReductionRule(
      "hyper([a,a+1/2],[1/2],x)", "((1+sqrt(x))^(-2*a)+(1-sqrt(x))^(-2*a))/2"),
    ReductionRule(
      "hyper([a,a+1/2],[2*a],x)", "(2/(1+sqrt(1-x)))^(2*a-1)/sqrt(1-x)",
      where: [.not(.nonpositiveInteger, "2*a")]),
    ReductionRule(
      "hyper([a,a+1/2],[2*a+1],x)", "(2/(1+sqrt(1-x)))^(2*a)",
      where: [.not(.nonpositiveInteger, "2*a+1")]),
    // Gauss's sum.
    ReductionRule(
      "hyper([a,b],[c],1)", "gamma(c)*gamma(c-a-b)/(gamma(c-a)*gamma(c-b))",
      where: [
        .only(.positive, "c-a-b"), .not(.nonpositiveInteger, "c-a"),
        .not(.nonpositiveInteger, "c-b"), .not(.nonpositiveInteger, "c"),
      ]),
  ].compactMap { $0 }

  /// Kummer's second function.
  static let confluentU: [ReductionRule] = [
    ReductionRule("hyperu(a,a+1,x)", "x^(-a)"),
    ReductionRule("hyperu(a,a,x)", "exp(x)*gammainc(1-a,x)"),
    ReductionRule("hyperu(1,b,x)", "exp(x)*x^(1-b)*gammainc(b-1,x)"),
    ReductionRule("hyperu(a,2*a,x)", "exp(x/2)*x^(1/2-a)*besselk(a-1/2,x/2)/sqrt(pi)"),
  ].compactMap { $0 }
}
