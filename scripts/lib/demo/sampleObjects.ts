import { randomBytes } from 'node:crypto';
import { type Colour, png } from './png.ts';

/** One write of the sample data. Writing a key again makes another version of it. */
export interface SamplePut {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
}

/**
 * What the versioned sample bucket holds, as rounds of writes. Keys within a round differ, so a round can be written all
 * at once; the rounds follow each other, which spreads the versions of a key over the time that filling takes.
 */
export function sampleRounds(): SamplePut[][] {
  const readme = readmeVersions();
  return [
    [...readme.slice(0, 1), text('drafts/announcement.md', '# Announcement\n\nTo be written.\n')],
    [...orders('2026/10', 31), ...orders('2026/11', 20)],
    [...readme.slice(1, 2), ...images(), ...awkwardNames()],
    logs(2_000),
    [...readme.slice(2, 3), binary('media/recording.bin', 20 * 1024 * 1024)],
    [...readme.slice(3)],
  ];
}

/** Keys of the above that are deleted at the end, so that there is something to be found again. */
export const deletedKeys: readonly string[] = ['drafts/announcement.md'];

/** What the bucket without versions holds. */
export function backupObjects(): SamplePut[] {
  return ['2026-11-01', '2026-11-08', '2026-11-15'].map((day) => binary(`database/${day}.dump.gz`, 300 * 1024));
}

function text(key: string, content: string, contentType = 'text/markdown; charset=utf-8'): SamplePut {
  return { key, body: Buffer.from(content), contentType };
}

function binary(key: string, bytes: number): SamplePut {
  return { key, body: randomBytes(bytes), contentType: 'application/octet-stream' };
}

function readmeVersions(): SamplePut[] {
  const contents = [
    '# Demo\n\nA bucket to try things in.\n',
    '# Demo\n\nA bucket to try things in.\n\n- orders/ has a CSV for each day\n',
    '# Demo\n\nA bucket to try things in.\n\n- orders/ has a CSV for each day\n- logs/ has many small objects\n',
    '# Demo\n\nA bucket to try things in. It keeps every version: this is the fourth of this file.\n\n' +
      '- orders/ has a CSV for each day\n- logs/ has many small objects\n- drafts/ had one, and it can be restored\n',
  ];
  return contents.map((content) => text('readme.md', content));
}

const GOODS = ['oak barrel 225 l', 'ash stave', 'hoop, steel', 'bung, silicone', 'chestnut keg 30 l'] as const;

function orders(month: string, days: number): SamplePut[] {
  return Array.from({ length: days }, (_, index) => {
    const day = String(index + 1).padStart(2, '0');
    const date = `${month.replace('/', '-')}-${day}`;
    const rows = Array.from({ length: 12 + ((index * 7) % 40) }, (_row, row) => {
      const quantity = 1 + ((row * 5 + index) % 9);
      const price = 4.5 + ((row * 37 + index * 11) % 400);
      const number = `${date.replaceAll('-', '')}-${String(row + 1).padStart(3, '0')}`;
      return `${number},${date},${GOODS[(row + index) % GOODS.length]},${quantity},${price.toFixed(2)}`;
    });
    const content = ['order,date,item,quantity,price', ...rows, ''].join('\n');
    return text(`orders/${month}/orders-${date}.csv`, content, 'text/csv; charset=utf-8');
  });
}

function images(): SamplePut[] {
  const image = (name: string, width: number, height: number, colourAt: (x: number, y: number) => Colour) => ({
    key: `images/${name}.png`,
    body: png(width, height, colourAt),
    contentType: 'image/png',
  });
  return [
    image('sunset', 640, 400, (x, y) => {
      if (y > 300) return [30 + y / 8, 40 + y / 10, 90]; // the sea
      return Math.hypot(x - 320, y - 280) < 70 ? [255, 220, 120] : [90 + y / 2, 60 + y / 3, 120 - y / 6];
    }),
    image('staves', 480, 320, (x, y) => {
      const shade = 150 + 40 * Math.sin(x / 3) - (x % 40 === 0 ? 90 : 0) + y / 12;
      return [shade, shade * 0.7, shade * 0.45];
    }),
    image('chequers', 256, 256, (x, y) => (((x >> 5) + (y >> 5)) % 2 === 0 ? [38, 70, 83] : [233, 196, 106])),
  ];
}

function awkwardNames(): SamplePut[] {
  const keys = [
    'names/отчёт за ноябрь.txt',
    'names/🦫 builds 🛢️.txt',
    'names/two  spaces and a trailing one ',
    'names/a//b',
    'names/100% & more?#.txt',
    'names/.hidden',
  ];
  return keys.map((key) => text(key, `The key of this object is "${key}".\n`, 'text/plain; charset=utf-8'));
}

function logs(count: number): SamplePut[] {
  return Array.from({ length: count }, (_, index) => {
    const minute = String(index % 60).padStart(2, '0');
    const hour = String(Math.floor(index / 60) % 24).padStart(2, '0');
    const day = String(1 + Math.floor(index / 1440)).padStart(2, '0');
    const entry = { time: `2026-11-${day}T${hour}:${minute}:00Z`, level: index % 97 === 0 ? 'warn' : 'info', index };
    return text(`logs/2026-11-${day}T${hour}-${minute}.json`, `${JSON.stringify(entry)}\n`, 'application/json');
  });
}
