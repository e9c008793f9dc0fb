-- What was drawn on a screen below the text of a signed version (src/domain/goals); one row a signer, never changed.
CREATE TABLE agreement_signature (
  id           {int} PRIMARY KEY,
  agreement_id {int} NOT NULL REFERENCES agreement (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  signer       text NOT NULL,     -- code list agreement_signer
  name         {bytes} NOT NULL,  -- as it stood then
  strokes      {bytes} NOT NULL,  -- points in a box of 900 x 300 (src/base/strokes.h)
  text_hash    text NOT NULL,     -- SHA-256 of the text that was shown: that of the agreement
  signed_on    text NOT NULL
) {strict};
CREATE INDEX agreement_signature_agreement ON agreement_signature (agreement_id);
