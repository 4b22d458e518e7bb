/** The bytes of one case: `count` files of `size` bytes. One file lies by itself, several lie in a folder. */
export type Payload = { count: number; size: number };

/** One thing that every tool does. */
export type BenchCase = {
  name: string;
  direction: 'upload' | 'download';
  payload: Payload;
  /** Milliseconds added to each round trip between the tool and the server. */
  addedRoundTripMs: number;
};

const MIB = 1024 ** 2;
const SMALL_FILE_BYTES = 16 * 1024;
const ADDED_ROUND_TRIP_MS = 60;

function payloadName({ count, size }: Payload): string {
  if (count > 1) return `${count} x ${size / 1024} KiB`;
  return size % 1024 ** 3 === 0 ? `${size / 1024 ** 3} GiB` : `${Math.round(size / MIB)} MiB`;
}

/** All cases; a quick run has a tenth of the bytes of a file, or of the files. */
export function benchCases(isQuick: boolean): BenchCase[] {
  const share = isQuick ? 10 : 1;
  const oneFile = (mebibytes: number): Payload => ({ count: 1, size: Math.round((mebibytes * MIB) / share) });
  const smallFiles = (count: number): Payload => ({ count: count / share, size: SMALL_FILE_BYTES });
  const groups = [
    { payload: oneFile(1024), addedRoundTripMs: 0 },
    { payload: smallFiles(10_000), addedRoundTripMs: 0 },
    { payload: oneFile(256), addedRoundTripMs: ADDED_ROUND_TRIP_MS },
    { payload: smallFiles(1000), addedRoundTripMs: ADDED_ROUND_TRIP_MS },
  ];
  return groups.flatMap(({ payload, addedRoundTripMs }) =>
    (['upload', 'download'] as const).map((direction) => {
      const distance = addedRoundTripMs > 0 ? ` at ${addedRoundTripMs} ms` : '';
      return { name: `${direction} ${payloadName(payload)}${distance}`, direction, payload, addedRoundTripMs };
    }),
  );
}
