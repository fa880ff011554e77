// The floor: no library and nothing to compute; paths that were projected at build time.
import { show } from './paths.mjs';
import { expose, json } from './stage.mjs';

expose(async () => {
  const { goal, areas } = await json('paths.json');
  return show(areas.map(([name, stance, bounds, d]) => ({ name, stance, bounds, path: new Path2D(d) })), () => goal);
});
