-- R-661, R-663, R-664 Goods-in: what lay in parcels that came without a number and what became of them; inspections with
-- their photos; and the indexes of the lists a scanner waits for.
ALTER TABLE parcel ADD COLUMN contents TEXT NOT NULL DEFAULT '';          -- serial and article numbers seen, one a line
ALTER TABLE parcel ADD COLUMN matched_by TEXT NOT NULL DEFAULT '';
ALTER TABLE parcel ADD COLUMN dismissed_at TEXT;                          -- without follow-up
ALTER TABLE parcel ADD COLUMN dismissed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE parcel ADD COLUMN dismissal_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX parcel_expected ON parcel (received_at, announced_at);
CREATE INDEX claim_receipt_at ON claim_receipt (at);

-- One inspection of one or more lines; its photos belong to it.
CREATE TABLE claim_inspection (
  id ROWID_KEY,
  claim_id BIGINT NOT NULL REFERENCES claim (id),
  at TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  result TEXT NOT NULL,
  comment TEXT NOT NULL DEFAULT ''
);
CREATE INDEX claim_inspection_claim ON claim_inspection (claim_id);
CREATE TABLE claim_inspection_line (
  inspection_id BIGINT NOT NULL REFERENCES claim_inspection (id),
  claim_line_id BIGINT NOT NULL REFERENCES claim_line (id),
  PRIMARY KEY (inspection_id, claim_line_id)
);
