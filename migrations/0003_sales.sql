-- Sales documents as the ERP handed them over. *_key columns hold the number as it is compared (base/text.h number_key).
CREATE TABLE manufacturer (
  id ROWID_KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,        -- folded: one manufacturer however it is spelt
  slug TEXT NOT NULL UNIQUE,
  version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE article (
  id ROWID_KEY,
  article_no TEXT NOT NULL UNIQUE,      -- digits-only numbers without leading zeros
  manufacturer_id BIGINT REFERENCES manufacturer (id),
  product_group TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'service', 'freight')),
  non_returnable BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE invoice (
  id ROWID_KEY,
  account_id BIGINT NOT NULL REFERENCES reseller_account (id),
  seller TEXT NOT NULL,                 -- VAT number, else legal id, else name; '' for our own CSV
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('380', '381', '384')),
  currency TEXT NOT NULL,
  net_cents BIGINT NOT NULL,            -- sum of the lines
  source_format TEXT NOT NULL,          -- ubl, cii, csv
  source_sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  UNIQUE (seller, number, type, issued_on)
);
CREATE INDEX invoice_of_account ON invoice (account_id, issued_on, id);
CREATE INDEX invoice_issued ON invoice (issued_on, id);
CREATE INDEX invoice_number ON invoice (number_key);

-- What a credit note or corrected invoice cites; cited_id once that invoice is here.
CREATE TABLE invoice_citation (
  invoice_id BIGINT NOT NULL REFERENCES invoice (id),
  cited_number TEXT NOT NULL,
  cited_key TEXT NOT NULL,
  cited_on TEXT,
  cited_id BIGINT REFERENCES invoice (id),
  PRIMARY KEY (invoice_id, cited_number)
);
CREATE INDEX invoice_citation_cited ON invoice_citation (cited_id);
CREATE INDEX invoice_citation_key ON invoice_citation (cited_key);

CREATE TABLE invoice_line (
  id ROWID_KEY,
  invoice_id BIGINT NOT NULL REFERENCES invoice (id),
  position BIGINT NOT NULL,             -- order in the document; line_no may repeat in what others send
  line_no TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('goods', 'service', 'freight')),
  article_no TEXT NOT NULL DEFAULT '',
  manufacturer_part_no TEXT NOT NULL DEFAULT '',
  part_key TEXT NOT NULL DEFAULT '',    -- of the manufacturer's part number
  article_key TEXT NOT NULL DEFAULT '',
  gtin TEXT NOT NULL DEFAULT '',
  manufacturer_id BIGINT REFERENCES manufacturer (id),
  description TEXT NOT NULL,
  quantity_micros BIGINT NOT NULL,
  unit_price_micros BIGINT NOT NULL,
  net_cents BIGINT NOT NULL,
  vat_rate_micros BIGINT NOT NULL,      -- per cent
  order_no TEXT,
  order_key TEXT,
  delivery_note_no TEXT,
  delivery_note_key TEXT,
  UNIQUE (invoice_id, position)
);
CREATE INDEX invoice_line_order ON invoice_line (order_key);
CREATE INDEX invoice_line_delivery ON invoice_line (delivery_note_key);
CREATE INDEX invoice_line_part ON invoice_line (part_key);
CREATE INDEX invoice_line_article ON invoice_line (article_key);

CREATE TABLE serial_number (
  line_id BIGINT NOT NULL REFERENCES invoice_line (id),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  PRIMARY KEY (line_id, number)
);
CREATE INDEX serial_number_key ON serial_number (number_key);

CREATE TABLE delivery_note (
  id ROWID_KEY,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  shipped_on TEXT,
  delivered_on TEXT,
  carrier TEXT NOT NULL DEFAULT '',
  tracking TEXT NOT NULL DEFAULT ''
);
