import type { DeclarationFiled, ListFacts } from '@alataw/contracts';
import { DECLARATION_EXAMPLE } from '../openapi/examples';

export const FACTS: ListFacts = {
  ...{ merchantCode: 'M', currency: 'CNY', declaredValueMinor: 1, grossWeightGrams: 1, packages: 1 },
  ...{ listsPerDocument: 1, massToleranceGrams: 0 },
  orderKind: 'SALE',
};

/** A list of the platform DEMO that waits for one document. */
export function filedList(parcelId: string, documentId: string): DeclarationFiled {
  return {
    ...{ type: 'DeclarationFiled', parcelId, platform: 'DEMO', version: 1, contentHash: '0'.repeat(32) },
    list: {
      ...DECLARATION_EXAMPLE,
      ...{
        freightMinor: null,
        insuranceMinor: null,
        accountBookNo: null,
        statisticsFlag: null,
        predecessorId: null,
        returnOf: null,
        volumeCm3: null,
      },
    },
    documentIds: [documentId],
    facts: FACTS,
    due: 99,
  };
}
