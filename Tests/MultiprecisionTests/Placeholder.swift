import Multiprecision
import Testing

@Test func smoke() throws {
  #expect(try Integer.factorial(20) * 21 == Integer.factorial(21))
  let big: Integer = -123456789012345678901234567890
  #expect(big.description == "-123456789012345678901234567890")
  #expect(Rational("1/3")! + Rational("0.25")! == Rational("7/12")!)
  #expect(try Rational("-2/3")!.power(-3) == Rational("-27/8")!)
  #expect(Rational("-7/2")!.floor == -4)
  #expect(BigFloat(2).squareRoot(precision: 100).value.description.hasPrefix("1.41421356237309504880168872"))
  #expect(BigFloat.pi(precision: 200).description.hasPrefix("3.14159265358979323846264338327950288"))
  #expect(Integer(UInt64.max).description == "18446744073709551615")
  #expect(Integer(Int.min).magnitude.description == "9223372036854775808")
  var a = Array(repeating: Integer(3).power(5000), count: 2)
  a[0] += a[1]
  #expect(a[0] == a[1] * 2)
  let clock = ContinuousClock()
  print(clock.measure { for _ in 0..<1_000_000 { a[0] += a[1] } })
}
