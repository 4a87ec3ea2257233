-- The photos and documents a claim type asks for, in the order in which the phone guides through them. Data, like the type.
CREATE TABLE claim_type_shot (
  claim_type_id BIGINT NOT NULL REFERENCES claim_type (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,                   -- a piece kind of claims
  PRIMARY KEY (claim_type_id, position)
);

-- For every version of a type: an old invoice is claimed on the version that was in force then.
INSERT INTO claim_type_shot (claim_type_id, position, kind)
SELECT t.id, s.position, s.kind FROM claim_type t JOIN (
            SELECT 'CS' AS department, '01' AS code, 1 AS position, 'received_article' AS kind
  UNION ALL SELECT 'CS', '01', 2, 'shipping_label'
  UNION ALL SELECT 'CS', '02', 1, 'packaging'
  UNION ALL SELECT 'CS', '02', 2, 'contents'
  UNION ALL SELECT 'CS', '02', 3, 'delivery_note'
  UNION ALL SELECT 'CS', '03', 1, 'shipping_label'
  UNION ALL SELECT 'CS', '03', 2, 'packaging'
  UNION ALL SELECT 'CS', '03', 3, 'damage'
  UNION ALL SELECT 'CS', '03', 4, 'contents'
  UNION ALL SELECT 'CS', '03', 5, 'serial'
  UNION ALL SELECT 'CS', '11', 1, 'received_article'
  UNION ALL SELECT 'CS', '31', 1, 'received_article'
  UNION ALL SELECT 'CS', '31', 2, 'delivery_note'
  UNION ALL SELECT 'RMA', '09', 1, 'contents'
  UNION ALL SELECT 'RMA', '11', 1, 'received_article'
  UNION ALL SELECT 'RMA', '26', 1, 'serial'
  UNION ALL SELECT 'RMA', '26', 2, 'fault'
  UNION ALL SELECT 'RMA', '63', 1, 'serial'
  UNION ALL SELECT 'RMA', '63', 2, 'fault'
  UNION ALL SELECT 'RMA', '63', 3, 'end_customer_invoice'
) s ON s.department = t.department AND s.code = t.code;
