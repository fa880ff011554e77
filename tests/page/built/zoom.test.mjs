// Every member can be seen and pointed at, however small it is and however far a reader zooms: the page's own rules
// on what the build made.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { regionAt } from '../../../www/view/hit.js';
import { MapView } from '../../../www/view/map-view.js';
import { built, DOCUMENTS, viewerProgram } from './build.mjs';

const WIDTHS = [320, 960, 1400];
const MAGNIFICATIONS = [1, 2, 4, 8, 16, 32, 64];
/** Dark themes have the layouts of the light ones. */
const THEMES = ['light', 'light-contrast'];
const MEMBERS = 193;
/** What covers less is not seen. */
const VISIBLE_PX2 = 6;

let Viewer;
before(async () => ({ Viewer } = await viewerProgram()));

/** The map of a document, with all of its themes. */
function mapOf(document) {
  const { pageData, themes, more, atlas } = built(document);
  const map = MapView.of(Viewer, atlas, pageData);
  map.addDetails(more);
  for (const [name, theme] of themes) map.addTheme(name, theme);
  return map;
}

/** What of a member is amiss at the present view, if anything. */
function fault(map, member) {
  const marker = map.markerOf(member);
  const area = map.areaOf(member);
  if (!marker && area < VISIBLE_PX2) return `covers ${area.toFixed(1)} px² and has no marker`;
  const at = map.anchorOf(member);
  const hit = at && regionAt(map, at);
  if (hit === member) return null;
  // In high contrast the marker of another may lie on it: then it can be met beside that.
  const other = map.theme === 'light' ? null : map.markerOf(hit);
  const beside = 2 * map.radius + 1;
  const isBeside = other && [[-beside, 0], [beside, 0], [0, -beside], [0, beside]].some(([dx, dy]) => regionAt(map, [at[0] + dx, at[1] + dy]) === member);
  return isBeside ? null : `is not met at ${at}, but ${hit?.iso3 ?? 'nothing'}`;
}

for (const document of DOCUMENTS) {
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      test(`${document}, ${theme}, ${width} px wide: every member is seen and met at every magnification`, () => {
        const map = mapOf(document);
        map.resize(width, theme);
        assert.equal(map.pointing.visiblePx2, VISIBLE_PX2);
        const members = map.regions.filter(({ kind }) => kind === 'member');
        assert.equal(members.length, MEMBERS);
        const faults = MAGNIFICATIONS.flatMap((scale) => {
          map.view = { scale, x: 0, y: 0 };
          return members.map((member) => [`${member.iso3} at ${scale}×`, fault(map, member)]).filter(([, found]) => found);
        });
        map.free();
        assert.deepEqual(faults, []);
      });
    }
  }
}
