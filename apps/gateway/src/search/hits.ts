import type { StageName } from '@alataw/contracts';
import type { Principal } from '@alataw/http';
import { isParcelId, parseDocumentId, sealNumberOf, sentenceOf, unitKinds, type Words } from '@alataw/values';
import { knownDocument, linkToDocument, mayRead } from '../documents/document-view';
import { entryInWords, knownEntry, linkToEntry } from '../entries/entry-view';
import { parcelStatus } from '../parcels/parcel-status';
import { factsOf } from '../parcels/parcel-view';
import { knownParcels, knownUnits, type Projections } from '../parcels/projections';
import { transportsOf } from '../parcels/transports';
import { linkToUnit } from '../units/unit-link';
import { unitIdOrNull } from '../units/unit-number';

/** Something that a number leads to. */
export interface Hit {
  readonly kind: SearchedKind['kind'];
  readonly id: string;
  readonly status: string;
  readonly text: Words;
  readonly links: { readonly self: string };
}

/** One kind of thing that is searched for: who keeps its numbers, who may search it, and how it is shown. */
export interface SearchedKind {
  readonly kind: 'parcel' | 'unit' | 'document' | 'entry-application';
  readonly stage: StageName;
  readonly roles: readonly Principal['role'][];
  /** The id that a text is by itself, whatever is kept of numbers; null: it is none of this kind. */
  readonly idIn: (text: string) => string | null;
  /** @returns in the order asked for; undefined for what is not there, and for what this reader may not see */
  readonly read: (
    projections: Projections,
    ids: readonly string[],
    reader: Principal,
  ) => Promise<readonly (Hit | undefined)[]>;
}

const parcel: SearchedKind = {
  kind: 'parcel',
  stage: 'declaration',
  roles: ['platform', 'staff', 'operator'],
  idIn: (text) => (isParcelId(text.toUpperCase()) ? text.toUpperCase() : null),
  async read(projections, ids, { role, tenant }) {
    const found = await knownParcels(projections, ids);
    const own = found.map((each) => (role === 'platform' && each?.platform !== tenant ? undefined : each));
    const transports = await transportsOf(projections, own);
    return own.map((each, n) => {
      const transportId = transports[n] ?? null;
      const standing = each && parcelStatus(each.states, transportId);
      if (each === undefined || standing === undefined) return undefined;
      const { parcelId: id, platform, states } = each;
      const links = { self: `/v1/parcels/${id}` };
      return { kind: 'parcel', id, ...standing, platform, ...factsOf(states), transportId, links };
    });
  },
};

const unit: SearchedKind = {
  kind: 'unit',
  stage: 'loading',
  roles: ['staff', 'operator'],
  idIn(text) {
    const colon = text.indexOf(':');
    const kind = unitKinds.find((each) => each === text.slice(0, colon).toLowerCase());
    return kind === undefined ? null : unitIdOrNull(kind, text.slice(colon + 1));
  },
  async read(projections, ids) {
    const found = await knownUnits(projections, ids);
    return found.map((each, n) => {
      const id = ids[n];
      if (each === undefined || id === undefined) return undefined;
      const { status, place, carrier, carriedBy } = each.state;
      const onIt = each.state.seals.filter((seal) => seal.status !== 'asked');
      const seals = onIt.map(({ sealId }) => sealNumberOf(sealId));
      const text = sentenceOf('LoadUnitStatus', status);
      return { kind: 'unit', id, status, text, place, carrier, carriedBy, seals, links: { self: linkToUnit(id) } };
    });
  },
};

const document: SearchedKind = {
  kind: 'document',
  stage: 'declaration',
  roles: ['platform', 'logistics', 'staff', 'operator'],
  idIn: (text) => (parseDocumentId(text) === null ? null : text),
  async read(projections, ids, reader) {
    const found = await Promise.all(ids.map((id) => knownDocument(projections, id)));
    return found.map((each, n) => {
      const id = ids[n];
      if (each === undefined || id === undefined || !mayRead(id, each, reader)) return undefined;
      const { status, lists } = each.state;
      const text = sentenceOf('DocumentStatus', status);
      const parcelIds = lists.map(({ parcelId }) => parcelId);
      return { kind: 'document', id, status, text, parcelIds, links: { self: linkToDocument(id) } };
    });
  },
};

const application: SearchedKind = {
  kind: 'entry-application',
  stage: 'gate',
  roles: ['staff', 'operator'],
  idIn: () => null, // its id is among its numbers
  async read(projections, ids) {
    const found = await Promise.all(ids.map((id) => knownEntry(projections, id)));
    return found.map((each, n) => {
      const id = ids[n];
      if (each === undefined || id === undefined) return undefined;
      const { status, truckId, trailerId, carrier } = each.state;
      const shown = { status, text: entryInWords(each.state), truckId, trailerId, carrier };
      return { kind: 'entry-application', id, ...shown, links: { self: linkToEntry(id) } };
    });
  },
};

/** What is searched for, in the order in which it is answered. */
export const searchedKinds: readonly SearchedKind[] = [parcel, unit, application, document];
