import { group, messageHead, messageTail, type MessageNo } from '@alataw/formats';
import { Customs, type Outgoing } from './customs';
import { planOf } from './customs-plan';

const ids = Array.from({ length: 2_000 }, (_, n) => `CNPOST.C${n}`);
const message = (no: MessageNo, guid: string, copNo: string): Buffer =>
  Buffer.from(`${messageHead(no, 'm')}<ceb:Doc>${group('Head', { guid, copNo })}</ceb:Doc>${messageTail(no)}`);

/** A number whose plan has nothing special. */
const plain = ids.find((id) => {
  const { after, lost, repeated, strange, isForgotten } = planOf(1, id);
  return after.length === 1 && lost.size + repeated.size === 0 && strange === null && !isForgotten;
})!;

function customs() {
  const sent: { receipt: Outgoing; afterMs: number }[] = [];
  const world = { now: 1_000 };
  const port = new Customs(
    1,
    () => world.now,
    (receipt, afterMs) => sent.push({ receipt, afterMs }),
  );
  return { port, sent, world, codes: () => sent.map(({ receipt }) => receipt.returnStatus) };
}

describe(planOf.name, () => {
  it('is the same for the same seed and number', () => {
    expect(planOf(1, ids[5]!)).toEqual(planOf(1, ids[5]!));
  });
  it('shows every way among 2,000 lists, and releases most at once', () => {
    const ways = ids.map((id) =>
      planOf(1, id)
        .after.map(({ code }) => code)
        .join(),
    );
    expect(new Set(ways)).toEqual(
      new Set(['800', '500,800', '600,800', '600,399,800', '500,700', '500,502', '800,600,800', '800,700']),
    );
    expect(ways.filter((way) => way === '800').length).toBeGreaterThan(1_600);
    const plans = ids.map((id) => planOf(1, id));
    expect(plans.some(({ strange }) => strange !== null)).toBe(true);
    expect(plans.some(({ isForgotten }) => isForgotten)).toBe(true);
    expect(plans.some(({ lost }) => lost.size > 0)).toBe(true);
  });
});

describe(Customs.name, () => {
  it('waits for the arrival report, whichever comes first', () => {
    const { port, codes } = customs();
    port.take(message(603, 'L', plain));
    expect(codes().at(-1)).toBe(400);
    port.take(message(507, 'A', plain));
    expect(codes().slice(-3)).toEqual([2, 120, 800]);
  });
  it('decides about the arrival after it has asked for it, however early that comes', () => {
    const { port, sent } = customs();
    port.take(message(603, 'L', plain));
    port.take(message(507, 'A', plain));
    const of = (code: number) => sent.find(({ receipt }) => receipt.returnStatus === code)?.receipt.returnTime ?? 0;
    expect(of(800)).toBeGreaterThan(of(400));
  });
  it('closes the list with the departure', () => {
    const { port, codes } = customs();
    for (const [no, guid] of [
      [603, 'L'],
      [507, 'A'],
      [509, 'D'],
    ] as const)
      port.take(message(no, guid, plain));
    expect(codes().at(-1)).toBe(899);
  });
  it('approves a cancellation, or refuses it at first, as follows from the number', () => {
    const cancelled = (id: string): readonly number[] => {
      const { port, sent } = customs();
      port.take(message(603, 'L', id));
      for (const guid of ['C1', 'C1', 'C2']) port.take(message(605, guid, id));
      return sent.flatMap(({ receipt }) => (receipt.document === 'CANCELLATION' ? [receipt.returnStatus] : []));
    };
    const refusing = ids.find((id) => planOf(1, id).refusesCancellation && !planOf(1, id).isForgotten)!;
    expect(cancelled(refusing)).toEqual([2, 100, 2, 120]);
    const approving = ids.find((id) => !planOf(1, id).refusesCancellation && !planOf(1, id).isForgotten)!;
    expect(cancelled(approving)).toEqual([2, 120, 2, 120]);
  });
  it('answers a document once, however often it gets it', () => {
    const { port, sent } = customs();
    port.take(message(603, 'L', plain));
    const count = sent.length;
    port.take(message(603, 'L', plain));
    expect(sent).toHaveLength(count);
  });
  it('tells who asks what it has decided by then, and nothing of what it does not know', () => {
    const { port, world } = customs();
    port.take(message(603, 'L', plain));
    expect(port.tell('LIST', 'L', plain)).toBeUndefined();
    world.now += 10_000;
    expect(port.tell('LIST', 'L', plain)).toMatchObject({ returnStatus: 400 });
    expect(port.tell('LIST', 'M', plain)).toBeNull();
    expect(port.tell('LIST', 'L', 'CNPOST.NOBODY')).toBeNull();
  });
  it('forgets some lists until they are sent again', () => {
    const { port, sent } = customs();
    const id = ids.find((each) => planOf(1, each).isForgotten)!;
    port.take(message(603, 'L', id));
    expect([sent.length, port.tell('LIST', 'L', id)]).toEqual([0, null]);
    port.take(message(603, 'L', id));
    expect(sent.length).toBeGreaterThan(0);
  });
});
