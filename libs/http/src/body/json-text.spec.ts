import { readJson } from './json-text';

const codeOf = (bytes: Buffer): string => {
  const reading = readJson(bytes);
  return reading.ok ? 'ok' : reading.fault.code;
};

describe(readJson.name, () => {
  it('reads a value', () => {
    expect(readJson(Buffer.from('{"a":[1,"ü"]}'))).toEqual({ ok: true, value: { a: [1, 'ü'] } });
  });

  it.each([
    ['a NUL byte', Buffer.from('{"a":"\0"}'), 'NUL_BYTE'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'INVALID_UTF8'],
    ['GBK', Buffer.from([0x22, 0xb0, 0xa2, 0xc0, 0xad, 0x22]), 'INVALID_UTF8'],
    ['an overlong form', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'INVALID_UTF8'],
    ['half a value', Buffer.from('{"a":'), 'INVALID_JSON'],
    ['two values', Buffer.from('{} {}'), 'INVALID_JSON'],
    ['nothing', Buffer.from(''), 'INVALID_JSON'],
    ['17 levels', Buffer.from('['.repeat(17) + ']'.repeat(17)), 'TOO_DEEP'],
    ['a million brackets', Buffer.from('['.repeat(1_000_000)), 'TOO_DEEP'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('takes 16 levels', () => {
    expect(codeOf(Buffer.from('['.repeat(16) + ']'.repeat(16)))).toBe('ok');
  });

  it('does not count brackets in strings', () => {
    expect(codeOf(Buffer.from(JSON.stringify({ a: `"\\${'['.repeat(100)}` })))).toBe('ok');
  });

  it('repeats nothing of what was sent', () => {
    const reading = readJson(Buffer.from('{"secret": nope}'));
    expect(reading.ok ? '' : reading.fault.detail).toMatch(
      /^Send one JSON value: it (breaks at character 1\d|is not valid JSON)\.$/,
    );
  });

  it('says that it ends too early', () => {
    const reading = readJson(Buffer.from('{"a":'));
    expect(reading.ok ? '' : reading.fault.detail).toBe('Send one JSON value: it ends too early.');
  });
});
