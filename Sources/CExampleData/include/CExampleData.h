#ifndef LOCKSTEP_EXAMPLE_DATA_H
#define LOCKSTEP_EXAMPLE_DATA_H

#include <stddef.h>

// A data set that ships inside the command, gzip-compressed.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} LockstepExampleData;

LockstepExampleData lockstepExampleConcrete(void);
LockstepExampleData lockstepExampleCredit(void);
LockstepExampleData lockstepExampleDiabetes(void);
LockstepExampleData lockstepExampleDigits(void);
LockstepExampleData lockstepExampleSpam(void);

#endif
