/** Thrown when the environment does not allow a start; its message names every fault, and no value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the environment into typed values. Faults are collected, so that one start tells all of them:
 * `KAFKA_BROKERS is missing; HTTP_PORT must be an integer from 1 to 65535`.
 */
export class EnvReader {
  private readonly faults: string[] = [];

  constructor(private readonly env: Readonly<Record<string, string | undefined>>) {}

  /** A text that must be there, unless a default is given. */
  string(name: string, fallback?: string): string {
    const value = this.env[name];
    if (value !== undefined && value !== '') return value;
    if (fallback === undefined) this.faults.push(`${name} is missing`);
    return fallback ?? '';
  }

  optional(name: string): string | undefined {
    const value = this.env[name];
    return value === '' ? undefined : value;
  }

  /** A comma-separated list of at least one. */
  list(name: string): string[] {
    const items = this.string(name)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    if (items.length === 0 && this.env[name]) this.faults.push(`${name} must be a comma-separated list`);
    return items;
  }

  /** A comma-separated list of words of a form; empty where there is none. @param form what the fault says of it */
  words(name: string, each: RegExp, form: string): string[] {
    const words = (this.optional(name) ?? '').split(',').map((word) => word.trim());
    const given = words.filter((word) => word !== '');
    if (!given.every((word) => each.test(word))) this.faults.push(`${name} must be ${form}`);
    return given;
  }

  /** So many bytes in hexadecimal; undefined where there are none. */
  bytes(name: string, length: number): Buffer | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const bytes = Buffer.from(text, 'hex');
    if (bytes.length === length && text.length === 2 * length) return bytes;
    this.faults.push(`${name} must be ${2 * length} hexadecimal digits`);
    return undefined;
  }

  /** A whole number within limits, which the fault names together with the unit. */
  integer(name: string, limits: { min: number; max: number; unit?: string; fallback?: number }): number {
    const { min, max, unit, fallback } = limits;
    const text = this.env[name];
    if ((text === undefined || text === '') && fallback !== undefined) return fallback;
    const value = /^-?\d+$/.test(text ?? '') ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    this.faults.push(
      text ? `${name} must be an integer from ${min} to ${max}${unit ? ` ${unit}` : ''}` : `${name} is missing`,
    );
    return fallback ?? min;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const text = this.env[name];
    if (text === undefined || text === '') return fallback;
    const found = values.find((value) => value === text);
    if (found === undefined) this.faults.push(`${name} must be one of ${values.join(', ')}`);
    return found ?? fallback;
  }

  flag(name: string, fallback = false): boolean {
    return this.oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  url(name: string, protocols: readonly string[]): string {
    const text = this.string(name);
    if (text === '') return text;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol.slice(0, -1))) {
      this.faults.push(`${name} must be a URL that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`);
    }
    return text;
  }

  /** @throws {ConfigurationError} when anything was wrong */
  done(): void {
    if (this.faults.length > 0) throw new ConfigurationError(`Alataw cannot start: ${this.faults.join('; ')}.`);
  }
}
