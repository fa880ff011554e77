// The importer program and what may be asked of it, by name: it reads texts for the studio, in a worker.
import { answer } from './loading/answering.js';
import { get, wasm } from './loading/fetching.js';
import { placesIn, pluralsOf } from './loading/plain-language.js';
import { Importer, initSync as startProgram } from './pkg/importer.js';

/** @type {Importer} */
let importer;

/** @satisfies {Record<string, (...given: any[]) => unknown>} */
export const requests = {
  /**
   * Starts the program whose WebAssembly lies at an address.
   * @param {string} address
   * @param {RequestInit} options
   */
  async start(address, options) {
    startProgram(await wasm(new URL(address), options));
    importer = new Importer();
  },

  /**
   * Adds names in other languages.
   * @param {string} address of the table
   */
  async addNames(address) {
    importer.addNames(await (await get(new URL(address))).text());
  },

  /**
   * Says findings in a language from now on; without files in English.
   * @param {string} tag
   * @param {Uint8Array[]} files of messages, and of the sentences of findings
   */
  setLanguage(tag, files) {
    if (files.length) importer.setLanguage(`${tag}.json`, files, pluralsOf(tag), placesIn(tag, Importer.placeCodes()));
    else importer.setLanguage('', undefined, [], '{}');
  },

  /** @param {string} request */
  draft: (request) => importer.draft(request),
};

answer(requests);
