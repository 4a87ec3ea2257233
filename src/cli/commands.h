// The commands, one per file: each describes its options to the parser and, when it is chosen, leaves in the invocation
// what to do. Listed by program.cpp.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/invocation.h"

namespace recours::cli {

void add_init(CLI::App& program, Invocation& invocation);
void add_demo(CLI::App& program, Invocation& invocation);
void add_serve(CLI::App& program, Invocation& invocation);
void add_work(CLI::App& program, Invocation& invocation);
void add_migrate(CLI::App& program, Invocation& invocation);
void add_import(CLI::App& program, Invocation& invocation);
void add_backup(CLI::App& program, Invocation& invocation);
void add_restore(CLI::App& program, Invocation& invocation);
void add_user(CLI::App& program, Invocation& invocation);
void add_intake(CLI::App& program, Invocation& invocation);

}  // namespace recours::cli
