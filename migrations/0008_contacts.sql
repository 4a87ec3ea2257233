-- Contacts of the compliance desk and what they complain about: projects, contracts, losses.
CREATE TABLE contact (
  id ROWID_KEY,
  ref TEXT UNIQUE,                      -- of the firm's own records; none for what was entered here
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL DEFAULT '',
  first_name TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT 'FR',   -- ISO 3166, two letters
  adviser_id BIGINT REFERENCES app_user (id),
  notes TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL,               -- the folded name, by which lists are ordered
  email_key TEXT NOT NULL DEFAULT '',   -- lower case, to find the same person again
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX contact_order ON contact (sort_key, id);
CREATE INDEX contact_of_adviser ON contact (adviser_id, sort_key, id);
CREATE INDEX contact_email ON contact (email_key);

CREATE TABLE project (
  id ROWID_KEY,
  contact_id BIGINT NOT NULL REFERENCES contact (id),
  ref TEXT UNIQUE,
  title TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX project_of_contact ON project (contact_id, id);

CREATE TABLE contract (
  id ROWID_KEY,
  contact_id BIGINT NOT NULL REFERENCES contact (id),
  ref TEXT UNIQUE,
  insurer TEXT NOT NULL DEFAULT '',     -- or another partner
  product TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX contract_of_contact ON contract (contact_id, id);

CREATE TABLE loss (
  id ROWID_KEY,
  contact_id BIGINT NOT NULL REFERENCES contact (id),
  contract_id BIGINT REFERENCES contract (id),
  ref TEXT UNIQUE,
  number TEXT NOT NULL,
  occurred_on TEXT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX loss_of_contact ON loss (contact_id, id);
CREATE INDEX loss_of_contract ON loss (contract_id);

-- What contacts are found by: folded words of their own fields and of their contracts' and losses' numbers, looked up
-- by prefix as a range.
CREATE TABLE contact_word (
  word TEXT NOT NULL,
  contact_id BIGINT NOT NULL REFERENCES contact (id),
  source TEXT NOT NULL CHECK (source IN ('contact', 'contract', 'loss')),
  source_id BIGINT NOT NULL,
  PRIMARY KEY (word, contact_id, source, source_id)
);
CREATE INDEX contact_word_source ON contact_word (source, source_id);
CREATE INDEX contact_word_contact ON contact_word (contact_id, word);
