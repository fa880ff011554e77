// What a release must agree on: the version of the crate, of the npm package, of the newest section
// under "Changes" in the README, and of the tag; and the repository that both packages name, since
// npm's provenance is refused where it is another than the one that publishes. Prints the section's
// text, the notes of the release.
//
//     node tests/lint/release.mjs [--tag v1.2.3] [--repository owner/name] [--package FILE.tgz]
//
// Takes the texts, gives the problems; only the last lines of this file read files.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** A value of the table [package] of a Cargo.toml. */
function field(manifest, name) {
  const table = manifest.match(/^\[package\]$([\s\S]*?)(?=^\[|(?![\s\S]))/m)?.[1] ?? "";
  return table.match(new RegExp(`^${name} = "([^"]*)"$`, "m"))?.[1];
}

/** The newest section of the README's changes: its version and its text. */
export function newestChange(readme) {
  const changes = readme.split(/^## Changes$/m)[1]?.split(/^## /m)[0] ?? "";
  const [heading = "", ...lines] = (changes.split(/^### /m)[1] ?? "").split("\n");
  return { version: heading.trim() || undefined, text: lines.join("\n").trim() };
}

/**
 * What does not agree, in sentences; none: all does. `tag`, `repository` ("owner/name") and
 * `npm` (a parsed package.json) are compared where they are given.
 */
export function problems({ manifest, readme, tag, repository, npm }) {
  const found = [];
  const version = field(manifest, "version");
  if (!version) return ['Cargo.toml: no version in [package]: write version = "1.2.3"'];
  const expect = (where, actual, expected, cure) => {
    if (actual !== expected) found.push(`${where}: found ${actual ?? "none"}, expected ${expected}: ${cure}`);
  };
  const change = newestChange(readme);
  expect("README.md, newest section under Changes", change.version, version, `add "### ${version}" with what changed`);
  if (change.version === version && !change.text) {
    found.push(`README.md, section ${version} under Changes: it is empty: say what changed`);
  }
  if (tag !== undefined) {
    expect("the tag", tag, `v${version}`, "set the version in Cargo.toml, or tag anew");
  }
  if (npm) {
    expect("the npm package's version", npm.version, version, "run `cargo xtask package` again");
  }
  if (repository !== undefined) {
    const address = `https://github.com/${repository}`;
    expect("Cargo.toml, repository", field(manifest, "repository"), address, "set it in [package]");
    if (npm) {
      const named = (npm.repository?.url ?? npm.repository)?.replace(/^git\+|\.git$/g, "");
      expect("the npm package's repository", named, address, "run `cargo xtask package` again");
    }
  }
  return found;
}

function main() {
  const { values } = parseArgs({
    options: { tag: { type: "string" }, repository: { type: "string" }, package: { type: "string" } },
  });
  const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  const readme = read("README.md");
  const npm =
    values.package && JSON.parse(execFileSync("tar", ["-xzOf", values.package, "package/package.json"], { encoding: "utf8" }));
  const found = problems({ manifest: read("Cargo.toml"), readme, tag: values.tag, repository: values.repository, npm });
  for (const problem of found) console.error(problem);
  if (found.length > 0) process.exit(1);
  console.log(newestChange(readme).text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
