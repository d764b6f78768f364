import type { AvroRecord } from './log/avro';
import type { AuditRecord } from './log/record';
import type { Stage } from './log/topics';
import type { Story, Told } from './story.fixture';

export const TRUCK = 'truck:KZ-123ABC02';
export const PLATFORM = 'SILKROAD';
export const GOODS = {
  ...{ carrier: 'KZPOST', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
  ...{ grossWeightGrams: 500, packages: 1 },
};
export const LOAD = { grossWeightGrams: 500, pieces: 1 };
/** What a parcel says of itself that is loaded as a whole. */
const WHOLE = { piece: null, ofPieces: 1, ofGrams: 500, isSplit: false };
export const RULED = { rule: 'r1', reason: 'VALUE', rulesetVersion: '2026-11', declarationVersion: 1 };

/** A parcel of the story, with the steps that it has in common with others. */
export class Parcel {
  constructor(
    private readonly story: Story,
    readonly id: string,
    private readonly load = LOAD,
  ) {}

  decided(correlationId: string | undefined, event: Told): AuditRecord {
    const command = this.story.command('declaration', this.id, ['DeclareParcel'], correlationId);
    return this.says('declaration', command, event);
  }

  declared(correlationId?: string): AuditRecord {
    const of = {
      contentHash: this.id,
      orderNo: '1',
      tradeMode: '9610',
      currency: 'CNY',
      declaredValueMinor: 1,
      items: [{}],
      documentIds: [],
    };
    const declared = this.decided(correlationId, [
      'ParcelDeclared',
      { platform: PLATFORM, version: 1, ...GOODS, ...of },
    ]);
    this.says('release', declared, ['ReleaseOpened', { declarationVersion: 1, platform: PLATFORM, ...GOODS }]);
    return declared;
  }

  /** Its declaration is over. @param gone what release said of it */
  closed(gone: AuditRecord, reason: string): void {
    this.says('declaration', gone, ['DeclarationClosed', { platform: PLATFORM, version: 1, reason }]);
  }

  opened(declared: AuditRecord, channel: string): void {
    this.says('inspection', declared, ['InspectionOpened', { channel, ...RULED }]);
  }

  verdict(outcome: string, channel: string): AuditRecord {
    const command = this.story.command('inspection', this.id, ['RecordVerdict']);
    return this.says('inspection', command, ['ParcelInspected', { outcome, channel, ...RULED }]);
  }

  passedGreen(declared: AuditRecord): AuditRecord {
    const green = { channel: 'GREEN', outcome: 'PASSED', ...RULED };
    return this.says('inspection', declared, ['ParcelInspected', green]);
  }

  released(inspected: AuditRecord): void {
    const facts = { declarationVersion: 1, platform: PLATFORM, ...GOODS };
    const released = this.says('release', inspected, ['ParcelReleased', facts]);
    const staged = { platform: PLATFORM, carrier: 'KZPOST', destinationCountry: 'KZ', ...this.load };
    this.says('loading', released, ['ParcelStaged', staged]);
  }

  loaded(): void {
    const loaded = this.scanned('ParcelLoaded', { ...LOAD, ...WHOLE });
    this.story.decide('loading', loaded, TRUCK, [
      'ManifestEntered',
      { contentId: this.id, parcels: 1, lengthMm: 0, piece: null, part: null, ...LOAD },
    ]);
  }

  /** A scan at the truck's door; @returns what the parcel answered, as it reaches the truck */
  scanned(answer: string, fields: AvroRecord): AuditRecord {
    const scan = this.story.command('loading', TRUCK, ['LoadContent', { contentId: this.id }]);
    const reserved = this.truckSays(scan, ['PlaceReserved', { visit: 1, contentId: this.id, position: null }]);
    return this.tellsTruck(reserved, [answer, { unitId: TRUCK, visit: 1, ...fields }]);
  }

  holdAsked(kind: 'HOLD' | 'REVOCATION'): AuditRecord {
    const command = this.story.command('release', this.id, [kind === 'HOLD' ? 'HoldParcel' : 'RevokeRelease']);
    return this.says('release', command, ['HoldRequested', { kind, reason: 'INTELLIGENCE', remark: null }]);
  }

  says(stage: Stage, cause: AuditRecord, event: Told): AuditRecord {
    return only(this.story.decide(stage, cause, this.id, event));
  }

  /** The truck's lane decides, and its word is forwarded to the parcel's. */
  truckSays(cause: AuditRecord, event: Told): AuditRecord {
    return only(this.story.transfer(only(this.story.decide('loading', cause, TRUCK, event))));
  }

  tellsTruck(cause: AuditRecord, event: Told): AuditRecord {
    return only(this.story.transfer(this.says('loading', cause, event)));
  }
}

function only(records: readonly AuditRecord[]): AuditRecord {
  const [record] = records;
  if (!record || records.length > 1) throw new Error(`${records.length} records instead of one`);
  return record;
}
