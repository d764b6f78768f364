import { readOptions, UsageError } from './options';

describe(readOptions.name, () => {
  it('has a default for everything', () => {
    expect(readOptions([])).toEqual({
      ...{ parcels: 5_000, faults: 20, seed: 1, rate: null },
      ...{ reportFile: null, keepIn: null, withJava: true, withControls: true },
    });
  });

  it('reads what is given', () => {
    const args = '--parcels 10 --faults 0 --seed 7 --rate 5 --report /r.json --keep /d --no-java --no-controls'.split(
      ' ',
    );
    expect(readOptions(args)).toEqual({
      ...{ parcels: 10, faults: 0, seed: 7, rate: 5 },
      ...{ reportFile: '/r.json', keepIn: '/d', withJava: false, withControls: false },
    });
    expect(readOptions(['--help'])).toBe('help');
  });

  it.each([
    ['--parcels 0', '--parcels takes a whole number from 1 to 1000000, not "0"'],
    ['--faults 1.5', '--faults takes a whole number from 0 to 1000, not "1.5"'],
    ['--seed x', '--seed takes a whole number from 0 to 2147483647, not "x"'],
    ['--rate 1001', '--rate takes a whole number from 1 to 1000, not "1001"'],
    ['--nonsense', "Unknown option '--nonsense'"],
  ])('refuses %s', (args, sentence) => {
    expect(() => readOptions(args.split(' '))).toThrow(UsageError);
    expect(() => readOptions(args.split(' '))).toThrow(sentence);
  });
});
