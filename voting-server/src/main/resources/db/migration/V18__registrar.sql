-- The signature of a registrar who works apart from the server, over what that registrar asks officers to decide. Null where staff ask.
ALTER TABLE decision ADD COLUMN registrar TEXT;
