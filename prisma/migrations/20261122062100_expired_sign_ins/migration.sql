-- Sessions and codes that ended hold an address of a person and of a machine for nothing; so does a count nobody adds to.
CREATE FUNCTION app.erase_expired_sign_ins() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH sessions AS (DELETE FROM session WHERE expires_at < now() - interval '1 day' RETURNING 1),
    codes AS (DELETE FROM verification WHERE expires_at < now() - interval '1 day' RETURNING 1),
    counts AS (DELETE FROM rate_limit WHERE last_request < extract(epoch FROM now() - interval '1 day') * 1000 RETURNING 1)
  SELECT ((SELECT count(*) FROM sessions) + (SELECT count(*) FROM codes) + (SELECT count(*) FROM counts))::integer;
$$;
REVOKE EXECUTE ON FUNCTION app.erase_expired_sign_ins() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_expired_sign_ins() TO virtual_school_worker;
