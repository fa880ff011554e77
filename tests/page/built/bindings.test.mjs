// The declarations of www/types/pkg, which the page's code is checked against, agree with the bindings that
// wasm-bindgen wrote: these have their types in comments.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dist, packageFolder } from './build.mjs';

const WWW = fileURLToPath(new URL('../../../www/', import.meta.url));
const ts = createRequire(path.join(WWW, 'package.json'))('typescript');

/** A module that compiles if what is written of classes, without those that only bindings make, and of functions is what the bindings have. */
const check = (written, bindings, { classes = [], made = [], functions = [] }) => `
import * as written from ${JSON.stringify(written)};
import * as bindings from ${JSON.stringify(bindings)};

type None<Names extends never> = Names;
type Named<T> = Exclude<Extract<keyof T, string>, \`__\${string}\`>;
// More parameters than are given are no fault to the compiler.
type Count<Member> = Member extends (...all: infer All) => unknown ? All['length'] : -1;
type Miscounted<A, B> = { [Name in Named<A> & Named<B>]: Count<A[Name]> extends Count<B[Name]> ? never : Name }[Named<A> & Named<B>];
${[...classes, ...made].map((name) => `
export type UnwrittenIn${name} = None<Exclude<Named<bindings.${name}>, Named<written.${name}>>>;
declare const bound${name}: bindings.${name};
export const members${name}: Pick<written.${name}, Named<written.${name}>> = bound${name};
export type MiscountedIn${name} = None<Miscounted<written.${name}, bindings.${name}>>;
`).join('')}
${classes.map((name) => `
export const new${name}: new (...all: ConstructorParameters<typeof written.${name}>) => unknown = bindings.${name};
export const arguments${name}: ConstructorParameters<typeof written.${name}>['length'] = 0 as unknown as ConstructorParameters<typeof bindings.${name}>['length'];
`).join('')}
${functions.map((name) => `
export const ${name}: typeof written.${name} = bindings.${name};
export const arguments${name}: Parameters<typeof written.${name}>['length'] = 0 as unknown as Parameters<typeof bindings.${name}>['length'];
`).join('')}`;

/** What the compiler says of a module that stands nowhere. */
function complaints(text) {
  const file = path.join(WWW, 'types', 'bindings.check.ts');
  const options = {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'], types: [], allowJs: true, strict: true, noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.getSourceFile = (name, ...rest) => name === file ? ts.createSourceFile(file, text, ...rest) : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .map(({ messageText, start }) => `${text.slice(start, text.indexOf('\n', start))}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

const MODULES = {
  viewer: { classes: ['Viewer'], made: ['Tracing'] },
  full: { classes: ['JoinedMap', 'Search'], functions: ['filesOf', 'placeCodes'] },
  picture: { functions: ['paintFrame'] },
  command: { functions: ['runCommand'], folder: path.join(dist, 'npx/pkg') },
  importer: { classes: ['Importer'] },
};

for (const [name, exported] of Object.entries(MODULES)) {
  test(`the page is checked against the bindings of ${name}.js as they are`, () => {
    const [written, bindings] = [path.join(WWW, 'types/pkg'), exported.folder ?? packageFolder()].map((folder) => path.join(folder, `${name}.js`));
    assert.deepEqual(complaints(check(written, bindings, exported)), []);
  });
}
