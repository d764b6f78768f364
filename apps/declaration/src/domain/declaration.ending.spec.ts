import type { DeclarationRetired, ParcelDeclared } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { declarationDecider } from './declaration.decider';
import { endingDeclaration, isAnswerAboutNumber, remainsOf, stateOf } from './declaration.ending';
import { declareParcel } from './declare-parcel.fixture';
import { documentRules } from './document-rules.fixture';

const DAY = 86_400_000;
const NOON = 20_000 * DAY + DAY / 2;
/** Six months after noon of that day, and the rest of the day on which they end. */
const FREE = 20_184 * DAY;
const decider = endingDeclaration(declarationDecider(documentRules()));
const { given } = deciderSpec(decider);

const declare = declareParcel();
const { parcelId, platform } = declare;
const [accepted] = given().when(declare, { at: NOON }).events as [ParcelDeclared];
const [rejected] = given().when({ ...declare, items: [] }, { at: NOON }).events;
const retired = (takenUntil: number): DeclarationRetired => ({
  type: 'DeclarationRetired',
  parcelId,
  platform,
  takenUntil,
  departed: false,
  returnId: null,
});
const told = { type: 'ParcelRetired', parcelId } as const;
const taken = given(at(NOON, accepted), retired(FREE));

describe('a parcel that ended', () => {
  it('is forgotten when release says so, and its number stays taken for six months from its acceptance', () => {
    given(at(NOON, accepted))
      .when(told, { at: NOON + 20 * DAY })
      .then(retired(FREE));
  });
  it('leaves nothing when six months have passed already', () => {
    given(at(NOON, accepted))
      .when(told, { at: FREE - 1 })
      .then(retired(FREE));
    given(at(NOON, accepted)).when(told, { at: FREE }).then(retired(0));
  });
  it('is forgotten once', () => {
    taken.when(told).thenNothing();
    given().when(told).thenNothing();
  });
});

describe('a number that is taken', () => {
  it('is refused to everybody until its day, whatever is declared', () => {
    for (const other of [declare, { ...declare, platform: 'OTHER' }, { ...declare, orderNo: 'PO-2' }]) {
      const { events, state } = taken.when(other, { at: FREE - 1 });
      expect(events).toEqual([
        { type: 'DeclarationConflicted', parcelId, platform: other.platform, reason: 'NUMBER_TAKEN' },
      ]);
      expect(events.every(isAnswerAboutNumber)).toBe(true);
      expect(state).toEqual(taken.state);
    }
  });
  it('may be declared anew from that day on, by anybody, and starts as if it had never been', () => {
    const { events, state } = taken.when({ ...declare, platform: 'OTHER' }, { at: FREE });
    expect(events).toMatchObject([{ type: 'ParcelDeclared', platform: 'OTHER', version: 1 }]);
    expect(state).toMatchObject({ status: 'accepted', platform: 'OTHER', firstSeenAt: FREE, due: 0 });
  });
  it('is told by what is left of it', () => {
    const remains = remainsOf(taken.state);
    expect(remains).toEqual({ owner: platform, untilDay: 20_184, note: '-' });
    expect(stateOf(decider.initialState, remains!)).toEqual(taken.state);
  });
});

describe('a rejected declaration', () => {
  const past = given(at(NOON, rejected!));
  const due = NOON + 7 * DAY;
  const retire = (time: number) => ({ type: 'RetireRejection', parcelId, due: time }) as const;

  it('is forgotten after seven days, and its number is free', () => {
    past.when(retire(due), { at: due - 1 }).thenRefused('MatchingCommandRefused', 'NOT_DUE');
    const { then, state } = past.when(retire(due), { at: due });
    then(retired(0));
    expect(remainsOf(state)).toBeNull();
  });
  it('is kept when it was corrected or rejected again meanwhile', () => {
    given(at(NOON, rejected!), at(NOON + 1, accepted))
      .when(retire(due), { at: due })
      .thenRefused('MatchingCommandRefused', 'NOT_DUE');
    past.when(retire(due - 1), { at: due }).thenRefused('MatchingCommandRefused', 'NOT_DUE');
  });
});
