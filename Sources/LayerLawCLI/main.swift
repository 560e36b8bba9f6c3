import Formulas
import Multiprecision
func E(_ s: String) throws -> Formulas.Expression { try Formulas.Expression(parsing: s) }
let args = CommandLine.arguments
let bias = args.count > 3 ? args[3] : "0"
let layer = try NetworkDescription.Layer(width: E(args[2]), weights: args.count > 4 ? .variance(E(args[4])) : .he, biasVariance: E(bias))
let net = try NetworkDescription(inputWidth: E(args[2]), inputNorm: args.count > 6 ? E(args[6]) : 1, architecture: .repeated(layer, depth: E(args.count > 5 ? args[5] : "L")))
let c = Calculator(network: net)
do {
print(try c.derive(E(args[1])).description)
} catch { print("error", error) }
