// Every member can be seen and pointed at, however small it is and however far a reader zooms: the page's own rules
// on what the build made.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { regionAt } from '../../../www/view/hit.js';
import { MapView } from '../../../www/view/map-view.js';
import { built, DOCUMENTS, viewerProgram } from './build.mjs';

const WIDTHS = [320, 960, 1400];
const MAGNIFICATIONS = [1, 2, 4, 8, 16, 32, 64];
const MEMBERS = 193;

let Viewer;
before(async () => ({ Viewer } = await viewerProgram()));

/** What of a member is amiss at the present view, if anything. */
function fault(map, member) {
  const marker = map.markerOf(member);
  const area = map.areaOf(member);
  if (!marker && area < map.pointing.visiblePx2) return `covers ${area.toFixed(1)} px² and has no marker`;
  const at = map.anchorOf(member);
  const hit = at && regionAt(map, at);
  if (hit !== member) return `is not met at ${at}, but ${hit?.iso3 ?? 'nothing'}`;
  return null;
}

for (const document of DOCUMENTS) {
  for (const width of WIDTHS) {
    test(`${document}, ${width} px wide: every member is seen and met at every magnification`, () => {
      const { pageData, more, atlas } = built(document);
      const map = MapView.of(Viewer, atlas, pageData);
      map.addDetails(more);
      map.resize(width, 'light');
      assert.equal(map.pointing.visiblePx2, 6);
      const members = map.regions.filter(({ kind }) => kind === 'member');
      assert.equal(members.length, MEMBERS);
      const faults = MAGNIFICATIONS.flatMap((scale) => {
        map.view = { scale, x: 0, y: 0 };
        return members.flatMap((member) => {
          const found = fault(map, member);
          return found ? [`${member.iso3} at ${scale}×: ${found}`] : [];
        });
      });
      map.free();
      assert.deepEqual(faults, []);
    });
  }
}
