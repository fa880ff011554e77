// The page that stands in a frame (embed.html). It sends the page around it the height of the map,
// keeps its address in step with the map (#country=TUV&lang=ar), and shows another map of its own
// folder (?src=…). What comes in by address or message is checked, never trusted, and shown nowhere.

const map = /** @type {import('./stance-map.js').StanceMapElement} */ (document.querySelector('stance-map'));
const query = new URLSearchParams(location.search);

/** The message forms: our own, and the request for it. */
const HEIGHT = 'stance-map-height';
const REQUEST = 'stance-map-height-request';
const VERSION = 1;
/** The id by which listeners made for Datawrapper know this frame. */
const FRAME_ID = 'stance-map';
/** The form of the child id that pym.js puts in the address; a message contains no other text from there. */
const CHILD = /^[\w-]{1,100}$/;

/** What the fragment may set: the element's attribute, and the form of its value. */
const FRAGMENT = {
  country: { attribute: 'selected', form: /^[A-Z]{3}$/i },
  lang: { attribute: 'lang', form: /^[A-Z]{2,3}(-[A-Z0-9]{2,8})*$/i },
};

/** Sends the height, unless it has none (a hidden tab) or is known. */
let sent = 0;
function sendHeight() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height < 1 || height === sent) return;
  sent = height;
  // To any embedding page: the height is no secret.
  /** @param {unknown} message */
  const post = (message) => parent.postMessage(message, '*');
  post({ type: HEIGHT, version: VERSION, height });
  post({ 'datawrapper-height': { [FRAME_ID]: height } });
  const child = query.get('childId') ?? '';
  if (CHILD.test(child)) post(`pymxPYMx${child}xPYMxheightxPYMx${height}`);
}

if (parent !== window) {
  // The body is as high as the map, not as the frame: it shrinks as well as it grows.
  new ResizeObserver(sendHeight).observe(document.body);
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.type !== REQUEST || data.version !== VERSION) return;
    sent = 0;
    sendHeight();
  });
}

/** The attributes as the page came: they hold where the fragment sets nothing. */
const own = Object.fromEntries(Object.values(FRAGMENT).map(({ attribute }) => [attribute, map.getAttribute(attribute)]));

function fromFragment() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  for (const [key, { attribute, form }] of Object.entries(FRAGMENT)) {
    const asked = fragment.get(key) ?? '';
    const value = form.test(asked) ? asked : own[attribute];
    if (value === map.getAttribute(attribute)) continue;
    if (value === null) map.removeAttribute(attribute);
    else map.setAttribute(attribute, value);
  }
}

function toFragment() {
  const fragment = new URLSearchParams();
  for (const [key, { attribute }] of Object.entries(FRAGMENT)) {
    const value = map.getAttribute(attribute);
    if (value !== null && value !== own[attribute]) fragment.set(key, value);
  }
  const address = new URL(location.href);
  address.hash = fragment.toString();
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, '', address);
  } catch {
    // Some engines refuse it to a sandboxed frame: the address then stays as it was.
  }
}

/** The folder of this page: others of its origin may be other people's. */
const folder = new URL('.', document.baseURI).href;

/**
 * Whether a map document lies in the folder of this page. A server may take an escaped slash for a slash.
 * @param {URL} address
 */
const isOwn = ({ href }) => href.startsWith(folder) && !/%(2f|5c)/i.test(href);

/**
 * Shows words in place of the map.
 * @param {string} words
 */
function refuse(words) {
  const refusal = document.createElement('div');
  refusal.className = 'stance-map-refusal';
  refusal.setAttribute('role', 'alert');
  refusal.append(document.createElement('h1'));
  refusal.children[0].textContent = words;
  document.querySelector('main')?.replaceChildren(refusal);
}

/**
 * Shows the map document at `asked` in place of the page's own.
 * @param {string} asked
 */
async function show(asked) {
  const main = /** @type {HTMLElement} */ (map.parentElement);
  map.remove();
  map.replaceChildren();
  document.title = 'Map';
  try {
    const address = new URL(asked, document.baseURI);
    if (!isOwn(address)) throw new Error('it lies elsewhere');
    // An address of this folder may redirect to another one: then its publisher is another.
    await fetch(address, { redirect: 'error' });
    for (const name of ['page', 'page-integrity']) map.removeAttribute(name);
    map.setAttribute('src', address.href);
  } catch {
    refuse('This page shows only maps of its own folder.');
    return;
  }
  // The element's own message would have the name of the file.
  const listening = new AbortController();
  map.addEventListener('stance-map-error', ({ detail: { stage } }) => refuse(`This map can’t be shown (${stage}).`), { signal: listening.signal });
  map.addEventListener('stance-map-ready', () => {
    listening.abort();
    document.title = map.shadowRoot?.querySelector('h1')?.textContent || document.title;
  });
  main.append(map);
}

fromFragment();
addEventListener('hashchange', fromFragment);
new MutationObserver(toFragment).observe(map, { attributeFilter: Object.values(FRAGMENT).map(({ attribute }) => attribute) });
const other = query.get('src');
if (other !== null) show(other);
