// What the compiler was told about the processor (`-march`), as constants for Swift, which has no
// conditional compilation on instruction sets; and the few operations that Swift has no
// instruction for (`VectorOperations.h`).
//
// The vector is a type and not a lane count so that Swift sees one concrete `SIMDn<Float>`:
// its operators are single instructions, those of a generic `SIMD` parameter are not always.

#ifndef LOCKSTEP_INSTRUCTION_SET_H
#define LOCKSTEP_INSTRUCTION_SET_H

#include <stddef.h>
#include <stdint.h>

#if defined(__AVX512F__)
typedef float LockstepVector __attribute__((ext_vector_type(16)));
#define LOCKSTEP_TILE_ROWS 12
#define LOCKSTEP_INSTRUCTION_SET "AVX-512"
#elif defined(__AVX2__) && defined(__FMA__)
typedef float LockstepVector __attribute__((ext_vector_type(8)));
#define LOCKSTEP_TILE_ROWS 6
#define LOCKSTEP_INSTRUCTION_SET "AVX2"
#elif defined(__aarch64__)
typedef float LockstepVector __attribute__((ext_vector_type(4)));
#define LOCKSTEP_TILE_ROWS 12
#define LOCKSTEP_INSTRUCTION_SET "NEON"
#else
typedef float LockstepVector __attribute__((ext_vector_type(4)));
#define LOCKSTEP_TILE_ROWS 4
#define LOCKSTEP_INSTRUCTION_SET "baseline"
#endif

// The extensions that the compiler was allowed to use, one bit each.
enum {
  LOCKSTEP_REQUIRED_FEATURES = 0
#if defined(__SSE4_2__)
    | 1 << 0
#endif
#if defined(__AVX__)
    | 1 << 1
#endif
#if defined(__AVX2__)
    | 1 << 2
#endif
#if defined(__FMA__)
    | 1 << 3
#endif
#if defined(__BMI2__)
    | 1 << 4
#endif
#if defined(__AVX512F__)
    | 1 << 5
#endif
#if defined(__AVX512DQ__)
    | 1 << 6
#endif
#if defined(__AVX512BW__)
    | 1 << 7
#endif
#if defined(__AVX512VL__)
    | 1 << 8
#endif
#if defined(__AVX512VBMI__)
    | 1 << 9
#endif
#if defined(__AVX512VNNI__)
    | 1 << 10
#endif
#if defined(__AVX512BF16__)
    | 1 << 11
#endif
};

// The processor's time stamp counter; 0 where none is known.
static inline uint64_t lockstep_ticks(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#elif defined(__riscv) && __riscv_xlen == 64
  uint64_t ticks;
  __asm__ volatile("rdtime %0" : "=r"(ticks));
  return ticks;
#else
  return 0;
#endif
}

// The name of a feature of `required` that this processor lacks; null if it has them all.
const char *lockstep_missing_feature(uint32_t required);

// Asks the system for huge pages under whole huge pages of memory that nothing was written to yet.
// A hint: where it is refused or unknown, pages are small.
void lockstep_advise_huge_pages(void *memory, size_t bytes);

#include "VectorOperations.h"

#endif
