-- The audit trail. Rows are appended, never changed; each hash covers the one before (src/domain/audit/chain.cpp).
CREATE TABLE audit_entry (
  sequence   {int} PRIMARY KEY,   -- 1, 2, 3 ... without a gap
  at         {int} NOT NULL,      -- moment, microseconds UTC
  act        text NOT NULL,       -- created, changed, opened, disclosed ...
  actor      {int},               -- account; empty for the program itself
  what       text NOT NULL,       -- record name
  record_id  {int},
  case_id    {int},
  subject_id {int},               -- person or inquiry concerned
  purpose    text NOT NULL,       -- context of a read
  note       text NOT NULL,       -- codes and counts, never content
  sealed     {bytes},             -- difference of fields, encrypted with the subject's key
  address    text NOT NULL,       -- client address
  hash       {bytes} NOT NULL
) {strict};
CREATE INDEX audit_entry_case ON audit_entry (case_id, sequence) WHERE case_id IS NOT NULL;
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, sequence) WHERE subject_id IS NOT NULL AND case_id IS NULL;
CREATE INDEX audit_entry_record ON audit_entry (record_id, sequence)
  WHERE record_id IS NOT NULL AND case_id IS NULL AND subject_id IS NULL;
