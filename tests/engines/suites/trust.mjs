// Under a policy without inline scripts, styles and eval: the map works, hostile page data is refused, and files with other
// bytes than the page was made with are not used.
import assert from 'node:assert/strict';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

export default function trust(engine) {
  const get = async (path) => Buffer.from(await (await fetch(engine.server.origin + path)).arrayBuffer());
  const named = async (pattern) => `/${JSON.parse(await get('/baked.json')).files.find(({ name }) => pattern.test(name)).name}`;

  /** `embed.html` under the policy, its text changed by `change`; how it ends, and why. */
  async function show(change = (html) => html) {
    engine.server.rule('/embed.html', { body: change(String(await get('/embed.html'))), headers: { 'content-security-policy': POLICY } });
    const page = await engine.show({ page: '/embed.html', settled: false });
    page.allow(/./); // what is refused may be told of
    const [outcome, why] = await page.run(async () => {
      await customElements.whenDefined('stance-map');
      return map().ready.then(() => ['ready', ''], ({ stage, message }) => [stage, message]);
    });
    return { page, outcome, why };
  }
  const stays = (page) => page.run(() => document.querySelector('.stance-map-still').checkVisibility() && Boolean(root().querySelector('.notice')));

  engine.test('the map works: page, worker and PNG', async () => {
    const { page, outcome, why } = await show();
    assert.deepEqual([outcome, why], ['ready', '']);
    // The policy is in force.
    assert.equal(await page.run(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'document.documentElement.dataset.inline = "ran"';
      } catch {
        return 'trusted types';
      }
      document.head.append(script);
      return document.documentElement.dataset.inline ?? 'refused';
    }) === 'ran', false);
    assert.ok(await page.run(async () => (await map().exportPng({ width: 400 })).size > 10_000));
    assert.ok(await page.run(async () => (await map().exportSvg()).length > 10_000));
  });

  for (const [what, change, words] of [
    ['a link that runs script', ({ text }) => { Object.assign(text, { source: 'Source', url: 'javascript:alert(1)' }); }, /"url" can’t be “javascript:alert\(1\)”/],
    ['a colour that loads a file', ({ style }) => { style.themes.light.colors.ink = 'url(/stolen.png)'; }, /"ink" can’t be “url/],
    ['sizes in CSS that load a file', ({ style }) => { style.css = { pad: 'url(/stolen.png)' }; }, /"pad" can’t be “url/],
    ['an atlas elsewhere', (data) => { data.atlas = '//evil.example/atlas.smap'; }, /“\/\/evil\.example\/atlas\.smap” lies outside its folder/],
  ]) {
    engine.test(`page data with ${what} is refused, and the still figure stays`, async () => {
      const path = await named(/^es-11-1-page-/);
      const data = JSON.parse(await get(path));
      change(data);
      engine.server.rule(path, { body: JSON.stringify(data) });
      const { page, outcome, why } = await show((html) => html.replace(/ page-integrity="[^"]*"/, ''));
      assert.equal(outcome, 'data');
      assert.match(why, words);
      assert.ok(await stays(page));
      assert.ok(!engine.server.asked.includes('/stolen.png'));
    });
  }

  engine.test('markup in page data is text', async () => {
    const path = await named(/^es-11-1-page-/);
    const data = JSON.parse(await get(path));
    data.text.title = data.text.note = '<img src=/stolen.png onerror=alert(1)>';
    engine.server.rule(path, { body: JSON.stringify(data) });
    const { page, outcome } = await show((html) => html.replace(/ page-integrity="[^"]*"/, ''));
    assert.equal(outcome, 'ready');
    assert.equal(await page.run(() => root().querySelector('h1').textContent), data.text.title);
    assert.ok(!engine.server.asked.includes('/stolen.png'));
  });

  for (const [what, pattern] of [['page data', /^es-11-1-page-/], ['the viewer', /^viewer-/], ['the module of what comes later', /^extras-/]]) {
    engine.test(`${what} with other bytes is not used`, async () => {
      const path = await named(pattern);
      const own = await get(path);
      // Still JSON, a program with a section more, a module that does something else.
      const more = path.endsWith('.wasm') ? Buffer.from([0, 2, 1, 120]) : Buffer.from(path.endsWith('.js') ? '\ndocument.documentElement.dataset.tampered = "yes";\n' : '\n');
      engine.server.rule(path, { body: Buffer.concat([own, more]) });
      const { page, outcome, why } = await show();
      assert.equal(outcome, 'fetch', why);
      assert.equal(await page.run(() => document.documentElement.dataset.tampered ?? 'no'), 'no');
      assert.ok(await stays(page));
    });
  }
}
