// What journeys share: a fresh server with the sample district on a port of the kernel's choosing, and a
// browser. Nothing sleeps: everything waits on a condition.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.KENTONGAN_PROGRAM ?? path.join(root, 'build/release/kentongan');
export const password = 'kentongan-desa-kita';

export function run(args, input = '') {
  const done = spawnSync(program, args, { input, encoding: 'utf8', env: { ...process.env, LANG: 'id_ID.UTF-8' } });
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

export async function serve(data, { config = '' } = {}) {
  const args = ['serve', '--data', data, '--listen', '127.0.0.1:0'];
  if (config) { writeFileSync(path.join(data, 'kentongan.toml'), config); args.push('--config', path.join(data, 'kentongan.toml')); }
  const child = spawn(program, args, { env: { ...process.env, LANG: 'id_ID.UTF-8' } });
  const address = await lineFrom(child, (line) => line.match(/http:\/\/[0-9.:]+/)?.[0], 'kentongan serve');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  return { address, child, async stop(signal = 'SIGTERM') { child.kill(signal); return ended; } };
}

export function freshFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'kentongan-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function sampleFolder() {
  const data = freshFolder();
  must(['import', 'areas', path.join(root, 'node_modules/idn-area-data/data'), '--data', data]);
  must(['demo', '--data', data]);
  return data;
}

export async function startFake(name, env = {}) {
  const child = spawn('node', [path.join(root, 'tests/fakes', name)], { env: { ...process.env, ...env } });
  const ports = JSON.parse(await lineFrom(child, (line) => (line.startsWith('{') ? line : null), name));
  process.on('exit', () => child.kill());
  return { ...ports, stop() { child.kill(); }, async journal() { return (await fetch(`http://127.0.0.1:${ports.http}/journal`)).json(); } };
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
