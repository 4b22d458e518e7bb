/** Where being there is the whole message. */
const PRESENCE = new Set(['EventBridgeConfiguration', 'SSES3', 'SimplePrefix']);
/** Lists whose first fitting entry wins; all others are sets. */
const ORDERED = new Set(['CORSRules', 'RoutingRules']);

/** True for what says as much as nothing: servers leave it out, or add it. */
function isEmpty(value: unknown, name: string): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  // Servers tell of it only once it was switched on.
  if (name === 'MFADelete' && value === 'Disabled') return true;
  if (typeof value !== 'object' || PRESENCE.has(name)) return false;
  if (Array.isArray(value)) return value.length === 0;
  return Object.entries(value).every(([inner, content]) => isEmpty(content, inner));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT/;

function sameScalar(sent: unknown, got: unknown): boolean {
  if (sent === got) return true;
  if (typeof sent !== 'string' || typeof got !== 'string') return false;
  return ISO_TIME.test(sent) && Date.parse(sent) === Date.parse(got);
}

/** Whether each of one list can be paired with one of the other. */
function sameSet(sent: unknown[], got: unknown[]): boolean {
  const left = [...got];
  return sent.every((item) => {
    const exact = left.findIndex((other) => JSON.stringify(other) === JSON.stringify(item));
    const found = exact >= 0 ? exact : left.findIndex((other) => holds(item, other, ''));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

/** Whether `got` says all that `sent` says. */
function holds(sent: unknown, got: unknown, name: string): boolean {
  if (isEmpty(sent, name)) return isEmpty(got, name) || sameScalar(sent, got);
  if (Array.isArray(sent)) {
    if (!Array.isArray(got) || got.length !== sent.length) return false;
    return ORDERED.has(name) ? sent.every((item, index) => holds(item, got[index], '')) : sameSet(sent, got);
  }
  if (!isRecord(sent)) return sameScalar(sent, got);
  return isRecord(got) && Object.entries(sent).every(([inner, content]) => holds(content, got[inner], inner));
}

/**
 * Whether a document read back says what was sent. What servers add or change by themselves counts as sent: generated
 * rule IDs, empty fields, defaults, another order of what has none. A value that is lost or altered does not.
 */
export function isAsSent(sent: unknown, got: unknown): boolean {
  return holds(sent ?? {}, got ?? {}, '');
}
