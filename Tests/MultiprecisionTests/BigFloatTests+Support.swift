import Foundation
import Multiprecision

func decodeFloat(_ json: String) throws -> BigFloat {
  try JSONDecoder().decode(BigFloat.self, from: Data(json.utf8))
}
