-- Path of young unaccompanied refugees (src/domain/uma): talks with the UmA-Hilfe team, target-group check, duties,
-- focus areas, the first six months of work, the end.
CREATE TABLE uma_talk (
  id           {int} PRIMARY KEY,
  case_id      {int} NOT NULL REFERENCES access_case (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  kind         text NOT NULL,       -- coordination, work, handback
  held_on      text NOT NULL,
  participants {bytes},             -- who took part
  agreed       {bytes},             -- what was agreed
  next_on      text                 -- the next talk agreed, if any
) {strict};
CREATE INDEX uma_talk_case ON uma_talk (case_id);
CREATE INDEX uma_talk_next ON uma_talk (next_on) WHERE next_on IS NOT NULL;

-- One row a case; who decides again changes it, the history keeps what was decided before.
CREATE TABLE uma_target_check (
  id               {int} PRIMARY KEY,
  case_id          {int} NOT NULL UNIQUE REFERENCES access_case (id),
  version          {int} NOT NULL,
  created_at       {int} NOT NULL,
  created_by       {int},
  changed_at       {int} NOT NULL,
  changed_by       {int},
  checked_on       text NOT NULL,
  adult            text NOT NULL,   -- yes, no, unknown: the three groups of the concept
  adult_reason     {bytes},
  care_ended       text NOT NULL,
  care_reason      {bytes},
  independence     text NOT NULL,
  independence_reason {bytes},
  conclusion       {bytes}          -- what follows if none of them fits
) {strict};

CREATE TABLE uma_duty (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  matter     {bytes},               -- what somebody takes care of
  owner      text NOT NULL,         -- kim, uma_help, both, other
  owner_name {bytes},
  until_on   text
) {strict};
CREATE INDEX uma_duty_case ON uma_duty (case_id);

CREATE TABLE uma_focus (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  kind       text NOT NULL,         -- one of the four focus areas
  aim        {bytes},
  state      text NOT NULL,
  note       {bytes},
  UNIQUE (case_id, kind)
) {strict};

-- One row a start of work; the six months run from it.
CREATE TABLE uma_work (
  id             {int} PRIMARY KEY,
  case_id        {int} NOT NULL REFERENCES access_case (id),
  version        {int} NOT NULL,
  created_at     {int} NOT NULL,
  created_by     {int},
  changed_at     {int} NOT NULL,
  changed_by     {int},
  kind           text NOT NULL,
  employer       {bytes},
  started_on     text NOT NULL,
  interval_weeks {int} NOT NULL,    -- a talk is due at least so often
  stopped_on     text,              -- work ended before the six months were over
  stop_reason    {bytes},
  six_months_on  text NOT NULL,     -- derived: the day the six months are over
  next_talk_on   text               -- derived: last talk plus interval, none after the six months
) {strict};
CREATE INDEX uma_work_case ON uma_work (case_id);
CREATE INDEX uma_work_talk ON uma_work (next_talk_on) WHERE stopped_on IS NULL;
CREATE INDEX uma_work_end ON uma_work (six_months_on) WHERE stopped_on IS NULL;

CREATE TABLE uma_ending (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL UNIQUE REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  kind       text NOT NULL,         -- handback, closure, other_body, not_target
  ended_on   text NOT NULL,
  receiver   {bytes},               -- who takes over
  reason     {bytes}
) {strict};
