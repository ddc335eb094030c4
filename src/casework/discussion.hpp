// Notes for the desk, and discussions for those on the case alone. Values.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "people/actor.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::casework {

struct Note {
  Id<Note> id;
  Id<tabayun::Claim> claim;
  std::string text = {};
  Id<people::Account> author;
  Instant at;
};

struct Thread {
  Id<Thread> id;
  Id<tabayun::Claim> claim;
  std::string title = {};
  Id<people::Account> opened_by;
  Instant opened_at;
  std::int64_t posts = 0;
};

struct Post {
  Id<Post> id;
  Id<Thread> thread;
  std::string text = {};
  Id<people::Account> author;
  Instant at;
};

struct ThreadPage {
  Thread thread;
  std::string claim_title = {};
  std::vector<Post> posts = {};  ///< oldest first
};

/// Somebody the office or the checker let in.
struct CasePerson {
  Id<people::Account> account;
  Id<people::Account> added_by;
  Instant added_at;
};

inline constexpr std::int64_t most_notes = 500;     ///< of one claim
inline constexpr std::int64_t most_threads = 50;    ///< of one claim
inline constexpr std::int64_t most_posts = 500;     ///< of one thread
inline constexpr std::int64_t most_requests = 100;  ///< of one claim
inline constexpr std::int64_t most_people = 50;     ///< added to one claim

struct AddNote {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  std::string text;
  std::string form_key = {};
};
struct OpenThread {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  std::string title;
  std::string text;  ///< the first post
  std::string form_key = {};
};
struct AddPost {
  people::Actor actor;
  Id<Thread> thread;
  std::string text;
  std::string form_key = {};
};
struct AddPerson {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  std::string login;  ///< as the account's owner types it
};

}  // namespace kentongan::casework
