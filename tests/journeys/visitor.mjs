// A visitor whose browser runs no scripts: follows links, fills in forms, keeps cookies. What is done
// through here is therefore what the site can do without JavaScript.
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export function decode(text) {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name) => {
    if (name[0] !== '#') return entities[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });
}

/** The words of a page as they are read, without its markup. */
export function wordsOf(html) {
  return decode(html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function attributesOf(text) {
  const attributes = {};
  for (const [, name, value] of text.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) attributes[name] = decode(value ?? '');
  return attributes;
}

/** [{ action, method, enctype, controls: [{ name, type, value, chosen, values }] }] */
export function formsOf(html) {
  const forms = [];
  let form = null, select = null;
  const pattern = /<(\/?)(form|input|textarea|select|option|button)\b([^>]*)>/g;
  for (let match; (match = pattern.exec(html));) {
    const [, closing, tag, rest] = match;
    const attributes = attributesOf(rest);
    if (tag === 'form') {
      form = closing ? null : { action: attributes.action ?? '', method: attributes.method ?? 'get', enctype: attributes.enctype ?? '', controls: [] };
      if (form) forms.push(form);
    } else if (!form) continue;
    else if (tag === 'select') {
      if (closing) { select = null; continue; }
      select = { name: attributes.name, type: 'select', value: '', values: [], chosen: true };
      form.controls.push(select);
    } else if (tag === 'option') {
      if (closing || !select) continue;
      if (select.values.length === 0 || 'selected' in attributes) select.value = attributes.value ?? '';
      select.values.push(attributes.value ?? '');
    } else if (tag === 'textarea') {
      if (closing) continue;
      const end = html.indexOf('</textarea>', pattern.lastIndex);
      form.controls.push({ name: attributes.name, type: 'textarea', value: decode(html.slice(pattern.lastIndex, end)).replace(/^\n/, ''), chosen: true });
      pattern.lastIndex = end;
    } else if (!closing) {
      const type = tag === 'button' ? 'button' : attributes.type ?? 'text';
      const ticks = type === 'checkbox' || type === 'radio';
      form.controls.push({ name: attributes.name, type, value: attributes.value ?? (ticks ? 'on' : ''), chosen: ticks ? 'checked' in attributes : type !== 'button' });
    }
  }
  return forms;
}

/** What a browser sends for a form: its own values, with those of `filled` instead (null: not at all). */
export function fieldsOf(form, filled = {}) {
  const pairs = [];
  const open = { ...filled };
  for (const control of form.controls) {
    if (!control.name) continue;
    if (control.name in filled) {
      if (!(control.name in open)) continue;
      for (const value of [].concat(open[control.name] ?? [])) pairs.push([control.name, value]);
      delete open[control.name];
    } else if (control.chosen) pairs.push([control.name, control.value]);
  }
  for (const [name, value] of Object.entries(open)) for (const one of [].concat(value ?? [])) pairs.push([name, one]);
  return pairs;
}

export function urlencoded(pairs) {
  const encode = (value) => Buffer.from(Buffer.isBuffer(value) ? value : String(value)).toString('latin1').replace(/[^A-Za-z0-9._~-]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** One request as it is, no cookies, no redirects: { status, headers, bytes, html, words, at } (at: µs since 1970). */
export function send(address, { method = 'GET', path = '/', headers = {}, body } = {}, over = agent) {
  const url = new URL(address);
  const bytes = body === undefined ? undefined : Buffer.from(body);
  return new Promise((resolve, reject) => {
    let answered = false;
    const request = http.request({
      agent: over, host: url.hostname, port: url.port, method, path,
      headers: { Host: url.host, ...headers, ...(bytes ? { 'Content-Length': bytes.length } : {}) },
    }, (response) => {
      answered = true;
      const chunks = [];
      const done = () => {
        const all = Buffer.concat(chunks);
        resolve({ status: response.statusCode, headers: response.headers, path, bytes: all, html: all.toString('utf8'),
          get words() { return wordsOf(this.html); }, at: Math.round((performance.timeOrigin + performance.now()) * 1000) });
      };
      const isStream = response.headers['content-type'] === 'text/event-stream';  // it never ends: what comes first is the answer
      response.on('data', (chunk) => { chunks.push(chunk); if (isStream) { done(); response.destroy(); } });
      response.on('error', reject);
      response.on('end', done);
    });
    request.on('error', (error) => {
      if (answered) return;  // a server that refuses a large body answers before it has read it all
      // A kept connection may end while we take it up again; browsers try once more, too.
      if (request.reusedSocket) send(address, { method, path, headers, body }, false).then(resolve, reject); else reject(error);
    });
    request.end(bytes);
  });
}

export class Visitor {
  constructor(address) { this.address = address; this.cookies = new Map(); }

  async request(method, path, { headers = {}, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(this.address, { method, path, body, headers: { ...(cookie ? { Cookie: cookie } : {}), ...headers } });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (/max-age=0\b/i.test(line)) this.cookies.delete(name); else this.cookies.set(name, value);
    }
    return answer;
  }

  async follow(answer) {
    let last = answer;
    for (let hops = 0; last.status === 303 && hops < 5; hops += 1) {
      const next = await this.request('GET', last.headers.location);
      next.came = { status: last.status, location: last.headers.location, at: last.at };
      last = next;
    }
    return last;
  }

  async get(path) { return this.follow(await this.request('GET', path)); }

  /** As the browser sends a form of our own page. */
  async post(path, pairs, { headers = {} } = {}) {
    const body = urlencoded(Array.isArray(pairs) ? pairs : Object.entries(pairs));
    return this.follow(await this.request('POST', path, { body, headers: {
      'Content-Type': 'application/x-www-form-urlencoded', Origin: this.address, 'Sec-Fetch-Site': 'same-origin', ...headers } }));
  }

  async postFile(path, fields, { name, filename, bytes, type = 'text/csv' }) {
    const edge = '----kentongan-journey';
    const head = Object.entries(fields).map(([key, value]) => `--${edge}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`).join('');
    const body = Buffer.concat([Buffer.from(`${head}--${edge}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`),
      Buffer.from(bytes), Buffer.from(`\r\n--${edge}--\r\n`)]);
    return this.follow(await this.request('POST', path, { body, headers: { 'Content-Type': `multipart/form-data; boundary=${edge}`, Origin: this.address, 'Sec-Fetch-Site': 'same-origin' } }));
  }

  /** Fills in the form of `page` whose action is `action` (or ends with it) and sends it. */
  async submit(page, action, filled = {}) {
    const form = formsOf(page.html).find((one) => one.action === action || one.action.endsWith(action));
    if (!form) throw new Error(`no form ${action} on ${page.path} (${page.status}): ${page.words.slice(0, 400)}`);
    const pairs = fieldsOf(form, filled);
    return form.method === 'post' ? this.post(form.action, pairs) : this.get(`${form.action}?${urlencoded(pairs)}`);
  }

  async signIn(login, password) {
    const inside = await this.submit(await this.get('/masuk'), '/masuk', { login, password });
    if (inside.path.startsWith('/masuk')) throw new Error(`${login} could not sign in (${inside.status}): ${inside.words.slice(0, 300)}`);
    return this;
  }

  /** A form token of this visitor's session (or of nobody's). */
  async token() {
    const page = await this.get(this.cookies.has('kentongan') ? '/akun' : '/tanya');
    return page.html.match(/name="_token" value="([^"]+)"/)[1];
  }
}

/** Whether a page offers a form with this action. */
export const offers = (page, action) => formsOf(page.html).some((form) => form.action === action || form.action.endsWith(action));

/** The figures of a page: { name: number }. */
export function figuresOf(page) {
  const figures = {};
  for (const [, name, value] of page.html.matchAll(/<dt>([^<]*)<\/dt><dd>([\d.]+)<\/dd>/g)) figures[decode(name)] = Number(value.replaceAll('.', ''));
  return figures;
}
