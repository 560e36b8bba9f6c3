import Formulas
import Testing

/// Every error is checked as a whole: the message, the remedy and the place of the carets.
@Suite struct ErrorTests {
  @Test func everyErrorOfTheTable() {
    let blocks = Self.table.split(separator: "\n\n")
    #expect(blocks.count >= 50)
    for block in blocks {
      let lines = block.split(separator: "\n")
      // The second line is the formula, indented.
      #expect(renderedError(of: String(lines[1].dropFirst(2))) == block)
    }
  }

  @Test(arguments: ["", "  ", "\n\t "]) func emptyFormulas(source: String) {
    #expect(renderedError(of: source) == "the formula is empty")
  }

  @Test func theLineOfTheErrorIsShown() {
    #expect(
      renderedError(of: "x\n+ )y\n+ z") == """
        an operand is missing between '+' and ')'
          + )y
            ^
        """)
    #expect(
      renderedError(of: "(\nx") == """
        '(' is never closed; add ')'
          (
          ^
        """)
  }

  @Test func controlCharactersAreNotPrinted() {
    #expect(
      renderedError(of: "\u{1b}[2J") == """
        unexpected control character U+1B
           [2J
          ^
        """)
    #expect(
      renderedError(of: "x\t+\t)") == """
        an operand is missing between '+' and ')'
          x + )
              ^
        """)
  }

  @Test func longFormulasAreCutAroundTheError() {
    let source = String(repeating: "x+", count: 1000) + "$" + String(repeating: "+y", count: 1000)
    let lines = renderedError(of: source).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 110 })
    // The caret stands under the character.
    let marked = zip(lines[1], lines[2]).filter { $0.1 == "^" }.map(\.0)
    #expect(marked == ["$"])
  }

  @Test func rangesAreOfBytes() throws {
    do {
      _ = try Expression(parsing: "π·(x")
      Issue.record("read")
    } catch {
      #expect(error.range == SourceRange(4, 5))
    }
    let expression = try Expression(parsing: "π − foo")
    #expect(expression.range == SourceRange(0, 10))
    #expect(expression.children.last?.children.first?.range == SourceRange(7, 10))
  }

  private func renderedError(of source: String) -> String {
    do {
      return "read: \(try Expression(parsing: source))"
    } catch {
      return error.rendered()
    }
  }

  private static let table = #"""
    '(' is never closed; add ')'
      (1+2
      ^

    '(' is never closed; add ')'
      2*[1,(3
           ^

    unexpected character '$'
      1+$
        ^

    the formula ends after '+'; an operand is missing
      1 +
        ^

    '(' is never closed; add ')'
      (
      ^

    an operand is missing before '*'
      *2
      ^

    an operand is missing before '/'
      1*/2
        ^

    ')' closes nothing; remove it or open a bracket before it
      )(
      ^

    empty brackets; write an expression in them
      ()
      ^^

    ')' closes nothing; remove it or open a bracket before it
      1)
       ^

    an operator is missing between '2' and 'x'; for a product write 2*x
      2x
      ^^

    an operator is missing between '2' and '('; for a product write 2*(...)
      2(x+1)
      ^^

    an operator is missing between ')' and '('; for a product write '*' between them
      (a)(b)
        ^^

    an operator is missing between '3' and '4'; for a product write 3*4
      2 *(3 4)
          ^^^

    unexpected character '漢'; names are made of the letters A-Z and a-z, digits and _
      漢 + 1
      ^^

    unexpected character '😀'
      😀
      ^^

    an operator is missing between '²³' and '4'; for a product write '*' between them
      N²³4
       ^^^

    unexpected character '&'
      x + &
          ^

    'inf' can only be a bound of sum or product
      sum(k,k,0,2*inf)
                  ^^^

    'inf' can only be a bound of sum or product
      sum(k,k,inf+1,2)
              ^^^

    sum takes 4 arguments, not 1; write sum(expression,k,a,b)
      sum(k)
      ^^^^^^

    the formula ends after ','; an operand is missing
      sum(k,j,1,
               ^

    the formula ends after ','; an operand is missing
      binomial(1,
                ^

    '[' is never closed; add ']'
      [1
      ^

    unknown function 'momnet'; did you mean 'moment'?
      momnet(1)+1
      ^^^^^^

    unknown function 'zetta'; did you mean 'zeta'?
      zetta(3)
      ^^^^^

    unknown function 'meen'; did you mean 'mean'?
      meen(3)
      ^^^^

    unknown function 'Gamma'; did you mean 'gamma'?
      Gamma(2)
      ^^^^^

    a number with two points or a point in its exponent
      1e2.5
      ^^^^

    unexpected character '%'; write a fraction, such as 5/100
      5%
       ^

    an operand is missing before '*'
      2 +* 3
         ^

    the formula ends after '^'; an operand is missing
      x^
       ^

    sin needs 1 argument; write sin(x)
      sin
      ^^^

    sin needs 1 argument; write sin(x)
      sin x
      ^^^

    sin takes 1 argument, not 0; write sin(x)
      sin()
      ^^^^^

    sin takes 1 argument, not 2; write sin(x)
      sin(1,2)
      ^^^^^^^^

    an operator is missing between 'x' and 'y'; for a product write x*y
      x y
      ^^^

    a number with two points or a point in its exponent
      1..2
      ^^^

    a point without digits; write 0.5 or 5
      .
      ^

    a number with two points or a point in its exponent
      1.2.3
      ^^^^

    a decimal exponent beyond ±1000000; write a power of ten with ^
      1e9999999
      ^^^^^^^^^

    a decimal exponent beyond ±1000000; write a power of ten with ^
      1e1000001
      ^^^^^^^^^

    '!!' could be a double factorial; write (x!)! for the factorial of a factorial
      x!!
       ^^

    an operator is missing between '²³' and 'y'; for a product write '*' between them
      x²³ y
       ^^^^

    unknown function 'momnet'; did you mean 'moment'?
      momnet(2)
      ^^^^^^

    unknown function 'foobar'; for a product write foobar*(...)
      foobar(3)
      ^^^^^^

    unknown function 'N'; for a product write N*(...)
      N(N+1)
      ^

    binomial takes 2 arguments, not 1; write binomial(n,k)
      binomial(3)
      ^^^^^^^^^^^

    binomial takes 2 arguments, not 0; write binomial(n,k)
      binomial()
      ^^^^^^^^^^

    gamma needs 1 argument; write gamma(x)
      gamma
      ^^^^^

    moment needs 1 argument; write moment(m)
      moment
      ^^^^^^

    mean takes no arguments, not 1; write mean
      mean(2)
      ^^^^^^^

    spectral_density(x) is not available in this version
      spectral_density(x)
      ^^^^^^^^^^^^^^^^

    spectral_edge is not available in this version
      spectral_edge
      ^^^^^^^^^^^^^

    the second argument of sum must be the name of its variable; write sum(expression,k,a,b)
      sum(k,2,0,1)
            ^

    'e' has a meaning of its own and cannot be the variable of sum; use another letter
      sum(k,e,0,1)
            ^

    sum takes 4 arguments, not 3; write sum(expression,k,a,b)
      sum(k,k,0)
      ^^^^^^^^^^

    sum takes 4 arguments, not 0; write sum(expression,k,a,b)
      sum()
      ^^^^^

    'inf' can only be a bound of sum or product
      sum(k,k,0,inf)+inf
                     ^^^

    'pi' is a constant, not a function; for a product write pi*(...)
      pi(2)
      ^^

    a comma between parentheses that are not a call; write a list as [a, b] and a decimal with a point
      (1,2)
        ^

    a comma outside of a call or list; write a list as [a, b] and a decimal with a point
      1,2
       ^

    ')' does not match '['; write ']'
      [1,2)
          ^

    ']' does not match '('; write ')'
      (1]
        ^

    unexpected character '漢'; names are made of the letters A-Z and a-z, digits and _
      漢字+1
      ^^

    unexpected character '漢'; names are made of the letters A-Z and a-z, digits and _
      x + 漢
          ^^

    unexpected character '='; a formula is an expression, not an equation
      a = b
        ^

    unexpected character '{'; group with parentheses ( )
      x{2}
       ^

    unexpected character 'é'; names are made of the letters A-Z and a-z, digits and _
      é
      ^

    an operand is missing between ',' and ']'
      [1,]
         ^

    unknown function 'f'; for a product write f*(...)
      f(1
      ^

    '(' is never closed; add ')'
      sum(1/0, k, 1
         ^

    the formula ends after '^'; an operand is missing
      2^
       ^

    an operand is missing between '^' and ')'
      2^)
        ^

    ')' closes nothing; remove it or open a bracket before it
      a+b)
         ^

    a raised minus without raised digits
      ⁻
      ^

    unexpected character '%'; write a fraction, such as 5/100
      10%
        ^

    an operator is missing between '3' and '4'; for a product write 3*4
      3 4
      ^^^

    an operator is missing between 'e' and '5'; for a product write e*5
      e 5
      ^^^

    an operand is missing before '²'
      ²
      ^

    '(' is never closed; add ')'
      gamma(2
           ^

    unknown function 'momen'; did you mean 'moment'?
      momen(2)
      ^^^^^

    'oo' can only be a bound of sum or product
      oo
      ^^
    """#
}
