// Claims as the API shows them (field names of the outer contract): values in, JSON out. Reading what callers send is
// in declaration_json.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "claims/basket.h"
#include "claims/claim_mail.h"
#include "claims/claim_traces.h"

namespace recours::claims {

boost::json::object money_json(std::int64_t cents, const std::string& currency);

// [{department, code, variants, label, category, allowed, until, needs, causes}]
boost::json::array verdicts_json(const std::vector<TypeVerdict>& verdicts, ui::Language language);
boost::json::array causes_json(const std::vector<Obstacle>& obstacles, ui::Language language);

// {id, reservation_number, state}, and back from a kept answer.
boost::json::object added_item_json(const AddedItem& item);
AddedItem added_item_of(const std::string& json);

// [{id, name, kind, comment, media_type, size, sha256}]
boost::json::array attachments_json(const std::vector<attachments::Attachment>& files);
boost::json::object line_json(const ClaimLine& line, const Claim& claim);
boost::json::object group_json(const BasketGroup& group);

// [{item_id, causes}]
boost::json::array kept_json(const std::vector<KeptItem>& kept, ui::Language language);
// {claims: [{id, number, rma_number, state, lines}], kept: [{item_id, causes}]}
boost::json::object confirmation_json(const std::vector<ClaimWithLines>& claims, const std::vector<KeptItem>& kept,
                                      ui::Language language);

// As in lists.
boost::json::object claim_json(const Claim& claim, ui::Language language);
// With lines and their files, its own files, what happened, next action.
boost::json::object claim_details_json(const ClaimWithLines& claim, const std::vector<attachments::Attachment>& files,
                                       const ClaimTraces& traces, ui::Language language);

}  // namespace recours::claims
