// Messages that several tests of this room speak about.
#pragma once

#include "channels/channel.hpp"
#include "channels/email_message.hpp"

#include <memory>
#include <string>
#include <utility>

namespace kentongan::channels {

struct Delivery;  // what the outbox calls a row; here only its id counts

inline IdempotencyKey key_of(std::int64_t raw) {
  return IdempotencyKey(Id<Delivery>::from_raw(raw));
}

inline Message posyandu_message() {
  Message message;
  message.title = "Jadwal posyandu November";
  message.summary = "Posyandu serentak di seluruh desa pada Rabu, 25 November.";
  message.text = "Bawa buku KIA.\n\nTempat: balai desa, pukul 08.00–11.00 WIB.";
  message.body = html::Literal(
      "<p>Bawa <b>buku KIA</b>.</p><p>Tempat: <a href=\"/tempat?desa=1&amp;x=2\">balai desa</a>, "
      "pukul "
      "08.00–11.00 WIB.</p>");
  message.label = "Pemerintah";
  message.byline = "KIM Sukamaju";
  message.url = "https://kabar.majalengkakab.example/kabar/jadwal-posyandu-november";
  message.list = {"Kabar Kecamatan Kadipaten", "kabar-32-10-13"};
  message.when = parse_rfc3339("2026-11-21T01:00:00Z").value();
  return message;
}

inline Addressed to_email(Message message, std::string_view address = "warga@contoh.example") {
  return {EmailAddress::parse(address).value(), std::make_shared<const Message>(std::move(message)),
          "https://kabar.majalengkakab.example/berhenti/3fGk-_9x", Addressed::Copy::first};
}

inline Addressed to_telegram(Message message, std::string_view chat = "1234567") {
  return {TelegramChat::parse(chat).value(), std::make_shared<const Message>(std::move(message)),
          "https://kabar.majalengkakab.example/berhenti/3fGk-_9x", Addressed::Copy::first};
}

inline EmailIdentity sample_identity() {
  return {"Kabar Majalengka", EmailAddress::parse("kabar@majalengkakab.example").value(),
          std::nullopt, "https://kabar.majalengkakab.example", Zone::wib};
}

}  // namespace kentongan::channels
