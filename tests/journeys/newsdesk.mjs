// What people do at the newsroom's desk, as tests say it: through its pages, with its forms.
import { Visitor, offers } from './visitor.mjs';
import { password } from './rig.mjs';

/** Somebody at the desk. */
export class Desk extends Visitor {
  static async of(address, login) { return new Desk(address).signIn(login, password); }

  /** Writes an item and hands it in (or only saves it); its number. */
  async write(content, { move = 'submit' } = {}) {
    const form = await this.get('/meja/kabar/baru');
    const saved = await this.submit(form, '/meja/kabar', { kind: 'news', provenance: 'community', source: 'Pengurus kelompok (rekaan)', area: ['32.10'], ...content, do: move });
    const id = saved.path.match(/^\/meja\/kabar\/([^/]+)$/)?.[1];
    if (!id || id === 'baru') throw new Error(`not saved (${saved.status}): ${saved.words.slice(0, 600)}`);
    return id;
  }

  page(id) { return this.get(`/meja/kabar/${id}`); }

  /** Presses the button of a move; the page that comes back. */
  async move(id, move, fields = {}) { return this.submit(await this.page(id), `/meja/kabar/${id}/langkah/${move}`, fields); }

  async may(id, move) { return offers(await this.page(id), `/langkah/${move}`); }

  /** As `move`, but refusals are errors. */
  async do(id, move, fields = {}) {
    const page = await this.move(id, move, fields);
    if (page.status !== 200) throw new Error(`${move}: ${page.status} ${page.words.slice(0, 600)}`);
    return page;
  }

  approve(id) { return this.do(id, 'approve', { checked: ['source', 'facts', 'privacy'] }); }

  async publicPath(id) { return (await this.page(id)).html.match(/href="(\/kabar\/[^"]+)"/)?.[1]; }

  /** Tries a move whose button is not offered, as somebody would who makes their own form. */
  async force(id, move, fields = {}) {
    const revision = (await this.page(id)).html.match(/name="seen_revision" value="(\d+)"/)?.[1] ?? '1';
    return this.post(`/meja/kabar/${id}/langkah/${move}`, { _token: await this.token(), seen_revision: revision, ...fields });
  }
}
