import type { Shape } from './shape';

/** Two values of a shape, the same on every run: `full` has all that is optional, `bare` has nothing that may be absent. */
export type Example = 'full' | 'bare';

export function example(shape: Shape, which: Example, name = 'value'): unknown {
  const full = which === 'full';
  switch (shape.kind) {
    case 'primitive':
      return primitive(shape.type, full, name);
    case 'enum':
      return full ? shape.symbols.at(-1) : shape.symbols[0];
    case 'fixed':
      return Buffer.alloc(shape.size, full ? 0xa5 : 0);
    case 'optional':
      return full ? example(shape.of, which, name) : null;
    case 'array':
      return full ? [example(shape.items, 'full', name), example(shape.items, 'bare', name)] : [];
    case 'record':
      return Object.fromEntries(shape.fields.map((field) => [field.name, example(field.shape, which, field.name)]));
  }
}

function primitive(type: string, full: boolean, name: string): unknown {
  switch (type) {
    case 'boolean':
      return full;
    case 'int':
      return full ? 2_147_483_647 : -1;
    case 'long':
      return full ? 1_732_406_400_123 : 0; // 2024-11-24, and more than 32 bits
    case 'double':
      return full ? 0.1 : 0;
    case 'bytes':
      return full ? Buffer.from([0, 1, 0x7f, 0x80, 0xff]) : Buffer.alloc(0);
    default:
      return full ? `${name} 包裹 \u{1F4E6}` : ''; // one, three and four bytes a character
  }
}
