// Copies what the pages load from npm packages into static/vendor/, after `npm ci`.
// The folder is thrown away first, so that nothing of an older version stays behind.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, "node_modules");
const vendor = join(root, "static", "vendor");

const ASSETS = [
  ["@digital-go-jp/design-tokens/dist/tokens.css", "tokens.css"],
];

rmSync(vendor, { recursive: true, force: true });
mkdirSync(vendor, { recursive: true });
for (const [source, name] of ASSETS) {
  copyFileSync(join(packages, source), join(vendor, name));
  console.log(`static/vendor/${name}`);
}
