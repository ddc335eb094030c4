// What journeys share: a fresh server with the sample district on a port of the kernel's choosing, and a
// browser. Nothing sleeps: everything waits on a condition.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

process.setMaxListeners(0);  // everything started here ends with us
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.KENTONGAN_PROGRAM ?? path.join(root, 'build/release/kentongan');
export const password = 'kentongan-desa-kita';

export function run(args, input = '', env = {}) {
  const done = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, LANG: 'id_ID.UTF-8', ...env } });
  if (done.error) throw done.error;
  return done;
}

export function must(args, input) {
  const done = run(args, input);
  if (done.status !== 0) throw new Error(`kentongan ${args.join(' ')}: ${done.status}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** The first line of a child's output that `find` accepts. */
function lineFrom(child, find, what) {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk) => {
      text += chunk;
      for (const line of text.split('\n')) { const found = find(line); if (found) return resolve(found); }
    };
    child.stdout.on('data', look);
    child.stderr.on('data', (chunk) => { text += chunk; });
    child.on('exit', (code) => reject(new Error(`${what} ended with ${code}:\n${text}`)));
  });
}

export async function serve(data, { config = '', env = {}, listen = '127.0.0.1:0' } = {}) {
  const args = ['serve', '--data', data, '--listen', listen];
  if (config) { writeFileSync(path.join(data, 'kentongan.toml'), config); args.push('--config', path.join(data, 'kentongan.toml')); }
  const child = spawn(program, args, { env: { ...process.env, LANG: 'id_ID.UTF-8', ...env } });
  process.on('exit', () => child.kill('SIGKILL'));
  const address = await lineFrom(child, (line) => line.match(/http:\/\/[0-9.:]+/)?.[0], 'kentongan serve');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  return { address, child, async stop(signal = 'SIGTERM') { child.kill(signal); return ended; } };
}

export function freshFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'kentongan-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const areasFolder = path.join(root, 'node_modules/idn-area-data/data');

/** A fresh folder that `make` filled once for this very program; kept beside it, copied from then on. */
function copyOf(name, make) {
  const { mtimeMs, size } = statSync(program);
  const kept = path.join(path.dirname(program), `journeys-${name}-${createHash('sha256').update(`${mtimeMs} ${size}`).digest('hex').slice(0, 12)}`);
  const data = freshFolder();
  if (existsSync(kept)) {
    cpSync(kept, data, { recursive: true });
    return data;
  }
  make(data);
  for (const old of readdirSync(path.dirname(kept))) if (old.startsWith(`journeys-${name}-`)) rmSync(path.join(path.dirname(kept), old), { recursive: true, force: true });
  const copy = `${kept}.${process.pid}`;
  cpSync(data, copy, { recursive: true });
  try { renameSync(copy, kept); } catch { rmSync(copy, { recursive: true, force: true }); }  // another test was faster
  return data;
}

/** The nation's areas, nothing else. */
export function nationFolder() { return copyOf('nation', (data) => must(['import', 'areas', areasFolder, '--data', data])); }

/** The sample district. */
export function sampleFolder() {
  return copyOf('sample', (data) => {
    must(['import', 'areas', areasFolder, '--data', data]);
    must(['demo', '--data', data]);
  });
}

export async function startFake(name, env = {}, args = []) {
  const child = spawn('node', [path.join(root, 'tests/fakes', name), ...args], { env: { ...process.env, ...env } });
  const ports = JSON.parse(await lineFrom(child, (line) => (line.startsWith('{') ? line : null), name));
  process.on('exit', () => child.kill());
  const base = `http://127.0.0.1:${ports.http}`;
  return { ...ports, base, stop() { child.kill(); },
    async journal() { return (await fetch(`${base}/journal`)).json(); },
    async count() { return (await fetch(`${base}/count`)).json(); },
    async forget() { await fetch(`${base}/journal`, { method: 'DELETE' }); },
    async mail(index) { return Buffer.from(await (await fetch(`${base}/mail/${index}`)).arrayBuffer()); } };
}

export const telegramToken = '1234567:AAKentonganFakeTokenForTests0000000';

/** A server that speaks to a mail sink and a Telegram of our own. */
export async function serveWithWaysOut(data, { sinkOptions = ['--keep'] } = {}) {
  const sink = await startFake('smtp_sink.mjs', {}, sinkOptions);
  const telegram = await startFake('telegram_fake.mjs');
  const config = `[server]\nbase_url = "https://kabar.example"\n[email]\nhost = "127.0.0.1"\nport = ${sink.smtp}\nfrom = "kabar@kabar.example"\ntls = "none"\n`
    + `[telegram]\napi_url = "${telegram.base}"\n[outgoing]\nallow_private = ["127.0.0.0/8"]\n`;
  const start = () => serve(data, { config, env: { KENTONGAN_TELEGRAM_TOKEN: telegramToken } });
  return { server: await start(), sink, telegram, start };
}

/** What the database says, read beside a running server: rows of text. */
export function sql(data, query) {
  const done = spawnSync('sqlite3', ['-readonly', '-separator', '\t', path.join(data, 'kentongan.db'), query], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`sqlite3: ${done.stderr}`);
  return done.stdout.split('\n').filter(Boolean).map((line) => line.split('\t'));
}

export async function browser() {
  return chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

export async function signIn(page, address, login) {
  await page.goto(`${address}/masuk`);
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', password);
  await Promise.all([page.waitForNavigation(), page.click('main form button')]);
  if (new URL(page.url()).pathname === '/masuk') throw new Error(`${login} could not sign in: ${await page.textContent('main')}`);
}

/** Asks again until `look` gives something; names what it waited for. */
export async function until(what, look, { patience = 20_000 } = {}) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const axeSource = () => readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
