// Cards, bulletins and the list of scams as people fetch them: read back by programs that know nothing of ours.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { freshFolder, sampleFolder, serve } from './rig.mjs';

let server;
const folder = freshFolder();
before(async () => { server = await serve(sampleFolder()); });
after(async () => { await server?.stop(); });

const page = async (address) => { const answer = await fetch(server.address + address); return { status: answer.status, text: await answer.text() }; };
const firstFactCheck = async () => (await page('/cek-fakta')).text.match(/href="(\/cek-fakta\/[^"]+-[0-9a-z]{13})"/)[1];

test('a fact check has a card whose code leads back to it', async () => {
  const address = await firstFactCheck();
  const { text } = await page(address);
  const image = text.match(/property="og:image" content="([^"]+)"/)[1];
  assert.ok(image.endsWith(`${address}/kartu.png`), image);
  assert.match(text, /property="og:image:alt" content="[^"]{20,}"/);

  const answer = await fetch(`${server.address}${address}/kartu.png`);
  const png = Buffer.from(await answer.arrayBuffer());
  const file = path.join(folder, 'kartu.png');
  writeFileSync(file, png);
  const code = spawnSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' }).stdout.trim();

  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.ok(png.length <= 200_000, `${png.length} bytes`);
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1080, 1080]);
  const id = address.slice(-13);
  assert.ok(code.endsWith(`/cek-fakta/${id}`), code);
  const followed = await fetch(`${server.address}/cek-fakta/${id}`);
  assert.equal(new URL(followed.url).pathname, address);
  const moved = await fetch(`${server.address}/cek-fakta/judul-lama-${id}/kartu.png`);
  assert.equal(new URL(moved.url).pathname, `${address}/kartu.png`);
  assert.equal((await fetch(`${server.address}/cek-fakta/0000000000000/kartu.png`)).status, 404);
});

test('a week is a page, a text to forward and a sheet to print', async () => {
  const list = (await page('/cek-fakta/buletin')).text;
  const weeks = [...list.matchAll(/\/cek-fakta\/buletin\/(\d{4}-W\d{2})"/g)].map((found) => found[1]);
  assert.ok(weeks.length > 3, weeks.join());
  const week = weeks[1];
  const { text } = await page(`/cek-fakta/buletin/${week}`);
  const forward = text.match(/<textarea[^>]*>([^]*?)<\/textarea>/)[1];
  assert.match(forward, /\*Buletin hoaks pekan \d+\*/);
  assert.match(forward, /\/cek-fakta\/[0-9a-z]{13}\n/);

  const answer = await fetch(`${server.address}/cek-fakta/buletin/${week}.pdf`);
  const file = path.join(folder, 'buletin.pdf');
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  const words = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;

  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.match(words, /Buletin hoaks/);
  assert.match(words, /Halaman 1 dari \d/);
  const title = text.match(/class="entries">[^]*?<h3><a [^>]*>([^<]+)</)[1].split(' ').slice(0, 3).join(' ');
  assert.ok(words.includes(title), `${title} in ${words}`);
});

test('what is no week, or is still to come, is not found', async () => {
  for (const week of ['2026-W54', '2199-W01', 'besok', '2026-W54.pdf', '../../etc']) assert.equal((await page(`/cek-fakta/buletin/${week}`)).status, 404, week);
});

test('links of scams can be read but not pressed, by people and machines', async () => {
  const { status, text } = await page('/cek-fakta/penipu');
  assert.equal(status, 200);
  const shown = [...text.matchAll(/<code>([^<]+)<\/code>/g)].map((found) => found[1]);
  assert.ok(shown.length > 0);
  for (const link of shown) assert.ok(!/[a-z]\.[a-z]/.test(link.split('/')[0]), link);
  for (const [, href] of text.matchAll(/href="([^"]+)"/g)) assert.ok(/^(\/|mailto:|#|http:\/\/127|http:\/\/localhost)/.test(href), href);

  const list = JSON.parse((await page('/cek-fakta/penipu.json')).text);
  assert.deepEqual(list.traces.map((trace) => trace.text).sort(), [...shown].sort());
  for (const trace of list.traces) assert.ok(trace.fact_checks.every((check) => ['false', 'misleading'].includes(check.verdict)), trace.text);
});
