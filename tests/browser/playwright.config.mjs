// Chromium on dist/, as `cargo xtask build` left it. `cargo xtask test` serves it and gives the
// address; run alone (`npm test` here), the same server is started on a port of its own.
import { defineConfig } from '@playwright/test';

const port = 8123;
const served = process.env.STANCEMAP_URL;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  timeout: 120_000, // two slow cores share the work
  reporter: 'list',
  use: {
    baseURL: served ?? `http://127.0.0.1:${port}/`,
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 900 },
  },
  webServer: served ? undefined : {
    command: `cargo xtask serve --no-build --port ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    timeout: 300_000, // the build program itself may have to be compiled
  },
  projects: [{
    name: 'chromium',
    use: {
      browserName: 'chromium',
      launchOptions: {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        // No sandbox: continuous integration runs as root. No GPU: the same pixels everywhere.
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
          '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      },
    },
  }],
});
