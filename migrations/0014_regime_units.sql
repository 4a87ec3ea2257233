-- In which days the delay of an acknowledgement is counted: jours ouvrables (Saturdays count) or jours ouvrés.
ALTER TABLE complaint_regime ADD COLUMN acknowledgement_unit TEXT NOT NULL DEFAULT 'workable'
  CHECK (acknowledgement_unit IN ('workable', 'business'));
