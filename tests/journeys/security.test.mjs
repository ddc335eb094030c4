// What must never happen, tried on every route there is: the list is read from the route tables, so a new
// route is tried without anybody thinking of it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { password, root, sampleFolder, serve, sql, until } from './rig.mjs';
import { Desk } from './newsdesk.mjs';
import { Visitor, send, urlencoded } from './visitor.mjs';

// ---- the routes ----------------------------------------------------------------------------------

const routes = readdirSync(path.join(root, 'src/site')).filter((name) => /^routes_.*\.cpp$/.test(name)).flatMap((name) =>
  [...readFileSync(path.join(root, 'src/site', name), 'utf8').matchAll(/\{Method::(\w+),\s*"([^"]+)",\s*pages::(\w+)([^}]*)\}/g)]
    .map(([, method, pattern, page, rest]) => ({ method, pattern, page, staff: /staff/.test(rest), kept: /kept|until_change/.test(rest), bare: /Proof::none/.test(rest) })));
const lines = readdirSync(path.join(root, 'src/site')).filter((name) => /^routes_.*\.cpp$/.test(name)).flatMap((name) => readFileSync(path.join(root, 'src/site', name), 'utf8').match(/\{Method::/g) ?? []).length;

let data, server, known;
const people = {};
const logins = ['petugas1', 'petugas2', 'kepala', 'anggota.cikijing', 'pemeriksa1', 'opd.pertanian', 'ketua.cikijing', 'petugas.gumas', 'ketua.kurun', 'pemeriksa3', 'anggota.tewah'];
const strangers = ['petugas.gumas', 'ketua.kurun', 'pemeriksa3', 'anggota.tewah'];  // of the other regency

before(async () => {
  data = sampleFolder();
  server = await serve(data);
  for (const login of logins) people[login] = await Desk.of(server.address, login);
  known = await ids(people.petugas1);
});
after(async () => { await server?.stop(); });

const first = (page, pattern) => page.html.match(pattern)?.[1];
/** Things of our own that addresses may name, as this person's desks show them. */
async function ids(person) {
  const asked = await new Visitor(server.address);
  const ticket = await asked.submit(await asked.get('/tanya'), '/tanya', { text: 'Apakah benar sumur keramat di Sindangwangi akan ditutup pekan depan?' });
  const public_ = await send(server.address, { path: '/kabar' });
  const id = '([0-9a-zA-Z]{8,})"';
  return {
    item: first(await person.get('/meja/kabar?keadaan=submitted'), new RegExp(`href="/meja/kabar/${id}`)) ?? first(await person.get('/meja/kabar'), new RegExp(`href="/meja/kabar/${id}`)),
    claim: first(await person.get('/meja/pertanyaan'), new RegExp(`href="/meja/pertanyaan/${id}`)),
    group: first(await person.get('/meja/kelompok'), new RegExp(`href="/meja/kelompok/${id}`)),
    account: first(await person.get('/meja/orang'), /action="\/meja\/orang\/([0-9a-zA-Z]+)\/peran"/),
    chat: first(await person.get('/meja/kiriman'), /action="\/meja\/kiriman\/kanal\/([0-9a-zA-Z]+)\/akhiri"/),
    code: ticket.path.split('/').at(-1), slug: first(public_, /href="\/kabar\/([^"/?]+)"/),
    group_slug: first(await send(server.address, { path: '/kelompok' }), /<a href="\/kelompok\/([^"/?.]+)"/),
    claim_slug: first(await send(server.address, { path: '/cek-fakta' }), /<a href="\/cek-fakta\/([^"/?.]+)"/),
  };
}
const moves = { kabar: ['take', 'archive', 'withdraw', 'publish', 'approve'], pertanyaan: ['take', 'leave_out', 'confirm', 'withdraw'] };
function addressOf(pattern, things, move) {
  const kind = pattern.split('/')[2];
  const which = pattern.startsWith('/meja/kiriman/kanal') ? things.chat : { kabar: things.item, pertanyaan: things.claim, kelompok: things.group, orang: things.account, kiriman: '0000000000001' }[kind] ?? '1';
  return pattern.replace(':id', which).replace(':move', move ?? moves[kind]?.[0]).replace(':number', '1').replace(':token', 'a'.repeat(35)).replace(':tag', 'id').replace(':topic', 'kesehatan')
    .replace('/tiket/:code', `/tiket/${things.code}`).replace(':code', '32.10').replace('/kelompok/:slug', `/kelompok/${things.group_slug}`).replace(':slug', things.slug).replace(':address', things.claim_slug);
}
// Enough for any form of ours to do something, if it were let through.
const filled = (things) => ({ title: 'Judul palsu', body: 'Isi palsu', source: 'Palsu', provenance: 'government', kind: 'news', area: '32.10', do: 'save', note: 'catatan', reason: 'sebab', checked: ['source', 'facts', 'privacy'],
  seen_revision: '1', email: 'korban@warga.example', text: 'Pesan palsu yang cukup panjang untuk diperiksa', login: 'palsu', password, code: things.code, claim: things.claim, helped: 'yes', name: 'Nama Palsu', address: '-1009999999999',
  role: 'admin', to: 'active', position: 'ketua', verdict: 'false', harm: 'high', explanation: 'palsu', conclusion: 'palsu', partner_kind: 'kim', village_code: '32.10.01.2019', old_password: password, new_password: 'kata-sandi-curian', new_password_again: 'kata-sandi-curian' });
const pairs = (fields) => Object.entries(fields).flatMap(([name, value]) => [].concat(value).map((one) => [name, one]));

/** A digest of every table that people's doings change. */
function digest() {
  const passing = /^(areas|area_|sessions|ledger|sqlite_)/;
  const digests = {};
  for (const [table] of sql(data, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
    if (!passing.test(table)) digests[table] = createHash('sha256').update(JSON.stringify(sql(data, `SELECT * FROM ${table} ORDER BY 1, 2`))).digest('hex').slice(0, 12);
  }
  digests.ledger = sql(data, 'SELECT count(*), max(id) FROM ledger')[0].join();
  digests.sessions = sql(data, 'SELECT count(*) FROM sessions')[0].join();
  return digests;
}

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const isFormRefusal = (answer) => answer.status === 403 && /Formulir ini sudah terlalu lama/.test(answer.words);

test('the tables are read whole', () => {
  assert.equal(routes.length, lines, 'every route of the tables is understood');
  assert.ok(routes.filter((route) => route.method === 'post').length >= 25);
  assert.deepEqual(routes.filter((route) => route.bare).map((route) => route.pattern), ['/langganan/berhenti/:token'], 'only one POST needs no token');
  for (const [name, value] of Object.entries(known)) assert.ok(value, `${name} was found`);
});

test('no POST changes anything without the form token of its own session', async () => {
  const me = people.petugas1;
  const mine = await me.token(), theirs = await people.petugas2.token();
  const visitor = new Visitor(server.address);
  const anybodys = await visitor.token();
  const before = digest();
  let tried = 0;
  for (const route of routes.filter((one) => one.method === 'post' && !one.bare)) {
    for (const move of moves[route.pattern.split('/')[2]]?.filter(() => route.pattern.includes(':move')) ?? [undefined]) {
      const address = addressOf(route.pattern, known, move);
      const fields = filled(known);
      const forged = [
        ['no token', {}, {}], ['an empty one', { _token: '' }, {}], ['noise', { _token: 'x'.repeat(43) }, {}], ['another session’s', { _token: theirs }, {}], ['nobody’s', { _token: anybodys }, {}],
        ['cross-site', { _token: mine }, { 'Sec-Fetch-Site': 'cross-site' }], ['a sister site', { _token: mine }, { 'Sec-Fetch-Site': 'same-site' }],
        ['another origin', { _token: mine }, { Origin: 'https://jahat.example' }], ['no origin at all', { _token: mine }, { Origin: 'null' }], ['an origin that only begins like ours', { _token: mine }, { Origin: `${server.address}.jahat.example` }],
      ];
      for (const [what, token, headers] of forged) {
        const answer = await me.request('POST', address, { body: urlencoded(pairs({ ...fields, ...token })), headers: { ...form, ...headers } });
        assert.ok(isFormRefusal(answer), `${address} with ${what}: ${answer.status} ${answer.words.slice(0, 120)}`);
        tried += 1;
      }
      const plain = await me.request('POST', address, { body: `_token=${mine}\r\n`, headers: { 'Content-Type': 'text/plain' } });
      assert.ok(plain.status >= 400 && plain.status < 500, `${address} as text/plain: ${plain.status}`);
      const query = await me.request('POST', `${address}?_token=${mine}`, { body: '', headers: form });
      assert.ok(isFormRefusal(query), `${address} with the token in the query: ${query.status}`);
      // Without a session.
      for (const [what, token, headers] of [['no token', {}, {}], ['cross-site', { _token: anybodys }, { 'Sec-Fetch-Site': 'cross-site' }], ['another origin', { _token: anybodys }, { Origin: 'https://jahat.example' }]]) {
        const answer = await send(server.address, { method: 'POST', path: address, body: urlencoded(pairs({ ...fields, ...token })), headers: { ...form, ...headers } });
        if (route.staff) assert.equal(answer.status, 401, `${address} by nobody`);
        else assert.ok(isFormRefusal(answer), `${address} by nobody with ${what}: ${answer.status}`);
        tried += 1;
      }
    }
  }
  assert.deepEqual(digest(), before, 'nothing has changed');
  console.log(`${tried} forged posts refused`);
  // The same forms are let in with the right token: what was refused above was refused for its token.
  for (const route of routes.filter((one) => one.method === 'post' && !one.bare && !/keluar|kata-sandi|tutup|sandi|masuk/.test(one.pattern))) {
    const answer = await me.request('POST', addressOf(route.pattern, known), { body: urlencoded([['_token', mine], ['seen_revision', '999999']]), headers: { ...form, 'Sec-Fetch-Site': 'same-origin' } });
    assert.ok(!isFormRefusal(answer), `${route.pattern} with the right token: ${answer.status}`);
  }
});

test('staff pages are closed to everybody else', async () => {
  const before = digest();
  for (const route of routes.filter((one) => one.staff)) {
    for (const cookie of ['', 'kentongan=', 'kentongan=abc', `kentongan=${'A'.repeat(43)}`, "kentongan=' OR 1=1", '__Host-kentongan=abc']) {
      const answer = await send(server.address, { method: route.method.toUpperCase(), path: addressOf(route.pattern, known), headers: { ...(cookie ? { Cookie: cookie } : {}), ...(route.method === 'post' ? form : {}) }, body: route.method === 'post' ? urlencoded(pairs(filled(known))) : undefined });
      if (route.method === 'get') {
        assert.equal(answer.status, 303, route.pattern);
        assert.match(answer.headers.location, /^\/masuk\?kembali=/, route.pattern);
      } else assert.equal(answer.status, 401, route.pattern);
      assert.match(answer.headers['cache-control'], /no-store/, route.pattern);
    }
  }
  assert.deepEqual(digest(), before);
});

// ---- headers -------------------------------------------------------------------------------------

function checkHeaders(answer, what) {
  const policy = answer.headers['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'/, what);
  assert.match(policy, /frame-ancestors 'none'/, what);
  assert.match(policy, /base-uri 'none'/, what);
  assert.match(policy, /form-action 'self'/, what);
  assert.doesNotMatch(policy, /unsafe-|https?:|\*/, what);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff', what);
  assert.ok(['no-referrer', 'strict-origin', 'same-origin'].includes(answer.headers['referrer-policy']), `${what}: ${answer.headers['referrer-policy']}`);
  assert.equal(answer.headers['cross-origin-opener-policy'], 'same-origin', what);
  assert.match(answer.headers['cross-origin-resource-policy'] ?? '', /^same-origin$|^cross-origin$/, what);
  assert.match(answer.headers['permissions-policy'] ?? '', /camera=\(\)/, what);
  assert.ok(answer.headers['cache-control'], `${what}: Cache-Control`);
  assert.equal(answer.headers['x-powered-by'], undefined, what);
  assert.ok(!/kentongan|beast|boost/i.test(answer.headers.server ?? ''), what);
}

test('every answer carries the headers that keep it safe: pages, desks, files, feeds, refusals', async () => {
  let seen = 0;
  for (const route of routes) {
    const address = addressOf(route.pattern, known);
    const answers = [await send(server.address, { path: address }), await send(server.address, { path: address, method: 'HEAD' }), await people.petugas1.request('GET', address),
      await send(server.address, { method: 'POST', path: address, body: 'x=1', headers: form }), await send(server.address, { method: 'DELETE', path: address }), await send(server.address, { method: 'OPTIONS', path: address })];
    for (const answer of answers) {
      assert.ok(answer.status < 500 || answer.status === 501, `${route.method} ${address}: ${answer.status}`);
      checkHeaders(answer, `${route.pattern} (${answer.status})`);
      seen += 1;
    }
    if (route.method === 'get' && route.pattern.includes(':')) {
      for (const strange of ['%00', '%ff%fe', '..%2f..%2fetc%2fpasswd', "'%20OR%201=1--", '%3Cscript%3E', 'a'.repeat(3000), '-1', '9999999999999999999999', '%E2%80%AE']) {
        const answer = await people.petugas1.request('GET', route.pattern.replace(/:\w+/g, strange));
        assert.ok(answer.status < 500, `${route.pattern} with ${strange.slice(0, 20)}: ${answer.status}`);
        checkHeaders(answer, route.pattern);
        assert.ok(!answer.html.includes('<script>'), route.pattern);
        seen += 1;
      }
    }
  }
  const home = await send(server.address, { path: '/' });
  for (const [, asset] of home.html.matchAll(/(?:href|src)="(\/aset\/[^"]+)"/g)) checkHeaders(await send(server.address, { path: asset }), asset);
  for (const address of ['/tidak-ada', '/aset/tidak-ada.css', '/aset/../../etc/passwd', '/api/v1/tidak-ada', '/api/v1/openapi.json', '/%', '/?a=%zz', '//', '/favicon.ico', '/.env', '/.git/config', '/kentongan.db']) {
    const answer = await send(server.address, { path: address });
    assert.ok(answer.status < 500, address);
    checkHeaders(answer, address);
  }
  checkHeaders(await send(server.address, { method: 'POST', path: '/tanya', body: Buffer.alloc(3 * 1024 * 1024, 'a'), headers: form }), 'a body too large');
  console.log(`${seen} answers looked at`);
});

/** Sends bytes as they are; what comes back as { status, headers }. */
function raw(bytes) {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => socket.end(bytes));
    const chunks = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n');
      const [status, ...fields] = head.split('\r\n');
      resolve({ status: Number(status.split(' ')[1]), headers: Object.fromEntries(fields.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])) });
    });
  });
}

test('what is no request is refused with the same headers', async () => {
  for (const [name, bytes, statuses] of [['noise', 'sampah\r\n\r\n', [400]], ['a long head', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, [431]], ['another version', 'GET / HTTP/2.0\r\nHost: a\r\n\r\n', [400, 505]],
    ['two lengths', 'POST /tanya HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', [400]], ['no host', 'GET / HTTP/1.1\r\n\r\n', [400]]]) {
    const answer = await raw(bytes);
    assert.ok(statuses.includes(answer.status), `${name}: ${answer.status}`);
    checkHeaders(answer, name);
  }
});

test('tickets are neither kept nor told to the next site, and their code stands in no head', async () => {
  for (const address of [`/tiket/${known.code}`, '/tiket/AAAAA-AAAAA-AAAAA', '/tiket', '/tanya']) {
    const answer = await send(server.address, { path: address });
    assert.match(answer.headers['cache-control'], /no-store/, address);
    assert.equal(answer.headers['referrer-policy'], 'no-referrer', address);
    assert.ok(!answer.html.split('</head>')[0].includes(known.code), `${address}: the code in the head`);
    if (address.startsWith('/tiket/')) assert.match(answer.html, /name="robots" content="noindex"/);
  }
  const visitor = new Visitor(server.address);
  const asked = await visitor.request('POST', '/tanya', { headers: form, body: urlencoded([['_token', await visitor.token()], ['text', 'Apakah benar kambing di Malausma bisa bicara sejak kemarin sore?']]) });
  assert.equal(asked.status, 303);
  assert.match(asked.headers['cache-control'], /no-store/);
  assert.equal(asked.headers['referrer-policy'], 'no-referrer');
  const english = await visitor.get(`/tiket/${known.code}`);
  assert.ok(!/href="\/bahasa\/[^"]*tiket%2F|href="\/bahasa\/[^"]*\/tiket\//.test(english.html), 'nor in a link to another language');
});

// ---- roles ---------------------------------------------------------------------------------------

test('every role on every desk page: an answer, never an error', async () => {
  const table = {};
  for (const login of logins) {
    for (const route of routes.filter((one) => one.staff && one.method === 'get')) {
      const answer = await people[login].request('GET', addressOf(route.pattern, known));
      assert.ok([200, 303, 403, 404].includes(answer.status), `${login} ${route.pattern}: ${answer.status}`);
      assert.match(answer.headers['cache-control'], /no-store/, `${login} ${route.pattern}`);
      (table[route.pattern] ??= {})[login] = answer.status;
    }
  }
  console.log(Object.entries(table).map(([pattern, by]) => `${pattern.padEnd(34)} ${logins.map((login) => by[login]).join(' ')}`).join('\n'));
  for (const pattern of ['/meja/orang', '/meja/kiriman']) for (const login of ['anggota.cikijing', 'pemeriksa1', 'opd.pertanian', 'ketua.cikijing']) assert.equal(table[pattern][login], 403, `${login} on ${pattern}`);
  for (const login of ['anggota.cikijing', 'opd.pertanian', 'ketua.cikijing']) assert.equal(table['/meja/karantina'][login], 403, `${login} on the quarantine`);
  for (const login of strangers) {
    assert.ok([403, 404].includes(table['/meja/kabar/:id'][login]), `${login} reads an item that is not public: ${table['/meja/kabar/:id'][login]}`);
    assert.ok([403, 404].includes(table['/meja/kabar/:id/ubah'][login]), `${login} edits it`);
    assert.ok([403, 404].includes(table['/meja/kabar/:id/revisi/:number'][login]), `${login} reads its history`);
    assert.ok([403, 404].includes(table['/meja/kelompok/:id'][login]), `${login} edits a group`);
  }
});

test('nobody of the other regency changes anything of ours', async () => {
  const mine = people.petugas1;
  const revisionOf = async (address) => (await mine.get(address)).html.match(/name="seen_revision" value="(\d+)"/)?.[1] ?? '1';
  const revisions = { kabar: await revisionOf(`/meja/kabar/${known.item}`), pertanyaan: await revisionOf(`/meja/pertanyaan/${known.claim}`), kelompok: await revisionOf(`/meja/kelompok/${known.group}`) };
  const before = digest();
  for (const login of strangers) {
    const token = await people[login].token();
    for (const route of routes.filter((one) => one.staff && one.method === 'post' && one.pattern.includes(':id'))) {
      for (const move of moves[route.pattern.split('/')[2]]?.filter(() => route.pattern.includes(':move')) ?? [undefined]) {
        const address = addressOf(route.pattern, known, move);
        const body = urlencoded(pairs({ ...filled(known), _token: token, seen_revision: revisions[route.pattern.split('/')[2]] ?? '1' }));
        const answer = await people[login].request('POST', address, { body, headers: { ...form, 'Sec-Fetch-Site': 'same-origin' } });
        // Claims are open to all staff; that there is nothing to confirm is no secret.
        // A delivery that does not exist is "sent again", none of them.
        const statuses = address.endsWith('/confirm') ? [403, 404, 409] : address.endsWith('/ulang') ? [303, 403, 404] : [403, 404];
        assert.ok(statuses.includes(answer.status), `${login} ${address}: ${answer.status} ${answer.words.slice(0, 160)}`);
      }
    }
  }
  assert.deepEqual(digest(), before);
});

test('the desks of one regency say nothing of the other', async () => {
  const names = (query) => sql(data, query).flat();
  const here = { people: names("SELECT DISTINCT a.name FROM accounts a JOIN roles r ON r.account = a.id WHERE r.area LIKE '32.10%'"), chats: names("SELECT address FROM subscriptions WHERE way = 'telegram' AND areas LIKE '32.10%'"),
    groups: names("SELECT name FROM groups WHERE regency = '32.10'"), items: names("SELECT title FROM items WHERE home = '32.10' AND published_at IS NULL") };
  for (const [name, list] of Object.entries(here)) assert.ok(list.length > 0, name);
  for (const login of strangers) {
    for (const address of ['/meja/orang', '/meja/kiriman', '/meja/kelompok', '/meja/kelompok.csv', '/meja/kabar', '/meja/kabar?keadaan=draft', '/meja/kabar?keadaan=submitted', '/meja/kelompok?wilayah=32.10', '/meja/kabar?meja=32.10', '/meja/kabar?wilayah=32.10']) {
      const page = await people[login].request('GET', address);
      if (page.status !== 200) continue;
      for (const [kind, list] of Object.entries(here)) for (const word of list) assert.ok(!page.words.includes(` ${word} `), `${login} on ${address} reads of ${kind}: ${word}`);
    }
  }
});

test('a member of the group is no office: what only the office may do is refused', async () => {
  const before = digest();
  for (const login of ['anggota.cikijing', 'opd.pertanian', 'pemeriksa1']) {
    const token = await people[login].token();
    for (const [address, fields] of [['/meja/orang', { login: 'palsu', name: 'Nama Palsu' }], [`/meja/orang/${known.account}/peran`, { role: 'admin', area: '32.10', do: 'grant' }], [`/meja/orang/${known.account}/sandi`, {}], [`/meja/orang/${known.account}/tutup`, {}],
      ['/meja/kiriman/kanal', { address: '-1009999999999', area: '32.10' }], [`/meja/kiriman/kanal/${known.chat}/akhiri`, {}], ['/meja/kelompok', { name: 'KIM Palsu', partner_kind: 'kim', village_code: '32.10.01.2019' }]]) {
      const answer = await people[login].request('POST', address, { body: urlencoded(pairs({ ...fields, _token: token })), headers: { ...form, 'Sec-Fetch-Site': 'same-origin' } });
      assert.ok([403, 404].includes(answer.status), `${login} ${address}: ${answer.status} ${answer.words.slice(0, 160)}`);
    }
    const upload = await people[login].postFile('/meja/kelompok/impor', { _token: token }, { name: 'file', filename: 'k.csv', bytes: readFileSync(path.join(root, 'sample/groups-32.10.csv')) });
    assert.ok([403, 404, 422].includes(upload.status), `${login} imports: ${upload.status} ${upload.words.slice(0, 160)}`);
  }
  assert.deepEqual(digest(), before);
});

test('nobody gives themselves a role', async () => {
  for (const login of ['petugas1', 'ketua.cikijing', 'petugas.gumas', 'kepala']) {
    const person = people[login];
    const [[raw_]] = sql(data, `SELECT id FROM accounts WHERE login = '${login}'`);
    const accounts = [known.account];
    const own = (await people.kepala.get('/meja/orang')).html.match(new RegExp(`<code>${login}</code>[\\s\\S]*?action="/meja/orang/([0-9a-zA-Z]+)/peran"`))?.[1];
    if (own) accounts.push(own);
    for (const account of accounts) {
      for (const area of ['32.10', '62.10', '32', '']) {
        const answer = await person.request('POST', `/meja/orang/${account}/peran`, { body: urlencoded([['_token', await person.token()], ['role', 'admin'], ['area', area], ['do', 'grant']]), headers: { ...form, 'Sec-Fetch-Site': 'same-origin' } });
        assert.ok(answer.status >= 400 && answer.status < 500, `${login} → ${account} admin in "${area}": ${answer.status}`);
      }
    }
    assert.equal(sql(data, `SELECT count(*) FROM roles WHERE account = ${raw_} AND role = 'admin'`)[0][0], '0', login);
  }
});

// ---- what is kept --------------------------------------------------------------------------------

test('what somebody signed in sees is never kept for others', async () => {
  const { petugas1 } = people;
  for (const route of routes.filter((one) => one.method === 'get' && !one.staff)) {
    const address = `${addressOf(route.pattern, known)}${route.kept ? '?percobaan=1' : ''}`;  // nobody has asked for it yet
    const inside = await petugas1.request('GET', address);
    assert.match(inside.headers['cache-control'], /no-store/, `${address} as staff`);
    const outside = await send(server.address, { path: address });
    assert.ok(!outside.html.includes('Ibu Contoh Kurniasih</a>') && !outside.html.includes('action="/keluar"'), `${address} shows somebody else's desk`);
    if (!route.pattern.startsWith('/bahasa')) assert.equal(outside.headers['set-cookie'], undefined, `${address} sets no cookie for passers-by`);
    const english = await send(server.address, { path: address, headers: { Cookie: 'bahasa=en; pesan=site.desk.saved' } });
    const again = await send(server.address, { path: address });
    if (again.status === 200 && /text\/html/.test(again.headers['content-type'])) {
      assert.match(again.html, /<html lang="id">/, address);
      assert.match(english.html, /<html lang="en">/, address);
      assert.ok(!again.html.includes('class="notice good" role="status"'), address);
    }
  }
  const kept = await until('a kept home page', async () => { const page = await send(server.address, { path: '/' }); return page.headers.etag && page; });
  const inside = await petugas1.request('GET', '/');
  assert.ok(inside.html.includes('action="/keluar"'), 'and a kept page is not shown to staff');
  assert.equal((await send(server.address, { path: '/', headers: { 'If-None-Match': kept.headers.etag } })).status, 304);
  assert.equal((await petugas1.request('GET', '/', { headers: { 'If-None-Match': kept.headers.etag } })).status, 200, 'their own page, not 304');
});

// ---- sessions ------------------------------------------------------------------------------------

test('a session cookie cannot be read by scripts, taken along, planted or used after the end', async () => {
  const visitor = new Visitor(server.address);
  visitor.cookies.set('kentongan', 'ditanam-oleh-penyerang');
  const signedIn = await visitor.request('POST', '/masuk', { headers: form, body: urlencoded([['_token', await new Visitor(server.address).token()], ['login', 'petugas2'], ['password', password]]) });
  assert.equal(signedIn.status, 303);
  const cookie = signedIn.headers['set-cookie'].find((line) => line.startsWith('kentongan='));
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=Lax/);
  assert.match(cookie, /; Path=\//);
  assert.notEqual(visitor.cookies.get('kentongan'), 'ditanam-oleh-penyerang');
  assert.ok(visitor.cookies.get('kentongan').length >= 22, '128 bits at least');
  const stolen = new Desk(server.address);
  stolen.cookies = new Map(visitor.cookies);
  assert.equal((await stolen.get('/meja/kabar')).status, 200);
  const out = await visitor.post('/keluar', { _token: await visitor.token() });
  assert.equal(out.path, '/');
  assert.equal((await stolen.request('GET', '/meja/kabar')).status, 303, 'over on the server, too');

  const proxied = await send(server.address, { method: 'POST', path: '/masuk', headers: { ...form, 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9' }, body: urlencoded([['_token', await new Visitor(server.address).token()], ['login', 'petugas2'], ['password', password]]) });
  assert.match(proxied.headers['set-cookie'].join('\n'), /^__Host-kentongan=[^;]+; Path=\/;.*HttpOnly.*SameSite=Lax.*Secure/m);
});

test('signing out everywhere ends every session at once', async () => {
  const [one, two] = [await Desk.of(server.address, 'ketua.cikijing'), await Desk.of(server.address, 'ketua.cikijing')];
  await one.post('/akun/keluar-semua', { _token: await one.token() });
  assert.equal((await two.request('GET', '/meja/kabar')).status, 303);
});

test('after signing in one stays on this site', async () => {
  for (const elsewhere of ['https://jahat.example/', '//jahat.example', '/\\jahat.example', '/\t/jahat.example', 'javascript:alert(1)', '\\\\jahat.example', 'meja', '/%0d%0aSet-Cookie:x=1', '/a\r\nX: y']) {
    const visitor = new Visitor(server.address);
    const answer = await visitor.request('POST', '/masuk', { headers: form, body: urlencoded([['_token', await visitor.token()], ['login', 'petugas2'], ['password', password], ['kembali', elsewhere]]) });
    assert.equal(answer.status, 303);
    assert.match(answer.headers.location, /^\/(?![/\\])/, elsewhere);
    assert.equal(answer.headers.x, undefined);
    const language = await send(server.address, { path: `/bahasa/en?kembali=${encodeURIComponent(elsewhere)}` });
    assert.match(language.headers.location, /^\/(?![/\\])/, elsewhere);
  }
});

test('guessing is slowed down, and nobody else is kept out by it', async () => {
  const guess = async (login) => {
    const visitor = new Visitor(server.address);
    return visitor.request('POST', '/masuk', { headers: form, body: urlencoded([['_token', await visitor.token()], ['login', login], ['password', 'tebakan-salah']]) });
  };
  let slowed;
  for (let tries = 0; tries < 8 && !slowed; tries += 1) {
    const answer = await guess('anggota.maja');
    if (answer.status === 429) slowed = answer; else assert.equal(answer.status, 401);
  }
  assert.ok(slowed, 'after a few');
  assert.ok(Number(slowed.headers['retry-after']) >= 1);
  await Desk.of(server.address, 'petugas2');
  const [known_, unknown] = [await guess('anggota.talaga'), await guess('tidak.ada.orangnya')];
  assert.equal(known_.status, unknown.status);
  assert.equal(known_.words.replaceAll('anggota.talaga', ''), unknown.words.replaceAll('tidak.ada.orangnya', ''), 'a login that exists looks like one that does not');
});

test('files that people hand in are taken only as what they are', async () => {
  const { petugas1 } = people;
  const token = await petugas1.token();
  const before = digest();
  for (const [name, bytes] of [['empty', ''], ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], ['NUL', 'name\0,village_code\n'], ['a bomb of quotes', '"'.repeat(200_000)], ['many columns', `${'a,'.repeat(5_000)}\n`]]) {
    const answer = await petugas1.postFile('/meja/kelompok/impor', { _token: token }, { name: 'file', filename: '../../../etc/passwd', bytes });
    assert.ok(answer.status >= 200 && answer.status < 500, `${name}: ${answer.status}`);
  }
  const large = await petugas1.postFile('/meja/kelompok/impor', { _token: token }, { name: 'file', filename: 'k.csv', bytes: Buffer.alloc(40 * 1024 * 1024, 'a') });
  assert.equal(large.status, 413);
  assert.deepEqual(digest(), before);
  await until('the server is well', async () => (await send(server.address, { path: '/sehat' })).status === 200);
});
