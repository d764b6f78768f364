import { EnvReader } from './env-reader';

const faultOf = (env: Record<string, string>, read: (env: EnvReader) => unknown): string => {
  const reader = new EnvReader(env);
  read(reader);
  try {
    reader.done();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe(EnvReader.name, () => {
  it('names every fault at once, and no value', () => {
    const fault = faultOf({ HTTP_PORT: 'secret' }, (env) => [
      env.list('KAFKA_BROKERS'),
      env.integer('HTTP_PORT', { min: 1, max: 65_535 }),
    ]);
    expect(fault).toBe('Alataw cannot start: KAFKA_BROKERS is missing; HTTP_PORT must be an integer from 1 to 65535.');
  });

  it.each([
    ['50', ''],
    ['10000', ''],
    ['49', 'REDIS_TIMEOUT_MS must be an integer from 50 to 10000 ms'],
    ['10001', 'REDIS_TIMEOUT_MS must be an integer from 50 to 10000 ms'],
    ['5e1', 'REDIS_TIMEOUT_MS must be an integer from 50 to 10000 ms'],
  ])('reads the integer %s within limits', (value, fault) => {
    const read = (env: EnvReader) => env.integer('REDIS_TIMEOUT_MS', { min: 50, max: 10_000, unit: 'ms' });
    expect(faultOf({ REDIS_TIMEOUT_MS: value }, read)).toBe(fault === '' ? '' : `Alataw cannot start: ${fault}.`);
  });

  it('reads words of a form', () => {
    const read = (env: EnvReader) => env.words('CODES', /^[A-Z]+$/, 'upper-case codes');
    expect([read(new EnvReader({ CODES: ' A, B ,' })), read(new EnvReader({}))]).toEqual([['A', 'B'], []]);
    expect(faultOf({ CODES: 'A,b' }, read)).toBe('Alataw cannot start: CODES must be upper-case codes.');
  });

  it('refuses a URL of another protocol', () => {
    const read = (env: EnvReader) => env.url('REDIS_URL', ['redis', 'rediss']);
    expect(faultOf({ REDIS_URL: 'redis://127.0.0.1:6379' }, read)).toBe('');
    expect(faultOf({ REDIS_URL: 'http://127.0.0.1' }, read)).toMatch('redis:// or rediss://');
    expect(faultOf({ REDIS_URL: 'no url' }, read)).toMatch('must be a URL');
  });

  it('takes the default where nothing is given, and an empty value for nothing', () => {
    const env = new EnvReader({ LOG_LEVEL: '' });
    expect(env.oneOf('LOG_LEVEL', ['info', 'debug'], 'info')).toBe('info');
    expect(env.list('HOSTS')).toEqual([]);
    expect(faultOf({ LEVEL: 'loud' }, (e) => e.oneOf('LEVEL', ['info', 'debug'], 'info'))).toMatch(
      'LEVEL must be one of info, debug',
    );
  });
});
