// Puts the studio together: the state, what reads and draws it, what keeps it, the views.
import { element } from '../element/dom.js';
import { extras, pictureProgram } from '../loading/programs.js';
import { primary } from '../loading/language.js';
import { newDesk } from './history.js';
import { DeskMap, languageOf } from './map.js';
import { opened, Unopened } from './opening.js';
import { Reader, wordingOf } from './reader.js';
import { SavedWork } from './saved.js';
import { Store } from './store.js';
import { BarView } from './views/bar.js';
import { FieldsView } from './views/fields.js';
import { FindingsView } from './views/findings.js';
import { FootView } from './views/foot.js';
import { MapView } from './views/map.js';
import { SourceView } from './views/source.js';
import { StartView } from './views/start.js';
import { VotesView } from './views/votes.js';
import { button } from './views/parts.js';
import { Words } from './words.js';
import { emptyWork, LANGUAGES } from './work.js';

const TAG = 'stancemap-language';
/** How long a message is seen, ms. */
const SEEN = 6000;

/** The language of the page: as chosen before, else the first of the browser's that there is. */
function preferred() {
  const tags = [localStorage.getItem(TAG) ?? '', ...navigator.languages].map(primary);
  return tags.find((tag) => LANGUAGES.includes(tag)) ?? 'en';
}

export async function start() {
  const saved = new SavedWork((failure) => {
    if (Boolean(bar.failure) === Boolean(failure)) return;
    bar.failure = failure;
    bar.render();
  });
  const lang = preferred();
  const store = new Store(newDesk(emptyWork(lang)), Words.english);

  const picker = element('input', { type: 'file', multiple: true, hidden: true, tabIndex: -1 });
  picker.addEventListener('change', () => {
    openFiles([...picker.files ?? []]);
    picker.value = '';
  });
  const pick = () => picker.click();
  const notice = element('p', { className: 'notice', role: 'status' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hiding;
  /** @param {string} text @param {boolean} [isWrong] */
  const notify = (text, isWrong = false) => {
    notice.textContent = text;
    notice.classList.toggle('is-wrong', isWrong);
    clearTimeout(hiding);
    hiding = setTimeout(() => { notice.textContent = ''; }, SEEN);
  };

  /** @param {File[]} files */
  async function openFiles(files) {
    const sources = [];
    for (const file of files) {
      try {
        const found = await opened(file);
        if ('work' in found) {
          store.act({ type: 'open', work: found.work });
          if (found.left?.length) notify(store.words.say('open.left', { of: found.left.join(', ') }), true);
        }
        else sources.push(found.source);
      } catch (error) {
        notify(error instanceof Unopened ? store.words.say(error.key, { of: error.of }) : String(error), true);
      }
    }
    if (sources.length) store.act({ type: 'add', sources });
  }

  const reader = new Reader((draft, asked) => {
    // Rows of one vote out of a file of many take its place; so does what the reader of a page with marks of HTML sees.
    const { sources } = asked;
    const at = draft.sources.findIndex(({ text }, i) => text !== null && sources[i] && text !== sources[i].text);
    if (at >= 0 && sources === store.work.sources) {
      store.act({ type: 'type', source: at, text: draft.sources[at].text ?? '' });
      return;
    }
    store.setDraft(draft, asked);
    if (store.isRead) map.update({ document: store.document, table: draft.table, lang: store.work.lang });
  }, (error) => notify(error.message, true));

  const welcomeView = new StartView(store, pick, async (id) => {
    const desk = await saved.adopt(id);
    if (desk) store.replace(desk);
  });
  const source = new SourceView(store, pick);
  const fields = new FieldsView(store);
  const findings = new FindingsView(store, { go: (place) => source.go(place), show: (place) => source.show(place), focusField: (name) => fields.go(name) });
  const votes = new VotesView(store);
  const middle = middlePane(store, findings, votes);
  const mapView = new MapView(store, {
    source: (place) => source.go(place),
    table: (code) => {
      middle.show('votes');
      votes.go(code);
    },
  });
  const map = new DeskMap(mapView.host, (errors) => store.setErrors(errors));
  const bar = new BarView(store, {
    open: pick, notify,
    given: () => ({ store, map, host: mapView.host }),
    language: async (tag) => {
      localStorage.setItem(TAG, tag);
      store.setWords({ words: await Words.load(tag) });
    },
    forget: async () => {
      if (!confirm(store.words.say('file.forget.sure'))) return;
      await saved.forget();
      store.replace(newDesk(emptyWork(store.words.tag)));
      welcomeView.offer([]);
      welcomeView.focus();
    },
  });
  const foot = new FootView(store);
  const work = element('main', { className: 'desk' }, source.node, middle.node, element('section', { className: 'pane right' }, mapView.node, fields.node));
  const welcome = element('main', { className: 'welcome' }, welcomeView.node);
  document.body.replaceChildren(bar.node, welcome, work, foot.node, notice, picker);

  const place = () => {
    const { isEmpty, words } = store;
    const wasEmpty = !welcome.hidden;
    welcome.hidden = !isEmpty;
    work.hidden = foot.node.hidden = isEmpty;
    document.title = isEmpty ? words.say('title') : `${store.texts.title} · Stancemap`;
    // What is typed first goes on where it is read.
    if (wasEmpty && !isEmpty && document.activeElement?.id !== 'source-text') source.focus();
  };
  store.listen((what) => {
    if (what === 'look') {
      mapView.host.point(store.pointed);
      return;
    }
    if (what === 'words') {
      Object.assign(document.documentElement, { lang: store.words.tag, dir: store.words.direction });
      place();
    }
    if (what !== 'desk') return;
    place();
    if (store.isEmpty) welcomeView.node.querySelector('textarea')?.focus();
    saved.keep(store.desk, store.texts.title);
    reader.read(store.work);
    if (store.mapWords.tag !== store.work.lang) Words.load(store.work.lang).then((mapWords) => { if (mapWords !== store.mapWords) store.setWords({ mapWords }); }, (error) => notify(error.message, true));
  });

  listenForFiles(openFiles);
  addEventListener('keydown', (event) => {
    if (event.key === 'F8') {
      event.preventDefault();
      middle.show('findings');
      findings.step(event.shiftKey ? -1 : 1);
    }
  });
  const [{ desk, isCopy }, words] = await Promise.all([saved.start(), Words.load(lang).catch(() => Words.english)]);
  store.setWords({ words, mapWords: words });
  if (desk) store.replace(desk);
  else saved.others().then((others) => welcomeView.offer(others));
  if (isCopy) notify(words.say('saved.copy'));
  place();
  if (store.isEmpty) welcomeView.focus();
  addEventListener('pagehide', () => saved.keep(store.desk, store.texts.title));
  await reader.start().catch(() => {});
  await prepareRest(map);
}

/**
 * The middle pane: findings, or the table of votes.
 * @param {Store} store
 * @param {FindingsView} findings
 * @param {VotesView} votes
 */
function middlePane(store, findings, votes) {
  /** @type {Record<string, { node: HTMLElement }>} */
  const panels = { findings, votes };
  const count = element('span', { className: 'quiet', role: 'status' });
  const tabs = element('div', { className: 'segments', role: 'tablist' });
  const node = element('section', { className: 'pane middle' }, element('header', {}, tabs, count), ...Object.values(panels).map((panel) => panel.node));
  let shown = 'findings';
  /** @param {string} name */
  const show = (name) => {
    shown = name;
    for (const [own, panel] of Object.entries(panels)) panel.node.hidden = own !== name;
    for (const tab of /** @type {NodeListOf<HTMLElement>} */ (tabs.querySelectorAll('[role=tab]'))) {
      tab.ariaSelected = String(tab.id === `tab-${name}`);
      tab.tabIndex = tab.id === `tab-${name}` ? 0 : -1;
    }
    votes.render();
  };
  const build = () => {
    tabs.ariaLabel = store.words.say('findings');
    tabs.replaceChildren(...Object.keys(panels).map((name) => {
      const tab = button(store.words.say(name), () => show(name), { role: 'tab', id: `tab-${name}` });
      tab.setAttribute('aria-controls', `panel-${name}`);
      panels[name].node.id = `panel-${name}`;
      panels[name].node.setAttribute('role', 'tabpanel');
      panels[name].node.setAttribute('aria-labelledby', tab.id);
      return tab;
    }));
    tabs.onkeydown = ({ key }) => {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
      show(shown === 'findings' ? 'votes' : 'findings');
      document.getElementById(`tab-${shown}`)?.focus();
    };
    show(shown);
  };
  store.listen((what) => {
    if (what === 'words') build();
    if (what === 'look' || !store.isRead) return;
    const ranks = ['error', 'warning', 'note', 'taken'].map((rank) => /** @type {const} */ ([rank, store.findings.filter((own) => own.rank === rank).length]));
    count.textContent = ranks.filter(([, n]) => n).map(([rank, n]) => store.words.say(`count.${rank}`, { n })).join(' · ');
  });
  build();
  return { node, show };
}

/** Files may be dropped anywhere. @param {(files: File[]) => void} open */
function listenForFiles(open) {
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.body.classList.add('is-dropping');
  });
  for (const type of ['dragleave', 'drop']) addEventListener(type, () => document.body.classList.remove('is-dropping'));
  addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    open([...event.dataTransfer.files]);
  });
  addEventListener('studio-files', (event) => open(/** @type {CustomEvent<File[]>} */ (event).detail));
}

/** After the first text may be typed: all that comes later, so that nothing is asked for without a network. @param {DeskMap} map */
async function prepareRest(map) {
  try {
    await Promise.all([map.prepare(), extras()]);
    await pictureProgram();
    for (const tag of LANGUAGES) await Promise.all([Words.load(tag), languageOf(tag), wordingOf(tag)]);
    document.documentElement.dataset.ready = 'offline';
  } catch {
    // What is asked for then is fetched again, and its failure told.
  }
}
