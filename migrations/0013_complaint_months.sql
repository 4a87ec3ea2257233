-- What came in and what was answered by month, counted from the index alone.
CREATE INDEX complaint_received ON complaint (received_on, state) WHERE number IS NOT NULL;
CREATE INDEX complaint_answered ON complaint (answered_on, state) WHERE answered_on IS NOT NULL;
CREATE INDEX corrective_action_state ON corrective_action (state, due_on);
