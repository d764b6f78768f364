import { Type, types } from 'avsc';
import { UndecodableError } from './errors';

/**
 * avsc's reader trusts its input: it checks for the end only when it is done, so that four bytes which claim millions
 * of items keep it busy; it lets an int have 60 bits; and a length of a few hundred continuation bytes becomes NaN,
 * which spoils the pool that all later `bytes` come from. Its writer turns -5e15 into 5e15 and writes lone surrogates.
 *
 * These types replace the ones concerned, by the few methods of avsc 5.7.9 that do the work: pinned, and tested here.
 * With them, reading takes time in proportion to the bytes that are there, and what is written can be read.
 */
export function strictType(schema: string): Type {
  return Type.forSchema(JSON.parse(schema) as Schema, { omitRecordMethods: true, typeHook });
}

/** From here on the zigzag code of a negative number is not exact as a JavaScript number. */
const LONG_LIMIT = 2 ** 52;

/** The longest string whose length takes one byte. */
const SHORT = 63;

/** avsc's position in a buffer. */
interface Tap {
  readonly buf: Buffer;
  pos: number;
  readLong(): number;
}

type Schema = Parameters<typeof Type.forSchema>[0];
type TypeHook = NonNullable<NonNullable<Parameters<typeof Type.forSchema>[1]>['typeHook']>;
type Hook = ((value: unknown, type: Type) => void) | undefined;

declare module 'avsc' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- avsc declares its types in one
  namespace types {
    interface IntType {
      _read(tap: Tap): number;
    }
    interface LongType {
      _read(tap: Tap): number;
      _check(value: unknown, flags?: unknown, hook?: Hook): boolean;
      _write(tap: Tap, value: unknown): void;
    }
    interface StringType {
      _read(tap: Tap): string | undefined;
      _check(value: unknown, flags?: unknown, hook?: Hook): boolean;
      _write(tap: Tap, value: unknown): void;
    }
  }
}

class StrictInt extends types.IntType {
  override _read(tap: Tap): number {
    const value = tap.readLong();
    if (value !== (value | 0)) throw new UndecodableError('BAD_NUMBER');
    return value;
  }
}

class StrictLong extends types.LongType {
  override _read(tap: Tap): number {
    const value = tap.readLong();
    if (!isLong(value)) throw new UndecodableError('BAD_NUMBER');
    return value;
  }

  override _check(value: unknown, _flags?: unknown, hook?: Hook): boolean {
    return told(isLong(value), value, this, hook);
  }

  override _write(tap: Tap, value: unknown): void {
    if (!isLong(value)) throw new TypeError('not a long');
    super._write(tap, value);
  }
}

class StrictString extends types.StringType {
  override _read(tap: Tap): string {
    const text = super._read(tap);
    if (text === undefined || !(tap.pos <= tap.buf.length)) throw new UndecodableError('TRUNCATED');
    if (text.includes('\0')) throw new UndecodableError('BAD_TEXT');
    return text;
  }

  override _check(value: unknown, _flags?: unknown, hook?: Hook): boolean {
    return told(isText(value), value, this, hook);
  }

  override _write(tap: Tap, value: unknown): void {
    if (typeof value === 'string' && writeShortAscii(tap, value)) return;
    if (!isText(value)) throw new TypeError('not a string');
    super._write(tap, value);
  }
}

class StrictBytes extends types.BytesType {
  _read(tap: Tap): Buffer {
    const length = tap.readLong();
    if (!(length >= 0 && length <= tap.buf.length - tap.pos)) throw new UndecodableError('TRUNCATED');
    tap.pos += length;
    return Buffer.from(tap.buf.subarray(tap.pos - length, tap.pos)); // a copy: the input may be a view of a large fetch
  }
}

class StrictArray extends types.ArrayType {
  /** `this` may be a resolver, which has the items' resolver. No item is smaller than a byte: the generator sees to it. */
  _read(this: { readonly itemsType: { _read(tap: Tap): unknown } }, tap: Tap): unknown[] {
    const values: unknown[] = [];
    for (let count = tap.readLong(); count !== 0; count = tap.readLong()) {
      if (count < 0) {
        count = -count;
        tap.readLong(); // the block's size in bytes, for those who want to skip it
      }
      if (!(count <= tap.buf.length - tap.pos)) throw new UndecodableError('TOO_MANY_ITEMS');
      for (; count > 0; count--) values.push(this.itemsType._read(tap));
    }
    return values;
  }
}

const strictInt = new StrictInt();
const strictLong = new StrictLong();
const strictString = new StrictString();
const strictBytes = new StrictBytes();

const typeHook: TypeHook = (schema, options) => {
  const name = typeof schema === 'object' && 'type' in schema ? schema.type : schema;
  switch (name) {
    case 'int':
      return strictInt;
    case 'long':
      return strictLong;
    case 'string':
      return strictString;
    case 'bytes':
      return strictBytes;
    case 'array':
      return new StrictArray(schema, options);
    default:
      return undefined;
  }
};

function isLong(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(Number(value)) < LONG_LIMIT;
}

/** No NUL, which many tools take for the end of a text, and no half of a surrogate pair, which has no UTF-8. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && !value.includes('\0') && value.isWellFormed();
}

/** Most strings are short codes: one pass over them writes and checks. */
function writeShortAscii(tap: Tap, text: string): boolean {
  const { length } = text;
  const { buf, pos } = tap;
  if (length > SHORT) return false;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0 || unit > 0x7f) return false;
    buf[pos + 1 + index] = unit;
  }
  buf[pos] = length * 2; // the zigzag code
  tap.pos = pos + 1 + length;
  return true;
}

function told(fits: boolean, value: unknown, type: Type, hook: Hook): boolean {
  if (!fits && hook) hook(value, type);
  return fits;
}

declare global {
  /** ES2024; in Node since 20. */
  interface String {
    isWellFormed(): boolean;
  }
}
