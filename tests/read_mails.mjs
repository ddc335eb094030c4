// Reads mails with npm's mailparser and compares them with what they were meant to say.
//   node tests/read_mails.mjs expected.json      [{file, subject_ends, to, text, id}]
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';

const squeeze = (text) => text.replace(/\s+/g, ' ').trim();
const expected = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let wrong = 0;
function check(mail, what, ok, seen) {
  if (ok) return;
  wrong += 1;
  console.error(`${mail.file}: ${what}: ${JSON.stringify(seen)?.slice(0, 300)} — expected ${JSON.stringify(mail)}`);
}
for (const mail of expected) {
  const read = await simpleParser(readFileSync(mail.file));
  check(mail, 'subject', read.subject?.endsWith(squeeze(mail.subject_ends)), read.subject);
  check(mail, 'to', read.to?.value?.length === 1 && read.to.value[0].address === mail.to, read.to?.text);
  check(mail, 'message-id', read.messageId === mail.id, read.messageId);
  // Blanks at the end of lines may be lost on the way by any relay; the rest may not.
  const lines = (text) => text.split('\n').map((line) => line.trimEnd()).join('\n');
  check(mail, 'text', lines(read.text ?? '').includes(lines(mail.text)), read.text);
  const shown = squeeze((read.html || '').replace(/<br>|<\/p>/g, ' ').replace(/<[^>]*>/g, '').replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&'));
  check(mail, 'html', shown.includes(squeeze(mail.text)), shown);
  check(mail, 'attachments', read.attachments.length === 0, read.attachments.length);
  check(mail, 'one-click', read.headers.get('list')?.['unsubscribe-post']?.name === 'List-Unsubscribe=One-Click'
    || String(read.headers.get('list-unsubscribe-post') ?? '').includes('One-Click')
    || JSON.stringify(read.headers.get('list') ?? '').includes('One-Click'), [...read.headers.keys()]);
}
console.log(`${expected.length} mails read, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
