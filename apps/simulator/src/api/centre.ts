import type { Answer, GatewayClient, Request } from './gateway-client';
import { readInspection, type Inspection } from './inspection';
import { fieldOf, isFields, numberIn, objectsIn, stringIn, stringsIn } from './json';

/** A queue's row: a parcel or truck and how long it waits, ms. */
export interface Row {
  readonly id: string;
  readonly ageMs: number;
}

export interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export interface Counts {
  readonly declared: number;
  readonly rejected: number;
  readonly released: number;
  readonly returned: number;
  readonly detained: number;
  readonly cancelled: number;
  readonly departed: number;
  readonly inQueues: number;
  /** Of which something is still to be sent to customs, or answered by it. */
  readonly reporting: number;
}

/** A truck or bag as the dock sees it. */
export interface LoadUnit {
  /** `absent` when the centre has never seen it. */
  readonly status: string;
  readonly pieces: number;
  readonly maxPieces: number;
  readonly reserved: number;
  /** Parcels and bags, by their ids. */
  readonly loaded: readonly string[];
  /** Those of them that are held, or have held parcels in them. */
  readonly blocked: readonly string[];
  /** Of the load, and of the truck when it was weighed empty, g; 0: it was not. */
  readonly massGrams: number;
  readonly tareGrams: number;
  /** The unit that it is on; '' when on none. */
  readonly carriedBy: string;
}

export interface Scan {
  readonly contentId: string;
  readonly status: string;
  readonly code: string;
}

/** An entry application as drivers and the staff at the gate see it. */
export interface Entry {
  /** '' when the centre does not know it. */
  readonly status: string;
  /** '' without one. */
  readonly permitNo: string;
  readonly trailerId: string;
}

/** How long a person at the dock waits for an answer, s. */
const DOCK_WAIT_S = 10;

/** Where a unit is read and ordered about. @param unitId `<kind>:<number>` */
const addressOf = (unitId: string): string => `/v1/${unitId.replace(':', 's/')}`;

/** The centre as the simulated staff use it: the API in their words. */
export class Centre {
  constructor(
    private readonly client: GatewayClient,
    private readonly staffKey: string,
    /** Keys of a second officer, and of platforms by their codes. */
    private readonly others: { readonly second: string; readonly platforms: ReadonlyMap<string, string> },
  ) {}

  /** Who the staff are in the log, and who the second officer is. */
  get officers(): { readonly first: string; readonly second: string } {
    return { first: actorOf(this.staffKey), second: actorOf(this.others.second) };
  }

  async counts(): Promise<Counts> {
    const { body } = await this.get('/v1/counts');
    const of = (name: string) => numberIn(body, name);
    return {
      declared: of('declared'),
      rejected: of('rejected'),
      released: of('released'),
      returned: of('returned'),
      detained: of('detained'),
      cancelled: of('cancelled'),
      departed: of('departed'),
      inQueues: of('inQueues'),
      reporting: numberIn(fieldOf(fieldOf(body, 'byStage'), 'customs'), 'reporting'),
    };
  }

  /** Queue → how many wait in it. */
  async queueSizes(): Promise<ReadonlyMap<string, number>> {
    const queues = objectsIn((await this.get('/v1/queues')).body);
    return new Map(queues.map((queue) => [stringIn(queue, 'queue'), numberIn(queue, 'count')]));
  }

  /** @param cursor of the next page; null: the oldest */
  async queue(name: string, limit: number, cursor: string | null = null): Promise<Page> {
    const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await this.get(`/v1/queues/${name}?limit=${limit}${after}`);
    const rows = objectsIn(body, 'rows').map((row) => ({ id: stringIn(row, 'id'), ageMs: numberIn(row, 'ageMs') }));
    return { rows, next: stringIn(body, 'next') || null };
  }

  async knowsParcel(parcelId: string): Promise<boolean> {
    return (await this.get(`/v1/parcels/${parcelId}`)).status === 200;
  }

  /**
   * How a parcel's declaration is over: `REJECTED`, `CANCELLED`, `RETURNED`, `DEPARTED`, or `OTHER` where its goods stay here; '' while
   * it stands.
   */
  async endOf(parcelId: string): Promise<string> {
    const { body } = await this.get(`/v1/parcels/${parcelId}`);
    const declaration = fieldOf(fieldOf(body, 'stages'), 'declaration');
    if (stringIn(declaration, 'status') === 'rejected') return 'REJECTED';
    return stringIn(declaration, 'closed') || (stringIn(body, 'status') === 'detained' ? 'OTHER' : '');
  }

  /** The vehicle that a parcel is on, at whatever depth, or else the unit that it is in; '' when in none. */
  async placeOf(parcelId: string): Promise<string> {
    const { body } = await this.get(`/v1/parcels/${parcelId}`);
    return stringIn(body, 'transportId') || stringIn(body, 'unitId');
  }

  async unit(unitId: string): Promise<LoadUnit> {
    const { body } = await this.get(addressOf(unitId));
    return {
      status: stringIn(body, 'status') || 'absent',
      pieces: numberIn(body, 'pieces'),
      maxPieces: numberIn(body, 'maxPieces'),
      massGrams: numberIn(body, 'massGrams'),
      tareGrams: numberIn(body, 'tareGrams'),
      reserved: stringsIn(body, 'reserved').length,
      loaded: objectsIn(body, 'manifest').map((entry) => stringIn(entry, 'contentId')),
      blocked: [...new Set(objectsIn(body, 'blocked').map((entry) => stringIn(entry, 'contentId')))],
      carriedBy: stringIn(body, 'carriedBy'),
    };
  }

  /** A command about a parcel, such as `hold`. @param waitSeconds for the decision; without, it is only known to be taken */
  order(parcelId: string, command: string, body: object, waitSeconds?: number): Promise<Answer> {
    return this.post(`/v1/parcels/${parcelId}/${command}`, body, waitSeconds);
  }

  /** The same by the second officer. */
  orderAsSecond(parcelId: string, command: string, body: object, waitSeconds?: number): Promise<Answer> {
    return this.post(`/v1/parcels/${parcelId}/${command}`, body, waitSeconds, this.others.second);
  }

  /** What a parcel's own platform brings. */
  orderAsPlatform(platform: string, parcelId: string, command: string, body: object): Promise<Answer> {
    const key = this.others.platforms.get(platform) ?? '';
    return this.post(`/v1/parcels/${parcelId}/${command}`, body, undefined, key);
  }

  /** A parcel's platform changes the merchant's name in its declaration. @returns whether that was news that the centre took */
  async amend(platform: string, parcelId: string): Promise<boolean> {
    const key = this.others.platforms.get(platform) ?? '';
    const { body } = await this.client.ask({ method: 'GET', path: `/v1/parcels/${parcelId}/timeline`, key });
    const declared = objectsIn(body, 'events').findLast((event) => stringIn(event, 'type') === 'ParcelDeclared');
    if (declared === undefined) return false;
    const list = declarationIn(fieldOf(declared, 'data'));
    const corrected = { ...list, merchantName: `${stringIn(list, 'merchantName')} (corrected)`.slice(0, 100) };
    const answer = await this.post(`/v1/parcels/${parcelId}/amend`, corrected, DOCK_WAIT_S, key);
    return answer.status < 300 && fieldOf(answer.body, 'repeated') !== true;
  }

  /** What the inspection knows of a parcel. */
  async inspectionOf(parcelId: string): Promise<Inspection> {
    return readInspection((await this.get(`/v1/parcels/${parcelId}`)).body);
  }

  /** Puts parcels on an X-ray line. @returns those that the belt lets go on */
  async scanOnLine(line: string, parcelIds: readonly string[]): Promise<string[]> {
    const { body } = await this.post(`/v1/xray-lines/${line}/scans`, { barcodes: parcelIds });
    const passed = objectsIn(body, 'results').filter((result) => stringIn(result, 'answer') === 'pass');
    return passed.map((result) => stringIn(result, 'barcode'));
  }

  /** The first command about a truck or bag: it arrives, or is opened. */
  announce(unitId: string, body: object): Promise<Answer> {
    const [kind = '', number = ''] = unitId.split(':');
    return this.post(`/v1/${kind}s`, { number, ...body }, DOCK_WAIT_S);
  }

  /** A command about a truck or bag. */
  drive(unitId: string, command: string, body: object): Promise<Answer> {
    return this.post(`${addressOf(unitId)}/${command}`, body, DOCK_WAIT_S);
  }

  /** Loads or offloads parcels and bags. @returns what became of each scan */
  async scan(unitId: string, command: 'load' | 'offload', contentIds: readonly string[]): Promise<Scan[]> {
    const { body } = await this.drive(unitId, command, { contentIds });
    return objectsIn(body, 'results').map((result) => ({
      contentId: stringIn(result, 'contentId'),
      status: stringIn(result, 'status'),
      code: stringIn(objectsIn([result['error']])[0], 'code'),
    }));
  }

  /** Entry applications by where they stand: `applied`, `at-gate`; the oldest of them. */
  async entries(status: string): Promise<string[]> {
    const { body } = await this.get(`/v1/entry-applications?status=${status}`);
    return objectsIn(body, 'rows').map((row) => stringIn(row, 'id'));
  }

  async entry(applicationId: string): Promise<Entry> {
    const { body } = await this.get(`/v1/entry-applications/${applicationId}`);
    const [status, permitNo, trailerId] = ['status', 'permitNo', 'trailerId'].map((name) => stringIn(body, name));
    return { status: status ?? '', permitNo: permitNo ?? '', trailerId: trailerId ?? '' };
  }

  applyForEntry(body: object): Promise<Answer> {
    return this.post('/v1/entry-applications', body, DOCK_WAIT_S);
  }

  /** A command about an application, such as `approve`. */
  orderEntry(applicationId: string, command: string, body: object): Promise<Answer> {
    return this.post(`/v1/entry-applications/${applicationId}/${command}`, body, DOCK_WAIT_S);
  }

  private get(path: string): Promise<Answer> {
    return this.client.ask({ method: 'GET', path, key: this.staffKey });
  }

  private post(path: string, body: object, waitSeconds?: number, key = this.staffKey): Promise<Answer> {
    const request: Request = { method: 'POST', path, key, body: JSON.stringify(body) };
    return this.client.ask(waitSeconds === undefined ? request : { ...request, waitSeconds });
  }
}

/** What of an event is what its platform declared. */
function declarationIn(data: unknown): Readonly<Record<string, unknown>> {
  const own = new Set(['parcelId', 'platform', 'version', 'contentHash', 'documentIds', 'meta', 'type']);
  return Object.fromEntries(Object.entries({ ...(isFields(data) ? data : {}) }).filter(([name]) => !own.has(name)));
}

/** `alk_<keyId>_<secret>` is `staff:<keyId>`. */
const actorOf = (key: string): string => `staff:${key.split('_')[1] ?? ''}`;
