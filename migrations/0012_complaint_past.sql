-- What was done with a complaint before it was recorded (complaints.md §3): kept with its draft as it was typed; letters and
-- answers that left before are told apart from those this program sent.
ALTER TABLE complaint ADD COLUMN past TEXT NOT NULL DEFAULT '';  -- JSON, of drafts only
ALTER TABLE complaint_letter ADD COLUMN is_past BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE complaint_answer ADD COLUMN is_past BOOLEAN NOT NULL DEFAULT FALSE;
-- An old register taken over: its number is what a row is recognised by.
CREATE INDEX complaint_old_reference ON complaint (old_reference) WHERE old_reference <> '';
