// Proves the kit itself on static pages: a good page passes, and each fault is found. KIM is not started here.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { complaints, launchBrowser, visitor } from './kit.mjs';

const good = (body, head = '') => `<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Probe</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Probe</h1>${body}</main></body></html>`;

const pages = {
  '/gut': good('<p>Ein Satz.</p><form method="post" action="/gespeichert"><button type="submit">Speichern</button></form>'),
  '/gespeichert': good('<p>Gespeichert.</p>'),
  '/kontrast': good('<p class="blass">Kaum zu lesen.</p>', '<link rel="stylesheet" href="/blass.css">'),
  '/dunkel': good('<p class="dunkel">Nur im Dunkeln kaum zu lesen.</p>', '<link rel="stylesheet" href="/dunkel.css">'),
  '/ohne-label': good('<form method="post" action="/gut"><input type="text" name="a"><button type="submit">Los</button></form>'),
  '/breit': good('<p class="breit">Breiter als ein Telefon.</p>', '<link rel="stylesheet" href="/breit.css">'),
  '/kaputt': good('<p><div>Kein gültiges HTML</div></p>'),
  '/fehlt': good('<p><img src="/fehlt.png" alt="Bild"></p>'),
  '/inline': good('<p>Skript im Text.</p><script>document.title = "anders";</script>'),
  '/nur-mit-skript': good('<p id="ort">ohne Skript</p>', '<script src="/skript.js" defer></script>'),
  '/wirft': good('<p>Satz.</p>', '<script src="/wirft.js"></script>'),
};
const files = {
  '/blass.css': '.blass { color: #ddd; background: #fff; }',
  '/dunkel.css': ':root { color-scheme: light dark; } @media (prefers-color-scheme: dark) { .dunkel { color: #222; background: #000; } }',
  '/breit.css': '.breit { width: 600px; }',
  '/skript.js': 'document.getElementById("ort").textContent = "mit Skript";',
  '/wirft.js': 'throw new Error("Absicht");',
};

function respond(request, response) {
  const csp = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'";
  const page = pages[request.url];
  const file = files[request.url];
  const type = page ? 'text/html; charset=utf-8' : request.url.endsWith('.js') ? 'text/javascript' : 'text/css';
  response.writeHead(page || file ? 200 : 404, { 'content-type': type, 'content-security-policy': csp });
  response.end(page ?? file ?? '');
}

let server, browser, url;
before(async () => {
  server = createServer(respond);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function found(path, options) {
  const page = await visitor(browser, url, options);
  try {
    await page.goto(path);
    return (await complaints(page, `kit${path.replaceAll('/', '-')}`)).join('\n');
  } finally {
    await page.context().close();
  }
}

test('a good page has no complaints', async () => assert.equal(await found('/gut'), ''));
test('a good page has no complaints without scripts', async () => assert.equal(await found('/gut', { javaScript: false }), ''));
test('the answer to a form is the document that is checked', async () => {
  const page = await visitor(browser, url);
  await page.goto('/gut');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.waitForURL('**/gespeichert');
  assert.match(await page.served.text(), /Gespeichert/);
  await page.context().close();
});

const faults = [
  ['/kontrast', /\[light-1200\] axe: color-contrast/, 'weak contrast'],
  ['/dunkel', /^\[dark-320\] axe: color-contrast/, 'weak contrast in dark mode only'],
  ['/ohne-label', /axe: label/, 'a control without a label'],
  ['/breit', /^\[light-320\] overflow: /, 'sideways scrolling on a phone only'],
  ['/kaputt', /html: .*\(/, 'invalid HTML'],
  ['/fehlt', /404 .*fehlt\.png/, 'a missing image'],
  ['/inline', /Content Security Policy/, 'a refusal by the content security policy'],
  ['/wirft', /script: Absicht/, 'a script error'],
];
for (const [path, expected, what] of faults) {
  test(`${what} is found`, async () => assert.match(await found(path), expected));
}

test('a visitor without scripts has none', async () => {
  for (const [javaScript, expected] of [[true, 'mit Skript'], [false, 'ohne Skript']]) {
    const page = await visitor(browser, url, { javaScript });
    await page.goto('/nur-mit-skript');
    assert.equal(await page.locator('#ort').textContent(), expected);
    await page.context().close();
  }
});
