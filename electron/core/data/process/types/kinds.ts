/**
 * What a cell's text looks like. `code`: digits with leading zeros, which are no number to whoever wrote them. `nothing`:
 * a word for no value, which says nothing about its column. `json`: an object or a list, in JSON lines only.
 */
export type CellKind =
  | 'number'
  | 'decimal-comma'
  | 'code'
  | 'boolean'
  | 'date'
  | 'date-dots'
  | 'date-day-first'
  | 'date-month-first'
  | 'date-slashes'
  | 'time'
  | 'timestamp'
  | 'timestamp-dots'
  | 'timestamp-zone'
  | 'nothing'
  | 'json'
  | 'text';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const CODE = /^[+-]?0\d+$/;
const BOOLEAN = /^(?:true|false)$/i;
const NOTHING = /^(?:n\/a|#n\/a|na|nan|null|nil|none|-+|—|\?|н\/д|нет|нет данных)$/i;
const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DOTS_DATE = /^(\d\d?)\.(\d\d?)\.(\d{4})$/;
const SLASHES_DATE = /^(\d\d?)\/(\d\d?)\/(\d{4})$/;
const TIME = /^([01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const ISO_TIMESTAMP =
  /^(\d{4})-(\d\d)-(\d\d)[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?( ?(?:Z|[+-]\d\d(?::?\d\d)?))?$/;
const DOTS_TIMESTAMP = /^(\d\d?)\.(\d\d?)\.(\d{4}),? (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;

/** Whether there is such a day. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What a text that is not empty looks like, with spaces around it not looked at. */
export function kindOf(cell: string): CellKind {
  const text = cell.trim();
  const first = text.charCodeAt(0);
  const isDigit = first >= 0x30 && first <= 0x39;
  if (isDigit || first === 0x2b || first === 0x2d || first === 0x2e) {
    if (NUMBER.test(text)) return CODE.test(text) ? 'code' : 'number';
    if (DECIMAL_COMMA.test(text)) return 'decimal-comma';
    if (isDigit) return momentKind(text);
  }
  if (BOOLEAN.test(text)) return 'boolean';
  return NOTHING.test(text) ? 'nothing' : 'text';
}

/** Whether a cell looks like a value and not like the title of a column. */
export function isDecisive(cell: string): boolean {
  const kind = kindOf(cell);
  return kind !== 'text' && kind !== 'nothing';
}

function momentKind(text: string): CellKind {
  if (TIME.test(text)) return 'time';
  const iso = ISO_DATE.exec(text) ?? ISO_TIMESTAMP.exec(text);
  if (iso) {
    if (!isDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))) return 'text';
    return text.length === 10 ? 'date' : iso[4] ? 'timestamp-zone' : 'timestamp';
  }
  const dots = DOTS_DATE.exec(text) ?? DOTS_TIMESTAMP.exec(text);
  if (dots) {
    if (!isDay(Number(dots[3]), Number(dots[2]), Number(dots[1]))) return 'text';
    return text.includes(':') ? 'timestamp-dots' : 'date-dots';
  }
  const slashes = SLASHES_DATE.exec(text);
  if (!slashes) return 'text';
  const year = Number(slashes[3]);
  const isDayFirst = isDay(year, Number(slashes[2]), Number(slashes[1]));
  const isMonthFirst = isDay(year, Number(slashes[1]), Number(slashes[2]));
  if (isDayFirst && isMonthFirst) return 'date-slashes';
  return isDayFirst ? 'date-day-first' : isMonthFirst ? 'date-month-first' : 'text';
}
