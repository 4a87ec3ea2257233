-- Organisation, reseller accounts, people, sessions, tokens.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE counter (
  series TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);

CREATE TABLE reseller_account (
  id ROWID_KEY,
  customer_no TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  vat_no TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT 'FR',
  created_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX reseller_account_vat ON reseller_account (vat_no);

CREATE TABLE app_user (
  id ROWID_KEY,
  email TEXT NOT NULL UNIQUE,           -- lower case
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  password_hash TEXT,                   -- NULL until the invitation is accepted
  account_id BIGINT REFERENCES reseller_account (id),
  language TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
  valid_until TEXT,                     -- last day of access (auditors)
  disabled_at TEXT,
  created_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX app_user_account ON app_user (account_id);

CREATE TABLE user_role (
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,          -- SHA-256 of the cookie, hex
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  csrf_token TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_seen ON session (seen_at);

CREATE TABLE api_token (
  id ROWID_KEY,
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  created_at TEXT NOT NULL,
  expires_on TEXT,
  last_used_on TEXT,
  revoked_at TEXT
);
CREATE INDEX api_token_user ON api_token (user_id);

CREATE TABLE sign_in_failure (
  subject TEXT NOT NULL,                -- email:… or address:…
  at TEXT NOT NULL
);
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject, at);

-- The answer kept for an Idempotency-Key, per user and route, 24 h; written in the transaction of what it answers.
CREATE TABLE idempotent_answer (
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, route, key)
);
CREATE INDEX idempotent_answer_created ON idempotent_answer (created_at);
