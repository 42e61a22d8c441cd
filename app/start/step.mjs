import { spawn } from "node:child_process";

const SILENT_FOR_MILLISECONDS = 2_000;

/**
 * Runs one program and says how long it takes once that is longer than two seconds. Its output is shown only when it fails.
 * @param {string} title such as "Building the app"
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it ended well
 */
export async function step(title, command, args, env = process.env) {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const end = showProgress(title);
  const isDone = await new Promise((resolve) => {
    child.once("error", (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  end(isDone);
  if (!isDone) process.stdout.write(Buffer.concat(output));
  return isDone;
}

function showProgress(title) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  const isTerminal = process.stdout.isTTY;
  let isShown = false;
  const show = () => {
    isShown = true;
    process.stdout.write(isTerminal ? `\r${title} … ${seconds()} s` : `${title} … ${seconds()} s\n`);
  };
  const first = setTimeout(show, SILENT_FOR_MILLISECONDS);
  const next = setInterval(show, isTerminal ? 1_000 : 5_000);
  return (isDone) => {
    clearTimeout(first);
    clearInterval(next);
    if (isShown || !isDone)
      process.stdout.write(
        `${isTerminal ? "\r" : ""}${title}: ${isDone ? "done" : "FAILED"} after ${seconds()} s\n`,
      );
  };
}
