// The server is killed with SIGKILL while 32 clients write. After the restart every acknowledged write is there, there is no
// half change, and the audit chain is intact. On SQLite, and on PostgreSQL if KIM_TEST_POSTGRES names a server.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const program = process.env.KIM_PROGRAM;
const clients = 32;

function start(data, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['demo', '--data', data, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = text.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (found) resolve({ child, url: found[0] });
    });
    child.on('exit', (code) => reject(new Error(`kim ended with ${code}: ${text}`)));
  });
}

function field(html, name) {
  const found = html.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"`)) ?? html.match(new RegExp(`value="([^"]*)"[^>]*name="${name}"`));
  return found ? found[1] : '';
}

function form(fields) {
  return { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
}

async function signIn(url, account) {
  const page = await (await fetch(`${url}/anmeldung`)).text();
  const loginName = page.match(/<input[^>]*autocomplete="username"[^>]*>/)[0].match(/name="([^"]+)"/)[1];
  const passwordName = page.match(/<input[^>]*type="password"[^>]*>/)[0].match(/name="([^"]+)"/)[1];
  const answer = await fetch(`${url}/anmeldung`, form({ [loginName]: account.login, [passwordName]: account.password, _csrf: field(page, '_csrf') }));
  assert.equal(answer.status, 303, 'signing in');
  // Debian's Node.js 18 gives several cookies only joined; the session's value holds no comma.
  return answer.headers.get('set-cookie').match(/(?:^|, )(kim=[^;]+)/)[1];
}

/// The account's own open cases: the writers share them.
async function openCases(url, cookie) {
  const list = await (await fetch(`${url}/faelle`, { headers: { cookie } })).text();
  const cases = [];
  for (const href of new Set([...list.matchAll(/href="(\/faelle\/\d+)"/g)].map((found) => found[1]))) {
    const answer = await fetch(`${url}${href}/kontakte/neu`, { headers: { cookie } });
    if (answer.status === 200) cases.push({ href, csrf: field(await answer.text(), '_csrf') });
  }
  assert.ok(cases.length > 2, 'cases to write to');
  return cases;
}

/// Writes contacts until the server is gone; returns the marks of those that were acknowledged.
async function writeUntilKilled(url, cookie, target, client) {
  const acknowledged = [];
  for (let i = 0; ; ++i) {
    const mark = `Marke ${client}-${i}`;
    const request = form({ _csrf: target.csrf, form: 'phone', contact_on: 'heute', minutes: '15', note: mark });
    request.headers.cookie = cookie;
    try {
      const answer = await fetch(`${url}${target.href}/kontakte/neu`, request);
      if (answer.status === 303) acknowledged.push(mark);
      await answer.arrayBuffer();
    } catch {
      return acknowledged;
    }
  }
}

async function timelineText(url, cookie, href) {
  let text = '';
  let next = `${href}/verlauf`;
  for (let page = 0; page < 400 && next; ++page) {
    const html = await (await fetch(`${url}${next}`, { headers: { cookie } })).text();
    text += html;
    const older = html.match(/href="([^"]*)"[^>]*>[^<]*[Ää]ltere Einträge/);
    next = older ? (older[1].startsWith('?') ? `${href}/verlauf${older[1]}` : older[1]).replaceAll('&amp;', '&') : null;
  }
  return text;
}

async function killAndCompare(env, verifyArguments) {
  const data = mkdtempSync(join(tmpdir(), 'kim-kill-'));
  const running = [];
  try {
    const accounts = JSON.parse(execFileSync(program, ['demo', '--accounts', '--json'], { env }));
    const account = accounts.find((one) => one.login === 'kessler');
    const first = await start(data, env);
    running.push(first.child);
    const cookie = await signIn(first.url, account);
    const cases = await openCases(first.url, cookie);
    const writers = Array.from({ length: clients }, (_, client) => writeUntilKilled(first.url, cookie, cases[client % cases.length], client));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    first.child.removeAllListeners('exit');
    first.child.kill('SIGKILL');
    const acknowledged = (await Promise.all(writers)).flat();
    assert.ok(acknowledged.length > 50, `only ${acknowledged.length} writes were acknowledged`);

    const second = await start(data, env);
    running.push(second.child);
    const again = await signIn(second.url, account);
    const text = (await Promise.all(cases.map((one) => timelineText(second.url, again, one.href)))).join('');
    const lost = acknowledged.filter((mark) => !new RegExp(`${mark}\\b`).test(text));
    assert.deepEqual(lost.slice(0, 5), [], `${lost.length} of ${acknowledged.length} acknowledged writes are missing`);
    second.child.removeAllListeners('exit');
    second.child.kill('SIGTERM');
    await new Promise((resolve) => second.child.once('exit', resolve));
    execFileSync(program, ['audit', 'verify', ...verifyArguments(data)], { env });
  } finally {
    for (const child of running) child.removeAllListeners('exit').kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

test('SQLite: nothing acknowledged is lost when the server is killed', async () => {
  await killAndCompare(process.env, (data) => ['--data', data]);
});

test('PostgreSQL: nothing acknowledged is lost when the server is killed', { skip: !process.env.KIM_TEST_POSTGRES && 'no PostgreSQL server for tests' }, async () => {
  const server = process.env.KIM_TEST_POSTGRES;
  const name = `kim_kill_${process.pid}`;
  execFileSync('psql', [`${server} dbname=postgres`, '-qc', `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`]);
  try {
    const env = { ...process.env, KIM_DATABASE: `${server} dbname=${name}` };
    await killAndCompare(env, (data) => ['--data', data]);
  } finally {
    execFileSync('psql', [`${server} dbname=postgres`, '-qc', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]);
  }
});
