#include "cli/program.h"

int main(int argc, char** argv) { return recours::cli::run(argc, argv); }
