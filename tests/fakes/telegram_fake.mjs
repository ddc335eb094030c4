// A Telegram Bot API as strict as the real one, for tests, benches and the demonstration.
//
//   node tests/fakes/telegram_fake.mjs [--token 1234567:AAAA…] [--limits] [--port N] [--stay]
//
// First line on standard output: {"smtp":0,"http":PORT} on 127.0.0.1; the base address of the API and of
// the control is the same. Ends with its parent (when its standard input closes) unless --stay.
//
// Behaviour by the last digits of a numeric chat id, or by POST /control:
//   …000403 blocked by the user         …000400 chat not found      …000409 conflict
//   …000429 429 with retry_after 3      …000500 500                 …000504 never answers (30 s)
//   …000499 answer cut in the middle    …000498 connection cut after the message was taken
//   …000301 upgraded: migrate_to_chat_id (the id minus 1000000000000)   …000401 400 of another sort
// POST /control  {"chats":{"123":"blocked"|"not_found"|"conflict"|"flood"|"error"|"silent"|"cut"|"gone"
//                                |"migrate"|"odd"|"slow"|"ok"}, "flood":n (the next n are refused with 429),
//                 "retry_after":seconds, "limits":bool, "token":"…", "slow":ms}
// With limits:   30 messages in any second, 1 a second for a chat, 20 in any minute for a group or channel.
//                Over it: 429 with retry_after, and counted in "over".
// GET  /journal  {"count":n,"attempts":n,"over":n,"by_chat":{…},"refused":{code:n},"messages":[{"at":µs,"chat":…,"text":…,"id":…}]}
// GET  /count    the same without messages.        DELETE /journal forgets.
// POST /inbox    makes something come in (see telegram_inbox.mjs):
//                {"say":{"chat":1,"text":"…"}} or a list · {"press":{"chat":1,"data":"…"}} · {"left":{"chat":1}}
//                {"updates":[{"message":{…}}]} · {"file":{"name":"a.jpg","base64":"…"}} gives {"file_id":"…"}
//                {"generate":{"rate":1000,"seconds":60,"people":500}} · {"again":update_id of the next}
//                {"settings":{"poll":["cut","silent","error","flood","garbage"], "duplicate":0…1, "forge":0…1,
//                 "retry_ms":50}}: what the next polls meet; the share of webhook calls repeated after success,
//                 and of calls with a wrong secret slipped in
// GET  /inbox    {"made":n,"confirmed":n,"waiting":n,"polls":n,"conflicts":n,"answered":n,"webhook":{…}}
//
// getUpdates acknowledges by offset, waits as asked, and is ended with 409 by another one; a webhook excludes it.
import { bodyOf, endWithParent, listen, micros, option, reply } from './control.mjs';
import { parseHtml } from './telegram_html.mjs';
import { Inbox } from './telegram_inbox.mjs';

const state = {
  token: option('token', '1234567:AAKentonganFakeTokenForTests0000000'),
  limits: Boolean(option('limits', false)), flood: 0, retry_after: 3, slow: 500, chats: {},
};
let journal;
const accept = (response, result) => reply(response, 200, { ok: true, result });
const inbox = new Inbox({ refuse: (...answer) => refuse(...answer), accept, botId: Number(state.token.split(':')[0]) });
function forget() {
  inbox.forget();
  journal = { count: 0, attempts: 0, over: 0, by_chat: {}, refused: {}, messages: [] };
}
forget();

const endings = {
  '000403': 'blocked', '000400': 'not_found', '000409': 'conflict', '000429': 'flood', '000500': 'error',
  '000504': 'silent', '000499': 'cut', '000498': 'gone', '000301': 'migrate', '000401': 'odd',
};

function behaviourOf(chat) {
  const behaviour = state.chats[chat] ?? (/^-?\d+$/.test(chat) ? endings[chat.slice(-6)] : undefined) ?? 'ok';
  return behaviour === 'migrate' && Number(chat) < -1e12 ? 'ok' : behaviour;  // it has moved already
}

function refuse(response, code, description, parameters) {
  journal.refused[code] = (journal.refused[code] ?? 0) + 1;
  const answer = { ok: false, error_code: code, description };
  if (parameters) answer.parameters = parameters;
  reply(response, code, answer);
}

/** `chat_id` as text, or undefined when the real API would not take it. */
function chatOf(value) {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && Math.abs(value) < 2 ** 52 && value !== 0 ? String(value) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (/^@[A-Za-z][A-Za-z0-9_]{4,31}$/.test(value)) return value;
  if (!/^-?[1-9]\d{0,15}$/.test(value)) return undefined;
  return Math.abs(Number(value)) < 2 ** 52 ? value : undefined;
}

const all = [];           // times of the last messages, in µs
const perChat = new Map();

/** 0, or after how many seconds the message would be within the limits. */
function overLimit(chat, now) {
  while (all.length && all[0] <= now - 1e6) all.shift();
  const mine = perChat.get(chat) ?? [];
  while (mine.length && mine[0] <= now - 60e6) mine.shift();
  let ready = now;
  if (all.length >= 30) ready = Math.max(ready, all[0] + 1e6);
  if (mine.length && mine.at(-1) > now - 1e6) ready = Math.max(ready, mine.at(-1) + 1e6);
  if (/^[-@]/.test(chat) && mine.length >= 20) ready = Math.max(ready, mine.at(-20) + 60e6);
  return ready > now ? Math.ceil((ready - now) / 1e6) : 0;
}

function take(chat, text, now, buttons) {
  journal.count += 1;
  journal.by_chat[chat] = (journal.by_chat[chat] ?? 0) + 1;
  journal.messages.push({ at: now, chat, text, id: journal.count, buttons });
  if (!state.limits) return;
  all.push(now);
  perChat.set(chat, [...(perChat.get(chat) ?? []), now]);
}

/** { buttons } of a reply_markup, or { problem }. Source: Bot API, InlineKeyboardButton. */
function buttonsOf(markup) {
  if (markup === undefined) return {};
  const rows = (typeof markup === 'string' ? JSON.parse(markup) : markup)?.inline_keyboard;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) return { problem: "Bad Request: can't parse reply keyboard markup JSON object" };
  const buttons = rows.flat();
  if (buttons.length > 100) return { problem: 'Bad Request: reply markup is too long' };
  for (const button of buttons) {
    if (typeof button?.text !== 'string' || button.text === '') return { problem: "Bad Request: can't parse inline keyboard button: text must be non-empty" };
    const actions = Object.keys(button).filter((name) => !['text', 'style', 'icon_custom_emoji_id'].includes(name));
    if (actions.length !== 1) return { problem: 'Bad Request: BUTTON_TYPE_INVALID' };
    const data = button.callback_data;
    if (data !== undefined && (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > 64)) {
      return { problem: 'Bad Request: BUTTON_DATA_INVALID' };
    }
  }
  return { buttons: buttons.map((button) => ({ text: button.text, data: button.callback_data })) };
}

/** Problems every message may have, in the order the real server finds them; undefined when none. */
function problemOf(fields, plain, longest) {
  if (fields.parse_mode !== undefined && fields.parse_mode !== 'HTML') return 'Bad Request: unsupported parse_mode';
  if (plain.error) return `Bad Request: can't parse entities: ${plain.error}`;
  if (plain.text.trim() === '' && longest === 4096) return 'Bad Request: message text is empty';
  if (plain.text.length > longest) {  // .length counts UTF-16 units
    return longest === 4096 ? 'Bad Request: message is too long' : 'Bad Request: message caption is too long';
  }
  return undefined;
}

const misbehave = {
  blocked: (r) => refuse(r, 403, 'Forbidden: bot was blocked by the user'),
  not_found: (r) => refuse(r, 400, 'Bad Request: chat not found'),
  odd: (r) => refuse(r, 400, 'Bad Request: not enough rights to send text messages to the chat'),
  conflict: (r) => refuse(r, 409, 'Conflict: terminated by other getUpdates request'),
  flood: (r) => refuse(r, 429, `Too Many Requests: retry after ${state.retry_after}`, { retry_after: state.retry_after }),
  error: (r) => refuse(r, 500, 'Internal Server Error'),
  silent: (r) => setTimeout(() => r.destroy(), 30_000),
  migrate: (r, chat) => refuse(r, 400, 'Bad Request: group chat was upgraded to a supergroup chat',
    { migrate_to_chat_id: Number(chat) - 1e12 }),
  cut: (r) => {
    r.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
    r.write('{"ok":true,"result":{"mess');
    setTimeout(() => r.destroy(), 20);
  },
};

async function sendMessage(response, fields, longest = 4096) {
  journal.attempts += 1;
  const chat = chatOf(fields.chat_id);
  if (!chat) return refuse(response, 400, 'Bad Request: chat not found');
  const behaviour = behaviourOf(chat);
  if (misbehave[behaviour]) return misbehave[behaviour](response, chat);
  if (state.flood > 0) {
    state.flood -= 1;
    return misbehave.flood(response);
  }
  const text = String((longest === 4096 ? fields.text : fields.caption) ?? '');
  const plain = fields.parse_mode === 'HTML' ? parseHtml(text) : { text };
  const keyboard = buttonsOf(fields.reply_markup);
  const problem = problemOf(fields, plain, longest) ?? keyboard.problem;
  if (problem) return refuse(response, 400, problem);
  const now = micros();
  const wait = state.limits ? overLimit(chat, now) : 0;
  if (wait > 0) {
    journal.over += 1;
    return refuse(response, 429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  }
  take(chat, text, now, keyboard.buttons);
  if (behaviour === 'gone') return response.destroy();
  if (behaviour === 'slow') await new Promise((resolve) => setTimeout(resolve, state.slow));
  const where = chat.startsWith('@') ? { id: -1000000000001, username: chat.slice(1), type: 'channel' }
    : { id: Number(chat), type: chat.startsWith('-') ? 'supergroup' : 'private' };
  reply(response, 200, { ok: true, result: {
    message_id: journal.count, date: Math.floor(now / 1e6), chat: where, text: plain.text } });
}

function fieldsOf(request, url, body) {
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim();
  if (type === 'application/json') return JSON.parse(body || '{}');
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(url.searchParams);
}

async function botMethod(request, response, url, token, method) {
  const body = await bodyOf(request);
  if (!/^\d+:[A-Za-z0-9_-]{30,}$/.test(token)) return refuse(response, 404, 'Not Found');
  if (token !== state.token) return refuse(response, 401, 'Unauthorized');
  let fields;
  try {
    fields = fieldsOf(request, url, body);
  } catch {
    return refuse(response, 400, 'Bad Request: object expected as parameters');
  }
  switch (method.toLowerCase()) {  // the real one does not look at case
    case 'sendmessage': return sendMessage(response, fields);
    case 'sendphoto':
      if (!fields.photo) return refuse(response, 400, 'Bad Request: there is no photo in the request');
      return sendMessage(response, fields, 1024);
    case 'getupdates': return inbox.getUpdates(response, fields);
    case 'setwebhook': return inbox.setWebhook(response, fields);
    case 'deletewebhook': return inbox.deleteWebhook(response, fields);
    case 'getwebhookinfo': return accept(response, { url: inbox.webhook.url, has_custom_certificate: false,
      pending_update_count: inbox.waiting, max_connections: inbox.webhook.max });
    case 'answercallbackquery': return inbox.answerCallbackQuery(response, fields);
    case 'getfile': return inbox.getFile(response, fields);
    case 'getme': return reply(response, 200, { ok: true, result: {
      id: Number(token.split(':')[0]), is_bot: true, first_name: 'Kentongan', username: 'kentongan_fake_bot' } });
    default: return refuse(response, 404, 'Not Found: method not found');
  }
}

const { port } = await listen(async (request, response) => {
  const url = new URL(request.url, 'http://fake');
  const bot = url.pathname.match(/^\/bot([^/]*)\/([^/]+)$/);
  if (bot) return botMethod(request, response, url, bot[1], bot[2]);
  const file = url.pathname.match(/^\/file\/bot([^/]*)\/(.+)$/);
  if (file) {
    if (file[1] !== state.token) return refuse(response, 401, 'Unauthorized');
    return inbox.sendFile(response, file[2]);
  }
  if (url.pathname === '/inbox' && request.method === 'POST') return reply(response, 200, inbox.control(JSON.parse(await bodyOf(request))));
  if (url.pathname === '/inbox') return reply(response, 200, { ...inbox.journal, waiting: inbox.waiting });
  if (url.pathname === '/journal' && request.method === 'DELETE') forget();
  if (url.pathname === '/journal') return reply(response, 200, journal);
  if (url.pathname === '/count') return reply(response, 200, { ...journal, messages: undefined });
  if (url.pathname === '/control' && request.method === 'POST') {
    Object.assign(state, JSON.parse(await bodyOf(request)));
    return reply(response, 200, { ...state, token: undefined });
  }
  await bodyOf(request);
  refuse(response, 404, 'Not Found');
}, Number(option('port', 0)));
console.log(JSON.stringify({ smtp: 0, http: port }));
if (!option('stay', false)) endWithParent();
