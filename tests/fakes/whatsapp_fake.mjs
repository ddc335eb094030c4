// WhatsApp's Cloud API as strict as the real one, for tests and the demonstration.
//
//   node tests/fakes/whatsapp_fake.mjs [--openapi FILE.yaml] [--port N] [--stay]
//
// --openapi: Meta's own description; each message must then fit its schema too. It is not part of this project.
// First line on standard output: {"smtp":0,"http":PORT}; API (/v23.0/…), files and control have one base address.
//
// Behaviour by the last digits of a recipient: …000026 131026 cannot be reached · …000047 131047 window closed,
//   templates pass · …000049 131049 · …000056 131056 · …000429 130429 · …000190 190 · …000500 500 ·
//   …000504 never answers · …000499 answer cut · …000498 taken, then cut
// POST /control {"token":"…","secret":"…","window":"open"|"strict","templates":{"kabar":{"language":"id","places":3}},
//                "webhook":"http://127.0.0.1:…/…","statuses":bool,"forge":0…1,"replay":0…1,"retry_ms":50}
//   strict: free words only to who wrote to us in the last 24 hours (POST /inbox says so).
// POST /inbox   {"say":{"from":"62…","text":"…"}|[…]} · {"messages":[{…}]} · {"press":{"from":"62…","data":"…"}} ·
//               {"file":{"base64":"…","mime":"image/jpeg","behaviour":"elsewhere"|"tampered"|"redirect"|"cut"}} gives {"id"} ·
//               {"status":{"id":"wamid…","status":"failed","recipient_id":"62…","code":131026}} ·
//               {"verify":{"url":"…","token":"…"}} asks as Meta does when an address is set ·
//               {"make":{…a payload…}} only signs: {"body":"…","signature":"sha256=…"}
// GET  /inbox   {"calls","delivered","failed","lost","forged","forged_accepted","replayed","waiting"}
// GET  /journal {"count":n,"attempts":n,"refused":{code:n},"messages":[…]}   GET /count   DELETE /journal forgets.
import http from 'node:http';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { bodyOf, endWithParent, listen, micros, option, reply } from './control.mjs';
import { readOpenApi, Schemas } from './openapi.mjs';
import { problemOfMessage } from './whatsapp_rules.mjs';

const phone = '106540352242922';
const openapi = option('openapi') ? new Schemas(readOpenApi(option('openapi'))) : undefined;
const fresh = () => ({ token: 'EAAKentonganFakeTokenForTests0000000', secret: 'rahasia-aplikasi-palsu', window: 'open',
  templates: { kabar_tabayun: { language: 'id', places: 3 } }, webhook: '', statuses: false, forge: 0, replay: 0, retry_ms: 50, retries: 20 });
let state = fresh();
let journal;
let counts;
const files = new Map();
const heard = new Map();  // wa_id → ms of the last message from there
const waiting = [];
let calling = 0;
function forget() {
  journal = { count: 0, attempts: 0, refused: {}, by_number: {}, messages: [] };
  counts = { calls: 0, delivered: 0, failed: 0, lost: 0, forged: 0, forged_accepted: 0, replayed: 0 };
  state = fresh();
  waiting.length = 0;
  files.clear();
  heard.clear();
}
forget();

const endings = { '000026': 131026, '000047': 131047, '000049': 131049, '000056': 131056, '000429': 130429, '000190': 190,
  '000500': 'error', '000504': 'silent', '000499': 'cut', '000498': 'gone' };
const statusOf = { 190: 401, 130429: 429, 131056: 429, 80007: 429 };

function refuse(response, code, message, status = statusOf[code] ?? 400) {
  journal.refused[code] = (journal.refused[code] ?? 0) + 1;
  reply(response, status, { error: { message: `(#${code}) ${message}`, type: 'OAuthException', code,
    error_data: { messaging_product: 'whatsapp', details: message }, fbtrace_id: 'Afake' } });
}

const wamid = () => `wamid.${randomBytes(24).toString('base64')}`;

/** 0, or the code with which Meta would refuse the recipient. */
function windowProblem(to, type) {
  if (type === 'template') return 0;
  if (endings[to.slice(-6)] === 131047) return 131047;
  const last = heard.get(to);
  return state.window === 'strict' && !(last && Date.now() - last < 24 * 3600e3) ? 131047 : 0;
}

function take(body, to) {
  const id = wamid();
  journal.count += 1;
  journal.by_number[to] = (journal.by_number[to] ?? 0) + 1;
  journal.messages.push({ at: micros(), id, ...body });
  return id;
}

function afterwards(id, to) {
  if (!state.statuses) return;
  for (const status of ['sent', 'delivered', 'read']) {
    enqueue({ statuses: [{ id, status, timestamp: String(Math.floor(Date.now() / 1000)), recipient_id: to }] });
  }
}

function sendMessage(request, response, text) {
  journal.attempts += 1;
  if (!/^application\/json(;|$)/.test(request.headers['content-type'] ?? '')) return refuse(response, 100, 'Content-Type must be application/json');
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return refuse(response, 100, 'Invalid JSON');
  }
  const problems = openapi ? openapi.problems({ $ref: '#/components/schemas/Message' }, body) : [];
  if (problems.length) return refuse(response, 100, `Invalid parameter: ${problems.join('; ')}`);
  const wrong = problemOfMessage(body, state.templates);
  if (wrong) return refuse(response, wrong.code, wrong.message);
  const to = body.to.replace(/^\+/, '');
  const ending = endings[to.slice(-6)];
  if (ending === 'error') return refuse(response, 131000, 'Something went wrong', 500);
  if (ending === 'silent') return setTimeout(() => response.destroy(), 30_000);
  if (ending === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 400 });
    response.write('{"messaging_product":"wha');
    return setTimeout(() => response.destroy(), 20);
  }
  if (typeof ending === 'number' && ending !== 131047) return refuse(response, ending, 'as the number says');
  const closed = windowProblem(to, body.type);
  if (closed) return refuse(response, closed, 'Message failed to send because more than 24 hours have passed since the customer last replied to this number');
  const id = take(body, to);
  if (ending === 'gone') return response.destroy();
  reply(response, 200, { messaging_product: 'whatsapp', contacts: [{ input: body.to, wa_id: to }], messages: [{ id }] });
  afterwards(id, to);
}

// ---- files ----------------------------------------------------------------------------------------

function keepFile({ base64, mime = 'image/jpeg', behaviour }) {
  const id = String(1_000_000_000_000_000 + files.size);
  files.set(id, { bytes: Buffer.from(base64, 'base64'), mime, behaviour });
  return id;
}

function findMedia(response, id) {
  const file = files.get(id);
  if (!file) return refuse(response, 100, 'Unsupported get request. Object with this id does not exist');
  const hosts = { elsewhere: 'https://berkas.example', lookalike: 'https://lookaside.fbsbx.com.example' };
  const host = hosts[file.behaviour] ?? `http://127.0.0.1:${port}`;
  const digest = createHash('sha256').update(file.bytes).update(file.behaviour === 'tampered' ? 'x' : '').digest('hex');
  reply(response, 200, { messaging_product: 'whatsapp', id, url: `${host}/files/${id}`, mime_type: file.mime, sha256: digest,
    file_size: String(file.bytes.length) });
}

function sendFile(response, id) {
  const file = files.get(id);
  if (!file) return refuse(response, 100, 'no such file', 404);
  if (file.behaviour === 'redirect') {
    response.writeHead(302, { location: 'https://berkas.example/x' });
    return response.end();
  }
  response.writeHead(200, { 'content-type': file.mime, 'content-length': file.bytes.length });
  if (file.behaviour !== 'cut') return response.end(file.bytes);
  response.write(file.bytes.subarray(0, file.bytes.length / 2));
  setTimeout(() => response.destroy(), 20);
}

// ---- webhooks -------------------------------------------------------------------------------------

const payload = (value) => ({ object: 'whatsapp_business_account', entry: [{ id: '419561257915477', changes: [{ field: 'messages',
  value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '622330000000', phone_number_id: phone }, ...value } }] }] });
const signature = (body, secret = state.secret) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

function incoming({ from = '6281234000001', text, ...rest }) {
  heard.set(from, Date.now());
  return { contacts: [{ profile: { name: 'Warga' }, wa_id: from }], messages: [{ from, id: wamid(),
    timestamp: String(Math.floor(Date.now() / 1000)), ...(text === undefined ? {} : { type: 'text', text: { body: text } }), ...rest }] };
}

function enqueue(value) {
  waiting.push(JSON.stringify(payload(value)));
  pump();
}

function pump() {
  while (state.webhook && waiting.length && calling < 20) {
    calling += 1;
    deliver(waiting.shift()).finally(() => {
      calling -= 1;
      pump();
    });
  }
}

async function deliver(body) {
  if (Math.random() < state.forge) await forge(body);
  for (let attempt = 0; attempt < state.retries; attempt += 1) {
    const status = await call(body, signature(body));
    if (status >= 200 && status < 300) {
      counts.delivered += 1;
      if (Math.random() < state.replay) {
        counts.replayed += 1;
        await call(body, signature(body));
      }
      return;
    }
    counts.failed += 1;
    await new Promise((resolve) => setTimeout(resolve, state.retry_ms));
  }
  counts.lost += 1;
}

/** Somebody who is not Meta: unsigned, signed with another secret, changed after signing, another scheme. */
async function forge(body) {
  const changed = body.replace('"id":"wamid.', `"id":"wamid.palsu${counts.forged}`);
  const header = [undefined, signature(changed, 'salah'), signature(body), `sha1=${createHmac('sha1', state.secret).update(changed).digest('hex')}`,
    signature(changed).slice(0, -2), signature(changed).replace('sha256=', '')][counts.forged % 6];
  counts.forged += 1;
  const status = await call(changed, header);
  if (status >= 200 && status < 300) counts.forged_accepted += 1;
}

function call(body, header) {
  counts.calls += 1;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'facebookexternalua' };
  if (header) headers['x-hub-signature-256'] = header;
  return new Promise((resolve) => {
    const request = http.request(state.webhook, { method: 'POST', headers, timeout: 10_000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    request.on('error', () => resolve(0));
    request.on('timeout', () => request.destroy());
    request.end(body);
  });
}

async function verify({ url, token }) {
  const challenge = String(1_000_000 + Math.floor(Math.random() * 1e6));
  const asked = new URL(url);
  for (const [name, value] of [['hub.mode', 'subscribe'], ['hub.verify_token', token], ['hub.challenge', challenge]]) asked.searchParams.set(name, value);
  const answer = await fetch(asked);
  return { status: answer.status, verified: answer.status === 200 && (await answer.text()) === challenge };
}

async function inbox(wish) {
  if (wish.say) [wish.say].flat().forEach((one) => enqueue(incoming(one)));
  if (wish.messages) wish.messages.forEach((message) => enqueue(incoming(message)));
  if (wish.press) enqueue(incoming({ from: wish.press.from, type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: wish.press.data, title: 'Ya' } } }));
  if (wish.status) {
    const { code, ...status } = wish.status;
    enqueue({ statuses: [{ timestamp: String(Math.floor(Date.now() / 1000)), ...status, ...(code ? { errors: [{ code, title: 'x' }] } : {}) }] });
  }
  if (wish.file) return { id: keepFile(wish.file) };
  if (wish.verify) return verify(wish.verify);
  if (wish.make) {
    const body = JSON.stringify(payload(wish.make.text === undefined ? wish.make : incoming(wish.make)));
    return { body, signature: signature(body) };
  }
  return counts;
}

const { port } = await listen(async (request, response) => {
  const url = new URL(request.url, 'http://fake');
  const text = await bodyOf(request);
  const graph = url.pathname.match(/^\/v23\.0\/(\d+)(\/messages)?$/);
  const file = url.pathname.match(/^\/files\/(\d+)$/);
  if (graph || file) {
    if (request.headers.authorization !== `Bearer ${state.token}`) return refuse(response, 190, 'Invalid OAuth access token', 401);
    if (!/^[a-zA-Z0-9\-_]+\/[0-9]+\.[0-9]+\.[0-9]+/.test(request.headers['user-agent'] ?? '')) return refuse(response, 100, 'User-Agent must be name/x.y.z');
    if (file) return sendFile(response, file[1]);
    if (!graph[2] && request.method === 'GET') return findMedia(response, graph[1]);
    if (graph[2] && request.method === 'POST' && graph[1] === phone) return sendMessage(request, response, text);
    return refuse(response, 100, 'Unsupported request');
  }
  if (url.pathname === '/journal' && request.method === 'DELETE') forget();
  if (url.pathname === '/journal') return reply(response, 200, journal);
  if (url.pathname === '/count') return reply(response, 200, { ...journal, messages: undefined });
  if (url.pathname === '/inbox' && request.method === 'POST') return reply(response, 200, await inbox(JSON.parse(text)));
  if (url.pathname === '/inbox') return reply(response, 200, { ...counts, waiting: waiting.length + calling });
  if (url.pathname === '/control' && request.method === 'POST') {
    Object.assign(state, JSON.parse(text));
    pump();
    return reply(response, 200, { ...state, token: undefined, secret: undefined });
  }
  refuse(response, 2500, 'Unknown path components', 400);
}, Number(option('port', 0)));
console.log(JSON.stringify({ smtp: 0, http: port }));
if (!option('stay', false)) endWithParent();
