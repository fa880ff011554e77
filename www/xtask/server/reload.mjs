// Notifies open pages that the site was built again: they listen to server-sent events and load themselves again.
import { randomUUID } from 'node:crypto';

/** Where pages listen. No file can have this name: hidden ones are not served. */
export const RELOAD = '/.reload';

/** The script that pages get during development only. */
const SCRIPT = `<script>{
  let shown;
  const events = new EventSource('${RELOAD}');
  events.addEventListener('version', ({ data }) => { if ((shown ??= data) !== data) location.reload(); });
  events.addEventListener('failed', ({ data }) => console.error(JSON.parse(data)));
}</script>`;

/** `html` with the script that listens, at the end of the body. */
export function listening(html) {
  const end = html.lastIndexOf('</body>');
  return end < 0 ? html + SCRIPT : html.slice(0, end) + SCRIPT + html.slice(end);
}

/** The pages that listen. */
export class Listeners {
  #open = new Set();
  // A server that was started again has another one: pages that were open before load themselves too.
  #version = randomUUID();

  /** Adds a page. */
  add(response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#open.add(response);
    response.on('close', () => this.#open.delete(response));
    this.#send('version', this.#version, [response]);
  }

  /** All load themselves again. */
  reload() {
    this.#version = randomUUID();
    this.#send('version', this.#version);
  }

  /** All write to their console why what they show is old. */
  fail(message) {
    this.#send('failed', JSON.stringify(message));
  }

  #send(event, data, to = this.#open) {
    for (const response of to) response.write(`event: ${event}\ndata: ${data}\n\n`);
  }
}
