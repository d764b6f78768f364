/** One thing that a scenario may set. */
export interface Field<T> {
  /** What holds where a scenario says nothing. */
  readonly usual: T;
  /** What it is, for whoever writes a scenario. */
  readonly what: string;
  /** What may be written, e.g. `a share from 0 to 1`. */
  readonly takes: string;
  readonly fits: (value: unknown) => value is T;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** A part of a whole: 0 never, 1 always. */
export const share = (usual: number, what: string): Field<number> => ({
  ...{ usual, what, takes: 'a share from 0 to 1' },
  fits: (value): value is number => isNumber(value) && value >= 0 && value <= 1,
});

/** A whole number. */
export const count = (usual: number, what: string, { min, max }: { min: number; max: number }): Field<number> => ({
  ...{ usual, what, takes: `a whole number from ${min} to ${max}` },
  fits: (value): value is number => isNumber(value) && Number.isInteger(value) && value >= min && value <= max,
});

const LONGEST_MS = 86_400_000;

/** A length of time in milliseconds, up to a day. */
export const duration = (usual: number, what: string): Field<number> => count(usual, what, { min: 0, max: LONGEST_MS });

/** Yes or no. */
export const flag = (usual: boolean, what: string): Field<boolean> => ({
  ...{ usual, what, takes: 'true or false' },
  fits: (value): value is boolean => typeof value === 'boolean',
});
