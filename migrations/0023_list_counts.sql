-- Lists and their counts read the index alone: whether a claim is closed and whether a complaint is a draft stand in it.
DROP INDEX claim_confirmed;
CREATE INDEX claim_confirmed ON claim (confirmed_at, id, closed_at);
DROP INDEX claim_of_account;
CREATE INDEX claim_of_account ON claim (account_id, confirmed_at, id, closed_at);
DROP INDEX complaint_listed;
CREATE INDEX complaint_listed ON complaint (listed_on, id, state);
