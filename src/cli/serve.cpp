#include <cstdlib>
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include "app/accounts.hpp"
#include "app/changes.hpp"
#include "app/clock.hpp"
#include "app/demonstration.hpp"
#include "app/mail/file_mailer.hpp"
#include "app/mail/post.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "server/api.hpp"
#include "server/http_server.hpp"
#include "server/mail_worker.hpp"
#include "server/matching_rounds.hpp"
#include "server/problem.hpp"
#include "server/smtp_mailer.hpp"
#include "server/static_files.hpp"
#include "store/cluster_store.hpp"
#include "server/version.hpp"
#include "store/user_store.hpp"

namespace grono::cli {
namespace {

struct ServeOptions {
  server::HttpSettings http;
  app::PostSettings post;
  server::SmtpSettings smtp;
  std::string smtp_password_file;
  std::string mail_folder;
  bool with_demo = false;
  bool with_members_alone = false;
  bool without_demo = false;
};

/// A person who may log in for the first time by a link.
struct FirstLink {
  std::string email, token;
};

bool is_empty(const app::Installation& installation) {
  bool made = false;
  installation.database().read([&](store::Transaction& transaction) {
    made = store::UserStore(transaction).count() == 0 &&
           store::ClusterStore(transaction).list({"", 1}).items.empty();
  });
  return made;
}

// On a fresh database: the demonstration cluster, somebody who administrates, and somebody who manages it.
std::vector<FirstLink> found(const app::Installation& installation, const ServeOptions& options) {
  std::optional<cluster::ClusterId> cluster;
  if (!options.without_demo) cluster = app::found_demonstration(installation, !options.with_members_alone);
  std::vector<FirstLink> links;
  installation.database().write({}, app::now(), [&](store::Transaction& transaction) {
    const auto add = [&](const std::string& email, const std::string& name, cluster::RoleGrant grant) {
      const auto user = app::create_user(transaction, email, name, "pl", {std::move(grant)});
      links.push_back({email, app::make_login_link(transaction, user.id)});
    };
    add("admin@grono.invalid", "Administrator", {cluster::Role::administrator, std::nullopt, std::nullopt});
    if (cluster) add("manager@grono.invalid", "Koordynator klastra", {cluster::Role::manager, cluster, std::nullopt});
  });
  return links;
}

// Who has never set a password gets a fresh link at each start, so that nobody is locked out of an own machine.
std::vector<FirstLink> links_of_who_never_came(const app::Installation& installation) {
  std::vector<FirstLink> links;
  installation.database().write({}, app::now(), [&](store::Transaction& transaction) {
    store::UserStore users(transaction);
    for (const char* email : {"admin@grono.invalid", "manager@grono.invalid"}) {
      const auto user = users.find_by_email(email);
      if (user && !user->password_hash && !user->is_disabled) links.push_back({email, app::make_login_link(transaction, user->id)});
    }
  });
  return links;
}

// The password comes from a file or the environment, so that no list of processes shows it.
std::string smtp_password(const ServeOptions& options) {
  if (options.smtp_password_file.empty()) {
    const char* given = std::getenv("GRONO_SMTP_PASSWORD");
    return given ? given : "";
  }
  std::ifstream in(options.smtp_password_file);
  std::string line;
  if (!std::getline(in, line))
    throw InvalidInput("--smtp-password-file", options.smtp_password_file + " can't be read",
                       "put the password into its first line");
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
  return line;
}

// By SMTP where a server is named, else into a folder.
std::unique_ptr<app::Mailer> mailer_of(const ServeOptions& options, const app::Settings& settings) {
  if (options.smtp.host.empty()) {
    const std::filesystem::path folder =
        options.mail_folder.empty() ? settings.data / "mail" : std::filesystem::path(options.mail_folder);
    return std::make_unique<app::FileMailer>(folder);
  }
  if (options.post.from_address.find('@') == std::string::npos)
    throw InvalidInput("--mail-from", "is no e-mail address", "give the address that mails come from");
  server::SmtpSettings smtp = options.smtp;
  smtp.password = smtp_password(options);
  return std::make_unique<server::SmtpMailer>(std::move(smtp));
}

app::PostSettings post_settings(const ServeOptions& options) {
  app::PostSettings made = options.post;
  if (made.public_url.empty()) made.public_url = fmt::format("http://localhost:{}", options.http.port);
  return made;
}

void add_mail_options(CLI::App& command, ServeOptions& options) {
  command.add_option("--public-url", options.post.public_url,
                     "Where people reach the web site, as https://cluster.example.org; for the links in mails")
      ->envname("GRONO_PUBLIC_URL");
  command.add_option("--mail-from", options.post.from_address, "Address that mails come from")
      ->envname("GRONO_MAIL_FROM")
      ->capture_default_str();
  command.add_option("--mail-folder", options.mail_folder,
                     "Folder for mails where no mail server is named; without it, mail in the data folder");
  command.add_option("--smtp-host", options.smtp.host, "Mail server")->envname("GRONO_SMTP_HOST");
  command.add_option("--smtp-port", options.smtp.port, "Its port")->envname("GRONO_SMTP_PORT")->capture_default_str();
  const std::map<std::string, server::SmtpTls> modes = {
      {"none", server::SmtpTls::none}, {"starttls", server::SmtpTls::starttls}, {"tls", server::SmtpTls::tls}};
  command.add_option("--smtp-tls", options.smtp.tls, "none, starttls (the default) or tls")
      ->transform(CLI::CheckedTransformer(modes, CLI::ignore_case))
      ->envname("GRONO_SMTP_TLS");
  command.add_option("--smtp-user", options.smtp.user, "Account on the mail server")->envname("GRONO_SMTP_USER");
  command.add_option("--smtp-password-file", options.smtp_password_file,
                     "File whose first line is its password; or set GRONO_SMTP_PASSWORD");
}

void serve(const Common& common, const ServeOptions& options) {
  const auto installation = open_installation(common);
  installation->database().claim_for_serving();
  const bool is_new = is_empty(*installation);
  const auto links = is_new ? found(*installation, options) : links_of_who_never_came(*installation);
  static_cast<void>(installation->changes());  // begins to watch
  server::Jobs jobs(*installation);
  const auto mailer = mailer_of(options, installation->settings());
  const server::MailWorker mails(*installation, *mailer, post_settings(options));
  const server::MatchingRounds rounds(*installation);
  const server::Api api(*installation, jobs);
  const server::StaticFiles files(installation->settings().share);
  const auto handle = [&](server::Request request) -> server::Response {
    if (request.path.starts_with("/api/v1/")) {
      server::Response made = api.answer(std::move(request));
      server::add_security_headers(made);
      return made;
    }
    try {
      return files.answer(request);
    } catch (...) {
      server::Response made = server::problem_response(std::current_exception(), request.path,
                                                       installation->messages(request.language()));
      server::add_security_headers(made);
      return made;
    }
  };
  server::serve_http(options.http, handle, [&] {
    const std::string address =
        fmt::format("http://{}:{}", options.http.host == "127.0.0.1" ? "localhost" : options.http.host, options.http.port);
    fmt::print("Grono {} serves {}\n", server::kVersion, address);
    for (const FirstLink& link : links)
      fmt::print("Log in the first time as {} with this one-time link:\n{} {}/login#link={}\n", link.email, link.email,
                 address, link.token);
    std::fflush(stdout);
  }, [&] { installation->changes().stop(); });
}

}  // namespace

void add_serve_command(CLI::App& program, const std::shared_ptr<Common>& common) {
  auto* command = program.add_subcommand("serve", "Serves the cluster's web site and the API");
  const auto options = std::make_shared<ServeOptions>();
  command->add_option("--port", options->http.port, "Port to listen on")->capture_default_str();
  command->add_option("--host", options->http.host, "Address to listen on; 0.0.0.0 for every one")->capture_default_str();
  command->add_option("--workers", options->http.workers, "Threads that answer requests")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  add_mail_options(*command, *options);
  command->add_flag("--demo", options->with_demo, "Begin with the demonstration cluster (the default)");
  command->add_flag("--demo-members", options->with_members_alone, "Begin with its organisations alone, without what they do together");
  command->add_flag("--empty", options->without_demo, "Begin without the demonstration cluster")->excludes("--demo")->excludes("--demo-members");
  command->callback([common, options] { serve(*common, *options); });
}

}  // namespace grono::cli
