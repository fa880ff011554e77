// For the page around a frame of embed.html: gives the frame the height that the page in it asks for.
// A module: <script type="module" src="…/frame-host.js"></script>. It listens to frames that come from
// where it comes from itself, and to those with the class stance-map-embed.

const HEIGHT = 'stance-map-height';
const REQUEST = 'stance-map-height-request';
const VERSION = 1;
/** The greatest height of a figure, CSS px. */
const HIGHEST = 20_000;

const { origin } = new URL(import.meta.url);

/** @param {HTMLIFrameElement} frame */
function isOurs(frame) {
  return frame.classList.contains('stance-map-embed') || frame.src.startsWith(`${origin}/`);
}

const frames = () => [...document.querySelectorAll('iframe')].filter(isOurs);

addEventListener('message', ({ source, data }) => {
  if (data?.type !== HEIGHT || data.version !== VERSION) return;
  const { height } = data;
  if (!Number.isInteger(height) || height < 1 || height > HIGHEST) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (frame) frame.style.height = `${height}px`;
});

// Frames that loaded before this script have sent their height already: ask them again.
for (const frame of frames()) frame.contentWindow?.postMessage({ type: REQUEST, version: VERSION }, '*');
