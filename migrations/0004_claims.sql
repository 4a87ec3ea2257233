-- Policies are data with validity dates ([valid_from, valid_to], valid_to NULL = still in force); a row is never changed
-- once used, a new version is added.
CREATE TABLE department (
  code TEXT PRIMARY KEY,
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  email TEXT NOT NULL
);

CREATE TABLE claim_type (
  id ROWID_KEY,
  department TEXT NOT NULL REFERENCES department (code),
  code TEXT NOT NULL,
  position BIGINT NOT NULL,             -- order in lists
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  second_label_fr TEXT NOT NULL DEFAULT '',
  second_label_en TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL CHECK (category IN ('return', 'claim', 'defect')),
  limit_days BIGINT,                    -- NULL: none
  clock_source TEXT NOT NULL DEFAULT 'type' CHECK (clock_source IN ('type', 'doa_policy')),
  line_kinds TEXT NOT NULL,             -- comma list of goods, service, freight
  quantity_question TEXT NOT NULL CHECK (quantity_question IN
    ('none', 'delivered_by_mistake', 'delivered_fewer', 'delivered_more', 'affected', 'to_take_back', 'to_return')),
  uses_quantity BOOLEAN NOT NULL,       -- needs and uses free quantity of the line
  asks TEXT NOT NULL DEFAULT '',        -- comma list of condition, comment, serial, fault_description, accessories, expected_price, photo
  goods_back TEXT NOT NULL CHECK (goods_back IN ('yes', 'no', 'after_offer', 'staff_decide', 'return_or_keep')),
  closed_by_non_returnable BOOLEAN NOT NULL DEFAULT FALSE,
  credit_on_approval BOOLEAN NOT NULL DEFAULT FALSE,
  hidden_from_resellers BOOLEAN NOT NULL DEFAULT FALSE,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  UNIQUE (department, code, valid_from)
);

CREATE TABLE claim_type_variant (
  claim_type_id BIGINT NOT NULL REFERENCES claim_type (id),
  variant TEXT NOT NULL,
  position BIGINT NOT NULL,
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  PRIMARY KEY (claim_type_id, variant)
);

CREATE TABLE doa_policy (
  id ROWID_KEY,
  manufacturer_id BIGINT NOT NULL REFERENCES manufacturer (id),
  product_group TEXT NOT NULL DEFAULT '',  -- '' : every group of the manufacturer
  days BIGINT NOT NULL,
  clock_start TEXT NOT NULL CHECK (clock_start IN ('invoice', 'delivery', 'end_customer_invoice')),
  needs_call_id BOOLEAN NOT NULL DEFAULT FALSE,
  needs_end_customer_invoice BOOLEAN NOT NULL DEFAULT FALSE,
  direct_to_manufacturer BOOLEAN NOT NULL DEFAULT FALSE,
  valid_from TEXT NOT NULL,
  valid_to TEXT
);

CREATE TABLE auto_approval (
  id ROWID_KEY,
  department TEXT NOT NULL,
  code TEXT NOT NULL,
  condition TEXT NOT NULL,
  max_net_cents BIGINT NOT NULL,
  needs_known_serials BOOLEAN NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT
);

CREATE TABLE claim_fee (
  id ROWID_KEY,
  department TEXT NOT NULL,
  code TEXT NOT NULL,
  percent_micros BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT
);

-- A claim is one group of the basket (category, reason, invoice). It exists from the first item put in the basket;
-- confirmed_at NULL: still in its author's basket and seen by nobody else.
CREATE TABLE claim (
  id ROWID_KEY,
  account_id BIGINT NOT NULL REFERENCES reseller_account (id),
  author_id BIGINT NOT NULL REFERENCES app_user (id),
  invoice_id BIGINT NOT NULL REFERENCES invoice (id),
  department TEXT NOT NULL REFERENCES department (code),
  code TEXT NOT NULL,
  category TEXT NOT NULL,
  number TEXT NOT NULL UNIQUE,          -- RMA number once a line is validated, else the first line's reservation number
  rma_number TEXT UNIQUE,
  rma_key TEXT,                         -- *_key: as it is compared (base/text.h number_key)
  reference TEXT NOT NULL DEFAULT '',
  reference_key TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,                  -- derived from the lines, kept for lists (claims/claim.h)
  created_at TEXT NOT NULL,
  confirmed_at TEXT,
  changed_at TEXT NOT NULL,
  closed_at TEXT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX claim_of_account ON claim (account_id, confirmed_at, id);
CREATE INDEX claim_confirmed ON claim (confirmed_at, id);
CREATE INDEX claim_invoice ON claim (invoice_id);
CREATE INDEX claim_basket ON claim (author_id, confirmed_at);
CREATE INDEX claim_reference ON claim (reference_key);
CREATE INDEX claim_rma ON claim (rma_key);

CREATE TABLE claim_line (
  id ROWID_KEY,
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  invoice_line_id BIGINT NOT NULL REFERENCES invoice_line (id),
  claim_type_id BIGINT NOT NULL REFERENCES claim_type (id),  -- the version it was decided on
  reservation_number TEXT NOT NULL UNIQUE,
  reservation_key TEXT NOT NULL,        -- without R and leading zeros
  variant TEXT NOT NULL DEFAULT '',
  quantity_micros BIGINT NOT NULL,      -- claimed
  delivered_quantity_micros BIGINT,
  uses_quantity BOOLEAN NOT NULL,
  comment TEXT NOT NULL DEFAULT '',
  customer_reference TEXT NOT NULL DEFAULT '',
  customer_reference_key TEXT NOT NULL DEFAULT '',
  fault_description TEXT NOT NULL DEFAULT '',
  condition TEXT NOT NULL DEFAULT '',
  requested_outcome TEXT NOT NULL DEFAULT '',
  accessories TEXT NOT NULL DEFAULT '',
  expected_unit_price_micros BIGINT,
  call_id TEXT NOT NULL DEFAULT '',
  end_customer_invoice_no TEXT NOT NULL DEFAULT '',
  end_customer_invoice_on TEXT,
  contact_name TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  contact_phone TEXT NOT NULL DEFAULT '',
  net_cents BIGINT NOT NULL,            -- claimed part of the invoice line
  fee_percent_micros BIGINT NOT NULL DEFAULT 0,
  authorisation TEXT NOT NULL,
  goods TEXT NOT NULL,
  money TEXT NOT NULL,
  refusal_code TEXT NOT NULL DEFAULT '',
  decided_on_policy TEXT NOT NULL DEFAULT '',  -- JSON: policy versions and inputs of the automatic yes or no
  expires_on TEXT,                      -- last day an RMA number is valid
  created_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX claim_line_claim ON claim_line (claim_id);
CREATE INDEX claim_line_invoice_line ON claim_line (invoice_line_id);
CREATE INDEX claim_line_reservation ON claim_line (reservation_key);
CREATE INDEX claim_line_reference ON claim_line (customer_reference_key);

CREATE TABLE claim_line_serial (
  claim_line_id BIGINT NOT NULL REFERENCES claim_line (id),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  known BOOLEAN NOT NULL,               -- among the serials sold on the line
  PRIMARY KEY (claim_line_id, number)
);
CREATE INDEX claim_line_serial_key ON claim_line_serial (number_key);

CREATE TABLE claim_event (
  id ROWID_KEY,
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  claim_line_id BIGINT NOT NULL REFERENCES claim_line (id),
  at TEXT NOT NULL,
  actor_id BIGINT,
  actor_name TEXT NOT NULL,
  command TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  quantity_micros BIGINT NOT NULL,
  reason_code TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT ''
);
CREATE INDEX claim_event_claim ON claim_event (claim_id, id);
