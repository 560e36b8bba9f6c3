// Functions for what Swift cannot import from gmp.h and mpfr.h: macros, and the
// one-pointer forms that keep `x = x op y` from being an exclusivity violation.
#ifndef C_NUMERIC_SHIMS_H
#define C_NUMERIC_SHIMS_H

#include <stddef.h>
#include <string.h>
#include <gmp.h>
#include <mpfr.h>

// MARK: mpz macros

static inline int shim_mpz_sgn(const __mpz_struct *x) { return mpz_sgn(x); }
static inline int shim_mpz_odd(const __mpz_struct *x) { return mpz_odd_p(x); }
static inline size_t shim_mpz_limbs(const __mpz_struct *x) { return mpz_size(x); }

// MARK: BigFloat storage. The limbs follow the header in one allocation, so the
// numbers are custom-initialised: never cleared, swapped or resized by MPFR.

static inline size_t shim_mpfr_limb_bytes(long precision) {
  return mpfr_custom_get_size((mpfr_prec_t)precision);
}
static inline void shim_mpfr_init(__mpfr_struct *x, void *limbs, long precision) {
  mpfr_custom_init(limbs, (mpfr_prec_t)precision);
  mpfr_custom_init_set(x, MPFR_ZERO_KIND, 0, (mpfr_prec_t)precision, limbs);
}
static inline int shim_mpfr_set(__mpfr_struct *r, const __mpfr_struct *x, mpfr_rnd_t rounding) {
  return mpfr_set(r, x, rounding);
}
static inline int shim_mpfr_sgn(const __mpfr_struct *x) {
  return mpfr_nan_p(x) ? 0 : mpfr_sgn(x);
}
static inline int shim_mpfr_is_nan(const __mpfr_struct *x) { return mpfr_nan_p(x) != 0; }
static inline int shim_mpfr_is_infinite(const __mpfr_struct *x) { return mpfr_inf_p(x) != 0; }
static inline int shim_mpfr_is_zero(const __mpfr_struct *x) { return mpfr_zero_p(x) != 0; }
static inline int shim_mpfr_is_regular(const __mpfr_struct *x) { return mpfr_regular_p(x) != 0; }
static inline int shim_mpfr_signbit(const __mpfr_struct *x) { return mpfr_signbit(x) != 0; }
static inline long shim_mpfr_exponent(const __mpfr_struct *x) { return (long)mpfr_get_exp(x); }
static inline void shim_mpfr_set_zero(__mpfr_struct *x, int sign) { mpfr_set_zero(x, sign); }
static inline void shim_mpfr_set_infinity(__mpfr_struct *x, int sign) { mpfr_set_inf(x, sign); }
static inline void shim_mpfr_set_nan(__mpfr_struct *x) { mpfr_set_nan(x); }
static inline int shim_mpfr_set_integer_exponent(
    __mpfr_struct *x, const __mpz_struct *mantissa, long exponent, mpfr_rnd_t rounding) {
  return mpfr_set_z_2exp(x, mantissa, exponent, rounding);
}
static inline int shim_mpfr_abs(__mpfr_struct *r, const __mpfr_struct *x, mpfr_rnd_t rounding) {
  return mpfr_abs(r, x, rounding);
}
static inline long shim_mpfr_min_precision(const __mpfr_struct *x) {
  return (long)mpfr_min_prec(x);
}

// In-place forms: one pointer, so Swift sees one access.
static inline int shim_mpfr_add_assign(__mpfr_struct *x, const __mpfr_struct *y, mpfr_rnd_t r) {
  return mpfr_add(x, x, y, r);
}
static inline int shim_mpfr_sub_assign(__mpfr_struct *x, const __mpfr_struct *y, mpfr_rnd_t r) {
  return mpfr_sub(x, x, y, r);
}
static inline int shim_mpfr_mul_assign(__mpfr_struct *x, const __mpfr_struct *y, mpfr_rnd_t r) {
  return mpfr_mul(x, x, y, r);
}
static inline int shim_mpfr_div_assign(__mpfr_struct *x, const __mpfr_struct *y, mpfr_rnd_t r) {
  return mpfr_div(x, x, y, r);
}

// MPFR's flags are thread-local; this pair reads whether one call over- or underflowed.
static inline void shim_mpfr_clear_range_flags(void) {
  mpfr_clear_overflow();
  mpfr_clear_underflow();
}
static inline int shim_mpfr_range_flags(void) {
  return (mpfr_overflow_p() != 0) | ((mpfr_underflow_p() != 0) << 1);
}

#endif
