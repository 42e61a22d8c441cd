import net from "node:net";

// A mail server that takes everything and keeps nothing, as a process of its own: it costs the sender no time of its own.
const server = net.createServer((socket) => {
  let isMail = false;
  let waiting = "";
  const take = (end) => {
    const at = waiting.indexOf(end);
    if (at < 0) return null;
    const taken = waiting.slice(0, at);
    waiting = waiting.slice(at + end.length);
    return taken;
  };
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.write("220 sink\r\n");
  socket.on("data", (data) => {
    waiting += data.toString("latin1");
    for (;;) {
      const taken = take(isMail ? "\r\n.\r\n" : "\r\n");
      if (taken === null) return;
      const begins = !isMail && taken.startsWith("DATA");
      isMail = begins;
      socket.write(begins ? "354 go on\r\n" : "250 ok\r\n");
      if (taken.startsWith("QUIT")) socket.end();
    }
  });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.once("disconnect", () => process.exit());
