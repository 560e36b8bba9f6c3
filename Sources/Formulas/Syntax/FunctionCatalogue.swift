/// Every function and quantity that the formula language knows, in one table.
public enum FunctionCatalogue {
  /// What a name belongs to.
  public enum Category: String, Hashable, Sendable, CaseIterable {
    /// exp, log, roots, trigonometric and hyperbolic functions.
    case elementary
    /// The gamma family, error functions, zeta and hypergeometric functions.
    case special
    /// Binomials, factorials and their relatives.
    case combinatorial
    /// `sum`, `product` and `integrate`, which bind a variable.
    case iteration
    /// What the network gives a meaning.
    case quantity
  }

  /// Whether a name can be used.
  public enum Availability: Hashable, Sendable {
    /// Part of the language and computed.
    case available
    /// Part of the language, but not computed by this version.
    case planned
  }

  /// What the language knows of one name.
  public struct Entry: Hashable, Sendable {
    /// The name as it is written, without arguments.
    public let name: String
    /// What the name belongs to.
    public let category: Category
    /// How it is written: `binomial(n,k)`.
    public let usage: String
    /// One line.
    public let meaning: String
    /// Whether the name can be used.
    public let availability: Availability
    /// How many arguments it takes.
    public let arity: ClosedRange<Int>
  }

  /// The table, ordered by category and then as documented.
  public static let entries: [Entry] = available + planned

  /// The entry of a name; nil for a name that is free to be a symbol.
  public static func entry(named name: String) -> Entry? { byName[name] }

  private static let byName: [String: Entry] = Dictionary(
    uniqueKeysWithValues: entries.map { ($0.name, $0) })

  /// The names with a fixed value: `pi`, `e`, `euler_gamma`, `inf`, `oo`.
  static let constants: [String: Expression.Constant] = [
    "pi": .pi, "e": .e, "euler_gamma": .eulerGamma, "inf": .infinity, "oo": .infinity,
  ]

  /// Whether the language gives the name a meaning, so that it cannot be a symbol.
  public static func isReserved(_ name: String) -> Bool {
    byName[name] != nil || constants[name] != nil
  }

  private static func entry(
    _ category: Category, _ usage: String, _ meaning: String,
    _ availability: Availability = .available, arity: ClosedRange<Int>? = nil
  ) -> Entry {
    let parts = usage.split(separator: "(", maxSplits: 1)
    let written = parts.count < 2 ? 0 : parts[1].split(separator: ",").count
    return Entry(
      name: String(parts[0]), category: category, usage: usage, meaning: meaning,
      availability: availability, arity: arity ?? written...written)
  }

  private static let available: [Entry] = [
    entry(.elementary, "exp(x)", "e to the power x"),
    entry(.elementary, "log(x)", "natural logarithm"),
    entry(.elementary, "sqrt(x)", "principal square root"),
    entry(.elementary, "abs(x)", "absolute value"),
    entry(.elementary, "sin(x)", "sine"),
    entry(.elementary, "cos(x)", "cosine"),
    entry(.elementary, "tan(x)", "tangent"),
    entry(.elementary, "asin(x)", "inverse sine, in [-pi/2, pi/2]"),
    entry(.elementary, "acos(x)", "inverse cosine, in [0, pi]"),
    entry(.elementary, "atan(x)", "inverse tangent, in (-pi/2, pi/2)"),
    entry(.elementary, "sinh(x)", "hyperbolic sine"),
    entry(.elementary, "cosh(x)", "hyperbolic cosine"),
    entry(.elementary, "tanh(x)", "hyperbolic tangent"),
    entry(.elementary, "asinh(x)", "inverse hyperbolic sine"),
    entry(.elementary, "acosh(x)", "inverse hyperbolic cosine, for x >= 1"),
    entry(.elementary, "atanh(x)", "inverse hyperbolic tangent, for -1 < x < 1"),
    entry(.special, "gamma(x)", "the gamma function"),
    entry(.special, "loggamma(x)", "logarithm of the gamma function"),
    entry(.special, "digamma(x)", "logarithmic derivative of the gamma function"),
    entry(.special, "erf(x)", "error function"),
    entry(.special, "erfc(x)", "1 - erf(x)"),
    entry(.special, "polygamma(n,x)", "n-th derivative of digamma"),
    entry(.special, "beta(a,b)", "gamma(a)*gamma(b)/gamma(a+b)"),
    entry(.special, "zeta(s,a)", "zeta function; zeta(s,a) is Hurwitz's", arity: 1...2),
    entry(
      .special, "gammainc(s,a,b)",
      "integral of t^(s-1) e^-t from a (0) to b (infinity)", arity: 1...3),
    entry(.special, "erfi(x)", "imaginary error function, erf(i x)/i"),
    entry(.special, "ei(x)", "exponential integral Ei"),
    entry(.special, "expint(n,x)", "exponential integral E_n"),
    entry(.special, "besseli(n,x)", "modified Bessel function I"),
    entry(.special, "besselk(n,x)", "modified Bessel function K"),
    entry(.special, "hyp0f1(b,x)", "hypergeometric function 0F1"),
    entry(.special, "hyp1f1(a,b,x)", "hypergeometric function 1F1"),
    entry(.special, "hyp2f1(a,b,c,x)", "hypergeometric function 2F1"),
    entry(
      .special, "hyper([a,b],[c],x)", "hypergeometric function pFq of two lists",
      arity: 3...3),
    entry(.special, "hyperu(a,b,x)", "confluent hypergeometric function U"),
    entry(
      .special, "meijerg([a],[b],[c],[d],z)",
      "Meijer G of the lists a_1..a_n, a_(n+1)..a_p, b_1..b_m, b_(m+1)..b_q", arity: 3...5),
    entry(.special, "arc_cosine(n,theta)", "arc-cosine kernel J_n at an angle in [0, pi]"),
    entry(.special, "fuss_catalan_density(s,x)", "Fuss-Catalan density"),
    entry(.special, "fuss_catalan_cdf(s,x)", "Fuss-Catalan distribution function"),
    entry(.special, "raney_density(p,r,x)", "Raney density"),
    entry(.combinatorial, "binomial(n,k)", "binomial coefficient"),
    entry(.combinatorial, "factorial(n)", "n!, also written n!"),
    entry(.combinatorial, "rf(x,n)", "rising factorial x(x+1)...(x+n-1)"),
    entry(.combinatorial, "ff(x,n)", "falling factorial x(x-1)...(x-n+1)"),
    entry(.combinatorial, "fuss_catalan(s,m)", "binomial((s+1)*m, m)/(s*m+1)"),
    entry(.combinatorial, "raney(p,r,m)", "r/(m*p+r) * binomial(m*p+r, m)"),
    entry(.iteration, "sum(expression,k,a,b)", "sum over the integers k = a, ..., b"),
    entry(.iteration, "product(expression,k,a,b)", "product over the integers k = a, ..., b"),
    entry(
      .iteration, "integrate(expression,x,a,b)",
      "certified integral over x from a to b; the bounds may be inf"),
    entry(.quantity, "moment(m)", "E z_L^m"),
    entry(.quantity, "cumulant(m)", "m-th cumulant of z_L"),
    entry(.quantity, "mean", "E z_L"),
    entry(.quantity, "variance", "variance of z_L"),
    entry(.quantity, "skewness", "third cumulant over variance^(3/2), of z_L"),
    entry(.quantity, "kurtosis", "fourth central moment over variance^2, of z_L"),
    entry(.quantity, "atom", "probability that z_L is zero"),
    entry(.quantity, "density(x)", "density of z_L"),
    entry(.quantity, "cdf(x)", "distribution function of z_L"),
    entry(.quantity, "survival(x)", "1 - cdf(x)"),
    entry(.quantity, "quantile(p)", "quantile of z_L"),
    entry(.quantity, "law", "the law of z_L given the layer before"),
    entry(.quantity, "mellin(s)", "E z_L^s over z_L > 0"),
    entry(.quantity, "log_mean", "mean of ln z_L given z_L > 0"),
    entry(.quantity, "log_variance", "variance of ln z_L given z_L > 0"),
    entry(.quantity, "log_cumulant(m)", "cumulant of ln z_L given z_L > 0"),
    entry(.quantity, "tail_exponent", "exponent of the tail of z_L"),
    entry(.quantity, "eigenvalue(m)", "one layer's transfer operator at y^m"),
    entry(.quantity, "output_moment(m)", "E y^m of a scalar linear output y"),
    entry(.quantity, "output_kurtosis", "E y^4 / (E y^2)^2 of a scalar linear output y"),
    entry(.quantity, "output_density(x)", "density of a scalar linear output"),
    entry(.quantity, "output_cdf(x)", "distribution function of the output"),
    entry(.quantity, "preactivation_density(x)", "density of a unit's input in layer L"),
    entry(.quantity, "preactivation_cdf(x)", "its distribution function"),
    entry(.quantity, "activation_density(x)", "density of a unit's activation in layer L"),
    entry(.quantity, "activation_cdf(x)", "its distribution function"),
    entry(
      .quantity, "joint_cdf([x,y])", "P(x_1 <= x, x_2 <= y, ...) of units of layer L",
      arity: 1...1),
    entry(.quantity, "log_normal_density(x)", "density of the log-normal approximation of z_L"),
    entry(.quantity, "log_normal_cdf(x)", "its distribution function"),
    entry(.quantity, "log_normal_distance", "Kolmogorov distance of z_L to it"),
    entry(.quantity, "mean_field_density(x)", "density of the normal law of an output at N = inf"),
    entry(.quantity, "mean_field_cdf(x)", "its distribution function"),
    entry(.quantity, "mean_field_distance", "Kolmogorov distance of an output to it"),
  ]

  private static let planned: [Entry] = [
    entry(.quantity, "jacobian_moment(k)", "E Tr (J^T J)^k / N_0", .planned),
    entry(.quantity, "jacobian_trace_variance", "variance of Tr J^T J", .planned),
    entry(.quantity, "jacobian_rank", "E rank J", .planned),
    entry(.quantity, "lyapunov(i)", "Lyapunov exponent", .planned),
    entry(.quantity, "spectral_moment(k)", "moment of the spectrum at infinite width", .planned),
    entry(.quantity, "spectral_density(x)", "density of the spectrum", .planned),
    entry(.quantity, "spectral_edge", "right edge of the spectrum", .planned),
    entry(.quantity, "cosine_map(c)", "mean-field cosine after the layers", .planned),
    entry(.quantity, "cosine_mean(theta)", "E cos after the layers", .planned),
    entry(.quantity, "overlap_moment(m,theta)", "E (x.y)^m after the layers", .planned),
  ]
}
