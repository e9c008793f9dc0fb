// The subcommands of `kim`, one function each; main.cpp only reads the arguments.
#pragma once

#include <string>

#include "app/settings.h"
#include "domain/access/context.h"

namespace kim::app {

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 something is not as it should be (doctor, audit verify, docs --check).
inline constexpr int exit_failed = 1;
inline constexpr int exit_findings = 3;

int serve_command(const Settings& settings);
int migrate_command(const Settings& settings);
/// Checks the whole chain; prints entries and head hash. exit_findings if it is broken.
int audit_verify_command(const Settings& settings);
/// Prints every setting with its value and where it is described; secrets are not printed.
int config_command(const Settings& settings);
/// Says in plain words what is misconfigured; exit_findings if something must be mended. Works beside a running instance.
int doctor_command(const Settings& settings);

struct NewUser {
  std::string login, name, role, team, employer;
};
/// Creates an account with a generated first password, printed once.
int user_add_command(const Settings& settings, const NewUser& user);
/// New first password, second factor removed; printed once.
int user_reset_command(const Settings& settings, const std::string& login);
/// Re-wraps the tenant key under a new master key file.
int key_rotate_command(const Settings& settings, const std::string& new_key_file);

/// Reads answers to invitations from a file (mbox or one message) and prints a line for each message; the file stays as it is.
int mail_read_command(const Settings& settings, const std::string& mbox);

struct DemoOptions {
  std::string data_dir = "var";
  int port = 8080;
  bool only_accounts = false;
  bool json = false;
  bool only_create = false;
  bool as_is = false;  // serves what is there, makes nothing (measuring)
};
/// Makes a demo world in the directory if there is none, and serves it.
int demo_command(const DemoOptions& options);
/// Whether the database holds the demo world (its accounts have known passwords).
[[nodiscard]] bool demo_world_in(Context& program);

/// Writes docs/generated; with `check` only compares (exit_findings if something differs).
int docs_command(const std::string& directory, bool check);

struct BenchOptions {
  long long persons = 100'000;
  std::string data_dir;
};
/// Fills an empty data directory with invented persons and cases for measuring.
int bench_fill_command(const BenchOptions& options);

}  // namespace kim::app
