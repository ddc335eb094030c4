// What comes in at the Telegram fake: updates by poll or webhook, buttons pressed, files to fetch.
import http from 'node:http';

const refusals = {
  webhookActive: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  otherPoll: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  oldQuery: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  noFile: 'Bad Request: wrong file_id or the file is temporarily unavailable',
};
const kinds = ['message', 'edited_message', 'channel_post', 'edited_channel_post', 'inline_query', 'callback_query',
  'my_chat_member', 'poll', 'chat_member', 'message_reaction'];
const largestFile = 20 * 1024 * 1024;

export class Inbox {
  /** `refuse(response, code, description, parameters)` and `accept(response, result)` answer a call. */
  constructor({ refuse, accept, botId }) {
    Object.assign(this, { refuse, accept, botId });
    this.settings = { poll: [], duplicate: 0, forge: 0, retry_ms: 50, retries: 20 };
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 100 });
    this.forget();
  }

  forget() {
    clearInterval(this.generator);
    if (this.poll) this.endPoll((response) => response.destroy());
    this.webhook = { url: '', secret: '', max: 40, allowed: undefined };
    this.nextUpdate = 100_000_001;
    this.pending = [];
    this.head = 0;
    this.files = new Map();
    this.presses = new Map();
    this.nextMessage = 1;
    this.hooks = 0;
    this.settings = { ...this.settings, poll: [], duplicate: 0, forge: 0 };
    this.journal = { made: 0, confirmed: 0, polls: 0, handed_over: 0, conflicts: 0, answered: 0, answered_wrongly: 0,
      files: 0, webhook: { calls: 0, delivered: 0, failed: 0, lost: 0, repeated: 0, forged: 0, forged_accepted: 0 } };
  }

  get waiting() { return this.pending.length - this.head; }

  // ---- making updates ---------------------------------------------------------------------------

  /** Takes a whole update, or one without `update_id`. Kinds that were not asked for do not exist. */
  add(update) {
    const made = { update_id: update.update_id ?? this.nextUpdate, ...update };
    this.nextUpdate = Math.max(this.nextUpdate, made.update_id) + 1;
    const kind = Object.keys(made).find((key) => key !== 'update_id');
    if (this.webhook.allowed && kinds.includes(kind) && !this.webhook.allowed.includes(kind)) return undefined;
    if (made.callback_query) this.presses.set(made.callback_query.id, 'open');
    this.journal.made += 1;
    this.pending.push(made);
    this.wake();
    return made.update_id;
  }

  /** A message of a person: { chat, from, text, group, … }; whatever else is given is a field of the message. */
  message({ chat = 1000001, from = Math.abs(Number(chat)), group, ...rest }) {
    const id = Number(chat);
    return { message: { message_id: this.nextMessage++, date: Math.floor(Date.now() / 1000),
      chat: id > 0 ? { id, type: 'private', first_name: 'Warga' } : { id, type: 'supergroup', title: 'Warga RW 03' },
      from: { id: Number(from), is_bot: false, first_name: 'Warga', language_code: 'id' }, ...rest } };
  }

  press({ chat = 1000001, from = Math.abs(Number(chat)), data, message_id = 1 }) {
    const about = this.message({ chat, from: this.botId });
    return { callback_query: { id: String(4_000_000_000 + this.nextMessage), chat_instance: '1', data,
      from: { id: Number(from), is_bot: false, first_name: 'Warga' }, message: { ...about.message, message_id } } };
  }

  left({ chat = 1000001, status = 'kicked' }) {
    const { message } = this.message({ chat });
    const bot = { id: this.botId, is_bot: true, first_name: 'Kentongan' };
    return { my_chat_member: { chat: message.chat, from: message.from, date: message.date,
      old_chat_member: { status: 'member', user: bot },
      new_chat_member: status === 'kicked' ? { status, user: bot, until_date: 0 } : { status, user: bot } } };
  }

  file({ name = 'file_0.jpg', size, base64, behaviour }) {
    const bytes = base64 !== undefined ? Buffer.from(base64, 'base64') : undefined;
    const id = `AgACFake_${this.files.size}-${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;
    this.files.set(id, { path: `photos/${this.files.size}/${name}`, bytes, size: size ?? bytes.length, behaviour });
    return id;
  }

  /** So many a second, each with another text, from so many people: { rate, seconds, people, text }. */
  generate({ rate = 1000, seconds = 60, people = 500, text = 'Apakah benar kabar nomor' }) {
    clearInterval(this.generator);
    const began = performance.now();
    let made = 0;
    this.generator = setInterval(() => {
      const due = Math.min(Math.floor(((performance.now() - began) / 1000) * rate), rate * seconds);
      for (; made < due; made += 1) this.add(this.message({ chat: 5_000_001 + (made % people), text: `${text} ${made}?` }));
      if (made >= rate * seconds) clearInterval(this.generator);
    }, 5);
  }

  // ---- polling ----------------------------------------------------------------------------------

  confirm(offset) {
    const keep = offset < 0 ? Math.max(this.head, this.pending.length + offset)
      : this.pending.findIndex((update, at) => at >= this.head && update.update_id >= offset);
    const head = keep < 0 ? this.pending.length : keep;
    this.journal.confirmed += head - this.head;
    this.head = head;
    if (this.head > 4096) {
      this.pending = this.pending.slice(this.head);
      this.head = 0;
    }
  }

  getUpdates(response, fields) {
    this.journal.polls += 1;
    if (this.webhook.url) {
      this.journal.conflicts += 1;
      return this.refuse(response, 409, refusals.webhookActive);
    }
    const offset = fields.offset ?? 0;
    const limit = fields.limit ?? 100;
    const timeout = Math.min(fields.timeout ?? 0, 50);
    if (![offset, limit, timeout].every(Number.isSafeInteger) || timeout < 0) {
      return this.refuse(response, 400, 'Bad Request: wrong parameter');
    }
    if (fields.allowed_updates !== undefined && !this.allow(fields.allowed_updates)) {
      return this.refuse(response, 400, "Bad Request: can't parse allowed_updates");
    }
    if (this.poll) {
      this.journal.conflicts += 1;
      this.endPoll((old) => this.refuse(old, 409, refusals.otherPoll));
    }
    if (offset !== 0) this.confirm(offset);
    const behaviour = this.settings.poll.shift();
    if (behaviour) return this.misbehave(response, behaviour, limit);
    const wanted = Math.min(Math.max(limit, 1), 100);
    if (this.waiting > 0 || timeout === 0) return this.handOver(response, wanted);
    const timer = setTimeout(() => this.endPoll((old) => this.handOver(old, wanted)), timeout * 1000);
    this.poll = { response, wanted, timer };
    response.on('close', () => { if (this.poll?.response === response) this.endPoll(() => {}); });
  }

  endPoll(how) {
    const { response, timer } = this.poll;
    clearTimeout(timer);
    this.poll = undefined;
    how(response);
  }

  next(wanted) { return this.pending.slice(this.head, this.head + wanted); }

  handOver(response, wanted) {
    const updates = this.next(wanted);
    this.journal.handed_over += updates.length;
    this.accept(response, updates);
  }

  /** cut, silent, error, flood, garbage: what the next polls meet (settings.poll). */
  misbehave(response, behaviour, limit) {
    switch (behaviour) {
      case 'cut': {
        const whole = JSON.stringify({ ok: true, result: this.next(limit) });
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) + 9 });
        response.write(whole.slice(0, whole.length / 2));
        return setTimeout(() => response.destroy(), 20);
      }
      case 'silent': return setTimeout(() => response.destroy(), 30_000);
      case 'error': return this.refuse(response, 502, 'Bad Gateway');
      case 'flood': return this.refuse(response, 429, 'Too Many Requests: retry after 2', { retry_after: 2 });
      case 'garbage': return this.raw(response, '<html>502</html>');
      default: return this.refuse(response, 500, 'Internal Server Error');
    }
  }

  raw(response, body) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  }

  allow(list) {
    const wanted = typeof list === 'string' ? JSON.parse(list) : list;
    if (!Array.isArray(wanted) || !wanted.every((kind) => typeof kind === 'string')) return false;
    this.webhook.allowed = wanted.length ? wanted : undefined;
    return true;
  }

  wake() {
    if (this.webhook.url) return this.pump();
    if (!this.poll) return;
    const { wanted } = this.poll;
    this.endPoll((response) => this.handOver(response, wanted));
  }

  // ---- webhook ----------------------------------------------------------------------------------

  setWebhook(response, fields) {
    const url = fields.url ?? '';
    if (url === '') return this.deleteWebhook(response, fields);
    const secret = fields.secret_token ?? '';
    // The real one wants https; beside us there is none, so this machine alone may do without.
    if (!/^https:\/\//.test(url) && !/^http:\/\/127\.0\.0\.1[:/]/.test(url)) {
      return this.refuse(response, 400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (fields.secret_token !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
      return this.refuse(response, 400, 'Bad Request: secret token contains unallowed characters');
    }
    if (fields.allowed_updates !== undefined && !this.allow(fields.allowed_updates)) {
      return this.refuse(response, 400, "Bad Request: can't parse allowed_updates");
    }
    if (this.poll) this.endPoll((old) => this.refuse(old, 409, refusals.webhookActive));
    this.webhook = { ...this.webhook, url, secret, max: fields.max_connections ?? 40 };
    this.accept(response, true);
    this.pump();
  }

  deleteWebhook(response, fields) {
    this.webhook = { ...this.webhook, url: '', secret: '' };
    if (fields.drop_pending_updates) this.head = this.pending.length;
    this.accept(response, true);
  }

  pump() {
    while (this.webhook.url && this.waiting > 0 && this.hooks < this.webhook.max) {
      const update = this.pending[this.head];
      this.head += 1;
      if (this.head > 4096) {
        this.pending = this.pending.slice(this.head);
        this.head = 0;
      }
      this.hooks += 1;
      this.deliver(update).finally(() => {
        this.hooks -= 1;
        this.pump();
      });
    }
  }

  async deliver(update) {
    const counts = this.journal.webhook;
    if (Math.random() < this.settings.forge) await this.forge();
    for (let attempt = 0; attempt < this.settings.retries; attempt += 1) {
      const status = await this.call(update, this.webhook.secret);
      if (status >= 200 && status < 300) {
        counts.delivered += 1;
        this.journal.confirmed += 1;
        if (Math.random() < this.settings.duplicate) {
          counts.repeated += 1;
          await this.call(update, this.webhook.secret);
        }
        return;
      }
      counts.failed += 1;
      await new Promise((resolve) => setTimeout(resolve, this.settings.retry_ms));
    }
    counts.lost += 1;
  }

  /** Somebody who is not Telegram: without a secret, with a wrong one, with ours shortened. */
  async forge() {
    const counts = this.journal.webhook;
    const wrong = [undefined, 'x'.repeat(this.webhook.secret.length), this.webhook.secret.slice(0, -1),
      this.webhook.secret.toUpperCase() + 'a'][counts.forged % 4];
    counts.forged += 1;
    const update = { update_id: 900_000_000 + counts.forged, ...this.message({ text: `palsu ${counts.forged}` }) };
    const status = await this.call(update, wrong);
    if (status >= 200 && status < 300) counts.forged_accepted += 1;
  }

  call(update, secret) {
    this.journal.webhook.calls += 1;
    const body = JSON.stringify(update);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    if (secret) headers['x-telegram-bot-api-secret-token'] = secret;
    return new Promise((resolve) => {
      const request = http.request(this.webhook.url, { method: 'POST', headers, agent: this.agent, timeout: 10_000 },
        (response) => { response.resume(); response.on('end', () => resolve(response.statusCode)); });
      request.on('error', () => resolve(0));
      request.on('timeout', () => request.destroy());
      request.end(body);
    });
  }

  // ---- buttons and files ------------------------------------------------------------------------

  answerCallbackQuery(response, fields) {
    const id = String(fields.callback_query_id ?? '');
    if (this.presses.get(id) !== 'open') {
      this.journal.answered_wrongly += 1;
      return this.refuse(response, 400, refusals.oldQuery);
    }
    if ((fields.text ?? '').length > 200) return this.refuse(response, 400, 'Bad Request: MESSAGE_TOO_LONG');
    this.presses.set(id, 'answered');
    this.journal.answered += 1;
    this.accept(response, true);
  }

  getFile(response, fields) {
    const file = this.files.get(fields.file_id);
    if (!file) return this.refuse(response, 400, refusals.noFile);
    if (file.size > largestFile && file.behaviour !== 'lies') return this.refuse(response, 400, 'Bad Request: file is too big');
    const path = file.behaviour === 'climbs' ? '../../etc/passwd' : file.path;
    this.accept(response, { file_id: fields.file_id, file_unique_id: 'AQAD', file_path: path,
      file_size: file.behaviour === 'lies' ? 1000 : file.size });
  }

  sendFile(response, path) {
    const file = [...this.files.values()].find((known) => known.path === path);
    if (!file) return this.refuse(response, 404, 'Not Found');
    this.journal.files += 1;
    const bytes = file.bytes ?? Buffer.alloc(file.size, 0x20);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length });
    if (file.behaviour === 'cut') {
      response.write(bytes.subarray(0, bytes.length / 2));
      return setTimeout(() => response.destroy(), 20);
    }
    if (file.behaviour === 'silent') return setTimeout(() => response.destroy(), 30_000);
    response.end(bytes);
  }

  // ---- the control door -------------------------------------------------------------------------

  /** The answer to POST /inbox, or undefined for what it does not know. */
  control(wish) {
    if (wish.updates) return { ids: wish.updates.map((update) => this.add(update)) };
    if (wish.say) return { ids: [wish.say].flat().map((one) => this.add(this.message(one))) };
    if (wish.press) return { ids: [this.add(this.press(wish.press))] };
    if (wish.left) return { ids: [this.add(this.left(wish.left))] };
    if (wish.file) return { file_id: this.file(wish.file) };
    if (wish.generate) return this.generate(wish.generate) ?? { ok: true };
    if (wish.again !== undefined) this.nextUpdate = wish.again;  // a week of silence: numbers begin anew
    Object.assign(this.settings, wish.settings ?? {});
    return { ...this.settings, waiting: this.waiting };
  }
}
