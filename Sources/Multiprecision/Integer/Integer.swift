internal import CGMP

/// An integer of any size.
///
/// A value that fits in one machine word is held inline, without allocation; a larger one is a
/// GMP integer in a shared box that is copied only when a shared value is changed. The
/// representation is canonical: a value that fits in a word is never boxed, so equality and
/// hashing look at one representation only.
///
/// ```swift
/// let f = try Integer.factorial(100)                       // 158 digits
/// let (q, r) = try f.quotientAndRemainder(dividingBy: 101)  // r == 100, by Wilson's theorem
/// ```
public struct Integer: Sendable {
  /// The value, when ``box`` is nil.
  var word: Int
  /// The value, when it does not fit in a word.
  /// Sendable although ManagedBuffer is not: written only while uniquely referenced.
  nonisolated(unsafe) var box: IntegerBox?

  init(word: Int) {
    self.word = word
    self.box = nil
  }

  /// Takes a box that nobody else holds, and unboxes what fits in a word.
  init(normalizing box: IntegerBox) {
    let word = box.word
    self.word = word ?? 0
    self.box = word == nil ? box : nil
  }

  /// The integer 0.
  public static let zero = Integer(word: 0)
  /// The integer 1.
  public static let one = Integer(word: 1)

  /// A new value computed into a fresh GMP integer.
  static func computing(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) -> Integer {
    let box = IntegerBox.make()
    box.withUnsafeMutablePointerToHeader(body)
    return Integer(normalizing: box)
  }

  /// Lends the value as a GMP integer that must not be written or kept.
  func withMPZ<Result>(_ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
    if let box {
      return box.withUnsafeMutablePointerToHeader { body(UnsafePointer($0)) }
    }
    var limb = mp_limb_t(word.magnitude)
    return withUnsafeMutablePointer(to: &limb) { limbs in
      var lent = __mpz_struct(_mp_alloc: 1, _mp_size: Int32(word.signum()), _mp_d: limbs)
      return withUnsafePointer(to: &lent, body)
    }
  }

  /// Changes the value through a GMP integer that nobody else holds.
  mutating func mutate(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
    if isKnownUniquelyReferenced(&box), let box {
      // The common case pays no reference counting and no store.
      box.withUnsafeMutablePointerToHeader(body)
      if let word = box.word { self = Integer(word: word) }
      return
    }
    let owned = IntegerBox.make()
    owned.withUnsafeMutablePointerToHeader { fresh in
      withMPZ { __gmpz_set(fresh, $0) }
      body(fresh)
    }
    self = Integer(normalizing: owned)
  }
}

/// The GMP integer behind a large ``Integer``: a tail-allocated header, reached by pointer, so
/// that no dynamic exclusivity check is paid.
final class IntegerBox: ManagedBuffer<__mpz_struct, Void> {
  static func make() -> IntegerBox {
    let buffer = IntegerBox.create(minimumCapacity: 0) { _ in
      var fresh = __mpz_struct()
      __gmpz_init(&fresh)
      return fresh
    }
    return unsafeDowncast(buffer, to: IntegerBox.self)
  }

  /// The value, if it fits in a word.
  var word: Int? {
    withUnsafeMutablePointerToHeader { value in
      // Two limbs never fit: the usual case, without a call.
      guard value.pointee._mp_size.magnitude <= 1, __gmpz_fits_slong_p(value) != 0 else {
        return nil
      }
      return __gmpz_get_si(value)
    }
  }

  deinit {
    withUnsafeMutablePointerToHeader { __gmpz_clear($0) }
  }
}
