#pragma once

namespace CLI {
class App;
}

namespace grono::cli {

/// Adds `learn` and `partners` to `cordis`.
void add_partner_commands(CLI::App& cordis);

}  // namespace grono::cli
