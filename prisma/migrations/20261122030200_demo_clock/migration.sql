-- The demo stands still at an invented day: its clock is set once, when its history has been made. Any other database refuses.
CREATE FUNCTION app.set_demo_clock(offset_seconds bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE installation SET clock_offset_seconds = offset_seconds WHERE id = 1 AND is_demo;
  RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION app.set_demo_clock(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.set_demo_clock(bigint) TO virtual_school_web;
