// A real browser on the whole program: Debian's Chromium driven by Playwright, axe on what it shows, screenshots into
// build/screenshots for people to look at.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { makeHouse, root } from '../support/program.mjs';

export const screenshots = join(root, 'build/screenshots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };
export const demoPassword = 'recours-demo';

export function openBrowser() {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// The demo served, and a browser: { house, server, browser, close }. `environment`: of the server, such as RECOURS_SMTP.
export async function openDemo(engine = 'sqlite', environment = {}) {
  mkdirSync(screenshots, { recursive: true });
  const house = await makeHouse(engine);
  const filled = await house.command(['demo']);
  assert.equal(filled.code, 0, filled.stderr);
  const server = await house.serve({ environment });
  const browser = await openBrowser();
  return {
    house, server, browser,
    async close() {
      await browser.close();
      await house.close();
    },
  };
}

// A window of its own; errors of the console and of the page fail the test that asks for them.
export async function openWindow(demo, { viewport = desktop, colorScheme = 'light', javaScriptEnabled = true } = {}) {
  const context = await demo.browser.newContext({ viewport, colorScheme, javaScriptEnabled, locale: 'fr-FR', baseURL: demo.server.url, bypassCSP: false });
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.problems = errors;
  return page;
}

export async function signIn(page, email, path = '/sign-in') {
  await page.goto(path);
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe').fill(demoPassword);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

export async function shoot(page, name) {
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

// Nothing serious by axe, nothing wider than the window, nothing in the console.
export async function assertSound(page, where) {
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(width[0] <= width[1], `${where}: ${width[0]} px wide in a window of ${width[1]} px`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(serious.map(({ id, nodes }) => `${where}: ${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
  assert.deepEqual(page.problems, [], where);
}
