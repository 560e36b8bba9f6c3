extension ReductionRule {
  /// Meijer G functions that are simpler functions, for every z off the cut; those of p = q = m + n
  /// are given in pieces and are rewritten for a number z only.
  static let meijerG: [ReductionRule] = [
    ReductionRule("meijerg([],[],[b],[],z)", "z^b*exp(-z)"),
    ReductionRule("meijerg([],[],[a,b],[],z)", "2*z^((a+b)/2)*besselk(a-b,2*sqrt(z))"),
    ReductionRule("meijerg([],[a],[a-1,c],[],z)", "z^(a-1)*gammainc(c-a+1,z)"),
    ReductionRule("meijerg([],[a],[b,c],[],z)", "z^b*exp(-z)*hyperu(a-c,b-c+1,z)"),
    ReductionRule(
      "meijerg([a],[],[b,c],[],z)",
      "gamma(1-a+b)*gamma(1-a+c)*z^b*hyperu(1-a+b,1+b-c,z)"),
    ReductionRule("meijerg([a],[],[b],[],z)", "gamma(1-a+b)*z^b*(1+z)^(a-b-1)"),
    ReductionRule(
      "meijerg([a,c],[],[b,d],[],z)",
      "gamma(1-a+b)*gamma(1-a+d)*gamma(1-c+b)*gamma(1-c+d)/gamma(2-a-c+b+d)*z^b"
        + "*hyper([1-a+b,1-c+b],[2-a-c+b+d],1-z)",
      where: [.not(.nonpositiveInteger, "2-a-c+b+d")]),
    ReductionRule(
      "meijerg([],[a],[b],[],z)", "z^b*(1-z)^(a-b-1)/gamma(a-b)",
      where: [.only(.betweenZeroAndOne, "z"), .not(.nonpositiveInteger, "a-b")]),
    ReductionRule(
      "meijerg([],[a,c],[b,d],[],z)",
      "z^b*(1-z)^(a+c-b-d-1)/gamma(a+c-b-d)*hyper([a-d,c-d],[a+c-b-d],1-z)",
      where: [.only(.betweenZeroAndOne, "z"), .not(.nonpositiveInteger, "a+c-b-d")]),
    // Products of Bessel functions.
    ReductionRule(
      "meijerg([],[a],[a-1/2,c,2*a-1-c],[],z)",
      "2*z^(a-1/2)*besselk(c-a+1/2,sqrt(z))^2/sqrt(pi)"),
    ReductionRule(
      "meijerg([a],[],[a-1/2,c],[2*a-1-c],z)",
      "2*sqrt(pi)*z^(a-1/2)*besseli(c-a+1/2,sqrt(z))*besselk(c-a+1/2,sqrt(z))"),
  ].compactMap { $0 }
}
