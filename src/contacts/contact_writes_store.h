// Writing contacts and what belongs to them, with the words they are found by. Called by actions and the import only,
// inside their transaction.
#pragma once

#include "contacts/contact.h"
#include "db/database.h"

namespace recours::contacts {

// All throw db::ConstraintError when the ref is another's.
ContactId insert_contact(db::Transaction& transaction, const ContactFields& contact, Instant now);
// Conflict unless it still has this version; so do the others.
void update_contact(db::Transaction& transaction, ContactId id, const ContactFields& contact, std::int64_t version,
                    Instant now);

ProjectId insert_record(db::Transaction& transaction, ContactId contact, const ProjectFields& project);
ContractId insert_record(db::Transaction& transaction, ContactId contact, const ContractFields& contract);
LossId insert_record(db::Transaction& transaction, ContactId contact, const LossFields& loss);

void update_record(db::Transaction& transaction, const Project& now_stored, const ProjectFields& project);
void update_record(db::Transaction& transaction, const Contract& now_stored, const ContractFields& contract);
void update_record(db::Transaction& transaction, const Loss& now_stored, const LossFields& loss);

}  // namespace recours::contacts
