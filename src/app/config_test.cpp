#include "app/config.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kentongan::app {
namespace {

TEST(Config, AnUnknownKeyIsRefusedWithTheNearestKnownOne) {
  const auto refused = parse_config("[server]\nlisen = \"0.0.0.0:80\"\n");
  ASSERT_FALSE(refused.ok());
  EXPECT_STREQ(refused.error().message(), "config.unknown_key");
  EXPECT_NE(refused.error().detail().find("server.listen"), std::string::npos);
  EXPECT_NE(refused.error().detail().find("baris 2"), std::string::npos);
}

TEST(Config, WrongTypesAndValuesAreRefused) {
  for (const char* text :
       {"[server]\nworkers = \"8\"\n", "[server]\nworkers = 0\n", "[email]\ntls = \"yes\"\n",
        "[office]\nregency = \"32\"\n", "[server]\nbase_url = \"kabar.example\"\n",
        "[server]\ntrusted_proxies = [1]\n", "listen = 1\n", "[server\n",
        "[server]\nlisten = 1 2\n", "[telegram]\nreceive = \"ya\"\n",
        "[whatsapp]\nphone_number_id = \"+62 812\"\n"}) {
    EXPECT_FALSE(parse_config(text).ok()) << text;
  }
}

TEST(Config, TheCommentedSampleHasEveryKeyWithItsDefault) {
  std::ifstream file(KENTONGAN_SOURCE_DIR "/docs/kentongan.toml");
  std::ostringstream text;
  text << file.rdbuf();
  const auto config = parse_config(text.str());
  ASSERT_TRUE(config.ok()) << config.error().detail();
  const Config defaults;
  EXPECT_EQ(config->server.listen, defaults.server.listen);
  EXPECT_EQ(config->office.name, defaults.office.name);
  EXPECT_EQ(config->email.tls, defaults.email.tls);
  std::string section;
  std::vector<std::string> keys;
  std::istringstream lines(text.str());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('[')) section = line.substr(1, line.find(']') - 1);
    const std::size_t equals = line.find(" = ");
    if (!line.starts_with('#') && equals != std::string::npos)
      keys.push_back(section + "." + line.substr(0, equals));
  }
  const std::vector<std::string_view> known = known_keys();
  EXPECT_EQ(keys, std::vector<std::string>(known.begin(), known.end()));
}

TEST(Config, ASecretThatOthersMayReadIsRefused) {
  const std::string path = std::filesystem::temp_directory_path() / "kentongan-secret-test";
  std::ofstream(path) << "rahasia\n";
  std::filesystem::permissions(path, std::filesystem::perms(0644));
  EXPECT_FALSE(read_secret("KENTONGAN_TEST_NONE", path).ok());
  std::filesystem::permissions(path, std::filesystem::perms(0600));
  EXPECT_EQ(read_secret("KENTONGAN_TEST_NONE", path).value(), "rahasia");
  setenv("KENTONGAN_TEST_SOME", "lain", 1);
  EXPECT_EQ(read_secret("KENTONGAN_TEST_SOME", path).value(), "lain");
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace kentongan::app
