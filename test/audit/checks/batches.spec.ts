import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, LEAVES } from '../clean-log.fixture';

describe('invariant 1: every acknowledged declaration is in the log', () => {
  const log = cleanLog();

  it('misses a line of a batch that was accepted and is no command', () => {
    const closed = find(log, 'BatchClosed');
    const audit = audited(altered(log, closed, { fields: { ...closed.fields, accepted: 3 } }));
    expect(violationsOf(audit, 1)).toEqual([
      expect.objectContaining({ ...named(closed), what: '3 lines were accepted, 2 of them are commands' }),
    ]);
  });

  it('misses the removed command of a line', () => {
    const audit = audited(without(log, find(log, 'DeclareParcel', LEAVES)));
    expect(violationsOf(audit, 1)).toEqual([expect.objectContaining(named(find(log, 'BatchClosed')))]);
  });

  it('names an acknowledged command that is nowhere', () => {
    const meta = find(log, 'DeclareParcel', LEAVES).fields['meta'] as { readonly commandId: string };
    const audit = audited(log, { acknowledged: [meta.commandId, 'lost'] });
    expect(violationsOf(audit, 1).map(({ what }) => what)).toEqual(['the acknowledged command lost is not in the log']);
  });

  it('says that single declarations were not checked when nobody kept a list', () => {
    expect(audited(log).findings.of.get(1)?.notes).toContain(
      'single declarations not checked: no list of acknowledged commands',
    );
  });
});
