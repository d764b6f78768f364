import { codeListFolder, type CodeList } from './code-lists';
import type { SchemaFile } from './schema-files';
import { areaAndName } from './self-contained';
import { header } from './typescript';

export const codesPagePath = 'docs/codes.md';
export const eventReasonsPath = 'libs/values/src/generated/event-reasons.ts';

/** What the areas are called in the page, in its order. */
const headings: Readonly<Record<string, string>> = {
  gateway: 'Over all stages',
  declaration: 'Declaration',
  inspection: 'Inspection',
  release: 'Release',
  loading: 'Loading',
  lane: 'Records that were put aside',
  access: 'Keys',
};

/** All code lists as Markdown, a table each. */
export function codesPage(lists: readonly CodeList[]): string {
  const areas = [...new Set([...Object.keys(headings), ...lists.map(({ area }) => area)])];
  const sections = areas.flatMap((area) => {
    const own = lists.filter((list) => list.area === area);
    return own.length === 0 ? [] : [`## ${headings[area] ?? area}`, '', ...own.flatMap(table)];
  });
  return [
    `<!-- GENERATED from ${codeListFolder}/*.json by "npm run codegen". Do not edit. -->`,
    '',
    '# Codes',
    '',
    'Every code that the centre answers with, and what it means: in the API, in events and in the files of results. Programs',
    'compare codes; the words are for people and may change. `GET /v1/codes` serves the same, in the language of `Accept-Language`.',
    '',
    ...sections,
  ].join('\n');
}

function table({ name, title, codes, saidByGateway }: CodeList): string[] {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return [
    `### ${name}`,
    '',
    `${title.en} · ${title.zh} · ${title.ru} · ${title.kk}`,
    '',
    '| Code | English | 中文 | Русский | Қазақша |',
    '| --- | --- | --- | --- | --- |',
    ...codes.map(([code, { en, zh, ru, kk }]) => {
      const shown = `\`${code}\`${saidByGateway.has(code) ? ' (API)' : ''}`;
      return `| ${[shown, en, zh, ru, kk].map(cell).join(' | ')} |`;
    }),
    '',
  ];
}

/** Which list the `reason` of an event is from, as its schema says. */
export function eventReasonsModule(files: readonly SchemaFile[]): string {
  const rows = files.flatMap(({ name, shape, contract }) => {
    if (contract === null || !['event', 'lane'].includes(contract.kind) || shape.kind !== 'record') return [];
    const field = shape.fields.find((each) => each.name === 'reason')?.shape;
    const reason = field?.kind === 'optional' ? field.of : field;
    return reason?.kind === 'enum' ? [`${name}: '${areaAndName(reason.fullName).name}',`] : [];
  });
  return [
    header('schemas'),
    `import type { CodeListName } from '../code-lists/code-lists';`,
    '',
    '/** Which list the `reason` of an event is from. */',
    `export const listOfReason: Readonly<Record<string, CodeListName>> = {${rows.sort().join('\n')}};`,
  ].join('\n');
}
