-- Mail that waits to be sent (src/domain/outbox). recipient and content are sealed with a key of the tenant and emptied once
-- the message is sent.
CREATE TABLE outgoing_mail (
  id            {int} PRIMARY KEY,
  version       {int} NOT NULL,
  created_at    {int} NOT NULL,
  created_by    {int},
  changed_at    {int} NOT NULL,
  changed_by    {int},
  kind          text NOT NULL,    -- code list mail_kind
  state         text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'given_up')),
  recipient     {bytes},
  content       {bytes},          -- the whole message
  attempts      {int} NOT NULL,
  next_at       {int},            -- not tried before
  reason        text,             -- why the last try failed; code list mail_reason
  about         {int},            -- id of what it is about (appointment)
  useless_after {int},            -- not sent later than that
  CHECK (state <> 'sent' OR (recipient IS NULL AND content IS NULL)),
  CHECK (state <> 'waiting' OR (content IS NOT NULL AND next_at IS NOT NULL))
) {strict};
CREATE INDEX outgoing_mail_due ON outgoing_mail (next_at) WHERE state = 'waiting';
CREATE INDEX outgoing_mail_about ON outgoing_mail (about) WHERE state = 'waiting';
