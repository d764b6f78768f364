import { codeLists, isCodeList, languages, type CodeListName, type Language } from '@alataw/values';
import { CommandError, text, type Command } from '../command';

/** Shows what codes mean; it needs no centre. */
export const showCodes: Command = {
  name: 'codes',
  summary: 'shows what the published codes mean',
  usage: [
    'LIST                 one list, e.g. LoadRefusal; without it, the names of all',
    `--lang LANGUAGE      ${languages.join(', ')}; en unless said`,
    '--json               one JSON object per line',
  ],
  options: { lang: { type: 'string' } },
  run(options, [name], terminal) {
    const language = languageOf(text(options, 'lang') ?? languages[0]);
    const rows = name === undefined ? titles(language) : meanings(listOf(name), language);
    const width = Math.max(...rows.map(([code]) => code.length));
    for (const [code, meaning] of rows) {
      terminal.print(
        options['json'] === true ? JSON.stringify({ code, meaning }) : `${code.padEnd(width)}  ${meaning}`,
      );
    }
    return Promise.resolve();
  },
};

type Row = readonly [code: string, meaning: string];

function titles(language: Language): Row[] {
  return Object.entries(codeLists).map(([name, { title }]) => [name, title[language]]);
}

function meanings(name: CodeListName, language: Language): Row[] {
  return Object.entries(codeLists[name].codes).map(([code, words]) => [code, words[language]]);
}

function listOf(name: string): CodeListName {
  if (isCodeList(name)) return name;
  throw new CommandError(`There is no list "${name}": alataw codes shows their names.`);
}

function languageOf(asked: string): Language {
  const language = languages.find((own) => own === asked);
  if (language !== undefined) return language;
  throw new CommandError(`Say --lang ${languages.join(', ')}.`);
}
