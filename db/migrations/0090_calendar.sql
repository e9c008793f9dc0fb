-- Appointments of cases, open hours, the walk-in desk and calendar subscriptions (src/domain/calendar).

-- Own rooms: chosen for appointments and open hours, the only place that a subscribed calendar may name.
CREATE TABLE room (
  id          {int} PRIMARY KEY,
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  name        text NOT NULL,  -- "Rathaus Salzkotten, Raum 107"
  address     text,
  valid_until text            -- last day of use; NULL = in use
) {strict};

-- What a series of appointments was made from. Each appointment is a row of its own.
CREATE TABLE appointment_series (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  rule       text NOT NULL,  -- RRULE of RFC 5545, in local time
  left_out   text            -- EXDATE: days left out, "2026-12-25,2027-01-01"
) {strict};
CREATE INDEX appointment_series_case ON appointment_series (case_id);

CREATE TABLE appointment (
  id                   {int} PRIMARY KEY,
  case_id              {int} NOT NULL REFERENCES access_case (id),
  version              {int} NOT NULL,
  created_at           {int} NOT NULL,
  created_by           {int},
  changed_at           {int} NOT NULL,
  changed_by           {int},
  subject              {bytes} NOT NULL,  -- what it is about
  kind                 text NOT NULL,     -- code list appointment_kind
  on_day               text NOT NULL,
  from_time            text NOT NULL,     -- "09:00", Europe/Berlin
  until_time           text,
  room_id              {int} REFERENCES room (id),
  place                {bytes},           -- where it is no own room
  owner_id             {int} NOT NULL,    -- account that holds it
  second_id            {int},             -- further accounts that take part
  third_id             {int},
  others               {bytes},           -- further people
  interpreter          text,              -- code list interpreter_kind
  interpreter_language text,
  interpreter_service  {bytes},
  interpreter_minutes  {int},
  note                 {bytes},
  state                text NOT NULL,     -- code list appointment_state
  cancel_reason        text,              -- code list appointment_cancel
  series_id            {int} REFERENCES appointment_series (id)
) {strict};
CREATE INDEX appointment_case ON appointment (case_id);
CREATE INDEX appointment_day ON appointment (on_day);

-- Sprechstunden: recurring hours at a place, without persons.
CREATE TABLE open_hour (
  id         {int} PRIMARY KEY,
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  title      text NOT NULL,
  first_on   text NOT NULL,  -- first day; the rhythm follows from it
  from_time  text NOT NULL,
  until_time text NOT NULL,
  repeat     text NOT NULL,  -- code list repeat_kind
  ends_on    text,           -- last possible day
  room_id    {int} REFERENCES room (id),
  place      text,           -- where it is no own room
  note       text,
  team_id    {int} NOT NULL
) {strict};
CREATE INDEX open_hour_team ON open_hour (team_id);

-- A day on which an open hour is cancelled.
CREATE TABLE open_hour_exception (
  id           {int} PRIMARY KEY,
  open_hour_id {int} NOT NULL REFERENCES open_hour (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  off_on       text NOT NULL,
  reason       text
) {strict};
CREATE UNIQUE INDEX open_hour_exception_day ON open_hour_exception (open_hour_id, off_on);

-- Visits to an open hour, counted without a name.
CREATE TABLE walk_in (
  id         {int} PRIMARY KEY,
  version    {int} NOT NULL,
  created_at {int} NOT NULL,  -- when the visitor came
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  came_on    text NOT NULL,
  outcome    text NOT NULL,   -- code list walk_in_outcome
  served_at  {int},           -- when waiting ended
  team_id    {int} NOT NULL
) {strict};
CREATE INDEX walk_in_team ON walk_in (team_id, came_on);

-- Secret addresses under which an account's calendar can be subscribed to. Only a hash of the secret is stored.
CREATE TABLE calendar_feed (
  id         {int} PRIMARY KEY,
  account_id {int} NOT NULL,
  token_hash {bytes} NOT NULL,
  created_at {int} NOT NULL,
  ended_at   {int},
  read_on    text  -- last day on which it was fetched
) {strict};
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (token_hash);
CREATE INDEX calendar_feed_account ON calendar_feed (account_id);
