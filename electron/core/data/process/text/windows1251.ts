/** The characters of the bytes 0x80 to 0xFF. Source: encoding.spec.whatwg.org, index-windows-1251. */
const UPPER =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї' +
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';

const bytes = new Map([...UPPER].map((character, index) => [character, index + 0x80]));

/** Characters of bytes read as Latin-1: the same length. */
export const fromLatin1 = (latin1: string): string =>
  latin1.replace(/[\u0080-\u00ff]/g, (character) => UPPER.charAt(character.charCodeAt(0) - 0x80));

/** Null when a character has no byte in Windows-1251. */
export function toWindows1251(text: string): Buffer | null {
  const encoded = Buffer.allocUnsafe(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const byte = code < 0x80 ? code : bytes.get(text.charAt(i));
    if (byte === undefined) return null;
    encoded[i] = byte;
  }
  return encoded;
}
