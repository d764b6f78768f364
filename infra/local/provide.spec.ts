import { homeOf } from './provide';

describe('homeOf', () => {
  it('prefers Docker at the first start, when an engine answers', () => {
    expect(homeOf(null, true, 'jars', '/d')).toBe('docker');
    expect(homeOf(null, false, 'jars', '/d')).toBe('jars');
  });

  it('stays where the data are', () => {
    expect(homeOf<'jars'>('jars', true, 'jars', '/d')).toBe('jars');
    expect(homeOf('docker', true, 'jars', '/d')).toBe('docker');
  });

  it('does not start empty when the engine that has the data is away', () => {
    expect(() => homeOf('docker', false, 'jars', '/d')).toThrow(
      /no Docker engine answers; start Docker, or start anew/,
    );
  });
});
