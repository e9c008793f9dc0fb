-- Work with partners that belongs to no case (src/domain/networking). No personal data of clients.
CREATE TABLE network_contact (
  id         {int} PRIMARY KEY,
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},           -- who may correct it
  changed_at {int} NOT NULL,
  changed_by {int},
  held_on    text NOT NULL,
  kind       text NOT NULL,   -- code list network_contact_kind
  topic      text,            -- field of action
  minutes    {int},
  others     text,            -- partners that are in no register
  outcome    text,
  note       text,
  partners   text,            -- ids of bodies between blanks: " 201 204 "
  team_id    {int}            -- NULL: of a coordinating body
) {strict};
CREATE INDEX network_contact_team ON network_contact (team_id, held_on);
CREATE INDEX network_contact_author ON network_contact (created_by, held_on);
