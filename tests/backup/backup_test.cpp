// A database with its files goes through an archive into a new database of either engine.
#include "backup/backup.h"

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attachments/blob_rows.h"
#include "backup/restore_actions.h"
#include "backup/tables.h"
#include "cli/composition.h"
#include "cli/demo.h"
#include "db/migrate.h"
#include "db/snapshot.h"
#include "journal/journal.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/depot.h"

namespace recours::backup {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::Engine;
using testing_support::FreshDatabase;
using testing_support::instant;
using testing_support::TemporaryFolder;

const auto kNow = instant("2026-11-22T08:00:00.000Z");

enum class Place { Folder, Database };

// A migrated database and a place for files.
struct Firm {
  explicit Firm(Engine engine, Place place = Place::Folder)
      : fresh(engine),
        database(db::Database::open(fresh.address())),
        blobs(place == Place::Folder ? attachments::blobs_in_folder(files())
                                     : attachments::blobs_in_database(folder.path())) {}
  std::string files() const { return (folder.path() / "files").string(); }
  std::int64_t count(const std::string& from) {
    return database->reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }
  Report back_up(const std::string& path) { return backup::back_up({fresh.address(), *database, *blobs}, path, kNow); }
  Result<Report, Refusal> restore(const std::string& path) { return backup::restore({fresh.address(), *blobs}, path); }
  bool is_untouched() {
    if (used_table(*database->reader())) return false;
    std::size_t entries = 0;
    if (std::filesystem::exists(files())) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(files()))
        entries += entry.is_regular_file();
    }
    return entries == 0;
  }
  // Every row of every table, read without the archive.
  std::map<std::string, std::vector<std::string>> rows() {
    std::map<std::string, std::vector<std::string>> all;
    const auto reader = database->reader();
    for (const auto& table : archived_tables(*reader, database->engine())) {
      auto& lines = all[table.name];
      reader->each(db::select_all(table), {}, [&](const db::Row& row) {
        std::string line;
        for (const auto& [name, kind, is_truth] : table.columns) {
          const int at = row.index_of(name);
          line += "|" + name + "=";
          if (row.is_null(at))
            line += "NULL";
          else if (kind == db::ColumnKind::Integer)
            line += std::to_string(row.integer(at));
          else if (kind == db::ColumnKind::Text)
            line += row.text(at);
          else
            line += row.blob(at).bytes;
        }
        lines.push_back(std::move(line));
      });
    }
    return all;
  }

  const FreshDatabase fresh;
  TemporaryFolder folder;
  const std::unique_ptr<db::Database> database;
  const std::unique_ptr<attachments::Blobs> blobs;
};

// The demonstration with both desks and their files, in `firm`.
void fill(Firm& firm) {
  testing_support::TestDepot depot(cli::attachment_owners());
  cli::fill_demo(*firm.database, *depot, kNow);
  firm.database->write([&](db::Transaction& transaction) {
    const auto all = transaction.list("SELECT sha256, stored_at FROM blob", {}, [](const db::Row& row) {
      return std::pair(row.get<std::string>("sha256"), row.get<Instant>("stored_at"));
    });
    for (const auto& [sha256, stored_at] : all) {
      const auto file = depot->blobs->open(transaction, sha256);
      std::string bytes(size_of(*file), '\0');
      read_all(*file, 0, bytes);
      firm.blobs->put(transaction, sha256, bytes, stored_at);
    }
  });
}

struct Way {
  Engine from, to;
};
class BackupTest : public ::testing::TestWithParam<Way> {
 public:
  static void TearDownTestSuite() { filled_.clear(); }

 protected:
  // Made once: the demonstration takes longer than what is asked of it.
  static Firm& filled(Engine engine) {
    auto& firm = filled_[engine];
    if (!firm) fill(*(firm = std::make_unique<Firm>(engine)));
    return *firm;
  }
  std::string path(const std::string& name = "firm.tar.zst") const { return (folder_.path() / name).string(); }

 private:
  static inline std::map<Engine, std::unique_ptr<Firm>> filled_;
  const TemporaryFolder folder_;
};

std::vector<Way> ways() {
  std::vector<Way> all;
  for (const auto from : testing_support::engines()) {
    for (const auto to : testing_support::engines()) all.push_back({from, to});
  }
  return all;
}
std::string way_name(const ::testing::TestParamInfo<Way>& info) {
  const auto name = [](Engine engine) { return engine == Engine::Sqlite ? "Sqlite" : "Postgres"; };
  return std::string(name(info.param.from)) + "To" + name(info.param.to);
}

TEST_P(BackupTest, BringsEveryRowAndFile) {
  auto& source = filled(GetParam().from);
  const auto report = source.back_up(path());
  EXPECT_GT(report.rows, 3000);
  EXPECT_GT(report.files, 20);
  EXPECT_THAT(report.lost_files, IsEmpty());
  struct stat status {};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_EQ(static_cast<std::uint64_t>(status.st_size), report.archive_bytes);

  for (const auto place : {Place::Folder, Place::Database}) {
    Firm target(GetParam().to, place);
    ASSERT_TRUE(check_archive(path()));
    const auto restored = target.restore(path());
    ASSERT_TRUE(restored) << restored.error().code;
    EXPECT_EQ(restored->rows, report.rows);
    EXPECT_EQ(restored->files, report.files);
    EXPECT_GT(restored->waiting_mail, 0);
    const auto expected = source.rows();
    auto actual = target.rows();
    ASSERT_EQ(expected.size(), actual.size());
    for (const auto& [table, lines] : expected) EXPECT_EQ(lines, actual[table]) << table;
    const auto reader = target.database->reader();
    for (const auto& sha256 : reader->list("SELECT sha256 FROM blob", {},
                                           [](const db::Row& row) { return row.get<std::string>("sha256"); })) {
      EXPECT_TRUE(target.blobs->open(*reader, sha256)) << "checked against its hash";
    }
    // A second hand gives the same archive but for the engine it names.
    target.back_up(path("again"));
    EXPECT_EQ(check_archive(path("again")).value().tables.size(), report.tables);
  }
}

TEST_P(BackupTest, GoesOnNumberingAndSealing) {
  auto& source = filled(GetParam().from);
  while (journal::seal(*source.database) > 0) {
  }
  source.back_up(path());
  Firm target(GetParam().to);
  ASSERT_TRUE(target.restore(path()));
  const auto series = target.database->reader()->value<std::string>("SELECT MIN(series) AS value FROM counter");
  const auto next = [&](Firm& firm) {
    return firm.database->write([&](db::Transaction& transaction) { return transaction.next_number(series); });
  };
  EXPECT_EQ(next(target), next(source));
  const auto highest = target.database->reader()->value<std::int64_t>("SELECT MAX(id) AS value FROM journal_entry");
  target.database->write([&](db::Transaction& transaction) {
    journal::append(transaction, {std::nullopt, "essai", "cli"}, kNow, "essai", {"essai", "1"}, {});
  });
  EXPECT_EQ(target.database->reader()->value<std::int64_t>("SELECT MAX(id) AS value FROM journal_entry"), highest + 1);
  EXPECT_EQ(journal::seal(*target.database), 1) << "the chain goes on";
}

TEST_P(BackupTest, IsOneMomentWhileOthersWrite) {
  Firm source(GetParam().from);
  std::atomic<bool> over = false;
  std::atomic<int> written = 0;
  // A number, a row and a file in one transaction: whole in the archive, or not there.
  std::thread writer([&] {
    while (!over) {
      source.database->write([&](db::Transaction& transaction) {
        const auto bytes = "file " + std::to_string(written);
        source.blobs->put(transaction, attachments::sha256_of(bytes), bytes, kNow);
        transaction.execute("INSERT INTO setting (name, value) VALUES (:name, 'x')",
                            {{"name", "essai-" + std::to_string(transaction.next_number("essai"))}});
      });
      ++written;
    }
  });
  while (written < 20) std::this_thread::yield();
  const int before = written;
  const auto report = source.back_up(path());
  over = true;
  writer.join();
  EXPECT_THAT(report.lost_files, IsEmpty());
  Firm target(GetParam().to);
  ASSERT_TRUE(target.restore(path()));
  const auto numbers =
      target.database->reader()->value<std::int64_t>("SELECT value FROM counter WHERE series = 'essai'");
  EXPECT_GE(numbers, before);
  EXPECT_EQ(target.count("setting WHERE name LIKE 'essai-%'"), numbers);
  EXPECT_EQ(target.count("blob"), numbers);
  EXPECT_EQ(report.files, numbers);
}
INSTANTIATE_TEST_SUITE_P(From, BackupTest, ::testing::ValuesIn(ways()), way_name);

class RestoreTest : public ::testing::TestWithParam<Engine> {
 protected:
  std::string path(const std::string& name = "firm.tar.zst") const { return (folder_.path() / name).string(); }
  // A firm with one file and one mail address, backed up.
  void make_archive() {
    Firm source(GetParam());
    source.database->write([&](db::Transaction& transaction) {
      transaction.execute(
          "INSERT INTO contact (kind, name, sort_key, created_at, updated_at) VALUES ('person', 'Zoé', 'zoe', :now, "
          ":now)",
          {{"now", kNow}});
      source.blobs->put(transaction, attachments::sha256_of("photo"), "photo", kNow);
    });
    source.back_up(path());
  }
  static std::string bytes_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
  }
  // The archive again, each entry through `change`; one that becomes nothing is left out.
  using Change = std::function<std::optional<std::string>(const std::string& name, std::string bytes)>;
  void rewrite(const std::string& name, const Change& change) const {
    ArchiveReader in(path());
    ArchiveWriter out(path(name), kNow);
    while (in.next()) {
      if (const auto bytes = change(in.name(), in.whole())) out.add(in.name(), *bytes);
    }
    out.keep();
  }

 private:
  const TemporaryFolder folder_;
};

TEST_P(RestoreTest, RefusesWhatIsNotWhole) {
  make_archive();
  const auto whole = bytes_of(path());
  for (const auto size : {std::size_t{0}, std::size_t{1}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
    write("cut", whole.substr(0, size));
    EXPECT_THROW(static_cast<void>(check_archive(path("cut"))), ArchiveDamaged) << size;
  }
  write("other", "not an archive at all, but long enough to look like one to somebody who does not look\n");
  EXPECT_THROW(static_cast<void>(check_archive(path("other"))), ArchiveDamaged);
  EXPECT_THROW(static_cast<void>(check_archive(path("absent"))), std::system_error);
}

TEST_P(RestoreTest, RefusesEveryChangeOfAnEntry) {
  make_archive();
  std::vector<std::string> names;
  for (ArchiveReader in(path()); in.next();) names.push_back(in.name());
  ASSERT_GT(names.size(), 5U);
  for (const auto& changed : names) {
    rewrite("missing", [&](const std::string& name, std::string bytes) -> std::optional<std::string> {
      if (name == changed) return std::nullopt;
      return bytes;
    });
    EXPECT_THROW(static_cast<void>(check_archive(path("missing"))), ArchiveDamaged) << changed << " is missing";
    rewrite("altered", [&](const std::string& name, std::string bytes) -> std::optional<std::string> {
      if (name == changed) bytes[bytes.size() / 2] ^= 1;
      return bytes;
    });
    EXPECT_THROW(static_cast<void>(check_archive(path("altered"))), ArchiveDamaged) << changed << " was altered";
  }
}

TEST_P(RestoreTest, RefusesAnotherSchemaAndSaysWhatToDo) {
  make_archive();
  const auto with_migrations = [&](const std::vector<std::string>& migrations) {
    std::string manifest_sha256;
    rewrite("schema", [&](const std::string& name, std::string bytes) -> std::optional<std::string> {
      if (name == kManifest) {
        auto manifest = manifest_of(bytes);
        manifest.migrations = migrations;
        bytes = to_json(manifest);
        manifest_sha256 = attachments::sha256_of(bytes);
      } else if (name == kSummary) {
        auto summary = summary_of(bytes);
        summary.parts.front().second = manifest_sha256;
        bytes = to_json(summary);
      }
      return bytes;
    });
    return check_archive(path("schema"));
  };
  auto migrations = db::known_migrations();
  migrations.push_back("9999_future");
  EXPECT_EQ(with_migrations(migrations).error().code, "archive_newer");
  migrations.resize(migrations.size() - 2);
  EXPECT_EQ(with_migrations(migrations).error().code, "archive_older");
  EXPECT_TRUE(with_migrations(db::known_migrations()));
}

TEST_P(RestoreTest, WantsAnEmptyDatabaseAndAnEmptyFolder) {
  make_archive();
  Firm used(GetParam());
  used.database->write([&](db::Transaction& transaction) {
    journal::append(transaction, {std::nullopt, "essai", "cli"}, kNow, "essai", {"essai", "1"}, {});
  });
  EXPECT_EQ(used.restore(path()).error().code, "database_used");
  EXPECT_EQ(used.count("contact"), 0);

  Firm target(GetParam());
  const auto stray = target.files() + "/ab/cd/stray";
  std::filesystem::create_directories(std::filesystem::path(stray).parent_path());
  std::ofstream(stray) << "somebody else's";
  EXPECT_EQ(target.restore(path()).error().code, "files_used");
  EXPECT_FALSE(used_table(*target.database->reader()));
  EXPECT_EQ(bytes_of(stray), "somebody else's");
  std::filesystem::remove(stray);
  EXPECT_TRUE(target.restore(path())) << "empty folders are no files";
  EXPECT_EQ(target.count("contact"), 1);
}

TEST_P(RestoreTest, LeavesNothingWhenItFailsInTheMiddle) {
  make_archive();
  // The row the last file belongs to does not fit: by then rows and files were written.
  rewrite("broken", [&](const std::string& name, std::string bytes) -> std::optional<std::string> {
    if (name == kSummary) return "{}\n";
    return bytes;
  });
  Firm target(GetParam());
  EXPECT_THROW(static_cast<void>(target.restore(path("broken"))), ArchiveDamaged);
  EXPECT_TRUE(target.is_untouched());
  EXPECT_GT(target.count("claim_type"), 0) << "what the migrations put in is still there";
  EXPECT_TRUE(target.restore(path())) << "and it can be tried again";
}

TEST_P(RestoreTest, KeepsOddTexts) {
  const std::string odd = "tab\there, line\nbreak, back\\slash, \\N, quote\" ' émoji 🙂, \x01";
  Firm source(GetParam());
  source.database->write([&](db::Transaction& transaction) {
    transaction.execute("INSERT INTO setting (name, value) VALUES ('odd', :odd), ('empty', '')", {{"odd", odd}});
  });
  source.back_up(path());
  for (const auto engine : testing_support::engines()) {
    Firm target(engine);
    ASSERT_TRUE(target.restore(path()));
    const auto value = [&](const char* name) {
      return target.database->reader()->require("SELECT value FROM setting WHERE name = :name", {{"name", name}},
                                                [](const db::Row& row) { return row.get<std::string>("value"); });
    };
    EXPECT_EQ(value("odd"), odd);
    EXPECT_EQ(value("empty"), "");
  }
}

TEST_P(RestoreTest, NamesWhatTheSourceHadLost) {
  Firm source(GetParam());
  source.database->write([&](db::Transaction& transaction) {
    for (const char* bytes : {"kept", "lost"})
      source.blobs->put(transaction, attachments::sha256_of(bytes), bytes, kNow);
  });
  const auto lost = attachments::sha256_of("lost");
  std::filesystem::remove(source.files() + "/" + lost.substr(0, 2) + "/" + lost.substr(2, 2) + "/" + lost);
  const auto report = source.back_up(path());
  EXPECT_THAT(report.lost_files, ElementsAre(lost));
  EXPECT_EQ(report.files, 1);
  Firm target(GetParam());
  const auto restored = target.restore(path());
  ASSERT_TRUE(restored);
  EXPECT_THAT(restored->lost_files, ElementsAre(lost));
  EXPECT_EQ(target.count("blob"), 2);
}

TEST_P(RestoreTest, LeavesNoHalfArchive) {
  Firm source(GetParam());
  EXPECT_THROW(source.back_up(path() + "/in/no/folder"), std::system_error);
  std::filesystem::create_directory(path("taken"));
  EXPECT_THROW(source.back_up(path("taken")), std::system_error);
  std::size_t left = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path()).parent_path())) {
    left += entry.path().filename() != "taken";
  }
  EXPECT_EQ(left, 0U);
}
RECOURS_ON_BOTH_ENGINES(RestoreTest);

}  // namespace
}  // namespace recours::backup
