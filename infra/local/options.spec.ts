import { Fault } from './fault';
import { parseOptions } from './options';

function faultOf(argv: readonly string[]): Fault {
  try {
    parseOptions(argv);
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error(`${argv.join(' ')} was taken`);
}

describe('parseOptions', () => {
  it('takes defaults for what is not given', () => {
    expect(parseOptions([], '/repo')).toEqual({
      help: false,
      scenarios: false,
      scenario: '',
      empty: false,
      rate: 20,
      parcels: null,
      seed: 1,
      untilDrained: false,
      json: false,
      data: '/repo/.alataw',
      port: 8080,
      reset: false,
      customs: false,
    });
  });

  it('reads values beside their option and attached to it', () => {
    expect(parseOptions(['--rate', '0.5', '--parcels=2000', '--data', 'x/y', '--port=9000'], '/repo')).toMatchObject({
      rate: 0.5,
      parcels: 2000,
      data: '/repo/x/y',
      port: 9000,
    });
  });

  it('takes from a scenario what is not given, and begins it anew unless the folder is named', () => {
    const usual = { rate: 60, seed: 7, parcels: 600, customs: true, data: '.alataw/scenarios/calm-day', resets: true };
    const argv = ['--scenario', 'calm-day', '--until-drained'];
    expect(parseOptions(argv, '/repo', usual)).toMatchObject({
      ...{ scenario: 'calm-day', rate: 60, seed: 7, parcels: 600, customs: true, reset: true },
      data: '/repo/.alataw/scenarios/calm-day',
    });
    const named = parseOptions([...argv, '--parcels', '50', '--data', 'mine'], '/repo', usual);
    expect(named).toMatchObject({ parcels: 50, seed: 7, data: '/repo/mine', reset: false });
  });

  it.each([
    [['--fast'], 'Unknown option --fast'],
    [['centre'], 'Unknown option centre'],
    [['--empty=yes'], '--empty takes no value'],
    [['--data'], '--data needs a value'],
    [['--data', '--json'], '--data needs a value'],
    [['--rate', 'much'], '--rate takes a number from 0.1 to 20000, not "much"'],
    [['--rate', '0'], '--rate takes a number from 0.1 to 20000, not "0"'],
    [['--parcels', '1.5'], '--parcels takes a whole number from 1 to 100000000, not "1.5"'],
    [['--port', '65536'], '--port takes a whole number from 1 to 65535, not "65536"'],
    [['--until-drained'], '--until-drained needs --parcels N or --scenario NAME'],
    [['--scenario', 'calm-day', '--empty'], '--scenario and --empty exclude each other'],
    [['--until-drained', '--parcels', '1', '--empty'], '--until-drained and --empty exclude each other'],
  ])('refuses %j in one sentence with exit code 2', (argv, sentence) => {
    const fault = faultOf(argv);
    expect(fault.message).toBe(`${sentence}; the options are listed by: npm start -- --help`);
    expect(fault.exitCode).toBe(2);
  });
});
