-- A file that nobody came back to: what it said of children is not kept. One that was saved in part keeps the answers given.
CREATE POLICY stale_imports ON import TO CURRENT_USER USING (state <> 'applied' AND started_at < app.today() - 30) WITH CHECK (true);
CREATE POLICY stale_imports ON import_row TO CURRENT_USER USING (import_id IN (SELECT id FROM import));
CREATE FUNCTION app.erase_stale_imports() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased integer;
BEGIN
  DELETE FROM import_row WHERE applied_at IS NULL;
  GET DIAGNOSTICS erased = ROW_COUNT;
  UPDATE import SET state = 'applied', applied_at = now() WHERE state = 'applying';
  DELETE FROM import;
  RETURN erased;
END $$;
REVOKE EXECUTE ON FUNCTION app.erase_stale_imports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_stale_imports() TO virtual_school_worker;
