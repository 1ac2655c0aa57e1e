// Compiled without `-march`, so that it runs on any processor of the architecture.

#include "CInstructionSet.h"

#include <stddef.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#if defined(__x86_64__)
#define LACKS(bit, name) ((required >> (bit) & 1) != 0 && !__builtin_cpu_supports(name))

const char *lockstep_missing_feature(uint32_t required) {
  __builtin_cpu_init();
  if (LACKS(0, "sse4.2")) return "SSE4.2";
  if (LACKS(1, "avx")) return "AVX";
  if (LACKS(2, "avx2")) return "AVX2";
  if (LACKS(3, "fma")) return "FMA";
  if (LACKS(4, "bmi2")) return "BMI2";
  if (LACKS(5, "avx512f")) return "AVX-512F";
  if (LACKS(6, "avx512dq")) return "AVX-512DQ";
  if (LACKS(7, "avx512bw")) return "AVX-512BW";
  if (LACKS(8, "avx512vl")) return "AVX-512VL";
  if (LACKS(9, "avx512vbmi")) return "AVX-512VBMI";
  if (LACKS(10, "avx512vnni")) return "AVX-512VNNI";
  if (LACKS(11, "avx512bf16")) return "AVX-512BF16";
  return NULL;
}
#else
const char *lockstep_missing_feature(uint32_t required) {
  (void)required;
  return NULL;
}
#endif

void lockstep_advise_huge_pages(void *memory, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  madvise(memory, bytes, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}
