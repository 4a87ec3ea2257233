-- How people come in besides their password: one-time keys sent by mail, the second factor, and what the jobs last did.
CREATE TABLE account_key (
  key_hash TEXT PRIMARY KEY,            -- SHA-256 of what stands in the link, hex; the row is deleted when it is used
  purpose TEXT NOT NULL CHECK (purpose IN ('reset', 'invitation', 'setup')),
  user_id BIGINT REFERENCES app_user (id),  -- NULL for the setup of an empty database
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX account_key_user ON account_key (user_id);

-- What was typed under « Mot de passe oublié ? »; a job answers, so that the page takes as long for an address nobody has.
CREATE TABLE password_request (
  id ROWID_KEY,
  email TEXT NOT NULL,
  address TEXT NOT NULL,                -- of the network
  asked_at TEXT NOT NULL
);

CREATE TABLE second_factor (
  user_id BIGINT PRIMARY KEY REFERENCES app_user (id),
  secret TEXT NOT NULL,                 -- Base32, as the application of the person holds it
  created_at TEXT NOT NULL,
  confirmed_at TEXT,                    -- NULL until a first code was right: it is not asked for yet
  last_step BIGINT NOT NULL DEFAULT 0   -- of the last code that was accepted: none of it or before it is again
);

CREATE TABLE recovery_code (
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  salt TEXT NOT NULL,
  code_hash TEXT NOT NULL,              -- SHA-256 of salt and code, hex; the row is deleted when it is used
  PRIMARY KEY (user_id, code_hash)
);

-- The password was right, the code of the second factor is awaited.
CREATE TABLE pending_sign_in (
  token_hash TEXT PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  created_at TEXT NOT NULL
);
CREATE INDEX pending_sign_in_user ON pending_sign_in (user_id);

ALTER TABLE app_user ADD COLUMN last_sign_in_at TEXT;

CREATE TABLE job_run (
  name TEXT PRIMARY KEY,
  every_seconds BIGINT NOT NULL,
  ran_at TEXT NOT NULL,                 -- written once a minute at most
  failed_at TEXT                        -- of the last run that failed, NULL once one succeeded
);
