// The program gives up what it does not need before it looks at the first byte of a file: memory and time beyond a
// limit, every file but fonts and tables of the system, network, other programs. There is no way back.
#pragma once

namespace recours::inspect {

// R-818 Limits of the process, before libraries are started.
void limit_resources();
// R-818 Files by Landlock where the kernel has it, system calls by seccomp always; throws std::system_error when
// seccomp is refused, for without it nothing may be opened. Threads that start later are under the same rules.
void give_up_rights();

}  // namespace recours::inspect
