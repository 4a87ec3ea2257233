-- The journal: an entry is a salted commitment written with the change; its content lives beside it, erasable;
-- the sealing job links entries into one chain.
CREATE TABLE journal_entry (
  id ROWID_KEY,
  at TEXT NOT NULL,
  actor_id BIGINT,
  source TEXT NOT NULL,                 -- web 203.0.113.9, api …, cli, job
  action TEXT NOT NULL,                 -- claim.confirmed
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  commitment TEXT NOT NULL              -- SHA-256, hex
);
CREATE INDEX journal_entry_subject ON journal_entry (subject_type, subject_id);

CREATE TABLE journal_content (
  entry_id BIGINT PRIMARY KEY REFERENCES journal_entry (id),
  salt TEXT NOT NULL,
  content TEXT NOT NULL                 -- JSON
);

CREATE TABLE journal_link (
  position BIGINT PRIMARY KEY,          -- 1, 2, 3… without gap
  entry_id BIGINT NOT NULL UNIQUE REFERENCES journal_entry (id),
  chain_hash TEXT NOT NULL              -- SHA-256 of the previous link's hash and this entry, hex
);

-- What the sealing job has yet to link: it must find a late entry with a low id without reading the whole journal.
CREATE TABLE journal_unsealed (
  entry_id BIGINT PRIMARY KEY REFERENCES journal_entry (id)
);

CREATE TABLE outbox_message (
  id ROWID_KEY,
  message_id TEXT NOT NULL UNIQUE,      -- of the mail's header, drawn once: a message sent twice can be told
  to_address TEXT NOT NULL,
  to_name TEXT NOT NULL DEFAULT '',
  cc TEXT NOT NULL DEFAULT '[]',        -- JSON [{"name","address"}]
  subject TEXT NOT NULL,
  text_body TEXT NOT NULL,
  html_body TEXT NOT NULL,
  about_type TEXT NOT NULL DEFAULT '',
  about_id TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'parked')),
  attempts BIGINT NOT NULL DEFAULT 0,
  next_attempt_at TEXT NOT NULL,
  last_error TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  sent_at TEXT
);
CREATE INDEX outbox_message_due ON outbox_message (state, next_attempt_at);
CREATE INDEX outbox_message_about ON outbox_message (about_type, about_id);
