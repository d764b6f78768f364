import { installCommand, javaMajor } from './programs';

describe('javaMajor', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['no such command', 0],
  ])('reads %j', (output, major) => {
    expect(javaMajor(output)).toBe(major);
  });
});

describe('installCommand', () => {
  it('names a package of this system', () => {
    expect(installCommand('redis-server')).toMatch(/^(sudo apt-get install -y redis-server|brew install redis)$/);
  });
});
