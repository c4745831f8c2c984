// A running preview: `answerbook serve` on a project whose files a test changes as an editor does.

import { spawn } from "node:child_process";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { program, temporaryProject } from "./site.mjs";

/**
 * @typedef {object} Preview
 * @property {string} root
 * @property {string} origin
 * @property {(path: string, text: string) => void} write  as editors that never leave half a file
 * @property {() => string} said  what it printed
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a preview of a project with these files, and waits until it has an address.
 * @param {Record<string, string>} files
 * @param {{ port?: number, root?: string }} [options]  `root`: of a project that is there already
 * @returns {Promise<Preview>}
 */
export async function preview(files, { port = 0, root = temporaryProject(files) } = {}) {
  const child = spawn(program, ["serve", "--root", root, "--port", `${port}`], { stdio: ["ignore", "pipe", "pipe"] });
  const end = new Promise((resolve) => child.once("exit", resolve));
  process.once("exit", () => child.kill("SIGKILL"));
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  /** @type {string} */
  const origin = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      const found = /the site is at (http:\/\/[^/]+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`serve ended with status ${code}\n${said}`)));
  });
  return {
    root,
    origin,
    write: (path, text) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}~`, text);
      renameSync(`${file}~`, file);
    },
    said: () => said,
    stop: async () => {
      child.kill("SIGINT");
      await end;
    },
  };
}
