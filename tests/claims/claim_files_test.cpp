// Files of declarations and claims: who may what, what the rules ask, whose they become.
#include "claims/claim_files.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "attachments/attachment_actions.h"
#include "claim_world.h"
#include "claims/claim_files_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using attachments::Attachment;
using attachments::AttachmentId;
using attachments::FileType;
using attachments::Owner;

class ClaimFiles : public testing_support::ClaimWorld {
 protected:
  void SetUp() override {
    ClaimWorld::SetUp();
    register_attachment_owners(owners);
  }

  // A row as sending a file leaves it; what is in files is the matter of attachments.
  AttachmentId put_file(const Owner& owner, const accounts::Viewer& sender, FileType type = FileType::Jpeg) {
    Attachment file;
    file.owner = owner;
    file.name = "photo.jpg";
    file.type = type;
    file.size = 1000;
    file.sha256 = fmt::format("{:064x}", ++files_made);
    file.uploaded_by = sender.id;
    file.uploaded_by_name = sender.name;
    file.uploaded_at = now;
    return database().write([&](db::Transaction& t) { return attachments::insert_attachment(t, file); });
  }
  AttachmentId loose_file(const accounts::Viewer& sender, FileType type = FileType::Jpeg) {
    return put_file({"user", sender.id.value}, sender, type);
  }
  void take_away(AttachmentId id) {
    database().write([&](db::Transaction& t) {
      t.execute("UPDATE attachment SET removed_at = :now WHERE id = :id", {{"now", now}, {"id", id}});
    });
  }
  std::vector<AttachmentId> files_of(const Owner& owner) {
    std::vector<AttachmentId> ids;
    for (const auto& file : attachments::list_attachments(*database().reader(), owner)) ids.push_back(file.id);
    return ids;
  }
  std::vector<AttachmentId> waiting() { return files_of({"user", cast.alice.id.value}); }
  static Owner files_owner(const AddedItem& item) { return {kLineFiles, item.id.value}; }

  Declaration damaged(std::vector<AttachmentId> files = {}) const {
    auto declaration = sealed_return();
    declaration.code = "03";
    declaration.variant = "apparent";
    declaration.attachments = std::move(files);
    return declaration;
  }
  attachments::UploadForm open_form(const Owner* owner = nullptr) {
    return attachments::open_form(database(), cast.alice,
                                  {"", owner ? std::optional(*owner) : std::nullopt, "Facture", {"damage"}}, now);
  }

  // "hidden", "may change", or the code of what stands against it.
  std::string standing(const accounts::Viewer& viewer, const Owner& owner) {
    const auto reader = database().reader();
    if (!attachments::is_visible(*reader, owners, viewer, owner)) return "hidden";
    const auto objection = attachments::objection_to_change(*reader, owners, viewer, owner);
    return objection ? objection->code : "may change";
  }
  std::string standing(const accounts::Viewer& viewer, AttachmentId id) {
    const auto reader = database().reader();
    const auto file = attachments::find_attachment(*reader, id);
    const auto objection = attachments::objection_to_change(*reader, owners, viewer, *file);
    return objection ? objection->code : "may change";
  }
  static std::string first(const Refusal& refusal) {
    return refusal.fields.empty() ? refusal.code : refusal.fields.front().field + " " + refusal.fields.front().code;
  }
  std::string refused(const Declaration& declaration) {
    const auto added = add_item(database(), cast.alice, declaration, now);
    return added ? "added" : first(added.error());
  }

  attachments::Owners owners;
  int files_made = 0;
};

TEST_P(ClaimFiles, OfTheBasketAreTheirAuthorsAlone) {
  const Owner of_line = files_owner(add(sealed_return()));
  EXPECT_EQ(standing(cast.alice, of_line), "may change");
  for (const auto* viewer : {&cast.alban, &cast.bob, &cast.claire, &cast.wanda, &cast.odile}) {
    EXPECT_EQ(standing(*viewer, of_line), "hidden") << viewer->name;
  }
  EXPECT_EQ(standing(cast.alice, Owner{kLineFiles, 99999}), "hidden");
}

TEST_P(ClaimFiles, OfAConfirmedLineAreEvidence) {
  const auto claim = confirmed(not_conform());
  const Owner of_line{kLineFiles, lines_of(claim).front().id.value};
  for (const auto* viewer : {&cast.alice, &cast.alban, &cast.claire, &cast.wanda}) {
    EXPECT_EQ(standing(*viewer, of_line), "confirmed") << viewer->name;
  }
  EXPECT_EQ(standing(cast.bob, of_line), "hidden");
  EXPECT_EQ(standing(cast.odile, of_line), "hidden");
}

TEST_P(ClaimFiles, OfAClaimComeInWhileItIsOpen) {
  const auto item = add(not_conform());
  const Owner basket{kClaimFiles, list_basket(*database().reader(), cast.alice).front().claim.id.value};
  EXPECT_EQ(standing(cast.alice, basket), "hidden") << "no claim yet";
  confirm();
  const auto claim = require_claim(*database().reader(), cast.alice, item.reservation_number);
  const Owner owner{kClaimFiles, claim.id.value};
  EXPECT_EQ(standing(cast.alice, owner), "may change");
  EXPECT_EQ(standing(cast.claire, owner), "may change");
  EXPECT_EQ(standing(cast.wanda, owner), "read_only");
  EXPECT_EQ(standing(cast.bob, owner), "hidden");
  const auto by_alice = put_file(owner, cast.alice);
  const auto by_claire = put_file(owner, cast.claire);
  EXPECT_EQ(standing(cast.alice, by_alice), "may change");
  EXPECT_EQ(standing(cast.alice, by_claire), "not_yours");
  EXPECT_EQ(standing(cast.alban, by_alice), "not_yours");
  EXPECT_EQ(standing(cast.claire, by_alice), "may change");
  ASSERT_TRUE(give(database(), cast.alice, claim.number, Command::Cancel, {}, now).ok());
  EXPECT_EQ(standing(cast.alice, owner), "closed");
  EXPECT_EQ(standing(cast.alice, by_alice), "closed");
  EXPECT_EQ(standing(cast.claire, by_alice), "closed");
}

TEST_P(ClaimFiles, AreAddressedByAnyNumberOfTheClaim) {
  const auto item = add(sealed_return());
  confirm();
  const auto reader = database().reader();
  const auto claim = require_claim(*reader, cast.alice, item.reservation_number);
  const auto* rules = owners.rules_of(kClaimFiles);
  EXPECT_EQ(rules->find(*reader, cast.alice, item.reservation_number), claim.id.value);
  EXPECT_EQ(rules->find(*reader, cast.claire, *claim.rma_number), claim.id.value);
  EXPECT_FALSE(rules->find(*reader, cast.bob, *claim.rma_number));
  EXPECT_FALSE(rules->find(*reader, cast.alice, "R000000099"));
  EXPECT_EQ(rules->subject(*reader, claim.id.value), (std::pair<std::string, std::string>("claim", claim.number)));
  EXPECT_FALSE(owners.rules_of(kLineFiles)->find) << "lines have no number of their own from outside";
}

TEST_P(ClaimFiles, TransportDamageNeedsAPhoto) {
  EXPECT_EQ(refused(damaged()), "attachments photo_required");
  const auto paper = loose_file(cast.alice, FileType::Pdf);
  EXPECT_EQ(refused(damaged({paper})), "attachments photo_required");
  EXPECT_EQ(waiting(), std::vector{paper}) << "a refusal takes nothing";
  auto claimed_to_be_there = damaged();
  claimed_to_be_there.files = {9, 9};
  EXPECT_EQ(refused(claimed_to_be_there), "attachments photo_required");
  const auto photo = loose_file(cast.alice);
  const auto item = add(damaged({photo, paper}));
  EXPECT_EQ(files_of(files_owner(item)).size(), 2U);
  EXPECT_TRUE(waiting().empty());
  const auto content = json::parse(database().reader()->value<std::string>(
      "SELECT c.content AS value FROM journal_content c JOIN journal_entry e ON e.id = c.entry_id "
      "WHERE e.action = 'claim.item_added' ORDER BY e.id DESC LIMIT 1"));
  EXPECT_EQ(content.at("attachments").to_number<int>(), 2);
}

TEST_P(ClaimFiles, ATypeCanAskForADocument) {
  database().write([](db::Transaction& t) { t.execute("UPDATE claim_type SET asks = 'document' WHERE code = '22'"); });
  EXPECT_EQ(refused(sealed_return()), "attachments document_required");
  auto with = sealed_return();
  with.attachments = {loose_file(cast.alice)};
  EXPECT_EQ(refused(with), "attachments document_required");
  with.attachments->push_back(loose_file(cast.alice, FileType::Pdf));
  EXPECT_EQ(refused(with), "added");
}

TEST_P(ClaimFiles, NamedOnesMustWaitWithThePerson) {
  const auto own = loose_file(cast.alice);
  const auto foreign = loose_file(cast.bob);
  for (const auto unknown : {foreign, AttachmentId{99999}, AttachmentId{0}}) {
    const auto added = add_item(database(), cast.alice, damaged({own, unknown}), now);
    ASSERT_FALSE(added.ok());
    EXPECT_EQ(first(added.error()), "attachments unknown_attachment");
    EXPECT_EQ(added.error().fields.front().message.arguments.front(), Argument(unknown.value)) << "says which";
  }
  EXPECT_EQ(waiting(), std::vector{own});
  const auto item = add(damaged({own, own}));
  EXPECT_EQ(files_of(files_owner(item)), std::vector{own}) << "named twice is once";
  EXPECT_EQ(refused(damaged({own})), "attachments unknown_attachment") << "taken by then";
}

TEST_P(ClaimFiles, OfAFormGoWithIt) {
  const auto form = open_form();
  const auto photo = put_file(form.place(), cast.alice);
  auto declaration = damaged();
  declaration.attachments.reset();
  declaration.upload_form = form.key;
  EXPECT_THROW((void)add_item(database(), cast.bob, declaration, now), NotFound);
  const accounts::IdempotencyKey key{cast.alice.id, "basket/items", "k1", "hash"};
  const auto item = add_item(database(), cast.alice, declaration, now, key);
  ASSERT_TRUE(item.ok());
  EXPECT_EQ(files_of(files_owner(*item)), std::vector{photo});
  EXPECT_TRUE(attachments::require_form(*database().reader(), cast.alice, form.key).closed_at) << "phones are told";
  const auto again = add_item(database(), cast.alice, declaration, now, key);
  ASSERT_TRUE(again.ok()) << "handed over long ago";
  EXPECT_EQ(again->id, item->id);
  EXPECT_EQ(refused(declaration), "attachments photo_required") << "a form is sent once";
}

TEST_P(ClaimFiles, RemovingAnItemGivesItsFilesBack) {
  const auto photo = loose_file(cast.alice);
  const auto item = add(damaged({photo}));
  const auto removed = remove_item(database(), cast.alice, item.id, now);
  ASSERT_TRUE(removed.attachments);
  EXPECT_EQ(*removed.attachments, std::vector{photo});
  EXPECT_EQ(waiting(), std::vector{photo});
  const auto back = add(removed);
  EXPECT_EQ(files_of(files_owner(back)), std::vector{photo});
}

TEST_P(ClaimFiles, AreReplacedWhereAChangeNamesThem) {
  const auto photo = loose_file(cast.alice);
  const auto item = add(damaged({photo}));
  const auto change = [&](std::optional<std::vector<AttachmentId>> named, std::int64_t version) {
    auto declaration = damaged();
    declaration.attachments = std::move(named);
    const auto changed = change_item(database(), cast.alice, item.id, declaration, version, now);
    return changed ? "changed" : first(changed.error());
  };
  EXPECT_EQ(change(std::nullopt, 1), "changed");
  EXPECT_EQ(files_of(files_owner(item)), std::vector{photo}) << "not named: as they are";
  const auto better = loose_file(cast.alice);
  EXPECT_EQ(change(std::vector{better}, 2), "changed");
  EXPECT_EQ(files_of(files_owner(item)), std::vector{better});
  EXPECT_EQ(waiting(), std::vector{photo}) << "waits to be named again";
  EXPECT_EQ(change(std::vector<AttachmentId>{}, 3), "attachments photo_required");
  EXPECT_EQ(files_of(files_owner(item)), std::vector{better}) << "a refusal changes nothing";
  EXPECT_EQ(change(std::vector{better, photo}, 3), "changed");
  EXPECT_EQ(files_of(files_owner(item)).size(), 2U);
}

TEST_P(ClaimFiles, FortyTogetherAreTheMost) {
  std::vector<AttachmentId> ids;
  for (int i = 0; i < attachments::kMostFiles; ++i) ids.push_back(loose_file(cast.alice));
  const auto item = add(damaged(ids));
  auto more = damaged(ids);
  more.attachments->push_back(loose_file(cast.alice));
  const auto changed = change_item(database(), cast.alice, item.id, more, 1, now);
  ASSERT_FALSE(changed.ok());
  EXPECT_EQ(first(changed.error()), "attachments too_many_files");
}

TEST_P(ClaimFiles, APhotoTakenAwayKeepsTheItemInTheBasket) {
  const auto photo = loose_file(cast.alice);
  const auto item = add(damaged({photo}));
  add(sealed_return());
  take_away(photo);
  const auto body = json::parse(confirm()).as_object();
  ASSERT_EQ(body.at("claims").as_array().size(), 1U);
  ASSERT_EQ(body.at("kept").as_array().size(), 1U);
  const auto& kept = body.at("kept").at(0);
  EXPECT_EQ(kept.at("item_id").as_int64(), item.id.value);
  EXPECT_EQ(kept.at("causes").at(0).at("cause").as_string(), "photo_required");
  EXPECT_TRUE(kept.at("causes").at(0).at("ended_on").is_null());
  const auto alone = confirm_basket(database(), cast.alice, now, std::nullopt);
  ASSERT_FALSE(alone.ok());
  EXPECT_EQ(alone.error().kind, Refusal::Kind::Rule);
  EXPECT_EQ(alone.error().fields.front().code, "photo_required");
  put_file(files_owner(item), cast.alice);
  EXPECT_EQ(json::parse(confirm()).at("claims").as_array().size(), 1U);
}

TEST_P(ClaimFiles, AreCountedInTheMailAndListedInTheAnswer) {
  add(damaged({loose_file(cast.alice), loose_file(cast.alice)}));
  const auto body = json::parse(confirm());
  const auto& files = body.at("claims").at(0).at("lines").at(0).at("attachments").as_array();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].at("media_type").as_string(), "image/jpeg");
  EXPECT_EQ(files[0].at("sha256").as_string().size(), 64U);
  database().reader()->each("SELECT text_body, html_body FROM outbox_message", {}, [](const db::Row& row) {
    EXPECT_NE(row.get<std::string>("text_body").find("2 pièces jointes"), std::string::npos);
    EXPECT_NE(row.get<std::string>("html_body").find("2 pièces jointes"), std::string::npos);
  });
  EXPECT_EQ(count("outbox_message"), 1);
}

RECOURS_ON_BOTH_ENGINES(ClaimFiles);

}  // namespace
}  // namespace recours::claims
