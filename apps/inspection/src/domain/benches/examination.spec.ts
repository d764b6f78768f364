import type { ChecklistAnswer, FindingsRecorded, RecordFindings } from '@alataw/contracts';
import {
  by,
  declared,
  given,
  green,
  inspected,
  opened,
  parcelId,
  red,
  refused,
  verdict,
  yellow,
} from '../inspection.fixture';
import { checklistFor } from '../checklists';
import { TODAY } from '../inspection.fixture';

const found = (...answers: ChecklistAnswer[]): Omit<RecordFindings, 'type'> => ({
  parcelId,
  answers,
  photos: ['b'.repeat(64)],
  remark: null,
});
const find = (...answers: ChecklistAnswer[]): RecordFindings => ({ type: 'RecordFindings', ...found(...answers) });
const recorded = (...answers: ChecklistAnswer[]): FindingsRecorded => ({
  type: 'FindingsRecorded',
  ...found(...answers),
});
const examined = opened(red, { checklist: ['PACKAGING', 'QUANTITY'] });
const sound: ChecklistAnswer = { item: 'PACKAGING', finding: 'SOUND' };
const faulty: ChecklistAnswer = { item: 'QUANTITY', finding: 'FAULTY' };

describe('checklistFor', () => {
  it('asks every parcel for some items, and goods and reasons for more, each once', () => {
    expect(checklistFor(['6109100010'], 'RANDOM', TODAY)).toEqual(['PACKAGING', 'QUANTITY', 'DESCRIPTION']);
    expect(checklistFor(['2106909090', '3004900090'], 'WEIGHT', TODAY)).toEqual([
      ...['PACKAGING', 'QUANTITY', 'DESCRIPTION', 'LABEL', 'EXPIRY_DATE', 'WEIGHT'],
    ]);
  });
  it('asked for nothing before the port opened', () => {
    expect(checklistFor(['6109100010'], 'RANDOM', 1_000)).toEqual([]);
  });
});

describe('the physical examination', () => {
  it('is opened with its checklist', () => {
    const { events } = given().when(declared('RED'), by('x'));
    expect(events).toMatchObject([{ checklist: ['PACKAGING', 'QUANTITY', 'DESCRIPTION'] }]);
  });
  it('passes a parcel only when every item is answered', () => {
    given(examined).when(verdict('PASS')).thenRefused('VerdictRefused', 'CHECKLIST_INCOMPLETE');
    given(examined).when(find(sound)).then(recorded(sound));
    given(examined, recorded(sound)).when(verdict('PASS')).thenRefused('VerdictRefused', 'CHECKLIST_INCOMPLETE');
    given(examined, recorded(sound), recorded(faulty)).when(verdict('PASS')).then(inspected('PASSED', red));
  });
  it('sends back what it has not looked at to the end', () => {
    given(examined).when(verdict('RETURN')).then(inspected('RETURNED', red));
  });
  it('lets a later answer replace an earlier one', () => {
    const open: ChecklistAnswer = { item: 'PACKAGING', finding: 'OPEN' };
    given(examined, recorded(sound, faulty), recorded(open))
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'CHECKLIST_INCOMPLETE');
  });
  it('takes no findings of a parcel that is not on its bench, or about something else', () => {
    given(examined)
      .when(find({ item: 'MODEL', finding: 'SOUND' }))
      .then(refused('FINDINGS', 'UNKNOWN_ITEM'));
    given(opened(yellow)).when(find(sound)).then(refused('FINDINGS', 'NOT_IN_EXAMINATION'));
    given(opened(red, { arrivalRequired: true }))
      .when(find(sound))
      .then(refused('FINDINGS', 'NOT_ARRIVED'));
    given(inspected('PASSED', green)).when(find(sound)).then(refused('FINDINGS', 'ALREADY_INSPECTED'));
    given().when(find(sound)).then(refused('FINDINGS', 'UNKNOWN_PARCEL'));
  });
});
