@_exported public import Algebra
@_exported public import BallArithmetic
@_exported public import Formulas
@_exported public import Multiprecision
@_exported public import Publication
@_exported public import Quadrature
@_exported public import RandomNetworks
@_exported public import SpecialFunctions
