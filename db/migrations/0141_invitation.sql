-- Who was invited to an appointment by mail, and what came back (src/domain/calendar).
CREATE TABLE invitation (
  id             {int} PRIMARY KEY,
  appointment_id {int} NOT NULL REFERENCES appointment (id),
  version        {int} NOT NULL,
  created_at     {int} NOT NULL,
  created_by     {int},
  changed_at     {int} NOT NULL,
  changed_by     {int},
  email          {bytes} NOT NULL,
  name           {bytes},          -- body or colleague; NULL = an address typed in
  account_id     {int},            -- colleague: gets the link to the appointment
  state          text NOT NULL,    -- code list invitation_state
  answered_at    {int},
  sequence       {int} NOT NULL,   -- SEQUENCE of the last message; an answer to an older one does not count
  address_token  {int}             -- keyed blind index of the address, to match an answer
) {strict};
CREATE INDEX invitation_appointment ON invitation (appointment_id);
CREATE INDEX invitation_address ON invitation (address_token);
