// A guest is invited by mail and answers, in the browser: the message leaves the outbox for a mail server on loopback, its
// answer is read from a mailbox file and stands at the appointment. Persons are invented.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { demoAccounts, engines, follow, launchBrowser, save, signIn, startKim, type, visitor } from './kit.mjs';

const guest = 'vhs.termine@example.org';
const day = new Date(Date.now() + 9 * 86400000).toLocaleDateString('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric' });

/** A mail server that takes everything: { port, mails, stop }; a mail is { to, text }. */
async function mailServer() {
  const mails = [];
  const server = createServer((socket) => {
    let buffer = '', to = '', data = null;
    const say = (line) => socket.write(`${line}\r\n`);
    const answer = (line) => {
      if (data !== null) {
        if (line !== '.') return data.push(line);
        mails.push({ to, text: data.join('\n') });
        data = null;
        return say('250 taken');
      }
      if (/^rcpt to:/i.test(line)) to = line.slice(line.indexOf('<') + 1, line.indexOf('>'));
      if (/^data/i.test(line)) data = [];
      return say(data !== null ? '354 go on' : /^quit/i.test(line) ? '221 bye' : '250 fine');
    };
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      buffer += bytes;
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        answer(buffer.slice(0, end));
        buffer = buffer.slice(end + 2);
      }
    });
    say('220 ready');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, mails, stop: () => server.close() };
}

/** The calendar in a mail: its one base64 part that holds one. */
function calendarOf(text) {
  for (const part of text.match(/(?:^[A-Za-z0-9+/=]+$\n?)+/gm) ?? []) {
    const plain = Buffer.from(part, 'base64').toString('utf8');
    if (plain.includes('BEGIN:VCALENDAR')) return plain.replace(/\r\n[ \t]/g, '');
  }
  return text.includes('BEGIN:VCALENDAR') ? text : '';
}

async function until(condition, what) {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function planAndInvite(page) {
  await page.goto('/faelle');
  await follow(page, /Rahimi, Parwin/);
  await page.goto(`${new URL(page.url()).pathname}/termine/neu`);
  await type(page, 'Worum geht es?', 'Beratung zum Sprachkurs');
  await type(page, 'Tag', day);
  await type(page, 'Von', '13:20');
  await save(page, 'Termin speichern', /Termin gespeichert/);
  await page.locator('main').getByRole('link', { name: /Beratung zum Sprachkurs/ }).first().click();
  await page.waitForURL(/termine\/\d+/);
  const appointment = new URL(page.url()).pathname;
  await page.goto(`${appointment}/einladen`);
  await page.locator('main input[name="email"]').fill(guest);
  await save(page, /einladen/i, /Einladung wird verschickt/);
  return appointment;
}

let browser, accounts;
before(async () => {
  browser = await launchBrowser();
  accounts = demoAccounts();
});
after(() => browser?.close());

for (const engine of engines) {
  test(`an invitation by mail and its answer on ${engine}`, async (t) => {
    const server = await mailServer();
    t.after(() => server.stop());
    const kim = await startKim({ engine, settings: { KIM_MAIL_HOST: '127.0.0.1', KIM_MAIL_PORT: String(server.port) } });
    t.after(() => kim.stop());
    const page = await visitor(browser, kim.url);
    await signIn(page, accounts, 'kessler');
    const appointment = await planAndInvite(page);
    await until(() => server.mails.some((mail) => mail.to === guest), 'the invitation was sent');
    const { text } = server.mails.find((mail) => mail.to === guest);
    const calendar = calendarOf(text);
    assert.match(calendar, /METHOD:REQUEST/);
    for (const secret of ['Rahimi', 'Parwin', 'Sprachkurs', 'Salzkotten'])
      assert.ok(!calendar.includes(secret) && !text.includes(secret), `${secret} stays inside`);
    const uid = calendar.match(/^UID:(.+)$/m)[1].trim(), sequence = calendar.match(/^SEQUENCE:(\d+)/m)[1];
    const folder = mkdtempSync(path.join(tmpdir(), 'kim-mbox-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const mbox = path.join(folder, 'antworten.mbox');
    writeFileSync(mbox, `From ${guest} Wed\nContent-Type: text/calendar; method=REPLY\n\nMETHOD:REPLY\nBEGIN:VEVENT\n` +
      `UID:${uid}\nSEQUENCE:${sequence}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${guest}\nEND:VEVENT\n\n`);
    assert.match(kim.run('mail', 'read', '--mbox', mbox), /Antworten übernommen: 1/);
    await page.goto(appointment);
    assert.match(await page.locator('main').innerText(), /zugesagt/);
    await page.context().close();
  });
}
