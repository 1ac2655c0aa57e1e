// Vector operations for which Swift 6.3 has no single instruction, each one inline function.
//
// One operation a function: clang may contract a product and a sum that meet in one expression of
// C (`-ffp-contract=on`), so none meet here (rule 1 of the arithmetic contract).

#ifndef LOCKSTEP_VECTOR_OPERATIONS_H
#define LOCKSTEP_VECTOR_OPERATIONS_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__AVX512F__)
typedef int LockstepLanes __attribute__((ext_vector_type(16)));
#elif defined(__AVX2__) && defined(__FMA__)
typedef int LockstepLanes __attribute__((ext_vector_type(8)));
#else
typedef int LockstepLanes __attribute__((ext_vector_type(4)));
#endif

// Every lane's square root, correctly rounded. (Swift's `squareRoot()` takes lane by lane, with a
// branch to libm for negative numbers.)
static inline LockstepVector lockstep_square_root(LockstepVector x) {
  return __builtin_elementwise_sqrt(x);
}

// Whether any lane is other than ±0; a NaN is. (Swift's `==` compares lane by lane.)
static inline bool lockstep_has_nonzero(LockstepVector x) {
  LockstepLanes differs = x != 0;
  return __builtin_reduce_or(differs) != 0;
}

// The lanes of x where those of gate are above 0 or NaN, +0 elsewhere. (Swift's `replacing` is one
// operation a lane until late in the optimizer, too many for it to unroll the loops of a tile.)
static inline LockstepVector lockstep_where_above_zero(LockstepVector x, LockstepVector gate) {
  return (LockstepVector)((LockstepLanes)x & ~(gate <= 0));
}

// Asks for a cache line to be brought near. Any address will do.
static inline void lockstep_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

// The same for a cache line that will be written to.
static inline void lockstep_prefetch_for_writing(void *address) {
  __builtin_prefetch(address, 1, 3);
}

// Nothing; but a loop that it stands in is not unrolled by the compiler. (The loops of a tile are as
// large as the registers allow: unrolled, they spill.)
static inline void lockstep_keep_loop(void) { __asm__ volatile(""); }

// Lane i of the low half of a, lane i of the low half of b, alternating; and of the high halves.
#if defined(__AVX512F__)
#define LOCKSTEP_LANES 16
#define LOCKSTEP_LOW(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define LOCKSTEP_HIGH(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif defined(__AVX2__) && defined(__FMA__)
#define LOCKSTEP_LANES 8
#define LOCKSTEP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define LOCKSTEP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define LOCKSTEP_LANES 4
#define LOCKSTEP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define LOCKSTEP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

typedef float LockstepFour __attribute__((ext_vector_type(4)));

static inline void lockstep_transpose_four(LockstepFour row[4]) {
  LockstepFour a = __builtin_shufflevector(row[0], row[2], 0, 4, 1, 5);
  LockstepFour b = __builtin_shufflevector(row[0], row[2], 2, 6, 3, 7);
  LockstepFour c = __builtin_shufflevector(row[1], row[3], 0, 4, 1, 5);
  LockstepFour d = __builtin_shufflevector(row[1], row[3], 2, 6, 3, 7);
  row[0] = __builtin_shufflevector(a, c, 0, 4, 1, 5);
  row[1] = __builtin_shufflevector(a, c, 2, 6, 3, 7);
  row[2] = __builtin_shufflevector(b, d, 0, 4, 1, 5);
  row[3] = __builtin_shufflevector(b, d, 2, 6, 3, 7);
}

// Transposes a block of at most a vector's lanes each way: target[c][r] = source[r][c] for r below
// `rows` and c below `columns`, and 0 for r from `rows` to the end of the vector.
//
// `source` has whole vectors in each row; strides are in elements. log₂(lanes) rounds of
// interleaving the first with the second half of the rows make the transpose.
static inline void lockstep_transpose(
    const float *source, ptrdiff_t source_stride, ptrdiff_t rows, float *target,
    ptrdiff_t target_stride, ptrdiff_t columns) {
  // A quarter of a block needs a fraction of the rounds: four rows, or columns, at a time.
  if (LOCKSTEP_LANES > 4 && columns <= 4) {
    for (ptrdiff_t r = 0; r < LOCKSTEP_LANES; r += 4) {
      LockstepFour row[4];
#pragma clang loop unroll(full)
      for (int i = 0; i < 4; i++) {
        row[i] = (LockstepFour)0;
        if (r + i < rows) __builtin_memcpy(&row[i], source + (r + i) * source_stride, 16);
      }
      lockstep_transpose_four(row);
#pragma clang loop unroll(full)
      for (int c = 0; c < 4; c++) {
        if (c < columns) __builtin_memcpy(target + c * target_stride + r, &row[c], 16);
      }
    }
    return;
  }
  if (LOCKSTEP_LANES > 4 && rows <= 4) {
    for (ptrdiff_t c = 0; c < columns; c += 4) {
      LockstepFour row[4];
#pragma clang loop unroll(full)
      for (int i = 0; i < 4; i++) {
        row[i] = (LockstepFour)0;
        if (i < rows) __builtin_memcpy(&row[i], source + i * source_stride + c, 16);
      }
      lockstep_transpose_four(row);
#pragma clang loop unroll(full)
      for (int i = 0; i < 4; i++) {
        if (c + i < columns) {
          LockstepVector whole = (LockstepVector)0;
          __builtin_memcpy(&whole, &row[i], 16);
          __builtin_memcpy(target + (c + i) * target_stride, &whole, sizeof whole);
        }
      }
    }
    return;
  }
  LockstepVector block[LOCKSTEP_LANES], mixed[LOCKSTEP_LANES];
  for (int r = 0; r < LOCKSTEP_LANES; r++) {
    if (r < rows) {
      __builtin_memcpy(&block[r], source + r * source_stride, sizeof(LockstepVector));
    } else {
      block[r] = (LockstepVector)0;
    }
  }
#pragma clang loop unroll(full)
  for (int done = 1; done < LOCKSTEP_LANES; done *= 2) {
#pragma clang loop unroll(full)
    for (int r = 0; r < LOCKSTEP_LANES / 2; r++) {
      mixed[2 * r] = LOCKSTEP_LOW(block[r], block[r + LOCKSTEP_LANES / 2]);
      mixed[2 * r + 1] = LOCKSTEP_HIGH(block[r], block[r + LOCKSTEP_LANES / 2]);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < LOCKSTEP_LANES; r++) block[r] = mixed[r];
  }
  for (int c = 0; c < LOCKSTEP_LANES; c++) {
    if (c < columns) {
      __builtin_memcpy(target + c * target_stride, &block[c], sizeof(LockstepVector));
    }
  }
}

#undef LOCKSTEP_LOW
#undef LOCKSTEP_HIGH
#undef LOCKSTEP_LANES

#endif
