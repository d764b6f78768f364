import {
  CloseUnit,
  DeclareParcel,
  DepartUnit,
  LoadContent,
  OpenUnit,
  type DeclareParcel as Declaration,
} from '@alataw/contracts';
import { iso6346CheckDigit } from '@alataw/values';
import type { BenchDesk, Order, Tail } from './desk';

const BAG_PARCELS = 100;
const CONTAINER_BAGS = 50;
/** Commands of one request. */
const PORTION = 1_000;
/** Parcels that are on their way through the stages at a time, so that nothing but the bench itself waits. */
const UNDER_WAY = 4_000;
/** An inspection picks some, which stay; so many more are declared. */
const SPARE = 1.15;

export const TRAIN = 'train:BENCH-1';

/** A declaration that keeps every rule. */
export function declarationOf(logisticsNo: string): Declaration {
  const goods = {
    hsCode: '6109100010',
    description: 'Cotton T-shirt',
    quantity: 2,
    unit: 'H87',
    countryOfOrigin: 'CN',
  };
  return {
    ...{ type: 'DeclareParcel', parcelId: `CNPOST.${logisticsNo}`, platform: 'SILKROAD' },
    ...{ logisticsCode: 'CNPOST', logisticsNo, orderNo: `PO-${logisticsNo}`, tradeMode: '9610' },
    ...{ customsCode: '9404', portCode: '9404', destinationCountry: 'KZ', carrier: 'KAZPOST' },
    ...{ merchantCode: '91350100M000100Y43', merchantName: 'Urumqi Trading Co.' },
    ...{ consigneeCountry: 'KZ', consigneeCity: 'Almaty', currency: 'CNY', packages: 1 },
    ...{ grossWeightGrams: 450, netWeightGrams: 400, declaredValueMinor: 25_900 },
    ...{
      freightMinor: null,
      insuranceMinor: null,
      accountBookNo: null,
      statisticsFlag: null,
      predecessorId: null,
      returnOf: null,
      volumeCm3: null,
    },
    items: [{ lineNo: 1, ...goods, netWeightGrams: 400, priceMinor: 25_900 }],
  };
}

/** An ISO 6346 number with its check digit. */
function containerNumberOf(n: number): string {
  const first = `BENU${String(n).padStart(6, '0')}`;
  return `${first}${iso6346CheckDigit(first)}`;
}

const order = <T extends object>(contract: Order<T>['contract'], command: T): Order => ({
  contract,
  command,
});

function* portions<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}

/** Opens a unit, fills it, and closes it. */
function filled(unitId: string, contentIds: readonly string[]): Order[] {
  const seals = unitId.startsWith('container:') ? [`B-${unitId.slice(-7)}`] : [];
  const permitted = {
    carrier: 'KTZ',
    place: 'T1',
    maxMassGrams: 1_000_000_000_000,
    maxPieces: 5_000_000,
    maxVolumeCm3: null,
    sizeType: null,
    tareGrams: null,
  };
  return [
    order(OpenUnit, { type: 'OpenUnit', unitId, ...permitted }),
    ...contentIds.map((contentId) => order(LoadContent, { type: 'LoadContent', unitId, contentId, position: null })),
    order(CloseUnit, { type: 'CloseUnit', unitId, seals }),
  ];
}

/** Declares parcels, and packs those that are released into bags, containers and a train, as real records through all stages. */
export class TrainCrew {
  constructor(
    private readonly desk: BenchDesk,
    private readonly loading: Tail,
    private readonly say: (text: string) => void,
  ) {}

  /** @returns a train with so many parcels in it, closed and ready to leave */
  async makeUp(parcels: number): Promise<void> {
    const parcelIds = await this.stage(parcels);
    const bags = [...portions(parcelIds, BAG_PARCELS)].map((own, i) => ({ id: `bag:BENCH-${i}`, own }));
    this.say(`packing ${parcels} parcels in ${bags.length} bags`);
    for (const some of portions(bags, UNDER_WAY / BAG_PARCELS)) await this.fill(some);
    const containers = [...portions(bags, CONTAINER_BAGS)].map((own, i) => {
      return { id: `container:${containerNumberOf(i)}`, own: own.map(({ id }) => id) };
    });
    this.say(`stuffing ${containers.length} containers`);
    await this.fill(containers);
    await this.fill([{ id: TRAIN, own: containers.map(({ id }) => id) }]);
  }

  /** The train leaves. */
  async depart(): Promise<void> {
    await this.desk.order([order(DepartUnit, { type: 'DepartUnit', unitId: TRAIN })]);
  }

  /** Declares until so many are released. */
  private async stage(parcels: number): Promise<string[]> {
    const staged: string[] = [];
    const most = Math.ceil(parcels * SPARE) + 50;
    this.say(`declaring up to ${most} parcels`);
    for (let declared = 0; staged.length < parcels;) {
      if (declared >= most) throw new Error(`Of ${declared} parcels only ${staged.length} were released`);
      const count = Math.min(UNDER_WAY, most - declared);
      const orders = Array.from({ length: count }, (_, i) =>
        order(DeclareParcel, declarationOf(`BENCH${String(declared + i).padStart(8, '0')}`)),
      );
      const settled = await this.desk.tail('inspection.events');
      for (const portion of portions(orders, PORTION)) await this.desk.order(portion);
      declared += count;
      // Each is either inspected, and then staged, or waits at a bench of the inspection.
      let passed = 0;
      let opened = 0;
      await settled.until(
        () => opened + passed >= count,
        ({ type }) => {
          if (type === 'ParcelInspected') passed++;
          else if (type === 'InspectionOpened') opened++;
        },
      );
      const goal = staged.length + passed;
      await this.loading.until(
        () => staged.length >= goal,
        ({ type, event }) => {
          if (type === 'ParcelStaged') staged.push(String(event['parcelId']));
        },
      );
    }
    return staged.slice(0, parcels);
  }

  private async fill(units: readonly { readonly id: string; readonly own: readonly string[] }[]): Promise<void> {
    const orders = units.flatMap(({ id, own }) => filled(id, own));
    for (const portion of portions(orders, PORTION)) await this.desk.order(portion);
    const open = new Set(units.map(({ id }) => id));
    await this.loading.until(
      () => open.size === 0,
      ({ type, event }) => {
        const unitId = String(event['unitId']);
        if (type === 'UnitClosed') open.delete(unitId);
        if (type === 'LoadRefused' || type === 'PlaceFreed')
          throw new Error(`${unitId}: ${type} ${String(event['reason'])}`);
      },
    );
  }
}
