/** A place in a document as people read it: `Rules › 2 › Days`. Lists are counted from 1. */
export function pathWords(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? step + 1 : step)).join(' › ');
}
