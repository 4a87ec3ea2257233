// R-837 The phone's way: code, cookie, photos, and the ends of it.
#include "file_pages_world.h"

namespace recours::testing_support {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class PhonePagesTest : public FilePages {
 protected:
  void SetUp() override {
    FilePages::SetUp();
    form_ = open_form();
    code_ = issue();
  }
  std::string issue() { return attachments::issue_phone_code(database(), cast.alice, form_, clock_.now()); }
  http::Response open(Browser& phone) { return open(phone, code_); }
  http::Response open(Browser& phone, const std::string& code) {
    return phone.post_bare("/p/" + code + "/opening", {});
  }
  Browser opened() {
    auto phone = nobody();
    EXPECT_EQ(open(phone).status, 303);
    return phone;
  }
  http::Response send(Browser& phone, const std::string& token, const std::string& kind = "label",
                      const std::string& bytes = png(1)) {
    return phone.post_multipart("/p/files", {{"token", token}, {"kind", kind}}, {{"files", "image.png", bytes}});
  }
  std::string token(Browser& phone) { return value_of(phone.get("/p"), "token"); }
  void close() {
    database().write([&](db::Transaction& transaction) {
      attachments::close_form(transaction, cast.alice, form_.key, clock_.now());
    });
  }

  attachments::UploadForm form_;
  std::string code_;
};
RECOURS_ON_BOTH_ENGINES(PhonePagesTest);

TEST_P(PhonePagesTest, LookingAtACodeDoesNotUseItUp) {
  auto preview = nobody();
  for (int times = 0; times < 3; ++times) {
    const auto page = preview.get("/p/" + code_);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, AllOf(HasSubstr("action=\"/p/" + code_ + "/opening\""), HasSubstr("data-submit-at-once"),
                                 Not(HasSubstr("Facture"))));
  }
  EXPECT_EQ(open(preview).status, 303);
}

TEST(PhoneCodes, AreNoPartOfTheAccessLog) {
  const std::pair<const char*, const char*> cases[] = {{"/p", "/p"},
                                                       {"/p/aB3-_x", "/p/{code}"},
                                                       {"/p/aB3-_x/opening", "/p/{code}/opening"},
                                                       {"/p/", "/p/{code}"},
                                                       {"/p/files", "/p/files"},
                                                       {"/p/photos/7/thumbnail", "/p/photos/7/thumbnail"},
                                                       {"/profile/x", "/profile/x"}};
  for (const auto& [path, logged] : cases) EXPECT_EQ(attachments::without_phone_code(path), logged);
}

TEST_P(PhonePagesTest, TheCookieIsForThisPageAlone) {
  auto phone = nobody();
  const auto answer = open(phone);
  EXPECT_EQ(answer.header("Location"), "/p");
  EXPECT_THAT(std::string(answer.header("Set-Cookie")),
              AllOf(HasSubstr("recours-phone="), HasSubstr("; Path=/p;"), HasSubstr("HttpOnly"),
                    HasSubstr("SameSite=Lax"), Not(HasSubstr("Secure"))));
  auto request = make_request(http::Method::Post, "/p/" + issue() + "/opening",
                              {{"content-type", "application/x-www-form-urlencoded"}});
  request.secure = true;
  auto secure = nobody();
  EXPECT_THAT(std::string(secure.send(request).header("Set-Cookie")),
              AllOf(HasSubstr("__Secure-recours-phone="), HasSubstr("; Secure")));
}

TEST_P(PhonePagesTest, ACodeServesOnePhone) {
  auto first = opened();
  auto second = nobody();
  const auto refused = open(second);
  EXPECT_EQ(refused.status, 410);
  EXPECT_THAT(visible(refused), HasSubstr("Ce code a déjà été utilisé"));
  EXPECT_EQ(second.get("/p").status, 404);
  EXPECT_EQ(first.get("/p").status, 200);
  EXPECT_THAT(open(first).body, HasSubstr("href=\"/p\""));  // the same phone may go on
}

TEST_P(PhonePagesTest, OldAndUnknownCodesLeadNowhere) {
  auto phone = nobody();
  EXPECT_EQ(open(phone, "0000").status, 404);
  clock_.advance(std::chrono::minutes(attachments::kPhoneCodeMinutes));
  const auto late = open(phone);
  EXPECT_EQ(late.status, 410);
  EXPECT_THAT(visible(late), HasSubstr("Ce code est trop ancien"));
}

TEST_P(PhonePagesTest, GuidesThroughTheShotsAndShowsNothingElse) {
  uploaded(form_.place(), "facture-client.png", 2);  // from the desk, not for the phone
  auto phone = opened();
  const auto page = phone.get("/p");
  EXPECT_THAT(page.body, AllOf(HasSubstr("data-shot=\"label\""), HasSubstr("data-shot=\"damage\""),
                               HasSubstr("capture=\"environment\""), HasSubstr("Facture 0033442137")));
  EXPECT_LT(page.body.find("data-shot=\"label\""), page.body.find("data-shot=\"damage\""));
  EXPECT_THAT(page.body, AllOf(Not(HasSubstr("facture-client")), Not(HasSubstr(cast.alice.name)),
                               Not(HasSubstr("class=\"sidebar\""))));
}

TEST_P(PhonePagesTest, SendsPhotosIntoTheForm) {
  auto phone = opened();
  const auto sent = send(phone, token(phone));
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.header("Location"), "/p");
  const auto files = files_of(form_.place());
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].kind, "label");
  EXPECT_EQ(files[0].source, attachments::Source::Phone);
  const auto page = phone.get("/p");
  EXPECT_THAT(page.body, HasSubstr("/p/photos/" + std::to_string(files[0].id.value) + "/thumbnail"));
  EXPECT_THAT(visible(page), HasSubstr("1 fichier reçu"));
  EXPECT_EQ(phone.get("/p/photos/" + std::to_string(files[0].id.value) + "/thumbnail").header("Content-Type"),
            "image/jpeg");
  EXPECT_THAT(as(cast.alice).get("/upload-forms/" + form_.key + "/files").body,
              AllOf(HasSubstr(files[0].name), HasSubstr("data-phone-state=\"connected\"")));
}

TEST_P(PhonePagesTest, SaysWhyAPhotoIsRefused) {
  auto phone = opened();
  const auto refused = send(phone, token(phone), "label", "no picture at all");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("image.png"), HasSubstr("data-shot=\"label\"")));
  const auto for_script = send_as_script(phone, "/p/files", {{"token", token(phone)}}, {{"files", "vide.png", ""}});
  EXPECT_EQ(for_script.status, 422);
  EXPECT_EQ(json_of(for_script).at("refusals").as_array().size(), 1u);
  EXPECT_THAT(files_of(form_.place()), IsEmpty());
}

TEST_P(PhonePagesTest, NeedsCookieTokenAndThisSite) {
  auto phone = opened();
  const auto good = token(phone);
  EXPECT_EQ(send(phone, "").status, 403);
  EXPECT_EQ(send(phone, std::string(64, '0')).status, 403);
  auto stranger = nobody();
  EXPECT_EQ(send(stranger, good).status, 404);
  auto request =
      make_request(http::Method::Post, "/p/" + code_ + "/opening",
                   {{"origin", "https://evil.example"}, {"content-type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(nobody().send(request).status, 403);
  EXPECT_THAT(files_of(form_.place()), IsEmpty());
}

TEST_P(PhonePagesTest, ThePhotosOfOthersAreNotThere) {
  auto phone = opened();
  const auto elsewhere = uploaded(account);
  const auto at_the_desk = uploaded(form_.place(), "b.png", 2);
  for (const auto& file : {elsewhere, at_the_desk}) {
    EXPECT_EQ(phone.get("/p/photos/" + std::to_string(file.id.value) + "/thumbnail").status, 404);
    EXPECT_EQ(phone.get("/attachments/" + std::to_string(file.id.value)).status, 303);  // to the sign-in page
  }
}

TEST_P(PhonePagesTest, OnceTheFormIsSentThePhoneIsToldSo) {
  auto phone = opened();
  const auto known = token(phone);
  send(phone, known);
  close();
  const auto page = phone.get("/p");
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(visible(page), HasSubstr("Le dossier a été transmis : vos photos y sont."));
  EXPECT_EQ(send(phone, known, "damage", png(2)).status, 410);
  const auto for_script = send_as_script(phone, "/p/files", {{"token", known}}, {{"files", "b.png", png(2)}});
  EXPECT_EQ(for_script.status, 410);
  EXPECT_TRUE(json_of(for_script).at("over").as_bool());
  auto late = nobody();
  EXPECT_EQ(open(late, issue()).status, 410);
  EXPECT_THAT(files_of(form_.place()), SizeIs(1));
}

TEST_P(PhonePagesTest, ThePhonesTimeEnds) {
  auto phone = opened();
  clock_.advance(std::chrono::minutes(attachments::kPhoneSessionMinutes) - std::chrono::milliseconds(1));
  EXPECT_EQ(phone.get("/p").status, 200);
  clock_.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(phone.get("/p").status, 410);
}

TEST_P(PhonePagesTest, IntoACaseItSeesOnlyWhatPhonesSentNow) {
  const auto before = uploaded(account, "avant.png", 2);
  clock_.advance(std::chrono::minutes(1));
  form_ = open_form(account);
  code_ = issue();
  auto phone = opened();
  EXPECT_THAT(phone.get("/p").body, Not(HasSubstr(before.name)));
  send(phone, token(phone), "damage");
  EXPECT_THAT(visible(phone.get("/p")), HasSubstr("1 fichier reçu"));
  EXPECT_THAT(files_of(account), SizeIs(2));
}

}  // namespace
}  // namespace recours::testing_support
