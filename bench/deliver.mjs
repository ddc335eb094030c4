// From "publish" to the first mail that arrives, while a thousand mailboxes and a thousand Telegram chats
// are being served; then how long ten thousand mails take.
//
//   node bench/deliver.mjs [--publications 100] [--subscribers 1000] [--mails 10000]
//
// One publication in five goes to all of them (they follow its topic), so that a thousand mails are always
// leaving; the others go to the sample's few. Goals: median 0.3 s, p99 1 s; 10,000 mails in 30 s.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { sampleFolder, serveWithWaysOut, sql, until } from '../tests/journeys/rig.mjs';
import { Desk } from '../tests/journeys/newsdesk.mjs';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? fallback : Number(process.argv[at + 1]); };
const publications = option('publications', 100), subscribers = option('subscribers', 1000), many = option('mails', 10_000);
const wide = (number) => number % 5 === 0;

const data = sampleFolder();
let { server, sink, telegram, start } = await serveWithWaysOut(data, { sinkOptions: [] });
const figures = () => sql(data, "SELECT (SELECT count(*) FROM deliveries WHERE state IN ('due', 'leased') AND way = 'email'), (SELECT count(*) FROM fan_outs WHERE state = 'running')")[0].map(Number);
const drained = (patience) => until('an empty queue of mails', () => figures().every((figure) => figure === 0), { patience });
await drained(120_000);
await server.stop();

/** `count` more subscriptions like the one of `model`, to `topic` alone, at addresses made by `address` (SQL, n is the number). */
function subscribe(model, address, count, first, topic) {
  const columns = sql(data, "SELECT name FROM pragma_table_info('subscriptions')").flat();
  const values = columns.map((name) => (name === 'id' ? `s.id + ${first} + n` : /^address/.test(name) ? address : name === 'topics' ? `'${topic}'` : `s.${name}`));
  const script = `BEGIN;
    CREATE TEMP TABLE numbers AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < ${count}) SELECT n FROM r;
    INSERT INTO subscriptions (${columns}) SELECT ${values} FROM subscriptions s, numbers WHERE s.address = '${model}' AND s.state = 'confirmed';
    INSERT INTO subscription_areas SELECT a.subscription_id + ${first} + n, a.area, a.province, a.regency, a.district FROM subscription_areas a JOIN subscriptions s ON s.id = a.subscription_id, numbers WHERE s.address = '${model}' AND s.state = 'confirmed';
    INSERT INTO subscription_topics SELECT s.id + ${first} + n, '${topic}' FROM subscriptions s, numbers WHERE s.address = '${model}' AND s.state = 'confirmed';
    COMMIT;`;
  const done = spawnSync('sqlite3', [path.join(data, 'kentongan.db'), script], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}
subscribe('warga1@warga.example', "'orang' || n || '@banyak.example'", subscribers, 10_000, 'ukuran-luas');
subscribe('-1001230000001', 'CAST(-1009000000000 - n AS TEXT)', subscribers, 2_000_000, 'ukuran-luas');
subscribe('warga9@warga.example', "'jauh' || n || '@banyak.example'", many, 4_000_000, 'ukuran-besar');
await sink.forget();
server = await start();

const [writer, publisher, far, kurun] = await Promise.all(['petugas1', 'petugas2', 'petugas.gumas', 'ketua.kurun'].map((login) => Desk.of(server.address, login)));
const prepare = async (number) => {
  const id = await writer.write({ title: `Ukuran nomor ${String(number).padStart(4, '0')}`, body: 'Kabar untuk mengukur jalannya kiriman. '.repeat(20), provenance: 'government', group: '', area: ['32.10'], topics: wide(number) ? 'ukuran-luas' : '' });
  await publisher.approve(id);
  return id;
};
process.stderr.write('writing and approving … ');
const items = [];
for (let number = 0; number < publications; number += 1) items.push(await prepare(number));
console.error('done');

const arrived = new Map();  // number of the item: µs of its first mail
let seen = 0;
async function look() {
  const { mails } = await (await fetch(`${sink.base}/journal?from=${seen}`)).json();
  seen += mails.length;
  for (const mail of mails) {
    const number = Number(mail.subject.match(/Ukuran nomor (\d+)/)?.[1] ?? NaN);
    if (!Number.isNaN(number) && !(arrived.get(number) <= mail.at)) arrived.set(number, mail.at);
  }
}

const answered = new Map();
const load = [os.loadavg()[0]];
for (const [number, id] of items.entries()) {
  // The queue is never empty: the next big publication comes while the one before is leaving.
  if (wide(number) && number > 0) await until('room for the next big publication', () => figures()[0] < subscribers / 2, { patience: 300_000 });
  const page = await publisher.do(id, 'publish');
  answered.set(number, page.came.at);
  await until(`the first mail of publication ${number}`, async () => { await look(); return arrived.has(number); }, { patience: 60_000 });
}
load.push(os.loadavg()[0]);
await drained(600_000);
await look();

function row(name, numbers) {
  const times = numbers.map((number) => (arrived.get(number) - answered.get(number)) / 1000).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)].toFixed(1).padStart(9);
  console.log(`${name.padEnd(46)}${String(times.length).padStart(5)}${at(0.5)}${at(0.95)}${at(0.99)}${times.at(-1).toFixed(1).padStart(9)}`);
  return { median: times[Math.ceil(times.length / 2) - 1], p99: times[Math.ceil(times.length * 0.99) - 1] };
}
const all = items.map((_, number) => number);
console.log(`${'publish answered → first mail at the sink, ms'.padEnd(46)}    n   median      p95      p99      max`);
row('to 1,000 mailboxes and 1,000 chats (1 in 5)', all.filter(wide));
row('to a few', all.filter((number) => !wide(number)));
const { median, p99 } = row('all', all);
const posts = (await telegram.count()).count;
console.log(`meanwhile ${seen} mails and ${posts} Telegram messages; load ${load.map((one) => one.toFixed(1)).join(' → ')}`);

const big = await kurun.write({ title: 'Ukuran besar', body: 'Kabar untuk sepuluh ribu kotak surat. '.repeat(20), area: ['62.10'], topics: 'ukuran-besar' });
await far.approve(big);
await sink.forget();
const from = (await far.do(big, 'publish')).came.at;
await until(`${many} mails`, async () => (await sink.count()).count >= many, { patience: 600_000 });
const { mails } = await sink.journal();
const ends = mails.filter((mail) => /Ukuran besar/.test(mail.subject)).map((mail) => mail.at).sort((a, b) => a - b);
const seconds = (ends[many - 1] - from) / 1e6;
console.log(`${many} mails of one publication: ${seconds.toFixed(1)} s (${Math.round(many / seconds)} a second, first after ${((ends[0] - from) / 1000).toFixed(0)} ms); load ${os.loadavg()[0].toFixed(1)}`);
await server.stop();
sink.stop();
telegram.stop();
const good = median <= 300 && p99 <= 1000 && seconds <= 30;
console.log(good ? 'within the goals (300 ms, 1 s, 30 s)' : 'NOT within the goals (300 ms, 1 s, 30 s)');
process.exit(good ? 0 : 1);
