// R-789 What files of an owner may be: mails and recordings where the owner takes them, wherever they waited before.
#include "file_world.h"

#include "inspect/recordings.h"

namespace recours::attachments {
namespace {

using namespace testing_support;

class FileFormats : public FileWorld {
 protected:
  void SetUp() override {
    FileWorld::SetUp();
    auto taking = rules();
    taking.formats = Formats::MailsAndSound;
    taking.may_send_loose = [](const accounts::Viewer& viewer) { return viewer.can(accounts::Right::NoteComplaint); };
    taking.can_see = [](db::Reader&, const accounts::Viewer&, std::int64_t) { return true; };
    depot->owners.add("case", taking);
  }
  Owner of_case() const { return {"case", cast.alice_account.value}; }
  Owner loose_of(const accounts::Viewer& viewer) const { return {"user", viewer.id.value}; }
};

TEST_P(FileFormats, OnlyOwnersThatTakeThemGetThem) {
  const std::pair<std::string, const char*> files[] = {
      {eml(), "mail.eml"}, {mp3_frames(), "note.mp3"}, {m4a(), "note.m4a"}, {wav(), "note.wav"}};
  for (const auto& [bytes, name] : files) {
    const auto kept = send(cast.claire, of_case(), bytes, "quelque chose.pdf");
    ASSERT_TRUE(kept) << name << " " << kept.error().code;
    EXPECT_TRUE(kept->name.ends_with(extension_of(kept->type))) << kept->name;
    EXPECT_EQ(row(kept->id).type, kept->type);
    const auto refused = send(cast.claire, account, bytes, name);
    EXPECT_EQ(outcome(refused), "unsupported_type") << name;
    EXPECT_EQ(refused.error().message, refused_file("unsupported_type").message) << "names what claims take";
  }
  EXPECT_EQ(outcome(send(cast.claire, of_case(), png(1))), "ok");
  const auto refused = send(cast.claire, of_case(), "rien de connu");
  EXPECT_EQ(outcome(refused), "unsupported_type");
  EXPECT_NE(refused.error().message, refused_file("unsupported_type").message) << "names mails and recordings too";
}

TEST_P(FileFormats, LooseOnesAreNamedWhereTheyAreTaken) {
  EXPECT_EQ(outcome(send(cast.claire, loose_of(cast.claire), wav())), "unsupported_type")
      << "nothing takes them of her";
  const auto sent = send(cast.odile, loose_of(cast.odile), wav());
  ASSERT_TRUE(sent) << sent.error().code;
  const auto reader = database().reader();
  EXPECT_FALSE(loose(*reader, cast.odile, {sent->id}));
  EXPECT_TRUE(loose(*reader, cast.odile, {sent->id}, Formats::MailsAndSound));
}

RECOURS_ON_BOTH_ENGINES(FileFormats);

}  // namespace
}  // namespace recours::attachments
