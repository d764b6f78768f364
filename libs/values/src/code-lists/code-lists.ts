import { listOfReason } from '../generated/event-reasons';
import access from './access.json';
import carriers from './carriers.json';
import customs from './customs.json';
import declaration from './declaration.json';
import gate from './gate.json';
import gateway from './gateway.json';
import inspection from './inspection.json';
import lane from './lane.json';
import loading from './loading.json';
import release from './release.json';

/** The languages of the code lists; the first is the one that everything else falls back to. */
export const languages = ['en', 'zh', 'ru', 'kk'] as const;
export type Language = (typeof languages)[number];

/** The same words in every language. */
export type Words = Readonly<Record<Language, string>>;

/** A published code in words, for people who have to act on it: what it means and what to do. */
export interface Sentence extends Words {
  /** RFC 6901 pointer to the field of the request that is at fault, where it is always the same one. */
  readonly pointer?: string;
  /** Who alone says this code; without it, it is a symbol of the schema that the list is named after. */
  readonly saidBy?: string;
}

/** A closed list of codes. */
export interface CodeList {
  /** What the codes of this list tell. */
  readonly title: Words;
  readonly codes: Readonly<Record<string, Sentence>>;
}

/** One file for each folder of schemas, with a list for each enum in it; `gateway` has what only the API says. */
const files = {
  ...access,
  ...declaration,
  ...inspection,
  ...release,
  ...loading,
  ...gate,
  ...customs,
  ...carriers,
  ...lane,
  ...gateway,
};

export type CodeListName = keyof typeof files;
/** The codes of a list, as a union. */
export type CodeOf<Name extends CodeListName> = keyof (typeof files)[Name]['codes'] & string;

/** Every published list of codes, by the name that it has in the schemas. */
export const codeLists: Readonly<Record<CodeListName, CodeList>> = files;

/** The codes of a list, in the order of its file. */
export function codesOf<Name extends CodeListName>(name: Name): readonly CodeOf<Name>[] {
  return Object.keys(codeLists[name].codes) as CodeOf<Name>[];
}

/** Whether it is the name of a published list. */
export function isCodeList(name: string): name is CodeListName {
  return Object.hasOwn(codeLists, name);
}

/** Says something in every language. */
export function inEachLanguage(say: (language: Language) => string): Words {
  return { en: say('en'), zh: say('zh'), ru: say('ru'), kk: say('kk') };
}

/** The words of a sentence, without what else is known of it. */
export function wordsOf(sentence: Words): Words {
  return inEachLanguage((language) => sentence[language]);
}

/** The sentence of a code of a list; a code that this release does not know yet gets its list's general sentence. */
export function sentenceOf(list: CodeListName, code: string): Sentence {
  const { codes } = codeLists[list];
  const known = Object.hasOwn(codes, code) ? codes[code] : codes['OTHER'];
  return known ?? codeLists.ParkReason.codes['OTHER'] ?? NOTHING;
}

/** The sentence of the reason that an event gives, or null for an event that gives none. */
export function sentenceOfEvent(type: string, code: string): Sentence | null {
  const list = Object.hasOwn(listOfReason, type) ? listOfReason[type] : undefined;
  return list ? sentenceOf(list, code) : null;
}

/** What a status code of customs means. All codes below 0 mean the same. */
export function customsMeaning(code: number): Words {
  return wordsOf(sentenceOf('CustomsCode', String(code < 0 ? -1 : code)));
}

const NOTHING: Sentence = inEachLanguage(() => '');
