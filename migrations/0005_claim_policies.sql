-- The policies a new deployment starts with (claims.md §4), in force since 2000. Staff edit them by adding versions.
INSERT INTO department (code, label_fr, label_en, email) VALUES
  ('CS', 'Service client', 'Customer service', 'service.client@example.com'),
  ('RMA', 'SAV', 'After-sales', 'sav@example.com');

INSERT INTO claim_type
  (department, code, position, label_fr, label_en, second_label_fr, second_label_en, category, limit_days, clock_source,
   line_kinds, quantity_question, uses_quantity, asks, goods_back, closed_by_non_returnable, credit_on_approval,
   hidden_from_resellers, active, valid_from)
VALUES
  ('CS', '01', 10, 'Erreur de livraison', 'Wrong delivery', 'Mauvaise livraison', 'Wrong item delivered',
   'return', 15, 'type', 'goods', 'delivered_by_mistake', TRUE, 'condition', 'yes', FALSE, TRUE, FALSE, TRUE, '2000-01-01'),
  ('CS', '02', 20, 'Quantité manquante / perte dans le transport', 'Missing quantity / lost in transit', 'Produit manquant ou perdu pendant le transport', 'Product missing or lost in transit',
   'claim', 15, 'type', 'goods', 'delivered_fewer', TRUE, '', 'no', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('CS', '03', 30, 'Dommages liés au transport', 'Transport damage', '', '',
   'claim', 14, 'type', 'goods', 'affected', TRUE, 'photo', 'yes', FALSE, TRUE, FALSE, TRUE, '2000-01-01'),
  ('CS', '08', 40, 'Erreur de facturation', 'Invoicing error', '', '',
   'claim', 15, 'type', 'goods,service,freight', 'none', FALSE, 'expected_price', 'no', FALSE, TRUE, FALSE, TRUE, '2000-01-01'),
  ('CS', '10', 50, 'Rachat', 'Buy-back', 'Offre de rachat', 'Buy-back offer',
   'return', 30, 'type', 'goods', 'to_take_back', TRUE, 'condition', 'after_offer', TRUE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('CS', '11', 60, 'Produit non conforme', 'Product not as described', 'Product complaint', 'Product complaint',
   'claim', 15, 'type', 'goods', 'affected', TRUE, '', 'staff_decide', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('CS', '22', 70, 'Demande de reprise produit', 'Product return request', 'Retour standard', 'Standard return',
   'return', 30, 'type', 'goods', 'to_return', TRUE, 'condition', 'yes', TRUE, TRUE, FALSE, TRUE, '2000-01-01'),
  ('CS', '25', 80, 'Erreur de saisie dans votre commande', 'Mistake in your order', '', '',
   'return', 30, 'type', 'goods', 'to_return', TRUE, 'condition', 'yes', TRUE, TRUE, FALSE, TRUE, '2000-01-01'),
  ('CS', '31', 90, 'Quantité livrée en trop', 'Excess quantity delivered', '', '',
   'return', NULL, 'type', 'goods', 'delivered_more', FALSE, '', 'return_or_keep', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('CS', '98', 100, 'Autre', 'Other', '', '',
   'claim', NULL, 'type', 'goods,service,freight', 'affected', FALSE, 'comment', 'staff_decide', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('RMA', '09', 110, 'Accessoires manquants', 'Missing accessories', '', '',
   'claim', 15, 'type', 'goods', 'affected', FALSE, 'accessories', 'no', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('RMA', '11', 120, 'Produit non conforme', 'Product not as described', '', '',
   'claim', 15, 'type', 'goods', 'affected', TRUE, '', 'staff_decide', FALSE, FALSE, TRUE, TRUE, '2000-01-01'),
  ('RMA', '26', 130, 'Défectueux', 'Defective', 'Panne', 'Breakdown',
   'defect', 14, 'type', 'goods', 'affected', TRUE, 'serial,fault_description', 'yes', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('RMA', '52', 140, 'Extension de garantie / e-care pack / licence', 'Warranty extension / e-care pack / licence', 'Défectueux (service)', 'Defective (service)',
   'defect', 30, 'type', 'service', 'affected', TRUE, '', 'no', FALSE, FALSE, FALSE, TRUE, '2000-01-01'),
  ('RMA', '63', 150, 'Demande de DOA', 'DOA request', 'Panne de mise en service', 'Failure on first use',
   'defect', 7, 'doa_policy', 'goods', 'affected', TRUE, 'serial,fault_description', 'yes', FALSE, FALSE, FALSE, TRUE, '2000-01-01');

INSERT INTO claim_type_variant (claim_type_id, variant, position, label_fr, label_en)
SELECT id, 'apparent', 1, 'Emballage abîmé', 'Damaged packaging' FROM claim_type WHERE department = 'CS' AND code = '03';
INSERT INTO claim_type_variant (claim_type_id, variant, position, label_fr, label_en)
SELECT id, 'concealed', 2, 'Emballage intact mais produit endommagé', 'Packaging intact but product damaged'
FROM claim_type WHERE department = 'CS' AND code = '03';

INSERT INTO auto_approval (department, code, condition, max_net_cents, needs_known_serials, valid_from) VALUES
  ('CS', '22', 'sealed', 50000, TRUE, '2000-01-01'),
  ('CS', '25', 'sealed', 50000, TRUE, '2000-01-01');

INSERT INTO claim_fee (department, code, percent_micros, valid_from) VALUES
  ('CS', '25', 5000000, '2000-01-01');
