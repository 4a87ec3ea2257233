-- What left is printed as it left: with the letterhead and, of an answer, the subject of its day. Empty for what left before
-- this was kept.
ALTER TABLE complaint_letter ADD COLUMN letterhead TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_answer ADD COLUMN letterhead TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_answer ADD COLUMN sent_subject TEXT NOT NULL DEFAULT '';
