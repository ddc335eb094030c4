// "Is this true?": answered from the archive, or a ticket, a check by one person and a reading by another.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { browser, root, sampleFolder, serve, signIn, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { Visitor, offers, send, urlencoded } from './visitor.mjs';

const rows = (name) => {
  const [head, ...lines] = readFileSync(path.join(root, 'sample', name), 'utf8').trim().split('\n').map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(head.map((key, index) => [key, cells[index]])));
};
const checks = new Map(rows('factchecks.tsv').map((row) => [row.id, row]));
const variants = rows('variants.tsv');
const code = /^\/tiket\/([0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5})$/;

let data, server;
before(async () => { data = sampleFolder(); server = await serve(data); });
after(async () => { await server?.stop(); });

async function ask(text, { area = '', visitor = new Visitor(server.address) } = {}) {
  const answer = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text, area });
  return { visitor, answer, code: answer.path.match(code)?.[1] };
}
const stamp = (page) => page.html.match(/class="stamp big" data-verdict="([a-z_]+)"/)?.[1];
const numberAfter = (page, words) => Number(page.html.match(new RegExp(`<dt>${words}</dt><dd>(\\d+)</dd>`))?.[1]);

test('every circulating form of every sample fact check is answered, or asked about, and never wrongly', async () => {
  let answered = 0;
  const others = [];
  for (const variant of variants) {
    const { answer } = await ask(`Bapak Ibu, ini dari grup sebelah ya 🙏\n${variant.message}\n_Diteruskan_`);
    if (stamp(answer)) {
      answered += 1;
      assert.ok(answer.html.includes(checks.get(variant.factcheck_id).url), `${variant.factcheck_id} is answered by itself: ${answer.words.slice(0, 200)}`);
    } else others.push(variant.factcheck_id);
  }
  console.log(`${answered} of ${variants.length} altered variants answered at once`);
  assert.ok(answered >= variants.length * 0.8, `only ${answered}; not: ${others}`);
});

test('an answer shows its stamp, its explanation, its source and its date, and can be refused', async () => {
  const check = checks.get('kt001');
  const { answer } = await ask(`Assalamualaikum, teruskan ya\n${variants[0].message}`);
  assert.equal(answer.status, 200);
  assert.equal(stamp(answer), 'false');
  assert.match(answer.words, /Salah/i);
  assert.ok(answer.words.includes(check.explanation.split('\\n')[0].slice(0, 60)), 'the explanation');
  assert.ok(answer.words.includes('Dinas Kesehatan (rekaan)'), 'the source');
  assert.ok(answer.html.includes(`href="${check.url}"`), 'the address of the source');
  assert.match(answer.words, /12 Januari 2026/, 'the date');
  assert.match(answer.words, /Bukan yang ini/);
  assert.match(answer.headers['cache-control'], /no-store/);
  assert.equal(answer.headers['referrer-policy'], 'no-referrer');
});

test('"not this one" puts the message into the queue, and that answer is not offered again', async () => {
  const { visitor, answer, code: receipt } = await ask(variants[4].message);
  assert.ok(stamp(answer));
  const url = checks.get(variants[4].factcheck_id).url;
  const refused = await visitor.submit(answer, `/tiket/${receipt}/bukan-ini`, { claim: answer.html.match(/name="claim" value="([^"]+)"/)[1] });
  assert.equal(refused.status, 200);
  assert.equal(stamp(refused), undefined, 'no stamp any more');
  assert.ok(numberAfter(refused, 'Tempat dalam antrean') >= 1);
  assert.ok(!refused.html.includes(url));
  const title = checks.get(variants[4].factcheck_id).title;
  assert.ok(!refused.words.includes(title), `the refused one is offered again: ${refused.words.slice(0, 400)}`);
  const checker = await Desk.of(server.address, 'pemeriksa1');
  const queue = await findInQueue(checker, variants[4].message.slice(0, 30));
  assert.ok(queue, 'it waits for a person');
});

/** The page of the queue's claim that speaks of `words`. */
async function findInQueue(desk, words) {
  for (let next = '/meja/pertanyaan'; next;) {
    const page = await desk.get(next);
    for (const [, link] of page.html.matchAll(/href="(\/meja\/pertanyaan\/[0-9a-z]{6,})"/g)) {
      const file = await desk.get(link);
      if (file.words.includes(words.replace(/\s+/g, ' ').trim())) return file;
    }
    next = page.html.match(/href="(\/meja\/pertanyaan\?[^"]+)" rel="next"/)?.[1]?.replaceAll('&amp;', '&');
  }
  return null;
}

const unknown = 'Beredar kabar bahwa jembatan gantung Cikeruh diganti jembatan kaca mulai bulan depan dan warga wajib membayar karcis. Apa betul?';
let first, second, file;
test('a message nobody knows gets a code and a place in the queue', async () => {
  first = await ask(unknown, { area: '32.10.16' });
  assert.ok(first.code, first.answer.words.slice(0, 300));
  assert.match(first.answer.words, /Belum ada jawabannya|Apakah salah satu dari ini/);
  assert.ok(first.answer.html.includes(first.code));
  assert.ok(numberAfter(first.answer, 'Tempat dalam antrean') >= 1);
  assert.equal(numberAfter(first.answer, 'Yang menanyakan hal sama'), 1);
});

test('the same message asked again is one more who waits for it', async () => {
  second = await ask(`‼️ ${unknown.toUpperCase().replaceAll(' ', '  ')} 🙏🙏`);
  assert.notEqual(second.code, first.code);
  assert.equal(numberAfter(second.answer, 'Yang menanyakan hal sama'), 2);
  assert.equal(numberAfter(await first.visitor.get(`/tiket/${first.code}`), 'Yang menanyakan hal sama'), 2);
});

test('sending the same form twice is one question with one code', async () => {
  const visitor = new Visitor(server.address);
  const form = await visitor.get('/tanya');
  const text = 'Kabarnya pasar malam di alun-alun Talaga dilarang sampai tahun depan, apakah benar begitu?';
  const [one, two] = await Promise.all([visitor.submit(form, '/tanya', { text }), visitor.submit(form, '/tanya', { text })]);
  assert.equal(one.path, two.path);
  assert.equal(numberAfter(await visitor.get(one.path), 'Yang menanyakan hal sama'), 1);
});

test('a code is found however it is typed, and nothing is found with another', async () => {
  const visitor = new Visitor(server.address);
  const typed = `  ${first.code.toLowerCase().replaceAll('-', ' ')} `;
  const found = await visitor.submit(await visitor.get('/tiket'), '/tiket', { code: typed });
  assert.equal(found.path, `/tiket/${first.code}`);
  for (const [wrong, status] of [['AAAAA-AAAAA-AAAAA', 404], ['x', 422], ['', 422], ["' OR 1=1 --", 422]]) {
    const answer = await visitor.submit(await visitor.get('/tiket'), '/tiket', { code: wrong });
    assert.equal(answer.status, status, `"${wrong}": ${answer.words.slice(0, 200)}`);
    assert.match(answer.words, /Kode tiket/);
  }
  for (const strange of ['%00%ff', '%2e%2e', 'a'.repeat(500)]) assert.ok([400, 404, 422].includes((await visitor.get(`/tiket/${strange}`)).status), strange);
});

test('a checker takes it and proposes; nobody confirms their own', async () => {
  const checker = await Desk.of(server.address, 'pemeriksa1');
  file = await findInQueue(checker, 'jembatan kaca');
  const address = file.path;
  const taken = await checker.submit(file, '/langkah/take');
  assert.ok(offers(taken, '/putusan'));
  const nothing = await checker.submit(taken, '/putusan', { title: '', verdict: 'false', explanation: '', claim: '' });
  assert.equal(nothing.status, 422, 'an empty verdict is refused');
  const proposed = await checker.submit(await checker.get(address), '/putusan', { title: 'Jembatan gantung Cikeruh diganti jembatan kaca', verdict: 'false', conclusion: 'Salah. Tidak ada rencana itu.',
    explanation: 'Kepala desa menyatakan tidak ada rencana mengganti jembatan.\n\nTidak ada karcis.', sources: 'Pemerintah desa (rekaan)', kind: 'misinformation', type: 'fabricated_content', topic: 'other' });
  assert.equal(proposed.status, 200, proposed.words.slice(0, 400));
  assert.equal(offers(proposed, '/langkah/confirm'), false, 'no button for oneself');
  const revision = proposed.html.match(/name="seen_revision" value="(\d+)"/)?.[1];
  for (const seen of new Set([revision, '1', '2', '3', '4'].filter(Boolean))) {
    const forced = await checker.post(`${address}/langkah/confirm`, [['_token', await checker.token()], ['seen_revision', seen], ['checked', 'source'], ['checked', 'facts']]);
    assert.ok([403, 409].includes(forced.status), `${forced.status}`);
  }
  const waiting = await first.visitor.get(`/tiket/${first.code}`);
  assert.equal(stamp(waiting), undefined, 'nothing is said before the second reading');
  assert.doesNotMatch(waiting.words, /Kepala desa menyatakan/);
});

test('somebody of the office confirms, and everybody who asked has the answer, a new asker at once', async () => {
  const office = await Desk.of(server.address, 'petugas1');
  const confirmed = await office.submit(await office.get(file.path), '/langkah/confirm');
  assert.equal(confirmed.status, 200, confirmed.words.slice(0, 400));
  for (const asked of [first, second]) {
    const ticket = await asked.visitor.get(`/tiket/${asked.code}`);
    assert.equal(stamp(ticket), 'false');
    assert.match(ticket.words, /Kepala desa menyatakan/);
  }
  const third = await ask(`Info dari tetangga: ${unknown}`);
  assert.equal(stamp(third.answer), 'false', 'at once, for whoever asks now');
  const helped = await third.visitor.submit(third.answer, `/tiket/${third.code}/membantu`, { helped: 'yes' });
  assert.match(helped.words, /Terima kasih, sudah dicatat/);
  await until('the fact check on the portal', async () => (await send(server.address, { path: '/cek-fakta' })).html.includes('jembatan kaca'));
  await until('the fact check in its feed', async () => (await send(server.address, { path: '/cek-fakta/umpan.atom' })).html.includes('jembatan kaca'));
});

const MB = 1024 * 1024;
const bad = [
  ['nothing', '', 422, /Tempelkan dulu pesan/],
  ['blanks', ' \n\t\r\n ', 422, /Tempelkan dulu pesan/],
  ['emoji only', '🙏🙏🔥😭👍🏽', 422, /Tidak ada kata yang dapat diperiksa/],
  ['signs only', '!!! ??? ... ---', 422, /Tidak ada kata yang dapat diperiksa/],
  ['more than 10,000 letters', 'kata '.repeat(3_000), 422, /terlalu panjang/],
  ['half a megabyte', 'kata '.repeat(100_000), 422, /terlalu panjang/],
  // No browser sends these; what does is told so.
  ['NUL bytes only', Buffer.alloc(100), 422, /tidak terbaca/],
  ['NUL inside', Buffer.from('kabar\0kabari sumur\0meledak di Maja'), 422, /tidak terbaca/],
  ['invalid UTF-8', Buffer.concat([Buffer.from('Awas '), Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80]), Buffer.from(' sapi terbang di Cingambul')]), 422, /tidak terbaca/],
  ['as many bytes as a picture may have', Buffer.alloc(9 * MB, 'kata'), 422, /terlalu panjang/],
  ['12 MB', Buffer.alloc(12 * MB, 'kata '), 413, /terlalu besar/],
];
for (const [name, text, status, words] of bad) {
  test(`pasting ${name} is answered with a clear sentence`, async () => {
    const visitor = new Visitor(server.address);
    const form = await visitor.get('/tanya');
    const token = form.html.match(/name="_token" value="([^"]+)"/)[1];
    const answer = await visitor.post('/tanya', [['_token', token], ['text', text], ['area', '']]);
    assert.equal(answer.status, status);
    assert.match(answer.words, words);
    assert.match(answer.html, /<html lang="id">/);
    if (status === 422 && !/tidak terbaca/.test(words.source)) assert.ok(offers(answer, '/tanya'), 'the form is there again');
    assert.equal((await visitor.get('/tanya')).status, 200, 'and the server is well');
  });
}

const odd = [
  ['one word', 'halo', /halo/],
  ['right-to-left and zero-width marks', 'Aw\u200bas \u202epenipuan\u202c undian \u2066kambing\u2069 gratis Banjaran', /undian/],
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)> kabar kambing terbang', /kambing terbang/],
  ['Javanese script', 'ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ kabar banjir bandang di Argapura', /Argapura/],
];
for (const [name, text, words] of odd) {
  test(`pasting ${name} is taken as what it says`, async () => {
    const { answer, code: receipt } = await ask(text);
    assert.ok(receipt, `${answer.status}: ${answer.words.slice(0, 300)}`);
    assert.equal(answer.status, 200);
    assert.match(answer.words, words);
    assert.ok(!answer.bytes.includes(0), 'no NUL in the page');
    new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes);
    assert.ok(!answer.html.includes('<script>alert') && !answer.html.includes('<img src=x'));
  });
}

test('a body that is no form is refused, not guessed at', async () => {
  for (const [type, body] of [['text/plain', 'text=halo'], ['application/json', '{"text":"halo"}'], ['multipart/form-data; boundary=x', 'nonsense'], ['application/x-www-form-urlencoded', '%zz%%%=&&&=;']]) {
    const answer = await send(server.address, { method: 'POST', path: '/tanya', body, headers: { 'Content-Type': type } });
    assert.ok(answer.status >= 400 && answer.status < 500, `${type}: ${answer.status}`);
    assert.match(answer.html, /<html lang="id">/);
  }
  const answer = await send(server.address, { method: 'POST', path: '/tanya', body: urlencoded([['text', 'halo semua']]), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  assert.equal(answer.status, 403, 'no token');
});

for (const javaScriptEnabled of [true, false]) {
  test(`in a browser with scripts ${javaScriptEnabled ? 'on' : 'off'}: paste, be answered, refuse, keep the code`, async () => {
    const chrome = await browser();
    try {
      const context = await chrome.newContext({ javaScriptEnabled, viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      await page.goto(`${server.address}/tanya`);
      await page.fill('#pesan', variants[7].message);
      await Promise.all([page.waitForURL(/\/tiket\//), page.click('form.drum button')]);
      assert.equal(await page.locator('.stamp.big').count(), 1);
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Bukan yang ini' }).click()]);
      assert.equal(await page.locator('.stamp.big').count(), 0);
      assert.match(await page.locator('.receipt').innerText(), /^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
      await context.close();
    } finally { await chrome.close(); }
  });
}

test('variants of a message nobody knows are one row on the desk', async () => {
  const story = 'Mulai Senin depan semua warung di Kecamatan Talaga wajib memasang kamera dan membayar iuran keamanan kepada petugas berseragam.';
  const said = [story, `Assalamualaikum admin, mohon dicek ya: ${story}`, story.toUpperCase(), story.replace('memasang', 'masang').replace('membayar', 'mbayar'), `‼️ BENARKAH ‼️ ${story} Sebarkan 🙏`];
  for (const [index, text] of said.entries()) {
    const { answer } = await ask(text, { area: '32.10.01' });
    assert.equal(numberAfter(answer, 'Yang menanyakan hal sama'), index + 1, answer.words.slice(0, 300));
  }
  const checker = await Desk.of(server.address, 'pemeriksa1');
  const queue = await checker.get('/meja/pertanyaan');
  assert.equal(queue.html.match(/>[^<]*Kecamatan Talaga wajib[^<]*<\/a>/gi)?.length, 1, 'one row');
});

/** A message like a known one but with other numbers: never answered by itself, the page asks. */
const nearly = 'Sakit gula sembuh 3 hari, cukup 40 lembar daun kelor campur garam kasar direbus, diminum pagi malam, insulin buang saja. Betul?';
test('"yes, this one" answers the asker; the desk accepts it with one press, and the next asker is answered at once', async () => {
  const { visitor, answer, code: receipt } = await ask(nearly, { area: '32.10.01' });
  assert.match(answer.words, /Apakah salah satu dari ini/, answer.words.slice(0, 400));
  assert.match(answer.words, /Kata yang sama/, 'why it is shown');
  const chosen = answer.html.match(/name="claim" value="([^"]+)"/)[1];
  const picked = await visitor.submit(answer, `/tiket/${receipt}/pilih`, { claim: chosen });
  assert.ok(stamp(picked), 'answered');
  const before = await ask(nearly);
  assert.equal(stamp(before.answer), undefined, 'strangers teach the archive nothing');

  const desk = await Desk.of(server.address, 'pemeriksa1');
  const queue = await desk.get('/meja/pertanyaan');
  assert.ok(queue.words.includes(nearly.slice(0, 60)), queue.words.slice(0, 600));
  const form = queue.html.match(/action="(\/meja\/pilihan\/[0-9a-z]+)"/)[1];
  const accepted = await desk.submit(queue, form, { reading: 'accepted' });
  assert.equal(accepted.status, 200, accepted.words.slice(0, 300));
  assert.ok(!accepted.html.includes(form), 'read once');

  const after = await ask(`Info grup: ${nearly}`);
  assert.ok(stamp(after.answer), after.answer.words.slice(0, 300));
});

/** What a phone shows of a chat with this message in it. */
async function screenshotOf(chrome, message) {
  const page = await chrome.newPage({ viewport: { width: 400, height: 480 }, deviceScaleFactor: 2 });
  await page.setContent(`<body style="margin:0;background:#e5ddd5;font:17px/1.4 sans-serif"><div style="background:#075e54;color:#fff;padding:14px">Grup RT 03</div><div style="background:#fff;margin:14px;padding:12px;border-radius:9px"></div></body>`);
  await page.locator('div').nth(1).evaluate((bubble, text) => { bubble.textContent = text; }, message);
  const picture = await page.screenshot({ type: 'png' });
  await page.close();
  return picture;
}

test('a screenshot, uploaded without scripts, is read and answered or asked about', async () => {
  const chrome = await browser();
  try {
    const picture = await screenshotOf(chrome, variants[0].message);
    const context = await chrome.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${server.address}/tanya`);
    await page.setInputFiles('#gambar', { name: 'Screenshot_20261121.png', mimeType: 'image/png', buffer: picture });
    await Promise.all([page.waitForURL(/\/tiket\//, { timeout: 60_000 }), page.click('form.drum button')]);
    const words = await page.innerText('main');
    assert.ok(words.includes(checks.get(variants[0].factcheck_id).title), words.slice(0, 600));
    assert.match(words, /Tulisan yang terbaca dari gambar/i);
    await context.close();
  } finally { await chrome.close(); }
});

/** A photo, as a painting: hills of colour that no other seed has; without words. */
async function photoOf(chrome, seed) {
  const page = await chrome.newPage({ viewport: { width: 480, height: 360 } });
  await page.setContent('<body style="margin:0"><canvas width="480" height="360"></canvas></body>');
  await page.locator('canvas').evaluate((canvas, first) => {
    let state = first;
    const chance = () => { state = (state * 1664525 + 1013904223) % 4294967296; return state / 4294967296; };
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#7a9'; pen.fillRect(0, 0, 480, 360);
    for (let blob = 0; blob < 60; blob += 1) {
      const x = chance() * 480, y = chance() * 360, size = 20 + chance() * 90, light = Math.floor(chance() * 100);
      const glow = pen.createRadialGradient(x, y, 2, x, y, size);
      glow.addColorStop(0, `hsl(${chance() * 360} 60% ${light}%)`); glow.addColorStop(1, `hsl(${chance() * 360} 60% ${100 - light}% / 0)`);
      pen.fillStyle = glow; pen.fillRect(0, 0, 480, 360);
    }
  }, seed);
  const picture = { buffer: await page.screenshot({ type: 'png' }), smaller: null };
  await page.setViewportSize({ width: 360, height: 270 });
  await page.locator('canvas').evaluate((canvas) => { canvas.style.width = '360px'; });
  picture.smaller = await page.screenshot({ type: 'jpeg', quality: 70 });
  await page.close();
  return picture;
}

async function sendPicture(bytes, type, area = '32.10.16') {
  const visitor = new Visitor(server.address);
  const form = await visitor.get('/tanya');
  const field = (name) => form.html.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
  const answer = await visitor.postFile('/tanya', { _token: field('_token'), form_key: field('form_key'), text: '', area }, { name: 'picture', filename: 'foto', type, bytes });
  return { visitor, answer, code: answer.path.match(code)?.[1] };
}

test('a photo without words waits where its desk, and nobody else, sees it; its verdict answers the same photo', async () => {
  const chrome = await browser();
  try {
    const photo = await photoOf(chrome, 7);
    const asked = await sendPicture(photo.buffer, 'image/png');
    assert.ok(asked.code, asked.answer.words.slice(0, 300));
    assert.match(asked.answer.words, /Gambar yang Anda kirim disimpan hanya untuk pemeriksa/);

    const checker = await Desk.of(server.address, 'pemeriksa1');
    const queue = await checker.get('/meja/pertanyaan');
    const row = queue.html.match(/href="(\/meja\/pertanyaan\/[0-9a-z]{6,})">Gambar tanpa tulisan</)?.[1];
    assert.ok(row, queue.words.slice(0, 600));
    const file = await checker.get(row);
    const address = file.html.match(/<img src="(\/meja\/gambar\/[0-9a-z]+)"/)[1];
    const shown = await checker.get(address);
    assert.equal(shown.status, 200);
    assert.equal(shown.headers['content-type'], 'image/jpeg', 'drawn anew: a photo that came as PNG does not grow');
    assert.equal(shown.headers['x-content-type-options'], 'nosniff');
    assert.match(shown.headers['cache-control'], /no-store/);
    assert.match(shown.headers['content-security-policy'], /default-src 'none'; sandbox/);
    const stranger = await Desk.of(server.address, 'pemeriksa3');
    assert.equal((await stranger.get(address)).status, 404, 'another district');
    const nobody = await send(server.address, { path: address });
    assert.equal(nobody.status, 303);
    assert.match(nobody.headers.location, /^\/masuk/);

    const page = await (await chrome.newContext()).newPage();
    await signIn(page, server.address, 'pemeriksa1');
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.address}${row}`);
      assert.ok(await page.locator('.sent img').evaluate(async (image) => { image.loading = 'eager'; await image.decode(); return image.naturalWidth > 0; }), 'the desk sees the picture');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `nothing sticks out at ${width}`);
      if (process.env.KENTONGAN_SCREENS) await page.screenshot({ path: path.join(process.env.KENTONGAN_SCREENS, `desk-picture-${width}.png`), fullPage: true });
    }
    await page.context().close();

    await checker.submit(file, '/langkah/take');
    await checker.submit(await checker.get(row), '/putusan', { title: 'Foto banjir itu bukan di Majalengka', verdict: 'false_context', conclusion: 'Fotonya dari tahun 2014, tempat lain.',
      explanation: 'Foto yang sama dimuat koran pada tahun 2014 tentang kota lain.', sources: 'Arsip koran (rekaan)', claim: 'Foto banjir yang disebut terjadi di Majalengka', kind: 'misinformation', type: 'false_context', topic: 'disaster' });
    const office = await Desk.of(server.address, 'petugas1');
    const confirmed = await office.submit(await office.get(row), '/langkah/confirm');
    assert.equal(confirmed.status, 200, confirmed.words.slice(0, 400));
    assert.equal((await checker.get(address)).status, 404, 'forgotten when it is answered');
    assert.equal(stamp(await asked.visitor.get(`/tiket/${asked.code}`)), 'false_context');

    const again = await sendPicture(photo.smaller, 'image/jpeg');
    assert.equal(stamp(again.answer), 'false_context', again.answer.words.slice(0, 400));
    assert.match(again.answer.words, /Gambarnya sama dengan gambar yang sudah diperiksa/);
    const other = await sendPicture((await photoOf(chrome, 99)).buffer, 'image/png');
    assert.equal(stamp(other.answer), undefined, 'another photo');
    const forgotten = await other.visitor.submit(other.answer, `/tiket/${other.code}/hapus-gambar`);
    assert.doesNotMatch(forgotten.words, /Hapus gambar saya/);
  } finally { await chrome.close(); }
});

test('what is no picture, or too large, is refused in plain words', async () => {
  const visitor = new Visitor(server.address);
  const token = (await visitor.get('/tanya')).html.match(/name="_token" value="([^"]+)"/)[1];
  const upload = (bytes) => visitor.postFile('/tanya', { _token: token, text: '' }, { name: 'picture', filename: 'a.png', type: 'image/png', bytes });
  const text = await upload(Buffer.from('bukan gambar'));
  assert.equal(text.status, 422);
  assert.match(text.words, /bukan gambar yang dapat dibaca/);
  const large = await upload(Buffer.alloc(10 * MB + 1, 0xff));
  assert.equal(large.status, 422);
  assert.match(large.words, /lebih besar dari 10 MB/);
  assert.ok(offers(large, '/tanya'), 'the form is there again');
});

test('who sends many pictures has to wait, and loses nothing that was typed', async () => {
  const visitor = new Visitor(server.address);
  const token = (await visitor.get('/tanya')).html.match(/name="_token" value="([^"]+)"/)[1];
  const typed = 'Kabar ini saya ketik panjang lebar';
  let refused;
  for (let sent = 0; sent < 20 && refused?.status !== 429; sent += 1) refused = await visitor.postFile('/tanya', { _token: token, text: typed }, { name: 'picture', filename: 'a.png', type: 'image/png', bytes: Buffer.from('bukan gambar') });
  assert.equal(refused.status, 429);
  assert.match(refused.words, /Tunggu \d+ detik/);
  assert.ok(Number(refused.headers['retry-after']) >= 1);
  assert.ok(refused.html.includes(`>${typed}</textarea>`), 'what was typed is still there');
  const { answer } = await ask('Kabar kucing emas ditemukan di sawah Argapura tanpa gambar');
  assert.equal(answer.status, 200, 'questions in words are not slowed');
});
