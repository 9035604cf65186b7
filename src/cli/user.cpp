#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/accounts.hpp"
#include "app/clock.hpp"
#include "app/errors.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "store/user_store.hpp"

namespace grono::cli {
namespace {

struct UserOptions {
  std::string email, name, language = "pl";
};

void print_link(const std::string& email, const std::string& token) {
  fmt::print("{} can log in once with this link within seven days:\n/login#link={}\n", email, token);
}

void add_administrator(const Common& common, const UserOptions& options) {
  const auto installation = open_installation(common);
  std::string token;
  installation->database().write({std::nullopt, "command_line"}, app::now(), [&](store::Transaction& transaction) {
    const auto user = app::create_user(transaction, options.email, options.name, options.language,
                                       {{cluster::Role::administrator, std::nullopt, std::nullopt}});
    token = app::make_login_link(transaction, user.id);
  });
  print_link(options.email, token);
}

void make_link(const Common& common, const UserOptions& options) {
  const auto installation = open_installation(common);
  std::string token;
  installation->database().write({std::nullopt, "command_line"}, app::now(), [&](store::Transaction& transaction) {
    const auto user = store::UserStore(transaction).find_by_email(options.email);
    if (!user) throw InvalidInput("EMAIL", "no account has " + options.email, "add one with: grono user add");
    token = app::make_login_link(transaction, user->id);
  });
  print_link(options.email, token);
}

}  // namespace

void add_user_commands(CLI::App& program, const std::shared_ptr<Common>& common) {
  auto* user = program.add_subcommand("user", "Accounts")->require_subcommand(1);
  user->fallthrough();
  const auto options = std::make_shared<UserOptions>();
  auto* add = user->add_subcommand("add", "Adds an administrator and prints a one-time link");
  add->add_option("EMAIL", options->email, "E-mail address")->required();
  add->add_option("--name", options->name, "Name as others see it")->required();
  add->add_option("--language", options->language, "pl or en")->capture_default_str();
  add->callback([common, options] { add_administrator(*common, *options); });
  auto* link = user->add_subcommand("link", "Prints a one-time link for somebody who has lost the password");
  link->add_option("EMAIL", options->email, "E-mail address")->required();
  link->callback([common, options] { make_link(*common, *options); });
}

}  // namespace grono::cli
