// What both fakes share: an HTTP door on 127.0.0.1 for control and journal, and the clock.
import http from 'node:http';

/** Microseconds since 1970, finer than Date.now(). */
export function micros() {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

export function reply(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

export async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Listens on 127.0.0.1, on a port of the kernel's choice unless one is given; resolves to { server, port }. */
export function listen(handler, wanted = 0) {
  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    Promise.resolve(handler(request, response)).catch((error) => {
      if (!response.headersSent) reply(response, 500, { error: String(error) });
    });
  });
  return new Promise((resolve) => {
    server.listen(wanted, '127.0.0.1', 4096, () => resolve({ server, port: server.address().port }));
  });
}

/** Ends with the process that started us (its end of our standard input closes) and on SIGTERM. */
export function endWithParent() {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  process.stdin.resume();
  process.on('SIGTERM', () => process.exit(0));
  process.on('SIGINT', () => process.exit(0));
}

/** `--name value` and `--flag` from the command line. */
export function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return fallback;
  const value = process.argv[at + 1];
  return value === undefined || value.startsWith('--') ? true : value;
}
