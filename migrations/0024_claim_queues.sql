-- R-603 What waits for whom: one row for each desk that has something to do on a claim, or waits for its reseller. It
-- follows from the lines (claims/work.cpp) and is restated whenever they change; nobody writes it otherwise.
ALTER TABLE claim ADD COLUMN assignee_id BIGINT REFERENCES app_user (id);
CREATE TABLE claim_work (
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  queue TEXT NOT NULL CHECK (queue IN ('customer_service', 'rma', 'warehouse', 'finance')),
  bucket TEXT NOT NULL,
  ours BOOLEAN NOT NULL,                -- FALSE: the reseller has to move first
  due_on TEXT NOT NULL,
  since TEXT NOT NULL,                  -- in this bucket
  assignee_id BIGINT REFERENCES app_user (id),  -- that of the claim
  net_cents BIGINT NOT NULL,            -- claimed on all lines
  PRIMARY KEY (claim_id, queue)
);
CREATE INDEX claim_work_due ON claim_work (queue, ours, due_on, claim_id);
CREATE INDEX claim_work_bucket ON claim_work (queue, bucket, due_on, claim_id);
CREATE INDEX claim_work_assignee ON claim_work (queue, assignee_id, due_on, claim_id);

-- Claims from before this table, until the job of claims has stated their work.
CREATE TABLE claim_without_work (
  claim_id BIGINT PRIMARY KEY REFERENCES claim (id)
);
INSERT INTO claim_without_work (claim_id)
SELECT c.id FROM claim c WHERE c.confirmed_at IS NOT NULL AND (c.closed_at IS NULL OR EXISTS (
  SELECT 1 FROM claim_line l WHERE l.claim_id = c.id AND l.authorisation = 'refused' AND l.goods = 'inspected'));

-- R-605 Who got the claim from whom: no state changed, so no event of a line.
CREATE TABLE claim_assignment (
  id ROWID_KEY,
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  at TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  assignee_id BIGINT REFERENCES app_user (id),  -- NULL: nobody any more
  assignee_name TEXT NOT NULL DEFAULT ''
);
CREATE INDEX claim_assignment_claim ON claim_assignment (claim_id, id);

-- R-606 What became of several claims at once, for the person who decided on them.
CREATE TABLE claim_batch (
  id ROWID_KEY,
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  queue TEXT NOT NULL,
  command TEXT NOT NULL,
  at TEXT NOT NULL,
  results TEXT NOT NULL                 -- JSON [{number, outcome, text}]
);

ALTER TABLE saved_view ADD COLUMN is_default BOOLEAN NOT NULL DEFAULT FALSE;
