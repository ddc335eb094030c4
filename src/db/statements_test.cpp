#include "db/internal/statements.hpp"

#include "base/bug.hpp"

#include <gtest/gtest.h>

namespace kentongan::db {
namespace {

using Statements = std::vector<std::string>;

TEST(Statements, AreCutAtSemicolonsOutsideOfTextsNamesAndComments) {
  EXPECT_EQ(split_statements("a; b;\nc"), (Statements{"a", "b", "c"}));
  EXPECT_EQ(split_statements("a ';' \";\" ; b"), (Statements{"a ';' \";\"", "b"}));
  EXPECT_EQ(split_statements("a 'it''s; so'; b"), (Statements{"a 'it''s; so'", "b"}));
  EXPECT_EQ(split_statements("-- first; 'quote\na; /* ; ' */ b"), (Statements{"a", "b"}));
}

TEST(Statements, BlankOnesAreLeftOut) {
  EXPECT_EQ(split_statements(""), Statements{});
  EXPECT_EQ(split_statements(" ;\n; -- nothing\n;"), Statements{});
}

TEST(Statements, AnUnfinishedTextEndsWithTheFile) {
  EXPECT_EQ(split_statements("a 'open; b"), Statements{"a 'open; b"});
}

TEST(Parameters, AreRenamedAndCounted) {
  const PostgresText made = with_postgres_parameters("a = ?1 AND b = ?12 OR c = ?1");
  EXPECT_EQ(made.text, "a = $1 AND b = $12 OR c = $1");
  EXPECT_EQ(made.parameters, 12U);
}

TEST(Parameters, AreNotLookedForInTextsNamesAndComments) {
  const std::string sql = "'?1' \"?2\" -- ?3\n /* ?4 */ 'it''s ?5'";
  EXPECT_EQ(with_postgres_parameters(sql).text, sql);
  EXPECT_EQ(with_postgres_parameters(sql).parameters, 0U);
}

TEST(Parameters, WithoutANumberAreABug) {
  EXPECT_THROW((void)with_postgres_parameters("a = ?"), Bug);
  EXPECT_THROW((void)with_postgres_parameters("a = ?x"), Bug);
  EXPECT_THROW((void)with_postgres_parameters("a = ?0"), Bug);
}

}  // namespace
}  // namespace kentongan::db
