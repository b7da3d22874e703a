// SPDX-License-Identifier: MIT
#include "runtime/modules/native_modules.h"

#include <algorithm>
#include <iterator>

namespace gilsim::runtime {

namespace {

constexpr const vm::NativeModuleDefinition* kModules[] = {
    &kThreadModule, &kTimeModule,       &kNativeModule,       &kSysExtensionModule,
    &kPickleModule, &kConnectionModule, &kSharedMemoryModule, &kMultiprocessingModule,
    &kQueueModule,  &kSignalModule,     &kRandomModule,       &kHashlibModule,
    &kZlibModule,   &kPosixModule,      &kFilesModule,
};

struct Refusal {
  std::string_view name;
  std::string_view text;
};

constexpr Refusal kRefusals[] = {
    {"asyncio", "module 'asyncio' is not in the subset: gilsim is about threads and processes"},
    {"subprocess",
     "module 'subprocess' is not in the subset: a simulated program cannot start real ones; use "
     "multiprocessing"},
    {"cProfile", "module 'cProfile' is not in the subset: the report says where time goes"},
    {"fcntl", "module 'fcntl' is not in the subset: a simulated program has no file descriptors"},
    {"mmap", "module 'mmap' is not in the subset: read the file with open()"},
    {"pdb", "module 'pdb' is not in the subset: step through the run with gilsim step"},
    {"profile", "module 'profile' is not in the subset: the report says where time goes"},
    {"sqlite3", "module 'sqlite3' is not in the subset: keep data in dicts or in files"},
    {"ssl", "module 'ssl' is not in the subset: there is no network"},
    {"tkinter", "module 'tkinter' is not in the subset: there is no screen"},
    {"tracemalloc",
     "module 'tracemalloc' is not in the subset: the report gives the peak of each process"},
    {"urllib.error", "module 'urllib.error' is not in the subset: there is no network"},
    {"urllib.request", "module 'urllib.request' is not in the subset: there is no network"},
    {"http.client", "module 'http.client' is not in the subset: there is no network"},
    {"http.server",
     "module 'http.server' is not in the subset: socketserver connects the program's own threads"},
};

/// Modules of CPython 3.11's library that nobody has written here.
constexpr std::string_view kAbsent[] = {
    "aifc",        "antigravity",  "asynchat",     "asyncore",    "audioop",    "bdb",
    "bz2",         "cgi",          "cgitb",        "chunk",       "cmd",        "code",
    "codeop",      "compileall",   "crypt",        "curses",      "dbm",        "distutils",
    "email",       "ensurepip",    "faulthandler", "filecmp",     "fileinput",  "ftplib",
    "gettext",     "grp",          "gzip",         "imaplib",     "imghdr",     "imp",
    "ipaddress",   "lib2to3",      "lzma",         "mailbox",     "mailcap",    "marshal",
    "mimetypes",   "modulefinder", "netrc",        "nis",         "nntplib",    "ntpath",
    "opcode",      "optparse",     "ossaudiodev",  "pickletools", "pipes",      "pkgutil",
    "plistlib",    "poplib",       "pstats",       "pty",         "pwd",        "py_compile",
    "pyclbr",      "pydoc",        "pyexpat",      "quopri",      "readline",   "resource",
    "rlcompleter", "runpy",        "shelve",       "site",        "smtpd",      "smtplib",
    "sndhdr",      "spwd",         "stringprep",   "sunau",       "symtable",   "sysconfig",
    "syslog",      "tabnanny",     "tarfile",      "telnetlib",   "termios",    "this",
    "token",       "tokenize",     "tomllib",      "trace",       "tty",        "turtle",
    "unicodedata", "uu",           "venv",         "wave",        "webbrowser", "wsgiref",
    "xdrlib",      "xml",          "xmlrpc",       "zipapp",      "zipimport",  "zoneinfo",
};

}  // namespace

const vm::NativeModuleDefinition* find_native_module(std::string_view name) {
  for (const vm::NativeModuleDefinition* module : kModules) {
    if (name == module->name) return module;
  }
  return nullptr;
}

std::string_view refusal_of(std::string_view name) {
  for (const Refusal& refusal : kRefusals) {
    if (name == refusal.name) return refusal.text;
  }
  return {};
}

bool is_absent_from_subset(std::string_view name) {
  const std::string_view package = name.substr(0, name.find('.'));
  return std::find(std::begin(kAbsent), std::end(kAbsent), package) != std::end(kAbsent);
}

}  // namespace gilsim::runtime
