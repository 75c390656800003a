-- The audit trail is appended to and nothing else.
CREATE FUNCTION staff_action_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only appended to';
END;
$$;

CREATE TRIGGER staff_action_stays BEFORE UPDATE OR DELETE ON staff_action
    FOR EACH ROW EXECUTE FUNCTION staff_action_refuse();

CREATE TRIGGER staff_action_is_kept BEFORE TRUNCATE ON staff_action
    FOR EACH STATEMENT EXECUTE FUNCTION staff_action_refuse();
