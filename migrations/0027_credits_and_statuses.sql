-- R-685 Lines of imported credit notes (381) and corrected invoices (384) that found their line of a claim, or of which
-- somebody said that they belong to none.
CREATE TABLE claim_document_line (
  document_line_id BIGINT PRIMARY KEY REFERENCES invoice_line (id),
  claim_line_id BIGINT REFERENCES claim_line (id),  -- NULL: put aside
  reason TEXT NOT NULL DEFAULT '',                  -- of putting it aside
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX claim_document_line_claim ON claim_document_line (claim_line_id);
CREATE INDEX claim_open ON claim (invoice_id) WHERE confirmed_at IS NOT NULL AND closed_at IS NULL;

-- R-686 What a claim says about its invoice in the life cycle of French e-invoices (claims.md §8), in versions: by the
-- code of the claim, and for a question to the reseller and its answer.
CREATE TABLE invoice_status_rule (
  id ROWID_KEY,
  code TEXT NOT NULL,                   -- 01… 98, ask, answer
  status TEXT NOT NULL,                 -- 207
  partial_status TEXT NOT NULL DEFAULT '',  -- where part of the invoice is not disputed; '': the same
  reasons TEXT NOT NULL DEFAULT '',     -- comma list, the likeliest first
  actions TEXT NOT NULL DEFAULT '',     -- comma list
  only_if_invoiced BOOLEAN NOT NULL DEFAULT FALSE,  -- the excess, by a charge or a corrected invoice
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  UNIQUE (code, valid_from)
);
INSERT INTO invoice_status_rule (code, status, partial_status, reasons, actions, only_if_invoiced, valid_from) VALUES
  ('01', '207', '206', 'ART_ERR', 'CNP,CNF,NIN', FALSE, '2000-01-01'),
  ('02', '207', '206', 'LIVR_INCOMP,QTE_ERR', 'CNP', FALSE, '2000-01-01'),
  ('03', '207', '', 'QUALITE_ERR', 'CNP,CNF', FALSE, '2000-01-01'),
  ('08', '207', '206', 'PU_ERR,REM_ERR,QTE_ERR,MODPAI_ERR', 'NIN,CNP', FALSE, '2000-01-01'),
  ('09', '207', '', 'LIVR_INCOMP', 'CNP', FALSE, '2000-01-01'),
  ('11', '207', '', 'QUALITE_ERR', 'CNP,CNF', FALSE, '2000-01-01'),
  ('26', '207', '', 'QUALITE_ERR', 'CNP,CNF', FALSE, '2000-01-01'),
  ('31', '207', '', 'QTE_ERR', 'CNP', TRUE, '2000-01-01'),
  ('52', '207', '', 'LIVR_INCOMP,ART_ERR', 'CNF', FALSE, '2000-01-01'),
  ('63', '207', '', 'QUALITE_ERR', 'CNP,CNF', FALSE, '2000-01-01'),
  ('98', '207', '', 'AUTRE', 'OTH', FALSE, '2000-01-01'),
  ('ask', '208', '', '', '', FALSE, '2000-01-01'),
  ('answer', '209', '', '', '', FALSE, '2000-01-01');
CREATE INDEX claim_event_at ON claim_event (at);
