/** A number from 0 to 1 that is always the same for the same text. */
export function lot(text: string): number {
  let hash = 2166136261; // FNV-1a, 32 bits
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b); // MurmurHash3's last steps: neighbours become far apart
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
