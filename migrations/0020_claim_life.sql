-- R-600 The three axes of a claim to their end: what goods-in saw, what was offered and settled, what was split.
ALTER TABLE claim ADD COLUMN reopened_at TEXT;                 -- last time
ALTER TABLE claim_line ADD COLUMN split_from_id BIGINT REFERENCES claim_line (id);
ALTER TABLE claim_line ADD COLUMN inspection_result TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_line ADD COLUMN answer_due_on TEXT;           -- of the question that is open
ALTER TABLE claim_line ADD COLUMN offered_net_cents BIGINT;     -- of the offer made last
ALTER TABLE claim_line ADD COLUMN offer_valid_until TEXT;       -- last day it can be accepted
ALTER TABLE claim_line ADD COLUMN reminded_on TEXT;             -- that its goods are still awaited
CREATE INDEX claim_line_expiry ON claim_line (goods, authorisation, expires_on);
CREATE INDEX claim_line_question ON claim_line (answer_due_on);
CREATE INDEX claim_line_offer ON claim_line (money, offer_valid_until);

ALTER TABLE claim_event ADD COLUMN goods_from TEXT NOT NULL DEFAULT '';   -- '' on both sides: that axis did not move
ALTER TABLE claim_event ADD COLUMN goods_to TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_event ADD COLUMN money_from TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_event ADD COLUMN money_to TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_event ADD COLUMN detail TEXT NOT NULL DEFAULT '';       -- JSON: what was told with the command

-- Parcels on their way to us, and those that came without saying what they belong to (claim_id NULL until matched).
CREATE TABLE parcel (
  id ROWID_KEY,
  claim_id BIGINT REFERENCES claim (id),
  carrier TEXT NOT NULL DEFAULT '',
  tracking TEXT NOT NULL DEFAULT '',
  tracking_key TEXT NOT NULL DEFAULT '',
  sender TEXT NOT NULL DEFAULT '',      -- as it stands on the parcel
  comment TEXT NOT NULL DEFAULT '',
  announced_at TEXT,
  received_at TEXT,
  matched_at TEXT,
  actor_name TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX parcel_claim ON parcel (claim_id);
CREATE INDEX parcel_tracking ON parcel (tracking_key);

-- What goods-in found of a line against what was announced.
CREATE TABLE claim_receipt (
  id ROWID_KEY,
  claim_line_id BIGINT NOT NULL REFERENCES claim_line (id),
  at TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  quantity_micros BIGINT NOT NULL,
  difference TEXT NOT NULL CHECK (difference IN ('', 'wrong_item', 'excess', 'serial_mismatch')),
  serials TEXT NOT NULL DEFAULT '',     -- as read, one a line
  comment TEXT NOT NULL DEFAULT ''
);
CREATE INDEX claim_receipt_line ON claim_receipt (claim_line_id);

-- R-680 Money that moved, by line; nothing is ever changed or taken away here.
CREATE TABLE claim_ledger_entry (
  id ROWID_KEY,
  claim_line_id BIGINT NOT NULL REFERENCES claim_line (id),
  invoice_line_id BIGINT NOT NULL REFERENCES invoice_line (id),
  kind TEXT NOT NULL CHECK (kind IN ('credit', 'corrected_invoice', 'charge')),
  document_no TEXT NOT NULL DEFAULT '',
  document_key TEXT NOT NULL DEFAULT '',
  document_on TEXT,
  claimed_net_cents BIGINT NOT NULL,    -- at the invoiced price
  fee_cents BIGINT NOT NULL,
  net_cents BIGINT NOT NULL,
  vat_rate_micros BIGINT NOT NULL,
  vat_cents BIGINT NOT NULL,
  document_id BIGINT REFERENCES invoice (id),  -- of the imported 381 or 384
  at TEXT NOT NULL,
  actor_name TEXT NOT NULL
);
CREATE INDEX claim_ledger_line ON claim_ledger_entry (claim_line_id);
CREATE INDEX claim_ledger_invoice_line ON claim_ledger_entry (invoice_line_id);
CREATE INDEX claim_ledger_document ON claim_ledger_entry (document_key);
