// A mail server that delivers nowhere: for tests, benches and the demonstration.
//
//   node tests/fakes/smtp_sink.mjs [--keep] [--port N] [--http-port N] [--stay]
//
// First line on standard output: {"smtp":PORT,"http":PORT}, both on 127.0.0.1. Ends with its parent (when
// its standard input closes), or never by itself with --stay.
//
// By recipient:   penuh…@    452 mailbox full           tidakada…@  550 no such mailbox
//                 lambat…@   answers the mail after 2 s (or `slow` ms)
//                 putus…@    cuts the connection after the data, before the answer
//                 tolak…@    554 after the data
// HTTP:  GET    /count            {"count":n}
//        GET    /journal?from=i   {"count":n,"mails":[{"at":µs,"id":…,"from":…,"to":[…],"subject":…,"headers":{…}}]}
//        GET    /mail/i           the bytes (with --keep or {"keep":true})
//        POST   /control          {"keep":bool,"slow":ms,"refuse":code|0}  refuse: everybody at RCPT
//        DELETE /journal          forgets
import { SMTPServer } from 'smtp-server';
import { bodyOf, endWithParent, listen, micros, option, reply } from './control.mjs';

let mails = [];
const state = { keep: Boolean(option('keep', false)), slow: 2000, refuse: 0 };

function localPart(address) {
  return address.slice(0, address.lastIndexOf('@')).toLowerCase();
}

function refusal(code, text) {
  const error = new Error(text);
  error.responseCode = code;
  return error;
}

/** Reads the header of a mail: unfolded fields by lower-case name; repeated ones are a list. */
function headersOf(bytes) {
  const headers = {};
  const end = bytes.indexOf('\r\n\r\n');
  const text = bytes.subarray(0, end < 0 ? bytes.length : end).toString('utf8');
  for (const line of text.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? [].concat(headers[name], value) : value;
  }
  return headers;
}

const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  banner: 'Kentongan sink',
  size: 10 * 1024 * 1024,
  socketTimeout: 60_000,
  onRcptTo(address, session, done) {
    const name = localPart(address.address);
    if (state.refuse) return done(refusal(state.refuse, 'told to refuse'));
    if (name.startsWith('penuh')) return done(refusal(452, 'mailbox full'));
    if (name.startsWith('tidakada')) return done(refusal(550, 'no such mailbox'));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const at = micros();
      const to = session.envelope.rcptTo.map((rcpt) => rcpt.address);
      const names = to.map(localPart);
      if (names.some((name) => name.startsWith('tolak'))) return done(refusal(554, 'not this content'));
      const headers = headersOf(bytes);
      const mail = {
        at, id: headers['message-id'] ?? '', from: session.envelope.mailFrom.address ?? '', to,
        subject: headers.subject ?? '', headers, bytes: state.keep ? bytes : undefined, size: bytes.length,
      };
      mails.push(mail);
      if (names.some((name) => name.startsWith('putus'))) {
        for (const connection of smtp.connections) if (connection.session === session) connection._socket.destroy();
        return;
      }
      if (names.some((name) => name.startsWith('lambat'))) return setTimeout(done, state.slow);
      done();
    });
  },
});
smtp.on('error', () => {});  // a client that goes away is no reason to end

const { port: http } = await listen(async (request, response) => {
  const url = new URL(request.url, 'http://fake');
  if (url.pathname === '/count') return reply(response, 200, { count: mails.length });
  if (url.pathname === '/journal' && request.method === 'DELETE') {
    mails = [];
    return reply(response, 200, { count: 0 });
  }
  if (url.pathname === '/journal') {
    const from = Number(url.searchParams.get('from') ?? 0);
    const shown = mails.slice(from).map(({ bytes, ...rest }) => rest);
    return reply(response, 200, { count: mails.length, mails: shown });
  }
  if (url.pathname.startsWith('/mail/')) {
    const mail = mails[Number(url.pathname.slice(6))];
    if (!mail?.bytes) return reply(response, 404, { error: 'no such mail, or its bytes were not kept' });
    response.writeHead(200, { 'content-type': 'message/rfc822', 'content-length': mail.bytes.length });
    return response.end(mail.bytes);
  }
  if (url.pathname === '/control' && request.method === 'POST') {
    Object.assign(state, JSON.parse(await bodyOf(request)));
    return reply(response, 200, state);
  }
  reply(response, 404, { error: 'GET /count /journal /mail/i, POST /control, DELETE /journal' });
}, Number(option('http-port', 0)));

const listener = smtp.listen(Number(option('port', 0)), '127.0.0.1', () => {
  console.log(JSON.stringify({ smtp: listener.address().port, http }));
});
if (!option('stay', false)) endWithParent();
