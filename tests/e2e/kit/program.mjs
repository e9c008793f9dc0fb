// Starts KIM with a demo world of its own on a free port, or uses a running one (KIM_URL). What it is not: a browser.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const binary = () => process.env.KIM_BINARY ?? path.resolve('build/dev/kim');

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function untilServing(child, url, log) {
  const deadline = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`kim ended with status ${child.exitCode}:\n${log.join('')}`);
    if (Date.now() > deadline) throw new Error(`kim does not answer at ${url}:\n${log.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(child) {
  return child.exitCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
}

/** The demo accounts: [{ role, login, password, name }]; role as stored, e.g. "case_management". */
export function demoAccounts() {
  return JSON.parse(execFileSync(binary(), ['demo', '--accounts', '--json'], { encoding: 'utf8' }));
}

/** Engines a story can run on here: PostgreSQL only with the throw-away server of tools/test-postgres. */
export const engines = process.env.KIM_TEST_POSTGRES ? ['sqlite', 'postgres'] : ['sqlite'];

/** An empty database of the throw-away server; as settings name it. */
function newDatabase() {
  const server = process.env.KIM_TEST_POSTGRES;
  const name = `kim_e2e_${process.pid}_${Date.now()}`;
  execFileSync('psql', [server, '-qc', `CREATE DATABASE ${name}`]);
  return `${server.replace(/ *dbname=\S+/, '')} dbname=${name}`;
}

/**
 * A served demo world: { url, log, stop }. `stop` ends the program, removes its data and fails if it did not end well.
 * `log` holds what the program wrote, to be shown when a test fails; `run` runs another command on the same data; `settings`
 * are environment variables for both.
 */
export async function startKim({ engine = 'sqlite', settings = {} } = {}) {
  if (process.env.KIM_URL) return { url: process.env.KIM_URL.replace(/\/$/, ''), log: [], stop: async () => {} };
  const data = mkdtempSync(path.join(tmpdir(), 'kim-e2e-'));
  const port = await freePort();
  const log = [];
  const env = { ...process.env, ...settings };
  if (engine === 'postgres') env.KIM_DATABASE = newDatabase();
  const child = spawn(binary(), ['demo', '--data', data, '--port', String(port)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => log.push(bytes.toString()));
  const lastResort = () => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  process.once('exit', lastResort);
  const url = `http://127.0.0.1:${port}`;
  await untilServing(child, url, log);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended(child);
    process.off('exit', lastResort);
    rmSync(data, { recursive: true, force: true });
    if (child.exitCode !== 0) throw new Error(`kim stopped with status ${child.exitCode}:\n${log.join('')}`);
  };
  const run = (...words) =>
    execFileSync(binary(), [...words, '--data', data], { env: { ...env, KIM_KEY_FILE: path.join(data, 'keys', 'master.key') }, encoding: 'utf8' });
  return { url, log, stop, run };
}
