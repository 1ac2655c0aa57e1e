#ifndef LOCKSTEP_PROFILES_H
#define LOCKSTEP_PROFILES_H

#include <stddef.h>

/// Bytes inside the program.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} LockstepProfileText;

/// A profile that ships inside the command.
typedef struct {
  /// Its name, ended by a zero.
  const char *name;
  LockstepProfileText profile;
  /// The hwloc topology that it was written for.
  LockstepProfileText topology;
} LockstepShippedProfile;

/// How many there are.
size_t lockstepShippedProfiles(void);

/// The one at a position below that number.
LockstepShippedProfile lockstepShippedProfile(size_t index);

#endif
