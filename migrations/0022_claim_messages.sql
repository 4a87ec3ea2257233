-- What reseller and staff write to each other inside a claim, the mails that come back, the addresses that fail, and
-- which mails a person does not want.
CREATE TABLE received_mail (
  id ROWID_KEY,
  identity TEXT NOT NULL UNIQUE,        -- SHA-256 of Message-ID, sender, date, subject and body: twice the same is one
  message_id TEXT NOT NULL DEFAULT '',
  from_address TEXT NOT NULL,           -- lower case; empty: none could be read
  from_name TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,                   -- without the quoted one and the signature
  remarks TEXT NOT NULL DEFAULT '[]',   -- JSON [{"name","code"}]: attachments that were not taken, and why
  sent_at TEXT,
  received_at TEXT NOT NULL,
  automatic TEXT NOT NULL DEFAULT '',   -- why it is taken for a machine's: bounce, auto_submitted… empty: a person's
  state TEXT NOT NULL CHECK (state IN ('waiting', 'automatic', 'filed', 'discarded')),
  claim_id BIGINT REFERENCES claim (id),
  reason TEXT NOT NULL DEFAULT '',      -- why it was discarded
  decided_by_name TEXT NOT NULL DEFAULT '',
  decided_at TEXT
);
CREATE INDEX received_mail_state ON received_mail (state, id);
CREATE INDEX received_mail_sender ON received_mail (from_address, received_at);

CREATE TABLE claim_message (
  id ROWID_KEY,
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  kind TEXT NOT NULL CHECK (kind IN ('message', 'note', 'unexpected', 'automatic')),  -- the reseller sees 'message' only
  side TEXT NOT NULL CHECK (side IN ('reseller', 'staff')),                           -- who wrote
  author_id BIGINT REFERENCES app_user (id),
  author_name TEXT NOT NULL,
  text TEXT NOT NULL,
  received_mail_id BIGINT REFERENCES received_mail (id),
  written_at TEXT NOT NULL,
  read_at TEXT,                         -- first seen by the other side
  accepted_by_name TEXT NOT NULL DEFAULT '',
  accepted_at TEXT
);
CREATE INDEX claim_message_claim ON claim_message (claim_id, id);
CREATE INDEX claim_message_unread ON claim_message (claim_id, side) WHERE read_at IS NULL;
CREATE INDEX claim_message_mail ON claim_message (received_mail_id);

-- Mails that tell about claims: whom an answer to each of them speaks for. The token of its Reply-To is kept as a hash.
CREATE TABLE claim_mail (
  outbox_id BIGINT NOT NULL REFERENCES outbox_message (id),
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  contact_email TEXT NOT NULL,          -- lower case
  token_hash TEXT NOT NULL,
  PRIMARY KEY (outbox_id, claim_id)
);
CREATE INDEX claim_mail_token ON claim_mail (token_hash);
CREATE INDEX claim_mail_contact ON claim_mail (contact_email, claim_id, outbox_id);
CREATE INDEX claim_mail_claim ON claim_mail (claim_id);

CREATE TABLE failing_address (
  address TEXT PRIMARY KEY,             -- lower case
  since TEXT NOT NULL,
  received_mail_id BIGINT REFERENCES received_mail (id)
);

CREATE TABLE mail_preference (
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  unwanted TEXT NOT NULL CHECK (unwanted IN ('decision', 'message', 'reminder', 'shipment')),
  PRIMARY KEY (user_id, unwanted)
);

ALTER TABLE outbox_message ADD COLUMN reply_token TEXT NOT NULL DEFAULT '';  -- forgotten once the mail has left
ALTER TABLE outbox_message ADD COLUMN thread TEXT NOT NULL DEFAULT '';       -- Message-IDs it follows, oldest first
