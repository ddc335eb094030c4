// Searching as people type: misspelt, half, with words nobody wrote; what is found shows where, and what
// is withdrawn is gone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeSource, browser, sampleFolder, serve, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { send } from './visitor.mjs';

let server, office, colleague, id;
before(async () => {
  server = await serve(sampleFolder());
  [office, colleague] = await Promise.all(['petugas1', 'petugas2'].map((login) => Desk.of(server.address, login)));
});
after(async () => { await server?.stop(); });

const search = (words, more = '') => send(server.address, { path: `/cari?q=${encodeURIComponent(words)}${more}` });
const finding = (words, title) => until(`a search for "${words}" shows "${title}"`, async () => { const page = await search(words); return page.status === 200 && page.words.includes(title) && page; });
const title = 'Penyuluhan lebah klanceng di balai dusun';

test('what was published is found within a second, even misspelt, with the words marked', async () => {
  id = await office.write({ title, summary: 'Untuk siapa saja.', body: 'Madunya disebut **propolis cair**; bawa botol sendiri.', provenance: 'government', group: '' });
  await colleague.approve(id);
  assert.equal((await search('klanceng')).words.includes(title), false, 'a draft is nobody\'s to find');
  await colleague.do(id, 'publish');

  const from = Date.now();
  const found = await finding('klanceng', title);
  assert.ok(Date.now() - from < 1000, `found after ${Date.now() - from} ms`);
  assert.match(found.html, /lebah <mark>klanceng<\/mark> di balai/);

  const misspelt = await finding('klancneg', title);
  assert.match(misspelt.html, /<mark>klanceng<\/mark>/);
  assert.match(misspelt.html, /href="\/cari\?q=klanceng"/, 'it says what it took the word for');
  const inside = await finding('propolis', title);
  assert.match(inside.html, /disebut <mark>propolis<\/mark> cair; bawa botol/, 'the passage has no markup of its own');
  assert.match((await finding('klanc', title)).html, /<mark>klanceng<\/mark>/, 'half a word is enough');
});

test('a place is still found by its name, and things can be narrowed to it', async () => {
  const page = await search('kadipaten');
  assert.match(page.html, /href="\/kabar\?wilayah=32\.10\.\d\d"/);
  const groups = await search('kim', '&di=kelompok');
  assert.match(groups.html, /href="\/kelompok\/[^"]+"[^>]*><mark>KIM<\/mark>|<mark>KIM<\/mark>/);
  assert.doesNotMatch(groups.html, /id="h-kabar"/);
});

test('whatever is typed, the page is calm', async () => {
  for (const words of ['', ' ', 'x', 'yang di ke', '?!.,;', '😀😀', '"<script>alert(1)</script>"', 'zzqxv', '%', 'a'.repeat(1500), '\'; DROP TABLE items; --']) {
    const page = await search(words);
    assert.equal(page.status, 200, `${words.slice(0, 30)}: ${page.status}`);
    assert.doesNotMatch(page.html, /<script>alert/);
  }
  assert.match((await search('zzqxv')).words, /Tidak ada yang cocok/);
  assert.match((await search('yang di')).words, /hampir semua tulisan/);
});

test('machines find the same, in pieces', async () => {
  const answer = await send(server.address, { path: '/api/v1/search?q=klancneg' });
  assert.equal(answer.status, 200);
  const found = JSON.parse(answer.html);
  assert.equal(found.meant, 'klanceng');
  const hit = found.items.results.find((one) => one.item.title === title);
  assert.deepEqual(hit.title.filter((piece) => piece.found).map((piece) => piece.text), ['klanceng']);
  assert.equal(hit.title.map((piece) => piece.text).join(''), title);
});

test('marks are seen on a phone, at night and with forced colours', async () => {
  const chrome = await browser();
  for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
    const context = await chrome.newContext({ bypassCSP: true, javaScriptEnabled: true, viewport: { width: 320, height: 640 }, ...options });
    await context.addInitScript(axeSource());
    const page = await context.newPage();
    await page.goto(`${server.address}/cari?q=klanceng`);
    const look = await page.evaluate(() => {
      const mark = getComputedStyle(document.querySelector('main mark')), around = getComputedStyle(document.body);
      return { mark: mark.backgroundColor, around: around.backgroundColor, wide: document.documentElement.scrollWidth - window.innerWidth };
    });
    assert.notEqual(look.mark, look.around, JSON.stringify(options));
    assert.ok(look.wide <= 0, `${JSON.stringify(options)}: scrolls sideways by ${look.wide} px`);
    if (!options.forcedColors) {
      const wrong = await page.evaluate(async () => (await window.axe.run(document)).violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
      assert.deepEqual(wrong, [], JSON.stringify(options));
    }
    await page.emulateMedia({ media: 'print' });
    const line = await page.evaluate(() => getComputedStyle(document.querySelector('main mark')).textDecorationLine);
    assert.equal(line, 'underline', 'on paper a mark is a line');
    await context.close();
  }
  await chrome.close();
});

test('what was withdrawn vanishes, and is not suggested either', async () => {
  await office.do(id, 'withdraw', { note: 'Acara dibatalkan.' });
  await until('klanceng is found no more', async () => !(await search('klanceng')).words.includes(title));
  const misspelt = await search('klancneg');
  assert.doesNotMatch(misspelt.html, /<mark>|\/cari\?q=klanceng"/);
});
