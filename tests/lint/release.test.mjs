import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { newestChange, problems } from "./release.mjs";

const manifest = `[workspace]
resolver = "2"

[package]
name = "stancemap"
version = "1.2.3"
repository = "https://github.com/owner/name"

[dependencies]
version = "9.9.9"
`;
const readme = "# Map\n\n## Changes\n\n### 1.2.3\n\nGlobes turn.\n\n### 1.2.2\n\nOlder.\n\n## More\n\n### 7.0.0\n";
const npm = { version: "1.2.3", repository: { type: "git", url: "git+https://github.com/owner/name.git" } };
const agreed = { manifest, readme, tag: "v1.2.3", repository: "owner/name", npm };

test("this repository's crate and README are of one version", () => {
  const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  assert.deepEqual(problems({ manifest: read("Cargo.toml"), readme: read("README.md") }), []);
});

test("what agrees has no problem", () => {
  assert.deepEqual(problems(agreed), []);
});

test("the notes are the newest section alone", () => {
  assert.deepEqual(newestChange(readme), { version: "1.2.3", text: "Globes turn." });
});

for (const [what, change, told] of [
  ["another tag", { tag: "v1.2.4" }, /^the tag: found v1\.2\.4, expected v1\.2\.3/],
  ["a tag without v", { tag: "1.2.3" }, /^the tag/],
  ["a README that stops at an older version", { readme: readme.replace("### 1.2.3", "### 1.2.1") }, /^README\.md.*found 1\.2\.1/],
  ["a README without changes", { readme: "# Map\n" }, /^README\.md.*found none/],
  ["an empty section", { readme: readme.replace("Globes turn.", "") }, /^README\.md.*empty/],
  ["an npm package of another version", { npm: { ...npm, version: "1.2.2" } }, /^the npm package's version: found 1\.2\.2/],
  ["an npm package without a repository", { npm: { version: "1.2.3" } }, /^the npm package's repository: found none/],
  ["another repository", { repository: "fork/name", npm: undefined }, /^Cargo\.toml, repository/],
  ["a manifest without a version", { manifest: "[package]\n" }, /^Cargo\.toml: no version/],
]) {
  test(`${what} is told`, () => {
    const found = problems({ ...agreed, ...change });
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found[0], told);
  });
}
