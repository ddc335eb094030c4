// Numbers and links that scams were seen with: read out of published fact checks. Pure.
#pragma once

#include "tabayun/claim.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

enum class TraceKind { phone, link };
[[nodiscard]] std::string_view name_of(TraceKind kind);  ///< `phone`, `link`

/// A mobile number (`081234567890`) or a link without its scheme (`bit.ly/Abc`).
struct Trace {
  TraceKind kind = TraceKind::phone;
  std::string text;
  friend auto operator<=>(const Trace&, const Trace&) = default;
};

/// A trace with the fact checks it was seen in, newest first.
struct SeenTrace {
  Trace trace;
  std::vector<Claim> claims;
};

inline constexpr std::int64_t most_scams_read = 300;  ///< fact checks, the newest

/// What a fact check names as the scam's own: everything in the message that circulated, and what
/// its explanation names in a sentence that says so ("nomor penipu", "situs palsu").
///
/// Left out, because they help or belong to somebody else: hosts of the state and of schools,
/// well-known platforms and archives (except forms, invitations and shortened links on them),
/// `own_hosts`, numbers that are no Indonesian mobile ones, and in the explanation every sentence
/// that calls something official. A number inside `wa.me/...` is a number.
/// Cost: linear. Source of the shape of numbers: Permenkominfo 14/2018 (08…, 10 to 13 digits).
[[nodiscard]] std::vector<Trace> traces_of(const Finding& finding,
                                           const std::vector<std::string>& own_hosts);
/// The traces of all, those with the newest claim first; each once.
[[nodiscard]] std::vector<SeenTrace> gather_traces(const std::vector<Claim>& claims,
                                                   const std::vector<std::string>& own_hosts);

/// `bit[.]ly/Abc`: can be read and compared, cannot be pressed. A number stays as it is.
[[nodiscard]] std::string defanged(const Trace& trace);
/// The same of every link in a text.
[[nodiscard]] std::string defanged(std::string_view text);

}  // namespace kentongan::tabayun
