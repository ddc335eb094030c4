// Telegram hands over a thousand questions a second; ten thousand people ask the same and one verdict answers
// them. Every figure is read from the database and checked: none lost, none doubled.
//
//   node bench/askers.mjs [--rate 1000] [--seconds 60] [--askers 10000]
//
// Goals: every update one question; a verdict's ten thousand deliveries are there within 2 s and the first has left
// within 1 s.
import assert from 'node:assert/strict';
import { sampleFolder, serve, sql, startFake, telegramToken, until } from '../tests/journeys/rig.mjs';
import { Desk } from '../tests/journeys/newsdesk.mjs';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? fallback : Number(process.argv[at + 1]); };
const rate = option('rate', 1000), seconds = option('seconds', 60), askers = option('askers', 10_000);
const data = sampleFolder();
const telegram = await startFake('telegram_fake.mjs');
const config = `[telegram]\napi_url = "${telegram.base}"\n[outgoing]\nallow_private = ["127.0.0.0/8"]\n`;
const server = await serve(data, { config, env: { KENTONGAN_TELEGRAM_TOKEN: telegramToken } });
const inbox = async (what) => (await fetch(`${telegram.base}/inbox`, what ? { method: 'POST', body: JSON.stringify(what) } : {})).json();
const one = (query) => Number(sql(data, query)[0][0]);
const waiting = () => one("SELECT COUNT(*) FROM intake_messages WHERE state IN ('waiting', 'leased')");

// ---- a thousand a second --------------------------------------------------------------------------
const before = one('SELECT COUNT(*) FROM questions');
const made = rate * seconds;
const began = performance.now();
await inbox({ generate: { rate, seconds, people: 20_000 } });
await until('all updates handed over', async () => { const now = await inbox(); return now.made >= made && now.waiting === 0; }, { patience: (seconds + 120) * 1000 });
const taken = (performance.now() - began) / 1000;
await until('all of them worked off', () => waiting() === 0, { patience: 900_000 });
const done = (performance.now() - began) / 1000;
const rows = one("SELECT COUNT(*) FROM intake_messages WHERE state = 'done'");
const questions = one('SELECT COUNT(*) FROM questions') - before;
const replies = one("SELECT COUNT(*) FROM deliveries WHERE kind = 'reply'");
console.log(`${made} updates at ${rate}/s: all saved ${taken.toFixed(1)} s after the first, worked off ${done.toFixed(1)} s after the first; rows ${rows}, questions ${questions}, replies ${replies}`);
assert.equal(rows, made);
assert.equal(questions, made);
assert.equal(replies, made);

// ---- ten thousand askers of one claim ------------------------------------------------------------------
const rumour = 'Mulai bulan depan semua warung di Majalengka wajib memakai timbangan berbayar dari satu toko di kota, yang menolak ditutup';
const say = [];
for (let at = 0; at < askers; at += 1) say.push({ chat: 8_000_001 + at, text: rumour });
for (let at = 0; at < say.length; at += 1000) await inbox({ say: say.slice(at, at + 1000) });
const claim = "SELECT claim_id FROM questions WHERE text LIKE '%timbangan berbayar%' LIMIT 1";
await until('all of them asked', () => one("SELECT COUNT(*) FROM questions WHERE text LIKE '%timbangan berbayar%'") === askers, { patience: 300_000 });
const id = sql(data, claim)[0][0];
assert.equal(one(`SELECT askers FROM claims WHERE id = ${id}`), askers);
const checker = await Desk.of(server.address, 'pemeriksa2'), office = await Desk.of(server.address, 'petugas1');
const row = [...(await checker.get('/meja/pertanyaan')).html.matchAll(/href="(\/meja\/pertanyaan\/[a-z0-9]+)">([^<]*)</g)].find(([, , title]) => title.includes('semua warung'))[1];
await checker.submit(await checker.get(row), '/langkah/take');
await checker.submit(await checker.get(row), '/putusan', { title: 'Warung wajib memakai timbangan berbayar', verdict: 'false', conclusion: 'Tidak ada aturan itu.', explanation: 'Dinas perdagangan menyatakan tidak ada aturan itu.', sources: 'Dinas (rekaan)', kind: 'misinformation', type: 'fabricated_content', topic: 'trade' });
const page = await office.get(row);
const pressed = Date.now() * 1000;
await office.submit(page, '/langkah/confirm');
const answered = Date.now() * 1000;
await until('all deliveries', () => one(`SELECT COUNT(*) FROM deliveries WHERE kind = 'answer' AND subject = ${id}`) === askers, { patience: 120_000 });
await until('the first to leave', () => one(`SELECT COUNT(*) FROM deliveries WHERE kind = 'answer' AND subject = ${id} AND state = 'sent'`) > 0, { patience: 60_000 });
const published = one(`SELECT published_at FROM claims WHERE id = ${id}`);
const last = sql(data, `SELECT MAX(created_at), MIN(ended_at) FROM deliveries WHERE kind = 'answer' AND subject = ${id}`)[0].map(Number);
const ms = (micros) => `${(micros / 1000).toFixed(0)} ms`;
console.log(`verdict answered the press in ${ms(answered - pressed)}; ${askers} deliveries made ${ms(last[0] - published)} after publication, the first left after ${ms(last[1] - published)}`);
await server.stop();
telegram.stop();
