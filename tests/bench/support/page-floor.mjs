import http from "node:http";
import pg from "pg";

// The least that a page can cost: the same statements by plain pg, in the same order on one connection, and the same
// bytes by a bare server. A process of its own, like the app.
process.once("message", async ({ databaseUrl, statements, body, headers }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, options: "-c TimeZone=UTC" });
  const bytes = Buffer.from(body, "base64");
  const server = http.createServer(async (request, response) => {
    request.resume();
    const client = await pool.connect();
    for (const statement of statements) await client.query(statement);
    client.release();
    response.writeHead(200, headers);
    response.end(bytes);
  });
  server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
  process.once("disconnect", () => process.exit(0));
});
