-- Mails and recordings may be joined to complaints. SQLite changes a check by making the table anew.
CREATE TABLE attachment_of_more_types (
  id ROWID_KEY,
  owner_kind TEXT NOT NULL,
  owner_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('pdf', 'doc', 'docx', 'jpeg', 'png', 'eml', 'mp3', 'm4a', 'wav')),
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '',
  uploaded_by BIGINT REFERENCES app_user (id),
  uploaded_by_name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('desk', 'phone', 'api')),
  uploaded_at TEXT NOT NULL,
  placed_at TEXT NOT NULL,              -- since when it belongs to its owner: loose files do not wait for ever
  converted_from TEXT NOT NULL DEFAULT '',
  location_removed BOOLEAN NOT NULL DEFAULT FALSE,
  preview_sha256 TEXT NOT NULL DEFAULT '',
  thumbnail_sha256 TEXT NOT NULL DEFAULT '',
  scan TEXT NOT NULL CHECK (scan IN ('not_configured', 'waiting', 'clean', 'infected')),
  removed_at TEXT,
  removed_by_name TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1
);
INSERT INTO attachment_of_more_types (
  id, owner_kind, owner_id, name, type, size, sha256, kind, comment, uploaded_by, uploaded_by_name, source,
  uploaded_at, placed_at, converted_from, location_removed, preview_sha256, thumbnail_sha256, scan,
  removed_at, removed_by_name, version)
SELECT
  id, owner_kind, owner_id, name, type, size, sha256, kind, comment, uploaded_by, uploaded_by_name, source,
  uploaded_at, placed_at, converted_from, location_removed, preview_sha256, thumbnail_sha256, scan,
  removed_at, removed_by_name, version
FROM attachment;
DROP TABLE attachment;
ALTER TABLE attachment_of_more_types RENAME TO attachment;
CREATE INDEX attachment_owner ON attachment (owner_kind, owner_id, id);
CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_preview ON attachment (preview_sha256);
CREATE INDEX attachment_thumbnail ON attachment (thumbnail_sha256);
CREATE INDEX attachment_scan ON attachment (scan, id);
