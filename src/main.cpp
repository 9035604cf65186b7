#include "cli/commands.hpp"

int main(int argc, char** argv) { return grono::cli::run(argc, argv); }
