import nodemailer from "nodemailer";
import pg from "pg";

// The least that a burst can cost: the very bytes that the worker sends, written out beforehand, by nodemailer over the same
// number of pooled connections, and one commit for each that says it was accepted. A process of its own, like the worker.
process.once("message", async ({ databaseUrl, smtpUrl, connections, warmUp, mails }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const transport = nodemailer.createTransport({ url: smtpUrl, pool: true, maxConnections: connections });
  await Promise.all(Array.from({ length: 10 }, () => pool.query("select 1")));
  const sendAll = (some) =>
    Promise.all(
      some.map(async ({ id, envelope, raw }) => {
        await transport.sendMail({ envelope, raw });
        await pool.query("update outbox_mail set state = 'accepted', accepted_at = now() where id = $1", [
          id,
        ]);
      }),
    );
  await sendAll(mails.slice(0, warmUp));
  const start = performance.now();
  await sendAll(mails.slice(warmUp));
  const milliseconds = performance.now() - start;
  transport.close();
  await pool.end();
  process.send({ milliseconds });
  process.disconnect();
});
