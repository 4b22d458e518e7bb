/**
 * The key of a shortcut: the Latin letter of a key press, whatever alphabet the keyboard is set to (Ctrl+A must work in
 * the Russian layout, where the same key gives "ф"), else the key's own name.
 */
export function keyName(event: { key: string; code: string }): string {
  if (event.key.length !== 1) return event.key;
  const key = event.key.toLowerCase();
  if (key >= 'a' && key <= 'z') return key;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter ? letter.toLowerCase() : key;
}
