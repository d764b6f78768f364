import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { member, members, parseJson } from '../src/json';
import { readCodeLists } from './code-lists';
import { codesPage, codesPagePath, eventReasonsModule, eventReasonsPath } from './code-outputs';
import { goldenFaults } from './golden';
import { readReleases, release, releaseOutputs, type Release } from './releases';
import { readSchemaFiles, SchemaFaults } from './schema-files';
import { areaModule, contractsModule, header, indexModule, topicsModule } from './typescript';

export const generatedFolder = 'libs/contracts/src/generated';

/**
 * All that follows from the schemas, path -> content before Prettier: types, contracts, ids, history, and what follows from
 * the words of their codes. Reads only.
 * @throws {SchemaFaults} when a schema breaks a rule, a new version could not read an earlier one, or a code lacks its words
 */
export function plan(root: string, options: { readonly redo: boolean }): Map<string, string> {
  const settings = parseJson(readFileSync(join(root, 'infra/kafka/topics.json'), 'utf8'));
  const files = readSchemaFiles(root, new Set(members(member(settings, 'topics')).map(([name]) => name)));
  const releases = release(files, options.redo ? [] : readReleases(root));
  const faults = bySubject(releases).flatMap(goldenFaults);
  if (faults.length > 0) throw new SchemaFaults(faults);

  const lists = readCodeLists(root, files);

  const outputs = releaseOutputs(releases);
  outputs.set(codesPagePath, codesPage(lists));
  outputs.set(eventReasonsPath, eventReasonsModule(files));
  const generated = (name: string, text: string) => outputs.set(`${generatedFolder}/${name}.ts`, text);
  for (const area of new Set(files.map((file) => file.area))) {
    generated(
      area,
      areaModule(
        area,
        files.filter((file) => file.area === area),
      ),
    );
  }
  generated('topics', topicsModule(settings));
  generated('contracts', contractsModule(files));
  generated('releases', releasesModule(releases));
  generated('index', indexModule(files));
  return outputs;
}

/** Every version with its id, so that nothing is read from disk at run time. */
function releasesModule(releases: readonly Release[]): string {
  const rows = releases.map(({ subject, version, id, schemaText }) => {
    const schema = JSON.stringify(JSON.stringify(JSON.parse(schemaText)));
    return `{ subject: '${subject}', version: ${version}, id: ${id}, schema: ${schema} }`;
  });
  return [
    header('schemas/history and schemas/ids.lock.json'),
    `import type { RegisteredSchema } from '../registry-reads';`,
    '',
    `export const releases: readonly RegisteredSchema[] = [${rows.join(',\n')}];`,
  ].join('\n');
}

function bySubject(releases: readonly Release[]): Release[][] {
  const subjects = new Map<string, Release[]>();
  for (const each of releases) subjects.set(each.subject, [...(subjects.get(each.subject) ?? []), each]);
  return [...subjects.values()];
}
