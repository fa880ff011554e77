// Chromium on dist/, as `cargo xtask build` left it.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  globalSetup: './serve.mjs',
  testDir: '.',
  testMatch: '*.spec.mjs',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  timeout: 120_000, // two slow cores share the work
  reporter: 'list',
  use: {
    baseURL: process.env.STANCEMAP_URL, // by serve.mjs
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 900 },
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
