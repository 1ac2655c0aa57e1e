// The data sets that ship inside the command, as bytes between two symbols each.
//
// `%progbits` and `.balign` mean the same on every ELF target, x86-64 and aarch64 among them.

#define EXAMPLE(name, file)                   \
  .global lockstep_example_##name##_start;    \
  .hidden lockstep_example_##name##_start;    \
  .global lockstep_example_##name##_end;      \
  .hidden lockstep_example_##name##_end;      \
  .balign 16;                                 \
  lockstep_example_##name##_start:            \
  .incbin file;                               \
  lockstep_example_##name##_end:              \
  .byte 0

  .section .rodata.lockstep_examples, "a", %progbits
  EXAMPLE(concrete, "concrete.csv.gz")
  EXAMPLE(credit, "credit.csv.gz")
  EXAMPLE(diabetes, "diabetes.csv.gz")
  EXAMPLE(digits, "digits.csv.gz")
  EXAMPLE(spam, "spam.csv.gz")

  // Without this the linker would take the file to need an executable stack.
  .section .note.GNU-stack, "", %progbits
