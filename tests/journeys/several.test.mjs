// Two servers on one PostgreSQL: what one is told the other shows, each message leaves once, and when one
// is killed the other goes on with everything that was acknowledged.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { areasFolder, freshFolder, must, serve, startFake, telegramToken, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { Visitor, send } from './visitor.mjs';

const programs = '/usr/lib/postgresql/15/bin';
const database = freshFolder();
const folders = [freshFolder(), freshFolder()];
const servers = [];
let sink, telegram, postgres;

/** PostgreSQL refuses to be root; its Debian package brings the user. */
function asPostgres() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g'), cwd: '/' };
}

const configOf = () => `[server]\nbase_url = "https://kabar.example"\n[database]\nurl = "postgresql:///kentongan?host=${encodeURIComponent(database)}&user=postgres"\n`
  + `[email]\nhost = "127.0.0.1"\nport = ${sink.smtp}\nfrom = "kabar@kabar.example"\ntls = "none"\n[telegram]\napi_url = "${telegram.base}"\n[outgoing]\nallow_private = ["127.0.0.0/8"]\n`;
const startServer = async (at) => { servers[at] = await serve(folders[at], { config: configOf(), env: { KENTONGAN_TELEGRAM_TOKEN: telegramToken } }); };
const shows = (at, where, words) => until(`server ${at} shows "${words}" at ${where}`, async () => (await send(servers[at].address, { path: where })).html.includes(words));

before(async () => {
  const user = asPostgres();
  if (user.uid !== undefined) chownSync(database, user.uid, user.gid);
  const made = spawnSync(`${programs}/initdb`, ['-D', path.join(database, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...user, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  postgres = spawn(`${programs}/postgres`, ['-D', path.join(database, 'data'), '-c', 'listen_addresses=', '-c', `unix_socket_directories=${database}`], { ...user, stdio: 'ignore' });
  process.on('exit', () => postgres.kill('SIGQUIT'));
  await until('a database', () => spawnSync(`${programs}/createdb`, ['-h', database, '-U', 'postgres', 'kentongan'], { encoding: 'utf8' }).status === 0);
  sink = await startFake('smtp_sink.mjs', {}, ['--keep']);
  telegram = await startFake('telegram_fake.mjs');
  const config = path.join(folders[0], 'verbs.toml');
  writeFileSync(config, configOf());
  must(['import', 'areas', areasFolder, '--data', folders[0], '--config', config]);
  must(['demo', '--data', folders[0], '--config', config]);
  await Promise.all([startServer(0), startServer(1)]);
});
after(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  sink?.stop(); telegram?.stop(); postgres?.kill('SIGQUIT');
});

test('who signed in at one server is known to the other', async () => {
  const writer = await Desk.of(servers[0].address, 'petugas1');
  const there = new Visitor(servers[1].address);
  there.cookies = writer.cookies;
  assert.equal((await there.get('/meja/kabar')).status, 200);
});

test('an item written here and published there is on both portals, and each mail leaves once', async () => {
  const writer = await Desk.of(servers[0].address, 'petugas1');
  const office = await Desk.of(servers[1].address, 'petugas2');
  const titles = Array.from({ length: 6 }, (_, number) => `Pasar murah dua peladen, hari ke-${number + 1}`);
  for (const title of titles) {
    const id = await writer.write({ title, body: 'Beras dan minyak goreng di balai desa.', provenance: 'government', group: '' });
    await office.approve(id);
    await office.do(id, 'publish');
  }
  for (const title of titles) await Promise.all([shows(0, '/kabar', title), shows(1, '/kabar', title)]);
  const messages = async () => (await telegram.journal()).messages;
  await until('every title in the channel', async () => { const said = await messages(); return titles.every((title) => said.some((message) => message.text.includes(title))); });
  await until('an empty outbox', async () => /Menunggu dikirim 0\b/.test((await office.get('/meja/kiriman')).words) && (await sink.journal()).mails.length > 0);
  const seen = (await sink.journal()).mails.map((mail) => `${mail.to} ${mail.subject}`);
  assert.equal(new Set(seen).size, seen.length, 'a mail that left twice');
  const posts = (await messages()).map((message) => `${message.chat} ${message.text}`);
  assert.equal(new Set(posts).size, posts.length, 'a Telegram message that left twice');
});

test('a verdict confirmed at one server answers at the other', async () => {
  const message = 'Kabar: semua sumur di lereng ditutup semen oleh orang tak dikenal malam Jumat, sebarkan ke tetangga';
  const resident = new Visitor(servers[1].address);
  const waiting = await resident.submit(await resident.get('/tanya'), '/tanya', { text: message });
  assert.doesNotMatch(waiting.html, /class="stamp big"/);
  const checker = await Desk.of(servers[0].address, 'pemeriksa1');
  const queue = await until('the question in the other server’s queue', async () => { const page = await checker.get('/meja/pertanyaan'); return page.words.includes('semua sumur di lereng') && page; });
  const claim = queue.html.match(/<a href="(\/meja\/pertanyaan\/[^"]+)">[^<]*semua sumur di lereng/)[1];
  const file = await checker.get(claim);
  await checker.submit(file, `${claim}/langkah/take`, {});
  const proposed = await checker.submit(await checker.get(claim), `${claim}/putusan`, { verdict: 'salah', title: 'Sumur di lereng tidak ditutup semen', claim: message, explanation: 'Petugas desa memeriksa dua puluh sumur; semuanya terbuka dan dipakai.', source: 'Pemerintah desa (rekaan)', source_url: 'https://desa.example/sumur' });
  assert.equal(proposed.status, 200, proposed.words.slice(0, 400));
  const office = await Desk.of(servers[1].address, 'petugas1');
  const confirmed = await office.submit(await office.get(claim), `${claim}/langkah/confirm`, { checked: ['source', 'facts'] });
  assert.equal(confirmed.status, 200, confirmed.words.slice(0, 400));
  for (const server of servers) {
    const asks = new Visitor(server.address);
    await until('an answer from the archive', async () => (await asks.submit(await asks.get('/tanya'), '/tanya', { text: message })).html.includes('class="stamp big"'));
  }
});

test('when one is killed the other has everything that was acknowledged, and goes on', async () => {
  const writer = await Desk.of(servers[0].address, 'petugas1');
  const saved = [];
  for (let number = 0; number < 5; ++number) saved.push(await writer.write({ title: `Ditulis sebelum mati ${number}`, body: 'Isi.', provenance: 'government', group: '' }));
  await servers[0].stop('SIGKILL');
  const office = await Desk.of(servers[1].address, 'petugas2');
  for (const id of saved) assert.equal((await office.page(id)).status, 200);
  await office.approve(saved[0]);
  await office.do(saved[0], 'publish');
  await shows(1, '/kabar', 'Ditulis sebelum mati 0');
  await startServer(0);
  await shows(0, '/kabar', 'Ditulis sebelum mati 0');
});
