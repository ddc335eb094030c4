// The verbs of the program as an operator meets them: what they print, with which exit code they leave
// (0 done, 1 refused, 2 wrong usage), and that nothing is half done.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { areasFolder, freshFolder, must, nationFolder, password, root, run, sampleFolder, serve, sql, until } from './rig.mjs';
import { Visitor } from './visitor.mjs';

const sample = (name) => path.join(root, 'sample', name);
const servers = new Set();
after(async () => { for (const server of servers) await server.stop('SIGKILL'); });
async function running(data, options) {
  const server = await serve(data, options);
  servers.add(server);
  return server;
}
const count = (data, table, where = '1') => Number(sql(data, `SELECT count(*) FROM ${table} WHERE ${where}`)[0][0]);
function refused(args, input, words) {
  const done = run(args, input);
  assert.equal(done.status, 1, `kentongan ${args.join(' ')}: ${done.status}\n${done.stdout}${done.stderr}`);
  if (words) assert.match(done.stderr, words);
  return done;
}
function file(name, bytes) {
  const at = path.join(freshFolder(), name);
  writeFileSync(at, bytes);
  return at;
}

// ---- usage ---------------------------------------------------------------------------------------

const verbs = [['serve'], ['demo'], ['import', 'areas'], ['import', 'groups'], ['import', 'factchecks'], ['import', 'boundaries'],
  ['user', 'add'], ['user', 'list'], ['user', 'reset'], ['ask'], ['backup'], ['restore'], ['check']];

test('every verb has help and a version, in the language of the terminal', () => {
  for (const verb of [[], ['import'], ['user'], ...verbs]) {
    const name = verb.join(' ');
    const help = run([...verb, '--help']);
    assert.equal(help.status, 0, name);
    assert.match(help.stdout, /Tampilkan bantuan ini/, name);
    assert.equal(help.stderr, '', name);
    assert.match(run([...verb, '--help'], '', { LANG: 'en_GB.UTF-8', LC_ALL: '' }).stdout, /help/i, name);
    const version = run([...verb, '--version']);
    assert.equal(version.status, 0, name);
    assert.match(version.stdout, /^Kentongan \d+\.\d+/, name);
  }
});

test('wrong usage leaves with 2, says what is wrong and where help is', () => {
  for (const args of [[], ['terbang'], ['serve', '--terbang'], ['import'], ['import', 'kopi'], ['user'], ['backup', '--data', '/tmp/x'], ['import', 'areas', '--data', '/tmp/x'],
    ['serve', '--data'], ['check', 'satu', 'dua', '--data', '/tmp/x'], ['user', 'add', '--data', '/tmp/x']]) {
    const done = run(args);
    assert.equal(done.status, 2, `kentongan ${args.join(' ')}: ${done.status} ${done.stderr}`);
    assert.match(done.stderr, /--help/);
    assert.equal(done.stdout, '');
  }
  for (const verb of [['serve'], ['demo'], ['check'], ['ask'], ['user', 'list'], ['backup', 'x'], ['restore', 'x']]) {
    const done = run(verb);
    assert.equal(done.status, 2, verb.join(' '));
    assert.match(done.stderr, /--data/);
  }
});

test('a configuration without a folder is told that the folder is missing', () => {
  const config = file('kentongan.toml', '[office]\nregency = "32.10"\n');
  for (const verb of [['serve'], ['check'], ['user', 'list'], ['restore', sample('people.csv')]]) {
    const done = run([...verb, '--config', config]);
    assert.ok([1, 2].includes(done.status), `${verb}: ${done.status} ${done.stderr}`);
    assert.match(done.stderr, /--data/, verb.join(' '));
  }
});

test('a wrong configuration is refused with its line and the nearest key', () => {
  const data = freshFolder();
  for (const [text, words] of [
    ['[server]\nlisten = "127.0.0.1:0"\nlissen = "x"\n', /server\.lissen.*baris 3.*server\.listen/],
    ['[serve]\nlisten = "x"\n', /serve/],
    ['[server]\nworkers = "delapan"\n', /server\.workers.*baris 2.*bilangan bulat/],
    ['[server]\nworkers = 0\n', /server\.workers.*1 sampai 256/],
    ['[email]\ntls = "kadang"\n', /none, starttls, required/],
    ['[office]\nregency = "32"\n', /office\.regency/],
    ['[server\n', /baris 1/],
    ['[server]\nlisten = "a"\nlisten = "b"\n', /baris 3/],
  ]) {
    const config = file('kentongan.toml', text);
    refused(['check', '--data', data, '--config', config], '', words);
  }
  refused(['check', '--data', data, '--config', path.join(data, 'tidak-ada.toml')], '', /tidak ditemukan/);
  const open = file('token', 'rahasia');
  spawnSync('chmod', ['644', open]);
  refused(['serve', '--data', freshFolder(), '--listen', '127.0.0.1:0', '--config', file('k.toml', `[telegram]\ntoken_file = "${open}"\n`)], '', /chmod 600/);
  for (const listen of ['8080', 'x:y', '127.0.0.1:70000', ':80']) refused(['serve', '--data', freshFolder(), '--listen', listen], '', /HOST:PORT/);
});

test('the documented configuration is taken as it stands', () => {
  const data = freshFolder();
  assert.equal(run(['check', '--data', data, '--config', path.join(root, 'docs/kentongan.toml')]).status, 0);
});

test('a folder that cannot be used is refused with a sentence', () => {
  refused(['check', '--data', '/proc/tidak/bisa'], '', /Folder data|tidak dapat/);
  refused(['check', '--data', sample('people.csv')], '', /./);
  const foreign = freshFolder();
  writeFileSync(path.join(foreign, 'kentongan.db'), 'bukan basis data sama sekali, hanya tulisan');
  refused(['check', '--data', foreign], '', /bukan data Kentongan|tidak dapat/i);
});

// ---- imports -------------------------------------------------------------------------------------

test('the nation is imported, and imported again without change', () => {
  const data = freshFolder();
  const started = performance.now();
  const said = must(['import', 'areas', areasFolder, '--data', data]);
  console.log(`import areas: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  assert.match(said, /38 provinsi, 514 kabupaten\/kota, 7\.285 kecamatan, 83\.762 desa/);
  const before = sql(data, 'SELECT count(*), max(code), sum(length(name)) FROM areas');
  assert.match(must(['import', 'areas', areasFolder, '--data', data]), /83\.762/);
  assert.deepEqual(sql(data, 'SELECT count(*), max(code), sum(length(name)) FROM areas'), before);
  refused(['import', 'areas', path.join(data, 'tidak-ada'), '--data', data], '', /./);
});

test('areas with wrong lines are refused whole, with file and line, or kept in part when asked', () => {
  const folder = path.join(freshFolder(), 'data');
  mkdirSync(folder);
  for (const name of readdirSync(areasFolder)) if (statSync(path.join(areasFolder, name)).isFile()) copyFileSync(path.join(areasFolder, name), path.join(folder, name));
  const villages = path.join(folder, readdirSync(folder).find((name) => /^villages?\.csv$/.test(name)));
  const lines = readFileSync(villages, 'utf8').split('\n');
  lines[9] = lines[9].replace(/^"?[\d.]+"?/, 'bukan-kode');
  writeFileSync(villages, lines.join('\n'));
  const data = freshFolder();
  refused(['import', 'areas', folder, '--data', data], '', /villages?\.csv:10\b/);
  assert.equal(count(data, 'areas'), 0, 'nothing of it');
  const partly = run(['import', 'areas', folder, '--data', data, '--partial']);
  assert.equal(partly.status, 0, partly.stderr);
  assert.match(partly.stdout, /Ditolak: 1\./);
  assert.equal(count(data, 'areas', "level = 'village'"), 83_761);
});

const csvRows = (text) => {
  const rows = [[]];
  let cell = '', quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    if (quoted) { if (c === '"' && text[at + 1] === '"') { cell += '"'; at += 1; } else if (c === '"') quoted = false; else cell += c; }
    else if (c === '"') quoted = true;
    else if (c === ',') { rows.at(-1).push(cell); cell = ''; }
    else if (c === '\n') { rows.at(-1).push(cell); cell = ''; rows.push([]); }
    else if (c !== '\r') cell += c;
  }
  if (cell || rows.at(-1).length) rows.at(-1).push(cell); else rows.pop();
  return rows;
};
const csvText = (rows, { separator = ',', end = '\r\n', mark = '' } = {}) => mark + rows.map((row) => row.map((cell) => (/["\n,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)).join(end) + end;
const groups = csvRows(readFileSync(sample('groups-62.10.csv'), 'utf8'));
const column = (name) => groups[0].indexOf(name);

test('a register out of a spreadsheet is read: byte-order mark, semicolons, Windows line ends, its dates', () => {
  const data = nationFolder();
  const theirs = groups.map((row, line) => (line === 0 ? row : row.map((cell, at) => {
    const day = cell.match(/^(\d{4})-(\d{2})-(\d{2})$/);
    if (day && at === column('founded_on')) return String(Date.parse(cell) / 86_400_000 + 25_569);  // as Excel counts
    return day ? `${Number(day[3])}/${Number(day[2])}/${day[1]}` : cell;
  })));
  const said = must(['import', 'groups', file('kelompok.csv', csvText(theirs, { separator: ';', mark: '\ufeff' })), '--data', data]);
  assert.match(said, /Kelompok: 3 baru, 0 diperbarui, 0 ditolak/);
  const kept = sql(data, 'SELECT name, founded_on, decree_day, fields FROM groups ORDER BY name');
  const other = nationFolder();
  must(['import', 'groups', sample('groups-62.10.csv'), '--data', other]);
  assert.deepEqual(kept, sql(other, 'SELECT name, founded_on, decree_day, fields FROM groups ORDER BY name'));
  assert.match(must(['import', 'groups', sample('groups-62.10.csv'), '--data', other]), /Kelompok: 0 baru, 0 diperbarui, 0 ditolak/, 'twice changes nothing');
});

test('one wrong line refuses a register whole, and every wrong line is named', () => {
  const data = nationFolder();
  const wrong = [...groups.map((row) => [...row]), [...groups[1]], [...groups[2]], [...groups[3]], [...groups[1]]];
  const set = (line, name, value) => { wrong[line - 1][column(name)] = value; };
  set(5, 'name', 'KIM Desa Rekaan'); set(5, 'slug', 'kim-desa-rekaan'); set(5, 'village_code', '62.10.99.9999');
  set(6, 'name', 'KIM Tanggal Rekaan'); set(6, 'slug', 'kim-tanggal-rekaan'); set(6, 'founded_on', '31/02/2025');
  set(7, 'name', ''); set(7, 'slug', '');
  const csv = file('kelompok.csv', csvText(wrong));
  const done = refused(['import', 'groups', csv, '--data', data]);
  for (const line of [5, 6, 7, 8]) assert.match(done.stderr, new RegExp(`Baris ${line}\\b`), done.stderr);
  assert.equal(count(data, 'groups'), 0);
  const partly = run(['import', 'groups', csv, '--data', data, '--partial']);
  assert.equal(partly.status, 0, partly.stderr);
  assert.match(partly.stdout, /4 ditolak|3 ditolak/);
  assert.equal(count(data, 'groups'), 3);
});

test('what is no register is refused with a sentence, and nothing is kept', () => {
  const data = nationFolder();
  for (const [name, bytes] of [['empty', ''], ['only a head', csvText([groups[0]])], ['another table', 'a,b\n1,2\n'], ['NUL', Buffer.from('name,village_code\nKIM\0,x\n')],
    ['UTF-16', Buffer.from('\ufeffname;village_code\n', 'utf16le')], ['an open quote', `${csvText([groups[0]])}"KIM,62.10.02.1012`], ['noise', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))]]) {
    const done = run(['import', 'groups', file('kelompok.csv', bytes), '--data', data]);
    assert.ok(done.status === 1 || (name === 'only a head' && done.status === 0), `${name}: ${done.status} ${done.stdout}${done.stderr}`);
    if (done.status === 1) assert.match(done.stderr, /[a-z]{4}/, name);
    assert.equal(count(data, 'groups'), 0, name);
  }
  refused(['import', 'groups', '/tidak/ada.csv', '--data', data], '', /tidak dapat dibaca/);
  refused(['import', 'groups', freshFolder(), '--data', data], '', /tidak dapat dibaca/);
});

const mafindo = [{ id: '901', title: '[SALAH] Air rebusan batu kali menyembuhkan rabun', content: '<p>Rebus tiga batu kali, minum airnya, rabun hilang dalam sepekan. Sebarkan.</p>', fact: 'Tidak ada penelitian yang mendukungnya.', conclusion: 'Salah.', references: 'https://rujukan.example/1', classification: 'Fabricated Content', status: '2', tanggal: '2026-05-02', url: 'https://arsip.example/901' }];
const review = { '@context': 'https://schema.org', '@type': 'ClaimReview', url: 'https://periksa.example/kucing', datePublished: '2026-06-01', claimReviewed: 'Kucing hitam dilarang menyeberang jalan protokol Majalengka', reviewBody: 'Tidak ada aturan itu.', author: { '@type': 'Organization', name: 'Periksa Rekaan' }, reviewRating: { '@type': 'Rating', ratingValue: 1, bestRating: 5, worstRating: 1, alternateName: 'Salah' } };

test('fact checks are read from our table, from MAFINDO’s JSON and from ClaimReview, and answer at once', () => {
  const data = nationFolder();
  assert.match(must(['import', 'factchecks', sample('factchecks.tsv'), '--data', data]), /Cek fakta: 30 baru, 0 diperbarui, 0 ditolak/);
  assert.match(must(['import', 'factchecks', sample('factchecks.tsv'), '--data', data]), /Cek fakta: 0 baru, 0 diperbarui, 0 ditolak/);
  assert.match(must(['import', 'factchecks', file('m.json', JSON.stringify({ data: mafindo })), '--data', data]), /Cek fakta: 1 baru/);
  assert.match(must(['import', 'factchecks', file('r.json', JSON.stringify(review)), '--data', data]), /Cek fakta: 1 baru/);
  const one = must(['ask', '--data', data], 'Rebus tiga batu kali, minum airnya, rabun hilang dalam sepekan. Sebarkan.');
  assert.match(one, /sudah pernah diperiksa/);
  assert.match(one, /Salah: Air rebusan batu kali/i);
  assert.match(one, /https:\/\/arsip\.example\/901/);
  assert.match(must(['ask', '--data', data], 'Apakah benar gempa besar akan datang pukul tiga dini hari di Selat Sunda?'), /Belum ada|Mungkin/);
});

test('broken fact checks are refused with their line, all or nothing, or kept in part', () => {
  const data = nationFolder();
  for (const [name, bytes, words] of [
    ['cut JSON', '[{"id":"1","title":"x"', /bukan JSON/], ['an empty list', '[]', /Tidak ada cek fakta/], ['no columns', 'a\tb\n1\t2\n', /Baris judul/],
    ['UTF-16', Buffer.from('\ufeffid\ttitle\tverdict\n', 'utf16le'), /UTF-8/], ['a NUL', Buffer.from('id\ttitle\tverdict\n1\ta\0b\tfalse\n'), /UTF-8/],
    ['a review without rating', JSON.stringify({ ...review, reviewRating: undefined }), /Baris 1: .*reviewRating/], ['empty', '', /./],
  ]) refused(['import', 'factchecks', file('x', bytes), '--data', data], '', words), assert.equal(count(data, 'claims'), 0, name);
  const lines = readFileSync(sample('factchecks.tsv'), 'utf8').trim().split('\n');
  lines[4] = lines[4].replace(/\t(false|misleading|true|false_context|partly_true|satire|opinion|unproven)\t/, '\tbohong\t');
  lines[7] = lines[7].split('\t').slice(0, 5).join('\t');
  const tsv = file('cek.tsv', `${lines.join('\n')}\n`);
  const done = refused(['import', 'factchecks', tsv, '--data', data]);
  assert.match(done.stderr, /Baris 5: .*kata pilihan/);
  assert.match(done.stderr, /Baris 8: /);
  assert.equal(count(data, 'claims'), 0);
  assert.match(must(['import', 'factchecks', tsv, '--data', data, '--partial']), /28 baru, 0 diperbarui, 2 ditolak/);
});

test('boundaries are read, and what is no GeoJSON is refused', () => {
  const data = nationFolder();
  const square = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code: '32.10.13', kode: '32.10.13', kd_kecamatan: '32.10.13', name: 'Kadipaten' }, geometry: { type: 'Polygon', coordinates: [[[108.1, -6.8], [108.2, -6.8], [108.2, -6.7], [108.1, -6.8]]] } }] };
  const done = run(['import', 'boundaries', file('b.geojson', JSON.stringify(square)), '--data', data]);
  assert.ok([0, 1].includes(done.status), done.stderr);
  for (const text of ['', '{}', '{"type":"FeatureCollection","features":[', '[]', 'x']) refused(['import', 'boundaries', file('b.geojson', text), '--data', data], '', /./);
});

// ---- people --------------------------------------------------------------------------------------

test('people are added, listed and given a new password; a one-time password opens only the form for an own one', async () => {
  const data = nationFolder();
  const said = must(['user', 'add', 'ibu.baru', '--name', 'Ibu Contoh Baru', '--role', 'petugas_ikp', '--area', '32.10', '--data', data]);
  const first = said.match(/sekali pakai: (\S+)/)[1];
  assert.match(must(['user', 'list', '--data', data]), /^ibu\.baru\tIbu Contoh Baru\tactive\tpetugas_ikp@32\.10$/m);
  refused(['user', 'add', 'ibu.baru', '--data', data], '', /./);
  refused(['user', 'add', 'lain', '--role', 'raja', '--data', data], '', /Pilih: admin/);
  refused(['user', 'add', 'lain', '--role', 'petugas_ikp', '--area', '99.99.99', '--data', data], '', /./);
  refused(['user', 'add', 'lain', '--role', 'petugas_ikp', '--area', 'abc', '--data', data], '', /./);
  refused(['user', 'add', 'nama panjang <script>', '--data', data], '', /./);
  refused(['user', 'reset', 'tidak.ada', '--data', data], '', /./);
  const listed = must(['user', 'list', '--data', data]);
  assert.doesNotMatch(listed, /^lain\t/m, 'a refused account is not there by half');
  const second = must(['user', 'reset', 'ibu.baru', '--data', data]).match(/: (\S+)\s*$/)[1];
  assert.notEqual(first, second);
  const server = await running(data);
  const visitor = new Visitor(server.address);
  const wrong = await visitor.submit(await visitor.get('/masuk'), '/masuk', { login: 'ibu.baru', password: first });
  assert.equal(wrong.status, 401, 'the old one is over');
  const inside = await visitor.submit(await visitor.get('/masuk'), '/masuk', { login: 'ibu.baru', password: second });
  assert.equal(inside.path, '/akun');
  assert.ok([303, 403].includes((await visitor.request('GET', '/meja/kabar')).status) || (await visitor.get('/meja/kabar')).path === '/akun', 'nothing else before an own one');
  const own = await visitor.submit(await visitor.get('/akun'), '/akun/kata-sandi', { old_password: second, new_password: 'sungai-jernih-mengalir', new_password_again: 'sungai-jernih-mengalir' });
  assert.equal(own.status, 200, own.words.slice(0, 300));
  assert.equal((await visitor.get('/meja/kabar')).status, 200);
  await server.stop();
});

// ---- asking --------------------------------------------------------------------------------------

test('asking answers on standard output, and stores nothing', () => {
  const data = sampleFolder();
  const [id, message] = readFileSync(sample('variants.tsv'), 'utf8').split('\n')[1].split('\t');
  const before = count(data, 'questions');
  const said = must(['ask', '--data', data], `Dari tetangga:\n${message}`);
  assert.ok(said.includes(`https://cekfakta.kentongan.example/${id}`));
  assert.equal(count(data, 'questions'), before);
  refused(['ask', '--data', data], '', /Tempelkan pesan/);
  refused(['ask', '--data', data], ' \n ', /Tempelkan/);
  refused(['ask', '--data', data], '🙏🔥', /Tidak ada kata/);
  refused(['ask', '--data', data], 'kata '.repeat(2 * 1024 * 1024), /terlalu panjang/);
  assert.equal(run(['ask', '--data', data], Buffer.concat([Buffer.from('awas '), Buffer.from([0xff, 0xc0, 0]), Buffer.from(' banjir besok')])).status, 0);
});

// ---- beside a running server ---------------------------------------------------------------------

test('while a server runs, verbs go through it: imports answer at once, people can sign in, check and backup work', async () => {
  const data = sampleFolder();
  const server = await running(data);
  const visitor = new Visitor(server.address);
  const before = count(data, 'claims');
  assert.match(must(['import', 'factchecks', file('m.json', JSON.stringify(mafindo)), '--data', data]), /Cek fakta: 1 baru/);
  assert.equal(count(data, 'claims'), before + 1);
  const answer = await until('the server knows the imported fact check', async () => {
    const asked = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text: 'Rebus tiga batu kali, minum airnya, rabun hilang dalam sepekan. Sebarkan ya.' });
    return asked.html.includes('https://arsip.example/901') && asked;
  });
  assert.match(answer.html, /class="stamp big"/);
  assert.match(must(['import', 'groups', sample('groups-62.10.csv'), '--data', data]), /Kelompok: 0 baru/);
  must(['import', 'areas', areasFolder, '--data', data]);
  must(['demo', '--data', data]);
  assert.match(must(['check', '--data', data]), /Semua utuh/);
  assert.match(must(['ask', '--data', data], mafindo[0].content), /sudah pernah diperiksa/);
  const odd = run(['ask', '--data', data], Buffer.concat([Buffer.from('awas '), Buffer.from([0xff, 0xc0, 0]), Buffer.from(' banjir besok')]));
  assert.equal(odd.status, 0, `invalid UTF-8 through the running server: ${odd.stderr}`);
  refused(['import', 'factchecks', 'tidak-ada.json', '--data', data], '', /tidak ditemukan|tidak dapat dibaca/);
  const one = must(['user', 'reset', 'kepala', '--data', data]).match(/: (\S+)\s*$/)[1];
  const inside = await visitor.submit(await visitor.get('/masuk'), '/masuk', { login: 'kepala', password: one });
  assert.equal(inside.path, '/akun');
  await server.stop();
});

test('a relative path is the operator’s, not the server’s', async () => {
  const data = nationFolder();
  const server = await running(data);
  const folder = path.dirname(file('cek.json', JSON.stringify(review)));
  const done = spawnSync(process.env.KENTONGAN_PROGRAM ?? path.join(root, 'build/release/kentongan'), ['import', 'factchecks', 'cek.json', '--data', data], { cwd: folder, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  await server.stop();
});

test('a second server on a folder is refused with the pid of the first', async () => {
  const data = nationFolder();
  const server = await running(data);
  const second = spawnSync(process.env.KENTONGAN_PROGRAM ?? path.join(root, 'build/release/kentongan'), ['serve', '--data', data, '--listen', '127.0.0.1:0'], { encoding: 'utf8', timeout: 30_000 });
  assert.equal(second.status, 1);
  assert.match(second.stderr, new RegExp(`sedang dipakai.*\\b${server.child.pid}\\b`));
  assert.equal((await new Visitor(server.address).get('/')).status, 200, 'the first one goes on');
  await server.stop('SIGKILL');
  const third = await running(data);  // a lock left by a killed one holds nobody up
  assert.equal((await new Visitor(third.address).get('/')).status, 200);
  await third.stop();
});

test('a port that is taken is refused with a sentence', async () => {
  const holder = net.createServer();
  await new Promise((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const done = spawnSync(process.env.KENTONGAN_PROGRAM ?? path.join(root, 'build/release/kentongan'), ['serve', '--data', freshFolder(), '--listen', `127.0.0.1:${holder.address().port}`], { encoding: 'utf8', timeout: 30_000 });
  holder.close();
  assert.equal(done.status, 1);
  assert.match(done.stderr, /sudah dipakai program lain/);
});

test('SIGTERM and SIGINT end cleanly: what was received is answered first', async () => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    const data = sampleFolder();
    const server = await running(data);
    let said = '';
    server.child.stdout.on('data', (chunk) => { said += chunk; });
    const visitors = Array.from({ length: 4 }, () => new Visitor(server.address));
    const forms = await Promise.all(visitors.map((visitor) => visitor.get('/masuk')));
    // Checking a password takes a while: some are answered, some are being worked on, some wait.
    let first;
    const one = new Promise((resolve) => { first = resolve; });
    const answers = visitors.map(async (visitor, index) => {
      const token = forms[index].html.match(/name="_token" value="([^"]+)"/)[1];
      const answer = await visitor.request('POST', '/masuk', { body: new URLSearchParams({ _token: token, login: 'petugas1', password }).toString(), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
      first();
      return answer.status;
    });
    await one;
    const ended = server.stop(signal);
    assert.deepEqual(await Promise.all(answers), Array(4).fill(303), signal);
    assert.equal(await ended, 0, signal);
    assert.match(said, /berhenti dengan rapi/);
    assert.ok(!existsSync(path.join(data, 'kentongan.sock')));
    assert.match(must(['check', '--data', data]), /Semua utuh/);
  }
});

// ---- keeping the data whole ----------------------------------------------------------------------

test('a backup taken while people ask is restored elsewhere, whole', async () => {
  const data = sampleFolder();
  const server = await running(data);
  const asked = [];
  let stop = false;
  const asking = (async () => {
    const visitor = new Visitor(server.address);
    for (let number = 0; !stop; number += 1) {
      const answer = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text: `Kabar nomor ${number} tentang sumur tua di Leuwimunding yang berbunyi sendiri` });
      asked.push(answer.path);
    }
  })();
  await until('some questions', () => asked.length >= 5);
  const backup = path.join(freshFolder(), 'cadangan.kentongan');
  const known = asked.length;
  assert.match(must(['backup', backup, '--data', data]), /Cadangan tersimpan dan sudah diuji/);
  stop = true;
  await asking;
  refused(['backup', backup, '--data', data], '', /sudah ada/);
  refused(['backup', path.join(data, 'tidak/ada/x'), '--data', data], '', /Cadangan gagal|tidak dapat/);
  refused(['restore', backup, '--data', data], '', /sedang dipakai/);
  await server.stop();

  const other = freshFolder();
  assert.match(must(['restore', backup, '--data', other]), /Data dipulihkan/);
  assert.match(must(['check', '--data', other]), /Semua utuh/);
  const second = await running(other);
  const visitor = new Visitor(second.address);
  for (const ticket of asked.slice(0, known)) assert.equal((await visitor.get(ticket)).status, 200, `${ticket} is in the backup`);
  await second.stop();

  refused(['restore', backup, '--data', other], '', /sudah berisi data/);
  assert.equal(run(['restore', backup, '--data', other, '--overwrite']).status, 0);
  assert.match(must(['check', '--data', other]), /Semua utuh/);
});

test('a damaged or foreign file is not restored, and what is there stays', () => {
  const data = nationFolder();
  const backup = path.join(freshFolder(), 'cadangan.kentongan');
  must(['backup', backup, '--data', data]);
  const whole = readFileSync(backup);
  const broken = (change) => { const bytes = Buffer.from(whole); const changed = change(bytes) ?? bytes; return file('c.kentongan', changed); };
  const foreign = path.join(freshFolder(), 'lain.db');
  spawnSync('sqlite3', [foreign, 'CREATE TABLE a (b); INSERT INTO a VALUES (1);']);
  for (const [name, at, words] of [
    ['one flipped bit', broken((bytes) => { bytes[Math.floor(bytes.length / 2)] ^= 1; }), /rusak/], ['one flipped bit near the end', broken((bytes) => { bytes[bytes.length - 200] ^= 64; }), /rusak/],
    ['cut in half', broken((bytes) => bytes.subarray(0, bytes.length / 2)), /rusak/], ['cut by one page', broken((bytes) => bytes.subarray(0, bytes.length - 4096)), /rusak/],
    ['an empty file', file('c', ''), /rusak|bukan data/], ['a text', file('c', 'halo'), /bukan data/], ['another database', foreign, /bukan data/], ['nothing', '/tidak/ada', /tidak ditemukan/],
  ]) {
    const into = freshFolder();
    refused(['restore', at, '--data', into], '', words);
    assert.deepEqual(readdirSync(into).filter((entry) => entry.startsWith('kentongan.db')), [], name);
    refused(['restore', at, '--data', data, '--overwrite'], '', words);
  }
  assert.match(must(['check', '--data', data]), /Semua utuh/);
  assert.equal(count(data, 'areas', "level = 'village'"), 83_762);
});

test('check names the first entry of the ledger that was altered, removed or put in', async () => {
  const sealed = sampleFolder();
  const server = await running(sealed);  // a server seals what was written
  await until('a sealed ledger', () => count(sealed, 'ledger', 'position IS NULL') === 0);
  await server.stop();
  const change = (sqlText) => {
    const data = freshFolder();
    cpSync(sealed, data, { recursive: true });
    assert.match(must(['check', '--data', data]), /Semua utuh/);
    const done = spawnSync('sqlite3', [path.join(data, 'kentongan.db'), sqlText], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    return data;
  };
  const at = Number(sql(sealed, "SELECT position FROM ledger WHERE regency = '32.10' AND position IS NOT NULL ORDER BY position LIMIT 1 OFFSET 40")[0][0]);
  for (const [name, text] of [['detail', `UPDATE ledger SET detail = detail || ' ' WHERE position = ${at}`], ['actor', `UPDATE ledger SET actor = actor + 1 WHERE position = ${at}`], ['time', `UPDATE ledger SET at = at + 1 WHERE position = ${at}`],
    ['kind', `UPDATE ledger SET kind = 'item_withdrawn' WHERE position = ${at}`], ['hash', `UPDATE ledger SET hash = zeroblob(32) WHERE position = ${at}`]]) {
    const data = change(text);
    refused(['check', '--data', data], '', new RegExp(`wilayah 32\\.10, catatan ke-${at}\\b`));
    void name;
  }
  const cut = change(`DELETE FROM ledger WHERE position = ${at}`);
  refused(['check', '--data', cut], '', /Rantai catatan putus/);
  const end = change("DELETE FROM ledger WHERE position = (SELECT max(position) FROM ledger WHERE regency = '32.10')");
  refused(['check', '--data', end], '', /Rantai catatan putus/);
});

test('check finds a damaged file', () => {
  const data = nationFolder();
  const db = path.join(data, 'kentongan.db');
  const bytes = readFileSync(db);
  bytes.fill(0x5a, Math.floor(bytes.length / 2 / 4096) * 4096, Math.floor(bytes.length / 2 / 4096) * 4096 + 4096 * 20);
  writeFileSync(db, bytes);
  refused(['check', '--data', data], '', /rusak|tidak dapat dibaca/);
  truncateSync(db, 8192);
  refused(['check', '--data', data], '', /./);
});

test('a folder of a newer Kentongan is refused untouched', () => {
  const data = nationFolder();
  const db = path.join(data, 'kentongan.db');
  const done = spawnSync('sqlite3', [db, "INSERT INTO schema_steps VALUES ('99991231z_masa_depan', 'x', 0)"], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  refused(['check', '--data', data], '', /lebih baru/);
  refused(['serve', '--data', data, '--listen', '127.0.0.1:0'], '', /lebih baru/);
});
