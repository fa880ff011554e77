// Our picture against D3's: asks the page that compares, keeps both and the difference.
import fs from 'node:fs';
import path from 'node:path';

/** `{share, compared}`: the part of the compared pixels that differ, and the part that was compared. */
export async function comparePicture(browser, url, folder) {
  const context = await browser.newContext({ viewport: { width: 992, height: 1400 }, deviceScaleFactor: 2 });
  try {
    const page = await context.newPage();
    await page.goto(`${url}/picture/`);
    const { pictures, ...found } = await page.evaluate(() => window.bench.compare());
    for (const [name, data] of Object.entries(pictures)) {
      fs.writeFileSync(path.join(folder, `picture-${name}.png`), Buffer.from(data.split(',')[1], 'base64'));
    }
    return found;
  } finally {
    await context.close();
  }
}
