import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { write } from './outputs';
import { plan } from './plan';

type Fields = readonly Readonly<Record<string, unknown>>[];

/** A repository of one test: schemas of its own in a temporary folder. */
export class ScratchRepository {
  readonly root = mkdtempSync(join(tmpdir(), 'alataw-codegen-'));

  constructor() {
    this.put('infra/kafka/topics.json', {
      comment: 'For tests.',
      partitions: 6,
      defaults: {},
      topics: { 'release.events': {} },
    });
    this.schema('common', 'EventMeta', { fields: [{ name: 'eventId', type: 'string' }] });
    this.schema('common', 'CommandMeta', { fields: [{ name: 'commandId', type: 'string' }] });
  }

  /** Writes a file, its content as JSON unless it is text. */
  put(path: string, content: unknown): void {
    mkdirSync(join(this.root, path, '..'), { recursive: true });
    writeFileSync(join(this.root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** Writes a record schema with a doc; `changes` come over it. */
  schema(area: string, name: string, changes: Readonly<Record<string, unknown>>): void {
    this.put(`schemas/${area}/${name}.avsc`, {
      type: 'record',
      name,
      namespace: `alataw.${area}`,
      doc: 'A record.',
      ...changes,
    });
  }

  /** Writes an event of the release stage, keyed by `parcelId`; `fields` follow after the envelope and the key. */
  event(name: string, fields: Fields = [], changes: Readonly<Record<string, unknown>> = {}): void {
    this.schema('release', name, {
      kind: 'event',
      topic: 'release.events',
      key: 'parcelId',
      fields: [{ name: 'meta', type: 'alataw.common.EventMeta' }, { name: 'parcelId', type: 'string' }, ...fields],
      ...changes,
    });
  }

  /** What the generator would write, before Prettier. */
  plan(options: { readonly redo: boolean } = { redo: false }): Map<string, string> {
    return plan(this.root, options);
  }

  /** Writes what the generator would write, before Prettier. */
  generate(options?: { readonly redo: boolean }): Map<string, string> {
    const outputs = this.plan(options);
    write(this.root, outputs);
    return outputs;
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
