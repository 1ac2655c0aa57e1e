// Writes what every small run yields, as little-endian words, to a file of its name in a folder.

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// In Exported.swift.
extern intptr_t small_runs(void (*write)(const char *name, const uint32_t *words, intptr_t count));

static const char *folder;

static void fail(const char *path) {
  perror(path);
  exit(1);
}

static void write_file(const char *name, const uint32_t *words, intptr_t count) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  if (file == NULL) fail(path);
  for (intptr_t index = 0; index < count; index++) {
    for (int byte = 0; byte < 4; byte++) fputc((int)(words[index] >> (8 * byte) & 0xff), file);
  }
  if (fclose(file) != 0) fail(path);
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: small-runs FOLDER\n");
    return 64;
  }
  folder = arguments[1];
  if (small_runs(write_file) < 0) {
    fprintf(stderr, "small-runs: a run diverged\n");
    return 1;
  }
  return 0;
}
