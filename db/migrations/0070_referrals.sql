-- Verweisungen to bodies, with or without an account (src/domain/referrals). What left the office is proven in `disclosure`.
CREATE TABLE referral (
  id             {int} PRIMARY KEY,
  case_id        {int} NOT NULL REFERENCES access_case (id),
  version        {int} NOT NULL,
  created_at     {int} NOT NULL,
  created_by     {int},
  changed_at     {int} NOT NULL,
  changed_by     {int},
  recipient_id   {int} NOT NULL,      -- body
  reason         {bytes},             -- why, and what is asked
  contents       text NOT NULL,       -- codes joined by ','
  legal_basis    text NOT NULL,
  basis_note     {bytes},             -- why, if it rests on a statute
  warm           {int} NOT NULL,      -- joint talk agreed
  answer_by      text,                -- answer asked for; later: when to ask again
  state          text NOT NULL,       -- code list referral_state
  sent_on        text,                -- NULL = never left the office
  release_id     {int} REFERENCES release (id),
  answered_on    text,                -- latest answer
  noticed_on     text,                -- the case manager took note of it; NULL with an answer = "Neue Antworten"
  decline_reason text,
  outcome        text,
  answer_note    {bytes},             -- what the body said
  CHECK (state <> 'prepared' OR sent_on IS NULL)
) {strict};
CREATE INDEX referral_case ON referral (case_id);
CREATE INDEX referral_recipient ON referral (recipient_id, sent_on);
CREATE INDEX referral_due ON referral (answer_by) WHERE state IN ('sent', 'seen', 'accepted', 'waiting');
CREATE INDEX referral_answered ON referral (answered_on) WHERE answered_on IS NOT NULL AND noticed_on IS NULL;
