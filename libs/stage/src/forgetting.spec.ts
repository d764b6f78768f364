import type { Contract } from '@alataw/contracts';
import { forgetting } from './forgetting';
import { deciderSpec } from './given-when-then';
import type { Entity } from './stage-definition';

type Told = { readonly type: 'Told'; readonly parcelId: string };
type Last = { readonly type: 'Last'; readonly parcelId: string };
type Word = { readonly type: 'Word'; readonly parcelId: string };

const contract = <T>(name: string): Contract<T> => ({ name }) as Contract<T>;
const told: Told = { type: 'Told', parcelId: 'A' };
const word: Word = { type: 'Word', parcelId: 'A' };

const parcel: Entity<{ words: number }, Word, Word> = {
  kind: 'parcel',
  decider: {
    initialState: { words: 0 },
    decide: (command) => [command],
    evolve: ({ words }) => ({ words: words + 1 }),
  },
  state: contract('State'),
  events: [contract('Word')],
  status: ({ words }) => (words === 0 ? null : 'known'),
  memberships: () => [],
};
const entity = forgetting(parcel, {
  told: contract<Told>('Told'),
  last: contract<Last>('Last'),
  isBusy: ({ words }) => words > 1,
});
const { given } = deciderSpec(entity.decider);

describe(forgetting.name, () => {
  it('says its last word about a parcel when it is told to forget it, and begins anew', () => {
    const { then, state } = given(word).when(told);
    then({ type: 'Last', parcelId: 'A' });
    expect(state).toEqual({ words: 0 });
    expect(entity.ending?.event.name).toBe('Last');
    expect(entity.events.map(({ name }) => name)).toEqual(['Word', 'Last']);
  });
  it('says nothing about what it does not know, or still waits for', () => {
    given().when(told).thenNothing();
    given(word, word).when(told).thenNothing();
  });
  it('leaves all else to the entity', () => {
    given(word).when(word).then(word);
    expect(given(word, word).state).toEqual({ words: 2 });
  });
});
