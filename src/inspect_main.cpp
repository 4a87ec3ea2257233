#include "inspect/program.h"

int main() { return recours::inspect::run(); }
