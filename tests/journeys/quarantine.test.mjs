// Hate speech arrives, is flagged, is sealed by a checker, opened by the office with a reason, published
// masked, handed over. From the sealing on its words stand nowhere.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sampleFolder, serve, sql, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { Visitor, offers } from './visitor.mjs';

const seed = 'Usir semua warga Contohwati dari Merdekasari, mereka biadab dan kafir, hubungi 0812-3456-7890 untuk ikut mengusir';
const secrets = ['Contohwati', 'Merdekasari', 'biadab dan kafir', '0812-3456-7890'];
// The masked text of the case and of the sheet keeps the words, not whom they are aimed at.
const masked = secrets.filter((secret) => secret !== 'biadab dan kafir');
const summary = 'Ajakan mengusir sekelompok warga; nama disamarkan.';
const reason = 'menghasut warga untuk mengusir sekelompok orang';

let data, server, asker, ticket, checker, officer, claim, kase;
before(async () => {
  data = sampleFolder();
  server = await serve(data);
  checker = await Desk.of(server.address, 'pemeriksa2');
  officer = await Desk.of(server.address, 'petugas1');
});
after(async () => { await server?.stop(); });

const tells = (text) => secrets.filter((secret) => text.includes(secret));
const quiet = (page, what) => assert.deepEqual(tells(page.html), [], `${what}: ${page.path}`);

test('the desk sees that a message is suspicious, where, and personal data masked in the list', async () => {
  asker = new Visitor(server.address);
  const answer = await asker.submit(await asker.get('/tanya'), '/tanya', { text: seed, area: '32.10.16' });
  ticket = answer.path;
  assert.match(ticket, /^\/tiket\//);
  const queue = await checker.get('/meja/pertanyaan?keadaan=new');
  assert.ok(queue.words.includes('Mungkin ujaran kebencian'), 'the badge');
  assert.ok(queue.words.includes('Nomor telepon'));
  assert.ok(!queue.html.includes('0812-3456'), 'masked in the list, before it is cut');
  for (const [, link] of queue.html.matchAll(/href="(\/meja\/pertanyaan\/[0-9a-z]{6,})"/g)) {
    const page = await checker.get(link);
    if (page.words.includes('Contohwati')) claim = page;
  }
  assert.match(claim.html, /<mark>biadab<\/mark>/, 'the place');
  assert.ok(claim.words.includes('Anda yang menilai'));
});

test('a verdict of hate speech is not published outside quarantine', async () => {
  const id = claim.path.split('/').pop();
  const taken = await checker.submit(await checker.get(claim.path), `/meja/pertanyaan/${id}/langkah/take`);
  const proposed = await checker.submit(taken, `/meja/pertanyaan/${id}/putusan`, { title: 'Ajakan mengusir warga Contohwati adalah ujaran kebencian',
    verdict: 'misleading', kind: 'hate_speech', explanation: 'Pesan itu menyebut warga Contohwati biadab.', conclusion: 'Warga Contohwati berhak tinggal di sini.', claim: seed });
  assert.equal(proposed.status, 200, proposed.words.slice(0, 400));
  const refused = await officer.submit(await officer.get(claim.path), `/meja/pertanyaan/${id}/langkah/confirm`, { checked: ['source', 'facts'] });
  assert.equal(refused.status, 409);
  assert.match(refused.words, /karantina/);
});

test('a checker moves it into quarantine, with reason and form', async () => {
  const form = await checker.get(`${claim.path}/karantina`);
  const refused = await checker.submit(form, '/karantina', { form: ['menghasut'], targets: 'Contohwati', summary: 'Ajakan mengusir warga Contohwati', reason });
  assert.equal(refused.status, 422);
  assert.match(refused.words, /masih menyebut nama/);
  const bare = await checker.submit(form, '/karantina', { summary, reason, targets: 'Contohwati' });
  assert.match(bare.words, /Pilih sekurangnya satu bentuk/);
  kase = await checker.submit(form, '/karantina', { form: ['menghasut', 'penghinaan'], aspect: ['agama'], medium: ['media_sosial'],
    targets: 'Contohwati\nDesa Merdekasari', summary, reason });
  assert.match(kase.path, /^\/meja\/karantina\/[0-9a-z]+$/, kase.words.slice(0, 400));
  assert.ok(kase.words.includes('Segel utuh'));
  assert.ok(kase.words.includes('[disamarkan]'));
  for (const secret of masked) assert.ok(!kase.html.includes(secret), secret);
  assert.ok(!offers(kase, '/buka'), 'a checker does not open');
});

test('the verdict can now be published, and nobody is shown the words', async () => {
  const id = claim.path.split('/').pop();
  const published = await officer.submit(await officer.get(claim.path), `/meja/pertanyaan/${id}/langkah/confirm`, { checked: ['source', 'facts'] });
  assert.equal(published.status, 200, published.words.slice(0, 400));
  const visitor = new Visitor(server.address);
  const list = await until('the fact check in the list', async () => {
    const page = await visitor.get('/cek-fakta');
    return page.words.includes(summary.slice(0, 30)) ? page : null;
  });
  const address = [...list.html.matchAll(/href="(\/cek-fakta\/[^"]+)"/g)].map(([, link]) => link).find((link) => link.endsWith(id));
  const page = await visitor.get(address);
  assert.equal(page.status, 200);
  assert.ok(page.words.includes('tidak kami tampilkan'));
  const pages = [list, page, await visitor.get('/'), await visitor.get('/cek-fakta/umpan.atom'), await visitor.get('/cari?q=Contohwati'),
    await visitor.get('/cari?q=biadab'), await visitor.get('/sitemap.xml'), await visitor.get('/api/v1/factchecks'), await visitor.get(`/api/v1/factchecks/${id}`),
    await asker.get(ticket), await checker.get('/meja/pertanyaan'), await checker.get(claim.path), await officer.get(claim.path), await officer.get('/meja/karantina'),
    await officer.get('/meja/cek-fakta')];
  for (const one of pages) {
    // A search repeats what was typed: only what was found counts.
    const told = tells(one.html).filter((secret) => !one.path.includes(`q=${secret}`));
    assert.deepEqual(told, [], one.path);
  }
  const found = await visitor.get('/cari?q=Contohwati');
  assert.ok(!found.html.includes(id), 'a search does not tell that it stands there');
});

test('who asks the same is answered with the summary', async () => {
  const visitor = new Visitor(server.address);
  const answer = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text: `${seed}!!` });
  assert.ok(answer.words.includes('tidak kami tampilkan'), answer.words.slice(0, 400));
  quiet(answer, 'the answer');
});

test('the office opens the evidence with a reason; the file is the one that was sealed', async () => {
  const page = await officer.get(kase.path);
  const short = await officer.submit(page, '/buka', { reason: 'x' });
  assert.equal(short.status, 422);
  const opened = await officer.submit(page, '/buka', { reason: 'menyiapkan surat kepada Polres', as: null });
  assert.ok(opened.words.includes('Usir semua warga Contohwati'));
  assert.match(opened.headers['cache-control'], /no-store/);
  const file = await officer.submit(page, '/buka', { reason: 'menyiapkan berkas', as: 'file' });
  assert.match(file.headers['content-disposition'], /attachment/);
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  const now = await officer.get(kase.path);
  assert.ok(now.html.includes(hash), 'sha256sum of the file is the hash of the case');
  assert.equal(now.words.split('Bukti dibuka').length - 1, 2, 'each opening is in the chain of access');
  const forced = await checker.post(`${kase.path}/buka`, { _token: await checker.token(), reason: 'ingin tahu isinya' });
  assert.equal(forced.status, 403);
  const stranger = await Desk.of(server.address, 'pemeriksa3');
  assert.equal((await stranger.get(kase.path)).status, 404);
});

test('it is reviewed, handed over by letter, and a sheet goes with it', async () => {
  const reviewed = await officer.submit(await officer.get(kase.path), '/langkah/review');
  const handed = await officer.submit(reviewed, '/langkah/hand_over', { to: 'Polres Majalengka, Satreskrim', number: '005/12/Diskominfo', on: '2026-11-22' });
  assert.ok(handed.words.includes('Diserahkan kepada Polres Majalengka'), handed.words.slice(0, 400));
  const sheet = await officer.get(`${kase.path}/lembar.pdf`);
  assert.equal(sheet.headers['content-type'], 'application/pdf');
  const name = path.join(mkdtempSync(path.join(tmpdir(), 'sheet-')), 'lembar.pdf');
  writeFileSync(name, sheet.bytes);
  const text = spawnSync('pdftotext', ['-layout', name, '-'], { encoding: 'utf8' }).stdout;
  assert.match(text, /Polres Majalengka/);
  assert.match(text, /\[disamarkan\]/);
  assert.match(text, /Menghasut/);
  for (const secret of masked) assert.ok(!text.includes(secret), secret);
  if (process.env.SCREENS) writeFileSync(path.join(process.env.SCREENS, 'lembar.pdf'), sheet.bytes);
});

test('the ledger has ids and hashes, no words', async () => {
  const rows = sql(data, 'SELECT kind, detail FROM ledger');
  const kinds = rows.map(([kind]) => kind);
  for (const kind of ['quarantine_sealed', 'quarantine_opened', 'quarantine_reviewed', 'quarantine_handed_over']) assert.ok(kinds.includes(kind), kind);
  assert.deepEqual(tells(rows.map((row) => row.join(' ')).join('\n')), []);
});

test('a changed byte is found', async () => {
  await server.stop();
  const done = spawnSync('sqlite3', [path.join(data, 'kentongan.db'), "UPDATE quarantine_cases SET sealed = CAST('x' AS BLOB)"]);
  assert.equal(done.status, 0);
  server = await serve(data);
  const again = await Desk.of(server.address, 'petugas1');
  const page = await again.get(kase.path);
  assert.ok(page.words.includes('Segel rusak'), page.words.slice(0, 300));
  assert.equal((await again.submit(page, '/buka', { reason: 'memeriksa segelnya' })).status, 409);
});
