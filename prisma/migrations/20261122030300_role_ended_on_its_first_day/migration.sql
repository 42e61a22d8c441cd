-- A role given and ended on one day was held on no whole day: from that day to the day before.
ALTER TABLE membership DROP CONSTRAINT membership_check, ADD CONSTRAINT membership_check CHECK (valid_to IS NULL OR valid_to >= valid_from - 1);
