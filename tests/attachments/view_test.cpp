#include "attachments/attachment_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attachments/files_view.h"
#include "ui/qr.h"

namespace recours::attachments {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ui::Language;

//
TEST(PhoneReach, TellsWhoCanReachAnAddress) {
  struct Case {
    const char* address;
    Reach reach;
  };
  for (const auto& [address, reach] : {
           Case{"https://recours.example", Reach::Everywhere},
           Case{"https://recours.example:8443/", Reach::Everywhere},
           Case{"http://203.0.113.9:8080", Reach::Everywhere},
           Case{"http://[2001:db8::1]:8080", Reach::Everywhere},
           Case{"http://172.15.255.255", Reach::Everywhere},
           Case{"http://172.32.0.0", Reach::Everywhere},
           Case{"http://192.168.1.20:8080", Reach::SameNetwork},
           Case{"http://10.0.0.1", Reach::SameNetwork},
           Case{"http://172.16.0.0", Reach::SameNetwork},
           Case{"http://172.31.255.255", Reach::SameNetwork},
           Case{"http://169.254.10.1", Reach::SameNetwork},
           Case{"http://100.64.0.1", Reach::SameNetwork},
           Case{"http://[fd12::1]", Reach::SameNetwork},
           Case{"http://[fe80::1]", Reach::SameNetwork},
           Case{"http://[::ffff:192.168.1.2]", Reach::SameNetwork},
           Case{"http://accueil.local:8080", Reach::SameNetwork},
           Case{"http://nas.lan", Reach::SameNetwork},
           Case{"http://127.0.0.1:8080", Reach::ThisMachineOnly},
           Case{"http://127.255.255.255", Reach::ThisMachineOnly},
           Case{"http://0.0.0.0:8080", Reach::ThisMachineOnly},
           Case{"http://[::1]:8080", Reach::ThisMachineOnly},
           Case{"http://[::]:8080", Reach::ThisMachineOnly},
           Case{"http://[::ffff:127.0.0.1]", Reach::ThisMachineOnly},
           Case{"http://localhost:8080", Reach::ThisMachineOnly},
           Case{"http://LOCALHOST.", Reach::ThisMachineOnly},
           Case{"http://recours.localhost", Reach::ThisMachineOnly},
           Case{"http://poste-12:8080", Reach::ThisMachineOnly},
           Case{"localhost", Reach::ThisMachineOnly},
           Case{"", Reach::ThisMachineOnly},
       }) {
    EXPECT_EQ(phone_reach(address), reach) << address;
  }
}

TEST(SizeLabel, InUnitsPeopleRead) {
  struct Case {
    std::int64_t bytes;
    const char* label;
  };
  for (const auto& [bytes, label] :
       {Case{0, "0\u00a0octet"}, Case{1, "1\u00a0octet"}, Case{2, "2\u00a0octets"},
        Case{1023, "1\u202f023\u00a0octets"}, Case{1024, "1\u00a0Ko"}, Case{1535, "1\u00a0Ko"}, Case{1536, "2\u00a0Ko"},
        Case{1'048'063, "1\u202f023\u00a0Ko"}, Case{1'048'064, "1\u00a0Mo"}, Case{2'516'582, "2,4\u00a0Mo"},
        Case{kMostFileBytes, "20\u00a0Mo"}, Case{kMostTogetherBytes, "100\u00a0Mo"}}) {
    EXPECT_EQ(size_label(Language::French, bytes), label) << bytes;
  }
  EXPECT_EQ(size_label(Language::English, 2'516'582), "2.4 MB");
}

TEST(KindLabel, OfACodeNobodyKnowsIsEmpty) {
  const std::vector<PieceKind> kinds{piece_kind("damage", "Document")};
  EXPECT_EQ(kind_label(Language::English, kinds, "damage"), "Document");
  EXPECT_EQ(kind_label(Language::English, kinds, "label"), "");
  EXPECT_EQ(kind_label(Language::English, kinds, ""), "");
}

TEST(FileRow, EscapesWhatPeopleWrote) {
  Attachment file;
  file.id = AttachmentId{12};
  file.name = "<b>\"photo\".png";
  file.comment = "<script>alert(1)</script>";
  file.type = FileType::Png;
  const std::vector<PieceKind> none;
  const std::string html = file_row({Language::French, none}, file).str();
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, HasSubstr("data-name=\"&lt;b&gt;&quot;photo&quot;.png\""));
}

TEST(FileRow, WithoutTheRightOffersOnlyTheDownload) {
  Attachment file;
  file.id = AttachmentId{12};
  file.name = "photo.png";
  const std::vector<PieceKind> none;
  EXPECT_THAT(file_row({Language::French, none}, file).str(), HasSubstr("data-act=\"remove\""));
  const std::string html = file_row({Language::French, none, Editing::ReadOnly}, file).str();
  EXPECT_THAT(html, Not(HasSubstr("data-act")));
  EXPECT_THAT(html, HasSubstr("href=\"/attachments/12\""));
}

TEST(PhoneState, FollowsTheLink) {
  const Instant now = *Instant::parse("2026-11-12T09:00:00.000Z");
  using std::chrono::minutes;
  const PhoneLink fresh{1, UploadFormId{1}, now.plus(minutes(15)), std::nullopt};
  const PhoneLink opened{1, UploadFormId{1}, now.plus(minutes(120)), now};
  EXPECT_EQ(phone_state(std::nullopt, now), PhoneState::None);
  EXPECT_EQ(phone_state(fresh, now), PhoneState::Waiting);
  EXPECT_EQ(phone_state(fresh, now.plus(minutes(15)).plus(std::chrono::milliseconds(-1))), PhoneState::Waiting);
  EXPECT_EQ(phone_state(fresh, now.plus(minutes(15))), PhoneState::Over);
  EXPECT_EQ(phone_state(opened, now.plus(minutes(60))), PhoneState::Connected);
  EXPECT_EQ(phone_state(opened, now.plus(minutes(120))), PhoneState::Over);
}

}  // namespace
}  // namespace recours::attachments
