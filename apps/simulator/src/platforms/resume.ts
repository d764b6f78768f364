/**
 * The first of a row of things that is not known, found with few questions: those before it are known, but for a few just
 * before it perhaps.
 * @param isKnown asked for numbers from 0
 * @param end how many there are
 */
export async function firstUnknown(isKnown: (index: number) => Promise<boolean>, end: number): Promise<number> {
  let known = -1;
  let unknown = 0;
  while (unknown < end && (await isKnown(unknown))) {
    known = unknown;
    unknown = 2 * unknown + 1;
  }
  unknown = Math.min(unknown, end);
  while (unknown - known > 1) {
    const middle = Math.floor((known + unknown) / 2);
    if (await isKnown(middle)) known = middle;
    else unknown = middle;
  }
  return unknown;
}
