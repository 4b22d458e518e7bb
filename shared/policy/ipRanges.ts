/** An address as a number with its width in bits; null when the text is none. */
type Address = { bits: 32 | 128; value: bigint };

function ipv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

/** The groups of one side of `::`; the last may be written as an IPv4 address. */
function groupsOf(side: string): bigint[] | null {
  if (side === '') return [];
  const groups: bigint[] = [];
  for (const part of side.split(':')) {
    const embedded = ipv4(part);
    if (embedded !== null) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

function ipv6(text: string): bigint | null {
  const sides = text.split('::');
  if (sides.length > 2) return null;
  const [before, after] = sides.map(groupsOf);
  if (!before || after === null) return null;
  const filled = after === undefined ? before : [...before, ...zeros(8 - before.length - after.length), ...after];
  return filled.length === 8 ? filled.reduce((sum, group) => (sum << 16n) | group, 0n) : null;
}

function zeros(count: number): bigint[] {
  return new Array<bigint>(Math.max(0, count)).fill(0n);
}

function addressOf(text: string): Address | null {
  const short = ipv4(text);
  if (short !== null) return { bits: 32, value: short };
  const long = ipv6(text);
  return long === null ? null : { bits: 128, value: long };
}

function rangeOf(text: string): { address: Address; length: number } | null {
  const [, name = '', size] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = addressOf(name);
  if (address === null) return null;
  const length = size === undefined ? address.bits : Number(size);
  return length <= address.bits ? { address, length } : null;
}

/** Whether an IP address is in a range such as `203.0.113.0/24` or `2001:db8::/32`; null when one of them is none. */
export function isInRange(address: string, range: string): boolean | null {
  const one = addressOf(address);
  const many = rangeOf(range);
  if (one === null || many === null) return null;
  if (one.bits !== many.address.bits) return false;
  const shift = BigInt(one.bits - many.length);
  return one.value >> shift === many.address.value >> shift;
}

/** True for a range that holds so much of the internet that S3 calls it public (S3 User Guide, "The meaning of public"). */
export function isWideRange(range: string): boolean {
  const parsed = rangeOf(range);
  return parsed === null || parsed.length < (parsed.address.bits === 32 ? 8 : 32);
}
