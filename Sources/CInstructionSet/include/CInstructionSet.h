// What the compiler was told about the processor (`-march`), as constants for Swift, which has no
// conditional compilation on instruction sets.
//
// The vector is a type and not a lane count so that Swift sees one concrete `SIMDn<Float>`:
// its operators are single instructions, those of a generic `SIMD` parameter are not always.

#ifndef LOCKSTEP_INSTRUCTION_SET_H
#define LOCKSTEP_INSTRUCTION_SET_H

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

#endif
