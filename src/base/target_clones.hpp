#pragma once

/// The function is compiled for each of these processors, and the best one is chosen when the program is
/// loaded. Not under the thread sanitizer, which is not there yet when the choice is made.
#ifdef __SANITIZE_THREAD__
#define GRONO_TARGET_CLONES(...)
#else
#define GRONO_TARGET_CLONES(...) __attribute__((target_clones(__VA_ARGS__)))
#endif
