import { sentenceOf } from '@alataw/values';
import { runProgram } from '../program';
import { showCodes } from './codes.command';

const shown = async (...args: string[]): Promise<string[]> => {
  const lines: string[] = [];
  const terminal = {
    print: (line: string) => void lines.push(line),
    tell: () => undefined,
    environment: {},
    now: () => 0,
  };
  await runProgram([showCodes], ['codes', ...args], terminal);
  return lines;
};

describe('alataw codes', () => {
  it('names the lists', async () => {
    expect(await shown()).toContainEqual(expect.stringMatching(/^LoadRefusal +Why something is not loaded$/));
  });
  it('tells the codes of a list, in a language', async () => {
    expect(await shown('LoadRefusal', '--lang', 'ru')).toContainEqual(
      expect.stringMatching(new RegExp(`^HELD +${sentenceOf('LoadRefusal', 'HELD').ru}$`)),
    );
    expect(await shown('LoadRefusal', '--json')).toContain(
      JSON.stringify({ code: 'HELD', meaning: sentenceOf('LoadRefusal', 'HELD').en }),
    );
  });
  it.each([
    [['Nothing'], 'There is no list "Nothing"'],
    [['--lang', 'fr'], 'Say --lang en, zh, ru, kk.'],
  ])('says what can be asked for instead of %j', async (args, message) => {
    await expect(shown(...args)).rejects.toThrow(message);
  });
});
