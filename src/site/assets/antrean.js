// An open queue stays true without being reloaded: numbers change where they stand, and whatever would
// move a row under somebody's finger is only offered. The page is complete without this.
(() => {
  const queue = document.querySelector('[data-live]');
  const offer = document.querySelector('[data-live-news]');
  if (!queue || !offer || !window.EventSource) return;
  const shown = new Map([...queue.querySelectorAll('[data-id]')].map((row) => [row.dataset.id, row]));
  const whole = 'liveWhole' in queue.dataset;  // the first page, unfiltered: a new row belongs here
  let known = whole ? new Set(shown.keys()) : null;
  new EventSource(queue.dataset.live).addEventListener('antrean', (event) => {
    const now = JSON.parse(event.data);
    known ??= new Set(now.rows.map((row) => row.id));
    let changed = now.rows.some((row) => !known.has(row.id)) && (!whole || shown.size < 50);
    if (whole && shown.size >= 50) changed ||= now.rows.slice(0, 50).some((row) => !known.has(row.id));
    for (const row of now.rows) {
      const line = shown.get(row.id);
      if (!line) continue;
      line.querySelector('[data-people]').textContent = row.people;
      changed ||= line.dataset.state !== row.state;
    }
    if (whole) {
      for (const id of shown.keys()) changed ||= !now.rows.some((row) => row.id === id);
      for (const count of document.querySelectorAll('[data-count]')) count.textContent = now.counts[count.dataset.count] ?? 0;
    }
    if (changed) offer.hidden = false;
  });
})();
