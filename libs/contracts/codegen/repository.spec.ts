import { join } from 'node:path';
import { Codec } from '../src/codec';
import { contracts } from '../src/generated';
import { items, member, parseJson } from '../src/json';
import { leftOvers, outdated } from './outputs';
import { plan } from './plan';
import { lockPath, readReleases } from './releases';

const root = join(__dirname, '../../..');
const codec = Codec.embedded();

describe("This repository's schemas", () => {
  it('keep the rules, and their history is complete', () => {
    const outputs = plan(root, { redo: false });
    const history = [...outdated(root, outputs)].filter((path) => path.endsWith('.avsc'));
    expect([...history, ...leftOvers(root, outputs)]).toEqual([]);
    expect(outputs.has(lockPath)).toBe(true);
  });

  it('have ids that occur once', () => {
    const ids = readReleases(root).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('Golden bytes', () => {
  const releases = readReleases(root);

  it.each(releases.map(({ subject, version }) => [subject, version]))(
    '%s version %d is read by the codec',
    (subject, version) => {
      const { id, goldenText } = releases.find((each) => each.subject === subject && each.version === version) ?? {
        id: 0,
        goldenText: '',
      };
      const contract = contracts.find(({ fullName }) => fullName === subject);
      for (const golden of items(parseJson(goldenText))) {
        const body = Buffer.from(String(member(golden, 'hex')), 'hex');
        const frame = Buffer.alloc(5);
        frame.writeInt32BE(id, 1);
        const decoded = codec.decode(Buffer.concat([frame, body]));
        expect(decoded.contract).toBe(contract);
        const again = codec.encode(decoded.contract, decoded.value);
        if (again.readInt32BE(1) === id) expect(again.subarray(5)).toEqual(body);
      }
    },
  );
});
