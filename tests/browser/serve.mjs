// Before all tests: serves dist/ as `cargo xtask build` left it, on a port of its own, for every worker.
import path from 'node:path';
import { serve } from '../../www/xtask/server/server.mjs';

export default async function start() {
  const server = await serve({ roots: { '/': path.resolve(process.env.STANCEMAP_DIST ?? path.join(import.meta.dirname, '../../dist')) } });
  // Workers, which start later, read the configuration for themselves.
  process.env.STANCEMAP_URL = `${server.origin}/`;
  return () => server.close();
}
