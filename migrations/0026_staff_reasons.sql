-- R-613 Why staff declared what the rules deny, or what stands on no invoice (invoice.source_format 'by_hand');
-- empty: within the rules.
ALTER TABLE claim_line ADD COLUMN staff_reason TEXT NOT NULL DEFAULT '';
