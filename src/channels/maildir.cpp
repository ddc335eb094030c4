#include "channels/maildir.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace kentongan::channels {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unreadable = "channels.mail.unreadable";

}  // namespace

Result<std::unique_ptr<MaildirInbox>> MaildirInbox::open(MaildirSettings settings, const Log& log) {
  for (const char* name : {"/new", "/cur"}) {
    const std::string folder = settings.folder + name;
    if (!fs::is_directory(folder) || ::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
      return Error(Refusal::not_found, "channels.maildir.missing", folder);
    }
  }
  return std::unique_ptr<MaildirInbox>(new MaildirInbox(std::move(settings), log));
}

/// A long mail is read at its beginning; what was cut off with it is named, not kept.
Result<Incoming> MaildirInbox::read_file(const std::string& name) const {
  std::ifstream file(settings_.folder + "/new/" + name, std::ios::binary);
  std::string raw(settings_.most_bytes + 1, '\0');
  file.read(raw.data(), static_cast<std::streamsize>(raw.size()));
  raw.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  if (raw.size() <= settings_.most_bytes) return read_mail(raw, settings_.rules);
  raw.resize(settings_.most_bytes);
  MailRules rules = settings_.rules;
  rules.most_attached_bytes = 0;
  return read_mail(raw, rules);
}

bool MaildirInbox::move_to_cur(const std::string& name, std::string_view flags) {
  const std::string base = name.substr(0, name.find(":2,"));
  const std::string from = settings_.folder + "/new/" + name;
  const std::string to = settings_.folder + "/cur/" + base + ":2," + std::string(flags);
  if (::rename(from.c_str(), to.c_str()) == 0 || errno == ENOENT) return true;
  if (!unreachable_) {
    log_.error("maildir_not_writable", {LogField::operator_text("folder", settings_.folder)});
  }
  unreachable_ = true;  // it will be read again
  return false;
}

void MaildirInbox::put_aside(const std::string& name, const Error& why) {
  if (!move_to_cur(name, "FS")) return;
  if (why.message() == unreadable) {
    ++counts_.unreadable;
  } else {
    ++counts_.unanswerable;
  }
  log_.info("mail_put_aside", {LogField::operator_text("because", why.message())});
}

std::vector<Incoming> MaildirInbox::read(std::size_t limit) {
  std::vector<std::string> names;
  std::error_code problem;
  fs::directory_iterator entries(settings_.folder + "/new", problem);
  for (; !problem && entries != fs::directory_iterator(); entries.increment(problem)) {
    const std::string name = entries->path().filename().string();
    std::error_code ignored;
    if (!name.starts_with('.') && entries->is_regular_file(ignored)) names.push_back(name);
  }
  if (problem && !unreachable_) {
    log_.error("maildir_unreachable", {LogField::operator_text("folder", settings_.folder)});
  }
  unreachable_ = static_cast<bool>(problem);
  std::ranges::sort(names);  // they begin with the time
  files_.clear();
  std::vector<Incoming> all;
  for (const std::string& name : names) {
    if (all.size() >= limit) break;
    Result<Incoming> mail = read_file(name);
    if (!mail.ok()) {
      put_aside(name, mail.error());
      continue;
    }
    std::vector<std::string>& same = files_[mail->external_id];  // the same mail, delivered twice
    same.push_back(name);
    if (same.size() == 1) all.push_back(std::move(*mail));
  }
  return all;
}

void MaildirInbox::done(std::string_view external_id) {
  const auto found = files_.find(external_id);
  if (found == files_.end()) return;
  bool moved = true;
  for (const std::string& name : found->second) moved = move_to_cur(name, "S") && moved;
  if (!moved) return;
  ++counts_.read;
  files_.erase(found);
}

}  // namespace kentongan::channels
