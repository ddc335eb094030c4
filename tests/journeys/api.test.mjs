// The same questions, asked by machines: POST /api/v1/questions and the tickets behind it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { password, root, sampleFolder, serve } from './rig.mjs';
import { send } from './visitor.mjs';

const [variant] = readFileSync(path.join(root, 'sample/variants.tsv'), 'utf8').split('\n').slice(1).map((line) => line.split('\t')[1]);
let server;
before(async () => { server = await serve(sampleFolder()); });
after(async () => { await server?.stop(); });

async function call(method, address, body, headers = {}) {
  const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const answer = await send(server.address, { method, path: `/api/v1${address}`, body: raw, headers: { ...(raw === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers } });
  return { ...answer, json: /json/.test(answer.headers['content-type'] ?? '') && answer.bytes.length ? JSON.parse(answer.bytes.toString()) : null };
}
const ask = (text, more = {}) => call('POST', '/questions', { text, ...more });

test('the contract is there, and names the questions', async () => {
  const contract = await call('GET', '/openapi.json');
  assert.equal(contract.status, 200);
  assert.match(contract.json.openapi, /^3\.1\./);
  assert.ok(contract.json.paths['/questions'].post);
});

test('a known message is answered with the whole fact check', async () => {
  const asked = await ask(`Dari grup sebelah:\n${variant}`);
  assert.equal(asked.status, 201, asked.html);
  assert.equal(asked.json.outcome, 'answer');
  assert.match(asked.json.receipt, /^[0-9A-Z]{5}(-[0-9A-Z]{5}){2}$/);
  assert.equal(asked.json.matches.length, 1);
  assert.match(asked.headers['cache-control'], /no-store/);
  assert.ok(JSON.stringify(asked.json.matches[0]).includes('https://cekfakta.kentongan.example/kt001'));
  const ticket = await call('POST', '/tickets/lookup', { receipt: asked.json.receipt });
  assert.equal(ticket.status, 200);
  assert.equal(ticket.json.factcheck.verdict.key ?? ticket.json.factcheck.verdict.id ?? ticket.json.factcheck.verdict, 'false');
});

test('an unknown message waits; asked again it counts two; the same form is one question', async () => {
  const text = 'Katanya menara masjid agung Rajagaluh akan dijual kepada orang luar negeri, benarkah itu?';
  const one = await ask(text, { area: '32.10.06' });
  assert.equal(one.status, 201, one.html);
  assert.notEqual(one.json.outcome, 'answer');
  assert.ok(one.json.position >= 1);
  const two = await ask(text.toUpperCase());
  assert.equal(two.json.askers, 2);
  const [three, four] = [await ask(text, { form_key: 'abc' }), await ask(text, { form_key: 'abc' })];
  assert.equal(three.json.receipt, four.json.receipt);
  assert.equal(four.json.askers, 3);
});

test('bad questions are refused with a problem that says what to do', async () => {
  for (const [name, body, statuses] of [
    ['empty', { text: '' }, [422]], ['blanks', { text: ' \n ' }, [422]], ['emoji', { text: '🙏🔥' }, [422]], ['too long', { text: 'kata '.repeat(3000) }, [422]],
    ['no text', {}, [400, 422]], ['a number', { text: 7 }, [400, 422]], ['an unknown member', { text: 'halo dunia', semua: 1 }, [201, 400, 422]], ['no JSON', '{', [400]],
    ['a list', '[]', [400, 422]], ['invalid UTF-8', Buffer.concat([Buffer.from('{"text":"a'), Buffer.from([0xff]), Buffer.from('"}')]), [400, 422]],
    ['deep', `{"text":${'['.repeat(50_000)}`, [400]], ['an unknown area', { text: 'halo dunia apa kabar', area: '99.99' }, [400, 422]],
  ]) {
    const answer = await call('POST', '/questions', body);
    assert.ok(statuses.includes(answer.status), `${name}: ${answer.status} ${answer.html.slice(0, 200)}`);
    if (answer.status >= 400) {
      assert.match(answer.headers['content-type'], /^application\/problem\+json/, name);
      assert.ok(answer.json.detail || answer.json.title, name);
    }
  }
  const large = await call('POST', '/questions', `{"text":"${'a'.repeat(15 * 1024 * 1024)}"}`);  // more than a picture may have
  assert.equal(large.status, 413);
  assert.match(large.headers['content-type'], /^application\/problem\+json/);
  const nul = await ask('sumur\0meledak di Maja sore ini');
  assert.equal(nul.status, 201);
  const form = await call('POST', '/questions', 'text=halo', { 'Content-Type': 'application/x-www-form-urlencoded' });
  assert.ok([400, 415].includes(form.status));
});

test('cookies open nothing, a bearer token does, and only its own', async () => {
  const signed = await call('POST', '/sessions', { login: 'petugas1', password });
  assert.ok([200, 201].includes(signed.status), signed.html);
  const token = signed.json.token;
  assert.ok(token);
  assert.equal((await call('GET', '/desk/items')).status, 401);
  assert.equal((await call('GET', '/desk/items', undefined, { Cookie: `kentongan=${token}` })).status, 401);
  assert.equal((await call('GET', '/desk/items', undefined, { Authorization: `Bearer ${token}` })).status, 200);
  assert.equal((await call('GET', '/desk/items', undefined, { Authorization: 'Bearer abc' })).status, 401);
  assert.equal((await call('DELETE', '/sessions/current', undefined, { Authorization: `Bearer ${token}` })).status, 204);
  assert.equal((await call('GET', '/desk/items', undefined, { Authorization: `Bearer ${token}` })).status, 401);
});

test('every staff resource is closed to people without a token', async () => {
  const { json } = await call('GET', '/openapi.json');
  let tried = 0;
  for (const [address, methods] of Object.entries(json.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!['get', 'post', 'patch', 'delete', 'put'].includes(method)) continue;
      const needs = (operation.security ?? json.security ?? []).some((one) => Object.keys(one).length > 0) && !(operation.security ?? []).some((one) => Object.keys(one).length === 0);
      if (!needs) continue;
      const answer = await call(method.toUpperCase(), address.replace(/\{[^}]+\}/g, '0000000000001'), method === 'get' ? undefined : {});
      assert.equal(answer.status, 401, `${method} ${address}`);
      tried += 1;
    }
  }
  assert.ok(tried >= 15, `${tried} tried`);
});
