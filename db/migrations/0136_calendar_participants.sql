-- Appointments with more than three accounts, such as a conference of the team.
ALTER TABLE appointment ADD COLUMN fourth_id {int};   -- further accounts that take part
ALTER TABLE appointment ADD COLUMN fifth_id {int};
ALTER TABLE appointment ADD COLUMN sixth_id {int};
ALTER TABLE appointment ADD COLUMN seventh_id {int};
ALTER TABLE appointment ADD COLUMN eighth_id {int};
