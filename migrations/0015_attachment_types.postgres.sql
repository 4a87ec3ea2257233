-- Mails and recordings may be joined to complaints.
ALTER TABLE attachment DROP CONSTRAINT attachment_type_check;
ALTER TABLE attachment ADD CONSTRAINT attachment_type_check
  CHECK (type IN ('pdf', 'doc', 'docx', 'jpeg', 'png', 'eml', 'mp3', 'm4a', 'wav'));
