-- Imports handed over on a page: checked and written by a job, so that nobody waits for an answer (decision 19).
CREATE TABLE import_run (
  id ROWID_KEY,
  kind TEXT NOT NULL CHECK (kind IN ('invoices', 'accounts', 'articles', 'deliveries', 'serials')),
  state TEXT NOT NULL CHECK (state IN ('checking', 'ready', 'refused', 'writing', 'done', 'cancelled', 'failed')),
  customer_no TEXT NOT NULL DEFAULT '', -- all documents belong to this account; '' as each document says
  created_by BIGINT NOT NULL REFERENCES app_user (id),
  created_at TEXT NOT NULL,
  confirmed_by BIGINT REFERENCES app_user (id),
  changed_at TEXT NOT NULL,             -- of the state
  worker TEXT NOT NULL DEFAULT '',      -- key of who works at it now
  seen_at TEXT,                         -- the worker's last sign of life
  attempts BIGINT NOT NULL DEFAULT 0,   -- of this state
  done_bytes BIGINT NOT NULL DEFAULT 0,
  total_bytes BIGINT NOT NULL DEFAULT 0,
  lines BIGINT NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT ''       -- JSON of the last check or writing
);
CREATE INDEX import_run_at_work ON import_run (state, id);

CREATE TABLE import_file (
  run_id BIGINT NOT NULL REFERENCES import_run (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT,                          -- of its bytes in table blob; none once they are not needed any more
  PRIMARY KEY (run_id, position)
);
CREATE INDEX import_file_content ON import_file (sha256);
