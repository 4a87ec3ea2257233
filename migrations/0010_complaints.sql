-- Lists people choose from (complaints.md §3 and §6): data with validity dates, stable codes.
CREATE TABLE list_item (
  list TEXT NOT NULL,                   -- product, reason, sub_reason, piece_kind, solution, root_cause, corrective_action
  code TEXT NOT NULL,
  parent TEXT NOT NULL DEFAULT '',      -- of a sub_reason: its reason
  position BIGINT NOT NULL,
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                        -- last day
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (list, code)
);

CREATE TABLE mediator (
  id ROWID_KEY,
  activity TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  website TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version BIGINT NOT NULL DEFAULT 1
);

-- A complaint; without number it is a draft of its author, seen by nobody else and not in the register.
CREATE TABLE complaint (
  id ROWID_KEY,
  number TEXT UNIQUE,                   -- REC-2026-000123
  number_key TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'new', 'acknowledged', 'in_progress', 'answered', 'closed', 'cancelled')),
  contact_id BIGINT REFERENCES contact (id),
  -- the complainant as known when it was registered
  complainant_kind TEXT NOT NULL DEFAULT 'person' CHECK (complainant_kind IN ('person', 'company')),
  complainant_name TEXT NOT NULL DEFAULT '',
  complainant_first_name TEXT NOT NULL DEFAULT '',
  complainant_company TEXT NOT NULL DEFAULT '',
  complainant_email TEXT NOT NULL DEFAULT '',
  complainant_phone TEXT NOT NULL DEFAULT '',
  complainant_street TEXT NOT NULL DEFAULT '',
  complainant_postcode TEXT NOT NULL DEFAULT '',
  complainant_city TEXT NOT NULL DEFAULT '',
  complainant_country TEXT NOT NULL DEFAULT '',
  capacity TEXT NOT NULL DEFAULT '',
  adviser_id BIGINT REFERENCES app_user (id),      -- of the client
  received_by BIGINT REFERENCES app_user (id),
  handler_id BIGINT REFERENCES app_user (id),
  sent_on TEXT,
  received_on TEXT,
  proof_of_sending TEXT NOT NULL DEFAULT '',
  registered_at TEXT,
  complexity TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL DEFAULT '',
  medium TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  details TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  sub_reason TEXT NOT NULL DEFAULT '',
  activity TEXT NOT NULL DEFAULT '',
  product TEXT NOT NULL DEFAULT '',
  expected_outcome TEXT NOT NULL DEFAULT '',
  persons TEXT NOT NULL DEFAULT '',
  third_parties TEXT NOT NULL DEFAULT '',
  invited_to_write_on TEXT,             -- of an oral complaint
  -- the clock; all NULL while there is none (drafts, oral complaints)
  regime_id BIGINT REFERENCES complaint_regime (id),
  clock_starts_on TEXT,
  acknowledgement_due_on TEXT,
  answer_due_on TEXT,
  mediator_opens_on TEXT,
  mediator_closes_on TEXT,
  -- the days that count for the law, kept for lists; the facts are in the tables below
  acknowledged_on TEXT,
  answered_on TEXT,
  closed_on TEXT,
  next_due_on TEXT,                     -- of what is still to be done; NULL: nothing
  next_due TEXT NOT NULL DEFAULT '' CHECK (next_due IN ('', 'acknowledgement', 'answer')),
  -- what lists are ordered by, never NULL: the date d'envoi, reception where there is none (oral); and next_due_on, with
  -- what is due no more at the end
  listed_on TEXT NOT NULL,
  due_order TEXT NOT NULL DEFAULT '9999-12-31',
  imported BOOLEAN NOT NULL DEFAULT FALSE,
  old_reference TEXT NOT NULL DEFAULT '',
  created_by BIGINT REFERENCES app_user (id),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX complaint_listed ON complaint (listed_on, id);
CREATE INDEX complaint_state ON complaint (state, listed_on, id);
CREATE INDEX complaint_due ON complaint (due_order, id);
CREATE INDEX complaint_of_contact ON complaint (contact_id, listed_on, id);
CREATE INDEX complaint_of_adviser ON complaint (adviser_id, listed_on, id);
CREATE INDEX complaint_of_receiver ON complaint (received_by, listed_on, id);
CREATE INDEX complaint_of_handler ON complaint (handler_id, due_order, id);
CREATE INDEX complaint_draft ON complaint (created_by, state);
CREATE INDEX complaint_number ON complaint (number_key);

CREATE TABLE complaint_link (
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL CHECK (kind IN ('project', 'contract', 'loss', 'complaint')),
  target_id BIGINT NOT NULL,
  PRIMARY KEY (complaint_id, kind, target_id)
);
CREATE INDEX complaint_link_target ON complaint_link (kind, target_id);

CREATE TABLE complaint_grievance (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  text TEXT NOT NULL,
  finding TEXT NOT NULL DEFAULT '',
  finding_text TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX complaint_grievance_of ON complaint_grievance (complaint_id, id);

-- What complaints are found by: the folded words of number, title, details and client, looked up by prefix as a range.
CREATE TABLE complaint_word (
  word TEXT NOT NULL,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  PRIMARY KEY (word, complaint_id)
);
CREATE INDEX complaint_word_complaint ON complaint_word (complaint_id, word);

-- The first written complaint that follows an oral one; the complaint itself takes its dates, how and when it was spoken
-- stays here.
CREATE TABLE complaint_writing (
  complaint_id BIGINT PRIMARY KEY REFERENCES complaint (id),
  spoken_medium TEXT NOT NULL,
  spoken_received_on TEXT,
  sent_on TEXT NOT NULL,
  received_on TEXT NOT NULL,
  proof_of_sending TEXT NOT NULL,
  recorded_by BIGINT NOT NULL REFERENCES app_user (id),
  recorded_at TEXT NOT NULL
);

-- What left for the complainant: acknowledgements, progress notes (Renvoyer l’accusé), holding letters. counted_on is the
-- day that counts: its mail was accepted by the mail server, or the posting date of a letter; NULL while it is under way.
CREATE TABLE complaint_letter (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL CHECK (kind IN ('acknowledgement', 'progress', 'holding', 'invitation', 'transfer')),
  via TEXT NOT NULL CHECK (via IN ('email', 'letter')),
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  outbox_id BIGINT REFERENCES outbox_message (id),
  posted_on TEXT,
  counted_on TEXT,
  late_reason TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',      -- of a holding letter
  new_date TEXT,                        -- announced by a holding letter
  created_by BIGINT REFERENCES app_user (id),
  created_at TEXT NOT NULL
);
CREATE INDEX complaint_letter_of ON complaint_letter (complaint_id, id);
CREATE INDEX complaint_letter_outbox ON complaint_letter (outbox_id);
CREATE INDEX complaint_letter_waiting ON complaint_letter (outbox_id) WHERE counted_on IS NULL;

CREATE TABLE complaint_answer (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'refused', 'approved', 'sending', 'sent')),
  author_id BIGINT NOT NULL REFERENCES app_user (id),
  reviewer_id BIGINT REFERENCES app_user (id),
  reviewed_at TEXT,
  refusal_code TEXT NOT NULL DEFAULT '',
  review_comment TEXT NOT NULL DEFAULT '',
  sent_text TEXT NOT NULL DEFAULT '',   -- with the mediator's block, as it left; never changed afterwards
  mediator_id BIGINT REFERENCES mediator (id),
  via TEXT NOT NULL DEFAULT '',
  recipient TEXT NOT NULL DEFAULT '',
  outbox_id BIGINT REFERENCES outbox_message (id),
  posted_on TEXT,
  counted_on TEXT,
  late_reason TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX complaint_answer_of ON complaint_answer (complaint_id, id);
CREATE INDEX complaint_answer_outbox ON complaint_answer (outbox_id);
CREATE INDEX complaint_answer_state ON complaint_answer (state, id);

-- Each decision is a row; the latest counts.
CREATE TABLE complaint_decision (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  decision TEXT NOT NULL,
  finding TEXT NOT NULL,
  solution TEXT NOT NULL,
  amount_cents BIGINT,
  currency TEXT NOT NULL DEFAULT 'EUR',
  root_cause TEXT NOT NULL,
  dysfunction TEXT NOT NULL DEFAULT '',
  decided_by BIGINT NOT NULL REFERENCES app_user (id),
  decided_at TEXT NOT NULL
);
CREATE INDEX complaint_decision_of ON complaint_decision (complaint_id, id);

CREATE TABLE corrective_action (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  owner_id BIGINT NOT NULL REFERENCES app_user (id),
  due_on TEXT NOT NULL,
  check_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('to_do', 'in_progress', 'done', 'effective', 'ineffective', 'abandoned')),
  proof TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX corrective_action_of ON corrective_action (complaint_id, id);
CREATE INDEX corrective_action_due ON corrective_action (owner_id, state, due_on);

CREATE TABLE complaint_mediation (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  event TEXT NOT NULL,                  -- referred, admissible, inadmissible, proposal, accepted, refused, executed, other_recourse
  happened_on TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL REFERENCES app_user (id),
  recorded_at TEXT NOT NULL
);
CREATE INDEX complaint_mediation_of ON complaint_mediation (complaint_id, id);

-- Notes never reach the client: their own table, no code joins it to a letter.
CREATE TABLE complaint_note (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  text TEXT NOT NULL,
  author_id BIGINT NOT NULL REFERENCES app_user (id),
  created_at TEXT NOT NULL
);
CREATE INDEX complaint_note_of ON complaint_note (complaint_id, id);

-- The history people read; one row per command.
CREATE TABLE complaint_event (
  id ROWID_KEY,
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  at TEXT NOT NULL,
  actor_id BIGINT,
  actor_name TEXT NOT NULL,
  command TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason_code TEXT NOT NULL DEFAULT '', -- waiver, requalification kind
  reason TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT ''       -- old → new of a date, institution of a transfer
);
CREATE INDEX complaint_event_of ON complaint_event (complaint_id, id);

CREATE TABLE delegation (
  id ROWID_KEY,
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  delegate_id BIGINT NOT NULL REFERENCES app_user (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,                  -- last day
  ended_at TEXT,
  created_at TEXT NOT NULL
);
CREATE INDEX delegation_of ON delegation (user_id, from_on);
CREATE INDEX delegation_to ON delegation (delegate_id, from_on);

-- A new version of a template is a new row; the latest in force on a day is used.
CREATE TABLE letter_template (
  id ROWID_KEY,
  kind TEXT NOT NULL,                   -- acknowledgement, progress, holding, invitation, transfer, answer
  version_no BIGINT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,                   -- with {placeholders}
  valid_from TEXT NOT NULL,
  created_by BIGINT REFERENCES app_user (id),
  created_at TEXT NOT NULL,
  UNIQUE (kind, version_no)
);

-- Alarms already given, so that each leaves once.
CREATE TABLE complaint_alarm (
  complaint_id BIGINT NOT NULL REFERENCES complaint (id),
  due TEXT NOT NULL,                    -- acknowledgement, answer
  given_on TEXT NOT NULL,
  PRIMARY KEY (complaint_id, due, given_on)
);

CREATE TABLE saved_view (
  id ROWID_KEY,
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  page TEXT NOT NULL,                   -- complaints
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  UNIQUE (user_id, page, name)
);
