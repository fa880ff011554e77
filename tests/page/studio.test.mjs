// The studio's state: what may happen to a work, steps back and again, files, findings, marks.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { checkedWork, fileOf, isWorkFile, workOf } from '../../www/studio/file.js';
import { findingsOf } from '../../www/studio/findings.js';
import { act, newDesk, redo, STEPS, undo } from '../../www/studio/history.js';
import { stretchesOf } from '../../www/studio/marks.js';
import { decoded, plain } from '../../www/studio/opening.js';
import { suggested } from '../../www/studio/suggest.js';
import { applied, difference, takenBack } from '../../www/studio/patch.js';
import { centerOf, documentOf, tallyOf } from '../../www/studio/tally.js';
import { emptyWork, isEmpty, LANGUAGES, reduce, replaced } from '../../www/studio/work.js';

const work = { ...emptyWork(), sources: [{ name: 'a.txt', text: 'In favour: France, Congo, Italy' }] };
const draft = (own = {}) => ({ sources: [{ votes: [], readings: [], unread: [], text: null }], findings: [], missing: [], rows: {}, members: [], table: '', date: '2022-03-02', body: 'general-assembly', title: null, symbol: null, source: null, expect: {}, decision: null, derived: [], ...own });
const finding = (own = {}) => ({ code: 'unknown-name', severity: 'error', message: 'm', places: [[0, 19, 24]], about: [], fixes: [], taken: false, ...own });

test('what is taken out of a list takes its separator along', () => {
  for (const [text, from, to, left] of [['A, B, C', 3, 4, 'A, C'], ['A, B', 3, 4, 'A'], ['A; B; C', 0, 1, 'B; C'], ['甲、乙、丙', 2, 3, '甲、丙'], ['A\nB', 2, 3, 'A\n']]) assert.equal(replaced(text, from, to, ''), left);
  assert.equal(replaced('A, Congo', 3, 8, 'DR Congo'), 'A, DR Congo');
});

test('a correction that is taken back leaves nothing behind', () => {
  const corrected = reduce(reduce(work, { type: 'correct', code: 'FRA', key: 'vote', value: 'no' }), { type: 'correct', code: 'FRA', key: 'cosponsor', value: 'yes' });
  assert.deepEqual(corrected.corrections, { FRA: { vote: 'no', cosponsor: 'yes' } });
  const back = ['vote', 'cosponsor'].reduce((own, key) => reduce(own, { type: 'correct', code: 'FRA', key, value: null }), corrected);
  assert.deepEqual(back, work);
});

test('files come beside what is there; blank texts go', () => {
  assert.equal(reduce({ ...work, sources: [{ name: '', text: ' \n' }] }, { type: 'add', sources: [{ name: 'b', text: 'x' }] }).sources.length, 1);
  assert.equal(reduce(work, { type: 'add', sources: [{ name: 'b', text: 'x' }] }).sources.length, 2);
  assert.ok(isEmpty(emptyWork()));
});

/** Every action, some several times. */
const ACTIONS = [
  { type: 'type', source: 0, text: 'In favour: France, Congo, Italy, Malta' },
  { type: 'replace', source: 0, from: 19, to: 24, with: 'DR Congo' },
  { type: 'replace', source: 0, from: 11, to: 17, with: '' },
  { type: 'add', sources: [{ name: 'b.csv', text: 'iso3,vote\nFRA,yes' }] },
  { type: 'choose', source: 1, vote: 2 },
  { type: 'write', field: 'title', value: 'A title' },
  { type: 'write', field: 'subtitle', value: '' },
  { type: 'set', field: 'date', value: '2022-03-02' },
  { type: 'set', field: 'frame', value: 'europe' },
  { type: 'correct', code: 'FRA', key: 'vote', value: 'no' },
  { type: 'absent', value: true },
  { type: 'remove', source: 0 },
  { type: 'write', field: 'title', value: null },
  { type: 'open', work: { ...emptyWork('fr'), sources: [{ name: '', text: 'Pour : France' }] } },
];

test('every step can be taken back and done again', () => {
  let desk = newDesk(work);
  const works = [desk.work];
  ACTIONS.forEach((action, i) => {
    desk = act(desk, action, i * 1e4);
    works.push(desk.work);
  });
  assert.equal(desk.past.length, ACTIONS.length);
  for (let i = works.length - 2; i >= 0; i -= 1) {
    desk = undo(desk);
    assert.deepEqual(desk.work, works[i], `back to ${i}`);
  }
  for (let i = 1; i < works.length; i += 1) {
    desk = redo(desk);
    assert.deepEqual(desk.work, works[i], `again to ${i}`);
  }
});

test('what is typed at a stretch is one step; after a pause, elsewhere or after a step back it is another', () => {
  const typed = (desk, text, at) => act(desk, { type: 'type', source: 0, text }, at);
  let desk = ['ab', 'abc', 'abcd'].reduce((own, text, i) => typed(own, text, 100 * i), newDesk(work));
  assert.equal(desk.past.length, 1);
  assert.deepEqual(undo(desk).work, work);
  desk = typed(desk, 'abcde', 5000);
  assert.equal(desk.past.length, 2);
  desk = typed(redo(undo(desk)), 'abcdef', 5100);
  assert.equal(desk.past.length, 3);
});

test('an action that changes nothing is no step', () => {
  const desk = newDesk(work);
  assert.equal(act(desk, { type: 'absent', value: false }, 0), desk);
  assert.equal(undo(desk), desk);
  assert.equal(redo(desk), desk);
});

test('hundreds of steps are kept, and a change of a long text is short', () => {
  let desk = newDesk({ ...work, sources: [{ name: '', text: 'x'.repeat(1e5) }] });
  for (let i = 0; i < STEPS + 50; i += 1) desk = act(desk, { type: 'type', source: 0, text: `${desk.work.sources[0].text.slice(0, 5e4)}y${desk.work.sources[0].text.slice(5e4)}` }, i * 1e4);
  assert.equal(desk.past.length, STEPS);
  assert.ok(JSON.stringify(desk.past).length < STEPS * 200);
});

test('differences of texts are taken back exactly', () => {
  for (const [before, after] of [['', 'a'], ['aaa', 'aa'], ['abcabc', 'abc'], ['🗺️é', '🗺é'], ['x', '']]) {
    const [a, b] = [before, after].map((text) => ({ sources: [{ text }] }));
    const changes = difference(a, b);
    assert.deepEqual(applied(a, changes), b);
    assert.deepEqual(takenBack(b, changes), a);
  }
});

test('a file opens as the work that was saved', () => {
  const own = ACTIONS.slice(0, -1).reduce(reduce, work);
  assert.ok(isWorkFile(fileOf(own)));
  assert.deepEqual(workOf(fileOf(own)), own);
});

for (const [what, change] of [
  ['another form', (file) => { file.form = 'x'; }], ['a later version', (file) => { file.version = 9; }], ['no work', (file) => { delete file.work; }],
  ['a date with markup', (file) => { file.work.date = '<b>'; }], ['a language that is none', (file) => { file.work.lang = '__proto__'; }],
  ['sources that are a text', (file) => { file.work.sources = 'x'; }], ['a frame that is none', (file) => { file.work.frame = 'constructor'; }], ['texts that are none', (file) => { file.work.texts = null; }],
]) {
  test(`a file with ${what} is refused`, () => {
    const file = JSON.parse(fileOf(work));
    change(file);
    assert.throws(() => workOf(JSON.stringify(file)));
  });
}

test('of what a file says of states only stances are taken', () => {
  const own = checkedWork({ ...work, corrections: { FRA: { vote: '<b>', cosponsor: 'yes' }, __proto__x: {}, DEU: { vote: 'no' } } });
  assert.deepEqual(own.corrections, { FRA: { cosponsor: 'yes' }, DEU: { vote: 'no' } });
});

test('the worst stands first, and marks show its number', () => {
  const listed = findingsOf(work, draft({ findings: [finding({ severity: 'warning', places: [[0, 11, 17]] }), finding(), finding({ severity: 'note', fixes: [{ kind: 'safe', place: [0, 0, 1], with: '', sentence: '' }] })] }), []);
  assert.deepEqual(listed.map(({ rank, number }) => [rank, number]), [['error', 1], ['warning', 2], ['taken', 0]]);
});

test('why a map is wrong is told once', () => {
  const unlisted = finding({ code: 'not-listed', severity: 'warning', places: [] });
  assert.deepEqual(findingsOf(work, draft({ findings: [unlisted] }), ['141 + 5']).map(({ title, rank }) => [title, rank]), [['code.not-listed', 'error']]);
  assert.deepEqual(findingsOf(work, draft({ findings: [finding()] }), ['141 + 5']).map(({ title }) => title), ['code.unknown-name']);
  assert.deepEqual(findingsOf(work, draft(), ['141 + 5']).map(({ message, rank }) => [message, rank]), [['141 + 5', 'error']]);
});

test('a name that is no state can be left out; sums come behind the names that settle them', () => {
  const listed = findingsOf(work, draft({ findings: [finding({ code: 'stated-total', places: [[0, 0, 9]] }), finding({ code: 'no-voter' })] }), []);
  assert.deepEqual(listed.map(({ title }) => title), ['code.no-voter', 'code.stated-total']);
  assert.deepEqual(listed[0].ways, [{ label: 'way.out', action: { type: 'replace', source: 0, from: 19, to: 24, with: '' } }]);
});

test('members without a line are taken, and taken back', () => {
  const [own] = findingsOf(work, draft({ findings: [finding({ code: 'not-listed', severity: 'warning' })] }), []);
  assert.deepEqual(own.ways, [{ label: 'way.absent', action: { type: 'absent', value: true } }]);
  const [taken] = findingsOf(work, draft({ findings: [finding({ code: 'not-listed', severity: 'note', taken: true })] }), []);
  assert.deepEqual([taken.rank, taken.ways[0].action.value], ['taken', false]);
});

test('what is missing stops, once there is a text', () => {
  assert.deepEqual(findingsOf(work, draft({ missing: ['date', 'body'] }), []).map(({ id, rank }) => [id, rank]), [['missing date', 'error'], ['missing body', 'error']]);
  assert.deepEqual(findingsOf(work, draft({ missing: ['vote', 'date'] }), []).map(({ id }) => id), ['missing vote']);
  assert.deepEqual(findingsOf(emptyWork(), draft({ missing: ['vote', 'date'] }), []), []);
});

test('stretches that were not read are listed, without blanks; many are counted', () => {
  const unread = [[0, 2], [9, 11], ...Array.from({ length: 30 }, () => [11, 17])];
  const listed = findingsOf(work, draft({ sources: [{ votes: [], readings: [], unread, text: null }] }), []);
  assert.equal(listed.length, 21);
  assert.equal(listed.at(-1).of, '11');
});

test('marks lie beside one another, show findings, corrections and the letter of a run', () => {
  const read = { votes: [], readings: [[11, 17, 'FRA', 'yes'], [19, 24, null, 'yes'], [26, 31, 'ITA', 'yes']], unread: [[0, 9]], text: null };
  const listed = findingsOf(work, draft({ findings: [finding()] }), []);
  const stretches = stretchesOf(work.sources[0].text, read, 0, listed, { ITA: { vote: 'no' } });
  assert.deepEqual(stretches.map(({ from, to, said, finding: of, isUnread, letter }) => [from, to, said, of, isUnread, letter]), [
    [0, 9, '', 0, true, ''], [11, 17, 'yes', 0, false, 'Y'], [19, 24, 'yes', 1, false, ''], [26, 31, 'no', 0, false, 'N'],
  ]);
});

test('a place beyond the text marks nothing', () => {
  const read = { votes: [], readings: [[11, 9999, 'FRA', 'yes']], unread: [[5, 4]], text: null };
  assert.deepEqual(stretchesOf(work.sources[0].text, read, 0, [], {}), []);
});

test('the tally counts members; others that sponsored count as sponsors', () => {
  const tally = tallyOf(draft({ members: [['FRA', 'France'], ['ITA', 'Italy']], rows: { FRA: { vote: 'yes', cosponsor: 'yes' }, VAT: { vote: null, cosponsor: 'yes' } } }));
  assert.deepEqual(tally, { yes: 1, no: 0, abstain: 0, absent: 0, cosponsor: 2, none: 1, members: 2 });
});

test('the map document says what is decided, and nothing else', () => {
  const texts = { title: 'T', subtitle: '', note: '', source: 'S', alt: 'A' };
  assert.deepEqual(documentOf(work, draft({ expect: { yes: 141 } }), texts, '2026-01-01', 'w'), { title: 'T', countries: 'w', stances: 'stances.csv', body: 'general-assembly', date: '2022-03-02', source: 'S', expect: { yes: 141 } });
  const own = documentOf({ ...work, frame: 'asia', center: '100, 20', majority: 'two-thirds', lang: 'fr' }, draft({ date: null, derived: ['X'] }), texts, '2026-01-01', 'w');
  assert.deepEqual([own.date, own.frame, own.projection, own.majority, own.lang, own.absence], ['2026-01-01', 'asia', { center: [100, 20] }, 'two-thirds', 'fr', 'derived']);
});

test('a centre is one or two numbers', () => {
  assert.deepEqual(['', '11', '11, -5.5', '10;20', 'x', '999,0', '0,91', '1,2,3'].map(centerOf), [null, [11, 0], [11, -5.5], [10, 20], undefined, undefined, undefined, undefined]);
});

test('files are decoded by their mark, as UTF-8, or as the likelier old encoding, which is told', () => {
  const text = 'Côte d’Ivoire, Türkiye';
  const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer)]);
  assert.equal(decoded(utf16).text.replace(/^\ufeff/, ''), text);
  assert.deepEqual(decoded(utf16.subarray(2)), { text, encoding: 'utf-16le' });
  assert.deepEqual(decoded(new TextEncoder().encode(text)), { text });
  assert.deepEqual(decoded(Uint8Array.from([0x43, 0xf4, 0x74, 0x65])), { text: 'Côte', encoding: 'windows-1252' });
  assert.equal(decoded(Uint8Array.from([0x43, 0x99, 0x74, 0x65])).encoding, 'macintosh');
  assert.equal(plain('\ufeffa\r\nb\rc'), 'a\nb\nc');
});

const words = (tag) => JSON.parse(fs.readFileSync(new URL(`../../www/studio/words/${tag}.json`, import.meta.url), 'utf8'));
const english = words('en');
for (const tag of LANGUAGES) {
  test(`the words in “${tag}” are all there, with the places that the English ones have`, () => {
    const own = words(tag);
    assert.deepEqual(Object.keys(own), Object.keys(english));
    for (const [key, message] of Object.entries(own)) {
      const [a, b] = [message, english[key]].map((text) => (text.match(/\{\w+\}/g) ?? []).sort());
      assert.deepEqual(a, b, `${tag} ${key}`);
    }
  });
}

test('every word that the studio says is among them', () => {
  const folder = new URL('../../www/studio/', import.meta.url);
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
  const said = files.flatMap((name) => [...fs.readFileSync(new URL(name, folder), 'utf8').matchAll(/say\('([^']+)'/g)].map(([, key]) => key));
  assert.ok(said.length > 50);
  assert.deepEqual(said.filter((key) => !Object.hasOwn(english, key)), []);
});

test('titles and subtitles are suggested from the tally, in the language of the map', () => {
  const say = (key, places = {}) => english[key].replace(/\{(\w+)\}/g, (_, name) => places[name]);
  const own = suggested(draft({ symbol: 'A/RES/1', decision: ['adopted', ''] }), { yes: 2, no: 1, abstain: 0, absent: 0, cosponsor: 3, none: 0, members: 3 }, { say, day: () => '2 March 2022' });
  assert.equal(own.title, 'How countries voted on resolution A/RES/1');
  assert.equal(own.subtitle, 'General Assembly, A/RES/1, 2 March 2022: adopted. In favour: 2; against: 1; abstentions: 0; did not vote: 0. Sponsors: 3.');
});
