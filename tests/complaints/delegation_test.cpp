// R-760 Naming who stands in during an absence.
#include "complaints/delegation_actions.h"

#include "handling_world.h"

namespace recours::complaints {
namespace {

class Delegations : public testing_support::HandlingWorld {
 protected:
  std::string asked(const accounts::Viewer& viewer, const Absence& absence) {
    const auto given = delegate_complaints(database(), viewer, absence, now);
    if (given) return "done";
    return given.error().fields.front().field + "/" + given.error().fields.front().code;
  }
};

TEST_P(Delegations, TheDelegateMayDoWhatTheAbsentPersonMay) {
  const Date from = today(), to = today().plus_days(7);
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, from, to}), "done");
  EXPECT_EQ(asked(cast.solene, {cast.odile.id, from, to}), "delegate/lacks_rights");
  EXPECT_EQ(asked(cast.odile, {cast.basile.id, from, to}), "delegate/lacks_rights") << "does not see her clients";
  EXPECT_EQ(asked(cast.odile, {cast.hector.id, from, to}), "done");
  EXPECT_THROW((void)asked(cast.admin, {cast.hector.id, from, to}), Forbidden);
}

TEST_P(Delegations, NamesWhatIsWrong) {
  const Date from = today(), to = today().plus_days(7);
  EXPECT_EQ(asked(cast.hector, {{}, from, to}), "delegate/required");
  EXPECT_EQ(asked(cast.hector, {cast.hector.id, from, to}), "delegate/own_name");
  EXPECT_EQ(asked(cast.hector, {UserId{9999}, from, to}), "delegate/unknown_person");
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, {}, to}), "from/required");
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, from, {}}), "to/required");
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, to, from}), "to/before_start");
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, from.plus_days(-9), from.plus_days(-1)}), "to/in_past");
  EXPECT_EQ(count("delegation"), 0);
}

TEST_P(Delegations, OneAtATimeAndTakenBack) {
  const Date from = today(), to = today().plus_days(7);
  const auto given = delegate_complaints(database(), cast.hector, {cast.solene.id, from, to}, now);
  ASSERT_TRUE(given.ok());
  EXPECT_EQ(given->delegate_name, "Solène Gris");
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, to, to.plus_days(3)}), "from/overlaps");
  EXPECT_EQ(asked(cast.hector, {cast.solene.id, to.plus_days(1), to.plus_days(3)}), "done");
  const auto reader = database().reader();
  EXPECT_EQ(delegates_of(*reader, cast.hector.id, from), std::vector<UserId>{cast.solene.id});
  EXPECT_EQ(delegates_of(*reader, cast.hector.id, from.plus_days(-1)), std::vector<UserId>{});
  EXPECT_EQ(delegators_of(*reader, cast.solene.id, to), std::vector<UserId>{cast.hector.id});
  EXPECT_EQ(delegators_of(*reader, cast.solene.id, to.plus_days(4)), std::vector<UserId>{});
  EXPECT_THROW(end_delegation(database(), cast.solene, given->id, now), NotFound);
  end_delegation(database(), cast.hector, given->id, now);
  EXPECT_EQ(delegates_of(*database().reader(), cast.hector.id, from), std::vector<UserId>{});
  EXPECT_THROW(end_delegation(database(), cast.hector, given->id, now), NotFound);
  EXPECT_EQ(list_delegations(*database().reader(), cast.hector.id, from).size(), 1U);
}

RECOURS_ON_BOTH_ENGINES(Delegations);

}  // namespace
}  // namespace recours::complaints
