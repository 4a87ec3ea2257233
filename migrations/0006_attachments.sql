-- Files: rows here, bytes in a folder or in blob_chunk, under their SHA-256 (src/attachments/blobs.h).
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  size BIGINT NOT NULL,
  stored_at TEXT NOT NULL
);

CREATE TABLE blob_chunk (
  sha256 TEXT NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  bytes BYTES NOT NULL,
  PRIMARY KEY (sha256, position)
);

-- A form files are joined to before it is sent, from the desk and from a phone.
CREATE TABLE upload_form (
  id ROWID_KEY,
  key TEXT NOT NULL UNIQUE,
  user_id BIGINT NOT NULL REFERENCES app_user (id),
  owner_kind TEXT,
  owner_id BIGINT,
  subject TEXT NOT NULL,
  shots TEXT NOT NULL DEFAULT '',       -- comma list of piece kinds
  opened_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX upload_form_open ON upload_form (closed_at, opened_at);

-- A QR code: the hash of its code until a phone opened it, then of that phone's cookie too.
CREATE TABLE phone_link (
  id ROWID_KEY,
  form_id BIGINT NOT NULL REFERENCES upload_form (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL UNIQUE,
  session_hash TEXT UNIQUE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  opened_at TEXT
);
CREATE INDEX phone_link_form ON phone_link (form_id, id);
CREATE INDEX phone_link_expiry ON phone_link (expires_at);

CREATE TABLE attachment (
  id ROWID_KEY,
  owner_kind TEXT NOT NULL,
  owner_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('pdf', 'doc', 'docx', 'jpeg', 'png')),
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
CREATE INDEX attachment_owner ON attachment (owner_kind, owner_id, id);
CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_preview ON attachment (preview_sha256);
CREATE INDEX attachment_thumbnail ON attachment (thumbnail_sha256);
CREATE INDEX attachment_scan ON attachment (scan, id);
