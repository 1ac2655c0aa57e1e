#include "CProfiles.h"

// Swift cannot see arrays without a length, so the symbols of Profiles.S become structs here.
#define SYMBOLS(name)                                                  \
  extern const unsigned char lockstep_profile_##name##_start[];        \
  extern const unsigned char lockstep_profile_##name##_end[];          \
  extern const unsigned char lockstep_profile_##name##_topology_start[]; \
  extern const unsigned char lockstep_profile_##name##_topology_end[];

#define TEXT(name)                                        \
  {                                                       \
    lockstep_profile_##name##_start,                      \
        (size_t)(lockstep_profile_##name##_end -          \
                 lockstep_profile_##name##_start)         \
  }

#define PROFILE(word, name) {word, TEXT(name), TEXT(name##_topology)}

SYMBOLS(container)
SYMBOLS(epyc_7451_2s)
SYMBOLS(epyc_9654_2s)
SYMBOLS(hybrid_laptop)
SYMBOLS(kunpeng_920_2s)
SYMBOLS(xeon_e5_cod_2s)
SYMBOLS(xeon_phi_7210)

size_t lockstepShippedProfiles(void) { return 7; }

LockstepShippedProfile lockstepShippedProfile(size_t index) {
  // Inside the function, since differences of addresses are no constants to C.
  const LockstepShippedProfile profiles[] = {
      PROFILE("container", container),
      PROFILE("epyc-7451-2s", epyc_7451_2s),
      PROFILE("epyc-9654-2s", epyc_9654_2s),
      PROFILE("hybrid-laptop", hybrid_laptop),
      PROFILE("kunpeng-920-2s", kunpeng_920_2s),
      PROFILE("xeon-e5-cod-2s", xeon_e5_cod_2s),
      PROFILE("xeon-phi-7210", xeon_phi_7210),
  };
  return profiles[index];
}
