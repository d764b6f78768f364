import { TextDecoder } from 'node:util';

const codes = new Map<string, Buffer>();

/** A text in GB18030 (characters of two bytes), which Node decodes but does not encode. */
export function gb18030Of(text: string): Buffer {
  if (codes.size === 0) {
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const bytes = Buffer.from([lead, trail]);
        const character = decoder.decode(bytes);
        if (character.length === 1 && character !== '\uFFFD') codes.set(character, bytes);
      }
    }
  }
  const encoded = [...text].map((character) => {
    const code = character.charCodeAt(0) < 0x80 ? Buffer.from(character) : codes.get(character);
    if (code === undefined) throw new RangeError(`no two bytes for ${character}`);
    return code;
  });
  return Buffer.concat(encoded);
}
