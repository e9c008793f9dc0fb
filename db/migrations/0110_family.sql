-- Families, households and the Netzwerkkarte (src/domain/family).

-- Relations have a time, and relatives without a file can live in the same household.
ALTER TABLE relative ADD COLUMN valid_from text;
ALTER TABLE relative ADD COLUMN valid_until text;
ALTER TABLE relative ADD COLUMN lives_with {int} NOT NULL DEFAULT 0;

-- Times of persons on file in households. Who shares household_id and has not left lives together.
CREATE TABLE household_member (
  id           {int} PRIMARY KEY,
  person_id    {int} NOT NULL REFERENCES person (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  household_id {int} NOT NULL,
  joined_on    text NOT NULL,
  left_on      text
) {strict};
CREATE INDEX household_member_person ON household_member (person_id);
CREATE INDEX household_member_household ON household_member (household_id, joined_on) WHERE left_on IS NULL;
-- A person lives in one household at a time.
CREATE UNIQUE INDEX household_member_one ON household_member (person_id) WHERE left_on IS NULL;

-- Own consent of relatives who are advised along with the person; the newest row counts.
CREATE TABLE relative_consent (
  id           {int} PRIMARY KEY,
  relative_id  {int} NOT NULL REFERENCES relative (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  given_on     text NOT NULL,
  given_by     text NOT NULL,
  signer       {bytes},
  channel      text NOT NULL,
  valid_until  text,
  withdrawn_on text
) {strict};
CREATE INDEX relative_consent_relative ON relative_consent (relative_id);

-- Versions of the Netzwerkkarte, one row a day it was drawn.
CREATE TABLE network_map (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  drawn_on   text NOT NULL,
  note       {bytes}
) {strict};
CREATE INDEX network_map_case ON network_map (case_id);

CREATE TABLE network_node (
  id         {int} PRIMARY KEY,
  map_id     {int} NOT NULL REFERENCES network_map (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  name       {bytes},
  kind       {bytes},        -- person, group, body
  sector     {bytes},        -- family, friends, work and school, professionals
  closeness  {bytes},        -- near, middle, far
  quality    {bytes},        -- strong, mixed, burden, broken
  helps      {bytes},
  removed_on text,           -- taken off the card, can be put back
  origin_id  {int}           -- the node of an earlier version it was copied from
) {strict};
CREATE INDEX network_node_map ON network_node (map_id);
