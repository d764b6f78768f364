import { documentIdOf, parseDocumentId } from './document-id';

describe('documentIdOf', () => {
  it.each([
    ['order', 'SILKROAD', 'PO-1', 'order:SILKROAD:PO-1'],
    ['payment', 'SILKROAD', 'PO: 1.2/x', 'payment:SILKROAD:PO: 1.2/x'],
    ['waybill', 'CNPOST', 'LX473124829CN', 'waybill:CNPOST:LX473124829CN'],
  ] as const)('joins and parts the id of %s %s %s', (kind, owner, number, id) => {
    expect(documentIdOf(kind, owner, number)).toBe(id);
    expect(parseDocumentId(id)).toEqual({ kind, owner, number });
  });
  it.each([
    ['order', 'SILK:ROAD', 'PO-1'],
    ['order', 'SILKROAD', ''],
    ['order', 'SILKROAD', 'x'.repeat(61)],
    ['waybill', 'CNPOST', 'LX 47'],
    ['waybill', 'cnpost', 'LX47'],
  ] as const)('makes no id of %s %s %s', (kind, owner, number) => {
    expect(() => documentIdOf(kind, owner, number)).toThrow('document id');
  });
  it('knows no document in other ids', () => {
    const others = ['truck:KZ-123ABC02', 'CNPOST.LX473124829CN', 'order:', '', 'order:A:1', 'waybill:CNPOST:L 1'];
    expect(others.filter((id) => parseDocumentId(id) !== null)).toEqual([]);
  });
});
