// The page that stands in a frame (embed.html). It sends the page around it the height of the map,
// keeps its address in step with the map (#country=TUV&lang=ar), and shows another map of its own
// host (?src=…). What comes in by address or message is checked and never trusted.

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

/**
 * The address of a map document of this host; null for any other.
 * @param {string} asked
 */
function ownDocument(asked) {
  let address;
  try {
    address = new URL(asked, document.baseURI);
  } catch {
    return null;
  }
  return address.origin === location.origin && /^https?:$/.test(address.protocol) ? address.href : null;
}

/**
 * Shows the map document `asked` in place of the page's own.
 * @param {string} asked
 */
async function show(asked) {
  const main = /** @type {HTMLElement} */ (map.parentElement);
  map.remove();
  map.replaceChildren();
  document.title = asked;
  const address = ownDocument(asked);
  // An address of this host may redirect to another one: then this host does not publish the document.
  const leadsAway = address && await fetch(address, { redirect: 'manual' }).then(({ type }) => type === 'opaqueredirect', () => false);
  if (!address || leadsAway) {
    const refusal = document.createElement('div');
    refusal.className = 'stance-map-refusal';
    refusal.setAttribute('role', 'alert');
    refusal.append(document.createElement('h1'));
    refusal.children[0].textContent = `This page shows maps of its own host only (${location.host}), not “${asked}”.`;
    main.append(refusal);
    return;
  }
  map.addEventListener('stance-map-ready', () => {
    document.title = map.shadowRoot?.querySelector('h1')?.textContent || asked;
  });
  map.removeAttribute('page');
  map.setAttribute('src', address);
  main.append(map);
}

fromFragment();
addEventListener('hashchange', fromFragment);
new MutationObserver(toFragment).observe(map, { attributeFilter: Object.values(FRAGMENT).map(({ attribute }) => attribute) });
const other = query.get('src');
if (other !== null) show(other);
