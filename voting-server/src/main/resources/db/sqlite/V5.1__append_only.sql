-- The audit trail is appended to and nothing else.
CREATE TRIGGER staff_action_stays BEFORE UPDATE ON staff_action
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only appended to');
END;

CREATE TRIGGER staff_action_is_kept BEFORE DELETE ON staff_action
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only appended to');
END;
