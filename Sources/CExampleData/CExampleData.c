#include "CExampleData.h"

// Swift cannot see arrays without a length, so the symbols of ExampleData.S become structs here.
#define EXAMPLE(function, name)                                                        \
  extern const unsigned char lockstep_example_##name##_start[];                        \
  extern const unsigned char lockstep_example_##name##_end[];                          \
  LockstepExampleData function(void) {                                                 \
    LockstepExampleData data = {                                                       \
        lockstep_example_##name##_start,                                               \
        (size_t)(lockstep_example_##name##_end - lockstep_example_##name##_start)};    \
    return data;                                                                       \
  }

EXAMPLE(lockstepExampleConcrete, concrete)
EXAMPLE(lockstepExampleCredit, credit)
EXAMPLE(lockstepExampleDiabetes, diabetes)
EXAMPLE(lockstepExampleDigits, digits)
EXAMPLE(lockstepExampleSpam, spam)
