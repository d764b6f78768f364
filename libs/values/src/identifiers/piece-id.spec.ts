import { shareOfPiece, parsePieceId, pieceIdOf } from './piece-id';

describe('the label of a piece', () => {
  it('names the parcel and the piece', () => {
    expect(pieceIdOf('CNPOST.LX1', 2)).toBe('CNPOST.LX1#2');
    expect(parsePieceId('CNPOST.LX1#2')).toEqual({ parcelId: 'CNPOST.LX1', piece: 2 });
    expect(parsePieceId('CNPOST.LX1#999')).toEqual({ parcelId: 'CNPOST.LX1', piece: 999 });
  });
  it.each(['CNPOST.LX1', 'bag:B1', 'CNPOST.LX1#0', 'CNPOST.LX1#1000', 'CNPOST.LX1#', '#1', 'A#1#2'])(
    'is not %s, which names a whole',
    (text) => expect(parsePieceId(text)).toEqual({ parcelId: text, piece: null }),
  );
  it('is the id of the parcel where that is meant as a whole', () => {
    expect(pieceIdOf('CNPOST.LX1', null)).toBe('CNPOST.LX1');
  });
});

describe('shareOfPiece', () => {
  it.each([
    [100, 2, [50, 50]],
    [101, 2, [51, 50]],
    [11, 3, [4, 4, 3]],
    [450, 1, [450]],
    [1, 3, [1, 0, 0]],
  ])('parts %i g in %i without a gram lost', (grams, pieces, parts) => {
    const numbers = Array.from({ length: pieces }, (_, n) => n + 1);
    expect(numbers.map((n) => shareOfPiece(grams, pieces, n))).toEqual(parts);
  });
});
