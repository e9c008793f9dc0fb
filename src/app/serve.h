// Serving: server settings from the process's settings, until a signal stops it.
#pragma once

#include "app/runtime.h"

namespace kim::app {

/// Serves until SIGINT or SIGTERM; prints `greeting` with the address once it listens. Returns the exit code.
int serve(Runtime& runtime, const std::string& greeting);

}  // namespace kim::app
