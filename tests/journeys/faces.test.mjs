// Every page as people see it: at 320 and 1280 pixels, without scripts, nothing from third parties, no
// console error, no sideways scrolling, no axe violation. With SCREENS=folder it photographs them.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { axeSource, browser, sampleFolder, serve, signIn } from './rig.mjs';

let server, chrome;
const screens = process.env.SCREENS;
before(async () => { server = await serve(sampleFolder()); chrome = await browser(); if (screens) mkdirSync(screens, { recursive: true }); });
after(async () => { await chrome?.close(); await server?.stop(); });

const anonymous = [['beranda', '/'], ['kabar', '/kabar'], ['kabar-satu', '/kabar/', 'main .entries a'], ['kelompok', '/kelompok'],
  ['kelompok-satu', '/kelompok', 'main tbody th a'], ['cakupan', '/cakupan'], ['cek-fakta', '/cek-fakta'], ['cek-fakta-satu', '/cek-fakta', 'main .entries a'],
  ['buletin', '/cek-fakta/buletin'], ['buletin-pekan', '/cek-fakta/buletin', 'main .entries li:nth-child(2) a'], ['penipu', '/cek-fakta/penipu'],
  ['tanya', '/tanya'], ['cari', '/cari?q=pupuk'], ['cari-kosong', '/cari?q=zzqx'], ['langganan', '/langganan'], ['masuk', '/masuk'], ['tentang', '/tentang'],
  ['tidak-ada', '/tidak-ada'], ['gunung-mas', '/cakupan?kabupaten=62.10']];
const desks = [['meja-kabar', '/meja/kabar'], ['meja-tulis', '/meja/kabar/baru'], ['meja-pertanyaan', '/meja/pertanyaan'], ['meja-cek-fakta', '/meja/cek-fakta'],
  ['meja-masuk', '/meja/masuk'], ['meja-karantina', '/meja/karantina'], ['meja-kelompok', '/meja/kelompok'], ['meja-kiriman', '/meja/kiriman'], ['meja-orang', '/meja/orang'], ['meja-radar', '/meja/radar'], ['meja-penjelas', '/meja/radar/penjelas'], ['meja-pertukaran', '/meja/pertukaran'], ['akun', '/akun']];

async function look(context, name, address, follow) {
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (404|410)/.test(message.text())) complaints.push(message.text()); });
  page.on('request', (request) => { if (!request.url().startsWith(server.address)) complaints.push(`third party: ${request.url()}`); });
  await page.goto(server.address + (follow && address.endsWith('/') ? address.slice(0, -1) : address));
  if (follow) await Promise.all([page.waitForNavigation(), page.locator(follow).first().click()]);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} px at ${width}`);
    if (screens) await page.screenshot({ path: path.join(screens, `${name}-${width}.png`), fullPage: true });
  }
  assert.deepEqual(complaints, [], `${name}: the browser complains`);
  const violations = await page.evaluate(`(${async () => {
    const result = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return result.violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`);
  }})()`).catch(async () => null);
  await page.close();
  return violations;
}

async function lookWithAxe(context, ...rest) { return look(context, ...rest); }

for (const [name, address, follow] of anonymous) {
  test(`${name} is sound for everybody`, async () => {
    const context = await chrome.newContext({ bypassCSP: true });
    await context.addInitScript(axeSource());
    const violations = await lookWithAxe(context, name, address, follow);
    await context.close();
    assert.deepEqual(violations, [], `${name}: accessibility`);
  });
}

test('every public page reads the same without scripts', async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [name, address] of anonymous) {
    const answer = await page.goto(server.address + address);
    assert.ok([200, 404].includes(answer.status()), `${name}: ${answer.status()}`);
    assert.equal(await page.locator('h1').count(), 1, `${name} has one h1`);
  }
  await context.close();
});

test('desks are sound for the office', async () => {
  const context = await chrome.newContext({ bypassCSP: true });
  await context.addInitScript(axeSource());
  const page = await context.newPage();
  await signIn(page, server.address, 'petugas1');
  await page.close();
  for (const [name, address] of desks) assert.deepEqual(await lookWithAxe(context, name, address), [], `${name}: accessibility`);
  await context.close();
});

test('whoever comes first after a start gets small answers too, and so does who has a cookie', async () => {
  const fresh = await serve(sampleFolder());
  try {
    const sheet = (await (await fetch(`${server.address}/`)).text()).match(/\/aset\/[^"]+\.css/)[0];
    for (const [address, headers] of [['/', {}], [sheet, {}], ['/kabar', {}], [sheet, { Cookie: 'bahasa=id' }]]) {
      const answer = await fetch(fresh.address + address, { headers: { ...headers, 'Accept-Encoding': 'br' } });
      assert.equal(answer.headers.get('content-encoding'), 'br', address);
      assert.ok((await answer.text()).length > 500, address);
    }
  } finally { await fresh.stop(); }
});

test('the first page is light: at most 50 KB over the wire and 8 requests', async () => {
  const context = await chrome.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0, requests = 0;
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  session.on('Network.requestWillBeSent', () => { requests += 1; });
  await page.goto(server.address, { waitUntil: 'networkidle' });
  console.log(`first page: ${bytes} bytes, ${requests} requests`);
  assert.ok(bytes <= 50_000, `${bytes} bytes`);
  assert.ok(requests <= 8, `${requests} requests`);
  await context.close();
});
