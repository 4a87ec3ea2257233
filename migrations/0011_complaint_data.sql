-- What a firm starts with (complaints.md §3 and §6): lists, mediators whose addresses are public, texts of letters. Firms edit
-- all of it with validity dates; nothing here is changed by a later version of the program.
INSERT INTO list_item (list, code, parent, position, label_fr, label_en, valid_from) VALUES
  ('product', 'auto', '', 1, 'Auto', 'Motor', '2000-01-01'),
  ('product', 'home', '', 2, 'Habitation', 'Home', '2000-01-01'),
  ('product', 'liability', '', 3, 'Responsabilité civile', 'Liability', '2000-01-01'),
  ('product', 'health', '', 4, 'Santé', 'Health', '2000-01-01'),
  ('product', 'provident', '', 5, 'Prévoyance', 'Provident', '2000-01-01'),
  ('product', 'borrower', '', 6, 'Emprunteur', 'Borrower', '2000-01-01'),
  ('product', 'life_insurance', '', 7, 'Assurance vie', 'Life insurance', '2000-01-01'),
  ('product', 'capitalisation', '', 8, 'Capitalisation', 'Capitalisation', '2000-01-01'),
  ('product', 'retirement_savings', '', 9, 'PER', 'Retirement savings plan (PER)', '2000-01-01'),
  ('product', 'collective_investment', '', 10, 'SCPI / OPC', 'Property and investment funds (SCPI, OPC)', '2000-01-01'),
  ('product', 'mortgage', '', 11, 'Crédit immobilier', 'Mortgage', '2000-01-01'),
  ('product', 'consumer_credit', '', 12, 'Crédit à la consommation', 'Consumer credit', '2000-01-01'),
  ('product', 'debt_consolidation', '', 13, 'Regroupement', 'Debt consolidation', '2000-01-01'),
  ('product', 'other', '', 14, 'Autre', 'Other', '2000-01-01'),
  ('reason', 'sales', '', 1, 'Commercialisation', 'Sales', '2000-01-01'),
  ('reason', 'pricing', '', 2, 'Tarification', 'Pricing', '2000-01-01'),
  ('reason', 'contract_life', '', 3, 'Vie du contrat', 'Life of the contract', '2000-01-01'),
  ('reason', 'claim_or_benefit', '', 4, 'Sinistre / prestation', 'Loss or benefit', '2000-01-01'),
  ('reason', 'termination', '', 5, 'Résiliation / clôture', 'Termination', '2000-01-01'),
  ('reason', 'service_quality', '', 6, 'Qualité de service', 'Quality of service', '2000-01-01'),
  ('reason', 'personal_data', '', 7, 'Données personnelles', 'Personal data', '2000-01-01'),
  ('reason', 'other', '', 8, 'Autre', 'Other', '2000-01-01'),
  ('sub_reason', 'advertising', 'sales', 1, 'Publicité', 'Advertising', '2000-01-01'),
  ('sub_reason', 'canvassing', 'sales', 2, 'Démarchage', 'Canvassing', '2000-01-01'),
  ('sub_reason', 'sales_talk', 'sales', 3, 'Discours commercial', 'Sales talk', '2000-01-01'),
  ('sub_reason', 'precontractual_information', 'sales', 4, 'Information précontractuelle', 'Precontractual information', '2000-01-01'),
  ('sub_reason', 'duty_to_advise', 'sales', 5, 'Devoir de conseil', 'Duty to advise', '2000-01-01'),
  ('sub_reason', 'subscription_refusal', 'sales', 6, 'Refus de souscription', 'Refusal to subscribe', '2000-01-01'),
  ('sub_reason', 'amount', 'pricing', 1, 'Montant', 'Amount', '2000-01-01'),
  ('sub_reason', 'increase', 'pricing', 2, 'Augmentation', 'Increase', '2000-01-01'),
  ('sub_reason', 'fees', 'pricing', 3, 'Frais', 'Fees', '2000-01-01'),
  ('sub_reason', 'direct_debit', 'pricing', 4, 'Prélèvement', 'Direct debit', '2000-01-01'),
  ('sub_reason', 'contract_change', 'contract_life', 1, 'Modification', 'Change', '2000-01-01'),
  ('sub_reason', 'contract_delay', 'contract_life', 2, 'Délai', 'Delay', '2000-01-01'),
  ('sub_reason', 'contract_document', 'contract_life', 3, 'Document', 'Document', '2000-01-01'),
  ('sub_reason', 'switch', 'contract_life', 4, 'Arbitrage', 'Switch between funds', '2000-01-01'),
  ('sub_reason', 'surrender', 'contract_life', 5, 'Rachat', 'Surrender', '2000-01-01'),
  ('sub_reason', 'contract_transfer', 'contract_life', 6, 'Transfert', 'Transfer', '2000-01-01'),
  ('sub_reason', 'cover_refusal', 'claim_or_benefit', 1, 'Refus de garantie', 'Refusal of cover', '2000-01-01'),
  ('sub_reason', 'benefit_amount', 'claim_or_benefit', 2, 'Montant', 'Amount', '2000-01-01'),
  ('sub_reason', 'benefit_delay', 'claim_or_benefit', 3, 'Délai', 'Delay', '2000-01-01'),
  ('sub_reason', 'expert_assessment', 'claim_or_benefit', 4, 'Expertise', 'Expert assessment', '2000-01-01'),
  ('sub_reason', 'termination_delay', 'termination', 1, 'Délai', 'Delay', '2000-01-01'),
  ('sub_reason', 'termination_refusal', 'termination', 2, 'Refus', 'Refusal', '2000-01-01'),
  ('sub_reason', 'reception', 'service_quality', 1, 'Accueil', 'Reception', '2000-01-01'),
  ('sub_reason', 'reachability', 'service_quality', 2, 'Joignabilité', 'Reachability', '2000-01-01'),
  ('sub_reason', 'service_error', 'service_quality', 3, 'Erreur', 'Error', '2000-01-01'),
  ('sub_reason', 'service_answer', 'service_quality', 4, 'Réponse', 'Answer', '2000-01-01'),
  ('piece_kind', 'original_complaint', '', 1, 'Réclamation d’origine', 'Original complaint', '2000-01-01'),
  ('piece_kind', 'envelope', '', 2, 'Enveloppe', 'Envelope', '2000-01-01'),
  ('piece_kind', 'acknowledgement', '', 3, 'Accusé', 'Acknowledgement', '2000-01-01'),
  ('piece_kind', 'mandate', '', 4, 'Mandat', 'Mandate', '2000-01-01'),
  ('piece_kind', 'contract', '', 5, 'Contrat / avenant', 'Contract or amendment', '2000-01-01'),
  ('piece_kind', 'correspondence', '', 6, 'Correspondance', 'Correspondence', '2000-01-01'),
  ('piece_kind', 'statement', '', 7, 'Relevé', 'Statement', '2000-01-01'),
  ('piece_kind', 'expert_report', '', 8, 'Expertise', 'Expert report', '2000-01-01'),
  ('piece_kind', 'recording', '', 9, 'Enregistrement', 'Recording', '2000-01-01'),
  ('piece_kind', 'answer', '', 10, 'Réponse', 'Answer', '2000-01-01'),
  ('piece_kind', 'mediator_referral', '', 11, 'Saisine du médiateur', 'Referral to the mediator', '2000-01-01'),
  ('piece_kind', 'other', '', 12, 'Autre', 'Other', '2000-01-01'),
  ('solution', 'explanation', '', 1, 'Explication', 'Explanation', '2000-01-01'),
  ('solution', 'apology', '', 2, 'Excuses', 'Apology', '2000-01-01'),
  ('solution', 'correction', '', 3, 'Correction du dossier', 'Correction of the file', '2000-01-01'),
  ('solution', 'refund', '', 4, 'Remboursement', 'Refund', '2000-01-01'),
  ('solution', 'compensation', '', 5, 'Indemnisation', 'Compensation', '2000-01-01'),
  ('solution', 'goodwill', '', 6, 'Geste commercial', 'Goodwill gesture', '2000-01-01'),
  ('solution', 'termination', '', 7, 'Résiliation / annulation', 'Termination or cancellation', '2000-01-01'),
  ('solution', 'transmission', '', 8, 'Transmission', 'Transmission', '2000-01-01'),
  ('solution', 'none', '', 9, 'Aucune', 'None', '2000-01-01'),
  ('root_cause', 'advice', '', 1, 'Conseil', 'Advice', '2000-01-01'),
  ('root_cause', 'information', '', 2, 'Information', 'Information', '2000-01-01'),
  ('root_cause', 'procedure', '', 3, 'Procédure', 'Procedure', '2000-01-01'),
  ('root_cause', 'human_error', '', 4, 'Erreur humaine', 'Human error', '2000-01-01'),
  ('root_cause', 'system', '', 5, 'Outil / système', 'Tool or system', '2000-01-01'),
  ('root_cause', 'internal_delay', '', 6, 'Délai interne', 'Internal delay', '2000-01-01'),
  ('root_cause', 'insurer', '', 7, 'Assureur / fournisseur', 'Insurer or supplier', '2000-01-01'),
  ('root_cause', 'delegate', '', 8, 'Délégataire', 'Delegate', '2000-01-01'),
  ('root_cause', 'product', '', 9, 'Produit', 'Product', '2000-01-01'),
  ('root_cause', 'misunderstanding', '', 10, 'Incompréhension du client', 'Misunderstanding by the client', '2000-01-01'),
  ('root_cause', 'external', '', 11, 'Externe', 'External', '2000-01-01'),
  ('root_cause', 'undetermined', '', 12, 'Indéterminée', 'Undetermined', '2000-01-01'),
  ('corrective_action', 'correction', '', 1, 'Correction', 'Correction', '2000-01-01'),
  ('corrective_action', 'training', '', 2, 'Formation', 'Training', '2000-01-01'),
  ('corrective_action', 'procedure_change', '', 3, 'Modification de procédure', 'Change of procedure', '2000-01-01'),
  ('corrective_action', 'document_change', '', 4, 'Modification de document', 'Change of document', '2000-01-01'),
  ('corrective_action', 'tool_change', '', 5, 'Évolution d’outil', 'Change of a tool', '2000-01-01'),
  ('corrective_action', 'partner_reminder', '', 6, 'Rappel au partenaire', 'Reminder to the partner', '2000-01-01'),
  ('corrective_action', 'similar_cases_review', '', 7, 'Revue de dossiers similaires', 'Review of similar cases', '2000-01-01');

-- Those of the other activities are entered by the firm: until then no answer is sent for them.
INSERT INTO mediator (activity, name, address, website, valid_from) VALUES
  ('insurance', 'La Médiation de l’Assurance', 'TSA 50110, 75441 Paris Cedex 09', 'www.mediation-assurance.org', '2000-01-01'),
  ('investment_advice', 'Médiateur de l’AMF', '17 place de la Bourse, 75082 Paris Cedex 02', 'www.amf-france.org', '2000-01-01');

-- A line whose placeholder has nothing to say is left out of the letter (src/complaints/letter_text.h).
INSERT INTO letter_template (kind, version_no, subject, body, valid_from, created_at) VALUES
  ('acknowledgement', 1, 'Accusé de réception de votre réclamation {reference}',
   'Madame, Monsieur,

Nous avons reçu le {received_on} votre réclamation. La date d’envoi que nous retenons est le {sent_on}.
Elle porte la référence {reference} : rappelez-la dans vos échanges avec nous.

Votre dossier est suivi par {handler}.
Pour nous joindre : {handler_contact}

Nous étudions votre réclamation et vous demanderons, si nécessaire, les pièces qui nous manquent. Nous vous enverrons une réponse écrite et motivée.
Cette réponse vous sera envoyée au plus tard le {answer_due_on}.
Si nous ne pouvions pas tenir ce délai, nous vous en donnerions la raison par écrit.

Le traitement de votre réclamation est gratuit.

{mediator}

Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

{handler}
{organisation}
', '2000-01-01', '2000-01-01T00:00:00.000Z'),
  ('progress', 1, 'Votre réclamation {reference} : où en est votre dossier',
   'Madame, Monsieur,

Nous faisons le point sur votre réclamation {reference}.
Vous nous l’avez envoyée le {sent_on}.

État du dossier : {state}
Ce qui a été fait : {done_so_far}
Échéance de notre réponse écrite : {answer_due_on}

Votre dossier est suivi par {handler}.
Pour nous joindre : {handler_contact}

Le traitement de votre réclamation est gratuit.

{mediator}

Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

{handler}
{organisation}
', '2000-01-01', '2000-01-01T00:00:00.000Z'),
  ('holding', 1, 'Votre réclamation {reference} : information sur le délai',
   'Madame, Monsieur,

Nous ne sommes pas encore en mesure de répondre à votre réclamation {reference}.
Vous nous l’avez envoyée le {sent_on}.

La raison en est la suivante : {reason}

Nous prévoyons de vous répondre au plus tard le {new_date}.
Cette lettre ne reporte pas l’échéance de notre réponse, qui est le {answer_due_on}.

Votre dossier est suivi par {handler}.
Pour nous joindre : {handler_contact}

{mediator}

Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

{handler}
{organisation}
', '2000-01-01', '2000-01-01T00:00:00.000Z'),
  ('invitation', 1, 'Votre réclamation orale {reference} : comment nous écrire',
   'Madame, Monsieur,

Vous nous avez fait part oralement de votre mécontentement. Nous l’avons enregistré sous la référence {reference}.
Nous l’avons reçu le {received_on}.

Si la réponse qui vous a été donnée de vive voix ne vous satisfait pas, nous vous invitons à nous écrire, par lettre ou par courriel. Indiquez la référence ci-dessus, ce que vous reprochez et ce que vous attendez de nous, et joignez les pièces utiles.
Pour nous écrire : {handler_contact}

Les délais de traitement courent à partir de l’envoi de votre réclamation écrite. Nous en accuserons réception, puis nous vous répondrons par écrit.

Le traitement de votre réclamation est gratuit.

Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

{handler}
{organisation}
', '2000-01-01', '2000-01-01T00:00:00.000Z'),
  ('transfer', 1, 'Votre réclamation {reference} : transmission à l’organisme compétent',
   'Madame, Monsieur,

Après examen, votre réclamation {reference} ne relève pas de notre cabinet.
Vous nous l’avez envoyée le {sent_on}.

Nous la transmettons à l’organisme compétent : {institution}
C’est cet organisme qui vous répondra.

Votre interlocuteur au cabinet reste {handler}.
Pour nous joindre : {handler_contact}

Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

{handler}
{organisation}
', '2000-01-01', '2000-01-01T00:00:00.000Z'),
  ('answer', 1, 'Réponse à votre réclamation {reference}',
   'Madame, Monsieur,

Votre réclamation {reference} a été examinée. Voici notre réponse.
Vous nous l’avez envoyée le {sent_on}.

{answer}

Pour toute question sur cette réponse : {handler_contact}

{mediator}

Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

{handler}
{organisation}
', '2000-01-01', '2000-01-01T00:00:00.000Z');
