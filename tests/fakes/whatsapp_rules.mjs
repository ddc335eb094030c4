// What the Cloud API asks of a message, beyond what its own description says.
// Source: Meta, Cloud API: "Text messages", "Interactive reply buttons", "Interactive lists", "Templates".

const wrong = (code, message) => ({ code, message });
const isText = (value, longest) => typeof value === 'string' && value.trim() !== '' && value.length <= longest;

function problemOfText(text) {
  return isText(text?.body, 4096) ? undefined : wrong(100, 'text.body must be 1 to 4096 characters');
}

function problemOfButtons(action) {
  const buttons = action?.buttons;
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 3) return wrong(131009, 'one to three buttons');
  for (const button of buttons) {
    if (button.type !== 'reply' || !isText(button.reply?.title, 20) || !isText(button.reply?.id, 256)) return wrong(131009, 'button title 1 to 20, id 1 to 256');
  }
  const distinct = (name) => new Set(buttons.map((button) => button.reply[name])).size === buttons.length;
  return distinct('title') && distinct('id') ? undefined : wrong(131009, 'buttons must differ');
}

function problemOfList(action) {
  if (!isText(action?.button, 20)) return wrong(131009, 'list button 1 to 20');
  const rows = (action.sections ?? []).flatMap((section) => section.rows ?? []);
  if (rows.length < 1 || rows.length > 10) return wrong(131009, 'one to ten rows');
  for (const row of rows) {
    if (!isText(row.title, 24) || !isText(row.id, 200)) return wrong(131009, 'row title 1 to 24, id 1 to 200');
    if (row.description !== undefined && !isText(row.description, 72)) return wrong(131009, 'row description 1 to 72');
  }
  return new Set(rows.map((row) => row.id)).size === rows.length ? undefined : wrong(131009, 'rows must differ');
}

function problemOfInteractive(interactive) {
  if (!isText(interactive?.body?.text, 1024)) return wrong(131009, 'interactive body 1 to 1024');
  if (interactive.type === 'button') return problemOfButtons(interactive.action);
  if (interactive.type === 'list') return problemOfList(interactive.action);
  return wrong(131009, 'unknown interactive type');
}

function problemOfTemplate(template, known) {
  const form = known[template?.name];
  if (template?.language?.policy !== 'deterministic') return wrong(132000, 'language.policy must be deterministic');
  if (!form || form.language !== template.language.code) return wrong(132001, 'Template name does not exist in the translation');
  const body = (template.components ?? []).find((component) => component.type === 'body');
  const places = body?.parameters ?? [];
  if (places.length !== form.places) return wrong(132000, 'Number of parameters does not match the expected number of params');
  for (const place of places) {
    if (place.type !== 'text' || !isText(place.text, 1024)) return wrong(132012, 'a place must hold text');
    if (/[\n\t]| {5}/.test(place.text)) return wrong(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces');
  }
  return undefined;
}

/** { code, message } of what is wrong with the body of a call; undefined when nothing is. */
export function problemOfMessage(body, templates) {
  if (body.messaging_product !== 'whatsapp') return wrong(100, 'messaging_product must be whatsapp');
  if (body.recipient_type !== 'individual') return wrong(100, 'recipient_type must be individual');
  if (typeof body.to !== 'string' || !/^\+?[1-9]\d{7,14}$/.test(body.to)) return wrong(131009, 'to must be a phone number');
  switch (body.type) {
    case 'text': return problemOfText(body.text);
    case 'interactive': return problemOfInteractive(body.interactive);
    case 'template': return problemOfTemplate(body.template, templates);
    default: return wrong(131051, 'Unsupported message type');
  }
}
