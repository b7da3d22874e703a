// SPDX-License-Identifier: MIT
//
// A file comes before a scenario of the same name. Its bytes are taken as they are: what is wrong
// with them as a program is the compiler's to say.
#include "scenarios/program.h"

#include "scenarios/catalogue.h"
#include "scenarios/suggestion.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace gilsim::scenarios {
namespace {

// Programs are far shorter; an endless device must not fill memory.
constexpr std::size_t kLongestProgram = std::size_t{256} << 20;

bool read_all(const std::string& path, std::string& text, std::string* error) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    *error = "cannot read '" + path + "': " + std::strerror(errno);
    return false;
  }
  std::array<char, std::size_t{16} * 1024> buffer;
  ssize_t count = 0;
  while ((count = ::read(descriptor, buffer.data(), buffer.size())) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > kLongestProgram) break;
  }
  if (count < 0) {
    *error = "cannot read '" + path + "': " + std::strerror(errno);
  } else if (count > 0) {
    *error = "'" + path + "' is too long for a program: over 256 MiB";
  }
  ::close(descriptor);
  return count == 0;
}

}  // namespace

std::optional<Program> load_program(const std::string& target, std::string* error) {
  struct stat status = {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  const int problem = errno;
  if (!exists || S_ISDIR(status.st_mode)) {
    if (const std::optional<Scenario> scenario = find_scenario(target)) {
      return Program{scenario->name + ".py", std::string(scenario->text), scenario->settings,
                     scenario->workers, true};
    }
    if (exists) {
      *error = "'" + target + "' is a directory: give a .py file in it";
      return std::nullopt;
    }
    *error = problem == ENOENT ? "no file or scenario is called '" + target + "'"
                               : "cannot read '" + target + "': " + std::strerror(problem);
    *error += did_you_mean(target, scenario_names());
    if (error->back() != '?') *error += "; `gilsim list` shows the scenarios";
    return std::nullopt;
  }
  Program program;
  program.name = target;
  if (!read_all(target, program.source, error)) return std::nullopt;
  return program;
}

std::optional<runtime::SimulationOptions> options_to_run(const Program& program,
                                                         const RunSettings& settings,
                                                         const std::vector<std::string>& arguments,
                                                         std::string* error) {
  std::optional<runtime::SimulationOptions> options =
      simulation_options(merged(settings, program.settings), error);
  if (!options.has_value()) return std::nullopt;
  options->program_name = program.name;
  options->source = program.source;
  options->arguments = arguments;
  return options;
}

}  // namespace gilsim::scenarios
