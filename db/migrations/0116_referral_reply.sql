-- Answers of bodies without an account, and reminders (src/domain/referrals).

-- A secret address through which a body answers one referral. Only the hash of its token is stored.
CREATE TABLE referral_link (
  id          {int} PRIMARY KEY,
  referral_id {int} NOT NULL REFERENCES referral (id),
  token_hash  {bytes} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int} NOT NULL,
  until_at    {int} NOT NULL,     -- ends by itself
  ended_at    {int},              -- taken back, replaced, or the referral is over
  opened_at   {int},              -- when it was opened last
  opened      {int} NOT NULL      -- how often
) {strict};
CREATE UNIQUE INDEX referral_link_token ON referral_link (token_hash);
CREATE UNIQUE INDEX referral_link_one ON referral_link (referral_id) WHERE ended_at IS NULL;

-- The case manager has asked the body again.
CREATE TABLE referral_reminder (
  id           {int} PRIMARY KEY,
  referral_id  {int} NOT NULL REFERENCES referral (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  reminded_on  text NOT NULL,
  channel      text NOT NULL,     -- code list reminder_channel
  note         {bytes},           -- what was said
  ask_again_on text               -- becomes the referral's answer_by
) {strict};
CREATE INDEX referral_reminder_referral ON referral_reminder (referral_id);
