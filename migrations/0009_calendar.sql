-- Public holidays are computed (src/calendar); here is what an organisation changed.
CREATE TABLE holiday_change (
  day TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('added', 'removed')),
  label TEXT NOT NULL DEFAULT ''        -- of an added day
);

-- Rules on the handling of complaints, in force by the day a complaint was sent (complaints.md §5).
CREATE TABLE complaint_regime (
  id ROWID_KEY,
  code TEXT NOT NULL,
  source TEXT NOT NULL,
  activities TEXT NOT NULL DEFAULT '',  -- comma list; empty: all
  valid_from TEXT,                      -- NULL: to be entered by the firm
  valid_to TEXT,                        -- last day
  starts_from TEXT NOT NULL CHECK (starts_from IN ('sent', 'received')),
  acknowledgement_days BIGINT NOT NULL, -- jours ouvrables
  answer_months BIGINT NOT NULL,
  mediator_months BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);

INSERT INTO complaint_regime
  (code, source, valid_from, valid_to, starts_from, acknowledgement_days, answer_months, mediator_months)
VALUES
  ('2016-R-02', 'Recommandation 2016-R-02 de l’ACPR du 14 novembre 2016', '2000-01-01', '2022-12-30', 'received', 10, 2, 12),
  ('2022-R-01', 'Recommandation 2022-R-01 de l’ACPR du 9 mai 2022', '2022-12-31', NULL, 'sent', 10, 2, 12),
  ('2024-R-02', 'Recommandation 2024-R-02 de l’ACPR du 2 juillet 2024', NULL, NULL, 'sent', 10, 2, 12);
