// For the page around a frame of embed.html: gives the frame the height that the page in it asks for.
// A module: <script type="module" src="…/frame-host.js"></script>. It listens to frames from the folder that it comes
// from itself, and to those with the class stance-map-embed.

const HEIGHT = 'stance-map-height';
const REQUEST = 'stance-map-height-request';
const VERSION = 1;
/** The least and the greatest height of a figure, CSS px. */
const [LEAST, MOST] = [50, 20_000];

const folder = new URL('.', import.meta.url).href;

/** @param {HTMLIFrameElement} frame */
const isOurs = (frame) => frame.classList.contains('stance-map-embed') || frame.src.startsWith(folder);

const frames = () => [...document.querySelectorAll('iframe')].filter(isOurs);

/**
 * The origin of the page that a frame was given; a sandbox takes it away.
 * @param {HTMLIFrameElement} frame
 */
function originOf({ src, sandbox }) {
  if (sandbox.length && !sandbox.contains('allow-same-origin')) return 'null';
  try {
    return new URL(src).origin;
  } catch {
    return undefined; // no address: no message is from there
  }
}

addEventListener('message', ({ source, origin, data }) => {
  if (data?.type !== HEIGHT || data.version !== VERSION) return;
  const { height } = data;
  if (!Number.isInteger(height) || height < LEAST || height > MOST) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (frame && origin === originOf(frame)) frame.style.height = `${height}px`;
});

// Frames that loaded before this script have sent their height already: ask them again.
for (const frame of frames()) frame.contentWindow?.postMessage({ type: REQUEST, version: VERSION }, '*');
