// How long a cold server takes until its first page, and how much memory it holds: the nation's areas and
// 11,841 fact checks. The fact checks are not part of the project; without them nothing is measured.
//
//   KENTONGAN_EVAL_DATA=folder node bench/start.mjs [--runs 7] [--questions 1000]
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { must, nationFolder, program, root } from '../tests/journeys/rig.mjs';
import { Visitor } from '../tests/journeys/visitor.mjs';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? fallback : Number(process.argv[at + 1]); };
const runs = option('runs', 7), questions = option('questions', 1000);
const corpus = [process.env.KENTONGAN_EVAL_DATA && path.join(process.env.KENTONGAN_EVAL_DATA, 'factchecks/corpus.tsv'), path.join(root, '../shared/data/factchecks/corpus.tsv'), '/work/shared/data/factchecks/corpus.tsv'].find((one) => one && existsSync(one));
if (!corpus) { console.log('skipped: no corpus.tsv (KENTONGAN_EVAL_DATA)'); process.exit(0); }

const data = nationFolder();
const before = performance.now();
const said = must(['import', 'factchecks', corpus, '--data', data, '--partial']);
console.log(`${said.trim()} (${((performance.now() - before) / 1000).toFixed(1)} s)`);

const messages = readFileSync(corpus, 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t')[4]).filter((text) => text && text.length > 80 && text.length < 4000);

function get(address) {
  return new Promise((resolve) => {
    http.get(address, (response) => { response.resume(); response.on('end', () => resolve(response.statusCode)); }).on('error', () => resolve(0));
  });
}
const memory = (pid, name) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024;

/** Starts it; ms until its line, until the first page, until the first right answer. */
async function start() {
  const from = performance.now();
  const child = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { env: { ...process.env, LANG: 'id_ID.UTF-8' } });
  process.on('exit', () => child.kill('SIGKILL'));
  let text = '';
  child.stderr.on('data', (chunk) => { text += chunk; });
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => { text += chunk; const found = text.match(/http:\/\/[0-9.:]+/)?.[0]; if (found) resolve(found); });
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  const listening = performance.now() - from;
  while (await get(`${address}/`) !== 200) { if (performance.now() - from > 60_000) throw new Error('no page'); }
  const page = performance.now() - from;
  const resident = memory(child.pid, 'VmRSS');
  const visitor = new Visitor(address);
  let answer = 0, asked = 0;
  while (!answer) {
    const ticket = await visitor.submit(await visitor.get('/tanya'), '/tanya', { text: messages[17] });
    asked += 1;
    if (ticket.html.includes('class="stamp big"')) answer = performance.now() - from;
    if (performance.now() - from > 60_000) throw new Error('the first message is not answered');
  }
  if (asked > 1) throw new Error(`a message of the archive was called unknown ${asked - 1} times after the start`);
  return { child, address, visitor, listening, page, answer, resident, async stop() { child.kill('SIGTERM'); await new Promise((resolve) => child.on('exit', resolve)); } };
}

const measured = [];
for (let run = 0; run < runs; run += 1) {
  let cold = '';
  try { execFileSync('sh', ['-c', 'sync; echo 1 > /proc/sys/vm/drop_caches'], { stdio: 'ignore' }); cold = 'file cache dropped'; } catch { cold = 'file cache warm'; }
  const server = await start();
  measured.push(server);
  console.log(`run ${run + 1}: listening ${server.listening.toFixed(0)} ms, first page ${server.page.toFixed(0)} ms, first answer ${server.answer.toFixed(0)} ms, ${server.resident.toFixed(0)} MiB (${cold}, load ${os.loadavg()[0].toFixed(1)})`);
  if (run < runs - 1) await server.stop();
}
const middle = (pick) => measured.map(pick).sort((a, b) => a - b)[Math.floor(measured.length / 2)];
const last = measured.at(-1);

const from = performance.now();
let answered = 0;
const asked = messages.filter((_, index) => index % Math.max(1, Math.floor(messages.length / questions)) === 0).slice(0, questions);
for (const text of asked) {
  const page = await last.visitor.submit(await last.visitor.get('/tanya'), '/tanya', { text });
  if (page.html.includes('class="stamp big"')) answered += 1;
}
console.log(`${asked.length} questions in ${((performance.now() - from) / 1000).toFixed(1)} s (form, question and ticket each), ${answered} answered at once`);
const after = memory(last.child.pid, 'VmRSS'), peak = memory(last.child.pid, 'VmHWM');
await last.stop();
console.log(`median start ${middle((one) => one.page).toFixed(0)} ms, best ${Math.min(...measured.map((one) => one.page)).toFixed(0)} ms (goal 1,000); first answer ${middle((one) => one.answer).toFixed(0)} ms; resident ${middle((one) => one.resident).toFixed(0)} MiB after the start, ${after.toFixed(0)} MiB after ${asked.length} questions, peak ${peak.toFixed(0)} MiB (goal 128)`);
process.exit(middle((one) => one.page) <= 1000 && after <= 128 ? 0 : 1);
