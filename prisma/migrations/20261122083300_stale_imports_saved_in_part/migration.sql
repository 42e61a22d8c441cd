-- A file that was saved in part could not be marked as done, and then nothing at all was erased: a row has to be seen after its
-- change too, so the policy asks for its age alone, and the function for its state.
DROP POLICY stale_imports ON import;
CREATE POLICY stale_imports ON import TO CURRENT_USER USING (started_at < app.today() - 30);
CREATE OR REPLACE FUNCTION app.erase_stale_imports() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased integer;
BEGIN
  DELETE FROM import_row WHERE applied_at IS NULL;
  GET DIAGNOSTICS erased = ROW_COUNT;
  UPDATE import SET state = 'applied', applied_at = now() WHERE state = 'applying';
  DELETE FROM import WHERE state <> 'applied';
  RETURN erased;
END $$;
