import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { member, members, parseJson } from '../src/json';
import { SchemaFaults, type SchemaFile } from './schema-files';
import type { EnumShape } from './shape';

/** Where the words of the codes stand: a file for each folder of schemas, and one for what only the gateway says. */
export const codeListFolder = 'libs/values/src/code-lists';

/** The languages of every code: English, Chinese, Russian, Kazakh. */
export const languages = ['en', 'zh', 'ru', 'kk'] as const;
type Language = (typeof languages)[number];
type Words = Readonly<Record<Language, string>>;

/** A list of codes with its words. */
export interface CodeList {
  readonly area: string;
  readonly name: string;
  readonly title: Words;
  readonly codes: readonly (readonly [code: string, words: Words])[];
  /** Codes of it that are no symbol of the enum: the gateway alone says them. */
  readonly saidByGateway: ReadonlySet<string>;
}

/** How a sentence looks: it begins and ends as one, and is in the letters of its language. */
const sentences: Readonly<Record<Language, RegExp>> = {
  en: /^[A-Z].*[.]$/su,
  zh: /\p{Script=Han}.*。$/su,
  ru: /^(?=.*\p{Script=Cyrillic})\P{Ll}.*[.]$/su,
  kk: /^(?=.*\p{Script=Cyrillic})\P{Ll}.*[.]$/su,
};

/** What the API says on its own, in lists that no schema has. */
const gateway = 'gateway';

/**
 * The code lists of a repository, compared with the enums of its schemas.
 * @throws {SchemaFaults} naming the file and the line to write for every code without its words, and the other way round
 */
export function readCodeLists(root: string, files: readonly SchemaFile[]): CodeList[] {
  const enums = new Map(
    files.flatMap(({ area, name, path, shape }) => (shape.kind === 'enum' ? [[name, { area, path, shape }]] : [])),
  );
  const areas = [...new Set([...enums.values()].map(({ area }) => area)), gateway];
  const faults: string[] = [];
  const lists = areas.flatMap((area) => readArea(root, area, faults));
  for (const [name, { area, path, shape }] of enums) {
    const list = lists.find((each) => each.name === name && each.area === area);
    if (list) faults.push(...symbolFaults(list, shape, path));
    else faults.push(`${pathOf(area)}: add the list "${name}" for ${path}, with a title and a line for each symbol`);
  }
  for (const { area, name } of lists) {
    if (area !== gateway && enums.get(name)?.area !== area)
      faults.push(`${pathOf(area)}: remove the list "${name}": there is no schemas/${area}/${name}.avsc`);
    if (area === gateway && enums.has(name))
      faults.push(
        `${pathOf(area)}: "${name}" is the name of an enum: its list stands in ${pathOf(enums.get(name)?.area ?? '')}`,
      );
  }
  faults.push(...unlike(lists));
  if (faults.length > 0) throw new SchemaFaults(faults);
  return lists;
}

const pathOf = (area: string): string => `${codeListFolder}/${area}.json`;

function readArea(root: string, area: string, faults: string[]): CodeList[] {
  const path = pathOf(area);
  if (!existsSync(join(root, path))) return [];
  const text = readFileSync(join(root, path), 'utf8');
  const content = parseJson(text);
  if (keysIn(text) !== keysOf(content)) faults.push(`${path}: a name stands there twice in one object`);
  return members(content).map(([name, list]) => {
    const title = wordsOf(member(list, 'title'));
    for (const language of languages) {
      if (title[language] === '') faults.push(`${path}: add "${language}" to the title of ${name}`);
    }
    const codes = members(member(list, 'codes')).map(([code, words]) => [code, wordsOf(words)] as const);
    for (const [code, words] of codes) faults.push(...wordFaults(path, `${name}.${code}`, words));
    return { area, name, title, codes, saidByGateway: saidByGateway(list) };
  });
}

function wordFaults(path: string, code: string, words: Words): string[] {
  return languages.flatMap((language) => {
    if (words[language] === '') return [`${path}: add "${language}" to ${code}`];
    return sentences[language].test(words[language])
      ? []
      : [`${path}: make "${language}" of ${code} a whole sentence of its language: "${words[language]}"`];
  });
}

function symbolFaults(list: CodeList, shape: EnumShape, path: string): string[] {
  const known = new Set(list.codes.map(([code]) => code));
  const symbols = new Set(shape.symbols);
  const line = (code: string) => `"${code}": { ${languages.map((language) => `"${language}": "…"`).join(', ')} }`;
  return [
    ...shape.symbols
      .filter((code) => !known.has(code))
      .map((code) => `${pathOf(list.area)}: add to ${list.name} what ${path} has: ${line(code)}`),
    ...[...known]
      .filter((code) => !symbols.has(code) && !list.saidByGateway.has(code))
      .map((code) => `${pathOf(list.area)}: remove ${list.name}.${code}, or add it to ${path}`),
  ];
}

/** What is the same in English is the same in every language: or a reader takes one thing for two. */
function unlike(lists: readonly CodeList[]): string[] {
  const first = new Map<string, { readonly where: string; readonly words: Words }>();
  return lists.flatMap(({ area, name, codes }) =>
    codes.flatMap(([code, words]) => {
      const where = `${name}.${code}`;
      const earlier = first.get(words.en);
      if (!earlier) {
        first.set(words.en, { where, words });
        return [];
      }
      return languages
        .filter((language) => words[language] !== earlier.words[language])
        .map(
          (language) =>
            `${pathOf(area)}: "${language}" of ${where} differs from ${earlier.where}; in English they are the same`,
        );
    }),
  );
}

function saidByGateway(list: unknown): ReadonlySet<string> {
  const codes = members(member(list, 'codes'));
  return new Set(codes.filter(([, words]) => member(words, 'saidBy') === gateway).map(([code]) => code));
}

function wordsOf(value: unknown): Words {
  const word = (language: Language): string => {
    const text = member(value, language);
    return typeof text === 'string' ? text : '';
  };
  return { en: word('en'), zh: word('zh'), ru: word('ru'), kk: word('kk') };
}

/** Names in the text: JSON.parse silently keeps the last of two. */
function keysIn(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + keysOf(each), Object.keys(value).length);
}
