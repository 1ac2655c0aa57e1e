// The profiles of the folder Profiles, and the topologies they were written for, as bytes between two
// symbols each. `CExampleData` explains the directives.

#define TEXT(name, file)                     \
  .hidden lockstep_profile_##name##_start;   \
  .global lockstep_profile_##name##_start;   \
  .hidden lockstep_profile_##name##_end;     \
  .global lockstep_profile_##name##_end;     \
  lockstep_profile_##name##_start:           \
  .incbin file;                              \
  lockstep_profile_##name##_end:             \
  .byte 0

  .section .rodata.lockstep_profiles, "a", %progbits
  TEXT(container, "container.yaml")
  TEXT(container_topology, "Topologies/container-2-cores.xml")
  TEXT(epyc_7451_2s, "epyc-7451-2s.yaml")
  TEXT(epyc_7451_2s_topology, "Topologies/amd-epyc-naples-2x7451.xml")
  TEXT(epyc_9654_2s, "epyc-9654-2s.yaml")
  TEXT(epyc_9654_2s_topology, "Topologies/amd-epyc-genoa-2x9654.xml")
  TEXT(hybrid_laptop, "hybrid-laptop.yaml")
  TEXT(hybrid_laptop_topology, "Topologies/intel-raptorlake-hybrid-1370P.xml")
  TEXT(kunpeng_920_2s, "kunpeng-920-2s.yaml")
  TEXT(kunpeng_920_2s_topology, "Topologies/arm-kunpeng920-2socket.xml")
  TEXT(xeon_e5_cod_2s, "xeon-e5-cod-2s.yaml")
  TEXT(xeon_e5_cod_2s_topology, "Topologies/intel-haswell-cod-2xE5-2680v3.xml")
  TEXT(xeon_phi_7210, "xeon-phi-7210.yaml")
  TEXT(xeon_phi_7210_topology, "Topologies/intel-knl-phi7210.xml")

  // Without this the linker would take the file to need an executable stack.
  .section .note.GNU-stack, "", %progbits
