// From a member's draft to a resident's mailbox: written, read by somebody else, published, corrected,
// withdrawn; and the subscriptions that carry it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { sampleFolder, serveWithWaysOut, sql, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { Visitor, figuresOf, send, wordsOf } from './visitor.mjs';

const resident = 'ibu.uji@warga.example';
const channel = '-1001230000001';  // of the sample: hears of all Majalengka
let data, server, sink, telegram, writer, office, colleague;

before(async () => {
  data = sampleFolder();
  ({ server, sink, telegram } = await serveWithWaysOut(data));
  [writer, office, colleague] = await Promise.all(['anggota.cikijing', 'petugas1', 'petugas2'].map((login) => Desk.of(server.address, login)));
});
after(async () => { await server?.stop(); sink?.stop(); telegram?.stop(); });

/** Mails to `to` whose subject holds `word`, oldest first, with the text that people read. */
async function mailsTo(to, word = '') {
  const { mails } = await sink.journal();
  const found = [];
  for (const [index, mail] of mails.entries()) {
    if (!mail.to.includes(to)) continue;
    const read = await simpleParser(await sink.mail(index));
    if (read.subject.includes(word)) found.push({ ...mail, subject: read.subject, text: read.text, markup: read.html });
  }
  return found;
}

const firstMail = (to, word) => until(`a mail to ${to} about ${word}`, async () => (await mailsTo(to, word))[0]);
const mailWith = (to, words) => until(`a mail to ${to} that says "${words}"`, async () => (await mailsTo(to)).find((mail) => mail.text.includes(words)));
const postWith = (words) => until(`a message in the channel that says "${words}"`, async () => (await telegram.journal()).messages.find((message) => message.chat === channel && message.text.includes(words)));
const page = (path) => send(server.address, { path });
const showing = (path, words) => until(`${path} shows "${words}"`, async () => { const shown = await page(path); return shown.html.includes(words) && shown; });
const without = (path, words) => until(`${path} no longer shows "${words}"`, async () => !(await page(path)).html.includes(words));
const confirmedMails = async () => figuresOf(await office.get('/meja/kiriman'))[Object.keys(figuresOf(await office.get('/meja/kiriman'))).find((name) => /e-?mail/i.test(name))];

/** Everything that was to be sent has been sent. */
const quiet = () => until('an empty outbox', () => Number(sql(data, "SELECT count(*) FROM deliveries WHERE state IN ('due', 'leased')")[0][0]) === 0 && sql(data, "SELECT count(*) FROM fan_outs WHERE state = 'running'")[0][0] === '0');

test('a scheduled item is set aside for later', async () => {
  const id = await office.write({ title: 'Jadwal terbit sendiri gelombang ketiga', body: 'Diterbitkan oleh jam, bukan oleh orang.', provenance: 'government', group: '' });
  await colleague.approve(id);
  const past = await colleague.move(id, 'schedule', { at: '2020-01-01T08:00' });
  assert.equal(past.status, 422, 'a time that is over is refused');
  // WIB is seven hours ahead; seconds are allowed.
  const at = new Date(Date.now() + 7 * 3_600_000 + 8_000).toISOString().slice(0, 19);
  await colleague.do(id, 'schedule', { at });
  assert.equal((await page('/kabar')).html.includes('Jadwal terbit sendiri'), false);
});

test('a resident subscribes by mail, and nothing begins before they say so twice', async () => {
  const visitor = new Visitor(server.address);
  const before = await confirmedMails();
  const told = await visitor.submit(await visitor.get('/langganan'), '/langganan', { email: resident });
  assert.equal(told.status, 200);
  assert.match(told.words, /Periksa kotak surat Anda/);
  const question = await firstMail(resident, '');
  const path = question.text.match(/https:\/\/kabar\.example(\/langganan\/konfirmasi\/\S+)/)[1];
  assert.equal(question.headers['list-unsubscribe'], undefined, 'nobody is subscribed yet');

  const stranger = new Visitor(server.address);  // a mail program that looks at every link
  await stranger.get(path);
  const form = await stranger.get(path);
  assert.equal(form.status, 200);
  assert.equal(form.headers['referrer-policy'], 'no-referrer');
  assert.equal(await confirmedMails(), before, 'looking at the link starts nothing');

  const started = await stranger.submit(form, path);
  assert.match(started.words, /Langganan dimulai/);
  assert.equal(await confirmedMails(), before + 1);
});

test('a wrong address is refused kindly, with what was typed', async () => {
  const visitor = new Visitor(server.address);
  for (const email of ['bukan alamat', 'a@b@c', 'ibu@warga.example\r\nBcc: semua@warga.example', '']) {
    const answer = await visitor.submit(await visitor.get('/langganan'), '/langganan', { email });
    assert.equal(answer.status, 422, email);
    assert.match(answer.words, /Ada isian yang perlu diperbaiki/);
  }
  assert.equal((await mailsTo('semua@warga.example')).length, 0);
});

let id, path;
test('a member writes for the group and hands it in; the same person cannot approve it', async () => {
  id = await writer.write({ title: 'Panen kopi bersama Cikijing', summary: 'Gotong royong hari Minggu.', body: 'Warga berkumpul pukul **07.00** di balai.\n\n- bawa keranjang\n- bawa topi', topics: 'pertanian' });
  assert.match((await writer.page(id)).words, /Diajukan|Menunggu|diajukan/i);
  assert.equal(await writer.may(id, 'approve'), false, 'no button');
  assert.equal((await writer.force(id, 'approve', { checked: 'source' })).status, 422, 'the boxes first');
  const body = [['_token', await writer.token()], ['seen_revision', '1'], ['checked', 'source'], ['checked', 'facts'], ['checked', 'privacy']];
  for (const revision of ['1', '2', '3']) {
    body[1][1] = revision;
    const forced = await writer.post(`/meja/kabar/${id}/langkah/approve`, body);
    assert.ok([403, 409].includes(forced.status), `revision ${revision}: ${forced.status}`);
  }
  assert.equal((await writer.force(id, 'publish')).status >= 400, true, 'nor publish it');
  assert.equal((await page('/kabar')).html.includes('Panen kopi bersama'), false);
});

test('the office approves with the three boxes ticked, and publishes: portal, feeds, mail and Telegram', async () => {
  const unticked = await office.move(id, 'approve', { checked: ['source', 'facts'] });
  assert.equal(unticked.status, 422, 'two of three are not enough');
  await office.approve(id);
  const published = await office.do(id, 'publish');
  const mail = await firstMail(resident, 'Panen kopi bersama');
  const first = (await sink.journal()).mails.find((one) => one.subject.includes('Panen kopi bersama'));
  console.log(`publish response to first arrival at the sink: ${((first.at - published.came.at) / 1000).toFixed(1)} ms; to this resident: ${((mail.at - published.came.at) / 1000).toFixed(1)} ms`);
  assert.ok(first.at - published.came.at < 5_000_000);

  path = await office.publicPath(id);
  const shown = await showing(path, 'Panen kopi bersama');
  assert.equal(shown.status, 200);
  assert.match(shown.html, /<strong>07\.00<\/strong>/);
  assert.match(shown.html, /"@type":\s*"NewsArticle"/);
  await showing('/', 'Panen kopi bersama');
  await showing('/kabar', 'Panen kopi bersama');
  for (const [feed, type] of [['/umpan.atom', /^application\/atom\+xml/], ['/umpan.rss', /^application\/rss\+xml/], ['/umpan.json', /^application\/feed\+json/]]) {
    const found = await showing(feed, 'Panen kopi bersama');
    assert.match(found.headers['content-type'], type);
    assert.ok(found.html.includes(`https://kabar.example${path}`), `${feed} links to the page`);
  }
  assert.equal(JSON.parse((await page('/umpan.json')).html).items.filter((item) => item.url.endsWith(path)).length, 1);

  assert.ok(mail.text.includes(`https://kabar.example${path}`));
  assert.match(mail.headers['list-unsubscribe'], /^<https:\/\/kabar\.example\/langganan\/berhenti\/\S+>$/);
  assert.equal(mail.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
  assert.match(mail.headers['content-type'], /^multipart\/alternative/);
  const post = await postWith('Panen kopi bersama');
  assert.ok(post.text.includes(`https://kabar.example${path}`));
});

test('everybody gets one mail of one publication', async () => {
  await quiet();
  const { mails } = await sink.journal();
  const about = mails.filter((mail) => mail.headers['list-id'] && /Panen kopi/.test(mail.subject));
  assert.equal(new Set(about.map((mail) => mail.to[0])).size, about.length);
  assert.equal(new Set(mails.map((mail) => mail.id)).size, mails.length, 'no Message-ID twice');
  assert.ok(!about.some((mail) => mail.to[0] === 'warga9@warga.example'), 'the other regency hears nothing of it');
});

test('a second click on publish is told that it is done, and sends nothing again', async () => {
  const count = (await mailsTo(resident, 'Panen kopi')).length;
  const again = await office.force(id, 'publish');
  assert.equal(again.status, 409);
  await quiet();
  assert.equal((await mailsTo(resident, 'Panen kopi')).length, count);
});

test('a correction waits for somebody else, then chases what was said', async () => {
  const form = await writer.get(`/meja/kabar/${id}/ralat`);
  const saved = await writer.submit(form, `/meja/kabar/${id}/ralat`, { body: 'Warga berkumpul pukul **08.30** di balai.', note: 'Jamnya keliru: yang benar pukul 08.30.' });
  assert.equal(saved.status, 200);
  assert.ok((await page(path)).html.includes('07.00'), 'not public before it is read');
  assert.equal(await writer.may(id, 'correct'), false);
  await office.do(id, 'correct');
  const shown = await showing(path, 'Jamnya keliru');
  assert.ok(shown.html.includes('08.30') && !shown.html.includes('<strong>07.00'));
  const mail = await mailWith(resident, 'Jamnya keliru');
  assert.match(mail.subject, /ralat/i);
  assert.ok(mail.headers['list-unsubscribe']);
  await postWith('Jamnya keliru');
  const before = shown.html.match(/href="(\/kabar\/[^"]+\/sebelum\/\d+)"/)[1];
  assert.ok((await page(before)).html.includes('07.00'), 'the earlier text stays readable');
  await until('the feed tells of the correction', async () => (await page('/umpan.atom')).html.includes('08.30'));
});

test('one click of the mail program ends a subscription, without token or cookie', async () => {
  const leaver = 'bapak.pergi@warga.example';
  const visitor = new Visitor(server.address);
  await visitor.submit(await visitor.get('/langganan'), '/langganan', { email: leaver });
  const link = (await firstMail(leaver, '')).text.match(/https:\/\/kabar\.example(\/langganan\/konfirmasi\/\S+)/)[1];
  await visitor.submit(await visitor.get(link), link);
  const second = await office.write({ title: 'Kabar kedua untuk pelanggan', body: 'Isi kabar kedua.', provenance: 'government', group: '' });
  await colleague.approve(second);
  await colleague.do(second, 'publish');
  const mail = await firstMail(leaver, 'Kabar kedua untuk pelanggan');
  const stop = mail.headers['list-unsubscribe'].match(/kabar\.example(\/\S+)>/)[1];

  const looked = await send(server.address, { path: stop });
  assert.equal(looked.status, 200, 'a GET only asks');
  const ended = await send(server.address, { method: 'POST', path: stop, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' }, body: 'List-Unsubscribe=One-Click' });
  assert.equal(ended.status, 200);
  assert.equal((await send(server.address, { method: 'POST', path: stop, body: 'List-Unsubscribe=One-Click', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).status, 200, 'twice is no error');
  const third = await office.write({ title: 'Kabar ketiga sesudah berhenti', body: 'Isi kabar ketiga.', provenance: 'government', group: '' });
  await colleague.approve(third);
  await colleague.do(third, 'publish');
  await firstMail(resident, 'Kabar ketiga sesudah berhenti');
  await quiet();
  assert.equal((await mailsTo(leaver, 'Kabar ketiga')).length, 0);
  assert.equal(sql(data, `SELECT count(*) FROM subscriptions WHERE address LIKE '%bapak.pergi%'`)[0][0], '0', 'the address is gone');
});

test('a withdrawal shows its reason and reaches those who had it', async () => {
  const empty = await office.force(id, 'withdraw', { note: '  ' });
  assert.equal(empty.status, 422, 'a reason is needed');
  await office.do(id, 'withdraw', { note: 'Acara dibatalkan karena longsor.' });
  const gone = await until('410', async () => { const shown = await page(path); return shown.status === 410 && shown; });
  assert.match(gone.words, /Acara dibatalkan karena longsor/);
  assert.doesNotMatch(gone.html, /08\.30/);
  await without('/umpan.atom', path);
  await without('/umpan.rss', path);
  await without('/umpan.json', path);
  await without('/kabar', path);
  const mail = await mailWith(resident, 'Acara dibatalkan karena longsor');
  assert.match(mail.subject, /cabut/i);
  await postWith('Acara dibatalkan karena longsor');
  await quiet();
  const { mails } = await sink.journal();
  const had = new Set(mails.filter((one) => /Panen kopi/.test(one.subject) && !/ralat|cabut/i.test(one.subject)).map((one) => one.to[0]));
  const told = new Set(mails.filter((one) => /Panen kopi/.test(one.subject) && /cabut/i.test(one.subject)).map((one) => one.to[0]));
  assert.deepEqual([...told].sort(), [...had].sort(), 'those who had it, and nobody else');
});

test('markup in a text stays words on the page, in the feeds and in the mail', async () => {
  const evil = await office.write({ title: 'Judul <script>alert(1)</script> & "kutip"', summary: '<img src=x onerror=alert(1)>', body: '<script>alert(2)</script>\n\n[klik](javascript:alert(3)) ]]> <iframe src=//jahat.example></iframe>', provenance: 'government', group: '' });
  await colleague.approve(evil);
  await colleague.do(evil, 'publish');
  const shown = await showing(await colleague.publicPath(evil), 'kutip');
  for (const bad of ['<script>alert', '<img src=x', '<iframe', 'href="javascript:']) assert.ok(!shown.html.includes(bad), bad);
  const mail = await firstMail(resident, 'kutip');
  for (const bad of ['<script', '<img src=x', '<iframe', 'javascript:']) assert.ok(!mail.markup.includes(bad), `mail: ${bad}`);
  const feed = await showing('/umpan.json', 'kutip');
  for (const item of JSON.parse(feed.html).items) assert.doesNotMatch(item.content_html ?? '', /<script|<iframe|javascript:/);
  await postWith('kutip');  // the strict fake refuses broken markup
});

test('the scheduled item appears by itself, and goes out', async () => {
  await until('the scheduled item on the portal', async () => (await page('/kabar')).html.includes('Jadwal terbit sendiri'), { patience: 60_000 });
  await firstMail('warga1@warga.example', 'Jadwal terbit sendiri');
});

test('a member leaves no personal number in what is published', async () => {
  const one = await writer.write({ title: 'Pendaftaran kelas menjahit', body: 'Hubungi 0812-3456-7890 atau NIK 3210011505900001.' });
  await office.approve(one);
  await office.do(one, 'publish');
  const shown = await showing(await office.publicPath(one), 'Pendaftaran kelas menjahit');
  assert.ok(!wordsOf(shown.html).includes('3456-7890') && !shown.html.includes('3210011505900001'));
  const mail = await firstMail(resident, 'Pendaftaran kelas menjahit');
  assert.ok(!mail.text.includes('7890') && !mail.text.includes('3210011505900001'));
});
