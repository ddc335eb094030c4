// The whole desk: a rumour comes in by several mouths, is checked by people of two sides, and everyone who
// asked hears, on the way they asked by. With KENTONGAN_SCREENS=folder it photographs what people see.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { browser, sampleFolder, serve, signIn, sql, startFake, telegramToken, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { Visitor, offers, send } from './visitor.mjs';

const rumour = 'Info dari RT: pohon beringin di alun-alun Kadipaten akan ditebang malam Jumat ini untuk dijadikan parkir berbayar milik juragan, ajak semua tetangga menjaganya';
const variant = 'INFO dari RT! Pohon beringin di alun2 Kadipaten akan ditebang malam Jumat ini utk dijadikan parkir berbayar milik juragan. Ajak semua tetangga menjaganya!!';
const secret = 'rahasia-pengait-telegram-0123456789';
let data, server, sink, telegram, file, published;

const configOf = (receive) => `[server]\nbase_url = "https://kabar.example"\n[email]\nhost = "127.0.0.1"\nport = ${sink.smtp}\nfrom = "kabar@kabar.example"\ntls = "none"\n`
  + `[telegram]\napi_url = "${telegram.base}"\nreceive = "${receive}"\n[outgoing]\nallow_private = ["127.0.0.0/8"]\n`;
const environment = { KENTONGAN_TELEGRAM_TOKEN: telegramToken, KENTONGAN_TELEGRAM_SECRET: secret };
const inbox = async (what) => (await fetch(`${telegram.base}/inbox`, { method: 'POST', body: JSON.stringify(what) })).json();
const told = async (chat) => (await telegram.journal()).messages.filter((message) => message.chat === String(chat));
const toldSomething = (chat, count = 1) => until(`${count} messages to ${chat}`, async () => { const messages = await told(chat); return messages.length >= count ? messages : null; });
const mails = async () => (await sink.journal()).mails.filter((mail) => mail.to.includes('ani@desa.example'));

async function photograph(page, name) {
  if (!process.env.KENTONGAN_SCREENS) return;
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(process.env.KENTONGAN_SCREENS, `${name}-${width}.png`), fullPage: true });
  }
}

async function findInQueue(desk, words) {
  const queue = await desk.get('/meja/pertanyaan');
  const row = [...queue.html.matchAll(/href="(\/meja\/pertanyaan\/[a-z0-9]+)">([^<]*)</g)].find(([, , title]) => title.includes(words));
  return row && desk.get(row[1]);
}

before(async () => {
  data = sampleFolder();
  sink = await startFake('smtp_sink.mjs', {}, ['--keep']);
  telegram = await startFake('telegram_fake.mjs');
  server = await serve(data, { config: configOf('poll'), env: environment });
});
after(async () => { await server?.stop(); sink?.stop(); telegram?.stop(); });

test('a chat asks and has a ticket; the same update handed over twice is one question', async () => {
  await inbox({ say: { chat: 5001, text: rumour } });
  const [first] = await toldSomething(5001);
  assert.match(first.text, /sudah kami terima/i);
  assert.match(first.text, /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/, 'its ticket');
  const before = sql(data, "SELECT COUNT(*) FROM questions WHERE way = 'telegram'");
  const seen = sql(data, 'SELECT MAX(CAST(external_id AS INTEGER)) FROM intake_messages')[0][0];
  await inbox({ again: Number(seen) });
  await inbox({ updates: [{ update_id: Number(seen), message: { message_id: 1, date: 1, chat: { id: 5001, type: 'private' }, from: { id: 5001, is_bot: false, first_name: 'W' }, text: rumour } }] });
  await inbox({ say: { chat: 5002, text: variant } });
  await toldSomething(5002);
  assert.equal(Number(sql(data, "SELECT COUNT(*) FROM questions WHERE way = 'telegram'")[0][0]), Number(before[0][0]) + 1, 'only the new one');
  assert.equal((await told(5001)).length, 1);
});

test('a visitor asks on the web and leaves a mailbox', async () => {
  const visitor = new Visitor(server.address);
  const ticket = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text: rumour, contact: 'ani@desa.example' });
  assert.match(ticket.path, /^\/tiket\//);
  await until('a mail with the ticket', async () => (await mails()).length === 1);
});

test('an address that cannot be read is refused and what was typed stays', async () => {
  const visitor = new Visitor(server.address);
  const answer = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text: rumour, contact: 'bukan alamat' });
  assert.equal(answer.status, 422);
  assert.ok(answer.html.includes('pohon beringin'), 'the text stays');
});

test('all of it is one row of the queue; one person takes it and proposes', async () => {
  const checker = await Desk.of(server.address, 'pemeriksa2');
  file = await until('the row', () => findInQueue(checker, 'pohon beringin'));
  const address = file.path;
  const taken = await checker.submit(file, '/langkah/take');
  assert.ok(offers(taken, '/putusan'));
  const proposed = await checker.submit(await checker.get(address), '/putusan', { title: 'Beringin alun-alun Kadipaten ditebang untuk parkir', verdict: 'false',
    conclusion: 'Tidak benar. Dinas hanya memangkas empat dahan yang lapuk.', explanation: 'Dinas menyatakan hanya empat dahan lapuk yang dipangkas.\n\nTidak ada rencana parkir.',
    short_text: 'Tidak benar: hanya empat dahan lapuk yang dipangkas.', sources: 'Dinas lingkungan (rekaan)', kind: 'misinformation', type: 'fabricated_content', topic: 'other' });
  assert.equal(proposed.status, 200, proposed.words.slice(0, 400));
  assert.equal(offers(proposed, '/langkah/confirm'), false, 'nobody reads their own verdict');
  const revision = proposed.html.match(/name="seen_revision" value="(\d+)"/)?.[1];
  const forced = await checker.post(`${address}/langkah/confirm`, [['_token', await checker.token()], ['seen_revision', revision ?? '4']]);
  assert.ok([403, 409].includes(forced.status));
  assert.equal((await told(5001)).length, 1, 'nothing is told before the second reading');
});

test('somebody of the other side confirms, and each asker hears on the way they asked by', async () => {
  const office = await Desk.of(server.address, 'petugas1');
  const confirmed = await office.submit(await office.get(file.path), '/langkah/confirm');
  assert.equal(confirmed.status, 200, confirmed.words.slice(0, 400));
  for (const chat of [5001, 5002]) {
    const messages = await toldSomething(chat, 2);
    assert.match(messages[1].text, /SALAH/i);
    assert.match(messages[1].text, /empat dahan/);
  }
  await until('the answer by mail', async () => (await mails()).length === 2);
  published = sql(data, "SELECT id FROM claims WHERE title = 'Beringin alun-alun Kadipaten ditebang untuk parkir'")[0][0];
});

test('who asks now is answered at once, and "bukan ini" puts the question back', async () => {
  await inbox({ say: { chat: 5003, text: `Benarkah? ${rumour}` } });
  const [answer] = await toldSomething(5003);
  assert.match(answer.text, /SALAH/i);
  const buttons = answer.buttons ?? [];
  assert.ok(buttons.length >= 2, `buttons: ${JSON.stringify(answer)}`);
  await inbox({ press: { chat: 5003, data: buttons.at(-1).data } });
  const messages = await toldSomething(5003, 2);
  assert.match(messages[1].text, /sudah kami terima/i);
  await until('the mark taken from the button', async () => (await (await fetch(`${telegram.base}/inbox`)).json()).answered >= 1);
});

test('short addresses lead where they should', async () => {
  const visitor = new Visitor(server.address);
  const id = sql(data, `SELECT question FROM asked_questions LIMIT 1`);
  assert.ok(id.length > 0);
  const code = sql(data, 'SELECT code FROM asked_questions LIMIT 1')[0][0];
  const ticket = await visitor.get(`/t/${code.replaceAll('-', '').toLowerCase()}`);
  assert.match(ticket.path, /^\/tiket\//);
  assert.equal(ticket.status, 200);
});

test('a recording waits for a human ear and its sender is answered like the others', async () => {
  const { file_id: sound } = await inbox({ file: { name: 'suara.oga', base64: Buffer.from('OggS suara').toString('base64') } });
  await inbox({ updates: [{ message: { message_id: 900, date: 1, chat: { id: 5004, type: 'private' }, from: { id: 5004, is_bot: false, first_name: 'W' },
    voice: { file_id: sound, file_unique_id: 'u1', duration: 3, mime_type: 'audio/ogg', file_size: 10 } } }] });
  const [kept] = await toldSomething(5004);
  assert.match(kept.text, /rekaman suara/i);
  const office = await Desk.of(server.address, 'petugas1');
  const page = await office.get('/meja/masuk');
  const address = page.html.match(/action="(\/meja\/suara\/[a-z0-9]+)"/)?.[1];
  assert.ok(address, page.words.slice(0, 400));
  const heard = await send(server.address, { path: address, headers: { cookie: [...office.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
  assert.ok([200, 303].includes(heard.status));
  const done = await office.submit(page, address, { text: rumour });
  assert.equal(done.status, 200, done.words.slice(0, 300));
  const messages = await toldSomething(5004, 2);
  assert.match(messages[1].text, /SALAH/i);
});

test('BERHENTI is the last thing they hear; the question stays and counts', async () => {
  await inbox({ say: { chat: 5005, text: 'Benarkah lapangan desa Cikijing akan dijadikan tambak udang tahun depan?' } });
  await toldSomething(5005);
  await inbox({ say: { chat: 5005, text: 'BERHENTI' } });
  const messages = await toldSomething(5005, 2);
  assert.match(messages[1].text, /tidak akan menulis lagi/i);
  await until('the address gone', () => sql(data, "SELECT COUNT(*) FROM subscriptions WHERE address = '5005'")[0][0] === '0');
  assert.equal(sql(data, "SELECT COUNT(*) FROM questions WHERE text LIKE '%tambak udang%'")[0][0], '1');
});

test('in a group the bot is silent, unless it is spoken to', async () => {
  await inbox({ say: { chat: -1009001, from: 5006, text: 'Besok kerja bakti jam tujuh, bawa cangkul' } });
  await inbox({ say: { chat: 5007, text: 'halo' } });
  await toldSomething(5007);
  assert.equal((await told(-1009001)).length, 0);
  assert.equal(sql(data, "SELECT COUNT(*) FROM intake_messages WHERE body LIKE '%cangkul%'")[0][0], '0', 'what is overheard is not kept');
});

test('the desk as people see it', { skip: !process.env.KENTONGAN_SCREENS }, async () => {
  const chrome = await browser();
  try {
    const page = await chrome.newPage();
    await signIn(page, server.address, 'petugas1');
    for (const [name, address] of [['meja-masuk', '/meja/masuk'], ['meja-pertanyaan', '/meja/pertanyaan'], ['berkas-isu', file.path]]) {
      await page.goto(server.address + address);
      await photograph(page, `tabayun-${name}`);
    }
    await page.goto(`${server.address}/tanya`);
    await photograph(page, 'tabayun-tanya');
  } finally { await chrome.close(); }
});

test('a webhook takes only what carries the secret, once each', async () => {
  await server.stop();
  server = await serve(data, { config: configOf('webhook').replace('https://kabar.example', 'http://127.0.0.1:1'), env: environment });
  const update = (id, chat, text) => JSON.stringify({ update_id: id, message: { message_id: id, date: 1, chat: { id: chat, type: 'private' }, from: { id: chat, is_bot: false, first_name: 'W' }, text } });
  const call = (body, header) => fetch(`${server.address}/pengait/telegram`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...(header === null ? {} : { 'x-telegram-bot-api-secret-token': header }) } });
  await until('the bot to know itself', async () => (await call(update(800, 5010, 'halo'), secret)).status === 200);
  const before = Number(sql(data, 'SELECT COUNT(*) FROM intake_messages')[0][0]);
  for (let at = 0; at < 100; ++at) {
    const forged = at % 10 === 0;
    const header = forged ? [null, '', secret.slice(1), `x${secret}`, secret.toUpperCase()][at / 10 % 5] : secret;
    const answer = await call(update(900 + at, 6000 + at, `Benarkah kabar nomor ${at * 7919} tentang pasar desa itu?`), header);
    assert.equal(answer.status, forged ? 404 : 200);
    if (!forged && at % 3 === 0) assert.equal((await call(update(900 + at, 6000 + at, 'diubah'), secret)).status, 200, 'repeated');
  }
  assert.equal(Number(sql(data, 'SELECT COUNT(*) FROM intake_messages')[0][0]) - before, 90, 'none forged, none twice');
});
