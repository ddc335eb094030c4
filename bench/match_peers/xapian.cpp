// Xapian 1.4 with BM25 at k1 = 1.2, b = 0.75: glass files in a temporary folder, in the page cache.
#include "exact.hpp"
#include "peer.hpp"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>

namespace kentongan::bench {

namespace {

constexpr double shortest_share = 0.5;  // Xapian's min_normlen

Xapian::BM25Weight weighting() { return {1.2, 0, 1, 0.75, shortest_share}; }

/// Source: Xapian 1.4, weight/bm25weight.cc: rare words as in Robertson and Spärck Jones, those of
/// more than a third of the documents lifted above zero.
double word_weight(double documents, double with_word) {
  double odds = (documents - with_word + 0.5) / (with_word + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds);
}

class XapianPeer final : public Peer {
 public:
  XapianPeer(const char* name, Xapian::Query::op how) : name_(name), how_(how) {}
  ~XapianPeer() override {
    database_.close();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  XapianPeer(const XapianPeer&) = delete;
  XapianPeer& operator=(const XapianPeer&) = delete;

  [[nodiscard]] const char* name() const override { return name_; }

  void build(const Known& known) override {
    std::string pattern = (std::filesystem::temp_directory_path() / "peer-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    Xapian::WritableDatabase writable(folder_, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_SYNC);
    for (const std::string& text : known.texts) {
      Xapian::Document document;
      for (const std::string& word : words_of(text)) document.add_term(word);
      writable.add_document(document);
    }
    writable.commit();
    writable.close();
    database_ = Xapian::Database(folder_);
    texts_ = &known.texts;
  }

  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    const std::vector<std::string> words = different_words_of(message);
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(weighting());
    enquire.set_query(Xapian::Query(how_, words.begin(), words.end()));
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
    std::vector<Hit> hits;
    for (auto at = found.begin(); at != found.end(); ++at)
      hits.push_back({static_cast<std::size_t>(*at - 1), at.get_weight()});
    return hits;
  }

  [[nodiscard]] std::vector<Hit> search_exhaustively(const std::string& message,
                                                     std::size_t limit) override {
    std::vector<std::string> words = different_words_of(message);
    if (how_ == Xapian::Query::OP_ELITE_SET && !keep_elite(words)) return {};
    if (!exact_) exact_.emplace(*texts_, word_weight, shortest_share);
    return exact_->search(words, limit);
  }

 private:
  /// The ten words that may add most, as the engine bounds it; false when the tenth and the
  /// eleventh are equal, so that either may be among them.
  bool keep_elite(std::vector<std::string>& words) const {
    constexpr std::size_t elite = 10;  // Xapian's own number when none is given
    std::vector<std::pair<double, std::string>> ranked;
    for (std::string& word : words) {
      Xapian::Enquire enquire(database_);
      enquire.set_weighting_scheme(weighting());
      enquire.set_query(Xapian::Query(word));
      const double most = enquire.get_mset(0, 1).get_max_possible();
      ranked.emplace_back(-most, std::move(word));
    }
    std::sort(ranked.begin(), ranked.end());
    if (ranked.size() > elite && ranked[elite - 1].first == ranked[elite].first) return false;
    words.clear();
    for (auto& [most, word] : ranked) {
      if (words.size() < elite) words.push_back(std::move(word));
    }
    return true;
  }

  const char* name_;
  Xapian::Query::op how_;
  std::string folder_;
  Xapian::Database database_;
  const std::vector<std::string>* texts_ = nullptr;
  std::optional<ExactBm25> exact_;
};

}  // namespace

std::unique_ptr<Peer> xapian_or() {
  return std::make_unique<XapianPeer>("Xapian OP_OR", Xapian::Query::OP_OR);
}
std::unique_ptr<Peer> xapian_elite() {
  return std::make_unique<XapianPeer>("Xapian ELITE_SET", Xapian::Query::OP_ELITE_SET);
}

}  // namespace kentongan::bench
