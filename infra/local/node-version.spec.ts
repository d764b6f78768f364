import { unsupported } from './node-version';

describe('unsupported', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])('accepts Node %s', (version) => {
    expect(unsupported(version)).toBe('');
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0'])(
    'refuses Node %s, which cannot require ES modules',
    (version) => {
      expect(unsupported(version)).toContain(`this is ${version}; install one`);
    },
  );
});
