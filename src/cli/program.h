// The command line as a whole: options, the command that was chosen, the exit code (0 done, 1 refused or bad input,
// 2 wrong usage). Each command has its own file, command_*.cpp. Called by main only.
#pragma once

namespace recours::cli {

int run(int argc, char** argv);

}  // namespace recours::cli
