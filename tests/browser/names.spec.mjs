// Files with signs in their names that mean something in an address: a document and all that it names.
import fs from 'node:fs';
import path from 'node:path';
import { assets, expect, showMap, test } from './support.mjs';

const read = (name) => fs.readFileSync(path.join(assets, name));

for (const name of ['100%', '100%25', 'a#b', 'a?b=c&d+e', 'a b', 'Übersicht 投票', 'ES-11: votes']) {
  test(`a document and its files are called “${name}”`, async ({ page }) => {
    const { parts, ...index } = JSON.parse(read('detail/index.json'));
    const files = {
      [`${name}.json`]: JSON.stringify({ ...JSON.parse(read('es-11-1.json')), countries: `${name}.geojson`, stances: `${name}.csv`, policy: `${name}-policy.json`, detail: `${name}-index.json` }),
      [`${name}.geojson`]: read('countries-110m.geojson'),
      [`${name}.csv`]: read('es-11-1.csv'),
      [`${name}-policy.json`]: read('policy/un.json'),
      [`${name}-index.json`]: JSON.stringify({ ...index, parts: [{ ...parts[0], file: `${name}.smap` }] }),
      [`${name}.smap`]: read('detail/1.smap'),
    };
    const asked = [];
    // A folder as a server gives it: by paths, decoded.
    await page.route((url) => url.pathname.startsWith('/maps/'), (route) => {
      const [, , folder, file] = new URL(route.request().url()).pathname.split('/').map(decodeURIComponent);
      asked.push(file);
      return route.fulfill(folder === name && files[file] ? { body: files[file] } : { status: 404 });
    });
    const here = encodeURIComponent(name);
    const element = await showMap(page, { src: `/maps/${here}/${here}.json` });
    expect(await element.evaluate((map) => map.tally.yes)).toBe(141);
    await element.evaluate((map) => map.setView({ scale: 16, center: [-100, 23], animate: false }));
    await expect.poll(() => asked.toSorted()).toEqual(Object.keys(files).toSorted());
    await element.getByRole('button', { name: 'Find a country' }).click();
    await element.getByRole('combobox', { name: 'Find a country' }).fill('ken');
    await expect(element.locator('#found [role=option]').first()).toHaveText(/Kenya/);
  });
}

test('a bare % in src is the server’s to understand', async ({ page }) => {
  await page.route((url) => url.pathname === '/data/100%.json', (route) => route.fulfill({ body: read('es-11-1.json'), contentType: 'application/json' }));
  const element = await showMap(page, { src: '/data/100%.json' });
  expect(await element.evaluate((map) => map.tally.yes)).toBe(141);
});
