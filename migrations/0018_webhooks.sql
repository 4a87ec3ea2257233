-- Other programs that are told of events, and what is told to each. An event is a journal entry: it stands in the
-- transaction of what it tells; a job turns the sealed entries beyond the cursor into deliveries, then sends them.
CREATE TABLE webhook_endpoint (
  id ROWID_KEY,
  url TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  events TEXT NOT NULL,                 -- codes, comma between them; empty: every event
  secret TEXT NOT NULL,                 -- whsec_…: signs, so it is kept as it is
  state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  rests_until TEXT NOT NULL DEFAULT '', -- after it could not be reached; empty: does not rest
  created_by BIGINT NOT NULL REFERENCES app_user (id),
  created_at TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE webhook_delivery (
  id ROWID_KEY,
  endpoint_id BIGINT NOT NULL REFERENCES webhook_endpoint (id),
  event_id TEXT NOT NULL,               -- header webhook-id: the same at each try
  event TEXT NOT NULL,                  -- complaint.closed
  number TEXT NOT NULL,                 -- of the claim or complaint
  body TEXT NOT NULL,                   -- as it is signed and sent
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'parked')),
  attempts BIGINT NOT NULL DEFAULT 0,
  next_attempt_at TEXT NOT NULL,
  last_answer TEXT NOT NULL DEFAULT '', -- status and first words, or why there was none
  created_at TEXT NOT NULL,
  sent_at TEXT,
  UNIQUE (endpoint_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, state, next_attempt_at);
CREATE INDEX webhook_delivery_sent ON webhook_delivery (state, sent_at);

-- How far the journal has been read.
CREATE TABLE webhook_cursor (
  id BIGINT PRIMARY KEY,
  position BIGINT NOT NULL
);
INSERT INTO webhook_cursor (id, position) VALUES (1, 0);
