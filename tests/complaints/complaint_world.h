// The compliance desk for tests of complaints: its people (ContactWorld), clients with contracts, complaints in the
// register. Names and numbers are invented.
#pragma once

#include <string>

#include "../contacts/contact_world.h"
#include "complaints/complaint_store.h"
#include "complaints/registration_actions.h"

namespace recours::testing_support {

class ComplaintWorld : public ContactWorld {
 protected:
  void SetUp() override {
    ContactWorld::SetUp();
    raphael = make_person(database(), "Raphaël Tissot", "raphael@cabinet.example", accounts::Role::Reviewer, now);
    denise = make_person(database(), "Denise Aumont", "denise@cabinet.example", accounts::Role::Director, now);
    camille = add(cast.odile, person_draft("Roussel", "Camille").set("email", "camille@exemple.example"));
    contract = add_record(cast.odile, contacts::RecordKind::Contract, camille,
                          contacts::Draft().set("number", "AV-000123").set("insurer", "Aurore Vie"));
  }

  // What a written complaint of Camille says; sent on the 2nd and received on the 4th of November 2026, recorded on the
  // 12th.
  complaints::Registration written() const {
    complaints::Registration said;
    said.contact = camille.value;
    said.sent_on = Date::of(2026, 11, 2);
    said.received_on = Date::of(2026, 11, 4);
    said.proof_of_sending = "postmark";
    said.complexity = "medium";
    said.channel = "letter";
    said.subject = "contract";
    said.title = "Frais prélevés deux fois";
    said.details = "Les frais d’arbitrage ont été prélevés deux fois en octobre.";
    said.reason = "pricing";
    said.sub_reason = "fees";
    said.activity = "insurance";
    said.product = "life_insurance";
    said.capacity = "client";
    said.links = {{complaints::LinkKind::Contract, contract, ""}};
    return said;
  }
  // Said on the phone: no clock.
  complaints::Registration spoken() const {
    auto said = written();
    said.sent_on.reset();
    said.proof_of_sending.clear();
    said.channel = "phone";
    said.medium = "oral";
    return said;
  }
  // Of somebody without record, seen by the whole firm and by who received it.
  complaints::Registration unknown_person() const {
    auto said = written();
    said.contact.reset();
    said.links.clear();
    said.complainant.name = "Delmas";
    said.complainant.first_name = "Inès";
    said.complainant.email = "ines@exemple.example";
    return said;
  }

  complaints::Complaint put_down(const accounts::Viewer& viewer, const complaints::Registration& said) {
    auto registered = complaints::register_complaint(database(), viewer, {}, said, now);
    if (!registered) {
      const auto& error = registered.error();
      ADD_FAILURE() << error.code
                    << (error.fields.empty() ? "" : " " + error.fields[0].field + " " + error.fields[0].code);
      return {};
    }
    return *registered;
  }
  complaints::Complaint reload(const std::string& number) {
    return complaints::require_complaint(*database().reader(), colette, number);
  }
  complaints::CaseFile case_of(const std::string& number) {
    const auto reader = database().reader();
    return complaints::load_case(*reader, complaints::require_complaint(*reader, colette, number));
  }

  accounts::Viewer raphael;     // reviewer
  accounts::Viewer denise;      // director: reads
  contacts::ContactId camille;  // client of Odile
  std::int64_t contract = 0;    // hers
};

}  // namespace recours::testing_support
