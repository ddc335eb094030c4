// Draws screenshots of made-up chats, posters and web pages, with the words beside each (NAME.txt), for
// bench/image_bench.cpp and for looking at. Every sentence here is our own.
//   node bench/make_screenshots.mjs FOLDER [COUNT=60] [SEED=1]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [folder, count = '60', seed = '1'] = process.argv.slice(2);
if (!folder) { console.error('make_screenshots: make_screenshots.mjs FOLDER [COUNT] [SEED]'); process.exit(2); }

/** A seeded stream of chance (Lehmer, modulus 2^31 - 1). */
let state = Number(seed) * 48271 % 2147483647 || 1;
const chance = () => (state = state * 48271 % 2147483647) / 2147483647;
const below = (limit) => Math.floor(chance() * limit);
const one = (list) => list[below(list.length)];

const villages = ['Sukamaju', 'Cibeureum', 'Tumbang Rungan', 'Karangsari', 'Kuala Kurun', 'Jatiwangi', 'Bantarwaru', 'Tewah', 'Kadipaten', 'Rajagaluh', 'Lemahsugih', 'Talaga'];
const things = ['pupuk subsidi', 'minyak goreng', 'beras bulog', 'tabung gas', 'bibit padi', 'vaksin ternak', 'obat cacing', 'pulsa listrik', 'seragam sekolah', 'solar nelayan'];
const offices = ['kantor desa', 'puskesmas', 'balai dusun', 'kantor kecamatan', 'pasar lama', 'koperasi unit desa', 'posyandu Melati', 'sekolah dasar negeri 2'];
const plants = ['daun kelor', 'air kelapa hijau', 'rebusan jahe merah', 'bawang putih tunggal', 'daun sirih', 'madu hutan', 'kunyit putih', 'biji pepaya'];
const illnesses = ['darah tinggi', 'kencing manis', 'demam berdarah', 'asam urat', 'sakit jantung', 'batuk rejan', 'mata minus', 'kanker payudara'];
const days = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];
const number = () => `${1 + below(97)}`;
const sentences = [
  () => `Mohon perhatian, mulai ${one(days)} depan ${one(things)} hanya dibagikan di ${one(offices)} ${one(villages)} bagi yang membawa fotokopi kartu keluarga rangkap ${number()}.`,
  () => `Kata dokter di kota, ${one(plants)} diminum ${number()} hari berturut-turut bisa menghilangkan ${one(illnesses)} tanpa operasi.`,
  () => `Hati-hati, ada penculik anak berkeliling naik mobil putih di sekitar ${one(villages)}, sudah ${number()} anak hilang minggu ini.`,
  () => `Jembatan di ${one(villages)} ditutup sampai ${one(days)} karena tiang penyangganya retak sepanjang ${number()} sentimeter.`,
  () => `Bantuan tunai sebesar ${number()}00 ribu rupiah cair hari ${one(days)}, daftar lewat tautan di bawah sebelum tengah malam.`,
  () => `Jangan makan ${one(plants)} bersamaan dengan mi instan, tetangga saya di ${one(villages)} sampai dirawat ${number()} hari.`,
  () => `Petugas mengaku dari ${one(offices)} meminta nomor rekening warga, sudah ${number()} orang di ${one(villages)} tertipu.`,
  () => `Gempa susulan akan terjadi ${one(days)} malam pukul ${number()}, semua warga ${one(villages)} diminta tidur di luar rumah.`,
  () => `Harga ${one(things)} di ${one(offices)} naik ${number()} persen sejak ${one(days)}, tolong disampaikan kepada pengurus RT.`,
  () => `Listrik di ${one(villages)} dipadamkan ${number()} jam pada hari ${one(days)} untuk pemeliharaan jaringan.`,
  () => `Sebarkan ke semua grup, ${one(things)} yang beredar di ${one(villages)} mengandung bahan yang menyebabkan ${one(illnesses)}.`,
  () => `Rapat kelompok tani ${one(villages)} diundur menjadi ${one(days)}, bawa catatan ${one(things)} bulan lalu.`,
  () => `Punten, ti ${one(villages)} kénéh, saurna ${one(things)} tos aya di ${one(offices)}, leres henteu?`,
  () => `Nuwun sewu, jarene ${one(plants)} iku iso nambani ${one(illnesses)}, opo bener yo?`,
  () => `Kapal penyeberangan ke ${one(villages)} berhenti beroperasi ${number()} hari akibat air sungai surut.`,
  () => `Nomor antrean ${one(things)} dibagikan pukul ${number()} pagi di ${one(offices)}, satu keluarga satu nomor.`,
];
const small = ['Innalillahi, benar tidak ini?', 'Dapat dari grup sebelah.', 'Tolong dicek dulu ya Pak.', 'Saya juga baru terima.', 'Wah, hati-hati semuanya.', 'Sudah ditanyakan ke kader.', 'Baik, terima kasih infonya.', 'Siapa yang kirim pertama?'];
const names = ['Grup RT 04', 'Arisan Ibu', 'Warga Dusun Tiga', 'Kelompok Tani Makmur', 'Karang Taruna', 'Pak Dusun', 'Keluarga Besar', 'Posyandu Melati'];
const clock = () => `${String(below(24)).padStart(2, '0')}.${String(below(60)).padStart(2, '0')}`;

const themes = [
  { ground: '#efeae2', mine: '#d9fdd3', theirs: '#ffffff', ink: '#111b21', head: '#008069', headInk: '#ffffff', faint: '#667781' },
  { ground: '#0b141a', mine: '#005c4b', theirs: '#202c33', ink: '#e9edef', head: '#202c33', headInk: '#e9edef', faint: '#8696a0' },
  { ground: '#d6e6d0', mine: '#eeffde', theirs: '#ffffff', ink: '#000000', head: '#517da2', headInk: '#ffffff', faint: '#6d7f8a' },
  { ground: '#ffffff', mine: '#0a7cff', theirs: '#f0f0f0', ink: '#050505', head: '#ffffff', headInk: '#050505', faint: '#65676b', mineInk: '#ffffff' },
];

function chat() {
  const theme = one(themes);
  const words = [];
  const bubbles = [];
  const size = 34 + below(10);
  for (let height = 0; height < 1650;) {
    const long = chance() < .6;
    const text = long ? Array.from({ length: 1 + below(3) }, () => one(sentences)()).join(' ') : one(small);
    const mine = chance() < .35;
    height += Math.ceil(text.length * size * .5 / 760) * size * 1.35 + 110;
    words.push(text);
    bubbles.push(`<div class="row ${mine ? 'mine' : 'theirs'}"><div class="bubble">${mine ? '' : `<b>${one(names)}</b>`}${long && chance() < .4 ? '<i>Diteruskan</i>' : ''}<p>${text}</p><small>${clock()}</small></div></div>`);
  }
  return { words, width: 1080, height: 2340, html: `<style>*{margin:0;box-sizing:border-box;font-family:'Noto Sans',sans-serif}
    body{background:${theme.ground};color:${theme.ink};width:1080px;height:2340px;overflow:hidden;position:relative;font-size:${size}px}
    .status{background:${theme.head};color:${theme.headInk};height:80px;padding:16px 40px;font-size:32px;display:flex;justify-content:space-between}
    .head{background:${theme.head};color:${theme.headInk};height:150px;padding:40px;font-size:46px;font-weight:600}
    .row{display:flex;padding:10px 30px}.mine{justify-content:flex-end}.bubble{max-width:820px;border-radius:24px;padding:18px 26px;background:${theme.theirs}}
    .mine .bubble{background:${theme.mine};color:${theme.mineInk ?? theme.ink}}b{display:block;font-size:.8em;color:${theme.faint}}i{display:block;font-size:.75em;color:${theme.faint}}
    small{display:block;text-align:right;font-size:.65em;color:${theme.faint}}p{line-height:1.35}
    .foot{position:absolute;bottom:0;width:1080px;height:230px;background:${theme.ground}}.field{margin:30px;height:100px;border-radius:50px;background:${theme.theirs};padding:26px 40px;color:${theme.faint};font-size:36px}
    .home{width:360px;height:10px;border-radius:5px;background:${theme.faint};margin:0 auto}</style>
    <div class="status"><span>${clock()}</span><span>4G ${number()}%</span></div><div class="head">${one(names)}</div>${bubbles.join('')}
    <div class="foot"><div class="field">Ketik pesan</div><div class="home"></div></div>` };
}

function poster() {
  const words = [`PENGUMUMAN ${one(villages).toUpperCase()}`, one(sentences)(), one(sentences)(), `Hubungi ${one(offices)}`];
  const hue = below(360);
  const side = one([900, 1080, 1280]);
  return { words, width: side, height: one([side, Math.round(side * 1.25)]), html: `<style>*{margin:0;font-family:'Noto Sans',sans-serif}
    body{width:100vw;height:100vh;background:linear-gradient(${below(360)}deg,hsl(${hue} 60% ${25 + below(20)}%),hsl(${(hue + 50) % 360} 60% ${25 + below(20)}%));color:#fff;position:relative;overflow:hidden}
    h1{font-size:76px;padding:70px 60px 30px;line-height:1.1}p{font-size:46px;padding:20px 60px;line-height:1.35}address{position:absolute;bottom:50px;left:60px;font-size:38px}
    .a,.b{position:absolute;border-radius:50%;opacity:.25;background:#fff}.a{width:${200 + below(400)}px;height:${200 + below(400)}px;right:-${below(120)}px;bottom:${below(300)}px}.b{width:${100 + below(200)}px;height:${100 + below(300)}px;left:${below(700)}px;top:${below(800)}px}</style>
    <div class="a"></div><div class="b"></div><h1>${words[0]}</h1><p>${words[1]}</p><p>${words[2]}</p><address>${words[3]}</address>` };
}

function page() {
  const words = Array.from({ length: 6 }, () => `${one(sentences)()} ${one(sentences)()}`);
  const title = one(sentences)();
  return { words: [title, ...words], width: 1080, height: one([1920, 2340]), html: `<style>*{margin:0;font-family:'Noto Serif',serif}
    body{background:#fff;color:#222;width:1080px}.head{background:hsl(${below(360)} 70% 40%);color:#fff;padding:40px;font:700 50px 'Noto Sans'}
    h1{font-size:62px;padding:40px;line-height:1.2}.picture{height:${300 + below(300)}px;background:linear-gradient(${below(360)}deg,hsl(${below(360)} 50% 50%),hsl(${below(360)} 50% 30%),hsl(${below(360)} 50% 70%))}
    p{font-size:${36 + below(8)}px;padding:20px 40px;line-height:1.5}</style><div class="head">Warta ${one(villages)}</div><h1>${title}</h1><div class="picture"></div>${words.map((text) => `<p>${text}</p>`).join('')}` };
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const tab = await browser.newPage();
for (let index = 0; index < Number(count); ++index) {
  const kind = index % 6 === 4 ? 'poster' : index % 6 === 5 ? 'page' : 'chat';
  const made = { chat, poster, page }[kind]();
  await tab.setViewportSize({ width: made.width, height: made.height });
  await tab.setContent(made.html);
  const name = path.join(folder, `${kind}-${String(index).padStart(4, '0')}`);
  await tab.screenshot({ path: `${name}.png` });
  writeFileSync(`${name}.txt`, `${made.words.join('\n')}\n`);
}
await browser.close();
