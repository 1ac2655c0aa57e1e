#ifndef LOCKSTEP_SYSTEM_CALL_FILTER_H
#define LOCKSTEP_SYSTEM_CALL_FILTER_H

/// From now on, what places threads and memory (sched_setaffinity, mbind, set_mempolicy, move_pages,
/// migrate_pages) fails with EPERM in this process and in all that it starts, as container sandboxes
/// have it. Returns 0, or the errno where the system has no filters.
int lockstep_refuse_placement(void);

#endif
