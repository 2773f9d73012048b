import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// A system Chromium or Chrome if there is one; else Playwright's own (npx playwright install chromium).
const system = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== undefined && existsSync(path))

// Two runs side by side need two ports and two builds.
const PORT = Number(process.env.M3SCOPE_E2E_PORT ?? 4180)
const DIST = process.env.M3SCOPE_E2E_DIST ?? 'dist'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'reports/browser.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    // A trace of every test costs a quarter of the suite's time: ask for one with --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(system !== undefined && { executablePath: system }),
      args: [
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A test runs the model for a moment: V8 would spend a fifth of each load on optimising its WASM code.
        '--js-flags=--wasm-tiering-budget=100000000',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: {
    command: `npm run build -- --outDir ${DIST} --emptyOutDir && npm run preview -- --outDir ${DIST} --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
})
