// Debian's Chromium, steered by playwright-core, and what every page of ours needs: a watch on console and failed requests.
import { chromium } from './packages.mjs';

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export function launchBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

/** Notes what a page must never do: script errors, refusals by the content security policy, broken subresources. */
function watch(page) {
  page.faults = [];
  page.served = undefined;
  page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refused form (422), a missing page (404) and the like are reported here too; those are not faults of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) page.faults.push(message.text());
  });
  page.on('response', (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && response.status() !== 303) page.served = response;
    else if (response.status() >= 400) page.faults.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Given up because the next page was asked for: no fault.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    if (!request.isNavigationRequest()) page.faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
}

/** A fresh visitor in a browser of their own: cookies shared with nobody. `javaScript: false` switches scripts off. */
export async function visitor(browser, url, { javaScript = true } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: javaScript,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    viewport: { width: 1200, height: 900 },
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.javaScript = javaScript;
  watch(page);
  return page;
}

/** Signs in through the form as the first demo account of the role (or as the one with that login). */
export async function signIn(page, accounts, roleOrLogin) {
  const account = accounts.find((one) => one.login === roleOrLogin) ?? accounts.find((one) => one.role === roleOrLogin);
  if (!account) throw new Error(`no demo account for ${roleOrLogin}`);
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(account.login);
  await page.locator('input[type="password"]').fill(account.password);
  await page.locator('main form button[type="submit"]').first().click();
  await page.waitForURL((to) => !/anmeld/.test(to.pathname));
  return account;
}
