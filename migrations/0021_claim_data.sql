-- What staff keep of claims beside the versions of 0004: why a claim is refused, the manufacturers' procedures, and what
-- keeps two people from overwriting each other.
CREATE TABLE claim_refusal (
  code TEXT PRIMARY KEY,                -- of the API, for ever
  position BIGINT NOT NULL,
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  active BOOLEAN NOT NULL DEFAULT TRUE,    -- can be given; what was given stays
  by_program BOOLEAN NOT NULL DEFAULT FALSE  -- not among the choices of staff
);
INSERT INTO claim_refusal (code, position, label_fr, label_en, by_program) VALUES
  ('period_over', 10, 'Délai dépassé', 'The period is over', FALSE),
  ('not_covered', 20, 'Non couvert', 'Not covered', FALSE),
  ('customer_damage', 30, 'Endommagé par le client', 'Damaged by the customer', FALSE),
  ('no_fault_found', 40, 'Aucun défaut constaté', 'No fault found', FALSE),
  ('wrong_item', 50, 'Article différent de celui annoncé', 'Wrong item', FALSE),
  ('not_sealed', 60, 'Produit non scellé', 'The product is no longer sealed', FALSE),
  ('no_answer', 70, 'Pas de réponse dans le délai', 'No answer in time', TRUE),
  ('duplicate', 80, 'Déjà réclamé par ailleurs', 'Already claimed elsewhere', FALSE),
  ('other', 90, 'Autre motif', 'Another reason', FALSE);

-- The version of each thing people keep: raised with every change of it, compared with the one its form was opened on.
CREATE TABLE claim_data_head (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (kind, subject)
);

-- No two versions of one policy begin on the same day (0004 says it of claim_type).
CREATE UNIQUE INDEX doa_policy_begin ON doa_policy (manufacturer_id, product_group, valid_from);
CREATE UNIQUE INDEX auto_approval_begin ON auto_approval (department, code, valid_from);
CREATE UNIQUE INDEX claim_fee_begin ON claim_fee (department, code, valid_from);

-- What resellers read of a manufacturer, in Markdown.
CREATE TABLE procedure_version (
  id ROWID_KEY,
  slug TEXT NOT NULL,                   -- of the manufacturer; 'general': of those without a text of their own
  text_fr TEXT NOT NULL,
  text_en TEXT NOT NULL DEFAULT '',     -- '': the French one
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  UNIQUE (slug, valid_from)
);

-- Files shown beside the procedure are owned by this row, whatever version is in force.
CREATE TABLE procedure_shelf (
  id ROWID_KEY,
  slug TEXT NOT NULL UNIQUE
);
