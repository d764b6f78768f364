/** Lengths by the first character of a container's size and type code, mm. @see ISO 6346, annex D */
const LENGTHS_MM: Readonly<Record<string, number>> = {
  '1': 2_991,
  '2': 6_058,
  '3': 9_125,
  '4': 12_192,
  A: 7_150,
  B: 7_315,
  C: 7_430,
  D: 7_450,
  E: 7_820,
  F: 8_100,
  G: 12_500,
  H: 13_106,
  K: 13_600,
  L: 13_716,
  M: 14_630,
  N: 14_935,
  P: 16_154,
};

const form = /^[1-4A-HK-NP][0-9A-Z][A-Z][0-9A-Z]$/;

/** The length of a container, mm. @param sizeType e.g. `22G1` (20 feet) or `L5G1` (45 feet) @returns null for what is no such code */
export function containerLengthMm(sizeType: string): number | null {
  return form.test(sizeType) ? (LENGTHS_MM[sizeType.charAt(0)] ?? null) : null;
}
